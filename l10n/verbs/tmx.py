"""The translation memory filled from TMX files, and written to them."""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from l10n import __version__, cldr
from l10n.errors import LocaleError, MemoryFileError
from l10n.events import Did, Outcome, Progress
from l10n.memory import Lesson, Memory, Occurrence, Pair, tmx
from l10n.memory.recall import Recall
from l10n.model import Kind
from l10n.verbs.memory import now, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from l10n.events import Event
    from l10n.files import Disk
    from l10n.project import Project

_BATCH = 10_000
"""Units of a TMX file that are learned at once."""
_DIGEST = re.compile(r"-?[0-9]{1,19}")
_KINDS = {kind.value: kind for kind in Kind}
_PROPERTIES = ("context", "kinds", "before", "after", "article", "origin")


def import_(project: Project, path: Path) -> Iterator[Event]:
    """Learn every unit of a TMX file that is in the source locale and one of the locales.

    Raises:
        MemoryFileError: It is no TMX file; what stands before the fault was learned.
    """
    counts: dict[Pair, int] = {}
    with opened(project) as memory, _stream(path) as stream:
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
    read = now()
    for unit in units:
        source = _locale(unit.source_locale, (project.settings.source_locale,))
        target = _locale(unit.target_locale, project.settings.locales)
        if source and target:
            groups.setdefault(Pair(source, target), []).append(_lesson(unit, origin, read))
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


def _lesson(unit: tmx.Unit, origin: str, read: str) -> Lesson:
    said = {name: unit.properties.get(f"x-l10n-{name}", "") for name in _PROPERTIES}
    kinds = frozenset(_KINDS[kind] for kind in said["kinds"].split(", ") if kind in _KINDS)
    around = _digest(said["before"]), _digest(said["after"])
    there = Occurrence(unit.source, said["context"] or None, kinds, *around)
    return Lesson(there, unit.target, said["article"], said["origin"] or origin, unit.date or read)


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

    with opened(project) as memory:
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


def _stream(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise MemoryFileError(f"{path}: cannot be read: {error.strerror}") from error
