"""Plain text as scraped from web pages: headings without markup, one line a paragraph or wrapped lines.

A line continues the one before it only if its first word would not have fitted there (the
greedy-fill test), or if it begins in the middle of a sentence, so that wrapped paragraphs are whole
and lines that are paragraphs stay apart, with or without blank lines between them. Where most of an
article stands in long lines none is taken for wrapped, save one that begins in lower case. Lines that
are no article, such as "Leave a comment", are segments like the others and are called boilerplate.
"""

from __future__ import annotations

import itertools
import re
import textwrap
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.formats import as_it_is as dressed
from l10n.formats import decode_text as decode
from l10n.model import Block, Kind, Notation, Piece, Role
from l10n.syntax import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["NOTATION", "SUFFIXES", "blocks", "decode", "dressed"]

SUFFIXES = frozenset({".txt", ".text"})
NOTATION = Notation.PLAIN

_LINE = re.compile(r"(?P<indent>[^\S\r\n]*)(?P<words>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)")
_BULLET = re.compile(r"(?:[-*+•·–▪◦●○►➤✓]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)]|\[\d+\])[ \t\xa0]+(?=\S)")
_RULE = re.compile(r"[\W_]*\Z")
_ENDS = re.compile(r"[.!?:;,…。！？：；]['\"”’»)\]]*\Z")
_STOPS = re.compile(r"[.!?:…。！？：]['\"”’»)\]]*\Z")
_HEADING_LENGTH = 90
_WRAPPED = range(30, 101)
"""Widths, in columns, between which the lines of a run can be wrapped lines."""

_BOILERPLATE = re.compile(
    r"""(?:
      search | menu | home | close | print | e-?mail | tweet | loading(?:\.\.\.|…)?
    | advertisement | toggle\ navigation
    | skip\ to\ (?:main\ |the\ )?content | (?:scroll|back)\ to\ (?:the\ )?top
    | leave\ a\ (?:comment|reply) | post\ (?:a\ )?comment | (?:no|\d+)\ comments?(?:\ yet)? | cancel\ reply
    | share(?:\ (?:this|on|via)\b.*)? | follow\ us\b.* | (?:\d+)\ (?:shares?|views?|likes?)
    | read\ more\b.* | continue\ reading\b.* | (?:related|recent|popular)\ (?:posts|articles|stories)
    | (?:posted|published|written|filed)\ (?:on|by|in|under)\b.* | (?:tags|categories|tagged)\s*:.*
    | (?:previous|next)(?:\ (?:post|article|page))? | edit(?:\ (?:template|page|post))?
    | subscribe\b.{0,40} | sign\ (?:in|up)\b.{0,30} | log\ ?in | register | newsletter
    | (?:all\ rights\ reserved|copyright|©).{0,80} | (?:cookie|privacy)\ (?:policy|settings|notice)
    | thank(?:s|\ you)\ for\ reading\b.{0,40}
    | [\w&' ]{2,24}(?:\s[/›»>|]\s[\w&' ]{2,24}){1,4}
    )[\s.!→»›]*""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    indent: str
    bullet: str
    words: str
    end: str
    """White space at the end of the line with its line end; "" at the end of the file."""

    @property
    def width(self) -> int:
        """Columns up to the end of the words; East Asian wide characters take two."""
        text = self.indent + self.bullet + self.words
        if text.isascii():
            return len(text)
        return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@dataclass(frozen=True, slots=True)
class _Put:
    """Sets a translation on one line, or wraps it as the source is wrapped."""

    width: int
    """Columns; 0 where the source is one line."""
    taken: int
    """Columns that the indent and the bullet of the first line take."""
    newline: str
    """Line end and indent of the second line."""

    def __call__(self, translation: str) -> str:
        text = " ".join(re.split(r"[ \t]*[\r\n]+[ \t]*", translation.strip(" \t\r\n")))
        if not self.width:
            return text
        indent = len(self.newline.lstrip("\r\n"))
        lines = textwrap.wrap(
            " " * self.taken + text,
            self.width,
            subsequent_indent=" " * indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        first, *rest = lines or [""]
        return self.newline.join([first[self.taken :], *(line[indent:] for line in rest)])


def blocks(text: str) -> Iterator[str | Block]:
    """Cut plain text without its front matter."""
    lines = list(_lines(text))
    wrapped = _is_wrapped(lines)
    run: list[_Line] = []
    for line in lines:
        if line.words:
            run.append(line)
            continue
        yield from _run(run, wrapped=wrapped)
        run = []
        yield line.indent + line.end
    yield from _run(run, wrapped=wrapped)


def _lines(text: str) -> Iterator[_Line]:
    for match in _LINE.finditer(text):
        words = match["words"].rstrip()
        space = match["words"][len(words) :]
        bullet = _BULLET.match(words)
        marker = bullet[0] if bullet else ""
        yield _Line(match["indent"], marker, words[len(marker) :], space + match["end"])


def _is_wrapped(lines: list[_Line]) -> bool:
    """Tell whether most of an article stands on lines that are short enough to be wrapped."""
    lengths = [line.width for line in lines]
    return 2 * sum(length for length in lengths if length < _WRAPPED.stop) >= sum(lengths)


def _run(lines: list[_Line], *, wrapped: bool) -> Iterator[str | Block]:
    """Cut lines that stand together without a blank line into paragraphs."""
    width = max((line.width for line in lines), default=0)
    unit: list[_Line] = []
    for line in lines:
        may_be = width in _WRAPPED and (wrapped or line.words[0].islower())
        if unit and not (may_be and _continues(unit, line, width)):
            yield from _unit(unit, width)
            unit = []
        unit.append(line)
    if unit:
        yield from _unit(unit, width)


def _continues(unit: list[_Line], line: _Line, width: int) -> bool:
    before = unit[-1]
    if line.bullet:
        return False
    if line.words[0].islower() and not _STOPS.search(before.words) and 2 * before.width > width:
        return True
    if _BOILERPLATE.fullmatch(line.words) or (len(unit) == 1 and _BOILERPLATE.fullmatch(before.words)):
        return False
    return before.width + 1 + len(line.words.split(None, 1)[0]) > width


def _unit(lines: list[_Line], width: int) -> Iterator[str | Block]:
    first, last = lines[0], lines[-1]
    yield first.indent + first.bullet
    if all(_RULE.match(line.words) for line in lines):
        yield first.words + "".join(_joint(a, b) + b.words for a, b in itertools.pairwise(lines))
    else:
        pieces = plain.pieces(first.words)
        for before, line in itertools.pairwise(lines):
            pieces.append(Piece(_joint(before, line), " ", Role.SPACE, words=" "))
            pieces += plain.pieces(line.words)
        newline = _joint(lines[0], lines[1]).lstrip(" \t") if len(lines) > 1 else ""
        taken = len(first.indent + first.bullet)
        put = _Put(width if len(lines) > 1 else 0, taken, newline)
        yield Block(tuple(pieces), _kind(lines), put)
    yield last.end


def _joint(before: _Line, line: _Line) -> str:
    return before.end + line.indent + line.bullet


def _kind(lines: list[_Line]) -> Kind:
    words = lines[0].words
    if len(lines) > 1:
        return Kind.ITEM if lines[0].bullet else Kind.PARAGRAPH
    if _BOILERPLATE.fullmatch(words):
        return Kind.BOILERPLATE
    if lines[0].bullet:
        return Kind.ITEM
    short = len(words) <= _HEADING_LENGTH and not _ENDS.search(words)
    return Kind.HEADING if short and (words[0].isupper() or not words[0].isalpha()) else Kind.PARAGRAPH
