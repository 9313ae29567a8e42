"""Finds in a translation the words that markup, or a term of a glossary, stood around in the source.

A span is placed on the run of words that holds most links to its own words and fewest to others: one
stray link does not stretch it. Spans stay nested as they were, and no two overlap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from l10n.alignment import overlap
from l10n.model import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from l10n.alignment import Range

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Thai, Lao, Burmese, Khmer, Kana and Han: any two of their characters can be parted."""
_UNIT = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")
_ALIKE = 0.75
"""How alike a span's own translation and words of the sentence must be to be taken for the same."""


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


def place(
    spans: Sequence[Span], translation: str, links: Sequence[Link], same: Mapping[Range, Range]
) -> list[Range | None]:
    """Return where each span belongs in a translation; None where no words come from it.

    Args:
        spans: Outer before inner.
        translation: What an engine made of the text in which the spans are.
        links: Which words come from which.
        same: Where masks stand in the text, and where in the translation.
    """
    units = _units(translation, same.values())
    sources = [_sources(unit, links, same) for unit in units]
    places: list[Range | None] = []
    taken: list[tuple[Span, Range]] = []
    for span in spans:
        free = [not _closed(span, number, taken) for number in range(len(units))]
        weights = [_weight(span, found) if free[n] else None for n, found in enumerate(sources)]
        if span.forms:
            weights = [None if unit in same.values() else w for unit, w in zip(units, weights, strict=True)]
        best = _heaviest(weights)
        places.append((units[best[0]][0], units[best[1] - 1][1]) if best else None)
        if best:
            taken.append((span, best))
    return places


def _units(translation: str, masks: Iterable[Range]) -> list[Range]:
    """Cut a text into words, masks and punctuation marks."""
    masks = tuple(masks)
    words = (match.span() for match in _UNIT.finditer(translation))
    return sorted({*masks, *(word for word in words if not any(overlap(word, mask) for mask in masks))})


def _sources(unit: Range, links: Sequence[Link], same: Mapping[Range, Range]) -> list[Range]:
    """Return what a unit of the translation comes from."""
    masked = [source for source, target in same.items() if target == unit]
    return masked or [link.source for link in links if overlap(link.target, unit)]


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


def links_by_finding(spans: Sequence[Span], alone: Sequence[str], translation: str) -> list[Link]:
    """Link each span with the words of a translation that are most like its own translation.

    Args:
        spans: Spans of a text.
        alone: What an engine made of the words of each.
        translation: What it made of the text.
    """
    units = [match.span() for match in _UNIT.finditer(translation)]
    found = []
    for span, own in zip(spans, alone, strict=True):
        place_ = _most_alike(own, translation, units)
        if place_:
            found.append(Link((span.start, span.end), place_))
    return found


def _most_alike(own: str, translation: str, units: Sequence[Range]) -> Range | None:
    wanted = [match[0].casefold() for match in _UNIT.finditer(own)]
    wanted = wanted[:-1] if wanted and not wanted[-1].isalnum() else wanted
    there = [translation[start:end].casefold() for start, end in units]
    best, found = _ALIKE, None
    for length in range(max(1, len(wanted) - 1), len(wanted) + 2):
        for start in range(len(there) - length + 1):
            alike = SequenceMatcher(None, wanted, there[start : start + length]).ratio()
            if alike > best or (alike == best and found is None):
                best, found = alike, (units[start][0], units[start + length - 1][1])
    return found
