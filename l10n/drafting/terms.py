"""Sets the words of a glossary in a translation where an engine used others.

A term is sought as what it may be, then as what the engine makes of it on its own, at last where most of
its links lead; what it may be is left alone where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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

_HYPHENS = "-\u2010\u2011"

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
        place = _Sought(term, reading, tuple(places), walls).place(own)
        if place:
            places[place] = term
    done, at = "", 0
    for (start, end), term in sorted(places.items()):
        done += reading.translation[at:start]
        there = reading.translation[start:end]
        stands = any(glossary.stands(form, there) for form in term.term.wanted)
        begins = not start and there[:1].isupper() and not term.term.keep
        form = there if stands else cased(term.term.wanted[0], begins)
        new = once(form, done)
        if not stands:
            yield Edit(start, end, new)
        elif new != there:  # without a word of what may have markup in it
            yield Edit(start, end - len(new), "")
        done, at = done + new, end


@dataclass(frozen=True, slots=True)
class _Sought:
    """A term that is sought in a translation."""

    term: Match
    reading: Reading
    taken: Sequence[Range]
    """Where other terms are."""
    walls: Walls

    def place(self, own: Sequence[str]) -> Range | None:
        """Return where it went: first where links say so too, if the engine tells any.

        A term with markup inside is left as the engine has it.
        """
        if any(self._is_cut_by(span) for span, _ in self.walls):
            return None
        right = [place for place in self._standing(self.term.term.wanted) if self._is_free(place)]
        others = ([place for place in self._standing([words]) if self._is_open(place)] for words in own)
        linked = ([place for place in places if self._is_linked(place)] for places in (right, *others))
        best = next(filter(None, chain(linked, [right])), None)
        return max(best, key=lambda place: sum(self._support(place))) if best else self._by_links(own)

    def _standing(self, forms: Iterable[str]) -> list[Range]:
        found = (glossary.places(form, self.reading.translation) for form in forms)
        return list(dict.fromkeys(chain.from_iterable(found)))

    def _by_links(self, own: Sequence[str]) -> Range | None:
        """Return the words that most links lead to, with what hyphens join to them."""
        likely = projection.likely_units(own, self.reading)
        units = self.reading.units
        best = projection.heaviest(
            [
                self.reading.weight(self.term.start, self.term.end, number, more)
                if self._is_open(unit) and unit not in self.reading.masks
                else None
                for number, (unit, more) in enumerate(zip(units, likely, strict=True))
            ]
        )
        if not best or not self._is_linked((units[best[0]][0], units[best[1] - 1][1])):
            return None
        first, last = best[0], best[1] - 1
        while first > 1 and self._is_joint(first - 1):
            first -= 2
        while last < len(units) - 2 and self._is_joint(last + 1):
            last += 2
        wider = units[first][0], units[last][1]
        return wider if self._is_open(wider) else (units[best[0]][0], units[best[1] - 1][1])

    def _is_joint(self, number: int) -> bool:
        """Tell whether a unit is a hyphen between two words."""
        before, (start, end), after = self.reading.units[number - 1 : number + 2]
        return self.reading.translation[start:end] in _HYPHENS and (before[1], after[0]) == (start, end)

    def _support(self, place: Range) -> list[float]:
        return [
            self.reading.support(self.term.start, self.term.end, number)
            for number, unit in enumerate(self.reading.units)
            if overlap(unit, place)
        ]

    def _is_linked(self, place: Range) -> bool:
        """Tell whether a link leads from a place to the term; True where the engine tells none at all."""
        return not any(self.reading.sources) or any(weight > 0 for weight in self._support(place))

    def _is_cut_by(self, span: Span) -> bool:
        stretch = self.term.start, self.term.end
        return overlap((span.start, span.end), stretch) and not span.holds(*stretch)

    def _is_free(self, place: Range) -> bool:
        return not any(overlap(place, other) for other in self.taken)

    def _is_open(self, place: Range) -> bool:
        """Tell whether the term may be set at a place: on its own side of all markup."""
        return self._is_free(place) and all(
            there[0] <= place[0] and place[1] <= there[1]
            if span.holds(self.term.start, self.term.end)
            else not overlap(place, there)
            for span, there in self.walls
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
