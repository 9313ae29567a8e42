"""The Markdown parser behind one function: events of pulldown-cmark with offsets into the article.

Dialect: CommonMark 0.31 and GFM, with footnotes, definition lists, alerts and math. Template tags
(Hugo, Liquid, kramdown, MDX) are hidden from the parser by masks of the same length; the marks of
boxes and directives are shown to it as Markdown, see :mod:`l10n.syntax.markdown.containers`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

import pyromark

from l10n.rust import unless_it_panics
from l10n.syntax.markdown import containers
from l10n.syntax.markdown.containers import Code, Mark

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

_VALUE = r"""(?:"(?:\\.|\n(?![ \t\r]*\n)|[^"\\\n])*"|'[^'\n]*'|[^\s"'{}]+)"""
_ATTRIBUTE = rf"(?:[.#][\w-][\w:.-]*|[A-Za-z][\w:-]*={_VALUE})"
_BETWEEN = r"(?:[ \t]+|[ \t]*\r?\n[ \t]*)"
_ATTRIBUTES = rf":?[ ]*{_ATTRIBUTE}(?:{_BETWEEN}{_ATTRIBUTE})*+[ ]*\}}"
TEMPLATES = re.compile(
    rf"""\{{(?:
      %-?[ ]*(?P<liquid>highlight|comment)\b(?:[^%{{]|%(?!\}})|\{{(?!%))*+%\}}
        .{{0,9999}}?\{{%-?[ ]*end(?P=liquid)[ ]*-?%\}}
    | \{{[<%][ ]*(?P<hugo>highlight|mermaid|katex|math)\b(?>(?:(?!\{{\{{)[^\n])*?[>%]\}}\}})
        .{{0,9999}}?\{{\{{[<%][ ]*/[ ]*(?P=hugo)[ ]*[>%]\}}\}}
    | \{{(?:[^{{}}]|\{{(?!\{{)|\}}(?!\}}))*+\}}\}}
    | %(?:[^%{{]|%(?!\}})|\{{(?!%))*+%\}}
    | [A-Za-z][\w:.+-]*\}}(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).){{0,999}}?(?<!`)(?P=ticks)(?!`)
    | (?P<attributes>{_ATTRIBUTES}|(?<=^\{{):[^\n]*\}}[ \t\r]*$)
    )""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
"""Tags of Hugo and Liquid, with the code in them; roles of MyST; lists of attributes."""
ATTRIBUTES_AT_END = re.compile(rf"\{{{_ATTRIBUTES}\Z")
MDX = re.compile(
    r"^(?:import|export)\b[^\n]*(?:\n(?!\n)[^\n]*)*"
    r"|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}",
    re.MULTILINE,
)
"""Imports, exports and expressions of MDX."""
_EDGES = {"Start": "start", "End": "end"}
_STRIDE = 64
"""Characters between two of which the place among the bytes is known."""
_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]")
_NO_DEFINITION = re.compile(r"\n([ \t>]*+):(?=[^\s:-])")
"""A colon that the parser takes for the mark of a definition, which wants a space behind it."""
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
    unboxed: str
    """The same with the marks of boxes as they are in the source: within HTML there is no Markdown."""
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
    shown, unboxed, opened = _with_boxes(shown)
    if _NO_DEFINITION.search(f"\n{shown}"):
        shown = _NO_DEFINITION.sub(r"\n\1,", f"\n{shown}")[1:]
    masks = _masks(shown, templates) if templates.search(shown) else []
    shown, unboxed = (containers.shown_with(text, masks) for text in (shown, unboxed))
    events = _events(shown)
    boxed = [_boxed(event, opened) for event in events] if opened else events
    masked = [(mask.start, mask.start + len(mask.shown)) for mask in masks]
    return Parsed(source, shown, unboxed, masked, boxed)


def _with_boxes(shown: str) -> tuple[str, str, set[int]]:
    """Show the marks of boxes, from the outer to the inner; show code alone; tell where boxes begin."""
    unboxed, opened = shown, set[int]()
    for _ in range(containers.DEPTH if containers.may_hold(shown) else 0):
        found = containers.marks(shown, _code(_events(shown)))
        if not found:
            break
        shown = containers.shown_with(shown, found)
        unboxed = containers.shown_with(unboxed, [mark for mark in found if mark.is_code])
        opened.update(at for mark in found for at in mark.opens)
    return shown, unboxed, opened


def _code(events: Iterable[Event]) -> list[Code]:
    code = [event for event in events if event.tag in {"Code", "CodeBlock"} and event.what != "end"]
    infos = [event.value["Fenced"] if isinstance(event.value, dict) else "" for event in code]
    return sorted((event.start, event.end, info) for event, info in zip(code, infos, strict=True))


def _boxed(event: Event, opened: set[int]) -> Event:
    """Name what a mark was shown as; for the parser it begins with up to three blanks before it."""
    tag = {"Item": "Box", "Heading": "Caption"}.get(event.tag)
    boxed = tag and not opened.isdisjoint(range(event.start, event.start + 4))
    return event._replace(tag=tag) if tag and boxed else event


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


def _masks(shown: str, templates: re.Pattern[str]) -> list[Mark]:
    """Return what is shown for the template tags outside code."""
    code = _code(_events(shown))
    found = (tag for tag in templates.finditer(shown) if not containers.is_within(code, tag.start()))
    return [Mark(tag.start(), mask) for tag in found if (mask := _mask(shown, tag))]


def _mask(shown: str, tag: re.Match[str]) -> str:
    """Return a word; what ends a paragraph for a tag alone on a line that is no role; "" to leave it."""
    start, end = tag.span()
    line_start = shown.rfind("\n", 0, start) + 1
    line_end = shown.find("\n", end)
    line = shown[line_start:start] + shown[end : None if line_end < 0 else line_end]
    filler = "x" * (end - start)
    groups = tag.groupdict()
    attributes, is_role = groups.get("attributes"), groups.get("ticks")
    if attributes and _HEADING.match(line) and not line[start - line_start :].strip():
        return ""  # the parser reads them
    if not (line.strip(" \t\r>") or is_role) and end - start >= (3 if attributes else 8):
        return "*" * len(filler) if attributes else "<!--" + filler[4:-3] + "-->"
    return filler
