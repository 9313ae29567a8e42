"""The numbers of the source are in the translation, in either locale's way of writing them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.model import Role, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from l10n.checks import Pair
    from l10n.model import Piece

SEVERITY = Severity.ERROR

_NUMBER = re.compile(r"\d+(?:[.,\u2019'\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)*")
_SPELT = 12
"""Numbers up to this are often words in one language and figures in the other, months among them."""


def find(pair: Pair) -> Iterable[str]:
    """Compare figures by value, so that 1,234.5 and 1.234,5 are one number."""
    decimals = {cldr.decimal_and_group(tag)[0] for tag in (pair.source_locale, pair.locale)}
    source = _numbers(pair.source_pieces)
    translation = _numbers(pair.translation_pieces)
    lost = [number for number in source if not _taken(number, translation, decimals)]
    for number in lost:
        yield f"the number {number} is missing"
    for number in translation:
        if not number.isdecimal() or int(number) > _SPELT:
            yield f"the number {number} was added"


def _numbers(pieces: Sequence[Piece]) -> list[str]:
    text = "".join(piece.words if piece.role is not Role.ATOM else " \x00 " for piece in pieces)
    text = "".join(_ascii(character) for character in text)
    return [match[0].strip() for match in _NUMBER.finditer(text)]


def _ascii(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _taken(number: str, others: list[str], decimals: set[str]) -> bool:
    """Remove from ``others`` one that can have the same value; tell whether there was one."""
    values = _values(number, decimals)
    for other in others:
        if values & _values(other, decimals):
            others.remove(other)
            return True
    return False


def _values(number: str, decimals: set[str]) -> set[str]:
    """Return every value that a number can have where the decimal mark is one of ``decimals``."""
    found: set[str] = set()
    for decimal in decimals:
        whole, mark, fraction = number.rpartition(decimal) if number.count(decimal) == 1 else (number, "", "")
        if mark and not fraction.isdecimal():
            continue
        digits = re.sub(r"\D", "", whole).lstrip("0") or "0"
        found.add(f"{digits}.{fraction.rstrip('0')}".rstrip("."))
    return found
