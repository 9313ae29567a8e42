"""What belongs to nothing: catalogs and templates without article, locales and policies without use."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from l10n.errors import L10nError
from l10n.events import Place, Problem, Severity
from l10n.inspection.suppression import in_settings
from l10n.project import settings
from l10n.project.policy import covers
from l10n.verbs import read_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.project import Project


def strays(project: Project, locales: Sequence[str]) -> Iterator[Problem]:
    """Look for what a run over all articles would never meet, and say what to do with it.

    Args:
        project: The project.
        locales: Target locales; folders of others are looked for where all of the settings are given.
    """
    for locale in locales:
        yield from _catalogs(project, locale)
    yield from _templates(project)
    everywhere = in_settings(project.settings.ignore, "")
    if set(locales) == set(project.settings.locales) and "orphaned" not in everywhere:
        yield from _locales(project)
    if "policy" not in everywhere:
        yield from _policies(project)


def _catalogs(project: Project, locale: str) -> Iterator[Problem]:
    """Find the catalogs with live entries whose article is gone."""
    for article in _gone(project, project.catalogued(locale)):
        with suppress(L10nError):
            catalog = read_catalog(project, article, locale)
            if catalog and catalog.entries:
                message = (
                    f"there is no article {article}; run `l10n extract`, which keeps what can be used again"
                )
                place = Place(project.shown(project.catalog(article, locale)))
                yield Problem("orphaned", Severity.WARNING, message, place, None, locale=locale)


def _templates(project: Project) -> Iterator[Problem]:
    for article in _gone(project, project.templated):
        message = f"there is no article {article}; run `l10n extract`, which removes its template"
        yield Problem(
            "orphaned", Severity.WARNING, message, Place(project.shown(project.template(article))), None
        )


def _gone(project: Project, articles: Sequence[str]) -> Iterator[str]:
    for article in project.gone(articles):
        if "orphaned" not in in_settings(project.settings.ignore, article):
            yield article


def _locales(project: Project) -> Iterator[Problem]:
    """Find the locales that have catalogs and do not stand in the settings."""
    for folder in project.strange_locales:
        message = f"{project.shown(folder)} has catalogs; add the locale to `locales`, or remove the folder"
        yield Problem("orphaned", Severity.WARNING, message, Place(project.place), None)


def _policies(project: Project) -> Iterator[Problem]:
    """Find the policies for articles that are not there, which ask nothing of anyone."""
    for number, policy in enumerate(project.settings.policy):
        for path in policy.articles:
            if not any(covers(path, article) for article in project.articles):
                line = settings.line_in_policy(project.root / project.place, number, "articles")
                message = f"a policy is for “{path}”, where there is no article; mend the path, or remove it"
                yield Problem("policy", Severity.ERROR, message, Place(project.place, line), None)
