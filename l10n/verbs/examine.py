"""Examines the catalogs of articles; what did not change since the last run is remembered.

Law: neither what is remembered nor the number of processes changes what is found.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from l10n import plugins, workers
from l10n.cache import Cache, fingerprint
from l10n.errors import L10nError
from l10n.events import Place, Problem, Severity
from l10n.files import read
from l10n.inspection import Inspection, Twins
from l10n.inspection.suppression import in_settings
from l10n.verbs import cut_article, read_catalog, template_of
from l10n.verbs.status import coverage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from l10n.files import Disk
    from l10n.glossary import Glossary
    from l10n.model import Segment
    from l10n.project import Project

_MUCH = 500_000
"""Bytes of articles and catalogs from which more processes are worth their start."""
_TEMPLATE = ""
"""Stands for the locale where the template of an article is checked."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in the catalog of an article for a locale."""

    problems: Sequence[Problem] = ()
    states: Mapping[str, int] = field(default_factory=dict)
    """Number of segments by state; empty where the article could not be read."""
    refused: str = ""
    """Why a file could not be read; "" where all could."""

    def dump(self) -> str:
        """Write it for the cache."""
        return json.dumps(self, default=_fields, ensure_ascii=False)

    @classmethod
    def parse(cls, text: str) -> Found:
        """Read it from the cache."""
        data = json.loads(text)
        return cls([_problem(p) for p in data["problems"]], data["states"], data["refused"])


def _fields(value: Found | Problem | Place) -> dict[str, object]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _problem(data: dict[str, Any]) -> Problem:
    places = {name: Place(**data[name]) if data[name] else None for name in ("catalog", "article")}
    return Problem(**{**data, **places, "severity": Severity(data["severity"])})


def all_found(
    project: Project, articles: Sequence[str], locales: Sequence[str], disk: Disk, jobs: int | None
) -> Iterator[tuple[str, str, Found]]:
    """Give what was found, with the path and the locale of each catalog, in order."""
    scopes = (_TEMPLATE, *locales)
    twins = _twins(project, locales)
    glossaries = {locale: project.glossary(locale) for locale in locales}
    remembered = _Remembered(project, twins)
    work = [(article, remembered.unknown(article, scopes)) for article in articles]
    processes = (jobs or workers.processors()) if _is_much(project, work) else 1
    examined = workers.mapped(partial(_examined, project, twins, glossaries), work, processes)
    for (article, _), fresh in zip(work, examined, strict=True):
        for locale in scopes:
            found = remembered.with_(article, locale, fresh.get(locale))
            place = project.catalog(article, locale) if locale else project.article(article)
            yield project.shown(place), locale, found
    remembered.save(disk)


class _Remembered:
    """What the last run found in files that have not changed since."""

    def __init__(self, project: Project, twins: Mapping[str, Twins]) -> None:
        self._project = project
        self._twins = {locale: of_locale.dump() for locale, of_locale in twins.items()}
        terms = project.settings.glossary
        basis = repr((project.settings, plugins.names("checks"), terms and read(project.root / terms)))
        self._cache = Cache(project.cache / "check.json", basis)
        # What a dictionary of the machine knows can change from run to run.
        self._fleeting = "spelling" in project.settings.checks
        self._prints: dict[str, str] = {}
        self._found: dict[str, Found] = {}

    def unknown(self, article: str, scopes: Sequence[str]) -> tuple[str, ...]:
        """Return the locales in which an article has to be examined."""
        data = _bytes(self._project.article(article))
        for scope in scopes:
            path = self._project.catalog(article, scope) if scope else self._project.template(article)
            contents = (data, _bytes(path), self._twins.get(scope))
            self._prints[f"{article}\n{scope}"] = fingerprint(contents)
            self._recall(f"{article}\n{scope}")
        return tuple(scope for scope in scopes if f"{article}\n{scope}" not in self._found)

    def with_(self, article: str, locale: str, fresh: Found | None) -> Found:
        """Remember what was found now; return it, or what was found then."""
        name = f"{article}\n{locale}"
        if fresh is None:
            return self._found.pop(name)
        self._cache.put(name, self._prints[name], fresh.dump())
        return fresh

    def save(self, disk: Disk) -> None:
        self._cache.save(disk)

    def _recall(self, name: str) -> None:
        fact = None if self._fleeting else self._cache.get(name, self._prints[name])
        # What cannot be read is found anew.
        with suppress(ValueError, TypeError, LookupError):
            if fact:
                self._found[name] = Found.parse(fact)


def _bytes(path: Path) -> bytes | None:
    try:
        return read(path)
    except L10nError:
        return None


Work = tuple[str, tuple[str, ...]]
"""An article, and the locales in which it has to be examined."""


def _is_much(project: Project, work: Sequence[Work]) -> bool:
    """Tell whether the catalogs that have to be examined are worth more processes."""
    sizes = (_size(project.catalog(a, locale)) for a, locales in work for locale in locales if locale)
    return sum(sizes) >= _MUCH


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _examined(
    project: Project, twins: Mapping[str, Twins], glossaries: Mapping[str, Glossary], work: Work
) -> dict[str, Found]:
    """Examine an article in some locales; pure but for the files it reads."""
    article, locales = work
    if not locales:
        return {}
    try:
        segments = list(cut_article(project, article).segments)
    except L10nError as error:
        return {locale: Found(refused=str(error) if locale == _TEMPLATE else "") for locale in locales}
    examined = {
        locale: _in_locale(project, article, locale, segments, twins, glossaries)
        for locale in locales
        if locale
    }
    if _TEMPLATE in locales:
        examined[_TEMPLATE] = Found(list(_template(project, article, segments)))
    return examined


def _in_locale(
    project: Project,
    article: str,
    locale: str,
    segments: list[Segment],
    twins: Mapping[str, Twins],
    glossaries: Mapping[str, Glossary],
) -> Found:
    try:
        catalog = read_catalog(project, article, locale)
    except L10nError as error:
        return Found(refused=str(error))
    inspection = replace(
        Inspection.of(project, article, locale, segments),
        twins=twins.get(locale, Twins()),
        glossary=glossaries[locale],
    )
    return Found(inspection.problems(catalog), coverage(segments, catalog))


def _template(project: Project, article: str, segments: list[Segment]) -> Iterator[Problem]:
    path = project.template(article)
    wanted = template_of(project, article, segments).dump()
    if _bytes(path) != wanted and "outdated" not in in_settings(project.settings.ignore, article):
        message = "the template is not that of the article as it is now; run `l10n extract`"
        place = Place(f"{project.settings.articles}/{article}")
        yield Problem("outdated", Severity.ERROR, message, Place(project.shown(path)), place)


def _twins(project: Project, locales: Sequence[str]) -> dict[str, Twins]:
    """Compare all catalogs of each locale, where the settings ask for it."""
    if "inconsistent" not in project.settings.checks:
        return {}
    return {locale: Twins.among(_translated(project, locale)) for locale in locales}


def _translated(project: Project, locale: str) -> Iterator[tuple[str, str]]:
    for article in project.articles:
        with suppress(L10nError):
            catalog = read_catalog(project, article, locale)
            for entry in catalog.entries if catalog else ():
                if entry.state in project.published:
                    yield entry.text, entry.translation
