"""HTML cut into text that stays and blocks; law: their sources, joined, are the HTML.

A block is a run of text and inline tags between two tags of block level. No tree is built: where a
block begins and ends is told by tags alone, and what is translated by a small stack of open elements.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from l10n.syntax.directives import Author, directive
from l10n.syntax.html.elements import NONE_OPEN, Elements, Stack
from l10n.syntax.html.inline import attribute_blocks, inline_block, title_block, trimmed
from l10n.syntax.html.tags import is_translated
from l10n.syntax.html.tokens import TAGS, Token, TokenKind, tokens
from l10n.syntax.html.words import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.model import Block


_ENDING = (TokenKind.DECLARATION, TokenKind.UNFINISHED)
_INLINE = frozenset(
    "a abbr acronym audio b bdi bdo big br button canvas cite code data del dfn em embed font i iframe img "
    "input ins kbd label map mark math meter nobr noembed output picture progress q rb rp rt rtc ruby s samp "
    "script slot small source span strike strong style sub sup svg textarea time track tt u var video "
    "wbr".split()
)
_SCRIPTS = frozenset({"script", "style"})
_NEXT = {
    name: re.compile(rf"<(?P<close>/?){name}(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII)
    for name in ("code", "kbd", "samp", "tt", "var")
}
_BLANK = re.compile(r"[\t\n\f\r ]+")


def blocks(
    shown: str, source: str, open_elements: Elements = NONE_OPEN
) -> tuple[list[str | Block], Elements]:
    """Cut HTML into text that stays and blocks.

    Args:
        shown: What is cut into tokens; white space in it is white space in the segments.
        source: The HTML itself, of the same length.
        open_elements: What surrounds it; from the call before, where HTML is cut in stretches.

    Returns:
        The cuts, and what surrounds the HTML that follows.
    """
    cutter = _Cutter(Stretch.of(shown, source), open_elements)
    for token in tokens(shown):
        cutter.take(token)
    return cutter.finish()


class _Run:
    """The text and inline tags since the last boundary, with the tags paired."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.open: list[tuple[str, bool | None, int]] = []
        """Name of each open element, what it says of its translation, and its place."""
        self._names: dict[str, int] = {}
        self._partners: dict[int, int] = {}

    @property
    def in_code(self) -> bool:
        return any(not is_translated(name, says) for name, says, _ in self.open)

    def start(self, token: Token, says: bool | None) -> None:
        self.open.append((token.name, says, len(self.tokens)))
        self._names[token.name] = self._names.get(token.name, 0) + 1
        self.tokens.append(token)

    def end(self, token: Token) -> bool:
        """Add an end tag if its element is open here, and tell so."""
        if not self._names.get(token.name):
            return False
        name, place = "", 0
        while name != token.name:
            name, _, place = self.open.pop()
            self._names[name] -= 1
        self._partners[place] = len(self.tokens)
        self.tokens.append(token)
        return True

    def core(self, stretch: Stretch) -> tuple[list[Token], list[Token]]:
        """Return the tags around all of the run, and what in them is more than layout.

        White space, line breaks, comments and scripts at the ends of a block, and empty anchors at
        its beginning, are not part of it.
        """
        start, end = self._inside(stretch, 0, len(self.tokens))
        while start < end and self.tokens[start].kind is TokenKind.END:
            start, end = self._inside(stretch, start + 1, end)
        around: list[Token] = []
        while end - start > 2 and self._partners.get(start) == end - 1 and self._wraps(stretch, start):
            around.append(self.tokens[start])
            start, end = self._inside(stretch, start + 1, end - 1)
        return around, self.tokens[start:end]

    def _wraps(self, stretch: Stretch, place: int) -> bool:
        token = self.tokens[place]
        return is_translated(token.name, stretch.tag(token).translate)

    def _inside(self, stretch: Stretch, start: int, end: int) -> tuple[int, int]:
        while start < end and (after := self._after_layout(stretch, start)) > start:
            start = after
        while start < end and (before := self._before_layout(stretch, start, end)) < end:
            end = before
        return start, end

    def _after_layout(self, stretch: Stretch, place: int) -> int:
        token = self.tokens[place]
        if token.kind is TokenKind.START and token.name in _SCRIPTS:
            return self._partners.get(place, place - 1) + 1
        if token.name == "a" and self._partners.get(place) == place + 1 and not stretch.tag(token).worded:
            return place + 2
        return place + 1 if _is_layout(stretch, token) else place

    def _before_layout(self, stretch: Stretch, start: int, end: int) -> int:
        token = self.tokens[end - 1]
        if token.kind is TokenKind.END and token.name in _SCRIPTS:
            for place in range(end - 2, max(start, end - 3) - 1, -1):
                if self._partners.get(place) == end - 1:
                    return place
        return end - 1 if _is_layout(stretch, token) else end


class _Cutter:
    """Takes tokens one by one; built for one call of :func:`blocks`."""

    def __init__(self, stretch: Stretch, around: Elements) -> None:
        self._stretch = stretch
        self._stack = Stack(around.open)
        self._author = Author(skips=around.skips, context=around.context, note=around.note)
        self._cuts: list[str | Block] = []
        self._run = _Run()
        self._at = 0

    def take(self, token: Token) -> None:
        kind = token.kind
        if kind is TokenKind.TEXT:
            if self._translating and (self._run.tokens or not _is_layout(self._stretch, token)):
                self._run.tokens.append(token)
        elif kind in TAGS and not token.foreign and token.name not in _INLINE:
            self._block_tag(token)
        elif kind is TokenKind.START:
            self._inline_start(token)
        elif kind is TokenKind.END:
            self._inline_end(token)
        elif kind in _ENDING or (kind is TokenKind.COMMENT and self._hears(token)):
            self._flush(token.start)
        elif self._translating:
            if token.name == "br":
                self._line_break(token)
            self._run.tokens.append(token)

    def finish(self) -> tuple[list[str | Block], Elements]:
        self._flush(len(self._stretch.shown))
        self._cuts.append(self._stretch.source[self._at :])
        skips = self._author.skips
        around = Elements(tuple(self._stack.elements), skips, *self._author.taken())
        return [cut for cut in self._cuts if cut != ""], around

    @property
    def _translating(self) -> bool:
        return self._stack.translated and not self._author.skips

    def _hears(self, token: Token) -> bool:
        comment = self._stretch.shown[token.start : token.end]
        if directive(comment) is None:
            return False
        self._flush(token.start)
        return self._author.hears(comment)

    def _block_tag(self, token: Token) -> None:
        self._flush(token.start)
        if token.kind is TokenKind.END:
            if self._stack.closes(token.name, block=True):
                self._stack.close(token.name)
            return
        self._stack.imply_ends(token.name)
        tag = self._stretch.tag(token)
        if tag.worded and self._translating and tag.translate is not False:
            self._emit(token.start, token.end, attribute_blocks(self._said(), token))
        if token.kind is TokenKind.START:
            self._stack.open(token.name, tag.translate, block=True)

    def _inline_start(self, token: Token) -> None:
        says = self._stretch.tag(token).translate
        if self._translating:
            self._run.start(token, says)
        else:
            self._stack.open(token.name, says, block=False)

    def _inline_end(self, token: Token) -> None:
        if self._run.end(token):
            return
        if self._stack.closes(token.name, block=False):
            self._flush(token.start)
            self._stack.close(token.name)
        elif self._translating:
            self._run.tokens.append(token)

    def _line_break(self, token: Token) -> None:
        """End the block before the second of two line breaks, except in code and its like."""
        last = self._run.tokens[-2:]
        if last and last[-1].kind is TokenKind.TEXT and _is_layout(self._stretch, last[-1]):
            last.pop()
        if last and last[-1].name == "br" and not self._run.in_code:
            self._flush(token.start)

    def _flush(self, end: int) -> None:
        """End the run; what it leaves open and matters to the translation is open from here on."""
        if not self._run.tokens:
            return
        run, self._run = self._run, _Run()
        self._add(*run.core(self._stretch))
        for name, says, _ in run.open:
            if says is not None or (name in _NEXT and self._holds_blocks(name, end)):
                self._stack.open(name, says, block=False)

    def _holds_blocks(self, name: str, end: int) -> bool:
        """Tell code that holds blocks from code that somebody forgot to close."""
        following = _NEXT[name].search(self._stretch.shown, end)
        return following is not None and bool(following["close"])

    def _add(self, around: list[Token], run: list[Token]) -> None:
        stretch = self._stretch
        for token in around:
            if stretch.tag(token).worded:
                self._emit(token.start, token.end, attribute_blocks(self._said(), token))
        if not run:
            return
        start, end = trimmed(stretch.shown, run[0].start, run[-1].end)
        if self._stack.elements and self._stack.elements[-1].name == "title":
            self._emit(start, end, [title_block(self._said(), start, end)])
            return
        run[0] = run[0]._replace(start=max(start, run[0].start))
        run[-1] = run[-1]._replace(end=min(end, run[-1].end))
        block = inline_block(stretch, run, self._stack.kind)
        if self._author.speaks and any(piece.inner or piece.has_letters for piece in block.pieces):
            block = inline_block(self._said(), run, block.kind)
        self._emit(start, end, [block])

    def _said(self) -> Stretch:
        """Return the stretch with what the author says of its next block."""
        if not self._author.speaks:
            return self._stretch
        context, note = self._author.taken()
        return replace(self._stretch, context=context, note=note)

    def _emit(self, start: int, end: int, cuts: Iterable[str | Block]) -> None:
        self._cuts.append(self._stretch.source[self._at : start])
        self._cuts += cuts
        self._at = end


def _is_layout(stretch: Stretch, token: Token) -> bool:
    if token.kind is TokenKind.TEXT:
        return _BLANK.fullmatch(stretch.shown, token.start, token.end) is not None
    return token.kind is TokenKind.COMMENT or token.name == "br"
