"""Between catalogs and the memory: what is to be learned of one, and what the other has for an entry.

Without a memory the catalogs of a project answer for one another, by the same rule.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from l10n.catalog import MEMORY, Entry, matching
from l10n.memory import Lesson, Occurrence, digest
from l10n.model import State
from l10n.po.message import Previous

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from l10n.catalog import Catalog
    from l10n.memory import Memory, Pair
    from l10n.memory.grams import Grams

LEAST = 0.75
"""Likeness from which a translation is a help rather than a hindrance, 0 to 1."""
_SCANNED = 20_000
"""Entries that are compared one by one where the index has them not."""
_SHARE_SCANNED = 32
"""In a great memory one entry in so many may be missing in the index before it is built anew."""
_COMPARED = 100
"""Texts of the index that are compared letter by letter."""


@dataclass(frozen=True, slots=True)
class Recollection:
    """What the memory has for a text."""

    lesson: Lesson
    score: float
    """How alike the texts are, 0 to 1."""
    certain: bool = False
    """True where the text is the same, and what stands around it too."""


Ask = Callable[[str], Sequence[Lesson]]
"""Gives what people reviewed of a text, the latest first."""


class Recall:
    """Look-ups in a memory for one pair of locales; what is learned meanwhile is not found by likeness."""

    def __init__(self, memory: Memory, pair: Pair) -> None:
        self._memory = memory
        self._pair = pair

    def exact(self, text: str) -> Sequence[Lesson]:
        """Return what was learned of the same text, the latest first."""
        return self._memory.exact(self._pair, text)

    def near(self, text: str, least: float = LEAST, limit: int = 1) -> list[Recollection]:
        """Return the translations of the texts most like ``text``, the best first.

        Args:
            text: A text; the same one is found too.
            least: Least likeness, 0 to 1.
            limit: How many texts at most.
        """
        found = self._recent.like(text, least, limit)
        if self._grams:
            ids = self._grams.similar(text, _COMPARED)
            found += matching.Texts(self._memory.by_ids(ids)).like(text, least, limit)
        best = {other: score for score, other in sorted(found)}
        ranked = sorted(best, key=lambda other: (-best[other], other))[:limit]
        return [Recollection(self._memory.exact(self._pair, other)[0], best[other]) for other in ranked]

    def prepare(self) -> None:
        """Bring the index up to date where too much is missing in it."""
        from l10n.memory import grams

        last = self._grams.last if self._grams else 0
        if self._memory.count(self._pair, last) > max(
            _SCANNED, self._memory.count(self._pair) // _SHARE_SCANNED
        ):
            with suppress(OSError):  # without an index every text is looked at, which takes longer
                grams.build(self._path, self._memory.texts(self._pair))
            self.__dict__.pop("_grams", None)

    @property
    def _path(self) -> Path:
        return self._memory.beside(f"{self._pair.source}-{self._pair.target}.index")

    @cached_property
    def _grams(self) -> Grams | None:
        if not self._path.exists():
            return None
        from l10n.memory.grams import Grams

        with suppress(OSError, ValueError):
            return Grams(self._path)
        return None

    @cached_property
    def _recent(self) -> matching.Texts:
        """The texts that the index has not."""
        self.prepare()
        return matching.Texts(self._memory.texts(self._pair, self._grams.last if self._grams else 0))


def reviewed(
    catalogs: Iterable[tuple[str, Catalog]], texts: AbstractSet[str]
) -> Mapping[str, Sequence[Lesson]]:
    """Return what people reviewed of some texts in catalogs, each with its article."""
    known: dict[str, list[Lesson]] = {}
    for article, catalog in catalogs:
        if not texts.isdisjoint(message.msgid for message in catalog.file.messages):
            for lesson in lessons(catalog, article, ""):
                if lesson.occurrence.text in texts:
                    known.setdefault(lesson.occurrence.text, []).append(lesson)
    return known


def asked(known: Mapping[str, Sequence[Lesson]]) -> Ask:
    """Return what answers by what is known of each text."""
    return lambda text: known.get(text, ())


def surest(lessons: Sequence[Lesson], occurrence: Occurrence) -> Recollection:
    """Return the first of some lessons of a text that has the same surroundings, or else the first."""
    for lesson in lessons:
        if lesson.occurrence.is_like(occurrence):
            return Recollection(lesson, 1.0, certain=True)
    return Recollection(lessons[0], 1.0)


def occurrence(entries: Sequence[Entry], number: int) -> Occurrence:
    """Return one of the entries that follow one another in an article, as the memory knows it."""
    entry = entries[number]
    before = digest(entries[number - 1].text) if number else 0
    after = digest(entries[number + 1].text) if number + 1 < len(entries) else 0
    return Occurrence(entry.text, entry.key[0], entry.kinds, before, after)


def lessons(catalog: Catalog, article: str, date: str) -> Iterator[Lesson]:
    """Give what people reviewed of an article, also of the sentences that left it."""
    made_by = catalog.file.fields.get("Last-Translator", "")
    for number, entry in enumerate(catalog.entries):
        if entry.state is State.REVIEWED:
            there = occurrence(catalog.entries, number)
            yield Lesson(there, entry.translation, article, entry.origin or made_by, date)
    for entry in catalog.obsolete:
        if entry.translation and not entry.message.fuzzy:
            yield Lesson(
                Occurrence(entry.text, entry.key[0]),
                entry.translation,
                article,
                entry.origin or made_by,
                date,
            )


def recalled(entry: Entry, found: Recollection) -> Entry:
    """Return a missing entry with what the memory has: reviewed where it is certain, or else stale."""
    at = found.lesson.occurrence
    return Entry(
        entry.message.replaced(
            msgstr=found.lesson.translation,
            fuzzy=not found.certain,
            previous=None if found.certain else Previous(at.context, at.text),
            comments=(*entry.notes, f"{MEMORY}{found.score:.2f}"),
        )
    )
