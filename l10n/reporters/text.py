"""Events for a person: a line for each file, the problems with the sentence they are in.

Colours are ANSI sequences, which the command line takes out where nobody sees them. What stands in an
article or a catalog begins no line and steers no terminal: CI servers read commands from their logs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from l10n.events import Did, Outcome, Problem, Severity, Total
from l10n.reporters import faulty

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.events import Event

_LENGTH = 100
"""Characters of a sentence that are shown."""
_PLAIN, _BOLD, _DIM, _MARKED = "\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;4m"
_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[36m"}


def lines(events: Iterable[Event]) -> Iterator[str]:
    """Give the lines to print; the faults of an entry stand together above its sentence."""
    entry: list[Problem] = []
    for event in events:
        if entry and not (isinstance(event, Problem) and event.catalog == entry[0].catalog):
            yield from _entry(entry)
            entry = []
        if isinstance(event, Problem):
            entry.append(event)
        elif isinstance(event, Outcome):
            yield _outcome(event)
        elif isinstance(event, Total):
            yield _total(event)
    yield from _entry(entry)


def _total(total: Total) -> str:
    said = ", ".join(f"{count:.0f} {name}" for name, count in total.counts.items() if count)
    whose = f"{total.locale}, {total.files} files" if total.locale else "articles, templates and settings"
    return f"{_BOLD}{whose}: {said or 'nothing to do'}{_PLAIN}"


def _outcome(outcome: Outcome) -> str:
    if outcome.did is Did.REFUSED:
        return _on_one_line(outcome.summary)
    locale = f", {outcome.locale}" if outcome.locale else ""
    said = outcome.summary or outcome.did.value
    return "\n".join(map(_on_one_line, f"{outcome.path}{locale}: {said}".split("\n")))


def _entry(problems: list[Problem]) -> Iterator[str]:
    problems = [replace(problem, message=_on_one_line(problem.message)) for problem in problems]
    for problem in problems:
        article = f" {_DIM}({problem.article}){_PLAIN}" if problem.article else ""
        severity = f"{_COLOURS[problem.severity]}{problem.severity.value}{_PLAIN}"
        yield f"{_BOLD}{problem.catalog}{_PLAIN}: {severity}: {problem.check}: {problem.message}{article}"
    if problems:
        for sign, text in (("-", problems[0].source), ("+", problems[0].translation)):
            if text:
                yield f"    {sign} {_shown(text, problems)}"


def _on_one_line(text: str) -> str:
    return text if text.isprintable() else "".join([c if c.isprintable() else " " for c in text])


def _shown(text: str, problems: list[Problem]) -> str:
    """Return a text on one line, with what is at fault marked, cut so that the first fault is seen."""
    text = _on_one_line(text)
    spans = sorted({span for problem in problems for span in faulty(problem, text)})
    start = max(0, min(spans[0][0] - _LENGTH // 2 if spans else 0, len(text) - _LENGTH))
    end = start + _LENGTH
    out, at = ["…" if start else ""], start
    for begin, stop in spans:
        if at <= begin < end:
            out += (text[at:begin], _MARKED, text[begin : min(stop, end)], _PLAIN)
            at = min(stop, end)
    return "".join([*out, text[at:end], "…" if end < len(text) else ""])
