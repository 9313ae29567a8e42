"""The reporters: each module shows events to a person or a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.model import Event


class Reporter(Protocol):
    """What a module in this folder defines."""

    def lines(self, events: Iterable[Event]) -> Iterator[str]:
        """Give the lines to print, as soon as they are known."""
