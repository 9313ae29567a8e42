"""Articles into catalogs: templates and the catalog of each locale follow what the articles say."""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from l10n import formats, workers
from l10n.cache import Cache, fingerprint
from l10n.catalog import Catalog
from l10n.catalog.merge import merged
from l10n.catalog.template import Template
from l10n.errors import L10nError
from l10n.events import Did, Outcome, Progress
from l10n.files import read
from l10n.model import State
from l10n.verbs import cut_article, elsewhere, memory, read_catalog, template_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from l10n.catalog import Entry
    from l10n.catalog.merge import Merge
    from l10n.events import Event
    from l10n.files import Disk
    from l10n.memory.recall import Ask, Recall
    from l10n.model import Key
    from l10n.project import Project
    from l10n.verbs.elsewhere import Catalogs

_MASS = 5
"""One reviewed entry in so many may leave an article at once."""
_FEW = 2
"""So many may leave in any case."""
_UNCHANGED = "unchanged"
_COUNTS = ("new", "stale", "kept", "back", "recalled", "left", _UNCHANGED)


def extract(
    project: Project,
    articles: Sequence[str],
    locales: Sequence[str],
    disk: Disk,
    *,
    accept: bool = False,
) -> Iterator[Event]:
    """Bring the template and the catalogs of articles up to date.

    Args:
        project: The project.
        articles: Paths of articles; a run with all of them, if there are any, also retires the
            catalogs of articles that are gone.
        locales: Target locales.
        disk: Where to write.
        accept: True to let more than a fifth of an article's reviewed entries leave at once.
    """
    whole = project.are_all(articles)
    cache = Cache(project.cache / "extract.json", repr((project.settings, sorted(locales))))
    asked: dict[str, _Asked] = {}
    found = workers.mapped(partial(_asked, project, locales, cache), articles)
    for article, wants in zip(articles, found, strict=True):
        asked[article] = wants
        yield Progress("extract", len(asked), 2 * len(articles))
    catalogued = ((locale, project.catalogued(locale)) for locale in (locales if whole else ()))
    orphans = [(article, locale) for locale, named in catalogued for article in project.gone(named)]
    with memory.recalls(project, locales, disk) as recalls:
        before = _read(project, asked, orphans, locales)
        wanted = {article: found.said for article, found in asked.items() if isinstance(found, Template)}
        moving = {locale: elsewhere.leaving(before, locale, asked, wanted) for locale in locales}
        asks: dict[str, Ask] = {locale: found.exact for locale, found in recalls.items()}
        for locale in set(locales) - asks.keys():
            asks[locale] = elsewhere.reviewed(project, locale, before, wanted, moving[locale])
        work = _Work(project, locales, asked, before, moving, recalls, asks, disk, accept)
        # An open SQLite file must not cross into another process.
        followed = map(work.article, articles) if recalls else workers.mapped(work.article, articles)
        for number, (article, (outcomes, known)) in enumerate(zip(articles, followed, strict=True), 1):
            yield from outcomes
            yield Progress("extract", len(articles) + number, 2 * len(articles))
            if known:
                cache.put(article, *known)
        cache.save(disk)
        for article, locale in orphans:
            yield from work.retire(article, locale)
    if whole:
        yield from _templates_of_none(project, disk)
        yield from _others(project)


_Asked = Template | Outcome | int
"""What an article asks of its catalogs, why it cannot, or how many entries it is known to have as it is."""


def _fingerprint(project: Project, article: str, locales: Sequence[str]) -> str:
    paths = [project.article(article), project.template(article)]
    paths += [project.catalog(article, locale) for locale in locales]
    return fingerprint(map(read, paths))


def _known(project: Project, locales: Sequence[str], cache: Cache, article: str) -> str | None:
    """Return what the last run found, where it stands; a file that cannot be read is named later."""
    with contextlib.suppress(L10nError):
        return cache.get(article, _fingerprint(project, article, locales)) if article in cache else None
    return None


def _asked(project: Project, locales: Sequence[str], cache: Cache, article: str) -> _Asked:
    known = _known(project, locales, cache, article)
    if known is not None:
        return int(known)
    try:
        return template_of(project, article, cut_article(project, article).segments)
    except L10nError as error:
        return Outcome(f"{project.settings.articles}/{article}", Did.REFUSED, str(error))


def _read(
    project: Project, asked: Mapping[str, _Asked], orphans: Iterable[tuple[str, str]], locales: Sequence[str]
) -> Catalogs:
    """Read the catalogs that are to change; one that is broken is named when it is to be written."""
    changed = [(a, locale) for a, found in asked.items() if isinstance(found, Template) for locale in locales]
    found: Catalogs = {}
    for article, locale in (*changed, *orphans):
        path = project.catalog(article, locale)
        with contextlib.suppress(L10nError):
            if data := read(path):
                found[article, locale] = data, Catalog.parse(data, project.shown(path))
    return found


@dataclass(frozen=True)
class _Work:
    """What is the same for every article of a run."""

    project: Project
    locales: Sequence[str]
    asked: Mapping[str, _Asked]
    before: Catalogs
    """The catalogs as they were when the run began."""
    moving: Mapping[str, Mapping[Key, Entry]]
    """What people wrote for sentences that leave an article, by locale."""
    recalls: Mapping[str, Recall]
    """What the memory has, by locale; empty where there is none."""
    asks: Mapping[str, Ask]
    """What the memory, or else the other catalogs, have for a sentence that is new, by locale."""
    disk: Disk
    accept: bool

    def article(self, article: str) -> tuple[list[Outcome], tuple[str, str] | None]:
        """Follow one article; return what was done, and what the cache is to remember of it.

        Nothing is remembered of an article that is known already, where something was refused, or for
        which the memory may learn what it has not yet.
        """
        asked = self.asked[article]
        if isinstance(asked, Outcome):
            return [asked], None
        if isinstance(asked, int):
            return list(_nothing_new(self.project, article, self.locales, asked)), None
        outcomes = list(self._followed(article, asked))
        if any(o.did is Did.REFUSED or self._may_recall(article, o.locale) for o in outcomes):
            return outcomes, None
        return outcomes, (_fingerprint(self.project, article, self.locales), str(len(asked.said)))

    def _may_recall(self, article: str, locale: str) -> bool:
        if locale not in self.recalls:
            return False
        with contextlib.suppress(L10nError):
            catalog = read_catalog(self.project, article, locale)
            return catalog is not None and any(e.state is State.MISSING for e in catalog.entries)
        return True

    def _followed(self, article: str, template: Template) -> Iterator[Outcome]:
        try:
            self.disk.write(self.project.template(article), template.dump())
        except L10nError as error:
            yield Outcome(f"{self.project.settings.articles}/{article}", Did.REFUSED, str(error))
            return
        for locale in self.locales:
            yield self._follow(article, locale, template)

    @cached_property
    def _arriving(self) -> frozenset[Key]:
        """The sentences of the articles that changed."""
        changed = (asked.said for asked in self.asked.values() if isinstance(asked, Template))
        return frozenset().union(*changed)

    def _follow(self, article: str, locale: str, template: Template) -> Outcome:
        path = self.project.catalog(article, locale)
        shown = self.project.shown(path)
        merges: list[Merge] = []

        def follow(data: bytes | None) -> bytes:
            merges.append(self._merged(template, locale, self._present(article, locale, data)))
            self._ensure_no_mass_change(merges[-1], shown)
            return merges[-1].catalog.dump()

        try:
            written = self.disk.update(path, follow)
        except L10nError as error:
            return Outcome(shown, Did.REFUSED, str(error), locale)
        return _outcome(shown, locale, merges[-1].counts, written=written)

    def _merged(self, template: Template, locale: str, catalog: Catalog) -> Merge:
        keeps = self.project.settings.cosmetic == State.REVIEWED.value
        moving = self.moving[locale]
        same = memory.exact(self.asks[locale], template.entries, {**catalog.known, **moving})
        merge = merged(catalog, template, {**same, **moving}, keeps_cosmetic=keeps)
        if locale not in self.recalls:
            return merge
        alike = memory.missing(self.recalls[locale], merge.catalog)
        counts = {**merge.counts, "recalled": len(alike)}
        return replace(merge, catalog=merge.catalog.with_entries(alike), counts=counts)

    def _present(self, article: str, locale: str, data: bytes | None) -> Catalog:
        """Return the catalog that ``data`` is, which was read already unless it changed since.

        An empty file is a catalog that nobody has begun.
        """
        if data is None or not data.strip():
            now = f"{datetime.now(UTC):%Y-%m-%d %H:%M%z}"
            return Catalog.new(article, self.project.settings.source_locale, locale, now)
        before, catalog = self.before.get((article, locale), (b"", None))
        if catalog and data == before:
            return catalog
        return Catalog.parse(data, self.project.shown(self.project.catalog(article, locale)))

    def _ensure_no_mass_change(self, merge: Merge, shown: str) -> None:
        lost = sum(entry.key not in self._arriving for entry in merge.lost)
        if lost > _FEW and lost * _MASS > merge.reviewed and not self.accept:
            raise L10nError(
                f"{shown}: {lost} of {merge.reviewed} reviewed entries would leave at once; the "
                "catalog is as it was; if the article or the settings were meant to change so much, say --yes"
            )

    def retire(self, article: str, locale: str) -> Iterator[Outcome]:
        """Make every entry obsolete of a catalog whose article is gone."""
        path = self.project.catalog(article, locale)
        shown = self.project.shown(path)
        template = template_of(self.project, article, ())
        left: list[int] = []

        def follow(data: bytes | None) -> bytes | None:
            if data is None:
                return None
            merge = merged(self._present(article, locale, data), template, {})
            left.append(merge.counts["left"])
            return merge.catalog.dump()

        try:
            if self.disk.update(path, follow):
                said = f"its article is gone, {left[-1]} left"
                yield Outcome(shown, Did.WRITTEN, said, locale, {"left": left[-1]})
        except L10nError as error:
            yield Outcome(shown, Did.REFUSED, str(error), locale)


def _nothing_new(project: Project, article: str, locales: Sequence[str], entries: int) -> Iterator[Outcome]:
    for locale in locales:
        shown = project.shown(project.catalog(article, locale))
        yield _outcome(shown, locale, {_UNCHANGED: entries}, written=False)


def _outcome(shown: str, locale: str, counts: Mapping[str, int], *, written: bool) -> Outcome:
    said = [f"{counts[name]} {name}" for name in _COUNTS if counts.get(name)]
    did = Did.WRITTEN if written else Did.UNCHANGED
    return Outcome(shown, did, ", ".join(said) or "no entries", locale, dict(counts))


def _templates_of_none(project: Project, disk: Disk) -> Iterator[Outcome]:
    """Remove the templates of articles that are gone."""
    for article in project.gone(project.templated):
        path = project.template(article)
        try:
            disk.remove(path)
            yield Outcome(project.shown(path), Did.REMOVED, "removed, its article is gone")
        except L10nError as error:
            yield Outcome(project.shown(path), Did.REFUSED, str(error))


def _others(project: Project) -> Iterator[Outcome]:
    """Name the kinds of files that no format cuts, once each."""
    kinds = Counter(
        "." + path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else "no suffix"
        for path in project.files
        if not formats.of(path)
    )
    for kind, count in sorted(kinds.items()):
        files = "file" if count == 1 else "files"
        yield Outcome(project.settings.articles, Did.SKIPPED, f"{count} {files} ({kind}): no articles")
