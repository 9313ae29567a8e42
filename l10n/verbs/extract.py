"""Articles into catalogs: templates and the catalog of each locale follow what the articles say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from l10n import catalog as catalogs
from l10n import formats, workers
from l10n.cache import Cache, fingerprint
from l10n.catalog import Catalog
from l10n.errors import L10nError
from l10n.files import read
from l10n.model import Did, Outcome, Progress
from l10n.verbs import cut_article

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from l10n.catalog import Entry, Merge
    from l10n.files import Disk
    from l10n.model import Event, Key, Segment
    from l10n.project import Project

_MASS = 5
"""One reviewed entry in so many may leave an article at once."""
_FEW = 2
"""So many may leave in any case."""
_UNCHANGED = "unchanged"


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
        articles: Paths of articles; a run with all of them also retires the catalogs of articles
            that are gone.
        locales: Target locales.
        disk: Where to write.
        accept: True to let more than a fifth of an article's reviewed entries leave at once.
    """
    whole = set(articles) == set(project.articles)
    orphans = {locale: _orphans(project, locale) for locale in locales} if whole else {}
    seeds = {locale: _seeds(project, locale, gone) for locale, gone in orphans.items()}
    work = _Work(project, locales, seeds, disk, accept)
    cache = Cache(project.cache / "extract.json", repr((project.settings, sorted(locales))))
    followed = workers.mapped(partial(work.article, cache=cache), articles)
    for number, (article, (outcomes, found)) in enumerate(zip(articles, followed, strict=True)):
        yield from outcomes
        yield Progress("extract", number + 1, len(articles))
        if found:
            cache.put(article, *found)
    cache.save(disk)
    for locale, gone in orphans.items():
        for article in gone:
            yield from work.retire(article, locale)
    if whole:
        yield from _others(project)


@dataclass(frozen=True, slots=True)
class _Work:
    """What is the same for every article of a run."""

    project: Project
    locales: Sequence[str]
    seeds: Mapping[str, Mapping[Key, Entry]]
    disk: Disk
    accept: bool

    def article(self, article: str, cache: Cache) -> tuple[list[Outcome], tuple[str, str] | None]:
        """Follow one article; return what was done, and what the cache is to remember of it.

        Nothing is remembered of an article that is known already, or where something was refused.
        """
        paths = [self.project.article(article), self.project.template(article)]
        paths += [self.project.catalog(article, locale) for locale in self.locales]
        count = cache.get(article, fingerprint(map(read, paths)))
        if count is not None:
            return list(self._nothing_new(article, int(count))), None
        outcomes = list(self._followed(article))
        if any(outcome.did is Did.REFUSED for outcome in outcomes):
            return outcomes, None
        entries = max((sum(o.counts.values()) - o.counts.get("left", 0) for o in outcomes), default=0)
        return outcomes, (fingerprint(map(read, paths)), str(entries))

    def _followed(self, article: str) -> Iterator[Outcome]:
        """Follow one article, in its template and in each locale."""
        try:
            segments = list(cut_article(self.project, article).segments)
            path = self.project.template(article)
            source = self.project.settings.source_locale
            self.disk.write(path, catalogs.template(article, source, segments))
        except L10nError as error:
            yield Outcome(f"{self.project.settings.articles}/{article}", Did.REFUSED, str(error))
            return
        for locale in self.locales:
            yield self._catalog(article, locale, segments)

    def _catalog(self, article: str, locale: str, segments: list[Segment]) -> Outcome:
        path = self.project.catalog(article, locale)
        shown = self.project.shown(path)
        merges: list[Merge] = []

        def follow(data: bytes | None) -> bytes:
            seeds = self.seeds.get(locale, {}) if data is None else {}
            merges.append(self._present(data, article, locale, shown).merged_with(segments, seeds))
            self._ensure_no_mass_change(merges[-1], shown)
            return merges[-1].catalog.dump()

        try:
            written = self.disk.update(path, follow)
        except L10nError as error:
            return Outcome(shown, Did.REFUSED, str(error), locale)
        return _outcome(shown, locale, merges[-1].counts, written=written)

    def _present(self, data: bytes | None, article: str, locale: str, shown: str) -> Catalog:
        if data is not None:
            return Catalog.parse(data, shown)
        now = f"{datetime.now(UTC):%Y-%m-%d %H:%M%z}"
        return Catalog.new(article, self.project.settings.source_locale, locale, now)

    def _ensure_no_mass_change(self, merge: Merge, shown: str) -> None:
        leaving, all_ = merge.reviewed_left, merge.reviewed_before
        if leaving > _FEW and leaving * _MASS > all_ and not self.accept:
            raise L10nError(
                f"{shown}: {leaving} of {all_} reviewed entries would leave at once; nothing was "
                "written; if the article or the settings were meant to change so much, say --yes"
            )

    def _nothing_new(self, article: str, entries: int) -> Iterator[Outcome]:
        """Say of an article known to be up to date what :meth:`_followed` would."""
        for locale in self.locales:
            shown = self.project.shown(self.project.catalog(article, locale))
            yield _outcome(shown, locale, {_UNCHANGED: entries}, written=False)

    def retire(self, article: str, locale: str) -> Iterator[Outcome]:
        """Make every entry obsolete of a catalog whose article is gone, and drop its template."""
        path = self.project.catalog(article, locale)
        shown = self.project.shown(path)
        left: list[int] = []

        def follow(data: bytes | None) -> bytes | None:
            if data is None:
                return None
            merge = Catalog.parse(data, shown).merged_with((), {})
            left.append(merge.counts["left"])
            return merge.catalog.dump()

        try:
            self.disk.remove(self.project.template(article))
            if self.disk.update(path, follow):
                yield Outcome(
                    shown,
                    Did.WRITTEN,
                    f"its article is gone, {left[-1]} left",
                    locale,
                    {"left": left[-1]},
                )
        except L10nError as error:
            yield Outcome(shown, Did.REFUSED, str(error), locale)


def _outcome(shown: str, locale: str, counts: Mapping[str, int], *, written: bool) -> Outcome:
    said = [
        f"{counts[name]} {name}" for name in ("new", "stale", "back", "left", _UNCHANGED) if counts.get(name)
    ]
    did = Did.WRITTEN if written else Did.UNCHANGED
    return Outcome(shown, did, ", ".join(said) or "no entries", locale, dict(counts))


def _orphans(project: Project, locale: str) -> list[str]:
    """Return the articles that have a catalog and are gone."""
    folder = project.catalog_folder(locale)
    found = sorted(path.relative_to(folder).as_posix()[:-3] for path in folder.rglob("*.po"))
    present = set(project.articles)
    return [article for article in found if article not in present and formats.of(article)]


def _seeds(project: Project, locale: str, orphans: list[str]) -> dict[Key, Entry]:
    """Return what people wrote for articles that are gone, for the ones renamed from them."""
    seeds: dict[Key, Entry] = {}
    for article in orphans:
        data = read(project.catalog(article, locale))
        try:
            orphan = Catalog.parse(data or b"", article)
        except L10nError:
            continue  # retiring it says what is wrong with it
        for entry in (*orphan.obsolete, *orphan.entries):
            if entry.has_words_of_a_person:
                seeds[entry.key] = entry
    return seeds


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
