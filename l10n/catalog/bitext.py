"""Which sentences of a translated article belong to which of its source.

Dynamic programming, stretch by stretch, finds what stands in the same order; what it leaves over is
looked at once more, for passages that were moved.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from l10n.catalog.beads import Alignment, Bead, ratio

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.catalog.beads import Sentence

_SURE, _CALM = 0.95, 0.8
"""Least sureness of a sure bead, and of those beside it; found with alterations of the project's articles."""
_ONE_IN = 8
"""So many sentences have a sure bead; of two articles on one subject it is one in fifteen, by chance."""
_ANY = 3.0
"""What a bead of two sentences costs that have nothing to do with each other, on average."""
_FIT = 3.0
"""How much less all the beads of a passage cost, at least, for it to be one that was moved."""
LIKELY = 0.5
"""Sureness below which another alignment is likelier, and a guess no help."""
_STRETCH = 300
"""Sentences that are aligned at once; what an alignment takes grows with their square."""
_Sides = tuple["Sequence[Sentence]", "Sequence[Sentence]"]


def align(source: Sequence[Sentence], target: Sequence[Sentence]) -> list[Bead]:
    """Return the beads of the most likely alignment, in order.

    A bead is sure where it joins one sentence with one, hardly any other alignment is likely, the beads
    beside it are of that kind too, and neither numbers nor markup speak against it. Where few are,
    the articles have little to do with each other, and none is.
    """
    beads = list(_beads(source, target))
    calm = [len(bead.source) == len(bead.target) == 1 and bead.sureness >= _CALM for bead in beads]
    sure = [
        all(calm[max(place - 1, 0) : place + 2])
        and bead.sureness >= _SURE
        and source[bead.source[0]].agrees_with(target[bead.target[0]])
        for place, bead in enumerate(beads)
    ]
    enough = sum(sure) * _ONE_IN >= min(len(source), len(target))
    if not enough:
        return beads
    return _with_moved((source, target), [b._replace(sure=s) for b, s in zip(beads, sure, strict=True)])


def _with_moved(sides: _Sides, beads: list[Bead]) -> list[Bead]:
    """Look once more at what no likely bead joins: passages that stand elsewhere in the translation.

    Two passages belong together where their lengths, tokens and kinds fit better than those of any
    two would. No such bead is sure.
    """
    likely = [bead for bead in beads if bead.source and bead.target and bead.sureness >= LIKELY]
    joined = {n for bead in likely for n in bead.source}, {n for bead in likely for n in bead.target}
    passages = [_runs(set(range(len(side))) - known) for side, known in zip(sides, joined, strict=True)]
    length = ratio(*sides)
    both = (two for two in product(*passages) if len(two[0]) * len(two[1]) <= _STRETCH**2)
    pairs = [_Moved(sides, length, some, others) for some, others in both]
    free = [set(range(len(side))) for side in sides]
    moved: list[Bead] = []
    for pair in sorted((pair for pair in pairs if pair.fit >= _FIT), key=lambda pair: -pair.fit):
        if free[0].issuperset(pair.places[0]) and free[1].issuperset(pair.places[1]):
            moved += pair.beads
            free = [rest.difference(places) for rest, places in zip(free, pair.places, strict=True)]
    return _with(moved, beads)


def _with(moved: Iterable[Bead], beads: Iterable[Bead]) -> list[Bead]:
    """Put the beads of moved sentences in the place of those that these had, each by its source."""
    taken = {n for bead in moved for n in bead.source}, {n for bead in moved for n in bead.target}
    placed = [(bead.source[0], bead) for bead in moved]
    before = -1
    for bead in beads:
        before = bead.source[0] if bead.source else before
        if taken[0].isdisjoint(bead.source) and taken[1].isdisjoint(bead.target):
            placed.append((before, bead))
        else:
            placed += [(n, Bead((n,), (), 0.0)) for n in bead.source if n not in taken[0]]
            placed += [(before, Bead((), (n,), 0.0)) for n in bead.target if n not in taken[1]]
    return [bead for _, bead in sorted(placed, key=lambda pair: pair[0])]


def _runs(numbers: set[int]) -> list[range]:
    """Return the stretches of numbers that follow one another."""
    starts = sorted(n for n in numbers if n - 1 not in numbers)
    ends = sorted(n + 1 for n in numbers if n + 1 not in numbers)
    return [range(start, end) for start, end in zip(starts, ends, strict=True)]


def _beads(source: Sequence[Sentence], target: Sequence[Sentence]) -> Iterator[Bead]:
    """Give the beads stretch by stretch; of a long article only those that are far from a stretch's end."""
    row = column = 0
    length = ratio(source, target)
    while row < len(source) or column < len(target):
        rows, columns = source[row : row + _STRETCH], target[column : column + _STRETCH]
        last = len(source) <= row + _STRETCH and len(target) <= column + _STRETCH
        start = row, column
        for bead in Alignment(rows, columns, length).beads():
            if not last and max(row - start[0], column - start[1]) >= _STRETCH // 2:
                break
            row, column = row + len(bead.source), column + len(bead.target)
            moved = tuple(n + start[0] for n in bead.source), tuple(n + start[1] for n in bead.target)
            yield Bead(*moved, bead.sureness)


class _Moved:
    """A passage of either side, taken as translations of one another."""

    def __init__(self, sides: _Sides, length: float, some: range, others: range) -> None:
        self.places = some, others
        cut = [[side[n] for n in place] for side, place in zip(sides, (some, others), strict=True)]
        alignment = Alignment(cut[0], cut[1], length)
        both = [bead for bead in alignment.beads() if bead.source and bead.target]
        self.fit = sum(_ANY - alignment.cost(bead) for bead in both)
        self.beads = [
            Bead(tuple(some[n] for n in bead.source), tuple(others[n] for n in bead.target), bead.sureness)
            for bead in both
        ]
