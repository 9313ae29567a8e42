"""Missing entries into drafts: every distinct text of a locale once, by machine, never a person's.

Drafts are written while the work goes on, so that a run that is stopped loses seconds and the next
one picks up where it was.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from l10n import engines
from l10n.drafting import Drafter, proposals
from l10n.drafting.plan import Way
from l10n.errors import L10nError
from l10n.events import Did, Outcome, Progress
from l10n.model import State
from l10n.verbs import memory, notation, read_catalog, refill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from l10n.catalog import Catalog, Entry
    from l10n.drafting import Draft
    from l10n.drafting.plan import Text
    from l10n.engines import Engine
    from l10n.events import Event
    from l10n.files import Disk
    from l10n.model import Key
    from l10n.project import Project

MISSING = frozenset({State.MISSING})
UNTOUCHED = frozenset({State.MISSING, State.DRAFT})
"""What no person has had a hand in."""
_DID = ("drafted", "without draft", "left alone")
_SECONDS = 5.0
"""Seconds after which the drafts so far are written: what a killed run loses."""
_STEP = 16
"""Texts after which the progress is told."""


def translate(
    project: Project,
    articles: Sequence[str],
    locales: Sequence[str],
    disk: Disk,
    *,
    states: frozenset[State] = MISSING,
) -> Iterator[Event]:
    """Give a draft to the entries of the catalogs of some articles.

    Args:
        project: The project.
        articles: The articles whose catalogs are filled.
        locales: The locales to translate into.
        disk: Writes the catalogs.
        states: The states whose entries get a draft: :data:`MISSING`, or :data:`UNTOUCHED` to renew
            older drafts too, by a new package or a new glossary.

    Raises:
        EngineError: The engine, or a package that it needs, is missing; nothing was written for the
            locale, and the message names the command that installs one.
    """
    yield from memory.recall(project, articles, locales, disk)
    if project.settings.engine == "none":
        return
    for locale in locales:
        wanted = _Wanted(project, locale, states)
        for article in articles:
            yield from wanted.add(article)
        if wanted.places:
            yield from _Locale(wanted, engines.load(project, locale), disk).run()
        yield from wanted.outcomes(articles)


class _Place(NamedTuple):
    """An entry that wants a draft."""

    article: str
    key: Key
    tried: str
    """The engine that tried in vain; "" for none."""


@dataclass
class _Wanted:
    """The texts of a locale that want a draft, and what was done in each catalog."""

    project: Project
    locale: str
    states: frozenset[State]
    places: dict[Text, list[_Place]] = field(default_factory=lambda: defaultdict(list))
    """Each distinct text, with the entries that want it."""
    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    left: set[str] = field(default_factory=set)
    """The articles whose catalogs were refused."""

    def add(self, article: str) -> Iterator[Outcome]:
        """Take in the catalog of an article; one that cannot be read is named."""
        try:
            catalog = read_catalog(self.project, article, self.locale)
        except L10nError as error:
            yield self.refused(article, error)
            return
        for entry in catalog.entries if catalog else ():
            if entry.state in self.states:
                tried = entry.no_draft[0] if entry.no_draft and self.states == MISSING else ""
                self.places[notation(article, entry), entry.text].append(_Place(article, entry.key, tried))
            elif self.states == UNTOUCHED:
                self.counts[article]["left alone"] += 1

    def untried(self, origin: str) -> list[Text]:
        """Return the texts that an engine has not yet tried in vain; count the others."""
        found = []
        for text, places in self.places.items():
            if all(place.tried == origin for place in places):
                self.count(text, "without draft")
            else:
                found.append(text)
        return found

    def count(self, text: Text, what: str) -> None:
        """Note what was done with each entry of a text."""
        for place in self.places[text]:
            self.counts[place.article][what] += 1

    def refused(self, article: str, error: L10nError) -> Outcome:
        """Return the outcome of a catalog that is left as it was."""
        self.left.add(article)
        path = self.project.shown(self.project.catalog(article, self.locale))
        return Outcome(path, Did.REFUSED, str(error), self.locale)

    def outcomes(self, articles: Sequence[str]) -> Iterator[Outcome]:
        """Say of each catalog what was done; of those that were refused it is said already."""
        for article in (article for article in articles if article not in self.left):
            counts = self.counts[article]
            path = self.project.shown(self.project.catalog(article, self.locale))
            did = Did.WRITTEN if counts["drafted"] else Did.UNCHANGED
            yield Outcome(path, did, _said(counts), self.locale, dict(+counts))


def _said(counts: Mapping[str, int]) -> str:
    done = [f"{counts[did]} {did}" for did in _DID if counts.get(did)]
    ways = [f"{counts[way.value]} {way.value}" for way in Way if counts.get(way.value)]
    return ", ".join(done) + (f" ({', '.join(ways)})" if ways else "") or "nothing missing"


@dataclass(frozen=True, slots=True)
class _Locale:
    """The translation of one locale."""

    wanted: _Wanted
    engine: Engine
    disk: Disk

    def run(self) -> Iterator[Event]:
        project, locale = self.wanted.project, self.wanted.locale
        glossary = project.glossary(locale)
        drafter = Drafter(self.engine, project.settings.source_locale, locale, glossary)
        texts = self.wanted.untried(self.engine.origin)
        ready: dict[str, dict[Key, Draft]] = defaultdict(dict)
        yield Progress(f"translate {locale}", 0, len(texts))
        written = time.monotonic()
        try:
            for number, draft in enumerate(drafter.drafts(texts), 1):
                for place in self.wanted.places[draft.text]:
                    ready[place.article][place.key] = draft
                if number % _STEP == 0 or number == len(texts):
                    yield Progress(f"translate {locale}", number, len(texts))
                if time.monotonic() - written > _SECONDS:
                    yield from self._written(ready)
                    ready.clear()
                    written = time.monotonic()
        except L10nError:  # an engine that fails half-way takes nothing with it
            yield from self._written(ready)
            raise
        yield from self._written(ready)

    def _written(self, ready: Mapping[str, dict[Key, Draft]]) -> Iterator[Outcome]:
        """Write what is ready to each catalog."""
        for article, drafts in ready.items():
            try:
                self.wanted.counts[article] += self._fill(article, drafts)
            except L10nError as error:
                yield self.wanted.refused(article, error)

    def _fill(self, article: str, drafts: Mapping[Key, Draft]) -> Counter[str]:
        """Write drafts into the entries of a catalog that no person has touched; count them."""
        project, locale = self.wanted.project, self.wanted.locale
        filled = refill(project, article, locale, self.disk, partial(self._filled, drafts))
        if filled is None:
            return Counter()
        nearby = {drafts[key].text[1]: drafts[key].proposals[1:] for key in filled.changed}
        if any(nearby.values()):
            texts = frozenset(entry.text for entry in filled.before.entries)
            kept = project.cache / "proposals" / locale / f"{article}.json"
            self.disk.update(kept, lambda data: proposals.added(data, nearby, texts))
        return sum((_did(entry, drafts[key]) for key, entry in filled.changed.items()), Counter())

    def _filled(self, drafts: Mapping[Key, Draft], catalog: Catalog) -> dict[Key, Entry]:
        """Return the entries that change; one that has no better draft keeps the one it has."""
        changed: dict[Key, Entry] = {}
        for key, draft in drafts.items():
            entry = catalog.by_key.get(key)
            if entry is None or entry.state not in self.wanted.states:
                continue
            if draft.proposals:
                changed[key] = entry.drafted(draft.proposals[0])
            elif entry.state is State.MISSING:
                changed[key] = entry.refused(self.engine.origin, draft.reason)
        return {key: entry for key, entry in changed.items() if entry != catalog.by_key[key]}


def _did(entry: Entry, draft: Draft) -> Counter[str]:
    """Count an entry, and its way where it was not the usual one."""
    if entry.state is not State.DRAFT:
        return Counter(["without draft"])
    return Counter(["drafted"] if draft.way is Way.WHOLE else ["drafted", draft.way.value])
