"""What a verb remembers of its last run, so that what did not change is not done again.

Law: everything here can be derived again; without it a run is slower and its output the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.errors import L10nError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.files import Disk


class Cache:
    """Facts by name, each with the fingerprint of the bytes it was found for."""

    def __init__(self, path: Path, basis: str) -> None:
        """Read the facts of the last run.

        Args:
            path: A file of lines: the basis, then for each fact one with its name and fingerprint, and
                the fact.
            basis: What all facts depend on, such as the settings; another basis, or another
                version of this toolkit, and there are no facts.
        """
        self._path = path
        self._basis = json.dumps(f"{basis} {_code()}")
        self._facts: dict[str, tuple[str, str]] = {}
        self._is_new = False
        with contextlib.suppress(OSError, ValueError, TypeError, RecursionError):
            self._facts = dict(self._saved())

    def _saved(self) -> Iterator[tuple[str, tuple[str, str]]]:
        basis, *lines = self._path.read_bytes().split(b"\n")
        if basis == self._basis.encode():
            for head, fact in zip(lines[::2], lines[1::2], strict=False):
                name, fingerprint = json.loads(head)
                yield name, (fingerprint, fact.decode())

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a fact of that name; where there is none, no bytes need be read."""
        return name in self._facts

    def get(self, name: str, fingerprint: str) -> str | None:
        """Return the fact of that name if it was found for the same bytes."""
        known = self._facts.get(name)
        return known[1] if known and known[0] == fingerprint else None

    def put(self, name: str, fingerprint: str, fact: str) -> None:
        """Remember a fact, a text of one line."""
        self._facts[name] = (fingerprint, fact)
        self._is_new = True

    def save(self, disk: Disk) -> None:
        """Write the facts if there are new ones; a disk that refuses them is no reason to fail."""
        with contextlib.suppress(L10nError):
            if self._is_new:
                disk.write_parts(self._path, self._lines())

    def _lines(self) -> Iterator[bytes]:
        yield f"{self._basis}\n".encode()
        for name, (fingerprint, fact) in self._facts.items():
            yield f"{json.dumps((name, fingerprint))}\n{fact}\n".encode()


@cache
def _code() -> str:
    """Return a digest of this toolkit and of what is installed beside it: other code may find other facts.

    Times of files would tell as much, but each installation gives new ones to the same modules. The name
    of a folder ``.dist-info`` holds a version: of a parser, of the data of CLDR, of somebody's check.
    """
    modules = (path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))
    installed = sorted(found.name for place in sys.path for found in Path(place).glob("*.dist-info"))
    return fingerprint((*modules, repr((sys.version, installed)).encode()))


def fingerprint(contents: Iterable[bytes | None]) -> str:
    """Return a digest of the contents of files; None stands for no file."""
    digest = hashlib.blake2b(digest_size=16)
    for content in contents:
        digest.update(b"-" if content is None else b"%d:" % len(content))
        digest.update(content or b"")
    return digest.hexdigest()
