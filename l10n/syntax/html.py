"""HTML cut into text that stays and blocks; law: their sources, joined, are the HTML.

A block is a run of text and inline tags between two tags of block level. No tree is built: where a
block begins and ends is told by tags alone, and what is translated by a small stack of open elements.
"""

from __future__ import annotations

import re
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
from l10n.syntax.html_tokens import TAGS, Token, TokenKind, tokens

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

    def __init__(self, *, skips: bool = False, context: str | None = None, note: str = "") -> None:
        self.skips = skips
        self._context = context
        self._note = note

    @property
    def speaks(self) -> bool:
        """True where the next block has a context or a note."""
        return self._context is not None or bool(self._note)

    def hears(self, comment: str) -> bool:
        """Take in a comment, and tell whether it was a directive."""
        said = directive(comment)
        if said is None:
            return False
        verb, words = said
        if verb == "context":
            self._context = words or None
        elif verb == "note":
            self._note = f"{self._note} {words}".strip()
        else:
            self.skips = verb == "skip"
        return True

    def taken(self) -> tuple[str | None, str]:
        """Return context and note for the next block, which no other block gets."""
        said = self._context, self._note
        self._context, self._note = None, ""
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


class _Stack:
    """The open elements, with their places by name so that no look-up walks the stack."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self.elements: list[Element] = []
        self._places: dict[str, list[int]] = {}
        self._blocks: list[int] = []
        for element in elements:
            self._push(element)

    @property
    def translated(self) -> bool:
        return not self.elements or self.elements[-1].translated

    @property
    def kind(self) -> Kind:
        return self.elements[-1].kind if self.elements else Kind.PARAGRAPH

    def open(self, name: str, says: bool | None, *, block: bool) -> None:
        translated = (says or self.translated) and is_translated(name, says)
        self._push(Element(name, translated, _KINDS.get(name, self.kind), block))

    def closes(self, name: str, *, block: bool) -> bool:
        """Tell whether an end tag has its element; that of an inline one is in the same block."""
        return self._last((name,)) > (-1 if block or not self._blocks else self._blocks[-1])

    def close(self, name: str) -> None:
        self._cut(self._places[name][-1])

    def imply_ends(self, name: str) -> None:
        """Close what the start tag of a block closes without an end tag (WHATWG HTML, 13.1.2.4)."""
        for closed, fences in (_IMPLIED.get(name, _NOTHING), _NOTHING if name in _IN_P else _PARAGRAPH):
            place = self._last(closed)
            if place > self._last(fences):
                self._cut(place)

    def _push(self, element: Element) -> None:
        place = len(self.elements)
        self._places.setdefault(element.name, []).append(place)
        if element.block:
            self._blocks.append(place)
        self.elements.append(element)

    def _last(self, names: Iterable[str]) -> int:
        last = -1
        for name in names:
            places = self._places.get(name)
            if places and places[-1] > last:
                last = places[-1]
        return last

    def _cut(self, place: int) -> None:
        for element in self.elements[place:]:
            self._places[element.name].pop()
            if element.block:
                self._blocks.pop()
        del self.elements[place:]


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

        White space, line breaks, comments and scripts at the ends of a block are not part of it.
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
        self._stack = _Stack(around.open)
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
        if not run or not _LETTER.search(stretch.seen, run[0].start, run[-1].end):
            return
        start, end = trimmed(stretch.shown, run[0].start, run[-1].end)
        if self._stack.elements and self._stack.elements[-1].name == "title":
            self._emit(start, end, [title_block(self._said(), start, end)])
            return
        run[0] = run[0]._replace(start=max(start, run[0].start))
        run[-1] = run[-1]._replace(end=min(end, run[-1].end))
        block = inline_block(stretch, run, self._stack.kind)
        if any(piece.inner or piece.has_letters for piece in block.pieces):
            said = self._author.speaks
            self._emit(start, end, [inline_block(self._said(), run, block.kind) if said else block])

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


_VERBS = frozenset({"skip", "end", "context", "note"})
_ENDING = (TokenKind.DECLARATION, TokenKind.UNFINISHED)
_ROLES = {TokenKind.START: Role.OPEN, TokenKind.EMPTY: Role.ATOM, TokenKind.END: Role.CLOSE}
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
_FENCES = ("table", "td", "th", "caption", "template", "object", "button")
_PARAGRAPH = (("p",), _FENCES)
_NOTHING: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
_SECTIONS = ("thead", "tbody", "tfoot")
_IMPLIED = {
    "li": (("li",), ("ul", "ol", "menu", *_FENCES)),
    "dt": (("dt", "dd"), ("dl", *_FENCES)),
    "dd": (("dt", "dd"), ("dl", *_FENCES)),
    "td": (("td", "th"), ("table",)),
    "th": (("td", "th"), ("table",)),
    "tr": (("tr", "caption", "colgroup"), ("table",)),
    **dict.fromkeys(_SECTIONS, ((*_SECTIONS, "caption", "colgroup"), ("table",))),
    "option": (("option",), ("select", "datalist")),
    "optgroup": (("optgroup",), ("select",)),
    "body": (("head",), ()),
}
"""What a start tag closes, and what keeps it from doing so."""
_IN_P = frozenset("link meta base title noscript object template option optgroup body head html".split())
"""Elements of block level, for this module, that may stand in a paragraph."""
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
_LETTER = re.compile(r"[^\W\d_]")
_BLANK = re.compile(r"[\t\n\f\r ]+")
