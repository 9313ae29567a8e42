"""Events for a person: a line for each file, the problems under the entry they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.model import Did, Outcome, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.model import Event

_LENGTH = 100
"""Characters of a sentence that are shown."""


def lines(events: Iterable[Event]) -> Iterator[str]:
    """Give the lines to print."""
    for event in events:
        if isinstance(event, Problem):
            yield from _problem(event)
        elif isinstance(event, Outcome):
            yield _outcome(event)


def _outcome(outcome: Outcome) -> str:
    if outcome.did is Did.REFUSED:
        return outcome.summary
    locale = f", {outcome.locale}" if outcome.locale else ""
    said = outcome.summary or outcome.did.value
    return f"{outcome.path}{locale}: {said}"


def _problem(problem: Problem) -> Iterator[str]:
    article = f" ({problem.article})" if problem.article else ""
    yield f"{problem.catalog}: {problem.severity.value}: {problem.check}: {problem.message}{article}"
    for sign, text in (("-", problem.source), ("+", problem.translation)):
        if text:
            yield f"    {sign} {_short(text)}"


def _short(text: str) -> str:
    line = " ".join(text.split("\n"))
    return line if len(line) <= _LENGTH else line[: _LENGTH - 1] + "…"
