"""How far each article is in each locale."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from l10n import workers
from l10n.errors import L10nError
from l10n.events import Did, Outcome
from l10n.model import Kind, State
from l10n.verbs import cut_article, read_catalog

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.catalog import Catalog, Entry
    from l10n.events import Event
    from l10n.model import Segment
    from l10n.project import Project

DOUBTFUL = 0.4
"""Score below which three drafts of four are of little use; see ``benchmarks/drafting.py``."""
STATES = (State.REVIEWED, State.DRAFT, State.STALE, State.MISSING)


def status(project: Project, articles: Sequence[str], locales: Sequence[str]) -> Iterator[Event]:
    """Give the number of segments in each state, boilerplate aside, of the articles as they are now."""
    for outcomes in workers.mapped(partial(_of_article, project, locales), articles):
        yield from outcomes


def _of_article(project: Project, locales: Sequence[str], article: str) -> list[Outcome]:
    path = f"{project.settings.articles}/{article}"
    try:
        segments = list(cut_article(project, article).segments)
    except L10nError as error:
        return [Outcome(path, Did.REFUSED, str(error))]
    return [_in_locale(project, article, locale, segments) for locale in locales]


def _in_locale(project: Project, article: str, locale: str, segments: Sequence[Segment]) -> Outcome:
    path = f"{project.settings.articles}/{article}"
    try:
        catalog = read_catalog(project, article, locale)
    except L10nError as error:
        return Outcome(path, Did.REFUSED, str(error), locale)
    counts = coverage(segments, catalog)
    said = [f"{counts[state.value]} {state.value}" for state in STATES if counts[state.value]]
    doubtful = sum(map(_is_doubtful, catalog.entries)) if catalog else 0
    said += [f"{doubtful} of them below {DOUBTFUL}"] if doubtful else []
    counts["doubtful"] = doubtful
    return Outcome(path, Did.UNCHANGED, ", ".join(said) or "no segments", locale, counts)


def _is_doubtful(entry: Entry) -> bool:
    return entry.state is State.DRAFT and entry.score is not None and entry.score < DOUBTFUL


def coverage(segments: Iterable[Segment], catalog: Catalog | None) -> dict[str, int]:
    """Count the distinct segments of an article by state, boilerplate aside."""
    keys = {segment.key for segment in segments if segment.kind is not Kind.BOILERPLATE}
    states = Counter(catalog.state_of(key) if catalog else State.MISSING for key in keys)
    return {state.value: states[state] for state in STATES}
