"""Placeholders and template tags are those of the source.

A program puts a value in the place of ``%(name)s``, ``%1$d``, ``{name}``, ``${name}`` or ``{{ name }}``;
it does not know a translated name. Their order may change, but not that of ``%s`` and ``%d``.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from l10n.checks import ICU
from l10n.difference import differences
from l10n.events import Severity
from l10n.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Piece
    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = re.compile(r"[%{]")

_VARIABLE = re.compile(
    r"%\d+\$[-+#0]*\d*(?:\.\d+)?[a-zA-Z@]|%\{\w+\}|%-?\d*\.\d+[feg]\b|%l{1,2}[dux]\b|%@|%[A-Z_]{3,}%"
    r"|\{\d*(?:[:!][^{}\s]*)?\}"
)
"""Placeholders that no notation sets apart from words."""
_NUMBERED = re.compile(r"%(\d)\$([sd])")
_UNNAMED = re.compile(r"%[sd]")
"""Placeholders that take the values in the order of the text."""


def find(pair: Pair) -> Iterable[str]:
    """Compare placeholders of printf and braces, and the tags of Hugo, Liquid and MDX."""
    if ICU.search(pair.source):
        return  # `icu` reads it
    if _are_numbered(pair):
        return
    yield from (found.told for found in differences(pair, "placeholders"))
    source, translation = (
        Counter(_VARIABLE.findall(words)) for words in (pair.source_words, pair.translation_words)
    )
    yield from (f"“{name}” is missing" for name in source - translation)
    yield from (f"“{name}” was added" for name in translation - source)
    yield from _moved(*(_unnamed(pieces) for pieces in (pair.source_pieces, pair.translation_pieces)))


def _are_numbered(pair: Pair) -> bool:
    """Tell whether a translation numbers what the source has in order: %2$s of %1$s for %s, %s."""
    numbered = sorted(_NUMBERED.findall(pair.translation)) if "$" in pair.translation else []
    unnamed = _unnamed(pair.source_pieces) if numbered else []
    return unnamed != [] and numbered == [(str(n), key[1]) for n, key in enumerate(unnamed, 1)]


def _unnamed(pieces: Sequence[Piece]) -> list[str]:
    return [piece.key for piece in pieces if piece.role is Role.ATOM and _UNNAMED.fullmatch(piece.key)]


def _moved(source: list[str], translation: list[str]) -> Iterator[str]:
    if source != translation and sorted(source) == sorted(translation):
        first, found = next(both for both in zip(source, translation, strict=True) if both[0] != both[1])
        yield f"“{found}” stands where the source has “{first}”, whose value it gets"
