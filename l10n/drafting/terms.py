"""Sets the words of a glossary in a translation where an engine used others.

A term is sought as what it may be, then as what the engine makes of it on its own, at last where most of
its links lead; what it may be is left alone where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from l10n import glossary
from l10n.drafting import projection
from l10n.drafting.projection import Edit
from l10n.packages.alignment import overlap

if TYPE_CHECKING:
    from l10n.drafting.projection import Reading, Span
    from l10n.glossary import Match
    from l10n.packages.alignment import Range

_JOINED = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
"""A word with what hyphens join to it, which no term cuts in two."""

Walls = Sequence[tuple["Span", "Range"]]
"""Markup, and where it stands in the translation: a term stays on its side."""


def edits(
    terms: Sequence[Match], reading: Reading, alone: Sequence[Sequence[str]], walls: Walls
) -> Iterator[Edit]:
    """Give what sets terms in; nothing for one that has no place.

    Args:
        terms: The terms in the text, from left to right.
        reading: The translation.
        alone: What the engine made of the words of each term, on their own, the best first.
        walls: Where markup stands.
    """
    places: dict[Range, Match] = {}
    for term, own in zip(terms, alone, strict=True):
        place = _place(term, own, reading, tuple(places), walls)
        if place:
            places[place] = term
    done, at = "", 0
    for (start, end), term in sorted(places.items()):
        done += reading.translation[at:start]
        there = reading.translation[start:end]
        stands = any(glossary.stands(form, there) for form in term.term.wanted)
        form = there if stands else _form(term, there, begins=not start)
        new = once(form, done)
        if not stands:
            yield Edit(start, end, new)
        elif new != there:  # without a word of what may have markup in it
            yield Edit(start, end - len(new), "")
        done, at = done + new, end


def _form(term: Match, there: str, *, begins: bool) -> str:
    return cased(term.term.wanted[0], begins and there[:1].isupper() and not term.term.keep)


def _place(
    term: Match, own: Sequence[str], reading: Reading, taken: Sequence[Range], walls: Walls
) -> Range | None:
    """Return where a term went: first where links say so too, if the engine tells any.

    A term with markup inside is left as the engine has it.
    """
    if any(_cuts(span, term) for span, _ in walls):
        return None
    right = [place for place in _standing(term.term.wanted, reading) if not _meets(place, taken)]
    others = (
        [place for place in _standing([words], reading) if _is_open(place, term, taken, walls)]
        for words in own
    )
    linked = ([place for place in places if _is_linked(term, place, reading)] for places in (right, *others))
    best = next(filter(None, chain(linked, [right])), None)
    if best:
        return max(best, key=lambda place: sum(_support(term, place, reading)))
    return _by_links(term, own, reading, taken, walls)


def _standing(forms: Iterable[str], reading: Reading) -> list[Range]:
    found = (glossary.places(form, reading.translation) for form in forms)
    return list(dict.fromkeys(chain.from_iterable(found)))


def _support(term: Match, place: Range, reading: Reading) -> list[float]:
    return [
        reading.support(term.start, term.end, number)
        for number, unit in enumerate(reading.units)
        if overlap(unit, place)
    ]


def _is_linked(term: Match, place: Range, reading: Reading) -> bool:
    """Tell whether a link leads from a place to a term; True where the engine tells none at all."""
    return not any(reading.sources) or any(weight > 0 for weight in _support(term, place, reading))


def _by_links(
    term: Match, own: Sequence[str], reading: Reading, taken: Sequence[Range], walls: Walls
) -> Range | None:
    weights = [
        reading.weight(term.start, term.end, number, more)
        if _is_open(unit, term, taken, walls) and unit not in reading.masks
        else None
        for number, (unit, more) in enumerate(
            zip(reading.units, projection.likely_units(own, reading), strict=True)
        )
    ]
    best = projection.heaviest(weights)
    if not best:
        return None
    place = reading.units[best[0]][0], reading.units[best[1] - 1][1]
    if not _is_linked(term, place, reading):
        return None
    joined = [word.span() for word in _JOINED.finditer(reading.translation) if overlap(word.span(), place)]
    wider = min(place[0], joined[0][0]), max(place[1], joined[-1][1])
    return wider if _is_open(wider, term, taken, walls) else place


def _cuts(span: Span, term: Match) -> bool:
    """Tell whether markup stands inside a term, or reaches into it."""
    return overlap((span.start, span.end), (term.start, term.end)) and not span.holds(term.start, term.end)


def _meets(place: Range, others: Iterable[Range]) -> bool:
    return any(overlap(place, other) for other in others)


def _is_open(place: Range, term: Match, taken: Sequence[Range], walls: Walls) -> bool:
    """Tell whether a term may be set at a place: on its own side of all markup, where no other one is."""
    return not _meets(place, taken) and all(
        there[0] <= place[0] and place[1] <= there[1]
        if span.holds(term.start, term.end)
        else not overlap(place, there)
        for span, there in walls
    )


def cased(form: str, begins: bool) -> str:
    """Return a form as it stands in a sentence: with a capital where it begins one."""
    return form[:1].upper() + form[1:] if begins else form


def once(form: str, before: str) -> str:
    """Return a form without the words that it begins with, and that stand before it: ``tế bào tế bào T``."""
    words = form.split(" ")
    for count in range(len(words) - 1, 0, -1):
        beginning = r"\s+".join(map(re.escape, words[:count]))
        if re.search(rf"(?<![^\W_]){beginning}\s+$", before, re.IGNORECASE):
            return " ".join(words[count:])
    return form
