"""HTML into tokens, as browsers cut it (WHATWG HTML, 13.2.5); law: the tokens, joined, are the text.

Nothing is an error: what a browser ignores is a token like any other. A text that begins with
``<?xml`` is read with XML's rule that ``/>`` ends an element and with its CDATA sections.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class TokenKind(Enum):
    """What a token is to a browser."""

    TEXT = "text"
    REFERENCE = "reference"
    """One character reference in text: ``&amp;``, ``&#8212;``."""
    RAW = "raw text"
    """The content of a script, a style and their like, in which nothing is markup."""
    START = "start tag"
    EMPTY = "empty tag"
    """A start tag that no end tag can follow: ``<br>``."""
    END = "end tag"
    COMMENT = "comment"
    BOGUS = "bogus comment"
    """What browsers take for a comment and authors did not: ``<?php … ?>``, CDATA."""
    DECLARATION = "declaration"
    UNFINISHED = "unfinished"
    """A tag that the text ends in; browsers drop it."""


TAGS = (TokenKind.START, TokenKind.END, TokenKind.EMPTY)  # a tuple: the hash of an Enum is slow
"""The kinds of tags."""


class Token(NamedTuple):
    """A stretch ``text[start:end]`` of the text."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    """Name of the element in lower case, for tags."""
    foreign: bool = False
    """True inside ``<svg>`` and ``<math>``, their own tags included."""


class Attribute(NamedTuple):
    """An attribute of a start tag; ``tag[start:end]`` is its value without quotes."""

    name: str
    start: int
    end: int
    quote: str
    """``"``, ``'`` or "" for an unquoted value."""


VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track "
    "wbr".split()
)


def tokens(text: str) -> Iterator[Token]:
    """Cut ``text`` into tokens, in time linear to its length."""
    tokenizer = _Tokenizer(text)
    at = 0
    while at < len(text):
        token = tokenizer.token_at(at)
        yield token
        at = token.end
        if tokenizer.raw:
            for token in tokenizer.raw_text(at):
                yield token
                at = token.end


def attributes(tag: str) -> Iterator[Attribute]:
    """Give the attributes of a start tag that count; a browser drops the second of a name.

    An attribute without a value has an empty span at its end.
    """
    seen: set[str] = set()
    for match in _ATTRIBUTE.finditer(tag, _NAME_END.match(tag).end()):  # type: ignore[union-attr] # any tag matches
        name = match["name"].lower()
        if name not in seen:
            seen.add(name)
            value = match.lastgroup or "name"
            start, end = match.span(value) if value != "name" else (match.end(), match.end())
            yield Attribute(name, start, end, {"double": '"', "single": "'"}.get(value, ""))


@lru_cache(maxsize=4096)
def decoded(reference: str) -> str:
    """Return the characters that a character reference stands for (WHATWG HTML, 13.2.5.80)."""
    if reference[1] != "#":
        return html5[reference[1:]]
    digits = reference[2:].rstrip(";")
    hexadecimal = digits[0] in "xX"
    significant = digits.lstrip("xX0")[:8] or "0"  # int() refuses thousands of digits
    number = int(significant, 16 if hexadecimal else 10)
    if 0x80 <= number <= 0x9F:
        return bytes((number,)).decode("cp1252", "ignore") or chr(number)
    shown = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if shown else "\ufffd"


def references(text: str, start: int, end: int, *, attribute: bool = False) -> Iterator[tuple[int, int]]:
    """Give the spans of the character references in ``text[start:end]``.

    Args:
        text: Where to look.
        start: Where the stretch begins.
        end: Where it ends.
        attribute: True for an attribute's value, in which ``&copy=`` and ``&copyx`` are no references.
    """
    for match in _REFERENCE.finditer(text, start, end):
        stop = _reference_end(text, match.start(), match.end())
        if attribute and text[stop - 1] != ";" and _GOES_ON.match(text, stop, end):
            continue
        if stop > match.start():
            yield match.start(), stop


class _Tokenizer:
    """Knows the text and, while it is read, the foreign elements around."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._xml = _XML.match(text) is not None
        self._foreign: list[str] = []
        self.raw = ""
        """Name of the raw text element that has just begun."""

    def token_at(self, at: int) -> Token:
        text = self._text
        match = _TOKEN.match(text, at)
        if match is None:
            return self._unfinished(at)
        what = match.lastgroup
        if what == "text":
            return Token(TokenKind.TEXT, at, match.end())
        if what == "tag":
            return self._tag(match)
        if what == "reference":
            end = _reference_end(text, at, match.end())
            known = end > at
            return Token(TokenKind.REFERENCE if known else TokenKind.TEXT, at, end if known else match.end())
        if what == "comment":
            return Token(TokenKind.COMMENT, at, match.end(), "", bool(self._foreign))
        return self._bogus(at, match.end())

    def raw_text(self, at: int) -> Iterator[Token]:
        """Give the content of the raw text element that has just begun, which is at ``at``."""
        text, name, self.raw = self._text, self.raw, ""
        end = _script_end(text, at) if name == "script" else _raw_end(text, at, name)
        if name not in _ESCAPABLE:
            if end > at:
                yield Token(TokenKind.RAW, at, end)
            return
        for start, stop in references(text, at, end):
            if start > at:
                yield Token(TokenKind.TEXT, at, start)
            yield Token(TokenKind.REFERENCE, start, stop)
            at = stop
        if end > at:
            yield Token(TokenKind.TEXT, at, end)

    def _unfinished(self, at: int) -> Token:
        tag = self._text[at + 1] not in "!?"
        return Token(TokenKind.UNFINISHED if tag else TokenKind.COMMENT, at, len(self._text))

    def _bogus(self, at: int, end: int) -> Token:
        text = self._text
        if (self._xml or self._is_foreign()) and text.startswith("<![CDATA[", at):
            close = text.find("]]>", at + 9)
            return Token(TokenKind.BOGUS, at, close + 3 if close >= 0 else len(text))
        doctype = text[at : at + 9].lower() == "<!doctype"
        return Token(TokenKind.DECLARATION if doctype else TokenKind.BOGUS, at, end)

    def _tag(self, match: re.Match[str]) -> Token:
        start, end = match.span()
        name = match["name"].lower()
        if match["close"]:
            foreign = bool(self._foreign)
            if name in self._foreign:
                while self._foreign.pop() != name:
                    pass
            return Token(TokenKind.END, start, end, name, foreign)
        if not self._foreign and not self._xml and name not in _SWITCHING:
            kind = TokenKind.EMPTY if name in VOID else TokenKind.START
            return Token(kind, start, end, name)
        return self._switching_tag(match, name)

    def _switching_tag(self, match: re.Match[str], name: str) -> Token:
        """Read a start tag that changes how what follows is read, or that stands in foreign content."""
        start, end = match.span()
        self._leave_foreign(name)
        foreign = bool(self._foreign) or name in _FOREIGN
        closed = bool(match["closed"]) and (self._xml or name in _FOREIGN or self._is_foreign())
        if closed or (name in VOID and not self._is_foreign()):
            return Token(TokenKind.EMPTY, start, end, name, foreign)
        if name in _RAW and not self._is_foreign():
            self.raw = name
        self._enter_foreign(name)
        return Token(TokenKind.START, start, end, name, foreign)

    def _is_foreign(self) -> bool:
        return bool(self._foreign) and self._foreign[-1] in _FOREIGN

    def _enter_foreign(self, name: str) -> None:
        within = self._foreign[-1] if self._foreign else ""
        if len(self._foreign) < _DEEPEST and (name in _FOREIGN or name in _HTML_INSIDE.get(within, ())):
            self._foreign.append(name)

    def _leave_foreign(self, name: str) -> None:
        if name in _BREAKS_OUT:
            while self._is_foreign():
                self._foreign.pop()


def _reference_end(text: str, start: int, end: int) -> int:
    """Return where the longest reference in ``text[start:end]`` ends, or ``start`` for none."""
    if text[start + 1] == "#":
        return end
    while end > start + 1 and text[start + 1 : end] not in html5:
        end -= 1
    return end if end > start + 1 else start


def _raw_end(text: str, at: int, name: str) -> int:
    if name == "plaintext":
        return len(text)
    match = _RAW_END[name].search(text, at)
    return match.start() if match else len(text)


def _script_end(text: str, at: int) -> int:
    """Return where a script ends; in ``<!-- <script>`` the next end tag is part of it."""
    escaped = nested = False
    while match := _SCRIPT_EVENT.search(text, at):
        event = match[0].lower()
        at = match.end()
        if event == "<!--":
            escaped, at = True, at - 2
        elif event == "-->":
            escaped = nested = False
        elif event == "<script":
            nested = escaped
        elif nested:
            nested = False
        else:
            return match.start()
    return len(text)


_RAW = frozenset("script style xmp iframe noembed noframes textarea title plaintext".split())
_ESCAPABLE = frozenset({"textarea", "title"})
_FOREIGN = frozenset({"svg", "math"})
_SWITCHING = _RAW | _FOREIGN
_HTML_INSIDE = {
    "svg": frozenset({"foreignobject", "desc", "title"}),
    "math": frozenset({"mi", "mo", "mn", "ms", "mtext", "annotation-xml"}),
}
_BREAKS_OUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li "
    "listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
_DEEPEST = 64  # nested svg in svg in svg: past this nobody's drawing, and the look-ups stay quick

_SPACE = r"[\t\n\f\r ]"
_ATTRIBUTE_SOURCE = rf"""
    (?P<name>=[^\t\n\f\r />=]*+|[^\t\n\f\r />=]++)
    (?: {_SPACE}*+ = {_SPACE}*+
        (?: "(?P<double>[^"]*+)" | '(?P<single>[^']*+)' | (?P<bare>[^\t\n\f\r >"'][^\t\n\f\r >]*+) | (?=>) )
      | (?!{_SPACE}*+=)
    )
"""
_ATTRIBUTE = re.compile(_ATTRIBUTE_SOURCE, re.VERBOSE)
_NAME_END = re.compile(r"<[^\t\n\f\r />]*+")
_TOKEN = re.compile(
    rf"""
    (?P<text> (?: [^<&]++ | <(?![A-Za-z/!?]) | &(?!\#[0-9]|\#[xX][0-9A-Fa-f]|[A-Za-z]) )++ )
  | (?P<tag> <(?P<close>/?+)(?P<name>[A-Za-z][^\t\n\f\r />]*+)
        (?: {_SPACE}++ | /(?!>) | {re.sub("[?]P<[a-z]+>", "?:", _ATTRIBUTE_SOURCE)} )*+
        (?P<closed>/?+)> )
  | (?P<reference> &(?: \#[0-9]++;?+ | \#[xX][0-9A-Fa-f]++;?+ | [A-Za-z][A-Za-z0-9]{{0,31}}+;?+ ) )
  | (?P<comment> <!-- (?: -?> | (?: [^-]++ | -(?!-!?>) )*+ --!?> ) )
  | (?P<bogus> < (?: !(?!--) | \? | /(?![A-Za-z]) ) [^>]*+ > )
    """,
    re.VERBOSE,
)
_REFERENCE = re.compile(r"&(?:#[0-9]++;?+|#[xX][0-9A-Fa-f]++;?+|[A-Za-z][A-Za-z0-9]{0,31}+;?+)")
_GOES_ON = re.compile(r"[=A-Za-z0-9]")
_RAW_END = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII) for name in _RAW}
_SCRIPT_EVENT = re.compile(r"<!--|-->|</?script(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII)
_XML = re.compile(r"\ufeff?\s*<\?xml\b")
