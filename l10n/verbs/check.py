"""What is wrong with catalogs: too little coverage, faults in translations, broken files.

Reads articles and catalogs, and writes neither.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from l10n.errors import SettingsError
from l10n.events import Did, Outcome, Problem, Progress, Severity
from l10n.files import read
from l10n.inspection.suppression import Baseline
from l10n.verbs.examine import Found, all_found
from l10n.verbs.strays import strays

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.events import Event
    from l10n.files import Disk
    from l10n.project import Project


def check(
    project: Project, articles: Sequence[str], locales: Sequence[str], disk: Disk, jobs: int | None = None
) -> Iterator[Event]:
    """Give the problems of the catalogs of some articles, then an outcome for each catalog.

    Args:
        project: The project.
        articles: Paths of articles; a run with all of them also looks for catalogs without one.
        locales: Target locales.
        disk: Where to remember what was found.
        jobs: Processes at most; None for as many as there are processors.
    """
    baseline = _baseline(project)
    for path, locale, found in _found(project, articles, locales, disk, jobs):
        problems, baseline = baseline.parted(found.problems)
        yield from problems
        if found.refused:
            yield Outcome(path, Did.REFUSED, found.refused, locale)
        elif locale and found.states:
            yield _outcome(path, locale, found, problems)
    yield Progress("check", len(articles), len(articles))


def accept(
    project: Project, articles: Sequence[str], locales: Sequence[str], disk: Disk, jobs: int | None = None
) -> Iterator[Event]:
    """Write the baseline: what is wrong now is let pass from now on.

    Raises:
        SettingsError: The settings name no baseline, or the run is narrowed.
    """
    if not project.settings.baseline:
        raise SettingsError(f'{project.place}: name the file first: baseline = "l10n-baseline.json"')
    if set(articles) != set(project.articles) or set(locales) != set(project.settings.locales):
        raise SettingsError("--write-baseline: a baseline is of all articles and locales; name none of them")
    problems: list[Problem] = []
    for path, locale, found in _found(project, articles, locales, disk, jobs):
        problems += found.problems
        if found.refused:
            yield Outcome(path, Did.REFUSED, found.refused, locale)
    changed = disk.write(project.root / project.settings.baseline, Baseline.of(problems).dump())
    did = Did.WRITTEN if changed else Did.UNCHANGED
    yield Outcome(project.settings.baseline, did, f"{len(problems)} problems are known and let pass")


def _found(
    project: Project, articles: Sequence[str], locales: Sequence[str], disk: Disk, jobs: int | None
) -> Iterator[tuple[str, str, Found]]:
    yield from all_found(project, articles, locales, disk, jobs)
    if set(articles) == set(project.articles):
        yield "", "", Found(list(strays(project, locales)))


def _baseline(project: Project) -> Baseline:
    name = project.settings.baseline
    data = read(project.root / name) if name else None
    return Baseline.parse(data, name) if data is not None else Baseline({})


def _outcome(path: str, locale: str, found: Found, problems: Sequence[Problem]) -> Outcome:
    severities = Counter(problem.severity for problem in problems)
    said = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}" if problems else "no problems"
    passed = len(found.problems) - len(problems)
    said += f", {passed} of the baseline" if passed else ""
    counts = {f"{severity.value}s": severities[severity] for severity in Severity}
    return Outcome(path, Did.UNCHANGED, said, locale, {**counts, **found.states})
