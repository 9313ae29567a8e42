"""Finds in a translation the words that markup stood around in the source.

A span is placed on the run of words that holds most links to its own words and fewest to others, so
that one stray link does not stretch it; words that are its own translation count for more. Spans stay
nested as they were, and no two overlap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from l10n.cldr import UNSPACED_LETTERS
from l10n.packages.alignment import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from l10n.model import Link
    from l10n.packages.alignment import Range

_UNIT = re.compile(rf"[{UNSPACED_LETTERS}]|[^\W{UNSPACED_LETTERS}]+|[^\w\s]")
"""A word, a sign, or one of the letters that can be parted anywhere."""
_WORD = re.compile(r"[^\W_]")
_ALIKE = 0.75
"""How alike a span's own translation and words of the sentence must be to be taken for the same."""
_OWN = 1.5
"""What a span's own translation weighs against links: enough to take in the first syllable of a
compound, which often looks back at the word before."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that markup stands around."""

    start: int
    end: int
    before: str
    """What stands before the words: ``**``, ``<em>``."""
    after: str

    def holds(self, start: int, end: int) -> bool:
        """Tell whether another stretch lies inside this one."""
        return self.start <= start and end <= self.end


class Edit(NamedTuple):
    """A stretch of a text and what takes its place."""

    start: int
    end: int
    text: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A translation, cut into words, masks and punctuation marks, with what tells where each comes from."""

    text: str
    """What the engine got."""
    translation: str
    """What it made of it."""
    units: Sequence[Range]
    sources: Sequence[Sequence[Range]]
    """For each unit, what it comes from; nothing where the engine does not tell."""
    masks: frozenset[Range]
    """Which units are masks."""

    def support(self, start: int, end: int, unit: int) -> float:
        """Weigh the links of a unit: 1 where all lead to a stretch of the text, -1 where none does."""
        sources = self.sources[unit]
        inside = sum(overlap(source, (start, end)) for source in sources)
        return (2 * inside - len(sources)) / len(sources) if sources else 0.0

    def weight(self, start: int, end: int, unit: int, more: float) -> float:
        """Weigh a unit with what else speaks for it; a mark that the stretch has not only against."""
        at = self.units[unit][0]
        support = self.support(start, end, unit)
        if _WORD.match(self.translation, at) or self.translation[at] in self.text[start:end]:
            return support + more
        return min(0.0, support)


def read(text: str, translation: str, links: Iterable[Link], same: Mapping[Range, Range]) -> Reading:
    """Cut a translation into units, and find what each comes from.

    Args:
        text: What the engine got.
        translation: What it made of it.
        links: Which words come from which, as the engine has it.
        same: Where masks stand in the text, and where in the translation.
    """
    links, origins = tuple(links), {target: source for source, target in same.items()}
    words = (match.span() for match in _UNIT.finditer(translation))
    units = sorted({*origins, *(word for word in words if not any(overlap(word, mask) for mask in origins))})
    sources = [
        [origins[unit]] if unit in origins else [link.source for link in links if overlap(link.target, unit)]
        for unit in units
    ]
    return Reading(text, translation, units, sources, frozenset(origins))


def place(spans: Sequence[Span], reading: Reading, alone: Sequence[Sequence[str]]) -> list[Range | None]:
    """Return where each span of a text belongs in its translation; None where nothing tells.

    Args:
        spans: Outer before inner.
        reading: The translation.
        alone: What the engine made of the words of each span, on their own.
    """
    places: list[Range | None] = []
    taken: list[tuple[Span, Range]] = []
    for span, own in zip(spans, alone, strict=True):
        likely = likely_units(own, reading)
        weights = [
            None if _closed(span, unit, taken) else reading.weight(span.start, span.end, unit, more)
            for unit, more in enumerate(likely)
        ]
        best = heaviest(weights)
        place_ = (reading.units[best[0]][0], reading.units[best[1] - 1][1]) if best else None
        has_words = _WORD.search(reading.text, span.start, span.end)
        if place_ and has_words and not _WORD.search(reading.translation, *place_):
            place_ = None
        places.append(place_)
        if best and place_:
            taken.append((span, best))
    return places


def _closed(span: Span, unit: int, taken: Sequence[tuple[Span, Range]]) -> bool:
    """Tell whether a unit lies outside a span around this one, or inside a span beside it."""
    return any(
        (start <= unit < end) is not other.holds(span.start, span.end)
        for other, (start, end) in taken
        if (start <= unit < end) or other.holds(span.start, span.end)
    )


def heaviest(weights: Sequence[float | None]) -> Range | None:
    """Return the shortest run of greatest weight, if that is more than none; None is never in it."""
    best, found = 0.0, None
    total, start = 0.0, 0
    for number, weight in enumerate(weights):
        if weight is None or total <= 0:
            total, start = 0.0, number + (weight is None)
        total += weight or 0.0
        if total > best and weight:
            best, found = total, (start, number + 1)
    return found


def edits(spans: Sequence[Span], places: Sequence[Range | None]) -> Iterator[Edit]:
    """Give what sets spans around their places."""
    for depth, (span, place_) in enumerate(zip(spans, places, strict=True), 1):
        if place_:
            yield Edit(place_[0], place_[0], span.before, depth)
            yield Edit(place_[1], place_[1], span.after, -depth)


def edited(text: str, edits_: Iterable[Edit]) -> str:
    """Return a text with some edits; at one place inner markup closes first, and outer opens first."""
    out: list[str] = []
    at = 0
    for edit in sorted(edits_, key=_order):
        out += [text[at : edit.start], edit.text]
        at = max(at, edit.end)
    return "".join([*out, text[at:]])


def _order(edit: Edit) -> tuple[int, int, int]:
    closes = edit.start == edit.end and edit.depth < 0
    return edit.start, 0 if closes else 1 if edit.start == edit.end else 2, edit.depth


def likely_units(own: Iterable[str], reading: Reading) -> list[float]:
    """Weigh the units of the runs of words that are most like one of some translations of a stretch."""
    marks = [_most_alike(one, reading) for one in own]
    return [_OWN * any(mark[unit] for mark in marks) for unit in range(len(reading.units))]


def _most_alike(own: str, reading: Reading) -> list[bool]:
    wanted = [match[0].casefold() for match in _UNIT.finditer(own)]
    while wanted and not wanted[-1].isalnum():
        wanted.pop()
    there = [reading.translation[start:end].casefold() for start, end in reading.units]
    best = _ALIKE
    runs: list[Range] = []
    for length in range(max(1, len(wanted) - 1), len(wanted) + 2):
        for start in range(len(there) - length + 1):
            alike = SequenceMatcher(None, wanted, there[start : start + length]).ratio()
            runs = [*(runs if alike == best else ()), (start, start + length)] if alike >= best else runs
            best = max(alike, best)
    return [any(start <= number < end for start, end in runs) for number in range(len(there))]
