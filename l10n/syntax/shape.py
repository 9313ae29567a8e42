"""What can be known of a text at a glance: what decides how its markup is read, and often its words.

A glance takes a tenth of the time of a reading, and most pairs of a source and a translation need no
more. Laws: two texts of one shape have one skeleton; words that a glance tells are those of a reading.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from l10n.model import Notation
from l10n.syntax import plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

Shape = tuple[tuple[str, ...], tuple[str, ...]]
"""The markup of a text in its order, with what decides on each side how it is read; and its code."""
_NO_MARKUP: Shape = ((), ())

_MARKDOWN = re.compile(
    r"(`+[^`]*`+|\]\([^()\s\\]*\)|\]\[[^\[\]\\]*\]|<[^<>]*>|&#?\w+;|!\[\^?|\[\^?|[*~]+|_+|[\\`\]<&#$|\n]"
    r"|\{(?:[A-Za-z][A-Za-z\d.]*)?\})"
)
"""Every branch begins with a character of its own, so that the words between are passed quickly."""
_HTML = re.compile(r"(<[^<>]*>|[<>&]#?\w*;?)")
_SIGNS = re.compile(r"[@{}%_^$|\\\n\r\t\x0b\x0c⁰¹²³⁴-⁹⁺⁻₀-₉†‡\x00]")
"""What is read by what stands around it; such texts are read. So are addresses, and spaces before a mark."""
_CONTAINING = re.compile(
    r"<(?:code|kbd|samp|var|pre|script|style|math|svg|sup|sub|a\s+name|cite|!|\?|/?\w+[^>]*translate)",
    re.IGNORECASE,
)
"""Elements that are one piece with their content."""
_MARKED = re.compile(r"[]`<>&[*~_\\#$|!{\n]")
"""What a token begins with, in any notation."""
_NO_WORDS = re.compile(r"[@{%\[_⁰¹²³⁴-⁹⁺⁻₀-₉†‡<&\r\n\t\x0c\x00]")
_TELLING = frozenset("@{}%[]_<>&*~`\\^#$|:⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉†‡\r\n\t\x0b\x0c\x00\x01")
"""Without one of them, or what :func:`is_bare` looks for, a text is words in any notation."""


class Glance(NamedTuple):
    """A text, cut at what may be markup."""

    notation: Notation
    text: str
    gaps: Sequence[str]
    """What stands before, between and behind the tokens."""
    tokens: Sequence[str]
    open_ended: bool
    """True where the text has to be read to know what it holds."""

    @property
    def shape(self) -> Shape | None:
        """The shape of the text; None where only a reading tells."""
        tokens = self.tokens
        if self.open_ended or "}`" in self.text:  # what stands in braces before code is one with it
            return None
        if not tokens:
            return _NO_MARKUP
        if self.notation is Notation.HTML:
            return None if _CONTAINING.search(self.text) else (tuple(tokens), ())
        if "]" in tokens or "`" in tokens or ("<" in self.text and self._contains()):
            return None  # a lone bracket is a citation or a short link, known by what is inside
        marks = tuple([self._flanked(n) for n, token in enumerate(tokens) if token[0] != "`"])
        if "a_a" in marks or any("__" in mark for mark in marks):
            return None  # an underscore inside a word makes it a name
        return marks, tuple(sorted([token for token in tokens if token[0] == "`"]))

    @property
    def words(self) -> str | None:
        """What a reader reads; None where only a reading tells."""
        if not self.notation.is_markdown:
            return None if _hides(self.text, _NO_WORDS, "  ") else self.text
        if self.open_ended or not self._is_plain():
            return None
        return "".join(self.gaps)

    def _contains(self) -> bool:
        return "<" in self.tokens or _CONTAINING.search(self.text) is not None

    def _flanked(self, number: int) -> str:
        """Return a token; a run of delimiters with the kinds of characters on its sides."""
        token = self.tokens[number]
        if token[0] not in "*~_":
            return token
        return f"{_kind(self.gaps[number][-1:])}{token}{_kind(self.gaps[number + 1][:1])}"

    def _is_plain(self) -> bool:
        """Tell whether all markup is code, links and emphasis that holds words or signs."""
        link, emphasis = False, ""
        for number, token in enumerate(self.tokens):
            if token[0] == "[" and len(token) == 1 and not link:
                link = True
            elif token[0] == "]" and len(token) > 1 and link:
                link = False
            elif token in ("*", "**", "_") and emphasis in ("", token):
                flanked = self._flanked(number)
                before, after = flanked[0], flanked[-1]
                outside, inside = (after, before) if emphasis else (before, after)
                if outside == "a" or inside not in "a.":
                    return False
                emphasis = "" if emphasis else token
            elif not (_is_code(token) or (token[0] == "{" and len(token) > 2)):
                return False
        return not link and not emphasis


def is_bare(characters: AbstractSet[str], *texts: str) -> bool:
    """Tell whether texts that hold these characters are words and nothing else, as they stand."""
    return _TELLING.isdisjoint(characters) and all(map(_is_even, texts))


def _is_even(text: str) -> bool:
    return "  " not in text and "www." not in text and text == text.strip()


def glance(notation: Notation, text: str) -> Glance:
    """Cut a text at what may be markup."""
    if notation is Notation.PLAIN:
        return Glance(notation, text, (text,), (), _hides(text, _NO_WORDS, "  "))
    # A parser takes white space at the ends away.
    ended = text[:1].isspace() or text[-1:].isspace()
    if notation is Notation.MDX:
        if "{" in text:
            return Glance(notation, text, (text,), (), True)
        notation = Notation.MARKDOWN
    tokens = _MARKDOWN if notation is Notation.MARKDOWN else _HTML
    parts = tokens.split(text) if _MARKED.search(text) else [text]
    gaps = parts[::2]
    joined = "\x01".join(gaps) if len(gaps) > 1 else text
    if notation is Notation.HTML:
        joined = joined.replace("\n", " ").replace("  ", " ")
    open_ended = ended or _hides(joined, _SIGNS, "  \x01") or (notation is Notation.HTML and "[" in joined)
    return Glance(notation, text, gaps, parts[1::2], open_ended)


def _hides(text: str, signs: re.Pattern[str], spaces: str) -> bool:
    return plain.holds_names(text) or spaces in text or signs.search(text) is not None


def _is_code(token: str) -> bool:
    begun, ended = len(token) - len(token.lstrip("`")), len(token) - len(token.rstrip("`"))
    return 0 < begun == ended < len(token)


@lru_cache(maxsize=1024)
def _kind(character: str) -> str:
    """Return what a character is to the flanking rules of CommonMark 0.31, section 6.2."""
    if not character:
        return "|"
    if character.isspace():
        return " "
    return "." if unicodedata.category(character)[0] in "PS" else "a"
