"""The SQLite file of a translation memory: made, looked at, and its faults said in sentences."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Self

from l10n.errors import MemoryFileError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_SCHEMA = (
    """CREATE TABLE pair (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    UNIQUE (source, target)
)""",
    """CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pair INTEGER NOT NULL REFERENCES pair,
    digest INTEGER NOT NULL,
    rest INTEGER NOT NULL,
    text TEXT NOT NULL,
    translation TEXT NOT NULL,
    context TEXT,
    kinds TEXT NOT NULL,
    before INTEGER NOT NULL,
    after INTEGER NOT NULL,
    article TEXT NOT NULL,
    origin TEXT NOT NULL,
    date TEXT NOT NULL,
    UNIQUE (pair, digest, rest)
)""",
    "CREATE TABLE seen (digest BLOB PRIMARY KEY) WITHOUT ROWID",
    "PRAGMA user_version = 1",
)
_VERSION = 1
_LOOKED_AT = (
    "SELECT digest, rest, text, translation, context, kinds, before, after, article FROM entry LIMIT 0"
)
_PATIENCE = 60
"""Seconds to wait for another process that is writing."""
_OTHER = "name another file in the setting `memory`"
_REASONS = {
    sqlite3.SQLITE_BUSY: "another process is writing it; run this again when that is done",
    sqlite3.SQLITE_READONLY: f"it may not be written; get the right to, or {_OTHER}",
    sqlite3.SQLITE_FULL: "the disk has no room; free some, and run this again",
    sqlite3.SQLITE_IOERR: "the disk has no room; free some, and run this again",
    sqlite3.SQLITE_CORRUPT: "it is damaged; move it away: what the catalogs hold is learned anew",
}


class Database:
    """An open file of a memory; a context manager."""

    def __init__(self, path: Path) -> None:
        """Open a memory, and make one where there is none.

        Raises:
            MemoryFileError: The file is no memory, or cannot be used; raised at the end of the
                context, too, where something went wrong in it.
        """
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            self._connection.execute(
                "PRAGMA cache_size = -16384"
            )  # KiB, for the index that a great file fills
            self._prepare()
        except sqlite3.Error as error:
            raise self._refused(error) from error
        except OSError as error:
            raise MemoryFileError(f"{path}: cannot be made: {error.strerror}; {_OTHER}") from error

    def _prepare(self) -> None:
        if not self._version:
            self._connection.execute("BEGIN IMMEDIATE")
            if not self._version:  # another process may have been quicker
                self._make()
            self._connection.execute("COMMIT")
        if self._version > _VERSION:
            raise sqlite3.DatabaseError("a newer version of this toolkit made it")
        self._connection.execute(_LOOKED_AT)

    @property
    def _version(self) -> int:
        number: int = self._all("PRAGMA user_version")[0][0]
        return number

    def _make(self) -> None:
        if self._all("SELECT 1 FROM sqlite_master"):
            raise sqlite3.DatabaseError("another program made it")
        for statement in _SCHEMA:
            self._connection.execute(statement)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        if isinstance(error, sqlite3.Error):
            raise self._refused(error) from error

    def _refused(self, error: sqlite3.Error) -> MemoryFileError:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # without what extends it
        said = _REASONS.get(code, f"{error}; {_OTHER}")
        if self._path.is_dir():
            said = f"it is a folder; {_OTHER}"
        return MemoryFileError(f"{self._path}: cannot be used as a translation memory: {said}")

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()
