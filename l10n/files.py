"""Files read and written whole or not at all, under a lock, after a last look at what is on disk.

Law: whatever happens, a crash, a full disk, two runs at once, an editor that saves in between, a
file holds either all of its old bytes or all of its new ones, and nobody's change is lost.
"""

from __future__ import annotations

import contextlib
import filecmp
import os
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from filelock import FileLock

from l10n.errors import L10nError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

Change = Callable[[bytes | None], bytes | None]

_LOCKS = 16
"""Files share so many locks: enough that two writers seldom wait for each other, and no more to keep."""
_POLL = 0.001
"""Seconds between two looks at a lock that another holds, which is for about as long."""
_TRIES = 20
"""How often a file that others keep changing is read again before we give up."""


def read(path: Path) -> bytes | None:
    """Return the bytes of a file of a project; None where there is none.

    Raises:
        L10nError: It cannot be read, or is none: a device may never end, and a pipe never begin.
    """
    if _is_something_else(path):
        raise L10nError(f"{path}: is no file; put one in its place, or remove it")
    return read_given(path)


def _is_something_else(path: Path) -> bool:
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def read_given(path: Path) -> bytes | None:
    """Return the bytes of what a user named, which may be a pipe of a shell; None where there is none.

    Raises:
        L10nError: It cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise L10nError(f"{path}: cannot be read: {error.strerror}") from error


class Disk:
    """The one way to write files; who writes a file holds its lock, in every process of a project."""

    rehearses = False
    """True where nothing is to be written, here or elsewhere."""

    def __init__(self, folder: Path) -> None:
        """Keep the locks in a folder, which is made when the first is needed."""
        self._folder = folder

    def _locked(self, path: Path) -> AbstractContextManager[None]:
        number = zlib.crc32(os.fsencode(path)) % _LOCKS
        return _locked(self._folder / f"lock-{number:02}")

    def write(self, path: Path, data: bytes) -> bool:
        """Make ``data`` the whole of a file; return False where it is already.

        Raises:
            L10nError: The file cannot be written; it is as it was.
        """
        return self.update(path, lambda _: data)

    def update(self, path: Path, change: Change) -> bool:
        """Replace the bytes of a file by what ``change`` makes of them; return whether they differ.

        Args:
            path: The file; where it is a link, what it points to.
            change: Gets the bytes on disk, or None where there is no file, and returns the new
                ones, or None to leave things as they are. It is called again when the file changed
                meanwhile.

        Raises:
            L10nError: The file cannot be read or written; it is as it was.
        """
        before = read(path)  # by its own name, which is in the message if it cannot be read
        path = path.resolve()
        after = change(before)
        if after is None or after == before:
            return False
        with self._locked(path):
            for _ in range(_TRIES):
                with _prepared(path, [after]) as prepared:
                    now = read(path)
                    if now == before:
                        prepared.replace(path)
                        return True
                before, after = now, change(now)
                if after is None or after == before:
                    return False
        raise L10nError(f"{path}: keeps changing while it is written; close what else writes it")

    def write_parts(self, path: Path, parts: Iterable[bytes]) -> bool:
        """Make a file of parts that together are too much to hold; return False where it is that already.

        Raises:
            L10nError: The file cannot be written; it is as it was.
        """
        path = path.resolve()
        with self._locked(path), _prepared(path, parts) as prepared:
            if path.exists() and filecmp.cmp(prepared, path, shallow=False):
                return False
            prepared.replace(path)
            return True

    def remove(self, path: Path) -> None:
        """Remove a file that is no longer wanted, if it is there.

        Raises:
            L10nError: It cannot be removed.
        """
        with self._locked(path.resolve()):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise L10nError(f"{path}: cannot be removed: {error.strerror}") from error


class Rehearsal(Disk):
    """Says what would be written, and writes nothing."""

    rehearses = True

    def update(self, path: Path, change: Change) -> bool:
        """Return whether the file would differ."""
        before = read(path)
        return change(before) not in {None, before}

    def write_parts(self, path: Path, parts: Iterable[bytes]) -> bool:
        """Return whether the file would differ."""
        return self.update(path, lambda _: b"".join(parts))

    def remove(self, path: Path) -> None:
        """Leave the file."""


@contextlib.contextmanager
def _locked(lock: Path) -> Iterator[None]:
    folder, held = lock.parent, _lock(lock, os.getpid())
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".gitignore").write_bytes(b"*\n")
        held.acquire()
    except OSError as error:
        raise L10nError(f"{error.filename or lock}: cannot be written: {error.strerror}") from error
    try:
        yield
    finally:
        held.release()


@cache
def _lock(path: Path, process: int) -> FileLock:
    """Return a lock that is opened once in each process: one that a process inherits is of no use to it."""
    return FileLock(path, poll_interval=_POLL)


@contextlib.contextmanager
def _prepared(path: Path, parts: Iterable[bytes]) -> Iterator[Path]:
    """Write the new bytes to a neighbour and flush them; it is gone afterwards in any case."""
    neighbour = path.with_name(f".{path.name}.l10n-new")
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        with neighbour.open("wb") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            neighbour.chmod(path.stat().st_mode & 0o7777)
        yield neighbour
    except OSError as error:
        raise L10nError(f"{path}: cannot be written: {error.strerror}; it is as it was") from error
    finally:
        neighbour.unlink(missing_ok=True)
