"""The translation memory: learned from catalogs, asked for what is missing, searched, pruned."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING

from l10n.catalog import Catalog, Entry
from l10n.errors import L10nError, SettingsError
from l10n.events import Did, Outcome
from l10n.files import read
from l10n.memory import Memory, Pair
from l10n.memory.recall import Recall, asked, lessons, occurrence, recalled, surest
from l10n.model import State
from l10n.verbs import elsewhere, refill

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from l10n.events import Event
    from l10n.files import Disk
    from l10n.memory.recall import Ask
    from l10n.model import Key
    from l10n.project import Project


@contextmanager
def recalls(project: Project, locales: Iterable[str], disk: Disk) -> Iterator[Mapping[str, Recall]]:
    """Open the memory for some verb: what people reviewed is learned, then it can be asked by locale.

    Without a memory in the settings the mapping is empty.
    """
    path = project.memory
    if path is None or (disk.rehearses and not path.exists()):
        yield {}
        return
    with Memory(path) as memory:
        if not disk.rehearses:
            for locale in locales:
                _learn(project, locale, memory)
        source = project.settings.source_locale
        yield {locale: Recall(memory, Pair(source, locale)) for locale in locales}


def _learn(project: Project, locale: str, memory: Memory) -> None:
    """Learn from every catalog of a locale that was not learned from as it is now."""
    pair = Pair(project.settings.source_locale, locale)
    for article in project.catalogued(locale):
        path = project.catalog(article, locale)
        try:
            data = read(path) or b""
            seen = blake2b(repr((pair, article)).encode() + data, digest_size=16).digest()
            if memory.has_seen(seen):
                continue
            catalog = Catalog.parse(data, project.shown(path))
        except L10nError:
            continue  # the verb that needs it says what is wrong with it
        memory.learn(pair, lessons(catalog, article, now()), seen)


def exact(ask: Ask, entries: Mapping[Key, Entry], known: Container[Key]) -> dict[Key, Entry]:
    """Return what there is for the very texts of entries that follow one another, the known ones aside."""
    wanted = ((n, key, ask(key[1])) for n, key in enumerate(entries) if key not in known)
    found = {key: (n, lessons) for n, key, lessons in wanted if lessons}
    there = list(entries.values()) if found else ()
    return {
        key: recalled(there[n], surest(lessons, occurrence(there, n))) for key, (n, lessons) in found.items()
    }


def missing(recall: Recall, catalog: Catalog) -> dict[Key, Entry]:
    """Return what the memory has for the missing entries of a catalog."""
    same = _same(recall.exact, catalog)
    rest = (e for e in catalog.entries if e.state is State.MISSING and e.key not in same)
    alike = ((entry, found) for entry in rest for found in recall.near(entry.text))
    return same | {entry.key: recalled(entry, found) for entry, found in alike}


def _same(ask: Ask, catalog: Catalog) -> dict[Key, Entry]:
    there = {entry.key for entry in catalog.entries if entry.state is not State.MISSING}
    return exact(ask, catalog.by_key, there)


def recall(
    project: Project, articles: Sequence[str], locales: Sequence[str], disk: Disk
) -> Iterator[Outcome]:
    """Give the missing entries of the catalogs of some articles what the memory has for them.

    Without a memory the other catalogs are asked, for the same sentences.
    """
    with recalls(project, locales, disk) as found:
        for locale in found:
            for article in articles:
                yield from _fill(project, article, locale, partial(missing, found[locale]), disk)
        for locale in locales if not found else ():
            known = elsewhere.reviewed_since(project, articles, locale)
            ask = partial(_same, asked(known))
            for article in articles if known else ():
                yield from _fill(project, article, locale, ask, disk)


def _fill(
    project: Project, article: str, locale: str, fill: Callable[[Catalog], dict[Key, Entry]], disk: Disk
) -> Iterator[Outcome]:
    shown = project.shown(project.catalog(article, locale))
    with suppress(L10nError):  # the verb that fills the rest says what is wrong with the catalog
        filled = refill(project, article, locale, disk, fill)
        if filled and filled.written:
            count = len(filled.changed)
            yield Outcome(shown, Did.WRITTEN, f"{count} recalled", locale, {"recalled": count})


def search(project: Project, text: str, locales: Iterable[str], least: float) -> Iterator[Event]:
    """Give the translations of the texts most like ``text``, the best first."""
    with opened(project) as memory:
        for locale in locales:
            found = Recall(memory, Pair(project.settings.source_locale, locale)).near(text, least, 10)
            if not found:
                said = f"no text is like it by {least:.2f} or more"
                yield Outcome(project.settings.memory, Did.UNCHANGED, said, locale)
            for one in found:
                lesson = one.lesson
                said = f"{one.score:.2f}\n    - {lesson.occurrence.text}\n    + {lesson.translation}"
                yield Outcome(lesson.article or lesson.origin or "?", Did.UNCHANGED, said, locale)


def stats(project: Project) -> Iterator[Event]:
    """Give the number of entries for each pair of locales."""
    with opened(project) as memory:
        for pair, count in memory.pairs().items():
            yield Outcome(
                project.settings.memory,
                Did.UNCHANGED,
                f"{count} from {pair.source}",
                pair.target,
                {"entries": count},
            )


def prune(project: Project, before: date) -> Iterator[Event]:
    """Forget translations learned before a date that another one has replaced since."""
    with opened(project) as memory:
        count = memory.prune(before.isoformat())
    did = Did.WRITTEN if count else Did.UNCHANGED
    yield Outcome(project.settings.memory, did, f"{count} forgotten", "", {"forgotten": count})


def opened(project: Project) -> Memory:
    """Open the memory of a project.

    Raises:
        SettingsError: The settings name none.
    """
    if project.memory is None:
        raise SettingsError(f"{project.root / project.place}: name a file in the setting `memory` first")
    return Memory(project.memory)


def now() -> str:
    """Return the time as TMX writes it."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
