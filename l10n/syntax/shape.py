"""What can be known of a text at a glance: what decides how its markup is read, and often its words.

A glance takes a tenth of the time of a reading, and most pairs of a source and a translation need no
more. Laws: two texts of one shape have one skeleton; words that a glance tells are those of a reading.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

from l10n.model import Notation

Shape = tuple[tuple[str, ...], tuple[str, ...]]
"""The markup of a text in its order, with what decides on each side how it is read; and its code."""

_MARKDOWN = re.compile(
    r"(`+[^`]*`+|\]\([^()\s\\]*\)|\]\[[^\[\]\\]*\]|<[^<>]*>|&#?\w+;|!\[\^?|\[\^?|[*~]+|_+|[\\`\]<&#$|\n]"
    r"|\{(?:[A-Za-z][A-Za-z\d.]*)?\})"
)
"""Every branch begins with a character of its own, so that the words between are passed quickly."""
_HTML = re.compile(r"(<[^<>]*>|[<>&]#?\w*;?)")
_OPEN_ENDED = re.compile(r"[@{}%_^$|\\\n⁰¹²³⁴-⁹⁺⁻₀-₉†‡\x00]|://|www\.|  \x01")
"""What is read by what stands around it; such texts are read."""
_CONTAINING = re.compile(
    r"<(?:code|kbd|samp|var|pre|script|style|math|svg|sup|sub|a\s+name|cite|!|\?|/?\w+[^>]*translate)",
    re.IGNORECASE,
)
"""Elements that are one piece with their content."""
_NO_WORDS = re.compile(r"[@{%\[_⁰¹²³⁴-⁹⁺⁻₀-₉†‡<&\r\n\t\x00]|://|www\.|  ")


@dataclass(frozen=True)
class Glance:
    """A text, cut at what may be markup."""

    notation: Notation
    text: str

    @cached_property
    def shape(self) -> Shape | None:
        """The shape of the text; None where only a reading tells."""
        if self._open_ended:
            return None
        tokens = self._parts[1::2]
        if self.notation is Notation.HTML:
            return None if _CONTAINING.search(self.text) else (tuple(tokens), ())
        if not tokens:
            return (), ()
        if "]" in tokens or "`" in tokens or ("<" in self.text and self._contains()):
            return None  # a lone bracket is a citation or a short link, known by what is inside
        marks = tuple([self._flanked(n) for n, token in enumerate(tokens) if token[0] != "`"])
        if "a_a" in marks or any("__" in mark for mark in marks):
            return None  # an underscore inside a word makes it a name
        return marks, tuple(sorted([token for token in tokens if token[0] == "`"]))

    @cached_property
    def words(self) -> str | None:
        """What a reader reads; None where only a reading tells."""
        if self.notation is not Notation.MARKDOWN:
            return None if _NO_WORDS.search(self.text) else self.text
        if self._open_ended or not self._is_plain():
            return None
        return "".join(self._parts[::2])

    @cached_property
    def _parts(self) -> list[str]:
        """What stands between the tokens of markup, and the tokens, by turns."""
        if self.notation is Notation.MARKDOWN:
            return _MARKDOWN.split(self.text)
        return _HTML.split(self.text) if self.notation is Notation.HTML else [self.text]

    @cached_property
    def _open_ended(self) -> bool:
        gaps = "\x01".join(self._parts[::2])
        if self.notation is Notation.HTML:
            gaps = gaps.replace("\n", " ").replace("  ", " ")
            return "[" in gaps or _OPEN_ENDED.search(gaps) is not None
        return _OPEN_ENDED.search(gaps) is not None

    def _contains(self) -> bool:
        return "<" in self._parts or _CONTAINING.search(self.text) is not None

    def _flanked(self, number: int) -> str:
        """Return a token; a run of delimiters with the kinds of characters on its sides."""
        before, token, after = self._parts[2 * number : 2 * number + 3]
        return f"{_kind(before[-1:])}{token}{_kind(after[:1])}" if token[0] in "*~_" else token

    def _is_plain(self) -> bool:
        """Tell whether all markup is code, links and emphasis that begins and ends beside a letter."""
        link, emphasis = False, ""
        for number, token in enumerate(self._parts[1::2]):
            if token == "[" and not link:
                link = True
            elif token[0] == "]" and len(token) > 1 and link:
                link = False
            elif token in ("*", "**", "_") and emphasis in ("", token):
                flanked = self._flanked(number)
                if (flanked[-1 if emphasis else 0] == "a") or flanked[0 if emphasis else -1] != "a":
                    return False
                emphasis = "" if emphasis else token
            elif not (_is_code(token) or (token[0] == "{" and len(token) > 2)):
                return False
        return not link and not emphasis


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
