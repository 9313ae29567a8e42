"""What of a text decides how its markup is read, without reading it.

Law: two texts of one shape have one skeleton. A shape is found in a tenth of the time of a reading, so
that of most pairs of a source and a translation none has to be read to know that no markup was lost.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from l10n.model import Notation

Shape = tuple[str, ...]
"""The markup of a text, with what decides on each side of it how it is read."""

_MARKDOWN = re.compile(
    r"(`+[^`]*`+|\]\([^()\s\\]*\)|\]\[[^\[\]\\]*\]|<[^<>]*>|&#?\w+;|!?\[\^?|[*~]+|[\\`\]<&#$|\n])"
)
_HTML = re.compile(r"(<[^<>]*>|[<>&]#?\w*;?)")
_OPEN_ENDED = re.compile(r"[@{}%_^$|\\\n⁰¹²³⁴-⁹⁺⁻₀-₉†‡\x00]|://|www\.|\[\d|^\d|  ")
"""What is read by what stands around it; such texts have no shape."""
_DELIMITER = re.compile(r"[*~]+")
_CONTAINING = re.compile(
    r"<(?:code|kbd|samp|var|pre|script|style|math|svg|sup|sub|a\s+name|cite|!|\?|/?\w+[^>]*translate)",
    re.IGNORECASE,
)
"""Elements that are one piece with their content."""


def shape(notation: Notation, text: str) -> Shape | None:
    """Return the shape of a text; None where only a reading tells."""
    if notation is Notation.HTML:
        return _html_shape(text)
    parts = _MARKDOWN.split(text) if notation is Notation.MARKDOWN else [text]
    gaps = parts[::2]
    if _OPEN_ENDED.search("\x01".join(gaps)):
        return None
    if len(parts) == 1:
        return ()
    if "]" in parts:
        return None  # a citation, a footnote or a short link, which is known by what is inside
    if "<" in text and (_CONTAINING.search(text) or "<" in parts or "`" in parts):
        return None
    flanked = parts[1::2]
    for number, token in enumerate(flanked):
        if _DELIMITER.match(token):
            before, after = gaps[number], gaps[number + 1]
            flanked[number] = f"{_class(before[-1:])}{token}{_class(after[:1])}"
    return tuple(flanked)


def _html_shape(text: str) -> Shape | None:
    parts = _HTML.split(text)
    gaps = "\x01".join(parts[::2])
    if _OPEN_ENDED.search(gaps.replace("  ", " ").replace("\n", " ")) or "[" in gaps:
        return None
    return None if _CONTAINING.search(text) else tuple(parts[1::2])


@lru_cache(maxsize=1024)
def _class(character: str) -> str:
    """Return what a character is to the flanking rules of CommonMark 0.31, section 6.2."""
    if not character or character.isspace():
        return " "
    return "." if unicodedata.category(character)[0] in "PS" else "a"
