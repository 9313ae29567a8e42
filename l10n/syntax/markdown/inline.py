"""Inline Markdown: what in a block is words and what is markup.

The same pieces serve the cut of an article, the masks of an engine and the checks: in the text of a
segment a reference link names its label (``[text][label]``), so that it means the same there as in
its article.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from l10n.model import Block, Kind, Piece, Role
from l10n.syntax import html, plain
from l10n.syntax.markdown import commonmark, embedded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.syntax.markdown.commonmark import Event, Parsed


INLINE = frozenset(
    {
        "Text", "Code", "InlineHtml", "InlineMath", "DisplayMath", "SoftBreak", "HardBreak",
        "FootnoteReference", "Emphasis", "Strong", "Strikethrough", "Link", "Image",
    }
)  # fmt: skip
"""The tags of pulldown-cmark that stand inside a block."""
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$#{}!\n]")
_BLOCK_START = re.compile(r"[-+=:\d]")
_DELIMITERS = {"Emphasis": "*", "Strong": "**", "Strikethrough": "~~"}
_NEWLINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_QUOTED_NEWLINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*(?:>[ \t]*)*")
_HARD_BREAK = re.compile(r"(?: {2,}|\\)\n(?!\s*\Z)")
"""At the end of a block there is nothing to break (CommonMark 0.31, section 6.7)."""
_HIDDEN = re.compile(f"{_HARD_BREAK.pattern}|{commonmark.ATTRIBUTES_AT_END.pattern}")
"""What the text of a segment hides from the parser: it takes attributes at the end for those of a heading."""
_REFERENCE = re.compile(r"\]\[((?:\\.|[^\[\]\\])+)\]")
_TAG_NAME = re.compile(r"<[^\s/>]*")


def may_be_markup(text: str) -> bool:
    """Tell quickly of most texts that they are words alone."""
    return bool(_MARKUP.search(text) or _BLOCK_START.match(text))


def pieces(
    text: str, labels: Sequence[str] | None = None, templates: re.Pattern[str] = commonmark.TEMPLATES
) -> list[Piece]:
    """Read the text of a segment; the sources of its pieces, joined, are the text.

    Args:
        text: A segment's text in Markdown, or a translation of one.
        labels: Labels of the article's link reference definitions, which make ``[label]`` a link;
            None where they are not known, and every ``[text][label]`` is taken for a link.
        templates: The template tags of its dialect, which are atoms.
    """
    if not may_be_markup(text):
        return plain.pieces(text)
    hidden = [match.span() for match in _HIDDEN.finditer(text)]
    shown = _HIDDEN.sub(lambda match: "\ue000" * len(match[0]), text).replace("\n", " ")
    known = _REFERENCE.findall(text) if labels is None else labels
    # The inline content of a heading is all that a line can hold, whatever it begins with.
    definitions = "".join(f"\n\n[{label}]: l10n" for label in known if "\n" not in label)
    parsed = commonmark.parse(f"# {shown}{definitions}", templates)
    end = len(shown) + 2
    events = [event for event in parsed.events if event.tag in INLINE and event.end <= end]
    run = replace(parsed, source=f"# {text}{definitions}", masked=_merged(parsed.masked, hidden))
    return Run(run, events, 2, end).pieces()


def _merged(masked: list[tuple[int, int]], hidden: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return sorted([*masked, *((start + 2, end + 2) for start, end in hidden)])


class Run:
    """Turns the events of one inline run into pieces; built for one call of :meth:`pieces`."""

    def __init__(
        self, parsed: Parsed, events: Sequence[Event], start: int, end: int, *, quoted: bool = False
    ) -> None:
        self._parsed = parsed
        self._source = parsed.source
        self._shown = parsed.shown
        self._events = events
        self._at = start
        self._end = end
        self._newline = _QUOTED_NEWLINE if quoted else _NEWLINE
        self._found: list[Piece] = []
        self._words_from = start
        self._unclosed: set[str] = set()
        """Elements that nothing ends from here on."""

    def pieces(self) -> list[Piece]:
        """Return the pieces of the run; their sources, joined, are the run."""
        skip_until = -1
        for number, event in enumerate(self._events):
            what, tag, value, start, end = event
            # The end of a link begins where the link does, before what was skipped inside it.
            if (end <= skip_until) if what == "end" else (start < skip_until):
                continue
            if tag == "Text":
                self._text(value, start, end)
                continue
            self._gap(start if what != "end" else self._at)
            self._flush()
            skip_until = max(skip_until, self._markup(number, event))
        self._gap(self._end)
        self._flush()
        return _paired(self._found)

    def _markup(self, number: int, event: Event) -> int:
        """Add the piece of an event that is no text; return the offset up to which it speaks."""
        what, tag, value, start, end = event
        if tag == "SoftBreak":
            self._space(end)
        elif tag == "HardBreak":
            shown = "\\\n" if self._source[start] == "\\" else "  \n"
            self._add(end, Role.BREAK, text=shown, key="\n", words=" ")
        elif tag == "FootnoteReference":
            self._add(end, Role.MARK, key=f"[^{value}]")
        elif tag == "InlineHtml":
            return self._html(number, end)
        elif tag in _DELIMITERS:
            width = _delimiter_width(self._source, start, tag)
            role = Role.OPEN if what == "start" else Role.CLOSE
            self._add(start + width if what == "start" else end, role, key=_DELIMITERS[tag])
        elif tag == "Link" and what == "start" and value["link_type"] not in {"Autolink", "Email"}:
            self._add(start + 1, Role.OPEN, key="[")
        elif tag == "Link" and what == "end":
            self._link_end(number, end)
        elif tag == "Image" and what == "start":
            return self._image(number, event)
        else:  # code, math, autolinks: kept as they are
            self._add(end, Role.ATOM, key=self._one_line(start, end))
            return end
        return -1

    def _text(self, value: str, start: int, end: int) -> None:
        if start > self._at:
            self._gap(start)
        if self._shown[start:end] == value:
            self._at = max(end, self._at)
            return
        self._flush()
        if self._at < end:  # a character reference, decoded where no one would take it for markup
            readable = value.isprintable() and not (value.isascii() and not value.isalnum())
            shown = value if readable or value == "\xa0" else None
            self._add(end, Role.TEXT, text=shown, words=value)

    def _gap(self, to: int) -> None:
        """Account for what the parser leaves out: escapes, line prefixes, spaces at a line's end."""
        if to <= self._at:
            return
        slice_ = self._source[self._at : to]
        if slice_ == "\\" and to < self._end:
            self._flush()
            self._add(to + 1, Role.TEXT, words=self._source[to])
        elif not slice_.strip(" \t\r\n>"):
            self._flush()
            self._space(to)
        else:
            self._at = to

    def _flush(self) -> None:
        """Turn the words read so far into pieces, with masked ranges and breaks as atoms."""
        start, end = self._words_from, self._at
        self._words_from = end
        if start == end:
            return
        for cut_start, cut_end in self._parsed.masked_within(start, end):
            self._found += plain.pieces(self._source[start:cut_start])
            self._found.append(embedded.hidden(self._source[cut_start:cut_end], self._newline))
            start = cut_end
        self._found += plain.pieces(self._source[start:end])

    def _space(self, to: int) -> None:
        """Take white space up to ``to``; with a line break or another space before it, as one."""
        source = self._source[self._at : to]
        self._at = self._words_from = to
        last = self._found[-1] if self._found else None
        if (last and last.role is Role.BREAK and not source.strip(" \t>")) or (
            last and last.role is Role.SPACE
        ):
            self._found[-1] = last._replace(source=last.source + source)
        else:
            self._found.append(Piece(source, " ", Role.SPACE, words=" "))

    def _add(
        self,
        to: int,
        role: Role,
        *,
        text: str | None = None,
        key: str = "",
        words: str = "",
        inner: tuple[str | Block, ...] = (),
    ) -> None:
        source = self._source[self._at : to]
        shown = self._newline.sub(" ", source) if text is None else text
        self._found.append(Piece(source, shown, role, key, words, inner))
        self._at = self._words_from = to

    def _one_line(self, start: int, end: int) -> str:
        return self._newline.sub(" ", self._source[start:end])

    def _html(self, number: int, end: int) -> int:
        """Add an inline tag; from ``<code>`` or ``translate="no"`` to its end, all of it."""
        piece = html.tag(self._source[self._at : end])
        name = html.opens_untranslated(piece.source)
        if name and name not in self._unclosed:
            for event in self._events[number + 1 :]:
                if event.tag == "InlineHtml" and html.closes(str(event.value), name):
                    self._add(event.end, Role.ATOM, key=self._one_line(self._at, event.end))
                    return event.end
            self._unclosed.add(name)
        text, key = (self._newline.sub(" ", shown) for shown in (piece.text, piece.key))
        self._add(end, piece.role, text=text, key=key, words=piece.words, inner=piece.inner)
        return -1

    def _link_end(self, number: int, end: int) -> None:
        link = self._start_of(number).value
        if link["link_type"] in {"Autolink", "Email"}:
            return
        end, text, key = self._target(link, self._at, end)
        tail = self._source[self._at : end]
        self._add(end, Role.CLOSE, text=text, key=key, inner=embedded.titled(tail, link["title"]))

    def _target(self, link: dict[str, str], start: int, end: int) -> tuple[int, str | None, str]:
        """Return where a link or image ends, its tail as segments show it, and the tail's key."""
        kind, label = link["link_type"], " ".join(link["id"].split())
        if kind == "Inline":
            tagged = not link["title"] and self._parsed.masked_within(start, end)
            return end, None, self._one_line(start, end) if tagged else f"]({link['dest_url']})"
        if kind == "Collapsed" and self._source[end - 1 : end + 2] == "][]":
            end += 2
        shown = None if kind == "Reference" else f"][{label}]"
        return end, shown, f"][{label.casefold()}]"

    def _start_of(self, number: int) -> Event:
        depth = 0
        for event in reversed(self._events[: number + 1]):
            if event.tag in {"Link", "Image"}:
                depth += 1 if event.what == "end" else -1
                if depth == 0:
                    start: Event = event
                    return start
        raise AssertionError  # every end of the parser has its start

    def _image(self, number: int, event: Event) -> int:
        depth = 0
        words: list[str] = []
        content_end = event.start + 2
        for inner in self._events[number:]:
            if inner.what == "leaf":
                words.append(inner.value if isinstance(inner.value, str) else " ")
            if inner.tag == "Image":
                depth += {"start": 1, "end": -1}[inner.what]
            if depth == 0:
                break
            content_end = max(content_end, inner.end if inner.start > event.start else 0)
        end, shown, key = self._target(event.value, content_end, event.end)
        alt_end = content_end + 2 if event.value["link_type"] == "Collapsed" else content_end
        label = event.value["id"] if shown else ""
        alt = embedded.attribute(self._source[event.start + 2 : alt_end], "".join(words), Kind.ALT, label)
        tail = self._source[alt_end:end]
        cuts = ("![", alt, *(embedded.titled(tail, event.value["title"]) or (tail,)))
        text = shown and "!" + self._one_line(event.start + 1, content_end) + shown
        self._add(end, Role.ATOM, text=text, key=f"!{key}", inner=cuts)
        return end


def _delimiter_width(source: str, start: int, tag: str) -> int:
    if tag == "Strikethrough":
        return 2 if source.startswith("~~", start) else 1
    return len(_DELIMITERS[tag])


def _paired(found: list[Piece]) -> list[Piece]:
    """Make atoms of inline HTML tags whose partner is not in the block."""
    opened: list[int] = []
    lone: set[int] = set()
    tags = [(number, piece) for number, piece in enumerate(found) if piece.key[:1] == "<"]
    for number, piece in tags:
        if piece.role is Role.OPEN:
            opened.append(number)
        elif piece.role is Role.CLOSE:
            name = piece.key[2:-1]
            partner = next(
                (n for n in reversed(opened) if _TAG_NAME.findall(found[n].key)[:1] == [f"<{name}"]),
                None,
            )
            if partner is None:
                lone.add(number)
            else:
                lone.update(n for n in opened if n > partner)
                opened = [n for n in opened if n < partner]
    lone.update(opened)
    if not lone:
        return found
    return [p._replace(role=Role.ATOM) if n in lone else p for n, p in enumerate(found)]
