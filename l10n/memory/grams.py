"""Which of very many texts share most with a given one: an index of runs of four characters on disk.

The file holds, for each hash of a run, the texts that contain it, ascending. It is read through a
memory map, built in bounded memory, and may be deleted at any time. Alone in knowing numpy.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Integers = NDArray[np.uint32] | NDArray[np.uint64] | NDArray[np.int64]

Texts = Callable[[], Iterable[tuple[int, str]]]
"""Gives all texts with their ids, ascending; called more than once."""

_MAGIC = np.uint64(0x4C31304E_00000001)
_RUN = 4
_BITS = 20
_SLOTS = 1 << _BITS
_BATCH = 20_000
_HEAD = 3
"""Numbers in front: the magic, the count of texts, the count of places."""
_RAREST = 32
_LOOKED_AT = 30_000
"""Places that are counted for one text, at least: runs that are more common tell little and cost much."""
_SHARE_LOOKED_AT = 10
"""In a great index, places for one in so many texts are counted."""


class Grams:
    """An index that lies in a file."""

    def __init__(self, path: Path) -> None:
        """Open an index.

        Raises:
            ValueError: The file is none, or only a part of one.
        """
        numbers = np.memmap(path, dtype=np.uint64, mode="r")
        if len(numbers) < _HEAD or numbers[0] != _MAGIC:
            raise ValueError(f"{path}: is no index")
        texts, places = int(numbers[1]), int(numbers[2])
        if len(numbers) != _HEAD + _SLOTS + 1 + texts + (places + 1) // 2:
            raise ValueError(f"{path}: is not whole")
        begin = _HEAD + _SLOTS + 1
        self._starts = numbers[_HEAD:begin]
        self._ids = numbers[begin : begin + texts]
        self._places = numbers[begin + texts :].view(np.uint32)

    @property
    def last(self) -> int:
        """The greatest id in it; 0 where it is empty."""
        return int(self._ids[-1]) if len(self._ids) else 0

    def similar(self, text: str, limit: int) -> list[int]:
        """Return the ids of the texts that share most rare runs with ``text``."""
        runs = _distinct(_hashes([text])[0])
        starts, ends = self._starts[runs].astype(np.int64), self._starts[runs + np.uint64(1)].astype(np.int64)
        sizes = ends - starts
        found: list[NDArray[np.uint32]] = []
        looked_at, most = 0, max(_LOOKED_AT, len(self._ids) // _SHARE_LOOKED_AT)
        for place in np.argsort(sizes, kind="stable")[np.count_nonzero(sizes == 0) :][:_RAREST]:
            if found and looked_at + sizes[place] > most:
                break
            looked_at += int(sizes[place])
            found.append(self._places[starts[place] : ends[place]])
        if not found:
            return []
        holders = np.concatenate(found)
        holders.sort(kind="stable")  # which merges lists that are sorted each
        begins = np.flatnonzero(np.append(True, holders[1:] != holders[:-1]))
        counts = np.diff(np.append(begins, len(holders)))
        best = np.argpartition(-counts, limit)[:limit] if len(counts) > limit else np.arange(len(counts))
        return [int(number) for number in self._ids[holders[begins[best]]]]


def build(path: Path, texts: Texts) -> None:
    """Write the index of texts to a file, whole or not at all."""
    sizes = np.zeros(_SLOTS + 1, dtype=np.uint64)
    ids: list[NDArray[np.uint64]] = []
    for numbers, runs, _ in _batches(texts):
        ids.append(numbers)
        sizes[1:] += np.bincount(runs.astype(np.int64), minlength=_SLOTS).astype(np.uint64)
    starts = np.cumsum(sizes, dtype=np.uint64)
    known = np.concatenate(ids) if ids else np.zeros(0, dtype=np.uint64)
    head = np.array([_MAGIC, len(known), starts[-1]], dtype=np.uint64)
    neighbour = path.with_name(f".{path.name}.{os.getpid()}.new")
    with contextlib.ExitStack() as stack:
        stack.callback(neighbour.unlink, missing_ok=True)
        with neighbour.open("wb") as file:
            for part in (head, starts, known):
                file.write(part.tobytes())
            file.truncate(8 * (_HEAD + len(starts) + len(known) + (int(starts[-1]) + 1) // 2))
        _place(neighbour, starts, len(known), texts)
        neighbour.replace(path)


def _place(path: Path, starts: NDArray[np.uint64], known: int, texts: Texts) -> None:
    """Write for each run the texts that hold it, batch by batch behind one another."""
    if not starts[-1]:
        return
    offset = 8 * (_HEAD + len(starts) + known)
    places = np.memmap(path, dtype=np.uint32, mode="r+", offset=offset)
    free = starts[:-1].astype(np.int64)
    first = 0
    for numbers, runs, holders in _batches(texts):
        slots = runs.astype(np.int64)
        begins = np.flatnonzero(np.concatenate(([True], slots[1:] != slots[:-1])))
        sizes = np.diff(np.append(begins, len(slots)))
        rank = np.arange(len(slots)) - np.repeat(begins, sizes)
        places[free[slots] + rank] = holders + np.uint32(first)
        free[slots[begins]] += sizes
        first += len(numbers)
    places.flush()


def _batches(texts: Texts) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint32]]]:
    """Give, for so many texts at a time, their ids, and each run with the text that holds it, by run."""
    source = iter(texts())
    while batch := list(islice(source, _BATCH)):
        runs, holders = _hashes([text for _, text in batch])
        keys = _distinct((runs << np.uint64(32)) | holders)
        ids = np.array([number for number, _ in batch], dtype=np.uint64)
        yield ids, keys >> np.uint64(32), (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)


def _distinct(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    numbers.sort()  # np.unique of numpy 2.4 hashes, which takes ten times as long
    return numbers[np.append(True, numbers[1:] != numbers[:-1])] if len(numbers) else numbers


def _hashes(texts: list[str]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Return the hashes of the runs of all texts, and the number of the text of each."""
    lowered = [text.lower().replace("\0", " ") for text in texts]
    joined = "\0".join([*lowered, "\0" * _RUN])
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    holders = np.cumsum(letters == 0, dtype=np.uint64)
    count = len(letters) - _RUN + 1
    hashes = letters[:count].copy()
    whole = letters[:count] != 0
    for step in range(1, _RUN):
        following = letters[step : count + step]
        hashes = hashes * np.uint64(1000003) ^ following
        whole &= following != 0
    hashes *= np.uint64(0x9E3779B97F4A7C15)
    return (hashes >> np.uint64(64 - _BITS))[whole], holders[:count][whole]
