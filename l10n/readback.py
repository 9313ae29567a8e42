"""Whether a built article holds what was put into it, and nothing else has changed.

The built article, cut again, must have, block by block, the kind and the markup of the source and
the words of the translations (law 3).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n import syntax
from l10n.model import Notation, Role
from l10n.syntax import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from l10n.model import Document, Kind, Piece, Segment, Slot


@dataclass(frozen=True, slots=True)
class _Read:
    """What a reader gets of a block, for comparing two."""

    kind: Kind | None
    skeleton: frozenset[tuple[object, int]]
    words: str


def broken(
    source: Document, again: Document, texts: Mapping[Segment, str], notation: Notation
) -> set[Segment]:
    """Return the translated segments of blocks that do not stand in the article as they were put in.

    Args:
        source: The article.
        again: The article with translations, rendered and cut again.
        texts: The translations that were put in.
        notation: The inline notation of the article.
    """
    found = Counter(_read(slots, {}, notation) for slots in _by_block(again, notation))
    wanted = [(slots, _read(slots, texts, notation)) for slots in _by_block(source, notation)]
    lacking = Counter(read for _, read in wanted) - found
    suspects = {slot.segment for slots, read in wanted if read in lacking for slot in slots}
    translated = {segment for segment in suspects if segment in texts}
    if lacking and not translated:  # a translation broke its neighbours: none can be trusted
        return set(texts)
    return translated


def _by_block(document: Document, notation: Notation) -> Iterable[list[Slot]]:
    """Group the slots of each block; where plain text has blocks is a guess, so it is all one."""
    blocks: dict[int, list[Slot]] = {}
    for slot in document.slots:
        one = notation is Notation.PLAIN and not slot.segment.kind.plain
        blocks.setdefault(0 if one else slot.block, []).append(slot)
    return blocks.values()


def _read(slots: Sequence[Slot], texts: Mapping[Segment, str], notation: Notation) -> _Read:
    kind = slots[0].segment.kind
    skeleton: Counter[tuple[object, str]] = Counter()
    words: list[str] = []
    for slot in slots:
        keyed = [piece for piece in slot.pieces if piece.key]
        skeleton.update((piece.role, piece.key) for piece in keyed if not _is_word(piece))
        translation = texts.get(slot.segment)
        if translation is None or translation == slot.segment.text:
            words += map(_words, slot.pieces)
        elif kind.plain:
            words.append(translation)
        else:
            words += map(_words, syntax.pieces(notation, slot.put(translation)))
    # The kinds of lines in plain text are guesses, and a prefix of a quote is no word.
    known = None if notation is Notation.PLAIN and not kind.plain else kind
    return _Read(known, frozenset(skeleton.items()), "".join("".join(words).replace(">", "").split()))


def _words(piece: Piece) -> str:
    return piece.text if piece.key and _is_word(piece) else piece.words


def _is_word(piece: Piece) -> bool:
    """Tell whether an atom is one in any notation, an address or a name: it is no markup."""
    if not (piece.role is Role.ATOM or piece.role is Role.MARK) or piece.key[:1] in "{%$":
        return False
    found = plain.pieces(piece.key)
    return len(found) == 1 and found[0].role is not Role.TEXT
