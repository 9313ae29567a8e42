"""Markdown cut into text that stays and blocks, by the byte ranges of the parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Block, Kind
from l10n.syntax import html
from l10n.syntax.directives import Author
from l10n.syntax.markdown import commonmark
from l10n.syntax.markdown.embedded import attribute
from l10n.syntax.markdown.inline import INLINE, Run
from l10n.syntax.markdown.put import Put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.syntax.markdown.commonmark import Event, Parsed

_KINDS = {
    "Heading": Kind.HEADING,
    "TableCell": Kind.CELL,
    "DefinitionListTitle": Kind.TERM,
    "DefinitionListDefinition": Kind.DEFINITION,
    "FootnoteDefinition": Kind.FOOTNOTE,
    "Item": Kind.ITEM,
    "Box": Kind.PARAGRAPH,
    "Caption": Kind.CAPTION,
}
Found = tuple[int, int, "list[str | Block]"]
"""Start, end and parts of a stretch of the article."""


def blocks(text: str, templates: re.Pattern[str] = commonmark.TEMPLATES) -> Iterator[str | Block]:
    """Cut Markdown; the sources of what it gives, joined, are ``text``.

    Args:
        text: The article without its front matter.
        templates: The template tags of its dialect, which are left alone.
    """
    parsed = commonmark.parse(text, templates)
    at = 0
    for start, end, parts in sorted(_Walk(parsed, templates).found(), key=lambda found: found[0]):
        if start >= at:
            yield text[at:start]
            yield from parts
            at = end
    yield text[at:]


class _Walk:
    """Follows the events of an article from block to block; built for one call of :meth:`found`."""

    def __init__(self, parsed: Parsed, templates: re.Pattern[str]) -> None:
        self._parsed = parsed
        self._templates = templates
        self._source = parsed.source
        self._containers: list[str] = []
        self._definitions = commonmark.definitions(parsed.shown)
        self._labels = tuple(label for label, *_ in self._definitions)
        self._open = html.NONE_OPEN
        self._author = Author()

    def found(self) -> Iterator[Found]:
        run: list[Event] = []
        html_lines: list[Event] = []
        for event in self._parsed.events:
            if event.tag in INLINE and "CodeBlock" not in self._containers:
                (html_lines if "HtmlBlock" in self._containers else run).append(event)
                continue
            if run:
                yield from self._run(run)
                run = []
            if event.what == "start":
                self._containers.append(event.tag)
            elif event.what == "end":
                self._containers.pop()
                if event.tag == "HtmlBlock":
                    yield from self._html(event, html_lines)
                    html_lines = []
            elif event.tag == "Html":
                html_lines.append(event)
        yield from self._titles()

    def _run(self, events: list[Event]) -> Iterator[Found]:
        if self._author.skips or not html.translating(self._open):
            return
        start = self._begin(events[0].start)
        end = self._end(events)
        kind = self._kind()
        quoted = "BlockQuote" in self._containers
        pieces = tuple(Run(self._parsed, events, start, end, quoted=quoted).pieces())
        put = Put(pieces, kind, self._source, start, end, self._labels, self._templates)
        context, note = self._author.taken()
        yield start, end, [Block(pieces, kind, put, context, note)]

    def _begin(self, start: int) -> int:
        """Return where a run begins: at the backslash, where its first character is escaped."""
        at = start
        while self._source[at - 1 : at] == "\\":
            at -= 1
        return start - (start - at) % 2

    def _end(self, events: list[Event]) -> int:
        end = max([event.end for event in events])
        collapsed = self._source[end - 1 : end + 2] == "][]"
        return end + 2 if collapsed and events[-1].tag in {"Link", "Image"} else end

    def _kind(self) -> Kind:
        for tag in reversed(self._containers):
            if tag in _KINDS:
                return _KINDS[tag]
        return Kind.PARAGRAPH

    def _html(self, block: Event, lines: list[Event]) -> Iterator[Found]:
        """Cut a block of HTML; the prefixes of its lines are hidden from the HTML tokenizer."""
        source = self._source[block.start : block.end]
        if self._author.hears(source.strip()) or self._author.skips:
            return
        hidden = re.sub(r"[^\r\n]", " ", source)
        shown: list[str] = []
        at = block.start
        for line in lines:
            start = max(line.start, at)
            shown.append(hidden[at - block.start : start - block.start])
            shown.append(self._parsed.unboxed[start : line.end])
            at = max(at, line.end)
        shown.append(hidden[at - block.start :])
        parts, self._open = html.blocks("".join(shown), source, self._open)
        yield block.start, block.end, parts

    def _titles(self) -> Iterator[Found]:
        """Give the titles of link reference definitions."""
        for _, title, start, end in self._definitions:
            source = self._source[start:end].rstrip()
            quote = source[-1:].replace(")", "(")
            begin = source.find(quote, source.find("]:") + 2) if title else -1
            if 0 < begin < len(source) - 1:
                block = attribute(source[begin + 1 : -1], title, Kind.TITLE)
                yield start + begin + 1, start + len(source) - 1, [block]
