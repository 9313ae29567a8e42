"""Calls into extensions written in Rust, whose panics are no exceptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")


def unless_it_panics(call: Callable[[], Result]) -> Result | None:
    """Return what a call returns; None where the extension panics on its input.

    A panic reaches Python as a ``PanicException``, which derives from BaseException and which no
    module exports.
    """
    try:
        return call()
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        return None
