"""Which words of a translation come from which words of its source.

A decoder attends to the pieces of the source while it writes each piece of the translation. Where
one head was trained on word alignments, or has become one, the piece that it looks at most is the
one translated; where not, its links are worse than none, so each package is probed first.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from l10n.model import Link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Range = tuple[int, int]
"""Offsets of characters: the first, and the one behind the last."""

PROBES = (
    "Berlin 1987, Madrid 2460, Toronto 35.",
    "In 1746, 5208 and 3951: 64 + 907.",
    "8302; 175; 9460; 28; 7153.",
    "From 1968 to 2034, 417 of 6590.",
)
"""Numbers, which are the same in every language, in texts that hardly need one."""
_NUMBER = re.compile(r"\d+")
_LEAST_RIGHT = 0.9
"""Of the pieces of numbers; a head that looks at the next piece gets about 0.7 where digits are pieces."""


def from_attention(
    source: Sequence[Range], target: Sequence[Range], attention: Sequence[Sequence[float]]
) -> list[Link]:
    """Link each piece of a translation with the piece of the source that it attends to most.

    Args:
        source: Where each piece of the source stands.
        target: Where each piece of the translation stands.
        attention: For each piece of the translation the weight of each piece of the source.
    """
    if not source:
        return []
    best = (max(range(len(source)), key=weights[: len(source)].__getitem__) for weights in attention)
    return [Link(source[at], place) for at, place in zip(best, target, strict=False)]


def through(first: Callable[[], Iterable[Link]], last: Callable[[], Iterable[Link]]) -> list[Link]:
    """Link source and translation by way of the text between them, in a bridge language."""
    bridge = list(first())
    found = []
    for middle, target in last():
        touching = [source for source, between in bridge if overlap(middle, between)]
        if touching:
            source = min(start for start, _ in touching), max(end for _, end in touching)
            found.append(Link(source, target))
    return found


def overlap(one: Range, other: Range) -> bool:
    """Tell whether two ranges share a character."""
    return one[0] < other[1] and other[0] < one[1]


def share_right(text: str, translation: str, links: Iterable[Link]) -> tuple[int, int]:
    """Count the links of numbers that are in a text and its translation once, and the right ones."""
    places, targets = _numbers(text), _numbers(translation)
    right = [
        overlap(link.source, places[number])
        for link in links
        for number, place in targets.items()
        if number in places and overlap(link.target, place)
    ]
    return sum(right), len(right)


def _numbers(text: str) -> dict[str, Range]:
    found = list(_NUMBER.finditer(text))
    once = Counter(match[0] for match in found)
    return {match[0]: match.span() for match in found if once[match[0]] == 1}


def is_alignment(counts: Iterable[tuple[int, int]]) -> bool:
    """Judge the links of the probes: by what :func:`share_right` counted in each."""
    rights, alls = map(sum, zip(*counts, strict=True))
    return 0 < alls * _LEAST_RIGHT <= rights
