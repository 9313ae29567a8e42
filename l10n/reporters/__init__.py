"""The reporters: each module shows events to a person or a program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.events import Event, Problem

_QUOTED = re.compile(r"“(.+?)”(?!”)")


class Reporter(Protocol):
    """What a module in this folder defines."""

    def lines(self, events: Iterable[Event]) -> Iterator[str]:
        """Give the lines to print, as soon as they are known.

        A module may also define ``FROM_TOP``: True where its report is for a server, which looks for
        files from the top of the repository and not from the folder of the settings.
        """


def faulty(problem: Problem, text: str) -> list[tuple[int, int]]:
    """Return where the words that a message quotes stand in a text, in order, not overlapping.

    A single character, such as a bracket, is marked where it stands last.
    """
    spans: list[tuple[int, int]] = []
    for quoted in _QUOTED.findall(problem.message):
        edge = r"(?<!\w)" if quoted[:1].isalnum() else "", r"(?!\w)" if quoted[-1:].isalnum() else ""
        found = [m.span() for m in re.finditer(f"{edge[0]}{re.escape(quoted)}{edge[1]}", text)]
        spans += found[-1:] if len(quoted) == 1 else found
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def parts(problem: Problem, text: str) -> Iterator[tuple[str, bool]]:
    """Cut a text into stretches, each with whether it is at fault."""
    at = 0
    for start, end in faulty(problem, text):
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False
