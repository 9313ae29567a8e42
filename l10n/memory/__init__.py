"""The translation memory: what people reviewed, by pair of locales, in a SQLite file that projects may share.

What is written is written in one transaction, so that two processes may learn at once and a crash
loses nothing. The index beside the file can be derived again.
"""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from l10n.memory.database import Database
from l10n.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

# Where the ids give the order, ``+pair`` keeps SQLite from sorting by the index on pairs first.
_COLUMNS = "text, translation, context, kinds, before, after, article, origin, date"


class Pair(NamedTuple):
    """What is translated into what: BCP 47 tags."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A text where it stands."""

    text: str
    context: str | None = None
    """The ``msgctxt``."""
    kinds: frozenset[Kind] = frozenset()
    before: int = 0
    """Digest of the text in front of it; 0 where nobody knows."""
    after: int = 0

    def is_like(self, other: Occurrence) -> bool:
        """Tell whether the same text means the same at two places, as far as their surroundings tell."""
        if self.context is not None or other.context is not None:
            return self.context == other.context
        neighbours = (self.before, other.before), (self.after, other.after)
        return bool(self.kinds & other.kinds) and any(a == b != 0 for a, b in neighbours)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A reviewed translation, and where it comes from."""

    occurrence: Occurrence
    translation: str
    article: str = ""
    origin: str = ""
    """Who or what made it: a person, an engine, a file; "" where nobody knows."""
    date: str = ""
    """When it was learned: ``2026-11-25T09:30:00Z``."""


def digest(text: str) -> int:
    """Return what a text is compared by; never 0."""
    found = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(found, "big", signed=True) or 1


class Memory(Database):
    """An open memory."""

    def learn(self, pair: Pair, lessons: Iterable[Lesson], seen: bytes = b"") -> int:
        """Remember translations, all or none of them; return how many are new.

        Args:
            pair: Their locales.
            lessons: The translations. One that is known gets the new surroundings, and the new date only
                where its article had another one since.
            seen: Digest of the file that they come from, for :meth:`has_seen`.
        """
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                (last,) = cursor.execute("SELECT ifnull(max(id), 0) FROM entry").fetchone()
                cursor.execute("INSERT OR IGNORE INTO pair (source, target) VALUES (?, ?)", pair)
                number = self._number(pair)
                cursor.executemany(_INSERT, (_row(number, lesson) for lesson in lessons))
                if seen:
                    cursor.execute("INSERT OR IGNORE INTO seen VALUES (?)", (seen,))
                learned = self.count(pair, last)
            except BaseException:
                if self._connection.in_transaction:  # a full disk has ended it
                    cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")
        return learned

    def has_seen(self, digest: bytes) -> bool:
        """Tell whether everything in a file of that digest was learned."""
        return bool(self._all("SELECT 1 FROM seen WHERE digest = ?", digest))

    def exact(self, pair: Pair, text: str) -> list[Lesson]:
        """Return the translations of a text, the latest first."""
        found = self._all(
            f"SELECT {_COLUMNS} FROM entry WHERE pair = ? AND digest = ? AND text = ? "
            "ORDER BY date DESC, id DESC",
            self._number(pair),
            digest(text),
            text,
        )
        return [_lesson(row) for row in found]

    def by_ids(self, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Give the texts of some entries; those that are gone are left out."""
        marks = ",".join("?" * len(ids))
        yield from self._all(f"SELECT id, text FROM entry WHERE id IN ({marks})", *ids)

    def texts(self, pair: Pair, beyond: int = 0) -> Iterator[tuple[int, str]]:
        """Give the ids and texts of the entries with an id greater than ``beyond``, ascending."""
        yield from self._connection.execute(
            "SELECT id, text FROM entry WHERE id > ? AND +pair = ? ORDER BY id", (beyond, self._number(pair))
        )

    def lessons(self, pair: Pair) -> Iterator[Lesson]:
        """Give everything known for a pair, in the order in which it was learned."""
        query = f"SELECT {_COLUMNS} FROM entry WHERE +pair = ? ORDER BY id"
        yield from map(_lesson, self._connection.execute(query, (self._number(pair),)))

    def count(self, pair: Pair, beyond: int = 0) -> int:
        """Return how many entries of a pair have an id greater than ``beyond``."""
        query = "SELECT count(*) FROM entry WHERE id > ? AND +pair = ?"
        number: int = self._all(query, beyond, self._number(pair))[0][0]
        return number

    def beside(self, suffix: str) -> Path:
        """Return the path of a file that belongs to the memory and can be derived from it."""
        return self._path.with_name(f"{self._path.name}.{suffix}")

    def pairs(self) -> dict[Pair, int]:
        """Return the pairs of locales, each with the number of its entries."""
        query = (
            "SELECT source, target, count(entry.id) FROM pair LEFT JOIN entry ON entry.pair = pair.id "
            "GROUP BY pair.id ORDER BY source, target"
        )
        return {Pair(source, target): count for source, target, count in self._all(query)}

    def prune(self, before: str) -> int:
        """Forget the translations that were learned before a date and replaced since; return how many.

        A translation is replaced where another one of the same text and context was learned later.
        """
        query = (
            "DELETE FROM entry WHERE date < ? AND EXISTS (SELECT 1 FROM entry AS later WHERE "
            "later.pair = entry.pair AND later.digest = entry.digest AND later.context IS entry.context "
            "AND later.translation != entry.translation AND (later.date, later.id) > (entry.date, entry.id))"
        )
        return self._connection.execute(query, (before,)).rowcount

    def _number(self, pair: Pair) -> int:
        """Return the id of a pair; 0 where nothing was learned for it."""
        found = self._all("SELECT id FROM pair WHERE source = ? AND target = ?", *pair)
        return int(found[0][0]) if found else 0


_INSERT = f"""
INSERT INTO entry (pair, digest, rest, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (pair, digest, rest) DO UPDATE SET
    kinds = excluded.kinds,
    before = excluded.before,
    after = excluded.after,
    date = CASE WHEN EXISTS (
        SELECT 1 FROM entry AS later
        WHERE later.pair = entry.pair AND later.digest = entry.digest AND later.article = entry.article
        AND later.context IS entry.context AND (later.date, later.id) > (entry.date, entry.id)
    ) THEN excluded.date ELSE entry.date END
"""


def _row(pair: int, lesson: Lesson) -> tuple[object, ...]:
    at = lesson.occurrence
    rest = digest(repr((lesson.translation, at.context, lesson.article)))
    kinds = "\n".join(sorted(at.kinds))
    said = (at.text, lesson.translation, at.context, kinds, at.before, at.after)
    return (pair, digest(at.text), rest, *said, lesson.article, lesson.origin, lesson.date)


def _lesson(row: tuple[Any, ...]) -> Lesson:
    text, translation, context, kinds, before, after, article, origin, date = row
    known = frozenset(map(Kind, kinds.split("\n"))) if kinds else frozenset()
    return Lesson(Occurrence(text, context, known, before, after), translation, article, origin, date)
