"""Work shared among the processors."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from l10n import workers
from l10n.errors import ArticleError, L10nError

ITEMS = range(200)
several = pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="needs two processors")


def _square(number: int) -> int:
    return number * number


def _fails_at(place: int, number: int) -> int:
    if number == place:
        raise ArticleError(f"{number} is wrong")
    return number


def _is_killed_at(place: int, number: int) -> int:
    if number == place:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def _process(number: int) -> int:
    return os.getpid()


class _Remains:
    """Garbage that only the search for cycles finds, and that tells in which process it went."""

    def __init__(self, told: Path) -> None:
        self.itself = self
        self._told = told

    def __del__(self) -> None:
        with self._told.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")


def _collects(number: int) -> int:
    return gc.collect() and number


def test_what_comes_out_is_what_map_gives() -> None:
    assert list(workers.mapped(_square, ITEMS)) == list(map(_square, ITEMS))


@several
def test_much_work_is_shared_and_little_is_not() -> None:
    assert len(set(workers.mapped(_process, ITEMS))) > 1
    assert set(workers.mapped(_process, range(5))) == {os.getpid()}


def test_an_error_comes_at_the_place_of_its_item() -> None:
    results = workers.mapped(partial(_fails_at, 70), ITEMS)
    assert [next(results) for _ in range(70)] == list(range(70))
    with pytest.raises(ArticleError, match="70 is wrong"):
        next(results)


@several
def test_a_process_that_is_killed_ends_the_run_with_a_sentence() -> None:
    with pytest.raises(L10nError, match="ended from outside"):
        list(workers.mapped(partial(_is_killed_at, 70), ITEMS))


def test_a_run_that_is_given_up_leaves_no_process_behind() -> None:
    results = workers.mapped(_square, ITEMS)
    assert next(results) == 0
    results.close()
    assert not multiprocessing.active_children()


@several
def test_what_was_garbage_before_goes_in_the_process_that_made_it(tmp_path: Path) -> None:
    told = tmp_path / "told"
    _Remains(told)
    list(workers.mapped(_collects, ITEMS))
    gc.collect()
    assert told.read_text(encoding="utf-8").split() == [str(os.getpid())]
