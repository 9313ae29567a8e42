"""Events to a reporter, with a progress bar on a terminal; alone in printing."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import click

from l10n.events import Did, Outcome, Problem, Progress, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from l10n.events import Event
    from l10n.files import Disk


class Report(NamedTuple):
    """How events are shown, and where a report of them is written."""

    reporter: str
    file: tuple[Disk, Path] | None = None
    below: str = ""
    """Where the project lies in its repository: ``site/``; "" at the top."""

    def lines(self, name: str, events: Iterable[Event]) -> Iterable[str]:
        """Give the lines of a reporter, with the paths that it wants."""
        from l10n import plugins

        reporter = plugins.load("reporters", name)
        from_top = self.below and getattr(reporter, "FROM_TOP", False)
        found: Iterable[str] = reporter.lines(_from_top(events, self.below) if from_top else events)
        return found


def show(
    events: Iterable[Event],
    *,
    as_json: bool = False,
    report: Report | None = None,
    fail_on: str = Severity.ERROR.value,
) -> None:
    """Print events as they come, with a progress bar on a terminal; exit with 1 if any is bad."""
    seen: list[Event] = []
    bar = _Bar()
    report = report or Report("json" if as_json else "text")
    for line in report.lines("text" if report.file else report.reporter, _noted(events, seen, bar)):
        bar.clear()
        click.echo(line, color=False if os.environ.get("NO_COLOR") else None)
    bar.clear()
    if report.file:
        disk, path = report.file
        lines = report.lines(report.reporter, seen)
        disk.write(path.absolute(), "".join(f"{click.unstyle(line)}\n" for line in lines).encode())
    sys.exit(1 if _failed(seen, fail_on) else 0)


def _from_top(events: Iterable[Event], below: str) -> Iterator[Event]:
    for event in events:
        if isinstance(event, Problem):
            catalog = replace(event.catalog, path=below + event.catalog.path)
            article = event.article and replace(event.article, path=below + event.article.path)
            yield replace(event, catalog=catalog, article=article)
        elif isinstance(event, Outcome):
            yield replace(event, path=below + event.path)
        else:
            yield event


def _failed(events: Iterable[Event], fail_on: str) -> bool:
    order = [severity.value for severity in Severity]
    bad = order[: order.index(fail_on) + 1] if fail_on in order else []
    return any(
        (isinstance(event, Problem) and event.severity.value in bad)
        or (isinstance(event, Outcome) and event.did is Did.REFUSED)
        for event in events
    )


def _noted(events: Iterable[Event], seen: list[Event], bar: _Bar) -> Iterator[Event]:
    for event in events:
        if isinstance(event, Progress):
            bar.draw(event)
        else:
            seen.append(event)
            yield event


class _Bar:
    """Shows on a terminal how far a task has come, its speed and the time left once they are known."""

    _WIDTH = 30

    def __init__(self) -> None:
        self._began: dict[str, float] = {}
        self._stands = False

    def draw(self, progress: Progress) -> None:
        if not sys.stderr.isatty():
            return
        now = time.monotonic()
        seconds = now - self._began.setdefault(progress.task, now)
        speed = progress.done / seconds if seconds > 1 else 0.0
        left = f", {speed:.0f}/s, {(progress.total - progress.done) / speed:.0f} s left" if speed else ""
        full = self._WIDTH * progress.done // max(progress.total, 1)
        shown = f"[{'#' * full}{'-' * (self._WIDTH - full)}] {progress.done}/{progress.total}{left}"
        click.echo(f"\r\033[K{progress.task} {shown}", nl=False, err=True)
        self._stands = True

    def clear(self) -> None:
        if self._stands:
            click.echo("\r\033[K", nl=False, err=True)
            self._stands = False
