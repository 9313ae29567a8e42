"""Work shared among the processors, where there is much of it.

Law: what comes out, and in which order, is what ``map`` would give.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from typing import TYPE_CHECKING, Any, TypeVar

from l10n.errors import L10nError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Result = TypeVar("Result")

_WORTH_A_PROCESS = 16
"""For fewer items a process of its own costs more than it saves."""


def mapped(
    work: Callable[[Item], Result], items: Sequence[Item], processes: int | None = None
) -> Iterator[Result]:
    """Give ``work(item)`` of every item in order, done in one process for each processor.

    Each process has its share from the start and ends when it is done, so that none outlives this
    one for long, however it ends. What ``work`` raises is raised here, at the place of its item.

    Args:
        work: What it returns and raises must be picklable; what else it changes stays in its process.
        items: What to work on.
        processes: How many at most; None for what so many items are worth.

    Raises:
        L10nError: A process was ended from outside.
    """
    count = min(processors(), len(items) // _WORTH_A_PROCESS) if processes is None else processes
    count = min(count, len(items))
    if count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, items)
        return
    context = multiprocessing.get_context("fork")
    started = []
    receivers: list[Connection] = []
    try:
        for first in range(count):
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_serve, args=(work, items[first::count], sender), daemon=True)
            process.start()
            sender.close()
            started.append(process)
            receivers.append(receiver)
        for number in range(len(items)):
            result, error = _received(receivers[number % count])
            if error is not None:
                raise error
            yield result
    finally:
        for process, receiver in zip(started, receivers, strict=True):
            receiver.close()
            process.terminate()
            process.join()


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _serve(work: Callable[[Item], Result], items: Sequence[Item], sender: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the first process speaks for all of them
    # What was garbage before is the first process's to remove: an engine would wait here for its
    # threads, which a fork does not copy.
    gc.freeze()
    answer: tuple[Any, Exception | None]
    for item in items:
        try:
            answer = (work(item), None)
        except Exception as error:
            answer = (None, error)
        try:
            sender.send(answer)
        except BrokenPipeError:
            return  # nobody waits for the rest


def _received(receiver: Connection) -> tuple[Any, Exception | None]:
    try:
        answer: tuple[Any, Exception | None] = receiver.recv()
    except EOFError as end:
        raise L10nError("a process of this run was ended from outside; free some memory, run again") from end
    return answer
