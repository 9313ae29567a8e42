"""HTML cut into text that stays and blocks; law: their sources, joined, are the HTML.

A block is a run of text and inline tags between two tags of block level. No tree is built: where a
block begins and ends is told by tags alone, and what is translated by a small stack of open elements.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from l10n.model import Block, Kind, Piece, Role
from l10n.syntax.html_inline import (
    Stretch,
    attribute_blocks,
    inline_block,
    is_translated,
    pieces,
    tag_piece,
    title_block,
    trimmed,
)
from l10n.syntax.html_tokens import Token, TokenKind, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "NONE_OPEN",
    "Author",
    "Elements",
    "blocks",
    "closes",
    "directive",
    "opens_untranslated",
    "pieces",
    "tag",
    "translating",
]


class Element(NamedTuple):
    """An open element."""

    name: str
    translated: bool
    kind: Kind
    block: bool
    """False for an inline element that says whether it is translated, and those inside it."""


class Author:
    """What the author's directives have said so far, for the blocks that follow."""

    def __init__(self) -> None:
        self.skips = False
        self._context: str | None = None
        self._notes: tuple[str, ...] = ()

    def hears(self, comment: str) -> bool:
        """Take in a comment, and tell whether it was a directive."""
        said = directive(comment)
        if said is None:
            return False
        verb, words = said
        if verb == "context":
            self._context = words or None
        elif verb == "note":
            self._notes += (words,)
        else:
            self.skips = verb == "skip"
        return True

    def taken(self) -> tuple[str | None, str]:
        """Return context and note for the next block, which no other block gets."""
        said = self._context, " ".join(self._notes)
        self._context, self._notes = None, ()
        return said


@dataclass(frozen=True, slots=True)
class Elements:
    """What surrounds the next stretch of HTML: the open elements, and what the author said."""

    open: tuple[Element, ...] = ()
    skips: bool = False
    context: str | None = None
    note: str = ""


NONE_OPEN = Elements()


def translating(elements: Elements) -> bool:
    """Tell whether text inside ``elements`` is translated."""
    return not elements.skips and (not elements.open or elements.open[-1].translated)


def directive(comment: str) -> tuple[str, str] | None:
    """Read what a comment, with or without its delimiters, says to this toolkit.

    Returns:
        The verb (``skip``, ``end``, ``context`` or ``note``) and the words after it; None for any
        other comment.
    """
    said = comment.strip().removeprefix("<!--").removesuffix("-->").split()
    if len(said) < 2 or said[0] != "l10n:" or said[1] not in _VERBS:
        return None
    return said[1], " ".join(said[2:])


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


def tag(source: str) -> Piece:
    """Read one inline tag or comment as a piece, whatever stands around it."""
    token = next(tokens(source))
    if token.end < len(source) or token.kind not in _ROLES:
        return Piece(source, source, Role.ATOM, source)
    role = Role.BREAK if token.name == "br" else _ROLES[token.kind]
    stretch = Stretch.of(source, source)
    return tag_piece(stretch, token, stretch.tag(token), role)


def opens_untranslated(source: str) -> str:
    """Return the name of the element that a start tag opens if it is not translated, else ""."""
    token = next(tokens(source))
    says = Stretch.of(source, source).tag(token).translate if token.kind is TokenKind.START else None
    opens = token.kind is TokenKind.START and not is_translated(token.name, says)
    return token.name if opens else ""


def closes(source: str, name: str) -> bool:
    """Tell whether a tag ends an element of that name."""
    token = next(tokens(source))
    return token.kind is TokenKind.END and token.name == name


class _Cutter:
    """Takes tokens one by one; built for one call of :func:`blocks`."""

    def __init__(self, stretch: Stretch, around: Elements) -> None:
        self._stretch = stretch
        self._open = list(around.open)
        self._author = Author()
        self._author.skips = around.skips
        self._context, self._note = around.context, around.note
        self._cuts: list[str | Block] = []
        self._run: list[Token] = []
        self._at = 0
        self._breaks = 0

    def take(self, token: Token) -> None:
        if token.kind in _TAGS:
            self._tag(token)
        elif token.kind is TokenKind.COMMENT and self._directive(token):
            self._flush()
        elif self._run or token.kind in _TEXTUAL:
            self._add(token)

    def finish(self) -> tuple[list[str | Block], Elements]:
        self._flush()
        self._cuts.append(self._stretch.source[self._at :])
        around = Elements(tuple(self._open), self._author.skips, self._context, self._note)
        return [cut for cut in self._cuts if cut != ""], around

    def _directive(self, token: Token) -> bool:
        if not self._author.hears(self._stretch.shown[token.start : token.end]):
            return False
        context, note = self._author.taken()
        self._context = context or self._context
        self._note = " ".join(part for part in (self._note, note) if part)
        return True

    def _add(self, token: Token) -> None:
        blank = token.kind is TokenKind.TEXT and not self._stretch.shown[token.start : token.end].strip()
        if not blank:
            self._breaks = self._breaks + 1 if token.name == "br" else 0
        self._run.append(token)
        if self._breaks == 2:
            self._flush()

    def _tag(self, token: Token) -> None:
        inline = token.name in _INLINE
        if not inline:
            self._flush()
        translated = self._translated
        if token.kind is TokenKind.END:
            self._close(token.name)
        else:
            says = self._stretch.tag(token)
            inside = translated and is_translated(token.name, says.translate)
            if not translated and says.translate:
                inside = True
            if token.kind is TokenKind.START:
                kind = _KINDS.get(token.name) or (self._open[-1].kind if self._open else Kind.PARAGRAPH)
                self._open.append(Element(token.name, inside, kind, not inline))
            if not inline and translated and says.worded and not self._author.skips:
                self._emit(token.start, token.end, attribute_blocks(self._stretch, token))
        if inline:
            self._add(token)

    @property
    def _translated(self) -> bool:
        return not self._open or self._open[-1].translated

    def _close(self, name: str) -> None:
        for number in range(len(self._open) - 1, -1, -1):
            if self._open[number].name == name:
                del self._open[number:]
                return

    def _flush(self) -> None:
        """End a run; white space and line breaks at its ends stay outside the block."""
        run, self._run, self._breaks = self._run, [], 0
        while run and self._is_edge(run[-1]):
            run.pop()
        while run and (self._is_edge(run[0]) or run[0].kind is TokenKind.END):
            run.pop(0)
        while len(run) > 2 and _wraps(run):
            run = run[1:-1]
            while run and self._is_edge(run[-1]):
                run.pop()
            while run and self._is_edge(run[0]):
                run.pop(0)
        block = next((element for element in reversed(self._open) if element.block), None)
        if not run or self._author.skips or (block and not block.translated):
            return
        start, end = trimmed(self._stretch.shown, run[0].start, run[-1].end)
        if block and block.name == "title":
            self._emit(start, end, [title_block(self._stretch, start, end)])
            return
        run[0] = run[0]._replace(start=max(start, run[0].start))
        run[-1] = run[-1]._replace(end=min(end, run[-1].end))
        stretch = replace(self._stretch, context=self._context, note=self._note)
        self._context, self._note = None, ""
        self._emit(start, end, [inline_block(stretch, run, block.kind if block else Kind.PARAGRAPH)])

    def _is_edge(self, token: Token) -> bool:
        if token.kind is TokenKind.TEXT:
            return not self._stretch.shown[token.start : token.end].strip("\t\n\f\r ")
        return token.name == "br"

    def _emit(self, start: int, end: int, cuts: Iterable[str | Block]) -> None:
        self._cuts.append(self._stretch.source[self._at : start])
        self._cuts += cuts
        self._at = end


def _wraps(run: list[Token]) -> bool:
    """Tell whether one element is all of a run, so that it need not be in the segment."""
    first, last = run[0], run[-1]
    if first.kind is not TokenKind.START or last.kind is not TokenKind.END or first.name != last.name:
        return False
    depth = 0
    for token in run[:-1]:
        if token.name == first.name:
            depth += {TokenKind.START: 1, TokenKind.END: -1}.get(token.kind, 0)
        if depth == 0:
            return False
    return True


_VERBS = frozenset({"skip", "end", "context", "note"})
_TAGS = frozenset({TokenKind.START, TokenKind.EMPTY, TokenKind.END})
_TEXTUAL = frozenset({TokenKind.TEXT, TokenKind.REFERENCE})
_ROLES = {TokenKind.START: Role.OPEN, TokenKind.EMPTY: Role.ATOM, TokenKind.END: Role.CLOSE}
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big br button cite code data del dfn em font i img input ins kbd label "
    "mark math meter nobr object output picture progress q rb rp rt ruby s samp select small span "
    "strike strong sub sup svg time tt u var wbr".split()
)
_KINDS = {
    **{f"h{level}": Kind.HEADING for level in range(1, 7)},
    "li": Kind.ITEM,
    "td": Kind.CELL,
    "th": Kind.CELL,
    "dt": Kind.TERM,
    "dd": Kind.DEFINITION,
    "figcaption": Kind.CAPTION,
    "caption": Kind.CAPTION,
    "title": Kind.TITLE,
    **dict.fromkeys(["p", "div", "blockquote", "section", "article", "body", "footer"], Kind.PARAGRAPH),
}
