"""The Markdown parser behind one function: events of pulldown-cmark with offsets into the article.

Dialect: CommonMark 0.31 and GFM, with footnotes, definition lists, alerts and math. Template tags
(Hugo, Liquid, kramdown, MDX) are hidden from the parser by masks of the same length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import pyromark

from l10n.rust import unless_it_panics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_Options = pyromark.Options
_DIALECT = (
    _Options.ENABLE_TABLES
    | _Options.ENABLE_STRIKETHROUGH
    | _Options.ENABLE_TASKLISTS
    | _Options.ENABLE_FOOTNOTES
    | _Options.ENABLE_DEFINITION_LIST
    | _Options.ENABLE_GFM
    | _Options.ENABLE_MATH
    | _Options.ENABLE_HEADING_ATTRIBUTES
)

TEMPLATES = re.compile(
    r"\{(?:\{(?:[^{}]|\{(?!\{)|\}(?!\}))*+\}\}|%(?:[^%{]|%(?!\})|\{(?!%))*+%\}|(?<=^\{):[^\n]*\}[ \t]*$)",
    re.MULTILINE,
)
"""Tags of Hugo and Liquid, and attribute lines of kramdown."""
MDX = re.compile(
    r"^(?:import|export)\b[^\n]*(?:\n(?!\n)[^\n]*)*"
    r"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}",
    re.MULTILINE,
)
"""Imports, exports and expressions of MDX."""
_EDGES = {"Start": "start", "End": "end"}
_STRIDE = 64
"""Characters between two of which the place among the bytes is known."""
_LONE_CR = re.compile(r"\r(?!\n)")


class Event(NamedTuple):
    """One step of the parser."""

    what: str
    """``start``, ``end`` or ``leaf``."""
    tag: str
    """``Paragraph``, ``Link``, ``Text``, … as pulldown-cmark names them."""
    value: Any
    """What the parser says of the tag: the decoded text, the link's target, …"""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """A Markdown text, parsed."""

    source: str
    shown: str
    """What the parser saw: the source with template tags masked, of the same length."""
    masked: list[tuple[int, int]]
    """Ranges of the template tags, in order."""
    events: list[Event]

    def masked_within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the parts of masked ranges that lie between two offsets."""
        if not self.masked:
            return []
        first = bisect_left(self.masked, start, key=lambda cut: cut[1])
        last = bisect_left(self.masked, end, key=lambda cut: cut[0])
        return [(max(a, start), min(b, end)) for a, b in self.masked[first:last] if b > start]


def parse(source: str, templates: re.Pattern[str] = TEMPLATES) -> Parsed:
    """Parse Markdown; never fails, whatever the text."""
    shown = _LONE_CR.sub("\n", source) if "\r" in source else source
    masked: list[tuple[int, int]] = []
    if templates.search(shown):
        code = [(e.start, e.end) for e in _events(shown) if e.tag in {"Code", "CodeBlock"}]
        shown, masked = _masked(shown, templates, sorted(code))
    return Parsed(source, shown, masked, _events(shown))


def definitions(shown: str) -> list[tuple[str, str, int, int]]:
    """Return the link reference definitions of a text: label, title, start and end."""
    if "]:" not in shown:
        return []
    found = unless_it_panics(lambda: pyromark.reference_definitions(shown, options=_DIALECT)) or {}
    offset = _offsets(shown)
    return [
        (label, entry["title"] or "", offset(entry["span"]["start"]), offset(entry["span"]["end"]))
        for label, entry in found.items()
    ]


def _events(shown: str) -> list[Event]:
    return unless_it_panics(lambda: [*_read(shown)]) or []


def _read(shown: str) -> Iterator[Event]:
    """Take the events one by one: as the parser gives them, all at once fill four times the room."""
    offset = _offsets(shown)
    parsed: Iterable[Any] = pyromark.events_with_range(shown, options=_DIALECT)
    for event, span in parsed:
        start, end = offset(span["start"]), offset(span["end"])
        if isinstance(event, str):
            yield Event("leaf", event, None, start, end)
            continue
        ((name, value),) = event.items()
        what = _EDGES.get(name)
        if what is None:
            yield Event("leaf", name, value, start, end)
        elif isinstance(value, str):
            yield Event(what, value, None, start, end)
        else:
            ((tag, value),) = value.items()
            yield Event(what, tag, value, start, end)


def _offsets(text: str) -> Callable[[int], int]:
    """Return what turns offsets into the UTF-8 bytes of ``text`` into offsets into ``text``."""
    if text.isascii():
        return int
    data = text.encode()
    strides = (text[at - _STRIDE : at] for at in range(_STRIDE, len(text), _STRIDE))
    starts = [*accumulate((len(one.encode()) for one in strides), initial=0)]

    def offset(at: int) -> int:
        stride = bisect_right(starts, at) - 1
        return stride * _STRIDE + len(data[starts[stride] : at].decode())

    return offset


def _masked(
    shown: str, templates: re.Pattern[str], code: list[tuple[int, int]]
) -> tuple[str, list[tuple[int, int]]]:
    """Replace template tags outside code: alone on a line by a comment, elsewhere by a word."""
    out: list[str] = []
    masked: list[tuple[int, int]] = []
    at = 0
    for match in templates.finditer(shown):
        start, end = match.span()
        nearest = bisect_right(code, (start, len(shown))) - 1
        if nearest >= 0 and code[nearest][1] > start:
            continue
        line_start = shown.rfind("\n", 0, start) + 1
        line_end = shown.find("\n", end)
        line = shown[line_start:start] + shown[end : None if line_end < 0 else line_end]
        filler = re.sub(r"[^\r\n]", "x", match[0])
        if not line.strip() and end - start >= 8:
            filler = "<!--" + filler[4:-3] + "-->"
        out += [shown[at:start], filler]
        masked.append((start, end))
        at = end
    return "".join([*out, shown[at:]]), masked
