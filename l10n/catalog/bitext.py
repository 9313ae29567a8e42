"""Which sentences of a translated article belong to which of its source.

Dynamic programming over beads of up to two sentences a side, by the lengths of their texts as Gale and
Church describe it ("A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics
19, 1993), and by what both sides write alike: numbers, names, markup, and the kinds of the blocks, as
Simard, Foster and Isabelle ("Using Cognates to Align Sentences in Bilingual Corpora", 1992) first did.
How sure a bead is comes from all alignments together, forwards and backwards, and not from the best
alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from math import erfc, exp, inf, log, log1p, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Kind

_PRIORS = {
    (1, 1): 0.89,
    (1, 0): 0.0099,
    (0, 1): 0.0099,
    (2, 1): 0.0445,
    (1, 2): 0.0445,
    (2, 2): 0.011,
}
"""How often a bead joins so many sentences with so many: Gale and Church 1993, table 5.

Theirs were minutes of a parliament, from which little is left out; as in their program, a sentence left
out and one added have each the share of both.
"""
_VARIANCE = 6.8
"""Of the characters of a translation, per character of its source: the same, section 3.1."""
_OTHER_KIND = 3.0
_OTHER_START = 1.5
"""What it costs, in natural logarithms, that a paragraph begins on one side alone."""
_SHARED = 2.0
_ALONE = 1.5
"""What a number, name or address is worth that both sides have, and costs that one side has alone."""
_MOST = 8.0
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
_BAND = 40
"""Sentences by which the sides may be out of step, at least; a quarter of the article at most."""
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_NAME = re.compile(r"\b[A-Z][\w-]*[A-Z0-9][\w-]*\b|(?<=[^.!?:] )[A-Z][a-zA-Z]{3,}\b")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True)
class Sentence:
    """A sentence as aligning sees it."""

    text: str
    kind: Kind
    begins: bool
    """True where a block begins with it."""
    markup: frozenset[str] = frozenset()
    """Addresses, code and placeholders in it."""

    @cached_property
    def length(self) -> int:
        """Letters and digits."""
        return len(_LETTER.findall(self.text))

    @cached_property
    def tokens(self) -> Counter[str]:
        """What a translation is likely to write alike."""
        numbers = (re.sub(r"\D", "", number) for number in _NUMBER.findall(self.text))
        return Counter((*numbers, *_NAME.findall(self.text), *self.markup))

    def agrees_with(self, translation: Sentence) -> bool:
        """Tell whether all that must be the same in a translation is."""
        kept = (
            Counter(t for t in one.tokens.elements() if t.isdecimal() or t in one.markup)
            for one in (self, translation)
        )
        return (self.kind, self.begins, next(kept)) == (translation.kind, translation.begins, next(kept))


_Sides = tuple["Sequence[Sentence]", "Sequence[Sentence]"]


class Bead(NamedTuple):
    """Sentences of the source and what they are in the translation."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    sureness: float
    """How much of the likelihood of all alignments this bead has, 0 to 1."""
    sure: bool = False
    """True where one sentence surely is the translation of the other."""


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
    pairs = [_Moved(sides, some, others) for some, others in product(*passages)]
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
    ratio = _ratio(source, target)
    while row < len(source) or column < len(target):
        rows, columns = source[row : row + _STRETCH], target[column : column + _STRETCH]
        last = len(source) <= row + _STRETCH and len(target) <= column + _STRETCH
        start = row, column
        for bead in _Alignment(rows, columns, ratio).beads():
            if not last and max(row - start[0], column - start[1]) >= _STRETCH // 2:
                break
            row, column = row + len(bead.source), column + len(bead.target)
            moved = tuple(n + start[0] for n in bead.source), tuple(n + start[1] for n in bead.target)
            yield Bead(*moved, bead.sureness)


def _ratio(source: Sequence[Sentence], target: Sequence[Sentence]) -> float:
    """Return how long a translation is: of a sentence, since what was left out of a whole has no length."""
    means = [
        sum(sentence.length for sentence in side) / max(len(side), 1) or 1.0 for side in (source, target)
    ]
    return means[1] / means[0]


class _Span(NamedTuple):
    """One sentence or two, taken as one."""

    length: int
    tokens: Counter[str]
    size: int
    """How many tokens there are."""


def _spans(side: Sequence[Sentence]) -> list[tuple[_Span, ...]]:
    """Return for each place the span of the one sentence that begins there, and of the two."""
    one = [_Span(s.length, s.tokens, s.tokens.total()) for s in side]
    two = [
        _Span(a.length + b.length, a.tokens + b.tokens if b.size else a.tokens, a.size + b.size)
        for a, b in pairwise(one)
    ]
    return [(span, *two[place : place + 1]) for place, span in enumerate(one)]


class _Moved:
    """A passage of either side, taken as translations of one another."""

    def __init__(
        self, sides: tuple[Sequence[Sentence], Sequence[Sentence]], some: range, others: range
    ) -> None:
        self.places = some, others
        cut = [[side[n] for n in place] for side, place in zip(sides, (some, others), strict=True)]
        alignment = _Alignment(cut[0], cut[1], _ratio(*sides))
        both = [bead for bead in alignment.beads() if bead.source and bead.target]
        self.fit = sum(_ANY - alignment.cost(bead) for bead in both)
        self.beads = [
            Bead(tuple(some[n] for n in bead.source), tuple(others[n] for n in bead.target), bead.sureness)
            for bead in both
        ]


class _Alignment:
    """Costs are negative natural logarithms of likelihoods."""

    def __init__(self, source: Sequence[Sentence], target: Sequence[Sentence], ratio: float) -> None:
        self._source, self._target, self._ratio = source, target, ratio
        self._rows, self._columns = len(source), len(target)
        self._spans = _spans(source), _spans(target)
        out_of_step = abs(self._rows - self._columns)
        self._band = max(_BAND, max(self._rows, self._columns) // 4, out_of_step)
        common = Counter(token for side in (source, target) for one in side for token in one.tokens)
        self._weights = {token: 1 / sqrt(max(count - 1, 1)) for token, count in common.items()}
        self._costs: dict[tuple[int, int, int, int], float] = {}

    def cost(self, bead: Bead) -> float:
        """Return what a bead costs."""
        return self._cost(bead.source[0], bead.target[0], len(bead.source), len(bead.target))

    def beads(self) -> Iterator[Bead]:
        forward, best = self._forward()
        backward = self._backward()
        whole = forward[self._rows, self._columns]
        found: list[Bead] = []
        row, column = self._rows, self._columns
        while row or column:
            rows, columns = best[row, column]
            start = row - rows, column - columns
            cost = forward[start] + self._cost(*start, rows, columns) + backward[row, column]
            sureness = exp(min(whole - cost, 0.0))
            found.append(Bead(tuple(range(start[0], row)), tuple(range(start[1], column)), sureness))
            row, column = start
        yield from reversed(found)

    def _forward(self) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], tuple[int, int]]]:
        """Return for each place what all ways to it cost together, and the last bead of the cheapest one."""
        together: dict[tuple[int, int], float] = {(0, 0): 0.0}
        cheapest = {(0, 0): 0.0}
        best: dict[tuple[int, int], tuple[int, int]] = {}
        for row, column in self._places():
            ways = [
                (start, bead, self._cost(*start, *bead))
                for bead in _PRIORS
                if (start := (row - bead[0], column - bead[1])) in together
            ]
            if ways:
                together[row, column] = _sum(together[start] + cost for start, _, cost in ways)
                costs = {bead: cheapest[start] + cost for start, bead, cost in ways}
                best[row, column] = min(costs, key=costs.__getitem__)
                cheapest[row, column] = costs[best[row, column]]
        return together, best

    def _backward(self) -> dict[tuple[int, int], float]:
        """Return for each place what all ways from it to the end cost together."""
        together = {(self._rows, self._columns): 0.0}
        for row, column in reversed([(0, 0), *self._places()]):
            ways = [
                together[end] + self._cost(row, column, *bead)
                for bead in _PRIORS
                if (end := (row + bead[0], column + bead[1])) in together
            ]
            if ways:
                together[row, column] = _sum(ways)
        return together

    def _places(self) -> Iterator[tuple[int, int]]:
        """Give the places that are not too far out of step, row by row, without the first."""
        slope = self._columns / max(self._rows, 1)
        for row in range(self._rows + 1):
            middle = round(row * slope)
            for column in range(max(middle - self._band, 0), min(middle + self._band, self._columns) + 1):
                if row or column:
                    yield row, column

    def _cost(self, row: int, column: int, rows: int, columns: int) -> float:
        key = row, column, rows, columns
        if key not in self._costs:
            self._costs[key] = self._worked_out(*key)
        return self._costs[key]

    def _worked_out(self, row: int, column: int, rows: int, columns: int) -> float:
        cost = -log(_PRIORS[rows, columns])
        if not rows or not columns:
            return cost  # whatever its length: a long sentence is left out as easily as a short one
        mine, theirs = self._spans[0][row][rows - 1], self._spans[1][column][columns - 1]
        first, other = self._source[row], self._target[column]
        cost += self._by_length(mine.length, theirs.length) + self._by_tokens(mine, theirs)
        cost += _OTHER_KIND * (first.kind is not other.kind)
        cost += _OTHER_START * (first.begins is not other.begins)
        inside = (rows == 2 and self._source[row + 1].begins) or (
            columns == 2 and self._target[column + 1].begins
        )
        return cost + 2 * _OTHER_START * inside

    def _by_length(self, length: int, other: int) -> float:
        """Return the cost of lengths: two-sided, under a normal distribution of their difference."""
        expected = self._ratio * length
        mean = (expected + other) / 2
        if not mean:
            return 0.0
        delta = abs(other - expected) / sqrt(mean * _VARIANCE)
        return -log(max(erfc(delta / sqrt(2)), 1e-10))

    def _by_tokens(self, mine: _Span, theirs: _Span) -> float:
        both = mine.tokens & theirs.tokens if mine.size and theirs.size else {}
        shared = sum(self._weights[token] * count for token, count in both.items())
        alone = mine.size + theirs.size - 2 * sum(both.values())
        return max(min(_ALONE * alone - _SHARED * shared, _MOST), -_MOST)


def _sum(costs: Iterable[float]) -> float:
    """Return the cost of several ways together."""
    total = inf
    for cost in costs:
        low, high = min(total, cost), max(total, cost)
        total = low - log1p(exp(low - high)) if high < inf else low
    return total
