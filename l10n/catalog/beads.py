"""Beads of up to two sentences a side, and the likeliest way to string two articles on them.

By the lengths of texts as Gale and Church describe it ("A Program for Aligning Sentences in Bilingual
Corpora", Computational Linguistics 19, 1993), and by what both sides write alike: numbers, names,
markup, and the kinds of the blocks, as Simard, Foster and Isabelle ("Using Cognates to Align Sentences
in Bilingual Corpora", 1992) first did. How sure a bead is comes from all alignments together, forwards
and backwards, and not from the best alone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
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
_BAND = 40
"""Sentences by which the sides may be out of step, at least."""
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


class Bead(NamedTuple):
    """Sentences of the source and what they are in the translation."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    sureness: float
    """How much of the likelihood of all alignments this bead has, 0 to 1."""
    sure: bool = False
    """True where one sentence surely is the translation of the other."""


def ratio(source: Sequence[Sentence], target: Sequence[Sentence]) -> float:
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


class Alignment:
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
        """Give the beads of the likeliest alignment, in order."""
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
