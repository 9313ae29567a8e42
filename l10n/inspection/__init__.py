"""What is wrong with a catalog, as far as its article, the checks and the settings tell.

Pure: an inspection gets an article's segments and a catalog, and gives problems. Its law: the same
values give the same problems, so that what did not change need not be inspected again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from l10n import checks, formats, plugins
from l10n.events import Place, Problem, Severity
from l10n.glossary import Glossary
from l10n.inspection import suppression
from l10n.model import Kind, Notation, State
from l10n.pair import Pair
from l10n.project import policy
from l10n.project.settings import OWN_CHECKS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from l10n.catalog import Catalog, Entry
    from l10n.checks import Chosen
    from l10n.model import Key, Segment
    from l10n.project import Project
    from l10n.project.settings import Settings

_LACKING = frozenset({State.MISSING, State.STALE})
_FEW = 20
"""Entries of an article that are named one by one; more are work to be done, not faults to be found."""
_NONE: frozenset[str] = frozenset()
_ADVICE = "run `l10n extract`"


@dataclass(frozen=True)
class Twins:
    """Which texts and translations of a locale are not one to one."""

    translations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Texts with several translations."""
    texts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Translations of several texts."""

    @classmethod
    def among(cls, pairs: Iterable[tuple[str, str]]) -> Twins:
        """Look for twins among texts and translations."""
        translations: dict[str, set[str]] = {}
        texts: dict[str, set[str]] = {}
        for text, translation in pairs:
            translations.setdefault(text, set()).add(translation)
            texts.setdefault(translation, set()).add(text)
        return cls(_several(translations), _several(texts))

    def dump(self) -> bytes:
        """Write them, the same for the same twins."""
        both = (self.translations, self.texts)
        return repr([sorted((key, sorted(values)) for key, values in one.items()) for one in both]).encode()

    def others(self, entry: Entry) -> tuple[frozenset[str], frozenset[str]]:
        """Return other translations of an entry's text, and other texts of its translation."""
        translations = self.translations.get(entry.text)
        texts = self.texts.get(entry.translation)
        return (
            translations - {entry.translation} if translations else _NONE,
            texts - {entry.text} if texts else _NONE,
        )


def _several(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {key: frozenset(values) for key, values in found.items() if len(values) > 1}


@dataclass(frozen=True)
class Inspection:
    """One article in one locale, and what is asked of it."""

    settings: Settings
    published: frozenset[State]
    chosen: Chosen
    article: str
    locale: str
    catalog_path: str
    """As messages name it."""
    notation: Notation
    segments: Sequence[Segment]
    twins: Twins = Twins()
    glossary: Glossary = field(default_factory=Glossary)

    @classmethod
    def of(cls, project: Project, article: str, locale: str, segments: Sequence[Segment] = ()) -> Inspection:
        """Return what a project asks of an article; of its entries alone, where no segments are given."""
        return cls(
            project.settings,
            project.published,
            checks.chosen(project.settings.checks),
            article,
            locale,
            project.shown(project.catalog(article, locale)),
            formats.notation(article),
            segments,
        )

    def problems(self, catalog: Catalog | None) -> list[Problem]:
        """Return the problems of the catalog, those that are let pass aside."""
        found = self._missing() if catalog is None else self._found(catalog)
        off = suppression.in_settings(self.settings.ignore, self.article)
        kept = (problem for problem in found if problem.check not in off)
        if self.locale not in self.settings.experimental:
            return list(kept)
        return [replace(p, severity=min(p.severity, Severity.WARNING, key=_rank)) for p in kept]

    def pair(self, entry: Entry) -> Pair:
        """Return an entry as the checks read it."""
        notation = entry.notation_in(self.notation)
        twins, namesakes = self.twins.others(entry)
        settings = self.settings
        locales = settings.source_locale, self.locale
        return Pair(entry.text, entry.translation, notation, *locales, self.glossary, twins, namesakes)

    def _missing(self) -> Iterator[Problem]:
        yield self._problem("outdated", Severity.ERROR, f"there is no catalog; {_ADVICE}", None)
        yield from self._coverage(None)

    def _found(self, catalog: Catalog) -> Iterator[Problem]:
        yield from self._outdated(catalog)
        yield from self._coverage(catalog)
        for name, module in self.chosen.catalogs.items():
            for key, message in module.survey(catalog, self.locale):
                entry = catalog.by_key.get(key) if key else None
                if entry is None or name not in suppression.in_entry(entry):
                    yield self._problem(name, self._severity(module.SEVERITY, entry), message, entry)
        for entry in catalog.entries:
            if entry.translation:
                yield from self.faults(entry)

    def faults(self, entry: Entry) -> Iterator[Problem]:
        """Give the problems of an entry with a translation."""
        pair = self.pair(entry)
        off = suppression.in_entry(entry)
        yield from self._unknown(entry, off)
        for name, module in self.chosen.concerned(pair):
            if name not in off:
                for message in dict.fromkeys(module.find(pair)):
                    yield self._problem(name, self._severity(module.SEVERITY, entry), message, entry)

    def _severity(self, severity: Severity, entry: Entry | None) -> Severity:
        """Return how bad a fault is: nobody reads what is not published."""
        if entry is None or entry.state in self.published:
            return severity
        return min(severity, Severity.WARNING, key=_rank)

    def _unknown(self, entry: Entry, off: Collection[str]) -> Iterator[Problem]:
        if not off:
            return
        for name in sorted(set(off) - {*plugins.names("checks"), *OWN_CHECKS}):
            message = (
                f"the comment ignores “{name}”, which is no check; `l10n check --explain all` shows them"
            )
            yield self._problem("ignored", Severity.WARNING, message, entry)

    def _outdated(self, catalog: Catalog) -> Iterator[Problem]:
        keys, live = {segment.key for segment in self.segments}, catalog.by_key.keys()
        new, left = len(keys - live), len(live - keys)
        if new or left:
            message = f"{new} sentences lack an entry, {left} have left; {_ADVICE}"
            message = f"the catalog does not follow the article: {message}"
            yield self._problem("outdated", Severity.ERROR, message, None, new + left)

    def _coverage(self, catalog: Catalog | None) -> Iterator[Problem]:
        """Compare the states of the segments with what the settings ask for."""
        base = policy.Policy(published=self.settings.coverage)
        asked = policy.demanded((base, *self.settings.policy), self.article, self.locale)
        keys = [s.key for s in self.segments if s.kind is not Kind.BOILERPLATE]
        if catalog:
            passing = {e.key for e in catalog.entries if "coverage" in suppression.in_entry(e)}
            keys = [key for key in keys if key not in passing]
        states = {key: catalog.state_of(key) if catalog else State.MISSING for key in keys}
        short = list(asked.shortfalls(states.values(), self.published))
        for message, amount in short:
            yield self._problem("coverage", Severity.ERROR, message, None, amount)
        if catalog and short:
            yield from self._lacking(catalog, states)
        if catalog:
            yield from self._unsure(catalog, asked.score)

    def _lacking(self, catalog: Catalog, states: Mapping[Key, State]) -> Iterator[Problem]:
        """Name the entries that are missing or stale, where they are few."""
        found = [catalog.by_key.get(key) for key, state in states.items() if state in _LACKING]
        for entry in found if len(found) <= _FEW else ():
            if entry:
                message = f"the entry is {entry.state.value}"
                yield self._problem("coverage", Severity.ERROR, message, entry)

    def _unsure(self, catalog: Catalog, least: float | None) -> Iterator[Problem]:
        for entry in catalog.entries if least is not None else ():
            asked = entry.state is State.DRAFT and "score" not in suppression.in_entry(entry)
            score = entry.score if asked else None
            if score is not None and least is not None and score < least:
                message = f"the engine was sure by {score:.2f} only, {least:.2f} is asked for"
                yield self._problem("score", Severity.ERROR, message, entry)

    @cached_property
    def _lines(self) -> Mapping[Key, int]:
        lines: dict[Key, int] = {}
        for segment in self.segments:
            lines.setdefault(segment.key, segment.line)
        return lines

    def _problem(
        self, check: str, severity: Severity, message: str, entry: Entry | None, amount: int = 0
    ) -> Problem:
        line = self._lines.get(entry.key, 0) if entry else 0
        place = f"{self.settings.articles}/{self.article}"
        return Problem(
            check,
            severity,
            message,
            Place(self.catalog_path, entry.message.line if entry else 0),
            Place(place, line) if line or not entry else None,
            entry.text if entry else "",
            entry.translation if entry else "",
            self.locale,
            amount,
        )


def _rank(severity: Severity) -> int:
    return (Severity.NOTE, Severity.WARNING, Severity.ERROR).index(severity)
