"""Problems as annotations of GitHub Actions: workflow commands, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.events import Did, Outcome, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.events import Event

FROM_TOP = True
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def lines(events: Iterable[Event]) -> Iterator[str]:
    """Give an annotation for each problem, and for each file that was refused."""
    for event in events:
        if isinstance(event, Problem):
            where = f"file={_property(event.catalog.path)},line={max(event.catalog.line, 1)}"
            article = f" ({event.article})" if event.article else ""
            message = f"{event.message}{article}" + (f"\n{event.source}" if event.source else "")
            yield f"::{_LEVELS[event.severity]} {where},title={_property(event.check)}::{_data(message)}"
        elif isinstance(event, Outcome) and event.did is Did.REFUSED:
            yield f"::error file={_property(event.path)}::{_data(event.summary)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
