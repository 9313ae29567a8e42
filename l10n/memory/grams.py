"""Which of very many texts share most with a given one: an index of runs of four characters on disk.

The file holds, for each hash of a run, the texts that contain it, ascending. It is read through a
memory map, built in bounded memory, and may be deleted at any time. Alone in knowing numpy.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Integers = NDArray[np.uint32] | NDArray[np.uint64] | NDArray[np.int64]

Texts = Iterable[tuple[int, str]]
"""All texts with their ids, ascending."""

_MAGIC = np.uint64(0x4C31304E_00000002)
_RUN = 4
_BITS = 20
_SLOTS = 1 << _BITS
_BATCH = 5_000
_PARTS = 256
"""The runs are sorted in so many parts, one after the other, which a small machine can hold."""
_RUNS = _SLOTS // _PARTS
_BOUNDS = np.arange(_RUNS, _SLOTS, _RUNS, dtype=np.uint64)
"""The first run of each part but the first."""
_HEAD = 3
"""Numbers in front: the magic, the count of texts, the count of places."""
_RAREST = 32
_LOOKED_AT = 30_000
"""Places that are counted for one text, at least: runs that are more common tell little and cost much."""
_SHARE_LOOKED_AT = 5
"""In a great index, places for one in so many texts are counted."""
_SHARE_OF_MOST = 3
"""A text that shares less than one in so many of the runs that another shares is left out."""


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
        if len(numbers) != _HEAD + _SLOTS + 1 + 2 * texts + (places + 1) // 2:
            raise ValueError(f"{path}: is not whole")
        begin = _HEAD + _SLOTS + 1
        self._starts = numbers[_HEAD:begin]
        self._ids = numbers[begin : begin + texts]
        self._lengths = numbers[begin + texts : begin + 2 * texts]
        self._places = numbers[begin + 2 * texts :].view(np.uint32)

    @property
    def last(self) -> int:
        """The greatest id in it; 0 where it is empty."""
        return int(self._ids[-1]) if len(self._ids) else 0

    def similar(self, text: str, limit: int) -> list[int]:
        """Return the ids of the texts that share most rare runs with ``text``, for how long both are."""
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
        many = np.flatnonzero(counts * _SHARE_OF_MOST >= counts.max())
        likely = holders[begins[many]]
        shares = counts[many] / (self._lengths[likely] + np.uint64(len(text)))
        best = np.argpartition(-shares, limit)[:limit] if len(shares) > limit else np.arange(len(shares))
        return [int(number) for number in self._ids[likely[best]]]


def build(path: Path, texts: Texts) -> None:
    """Write the index of texts to a file, whole or not at all.

    Raises:
        OSError: It cannot be written; a full disk is none of a memory map's, which would end the process.
    """
    known: list[NDArray[np.uint64]] = [np.zeros((2, 0), dtype=np.uint64)]
    neighbour = path.with_name(f".{path.name}.{os.getpid()}.new")
    with contextlib.ExitStack() as stack:
        parts = [stack.enter_context(tempfile.TemporaryFile(dir=path.parent)) for _ in range(_PARTS)]
        first = 0
        for numbers, keys in _batches(texts):
            places = np.split(keys + np.uint64(first), np.searchsorted(keys, _BOUNDS << np.uint64(32)))
            for part, some in zip(parts, places, strict=True):
                part.write(some.data)
            known.append(numbers)
            first += numbers.shape[1]
        stack.callback(neighbour.unlink, missing_ok=True)
        with neighbour.open("wb") as file:
            _write(file, np.ascontiguousarray(np.concatenate(known, axis=1)), parts)
        neighbour.replace(path)


def _write(file: IO[bytes], known: NDArray[np.uint64], parts: Iterable[IO[bytes]]) -> None:
    """Write the places of each run part by part, and in front of them what is known when they stand."""
    file.seek(8 * (_HEAD + _SLOTS + 1 + known.size))
    sizes = [np.zeros(1, dtype=np.int64)]
    for number, part in enumerate(parts):
        part.seek(0)
        keys = np.fromfile(part, dtype=np.uint64)
        keys.sort()
        runs = (keys >> np.uint64(32)).astype(np.int64) - number * _RUNS
        sizes.append(np.bincount(runs, minlength=_RUNS))
        file.write((keys & np.uint64(0xFFFFFFFF)).astype(np.uint32).data)
    file.write(bytes(file.tell() % 8))
    starts = np.cumsum(np.concatenate(sizes), dtype=np.uint64)
    file.seek(0)
    for some in (np.array([_MAGIC, known.shape[1], starts[-1]], dtype=np.uint64), starts, known):
        file.write(some.data)


def _batches(texts: Texts) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.uint64]]]:
    """Give, for so many texts at a time, their ids and lengths, and ascending each run with its text."""
    source = iter(texts)
    while batch := list(islice(source, _BATCH)):
        runs, holders = _hashes([text for _, text in batch])
        known = np.array([(number, len(text)) for number, text in batch], dtype=np.uint64).T
        yield known, _distinct((runs << np.uint64(32)) | holders)


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
