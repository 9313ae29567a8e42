"""How much is reviewed, as a badge (SVG) for a README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.events import Did, Outcome, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.events import Event

_STATES = ("reviewed", "draft", "stale", "missing")
_CHARACTER, _MARGIN = 6.5, 10
"""Pixels, in a sans-serif of 11."""
_COLOURS = ((90, "#2e7d32"), (60, "#9a7d0a"), (0, "#b3541e"))


def lines(events: Iterable[Event]) -> Iterator[str]:
    """Give the badge, when all events are known: the share of reviewed segments, or the errors."""
    reviewed = total = errors = 0
    for event in events:
        if isinstance(event, Outcome):
            reviewed += int(event.counts.get("reviewed", 0))
            total += sum(int(event.counts.get(state, 0)) for state in _STATES)
            errors += event.did is Did.REFUSED
        elif isinstance(event, Problem):
            errors += event.severity is Severity.ERROR
    share = 100 * reviewed // total if total else 0
    said = f"{share} % reviewed" if not errors else f"{share} % reviewed, {errors} errors"
    colour = "#b3261e" if errors else next(colour for least, colour in _COLOURS if share >= least)
    yield _svg("translation", said, colour)


def _svg(label: str, said: str, colour: str) -> str:
    left, right = (int(len(text) * _CHARACTER) + _MARGIN for text in (label, said))
    width = left + right
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" '
        f'aria-label="{label}: {said}"><title>{label}: {said}</title>'
        f'<clipPath id="r"><rect width="{width}" height="20" rx="3"/></clipPath><g clip-path="url(#r)">'
        f'<rect width="{left}" height="20" fill="#444"/>'
        f'<rect x="{left}" width="{right}" height="20" fill="{colour}"/></g>'
        '<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" '
        'font-size="11">'
        f'<text x="{left / 2}" y="14">{label}</text><text x="{left + right / 2}" y="14">{said}</text>'
        "</g></svg>"
    )
