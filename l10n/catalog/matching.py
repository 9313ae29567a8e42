"""Which old sentences a new one comes from; alone in knowing rapidfuzz.

First the sentences that stand between the same unchanged ones are compared, two of a side also as
one, since sentences are split and joined; then what is left, with whatever is most alike anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

NEIGHBOUR = 55.0
"""Least likeness, 0 to 100, of two sentences that stand between the same unchanged ones."""
ANYWHERE = 65.0
"""Least likeness of two sentences, wherever they stand.

Both were chosen on ten thousand real revisions, so that hardly a guess is useless.
"""
JOINED = 75.0
"""Least likeness where two sentences were made one, or one was made two."""
CONTAINED = 95.0
"""Least likeness of a text with the most similar stretch of a longer one that it was cut from."""

_LEAVING_BONUS = 3.0
"""A sentence that left is a likelier origin than one that still stands elsewhere."""
_WIDEST_GAP = 40_000
"""Pairs of sentences; where more would have to be compared, the index is asked instead."""
_REACH = 5
"""Sentences beyond an unchanged one that was moved, among which its neighbours are looked for."""
_SHORTEST_PART = 20
"""Characters; a shorter text is contained in many longer ones by chance."""


class Origin(NamedTuple):
    """Where a new sentence comes from."""

    old: tuple[int, ...]
    """The numbers of the old sentences: one, or two that were joined."""
    score: float
    """Likeness, 0 to 100."""


class _Bead(NamedTuple):
    score: float
    new: tuple[int, ...]
    old: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """The sentences of an article as it was and as it is; they are spoken of by their numbers."""

    old: Sequence[str]
    """The sentences of the article as it was, in its order, then others that are known."""
    new: Sequence[str]
    """The sentences of the article as it is, in its order."""
    same: Mapping[int, int]
    """The numbers of new sentences that stand unchanged, each with the number it has in ``old``."""
    left: Sequence[int]
    """Old sentences that left the article, ascending."""
    arrived: Sequence[int]
    """New sentences whose origins are looked for, ascending.

    One that also stands unchanged has no translation yet, and was none of those that stood beside it.
    """
    spare: Sequence[int] = ()
    """Old sentences beyond the article as it was whose translation no sentence was given."""


def origins(change: Change, useful: Container[int]) -> dict[int, Origin]:
    """Return for the sentences that arrived the old ones that each most likely was.

    Where it stood, an old sentence is the origin of one bead at most; elsewhere one that left is
    preferred. What then has none is compared with those that left and are the origin of nothing.

    Args:
        change: What became of the article.
        useful: Numbers of the old sentences that have a translation; the others tell only which
            translations a new sentence does not come from.
    """
    beads = [bead for gap in _gaps(change) for bead in _chosen(_beads(change, *gap))]
    found = {number: Origin(bead.old, bead.score) for bead in beads for number in bead.new}
    elsewhere = [number for number in change.arrived if not (number in found or number in change.same)]
    unused = set(change.left).difference(*(bead.old for bead in beads))
    found |= _anywhere(change, elsewhere, [n for n in range(len(change.old)) if n in useful], unused)
    found = {number: origin for number, origin in found.items() if all(n in useful for n in origin.old)}
    given = {old for origin in found.values() for old in origin.old}
    spare = [n for n in (*change.left, *change.spare) if n in useful and n not in given]
    return found | _anywhere(change, [n for n in change.arrived if n not in found], spare, ())


def _gaps(change: Change) -> Iterator[tuple[list[int], Sequence[int]]]:
    """Give the new and the old sentences that stand between the same unchanged ones."""
    arrived = set(change.arrived)
    gap: list[int] = []
    before = -1
    for number in range(len(change.new)):
        if number in change.same:
            after = change.same[number]
            yield from _gap(change, gap, before, after if after > before else before + len(gap) + _REACH)
            gap, before = [], after
        elif number in arrived:
            gap.append(number)
    yield from _gap(change, gap, before, len(change.old))


def _gap(
    change: Change, gap: list[int], before: int, after: int
) -> Iterator[tuple[list[int], Sequence[int]]]:
    between = change.left[bisect_right(change.left, before) : bisect_left(change.left, after)]
    if gap and between and len(gap) * len(between) <= _WIDEST_GAP:
        yield gap, between


def _beads(change: Change, news: Sequence[int], olds: Sequence[int]) -> Iterator[_Bead]:
    from rapidfuzz import fuzz

    def bead(some: tuple[int, ...], others: tuple[int, ...], least: float) -> Iterator[_Bead]:
        texts = _joined(change.new, some), _joined(change.old, others)
        if score := fuzz.ratio(*texts, score_cutoff=least):
            yield _Bead(score, some, others)

    for new in news:
        for old in olds:
            yield from bead((new,), (old,), NEIGHBOUR)
        for pair in _neighbours(olds):
            yield from bead((new,), pair, JOINED)
    for pair in _neighbours(news):
        for old in olds:
            yield from bead(pair, (old,), JOINED)


def _joined(texts: Sequence[str], numbers: tuple[int, ...]) -> str:
    return " ".join([texts[number] for number in numbers])


def _neighbours(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((a, b) for a, b in pairwise(numbers) if b == a + 1)


def _chosen(beads: Iterable[_Bead]) -> Iterator[_Bead]:
    """Take the most alike first; no sentence twice."""
    new: set[int] = set()
    old: set[int] = set()
    for bead in sorted(beads, key=lambda bead: (-bead.score, len(bead.new) + len(bead.old), bead.new)):
        if new.isdisjoint(bead.new) and old.isdisjoint(bead.old):
            new.update(bead.new)
            old.update(bead.old)
            yield bead


def _anywhere(
    change: Change, rest: Sequence[int], among: Sequence[int], preferred: Container[int]
) -> dict[int, Origin]:
    if not rest or not among:
        return {}
    index = Index({number: change.old[number] for number in among})
    found: dict[int, Origin] = {}
    for number in rest:
        text = change.new[number]
        scores = {old: _likeness(text, change.old[old]) for old in index.candidates(text)}
        best = max(
            scores,
            key=lambda old: (scores[old] + _LEAVING_BONUS * bool(scores[old] and old in preferred), -old),
            default=None,
        )
        if best is not None and scores[best]:
            found[number] = Origin((best,), scores[best])
    return found


def _likeness(new: str, old: str) -> float:
    """Return how alike two texts are, or that one was cut from the other; 0 for too little."""
    from rapidfuzz import fuzz

    if score := fuzz.ratio(new, old, score_cutoff=ANYWHERE):
        return score
    shorter, longer = sorted((new, old), key=len)
    if len(shorter) < _SHORTEST_PART:
        return 0.0
    place = fuzz.partial_ratio_alignment(shorter, longer, score_cutoff=CONTAINED)
    if place is None or not _at_words(longer, place.dest_start, place.dest_end):
        return 0.0
    return ANYWHERE * place.score / 100


def _at_words(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text begins and ends where words do."""
    return not (text[max(start - 1, 0) : start].isalnum() or text[end : end + 1].isalnum())


class Index:
    """Texts by their rarest words, or by runs of four characters where words are few or not spaced."""

    _WORD = re.compile(r"\w+")
    _UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
    _LOOKED_AT = 3000
    """Places of words that are weighed for one text: the common words beyond them tell little."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in texts.items():
            for token in self._tokens(text):
                self._places[token].append(place)

    def candidates(self, text: str, limit: int = 30) -> list[int]:
        """Return the numbers of the texts that share most, the rarer the better."""
        known = (self._places[token] for token in self._tokens(text) if token in self._places)
        weights: Counter[int] = Counter()
        looked_at = 0
        for places in sorted(known, key=len):
            if looked_at and looked_at + len(places) > self._LOOKED_AT:
                break
            looked_at += len(places)
            weight = len(places) ** -0.5
            for place in places:
                weights[place] += weight
        return [place for place, _ in weights.most_common(limit)]

    def _tokens(self, text: str) -> Iterable[str]:
        lowered = text.lower()
        words = self._WORD.findall(lowered)
        if len(words) < 3 or self._UNSPACED.search(lowered):
            words += [lowered[at : at + 4] for at in range(len(lowered) - 3)]
        return dict.fromkeys(words)


def slips(old: str, new: str) -> int:
    """Count the letters that were added, dropped, changed, or changed places with their neighbours."""
    from rapidfuzz.distance import OSA

    return OSA.distance(old, new)


class Texts:
    """Texts by their length, of which a look-up reads those that are long enough to be alike."""

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        """Take texts with their ids; equal ones are one."""
        self._texts = sorted({text for _, text in texts}, key=len)
        self._lengths = [len(text) for text in self._texts]

    def like(self, text: str, least: float, limit: int) -> list[tuple[float, str]]:
        """Return the texts most like ``text``, the best first, each with its likeness, ``least`` to 1."""
        from rapidfuzz import fuzz, process

        # 2m / (m + n) bounds the likeness of texts of m and n characters, m the smaller.
        shortest, longest = len(text) * least / (2 - least), len(text) * (2 - least) / least
        some = self._texts[bisect_left(self._lengths, shortest) : bisect_right(self._lengths, longest)]
        found = process.extract(text, some, scorer=fuzz.ratio, score_cutoff=100 * least, limit=limit)
        return [(score / 100, other) for other, score, _ in found]
