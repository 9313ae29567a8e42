"""Finds in a translation the words that markup, or a term of a glossary, stood around in the source.

A span is placed on the run of words that holds most links to its own words and fewest to others, so
that one stray link does not stretch it; words that are its own translation count for more. Spans stay
nested as they were, and no two overlap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from l10n.packages.alignment import overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from l10n.model import Link
    from l10n.packages.alignment import Range

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Kana and Han: any two of their characters can be parted."""
_UNIT = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")
_WORD = re.compile(r"[^\W_]")
_ALIKE = 0.75
"""How alike a span's own translation and words of the sentence must be to be taken for the same."""
_OWN = 1.5
"""What a span's own translation weighs against links: enough to take in the first syllable of a
compound, which often looks back at the word before."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that something stands around."""

    start: int
    end: int
    before: str
    """What stands before the words: ``**``, ``<em>``."""
    after: str
    forms: tuple[str, ...] = ()
    """Words that may stand there, the first where none of them does; any words where it is empty."""

    def holds(self, other: Span) -> bool:
        """Tell whether another span, which comes later, lies inside this one."""
        return self.start <= other.start and other.end <= self.end


class Edit(NamedTuple):
    """A stretch of a text and what takes its place."""

    start: int
    end: int
    text: str
    depth: int = 0


class Clues(NamedTuple):
    """What tells where the words of a span went."""

    links: Sequence[Link] = ()
    """Which words come from which, as the engine has it; none where it does not tell."""
    same: Mapping[Range, Range] = {}
    """Where masks stand in the text, and where in the translation."""
    alone: Sequence[str] = ()
    """What the engine made of the words of each span without forms, on their own."""


def place(spans: Sequence[Span], text: str, translation: str, clues: Clues) -> list[Range | None]:
    """Return where each span of a text belongs in its translation; None where nothing tells.

    Args:
        spans: Outer before inner.
        text: What the engine got.
        translation: What it made of it.
        clues: What tells where they went.
    """
    units = _units(translation, clues.same.values())
    sources = [_sources(unit, clues) for unit in units]
    places: list[Range | None] = []
    taken: list[tuple[Span, Range]] = []
    alone = iter(clues.alone)
    for span in spans:
        words = text[span.start : span.end]
        own = span.forms or (next(alone, ""),)
        likely = [
            any(marks) for marks in zip(*(_most_alike(one, translation, units) for one in own), strict=True)
        ]
        weights: list[float | None] = [
            None
            if _closed(span, at, taken) or (span.forms and unit in clues.same.values())
            else _weight(span, sources[at]) + _OWN * likely[at]
            if _WORD.match(translation, unit[0]) or translation[unit[0]] in words
            else min(0.0, _weight(span, sources[at]))
            for at, unit in enumerate(units)
        ]
        best = _heaviest(weights)
        place_ = (units[best[0]][0], units[best[1] - 1][1]) if best else None
        if place_ and _WORD.search(words) and not _WORD.search(translation, *place_):
            place_ = None
        places.append(place_)
        if best and place_:
            taken.append((span, best))
    return places


def _units(translation: str, masks: Iterable[Range]) -> list[Range]:
    """Cut a text into words, masks and punctuation marks."""
    masks = tuple(masks)
    words = (match.span() for match in _UNIT.finditer(translation))
    return sorted({*masks, *(word for word in words if not any(overlap(word, mask) for mask in masks))})


def _sources(unit: Range, clues: Clues) -> list[Range]:
    """Return what a unit of the translation comes from."""
    masked = [source for source, target in clues.same.items() if target == unit]
    return masked or [link.source for link in clues.links if overlap(link.target, unit)]


def _closed(span: Span, unit: int, taken: Sequence[tuple[Span, Range]]) -> bool:
    """Tell whether a unit lies outside a span around this one, or inside a span beside it."""
    return any(
        (start <= unit < end) is not (other.holds(span) and not other.forms)
        for other, (start, end) in taken
        if (start <= unit < end) or other.holds(span)
    )


def _weight(span: Span, sources: Sequence[Range]) -> float:
    inside = sum(overlap(source, (span.start, span.end)) for source in sources)
    return (2 * inside - len(sources)) / len(sources) if sources else 0.0


def _heaviest(weights: Sequence[float | None]) -> Range | None:
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


def edits(spans: Sequence[Span], places: Sequence[Range | None], translation: str) -> Iterator[Edit]:
    """Give what sets spans around their places, and forms of words where none of them stands."""
    for depth, (span, place_) in enumerate(zip(spans, places, strict=True), 1):
        if place_ is None:
            continue
        start, end = place_
        if span.forms:
            if not _stands(span.forms, translation, place_):
                first = span.forms[0]
                upper = translation[start].isupper() and first[:1].islower() and start == 0
                yield Edit(start, end, first[:1].upper() + first[1:] if upper else first, depth)
        else:
            yield Edit(start, start, span.before, depth)
            yield Edit(end, end, span.after, -depth)


def _stands(forms: Sequence[str], translation: str, place_: Range) -> bool:
    folded = translation.casefold()
    return any(
        overlap(match.span(), place_)
        for form in forms
        for match in re.finditer(re.escape(form.casefold()), folded)
    )


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


def _most_alike(own: str, translation: str, units: Sequence[Range]) -> list[bool]:
    """Mark the units of the runs of words that are most like a span's own translation."""
    wanted = [match[0].casefold() for match in _UNIT.finditer(own)]
    while wanted and not wanted[-1].isalnum():
        wanted.pop()
    there = [translation[start:end].casefold() for start, end in units]
    best = _ALIKE
    runs: list[Range] = []
    for length in range(max(1, len(wanted) - 1), len(wanted) + 2):
        for start in range(len(there) - length + 1):
            alike = SequenceMatcher(None, wanted, there[start : start + length]).ratio()
            runs = [*(runs if alike == best else ()), (start, start + length)] if alike >= best else runs
            best = max(alike, best)
    return [any(start <= number < end for start, end in runs) for number in range(len(units))]
