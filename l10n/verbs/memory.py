"""The translation memory: learned from catalogs, filled from and written to TMX files, searched, pruned."""

from __future__ import annotations

import os
import re
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from hashlib import blake2b
from typing import TYPE_CHECKING, BinaryIO

from l10n import __version__, cldr
from l10n.catalog import Catalog, Entry
from l10n.errors import L10nError, LocaleError, MemoryFileError, SettingsError
from l10n.events import Did, Outcome, Progress
from l10n.files import read
from l10n.memory import Lesson, Memory, Occurrence, Pair, tmx
from l10n.memory.recall import Recall, asked, lessons, occurrence, recalled, surest
from l10n.model import Kind, State
from l10n.verbs import elsewhere, refill

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from l10n.events import Event
    from l10n.files import Disk
    from l10n.memory.recall import Ask
    from l10n.model import Key
    from l10n.project import Project

_BATCH = 10_000
"""Units of a TMX file that are learned at once."""
_DIGEST = re.compile(r"-?[0-9]{1,19}")
_KINDS = {kind.value: kind for kind in Kind}
_PROPERTIES = ("context", "kinds", "before", "after", "article", "origin")


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
        data = read(path) or b""
        seen = blake2b(repr((pair, article)).encode() + data, digest_size=16).digest()
        if memory.has_seen(seen):
            continue
        try:
            catalog = Catalog.parse(data, project.shown(path))
        except L10nError:
            continue  # the verb that needs it says what is wrong with it
        memory.learn(pair, lessons(catalog, article, _now()), seen)


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


def import_(project: Project, path: Path) -> Iterator[Event]:
    """Learn every unit of a TMX file that is in the source locale and one of the locales.

    Raises:
        MemoryFileError: It is no TMX file; what stands before the fault was learned.
    """
    counts: dict[Pair, int] = {}
    with _opened(project) as memory, _stream(path) as stream:
        size = max(os.fstat(stream.fileno()).st_size, 1)
        source = (project.settings.source_locale,)
        units = tmx.read(stream, str(path), lambda language: _locale(language, source))
        try:
            for batch in _batches(units):
                for pair, group in _grouped(project, batch, path.name).items():
                    counts[pair] = counts.get(pair, 0) + memory.learn(pair, group)
                yield Progress("memory import", stream.tell(), size)
        except MemoryFileError:
            yield from _learned(path, counts)
            raise
        for pair in counts:
            yield Progress(f"index {pair.source} {pair.target}", 0, 1)
            Recall(memory, pair).prepare()
    yield from _learned(path, counts)
    if not counts:
        yield Outcome(str(path), Did.UNCHANGED, "no units in the locales of the project")


def _batches(units: Iterable[tmx.Unit]) -> Iterator[list[tmx.Unit]]:
    """Give so many units at a time, and at a fault those in front of it first."""
    batch: list[tmx.Unit] = []
    try:
        for unit in units:
            batch.append(unit)
            if len(batch) == _BATCH:
                yield batch
                batch = []
    except MemoryFileError:
        yield batch
        raise
    yield batch


def _learned(path: Path, counts: Mapping[Pair, int]) -> Iterator[Outcome]:
    for pair, count in counts.items():
        yield Outcome(str(path), Did.WRITTEN, f"{count} new from {pair.source}", pair.target, {"new": count})


def _grouped(project: Project, units: Iterable[tmx.Unit], origin: str) -> dict[Pair, list[Lesson]]:
    groups: dict[Pair, list[Lesson]] = {}
    now = _now()
    for unit in units:
        source = _locale(unit.source_locale, (project.settings.source_locale,))
        target = _locale(unit.target_locale, project.settings.locales)
        if source and target:
            groups.setdefault(Pair(source, target), []).append(_lesson(unit, origin, now))
    return groups


@lru_cache  # a file names few languages, each a million times
def _locale(name: str, wanted: Sequence[str]) -> str | None:
    """Return the locale of the project that a language of a file is; a region alone is no difference."""
    try:
        tag = cldr.tag(name)
    except LocaleError:
        return None
    language = tag.partition("-")[0]
    return tag if tag in wanted else next((locale for locale in wanted if locale == language), None)


def _lesson(unit: tmx.Unit, origin: str, now: str) -> Lesson:
    said = {name: unit.properties.get(f"x-l10n-{name}", "") for name in _PROPERTIES}
    kinds = frozenset(_KINDS[kind] for kind in said["kinds"].split(", ") if kind in _KINDS)
    around = _digest(said["before"]), _digest(said["after"])
    there = Occurrence(unit.source, said["context"] or None, kinds, *around)
    return Lesson(there, unit.target, said["article"], said["origin"] or origin, unit.date or now)


def _digest(said: str) -> int:
    number = int(said) if _DIGEST.fullmatch(said) else 0
    return number if -(2**63) <= number < 2**63 else 0


def export(project: Project, path: Path, locales: Iterable[str], disk: Disk) -> Iterator[Event]:
    """Write what is known for some locales to a TMX file."""
    source = project.settings.source_locale
    counts: Counter[bool] = Counter()

    def units(memory: Memory) -> Iterator[tmx.Unit]:
        for locale in locales:
            for lesson in memory.lessons(Pair(source, locale)):
                unit = _unit(lesson, source, locale)
                counts[tmx.is_fit(unit)] += 1
                yield unit

    with _opened(project) as memory:
        changed = disk.write_parts(path, tmx.written(units(memory), source, __version__))
    said = f"{counts[True]} units"
    if counts[False]:
        said += f", {counts[False]} left out that XML cannot hold"
    yield Outcome(str(path), Did.WRITTEN if changed else Did.UNCHANGED, said, "", {"units": counts[True]})


def _unit(lesson: Lesson, source: str, target: str) -> tmx.Unit:
    at = lesson.occurrence
    said = {
        "context": at.context or "",
        "kinds": ", ".join(sorted(at.kinds)),
        "before": str(at.before or ""),
        "after": str(at.after or ""),
        "article": lesson.article,
        "origin": lesson.origin,
    }
    properties = {f"x-l10n-{name}": value for name, value in said.items()}
    return tmx.Unit(source, at.text, target, lesson.translation, lesson.date, properties)


def search(project: Project, text: str, locales: Iterable[str], least: float) -> Iterator[Event]:
    """Give the translations of the texts most like ``text``, the best first."""
    with _opened(project) as memory:
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
    with _opened(project) as memory:
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
    with _opened(project) as memory:
        count = memory.prune(before.isoformat())
    did = Did.WRITTEN if count else Did.UNCHANGED
    yield Outcome(project.settings.memory, did, f"{count} forgotten", "", {"forgotten": count})


def _opened(project: Project) -> Memory:
    if project.memory is None:
        raise SettingsError(f"{project.root / project.place}: name a file in the setting `memory` first")
    return Memory(project.memory)


def _stream(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise MemoryFileError(f"{path}: cannot be read: {error.strerror}") from error


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
