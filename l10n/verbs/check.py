"""What is wrong with catalogs: too little coverage, faults in translations, broken files.

Reads articles and catalogs, writes nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from l10n import checks
from l10n.checks import Pair
from l10n.errors import ArticleError, L10nError
from l10n.files import read
from l10n.model import Did, Kind, Outcome, Place, Problem, Progress, Severity, State
from l10n.verbs import cut_article, notation, read_catalog, template_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.catalog import Catalog, Entry
    from l10n.checks import Check
    from l10n.model import Event, Key, Segment
    from l10n.project import Project


def check(project: Project, articles: Sequence[str], locales: Sequence[str]) -> Iterator[Event]:
    """Give the problems of the catalogs of some articles, then an outcome for each catalog."""
    for number, article in enumerate(articles):
        yield Progress("check", number, len(articles))
        path = f"{project.settings.articles}/{article}"
        try:
            segments = list(cut_article(project, article).segments)
        except ArticleError as error:
            yield Outcome(path, Did.REFUSED, str(error))
            continue
        yield from _template(project, article, segments)
        for locale in locales:
            yield from _Article(project, article, locale, segments).events()


def _template(project: Project, article: str, segments: list[Segment]) -> Iterator[Problem]:
    path = project.template(article)
    if read(path) != template_of(project, article, segments).dump():
        message = "the template is not that of the article as it is now; run `l10n extract`"
        yield Problem(
            "outdated",
            Severity.ERROR,
            message,
            Place(project.shown(path)),
            _article_place(project, article),
        )


def _article_place(project: Project, article: str, line: int = 0) -> Place:
    return Place(f"{project.settings.articles}/{article}", line)


class _Article:
    """The check of one article in one locale."""

    def __init__(self, project: Project, article: str, locale: str, segments: list[Segment]) -> None:
        self._project = project
        self._article = article
        self._locale = locale
        self._glossary = project.glossary(locale)
        self._segments = segments
        self._path = project.shown(project.catalog(article, locale))
        self._lines: dict[Key, int] = {}
        for segment in segments:
            self._lines.setdefault(segment.key, segment.line)

    def events(self) -> Iterator[Event]:
        try:
            catalog = read_catalog(self._project, self._article, self._locale)
        except L10nError as error:
            yield Outcome(self._path, Did.REFUSED, str(error), self._locale)
            return
        if catalog is None:
            message = "there is no catalog; run `l10n extract`"
            place = _article_place(self._project, self._article)
            yield Problem("outdated", Severity.ERROR, message, Place(self._path), place)
            return
        problems = [*self._coverage(catalog), *self._faults(catalog)]
        yield from problems
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        warnings = len(problems) - errors
        summary = f"{len(problems)} problems" if problems else "no problems"
        yield Outcome(
            self._path,
            Did.UNCHANGED,
            summary,
            self._locale,
            {"errors": errors, "warnings": warnings},
        )

    def _coverage(self, catalog: Catalog) -> Iterator[Problem]:
        """Compare the share of published segments with what the settings ask for."""
        wanted = {s.key for s in self._segments if s.kind is not Kind.BOILERPLATE}
        asked = self._project.settings.coverage
        lacking = {key: catalog.state_of(key) for key in wanted}
        lacking = {key: state for key, state in lacking.items() if state not in self._project.published}
        if (len(wanted) - len(lacking)) * 100 >= asked * len(wanted):
            return
        share = 100 * (len(wanted) - len(lacking)) // len(wanted)
        counts = Counter(state.value for state in lacking.values())
        rest = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
        message = f"{share} % of the segments can be published, {asked} % are asked for; {rest}"
        place = _article_place(self._project, self._article)
        yield Problem("coverage", Severity.ERROR, message, Place(self._path), place)
        for key in sorted(lacking, key=self._lines.__getitem__):
            if lacking[key] is not State.DRAFT:
                message = f"the entry is {lacking[key].value}"
                yield self._problem("coverage", Severity.ERROR, message, catalog, key)

    def _faults(self, catalog: Catalog) -> Iterator[Problem]:
        modules = list(checks.loaded())
        for entry in catalog.entries:
            if entry.translation:
                for name, severity, message in self._faults_of(entry, modules):
                    yield self._problem(name, severity, message, catalog, entry.key)

    def _faults_of(
        self, entry: Entry, modules: Sequence[tuple[str, Check]]
    ) -> Iterator[tuple[str, Severity, str]]:
        settings = self._project.settings
        pair = Pair(
            entry.text,
            entry.translation,
            notation(self._article, entry),
            settings.source_locale,
            self._locale,
            self._glossary,
        )
        published = entry.state in self._project.published
        for name, module in modules:
            severity = module.SEVERITY if published else Severity.WARNING
            for message in module.find(pair):
                yield name, severity, message

    def _problem(self, check_: str, severity: Severity, message: str, catalog: Catalog, key: Key) -> Problem:
        entry = catalog.by_key.get(key)
        line = self._lines.get(key, 0)
        return Problem(
            check_,
            severity,
            message,
            Place(self._path, entry.message.line if entry else 0),
            _article_place(self._project, self._article, line) if line else None,
            key[1],
            entry.translation if entry else "",
        )
