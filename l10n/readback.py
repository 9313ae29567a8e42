"""Whether a built article holds what was put into it, and nothing else has changed.

The built article, cut again, must have, block by block, the kind and the markup of the source and
the text that was put in (law 3). Where plain text has its blocks is a guess, so there it is the
sentences that must hold what is no word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from l10n.model import Notation, Role
from l10n.syntax import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from l10n.model import Block, Document, Kind, Piece, Segment, Slot

_MAY_BE_WORDS = frozenset({Role.ATOM, Role.MARK})
_NAMES = {role: role.value for role in Role}


class _Read(NamedTuple):
    """What is compared of two blocks."""

    kind: Kind
    skeleton: tuple[str, ...]
    text: str
    """What a reader reads of an attribute, the source of all else; without white space."""


def broken(
    source: Document,
    rendered: Sequence[str],
    again: Iterable[Block],
    texts: Mapping[Segment, str],
    notation: Notation,
) -> set[Segment]:
    """Return the translated segments of blocks that do not stand in the article as they were put in.

    Args:
        source: The article.
        rendered: Its parts with translations.
        again: The blocks of these parts, joined and cut again.
        texts: The translations that were put in.
        notation: The inline notation of the article.
    """
    guessed = notation is Notation.PLAIN
    slots = [slot for slot in source.slots if slot.segment.kind.plain or not guessed]
    put_in = _put_in(source, rendered, slots, texts)
    found = Counter(_Read(block.kind, _skeleton(block.pieces), _text(block)) for block in again)
    wanted = {
        number: _Read(block.kind, _skeleton(block.pieces), put_in[number])
        for number, block in enumerate(source.blocks)
        if number in put_in
    }
    lacking = Counter(wanted.values()) - found
    suspects = {slot.segment for slot in slots if wanted[slot.block] in lacking}
    translated = {segment for segment in suspects if segment in texts}
    if lacking and not translated:  # a translation broke its neighbours: none can be trusted
        return set(texts)
    return translated | (_without_marks(source, texts) if guessed else set())


def _put_in(
    source: Document, rendered: Sequence[str], slots: Sequence[Slot], texts: Mapping[Segment, str]
) -> dict[int, str]:
    """Return the text that was put in for each block that has slots, by its number."""
    texts_of: dict[int, list[str]] = defaultdict(list)
    read: Counter[int] = Counter()
    for slot in slots:
        if slot.segment.kind.plain:
            texts_of[slot.block].append(texts.get(slot.segment, slot.segment.text))
    compared = {slot.block for slot in slots}
    for part, text in zip(source.parts, rendered, strict=True):
        if not isinstance(part, str) and not part.segment.kind.plain and part.block in compared:
            texts_of[part.block].append(text)
            read[part.block] += len(part.space) + len(part.source)
    for number, length in read.items():  # a block ends with what has no words
        texts_of[number].append("".join([piece.source for piece in source.blocks[number].pieces])[length:])
    return {number: _joined(said) for number, said in texts_of.items()}


def _text(block: Block) -> str:
    return _joined([piece.text if block.kind.plain else piece.source for piece in block.pieces])


def _joined(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


def _skeleton(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Return the markup of a block in an order that no translation changes."""
    marks = [(piece.role, piece.key) for piece in pieces if piece.key]
    kept = [f"{_NAMES[role]} {key}" for role, key in marks if not (role in _MAY_BE_WORDS and _is_word(key))]
    return tuple(sorted(kept))


@lru_cache(maxsize=1024)
def _is_word(key: str) -> bool:
    """Tell whether an atom is one in any notation, an address or a name: it is no markup."""
    if key[:1] in "{%$":
        return False
    found = plain.pieces(key)
    return len(found) == 1 and found[0].role is not Role.TEXT


def _without_marks(source: Document, texts: Mapping[Segment, str]) -> set[Segment]:
    """Return the segments of plain text whose translations have not the marks of their source."""
    return {
        slot.segment
        for slot in source.slots
        if not slot.segment.kind.plain
        and slot.segment in texts
        and _skeleton(plain.pieces(texts[slot.segment])) != _skeleton(slot.pieces)
    }
