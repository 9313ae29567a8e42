"""Translations put back into Markdown, so that no words turn into markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from l10n.model import Kind, Role
from l10n.syntax.markdown.inline import may_be_markup, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.model import Piece

_ONE_LINE = frozenset({Kind.HEADING, Kind.CAPTION, Kind.CELL, Kind.TERM})
_PREFIX = re.compile(r"(\r\n|\r|\n)([ \t]*(?:>[ \t]*)*)")
_NO_PREFIX = re.compile(r"[^>\t ]")
_BLOCK_START = re.compile(
    r"(?:#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|=+\s*$|-+\s*$|(?:[-*_][ \t]*){3,}$|```[^`]*$|~~~|:(?=\s)|\|"
    r"|\[[^\]\n]+\]:)"
)
_SIGN = r"[^\w\s*_~]"
_LETTER = r"[^\W_]"
_UNFLANKED = re.compile(
    r"(?:\*\*?|__?|~~)(?:"
    rf"(?:(?<={_SIGN}[*_])|(?<={_SIGN}(?:\*\*|__|~~)))(?=\w)"
    rf"|(?:(?<=\w[*_])|(?<=\w(?:\*\*|__|~~)))(?={_SIGN})"
    rf"|(?:(?<={_LETTER}_)|(?<={_LETTER}__))(?={_LETTER}))"
)
"""Where marks of emphasis stand between a letter and a sign, or ``_`` between two letters.

It begins with the mark, so that all before it is passed quickly.
"""
_MARK = re.compile(r"(?<![*_~\\])(?:\*\*|__|\*|_|~~)(?![*_~])")
_MARKS = frozenset({"*", "**", "~~"})
_WRITTEN = frozenset({*_MARKS, "_", "__"})
_Edits = dict[int, tuple[int, str]]
"""By offset: how many characters are replaced, and by what."""
_MOST_MENDED = 50
"""In one text: each is read again with every way to write it."""
_MOST_ESCAPED = 50
"""Marks that a block has not, in one text: with more of them all signs are taken for words."""
_SIGNS = re.compile(r"[\\`*_\[\]<>&~$#{}!]")
_BARE_QUOTE = re.compile(r'(?<!\\)"')
"""Ends the attribute of a box that holds its title."""
_STAND_IN = "\ue000"
"""Of a private plane, for a mark that the block has."""
_NUMBERED_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


@dataclass(frozen=True)
class Put:
    """Gives a translation the form in which it stands in a Markdown block.

    What would read as markup in the translation and was none in the block is escaped.
    """

    pieces: tuple[Piece, ...]
    """The block."""
    kind: Kind
    source: str
    """The article."""
    start: int
    end: int
    """Where the block is in the article."""
    labels: tuple[str, ...]
    """Labels of the article's link reference definitions."""
    templates: re.Pattern[str]
    """The template tags of its dialect."""

    def __call__(self, translation: str) -> str:
        """Return the translation as it stands in the article."""
        one_line = self.kind in _ONE_LINE
        text = _normal_breaks(translation.strip(" \t\r\n"), keep=not one_line)
        if may_be_markup(text):
            text = mended(text, self.pieces)
            text = text if self.holds_known_marks_alone(text) else self._escaped(text)
            if _BLOCK_START.match(text):
                text = f"\\{text}"
            text = _NUMBERED_START.sub(r"\1\\\2", text, count=1) if _NUMBERED_START.match(text) else text
            if self.kind is Kind.CELL:
                text = re.sub(r"(?<!\\)\|", r"\|", text)
            elif one_line:
                text = re.sub(r"((?:^|\s)#*)(#)$", r"\1\\\2", text)
        if '"' in text and self.source.endswith('="', 0, self.start):
            text = _BARE_QUOTE.sub(r'\\"', text)
        return text.replace("\n", self._newline) if "\n" in text else text

    def holds_known_marks_alone(self, text: str) -> bool:
        """Tell quickly of most translations that there is nothing to escape; False where that is not sure."""
        if _STAND_IN in text:
            return False
        for mark in self._marks:
            text = text.replace(mark, _STAND_IN)
        return _STAND_IN * 2 not in text and not may_be_markup(text)

    @cached_property
    def _keys(self) -> frozenset[tuple[Role, str]]:
        return frozenset((piece.role, piece.key) for piece in self.pieces if piece.key)

    @cached_property
    def _marks(self) -> list[str]:
        """The markup as it is written, the longest first; no tag, which without its partner is an atom."""
        marks = {piece.source for piece in self.pieces if piece.key and piece.key[0] != "<"}
        return sorted(marks, key=len, reverse=True)

    @cached_property
    def _newline(self) -> str:
        """Return a line end with the prefix that the next line of the block has or would have."""
        inside = _PREFIX.search(self.source, self.start, self.end)
        if inside:
            return inside[0]
        after = _PREFIX.search(self.source, self.end)
        line_end = after[1] if after else "\n"
        line_start = max(self.source.rfind(mark, 0, self.start) for mark in "\r\n") + 1
        return line_end + _NO_PREFIX.sub(" ", self.source[line_start : self.start])

    def _escaped(self, text: str) -> str:
        escaped = text
        for _ in range(_MOST_ESCAPED):
            at = 0
            for piece in pieces(escaped, self._labels_in(escaped), self.templates):
                if piece.key and (piece.role, piece.key) not in self._keys and _escapable(piece):
                    break
                at += len(piece.source)
            else:
                return escaped
            escaped = f"{escaped[:at]}\\{escaped[at:]}"
        return _SIGNS.sub(r"\\\g<0>", text)

    def _labels_in(self, text: str) -> list[str]:
        folded = text.casefold()
        return [label for label in self.labels if label.casefold() in folded] if "[" in text else []


def mended(text: str, source: Iterable[Piece]) -> str:
    """Return a translation in which the emphasis of its source is emphasis again.

    Where a script has no spaces, CommonMark takes no ``**`` for an end between a full stop and a
    letter (0.31, 6.2, flanking); a zero-width space inside of the marks makes it one, and ``_``
    becomes ``*``, which may stand inside a word.

    Args:
        text: A translation in Markdown.
        source: Its source, read.
    """
    if not _UNFLANKED.search(text):
        return text
    begun = {piece.key for piece in source if piece.role is Role.OPEN}
    edits: _Edits = {}
    for start, end, written in islice(_pairs(text), _MOST_MENDED):
        mark = written.replace("_", "*")
        if mark in begun:
            length = len(written)
            plainly: _Edits = {start: (length, mark), end: (length, mark)}
            spaced: _Edits = {start: (length, f"{mark}\u200b"), end: (length, f"\u200b{mark}")}
            ways = [edits, edits | plainly, edits | spaced]
            edits = max(ways, key=lambda way: _emphases(_edited(text, way)))
    return _edited(text, edits)


def _pairs(text: str) -> Iterator[tuple[int, int, str]]:
    """Give where two equal marks stand that could be a beginning and an end, whatever they are read as."""
    waiting: dict[str, int] = {}
    at = 0
    for piece in pieces(text):
        may_be = piece.role is Role.TEXT or piece.source in _WRITTEN
        for match in _MARK.finditer(piece.source) if may_be else ():
            begin, end = at + match.start(), at + match.end()
            start = waiting.pop(match[0], None)
            if start is not None and not text[begin - 1].isspace():
                yield start, begin, match[0]
            elif text[end : end + 1].strip():
                waiting[match[0]] = begin
        at += len(piece.source)


def _edited(text: str, edits: _Edits) -> str:
    out: list[str] = []
    at = 0
    for place, (length, new) in sorted(edits.items()):
        out += [text[at:place], new]
        at = place + length
    return "".join([*out, text[at:]])


def _emphases(text: str) -> int:
    return sum(piece.role is Role.OPEN and piece.key in _MARKS for piece in pieces(text))


def _escapable(piece: Piece) -> bool:
    citation = piece.role is Role.MARK and not piece.key.startswith("[^")
    return piece.role is not Role.BREAK and not citation and piece.source[0] in "`*_[]<>!~$&"


def _normal_breaks(text: str, *, keep: bool) -> str:
    """Make spaces of line breaks, save of hard ones where they are kept."""
    if "\n" not in text:
        return text
    lines = [line.strip(" \t\r") for line in re.split(r"(?: {2,}|\\)\n", text)]
    joined = [re.sub(r"[ \t]*\r?\n[ \t]*", " ", line) for line in lines]
    return ("\\\n" if keep else " ").join(joined)
