"""Texts into machine drafts whose markup is whole, by the safest way that is needed.

Texts are translated sentence by sentence, as engines learn, and long sentences clause by clause. The
plain words come first, since they come out best: what was hidden or lifted off is put back, and terms
of the glossary are set where their words went. What lost something, or what a check finds wrong, is
tried once more with another search and other masks, then with the terms, numbers or quotation marks
set in that came out wrong; at last the words between the markup are translated on their own.

Law: a draft has every mask and tag of its text exactly once, or there is none, and a reason.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import tee
from typing import TYPE_CHECKING

from l10n import checks, cldr, syntax
from l10n.drafting import atoms, markup
from l10n.drafting.markup import MaskLostError
from l10n.drafting.plan import CUTS, Plan, Way, stretches
from l10n.errors import EngineError
from l10n.events import Severity
from l10n.glossary import Glossary
from l10n.model import Proposal
from l10n.pair import Pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from l10n.drafting.markup import Part
    from l10n.drafting.plan import Alone, Text
    from l10n.engines import Engine
    from l10n.model import Piece

_TRUST = {Severity.ERROR: 0.75, Severity.WARNING: 0.9}
"""What a problem leaves of a score. A lost negation or a wrong dose costs an engine none of its sureness, and
the likeness to a reference little; half of such drafts come to the worst fifth by this, and a fifth
without (``benchmarks/drafting.py``)."""
_KEPT = 3
"""Proposals kept of a text: the draft, and the next best two."""
_MENDS = {Way.SET: "glossary", Way.FIGURES: "numbers", Way.QUOTED: "brackets"}
"""Which check finds what a way of its own can mend."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What came of a text."""

    text: Text
    proposals: tuple[Proposal, ...] = ()
    """The draft, and the next best; none where there is no draft."""
    way: Way = Way.WHOLE
    reason: str = ""
    """Why there is no draft."""


@dataclass(frozen=True, slots=True)
class Drafter:
    """Drafts by one engine, from one locale to another."""

    engine: Engine
    source_locale: str
    locale: str
    glossary: Glossary = field(default_factory=Glossary)

    def drafts(self, texts: Iterable[Text]) -> Iterator[Draft]:
        """Give a draft, or the reason why there is none, for each text; not in their order."""
        left: dict[Text, _Tried] = {}
        for tried in self._tried(texts, Way.WHOLE):
            if tried.is_good:
                yield tried.draft
            else:
                left[tried.text] = tried
        for way in list(Way)[1:]:
            for tried in self._tried([text for text, before in left.items() if before.wants(way)], way):
                left[tried.text] = left[tried.text].joined_with(tried)
        yield from (tried.draft for tried in left.values())

    def _tried(self, texts: Iterable[Text], way: Way) -> Iterator[_Tried]:
        """Translate texts in one way; the engine runs ahead of what is read."""
        plans, ahead = tee(self._plans(texts, way))
        asked = (words for plan, new in ahead for words in (*(part.text for part in plan.masked), *new))
        offers = self.engine.translate(asked, attempt=0 if way is Way.WHOLE else 1)
        alone: dict[str, Sequence[str]] = {}
        for plan, new in plans:
            offered = [self._next(offers) for _ in plan.masked]
            alone |= {words: [one.text for one in self._next(offers)] for words in new}
            yield self._judged(plan, offered, alone)

    def _next(self, offers: Iterator[Sequence[Proposal]]) -> Sequence[Proposal]:
        found = next(offers, None)
        if found is None:
            raise EngineError(f"{self.engine.origin}: it gave less than it was asked for; mend the engine")
        return found

    def _plans(self, texts: Iterable[Text], way: Way) -> Iterator[tuple[Plan, Sequence[str]]]:
        """Give each plan with the words of its spans and terms that no plan before it asks for."""
        seen: set[str] = set()
        for text in texts:
            plan = self._plan(text, way)
            new = list(dict.fromkeys(words for words in plan.alone if words not in seen))
            seen.update(new)
            yield plan, new

    def _plan(self, text: Text, way: Way) -> Plan:
        """Plan a text sentence by sentence, as engines learn, and long sentences clause by clause."""
        read = syntax.pieces(*text)
        parts: list[Part] = []
        for stretch in stretches(read, self.source_locale):
            if not isinstance(stretch, str):
                parts += self._parts(stretch, way)
            elif stretch != " " or cldr.spaced(self.locale):
                parts.append(stretch)
        return Plan(text, self.locale, way, tuple(parts), syntax.skeleton(read))

    def _parts(self, sentence: Sequence[Piece], way: Way) -> Sequence[Part]:
        first, second = self.engine.masks[0], self.engine.masks[1:2]
        pieces = atoms.with_masks(atoms.with_scripts(sentence), self.engine.masks)
        pieces = atoms.with_signs(pieces, self.engine.carries, self._put)
        with_terms = atoms.with_terms(pieces, self.glossary)
        if way in CUTS:
            return CUTS[way](with_terms, first)
        if way is Way.SET:
            return markup.whole(with_terms, first, Glossary())
        if way is Way.FIGURES:
            return markup.whole(atoms.with_figures(pieces, self._put), first, self.glossary)
        if way is Way.QUOTED:
            return markup.whole(atoms.with_quotes(pieces), first, self.glossary)
        style = second[0] if second and way is Way.AGAIN else first
        return markup.whole(pieces, style, self.glossary)

    def _put(self, text: str) -> str:
        return cldr.with_separators(text, self.source_locale, self.locale)

    def _judged(self, plan: Plan, offered: Sequence[Sequence[Proposal]], alone: Alone) -> _Tried:
        """Put each proposal together; those that come after one without a problem are taken unread."""
        if not offered or not all(offered):
            return _Tried(plan.text, (), plan.reason(offered))
        candidates: list[_Candidate] = []
        reason = ""
        for rank in range(max(map(len, offered))):
            try:
                proposal, way = plan.put_together([one[min(rank, len(one) - 1)] for one in offered], alone)
            except MaskLostError as error:
                reason = reason or str(error)
                continue
            is_good = any(not before.problems for before in candidates)
            problems = {} if is_good else self._problems(plan.text, proposal.text)
            score = round(scored(proposal.score, problems.values()), 2)
            candidates.append(_Candidate(Proposal(proposal.text, score, proposal.origin), way, problems))
        return _Tried(plan.text, tuple(candidates), reason)

    def _problems(self, text: Text, words: str) -> dict[str, Severity]:
        """Return the checks that find something, and how bad it is."""
        pair = Pair(text[1], words, text[0], self.source_locale, self.locale, self.glossary)
        asked = checks.chosen(()).concerned(pair)
        return {name: module.SEVERITY for name, module in asked if any(module.find(pair))}


def scored(probability: float, problems: Iterable[Severity]) -> float:
    """Return the score of a draft: how sure the engine was, less what the checks see wrong.

    Args:
        probability: The geometric mean of the probabilities of its tokens.
        problems: How bad each thing is that a check finds.
    """
    return probability * math.prod(_TRUST[severity] for severity in problems)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A translation whose markup is whole."""

    proposal: Proposal
    way: Way
    problems: Mapping[str, Severity]
    """The checks that find something in it, and how bad it is."""


@dataclass(frozen=True, slots=True)
class _Tried:
    """What came of a text, in one way or more."""

    text: Text
    candidates: tuple[_Candidate, ...]
    reason: str
    """Why the first that failed did."""

    @property
    def is_good(self) -> bool:
        """True where no check finds a problem in one of them."""
        return any(not candidate.problems for candidate in self.candidates)

    def wants(self, way: Way) -> bool:
        """Tell whether the texts of a way include this one."""
        if way is Way.AGAIN:
            return True
        if way in _MENDS:
            found = any(_MENDS[way] in candidate.problems for candidate in self.candidates)
            return found and not self.is_good
        return way in CUTS and not self.candidates

    def joined_with(self, other: _Tried) -> _Tried:
        return _Tried(self.text, (*self.candidates, *other.candidates), self.reason)

    @property
    def draft(self) -> Draft:
        if not self.candidates:
            return Draft(self.text, reason=self.reason)
        ordered = sorted(self.candidates, key=lambda one: -scored(1.0, one.problems.values()))
        distinct: dict[str, Proposal] = {}
        for candidate in ordered:
            distinct.setdefault(candidate.proposal.text, candidate.proposal)
        return Draft(self.text, tuple(distinct.values())[:_KEPT], ordered[0].way)
