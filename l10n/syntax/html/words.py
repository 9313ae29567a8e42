"""Words of HTML: characters, references and white space as a segment shows them and as the article has them.

Law: the sources of the pieces, joined, are the HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from l10n.model import Piece, Role
from l10n.syntax import plain
from l10n.syntax.html import tags
from l10n.syntax.html.tags import IRREGULAR
from l10n.syntax.html.tokens import Token, TokenKind, decoded, references

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.syntax.html.tags import Tag


_CARRIAGE_RETURN = re.compile(r"\r\n?")
_LONGEST_REFERENCE = 42
_PENDING = re.compile(r"(?:&#?\w*|</?)\Z")
_KEPT = frozenset("&<> ")
_SEPARATING = frozenset("<>\t\n\f\r ")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of an article in which inline HTML stands."""

    shown: str
    """What is cut into tokens."""
    source: str
    """The article's own characters, of the same length."""
    seen: str
    """What segments show: the source, with blanks where ``shown`` has them."""
    context: str | None = None
    note: str = ""

    @classmethod
    def of(cls, shown: str, source: str) -> Stretch:
        """Build a stretch from what the tokenizer sees and the article has."""
        if shown == source:
            return cls(shown, source, source)
        pairs = zip(shown, source, strict=True)
        return cls(shown, source, "".join([a if a.isspace() else b for a, b in pairs]))

    def tag(self, token: Token) -> Tag:
        """Read the tag that ``token`` is."""
        shown = self.shown[token.start : token.end]
        return tags.read(shown, shown if self.seen is self.shown else self.seen[token.start : token.end])


class _Bit(NamedTuple):
    """Characters that are the same in article and segment, or one reference or white space."""

    text: str
    source: str
    words: str


def words(stretch: Stretch, run: Sequence[Token]) -> list[Piece]:
    """Make pieces of the text and the references of a run."""
    start, end = run[0].start, run[-1].end
    plainly = len(run) == 1 and run[0].kind is TokenKind.TEXT
    if plainly and not IRREGULAR.search(stretch.shown, start, end):
        return plain.pieces(stretch.seen[start:end])
    found: list[Piece] = []
    bits: list[_Bit] = []
    before = ""
    for token in run:
        if token.kind is TokenKind.TEXT:
            bits += _spaced_bits(stretch, token.start, token.end, IRREGULAR, " ")
            before = stretch.seen[max(token.start, token.end - _LONGEST_REFERENCE) : token.end]
            continue
        bit = _reference(stretch.source[token.start : token.end], before)
        before = bit.text
        if bit.words in _SEPARATING:
            found += _mapped(bits)
            found.append(Piece(bit.source, bit.text, words=bit.words))
            bits = []
        else:
            bits.append(bit)
    return [*found, *_mapped(bits)]


def plain_pieces(stretch: Stretch, start: int, end: int, *, attribute: bool) -> tuple[Piece, ...]:
    """Read decoded text: an attribute's value, whose line breaks stay, or the content of ``<title>``."""
    return tuple(_mapped(_plain_bits(stretch, start, end, attribute=attribute)))


def _plain_bits(stretch: Stretch, start: int, end: int, *, attribute: bool) -> list[_Bit]:
    spaces, space = (_CARRIAGE_RETURN, "\n") if attribute else (IRREGULAR, " ")
    bits: list[_Bit] = []
    at = start
    for begin, stop in references(stretch.shown, start, end, attribute=attribute):
        bits += _spaced_bits(stretch, at, begin, spaces, space)
        source = stretch.source[begin:stop]
        bits.append(_Bit(decoded(source), source, decoded(source)))
        at = stop
    return bits + _spaced_bits(stretch, at, end, spaces, space)


def _reference(source: str, before: str) -> _Bit:
    """Decode a reference, unless its characters would be markup or join with what stands before."""
    words = decoded(source)
    kept = words in _KEPT or words < " " or "\x7f" <= words < "\xa0" or _PENDING.search(before)
    return _Bit(source if kept else words, source, words)


def _spaced_bits(stretch: Stretch, start: int, end: int, spaces: re.Pattern[str], space: str) -> list[_Bit]:
    """Cut characters where ``spaces`` matches, which a segment shows as ``space``."""
    bits: list[_Bit] = []
    for match in spaces.finditer(stretch.shown, start, end):
        if match.start() > start:
            same = stretch.seen[start : match.start()]
            bits.append(_Bit(same, same, same))
        bits.append(_Bit(space, stretch.source[match.start() : match.end()], space))
        start = match.end()
    if end > start:
        same = stretch.seen[start:end]
        bits.append(_Bit(same, same, same))
    return bits


def _mapped(bits: Sequence[_Bit]) -> Iterator[Piece]:
    """Cut what a segment shows into pieces and give them the sources they have in the article."""
    number = used = 0
    for piece in plain.pieces("".join([bit.text for bit in bits])):
        taken: list[_Bit] = []
        missing = len(piece.text)
        while missing:
            bit = bits[number]
            part = min(missing, len(bit.text) - used)
            taken.append(_part(bit, used, used + part))
            missing -= part
            used += part
            if used == len(bit.text):
                number, used = number + 1, 0
        if piece.role is Role.TEXT:
            yield from (Piece(bit.source, bit.text, _role(bit), words=bit.words) for bit in taken)
        else:
            yield piece._replace(source="".join([bit.source for bit in taken]))


def _part(bit: _Bit, start: int, end: int) -> _Bit:
    if end - start == len(bit.text):
        return bit
    text = bit.text[start:end]
    if bit.text == bit.source == bit.words:
        return _Bit(text, text, text)
    return _Bit(text, "" if start else bit.source, "" if start else bit.words)


def _role(bit: _Bit) -> Role:
    return Role.SPACE if bit.text == " " != bit.source else Role.TEXT
