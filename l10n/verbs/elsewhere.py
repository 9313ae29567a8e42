"""What the other catalogs of a locale have for a sentence that one lacks: it moved there, or was copied.

Law: the catalogs as they were when the run began answer, so that the order of the articles changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from l10n.catalog import Catalog
from l10n.errors import L10nError
from l10n.memory import recall
from l10n.model import Key, State
from l10n.verbs import read_catalog

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from l10n.catalog import Entry
    from l10n.memory import Lesson
    from l10n.memory.recall import Ask
    from l10n.project import Project

Catalogs = dict[tuple[str, str], tuple[bytes, Catalog]]
"""Catalogs by article and locale, each with the bytes that it was read from."""
Wanted = Mapping[str, Collection[Key]]
"""What the articles that changed ask for, by article."""


def leaving(before: Catalogs, locale: str, present: Container[str], wanted: Wanted) -> dict[Key, Entry]:
    """Return what people wrote for sentences that leave an article, what they finished before all else.

    Args:
        before: The catalogs of the articles that changed or are gone.
        locale: The locale.
        present: The articles that there are.
        wanted: What those of them ask for that changed.
    """
    moving: dict[Key, Entry] = {}
    for article in sorted(article for article, its in before if its == locale):
        catalog = before[article, locale][1]
        stay = wanted.get(article, ())
        entries = catalog.entries if article in present else (*catalog.obsolete, *catalog.entries)
        for entry in entries:
            unfinished = entry.message.fuzzy and entry.key in moving
            if entry.key not in stay and entry.has_words_of_a_person and not unfinished:
                moving[entry.key] = entry
    return moving


def reviewed(project: Project, locale: str, before: Catalogs, wanted: Wanted, moving: Container[Key]) -> Ask:
    """Return what answers for the sentences that are new in an article and did not move there."""
    texts: set[str] = set()
    for article, keys in wanted.items():
        known = before[article, locale][1].known if (article, locale) in before else {}
        texts |= {key[1] for key in keys if key not in known and key not in moving}
    read = {article: catalog for (article, its), (_, catalog) in before.items() if its == locale}
    return recall.asked(recall.reviewed(_catalogs(project, locale, read) if texts else (), texts))


def reviewed_since(project: Project, articles: Iterable[str], locale: str) -> Mapping[str, Sequence[Lesson]]:
    """Return what people reviewed of the missing entries of the catalogs of some articles, by text."""
    read = dict(_read(project, articles, locale))
    texts = {e.text for catalog in read.values() for e in catalog.entries if e.state is State.MISSING}
    return recall.reviewed(_catalogs(project, locale, read) if texts else (), texts)


def _catalogs(project: Project, locale: str, read: Mapping[str, Catalog]) -> Iterator[tuple[str, Catalog]]:
    """Give every catalog of a locale, those that are read already as they were."""
    rest = (article for article in project.catalogued(locale) if article not in read)
    return chain(read.items(), _read(project, rest, locale))


def _read(project: Project, articles: Iterable[str], locale: str) -> Iterator[tuple[str, Catalog]]:
    """Read catalogs; one that is broken is named by the verb that needs it."""
    for article in articles:
        with suppress(L10nError):
            if catalog := read_catalog(project, article, locale):
                yield article, catalog
