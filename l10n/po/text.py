"""The quoted texts of PO files: what they say, and how gettext lays them out."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH: Final = 79
"""Columns of a line in catalogs that gettext wraps."""
UNWRAPPED: Final = 0
"""The width of a catalog that breaks lines at line feeds only."""
QUOTED: Final = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
"""A regular expression for one piece of a text."""

_PIECE = re.compile(QUOTED)
_ESCAPE = re.compile(r"((?:\\[0-7]{1,3}|\\x[0-9a-fA-F]+)+)|\\(.)")
_BYTE = re.compile(r"\\(?:x([0-9a-fA-F]+)|([0-7]+))")
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_NAMED |= {'"': '"', "\\": "\\"}
_ESCAPES = str.maketrans({char: "\\" + name for name, char in _NAMED.items()})
_ESCAPED = re.compile(r'["\\\x07-\x0d]')

_WIDE = "\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\U00020000-\U0003fffd"
_NO_START = "、。，．・：；？！）］｝」』】〕〉》〗ー々…‥’”％ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
_NO_END = "（［｛「『【〔〈《〖‘“"
_NARROW_BREAK = r"(?<= )(?=[^ \n])|(?<=[^\W\d_][-/])(?=[^\W\d_])|(?<=[\w)])(?=[‘“])"
_BREAK = re.compile(
    rf"{_NARROW_BREAK}"
    rf"|(?<=[{_WIDE}])(?<![{_NO_END}])(?=[\w{_WIDE}{_NO_END}(])(?![{_NO_START}])"
    rf"|(?<=[\w)])(?=[{_WIDE}{_NO_END}])(?![{_NO_START}])"
)
"""Where a line may break: UAX #14 as far as catalogs of prose need it."""
_NARROW = re.compile(
    r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*+"
)
"""Text in which every character fills one column; most of what is written in Latin, Greek or Cyrillic."""


def value(lines: str) -> str:
    """Return what the quoted pieces in ``lines`` say, joined."""
    if "\\" not in lines:
        return "".join(lines.split('"')[1::2])
    return _ESCAPE.sub(_char, "".join([piece[1:-1] for piece in _PIECE.findall(lines)]))


def _char(found: re.Match[str]) -> str:
    if found[2]:
        return _NAMED.get(found[2], found[0])
    octets = bytes(
        int(hexa, 16) & 255 if hexa else int(octal, 8) & 255 for hexa, octal in _BYTE.findall(found[1])
    )
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets.decode("latin-1")


@cache
def _column(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def columns(text: str) -> int:
    """Return the columns of a terminal that ``text`` fills (UAX #11)."""
    return len(text) if text.isascii() or _NARROW.fullmatch(text) else sum(map(_column, text))


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES) if _ESCAPED.search(text) else text


def written(keyword: str, text: str, width: int, prefix: str = "") -> str:
    """Return the lines of a field as msgcat writes them, each begun with ``prefix``."""
    escaped = _escaped(text)
    single = f'{prefix}{keyword} "{escaped}"\n'
    one_line = "\n" not in text or text.index("\n") == len(text) - 1
    if one_line and (not width or columns(single[:-1]) <= width or not _BREAK.search(text)):
        return single
    room = (width or sys.maxsize) - len(prefix) - 2
    pieces = [text] if "\n" not in text else re.findall(r"[^\n]*\n|[^\n]+", text)
    quoted = [f'{prefix}"{row}"\n' for piece in pieces for row in rows(piece, room)]
    return f'{prefix}{keyword} ""\n{"".join(quoted)}'


def rows(text: str, room: int) -> Iterable[str]:
    """Cut ``text`` where a line may break, escaped, into rows of up to ``room`` columns."""
    escaped = _escaped(text)
    if 2 * len(escaped) <= room:  # no character fills more than two columns
        return [escaped]
    if "\\" in text or not _NARROW.fullmatch(text):
        return _wide_rows(text, room)
    if len(escaped) <= room:
        return [escaped]
    return _narrow_row(room).findall(escaped)


def _wide_rows(text: str, room: int) -> Iterator[str]:
    row, used = "", 0
    for part in _BREAK.split(text):
        token = _escaped(part)
        needed = columns(token)
        if row and used + needed > room:
            yield row
            row, used = "", 0
        row, used = row + token, used + needed
    yield row


@cache
def _narrow_row(room: int) -> re.Pattern[str]:
    """Return what matches the longest row of up to ``room`` columns, or else up to the first break."""
    end = rf"(?:{_NARROW_BREAK}|\Z)"
    return re.compile(rf".{{1,{max(room, 1)}}}{end}|.+?{end}")
