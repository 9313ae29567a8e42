"""Boxes, tabs and directives that site generators add to Markdown, shown to a parser that knows none.

A line that marks a box is replaced by Markdown of the same length that ends a paragraph as the mark
does: a thematic break; a heading where the mark holds words that a reader reads; a list item where
what follows is indented. So what stands in a box is parsed as what stands elsewhere.

- Python-Markdown and its extensions: ``!!! note "Title"``, ``??? note``, ``=== "Tab"``, ``--8<-- "file"``
- Docusaurus and VitePress: ``:::note[Title]``, ``::: tip Title``, ``<<< @/file``, ``[[toc]]``, ``import``
- Pandoc and Quarto: ``::: {.callout-note title="Title"}``
- MyST: ``:::{note} Title``, the same with back-ticks, options below, ``(target)=``
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TITLED = (
    r"(?:attention|caution|danger|error|hint|important|note|tip|warning|seealso|todo|admonition|topic|sidebar"
    r"|rubric|dropdown|tab-item|card|grid-item-card|list-table|table|version(?:added|changed|removed)|deprecated"
    r"|exercise|solution|pull-quote|epigraph|prf:\w+)"
)
"""Directives of MyST whose argument a reader reads, as he reads what is in them."""
_WRAPPING = r"(?:figure|container|div|grid|grid-item|tab-set|aside|margin|compound|class|only|glossary)"
"""Directives of MyST whose argument is for machines, and whose content is read."""
_END = r"[ \t\r]*$"
_OPTIONS = (
    rf"(?:\n[ \t>]*---{_END}(?:\n(?![ \t>]*---{_END})[^\n]*){{0,50}}\n[ \t>]*---{_END}"
    rf"|(?:\n[ \t>]*:[a-z][\w-]*:(?:[ ][^\n]*)?{_END})+)?"
)
_DIRECTIVE = (
    rf"(?:\{{{_TITLED}\}}[ \t]*(?P<argument>[^\n]*?)|\{{{_WRAPPING}\}}[^\n]*?){_END}(?P<options>{_OPTIONS})"
)
_BEFORE = r"(?:[ \t>]|(?:[-*+:]|\d{1,9}[.)])[ \t]+)*+"
"""Marks of quotes, lists and definitions."""
_IMPORT = (
    r"import[ ](?:(?:[\w$]+,[ ]*)?(?:[\w$]+|\*[ ]as[ ][\w$]+|(?P<names>\{[\w$,\s]{0,999}\}))[ ]from[ ])?"
    r"[\"'][^\n\"']+[\"'][ \t\r]*(?:;[^\n]*)?$"
)
_MARK = re.compile(
    rf"""^(?P<before>{_BEFORE})(?P<mark>
      (?P<item>
          (?:!!!|\?\?\?\+?)[ ]?(?:[\w-]+(?:[ ]+[\w-]+)*+)?
              (?:[ ]+"(?P<box>[^\n]*)"{_END}|(?<=\w){_END}(?=\n(?:[ \t>\r]*\n)*[ \t>]*(?:[ ]{{4}}|\t)))
        | ={{3}}!?\+?[ ]+"(?P<tab>[^\n]*)"{_END}
      )
    | (?P<literal>(?P<fence>:{{3,}})\{{(?!{_TITLED}\}}|{_WRAPPING}\}}|[.\#=]|[\w-]+=)[\w:.-]+\}}[^\n]*$
          (?:\n(?!(?P=before)(?P=fence):*{_END})[^\n]*){{0,500}}\n(?P=before)(?P=fence):*{_END})
    | (?:{_IMPORT})
    | :{{3,}}[ \t]*{_DIRECTIVE}
    | :{{3,}}[\w-]+\[(?P<label>[^\n]*)\][^\n\[\]]*$
    | :{{3,}}[ \t]*\{{[^\n]*?\btitle="(?P<attribute>(?:\\.|[^\n"\\])*+)"[^\n]*$
    | :{{3,}}[ \t]*[\w-]+[ \t]+(?![\w-]+=|[:{{])(?P<words>[^\n]*[^\s:])[:]*{_END}
    | :{{3,}}[^\n]*$
    | (?:-+8<-+|<<<[ ]*[@./])[^\n]*$
    | \[{{1,2}}_?(?:TOC|toc)_?\]{{1,2}}{_END}
    | \([\w./:-]+\)={_END}
    )""",
    re.MULTILINE | re.VERBOSE,
)
_OPENING = re.compile(rf"(?P<mark>(?:`{{3,}}|~{{3,}})[ \t]*{_DIRECTIVE})", re.MULTILINE)
_CLOSING = re.compile(r"(?P<mark>(?:`{3,}|~{3,}))\s*\Z")
_OPTION = re.compile(
    r"^[ \t>]*+(?P<mark>:(?:alt|caption|header|title|subtitle):[ ]+(?P<words>[^\n]*\S)|[^\s>][^\n]*)",
    re.MULTILINE,
)
_WORDS = ("box", "tab", "argument", "label", "attribute", "words")
"""The groups that hold what a reader reads."""
_MAY_HOLD = re.compile(
    rf"\n{_BEFORE}(?::::|!!!|\?\?\?|===!?\+?[ ]|-+8<|<<<|import[ ]|\[\[?_?(?:TOC|toc)|\([\w./:-]+\)="
    r"|(?:```|~~~)[`~]*[ ]*\{)"
)
_CAPTION = "#"
_ITEM = "-  #"
"""A list item with a heading; it holds what is indented by four columns, as a box of Python-Markdown does."""
DEPTH = 8
"""Boxes inside boxes; the marks of deeper ones stay as they are."""


class Mark(NamedTuple):
    """What is shown to the parser for a mark."""

    start: int
    shown: str
    opens: tuple[int, ...] = ()
    """Offsets at which the parser finds a list item that is a box, or a heading that is a caption."""

    @property
    def is_code(self) -> bool:
        """Tell whether it is shown as a comment, since nobody reads what it holds."""
        return self.shown.startswith("<!--")


def may_hold(shown: str) -> bool:
    """Tell quickly of most texts that no box is in them."""
    return _MAY_HOLD.search(f"\n{shown}") is not None


Code = tuple[int, int, str]
"""Start, end and info string, "" for none, of a code span or a code block."""


def is_within(code: Sequence[Code], at: int) -> bool:
    """Tell whether an offset is inside of one of the stretches of code, which are in order."""
    nearest = bisect_right(code, (at, sys.maxsize, "")) - 1
    return nearest >= 0 and code[nearest][1] > at


def marks(shown: str, code: Sequence[Code]) -> list[Mark]:
    """Find the marks of boxes outside code, in order."""
    found = [mark for start, end, info in code if info[:1] == "{" for mark in _fenced(shown, start, end)]
    for match in _MARK.finditer(shown):
        if not is_within(code, match.start("mark")):
            found += _of(match)
    return list(_apart(sorted(found)))


def _apart(found: Iterable[Mark]) -> Iterator[Mark]:
    """Leave out what is inside another mark."""
    at = 0
    for mark in found:
        if mark.start >= at:
            yield mark
            at = mark.start + len(mark.shown)


def shown_with(shown: str, found: Iterable[Mark]) -> str:
    """Return the text with each mark as it is shown; of the same length."""
    out: list[str] = []
    at = 0
    for mark in found:
        out += [shown[at : mark.start], mark.shown]
        at = mark.start + len(mark.shown)
    return "".join([*out, shown[at:]])


def _fenced(shown: str, start: int, end: int) -> Iterator[Mark]:
    """Give the marks of a fenced directive whose content is read."""
    opening = _OPENING.match(shown, start, end)
    closing = _CLOSING.search(shown, start, end)
    if opening and closing and closing.start() > opening.end():
        yield from _of(opening)
        yield from _of(closing)


def _of(match: re.Match[str]) -> Iterator[Mark]:
    groups = match.groupdict()
    start, mark = match.start("mark"), match["mark"]
    if groups.get("literal") or groups.get("names"):
        yield Mark(start, "<!--" + re.sub(r"[^\n>]", "x", mark)[4:-3] + "-->")
        return
    options = groups.get("options") or ""
    first = mark[: len(mark) - len(options)]
    begin = _ITEM if groups.get("item") else _CAPTION
    name = next((name for name in _WORDS if groups.get(name)), None)
    if name or groups.get("item"):
        shown = begin.ljust(match.start(name) - start) + match[name] if name else begin
        yield Mark(start, shown.ljust(len(first)), (start, start + len(begin) - 1))
    else:
        yield Mark(start, "*" * len(first))
    yield from _of_options(options, start + len(first))


def _of_options(options: str, start: int) -> Iterator[Mark]:
    for match in _OPTION.finditer(options):
        for at, shown, opens in _of(match):
            yield Mark(start + at, shown, tuple(start + offset for offset in opens))
