"""The numbers of the source are in the translation, in either locale's way of writing them.

Numbers are compared by value: 1,234.5 and 1.234,5 are one number, so are 2:30 pm and 14:30, ٣ and 3,
30 million and 30.000.000, 1.5 million and 150万. Small numbers may be written as words, and words as
numbers.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.events import Severity
from l10n.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Piece
    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = re.compile(r"\d")

_FIGURES = re.compile(r"\d[\d.,:]*")
_NUMBER = re.compile(r"(?:(?<![a-zA-Z\d])|(?<=\bv))\d+(?:[.,٬٫'’\u00a0\u202f ]\d{3}(?!\d))*(?:[.,٫]\d+)*")
_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(?=\d{4}(?!\d))")
"""A day and a month before a year, whose full stops part three numbers."""
_HALF_DAY = re.compile(r"\b(\d{1,2})(?=(?:[:.]\d\d)?[ \u00a0\u202f]?p\.?m\b)", re.IGNORECASE)
_SPELT = 12
"""Numbers up to this are often words in one language and figures in the other, months among them."""
_COUNTED = 4
"""Figures of a number that may be told by words, or a year; of thousands of them there is no integer."""
_ROUND = frozenset({"20", "30", "40", "50", "60", "70", "80", "90", "100", "1000", "10000", "1000000"})
_TENS = {
    "en": r"\b(?:\w{3,5}teen|(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ie))|dozen|hundred",
    "de": r"(?:drei|vier|fünf|sech|sieb|acht|neun)z(?:ehn|ig)|zwanzig|dreißig|dutzend",
    "fr": r"\b(?:treize|quatorze|quinze|seize|vingt|trente|\w+ante\b|cents?\b|(?:dou|quin|cent)\w*aine)",
    "it": r"\b(?:tredici|quattordici|quindici|sedici|dicia|venti|trenta|\w+anta\b|cento|dozzina)",
    "nb": r"\b(?:tretten|fjorten|femten|seksten|sytten|atten|nitten|tjue|tretti|førti|femti|\w+tti|hundre)",
    "nl": r"(?:der|veer|vijf|zes|zeven|acht|negen)(?:tien|tig)|twintig|honderd|dozijn",
    "pt": r"\b(?:treze|catorze|quatorze|quinze|dez[ae]|dezoito|vinte|trinta|\w+enta\b|cem\b|dúzia)",
    "es": r"\b(?:trece|catorce|quince|dieci|veint|treint|\w+enta\b|cien|doscient|docena)",
}
"""Numbers as words that are neither small nor big; other languages have theirs, which are not known."""
_SHORT_RANGE = re.compile(r"(?<![\d.,])(\d{3,4}) ?[–-] ?(\d{2})(?!\d)")
_BUDDHIST_ERA = 543
"""Years that Thai counts more than others (CLDR, the calendar "buddhist")."""
_ROMAN = ("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI").split()


def find(pair: Pair) -> Iterable[str]:
    """Compare figures by value, then those that are counted in thousands or more."""
    yield from _figures(pair)
    if _counts(pair.source_words, pair.source_locale):
        yield from _magnitudes(pair)


def _figures(pair: Pair) -> Iterator[str]:
    if _FIGURES.findall(pair.source) == _FIGURES.findall(pair.translation):
        return
    original, own = (cldr.decimal_and_group(tag)[0] for tag in (pair.source_locale, pair.locale))
    decimals = original, {original, own}
    source, translation = _numbers(pair.source_pieces), _numbers(pair.translation_pieces)
    afternoon = _HALF_DAY.findall(pair.source_words)
    lost = [number for number in source if not _taken(number, translation, decimals)]
    lost = [n for n in lost if not (n in afternoon and _taken(str(int(n) + 12), translation, decimals))]
    if lost and (
        _counts(pair.source_words, pair.source_locale) or _counts(pair.translation_words, pair.locale)
    ):
        lost = [n for n in lost if not _scaled(n, translation)]
    lost = [n for n in lost if not _taken_apart(n, translation)]
    lost = [n for n in lost if not _completed(n, translation, pair)]
    lost = [n for n in lost if not _written_otherwise(n, translation, pair.translation_words)]
    translation = [n for n in translation if not _is_named(n, pair.source)]  # in code, say
    spelt = _spells(pair.source_words, pair.source_locale)
    added = [n for n in translation if not (spelt or _may_be_a_word(n))]
    replaced = bool(lost) and bool(translation)
    for number in lost:
        if replaced or not (_may_be_a_word(number) or number in _ROUND or _is_spelt(number, pair)):
            yield f"the number “{number}” is missing"
    for number in translation if lost else added:
        yield f"the number “{number}” was added"


def _magnitudes(pair: Pair) -> Iterator[str]:
    """Look for millions that have become milliards, or lost a zero, beside the same figures."""
    source = list(_counted(pair.source_words, pair.source_locale))
    translation = list(_counted(pair.translation_words, pair.locale))
    right = {value for _, _, value in source}
    taken = {value for _, _, value in translation}
    strange = [(shown, figures) for shown, figures, value in translation if value not in right]
    for shown, figures in ((shown, figures) for shown, figures, value in source if value not in taken):
        for other, same in strange:
            if _digits(figures) == _digits(same):
                yield f"“{shown}” has become “{other}”"


def _digits(figures: Decimal) -> tuple[int, ...]:
    """Return the figures without the zeros at the end and the decimal mark: those of 3.5 and 350 are one."""
    return figures.normalize().as_tuple().digits


def _counted(text: str, locale: str) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Give what is counted in thousands or more: as it stands there, its figures, and its value."""
    zeros = cldr.big_numbers(locale)
    decimal = {cldr.decimal_and_group(locale)[0]}
    for match in _magnitude(locale).finditer("".join(map(_ascii, text))):
        for figures in map(Decimal, _values(match[1], decimal)):
            yield match[0], figures, figures.scaleb(zeros[match[2]])


@cache
def _magnitude(locale: str) -> re.Pattern[str]:
    words = sorted((word for word in cldr.big_numbers(locale) if len(word) > 1 or word > "\u2e80"), key=len)
    either = "|".join(map(re.escape, reversed(words))) or "(?!)"
    return re.compile(rf"({_NUMBER.pattern})[ \u00a0\u202f]?({either})(?![a-zA-Z\u00c0-\u052f\u1e00-\u1fff])")


def _numbers(pieces: Sequence[Piece]) -> list[str]:
    text = "".join([piece.words if piece.role is not Role.ATOM else " \x00 " for piece in pieces])
    if not text.isascii():
        text = "".join([_ascii(character) for character in text])
    return [match[0].strip() for match in _NUMBER.finditer(_DATE.sub(r"\1/\2/", text))]


def _ascii(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _is_named(number: str, source: str) -> bool:
    return re.search(rf"(?<!\d){re.escape(number)}(?!\d)", source) is not None


def _may_be_a_word(number: str) -> bool:
    return len(number) <= _COUNTED and number.isdecimal() and int(number) <= _SPELT


def _is_spelt(number: str, pair: Pair) -> bool:
    tens = _TENS.get(pair.locale.partition("-")[0])
    return tens is not None and len(number) == 2 and re.search(tens, pair.translation_words) is not None


def _taken(number: str, others: list[str], decimals: tuple[str, set[str]]) -> bool:
    """Remove from ``others`` one that can have the same value; tell whether there was one.

    Args:
        number: A number of the source.
        others: Those of the translation.
        decimals: The decimal mark of the source, and those that the translation may have.
    """
    values = _values(number, {decimals[0]})
    for other in others:
        if other == number or values & _values(other, decimals[1]):
            others.remove(other)
            return True
    return False


def _taken_apart(number: str, others: list[str]) -> bool:
    """Take two numbers with a space between, which look like one with groups: 8 500 MHz machines."""
    parts = number.split()
    if len(parts) < 2 or any(part not in others for part in parts):
        return False
    for part in parts:
        if part in others:
            others.remove(part)
    return True


def _completed(number: str, others: list[str], pair: Pair) -> bool:
    """Take the end of a range that one of the texts has in short: 1995–98 is 1995–1998."""
    if len(number) < 2:
        return False
    for text in (pair.source_words, pair.translation_words):
        for first, last in _SHORT_RANGE.findall(text):
            both = last, first[: -len(last)] + last
            other = both[number == last]
            if number in both and other in others:
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


def _counts(text: str, locale: str) -> bool:
    """Tell whether a number is counted in thousands or more: 30 million, 150万."""
    return _counting(locale, r"\d[ \u00a0\u202f]?").search(text) is not None


def _spells(text: str, locale: str) -> bool:
    """Tell whether a text may have numbers as words, which are often figures in another language."""
    tens = _TENS.get(locale.partition("-")[0])
    in_tens = tens is None or re.search(tens, text, re.IGNORECASE) is not None
    return in_tens or _counting(locale, r"(?<=\w )").search(text) is not None


@cache
def _counting(locale: str, before: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, cldr.big_numbers(locale))) or "(?!)"
    return re.compile(rf"{before}(?:{words})(?![a-zA-Z])", re.IGNORECASE)


def _scaled(number: str, others: list[str]) -> bool:
    """Take one with the same figures but for zeros at the end, as 150万 has those of 1.5 million."""
    figures = re.sub(r"\D", "", number).strip("0")
    for other in others:
        if figures == re.sub(r"\D", "", other).strip("0"):
            others.remove(other)
            return True
    return False


def _written_otherwise(number: str, others: list[str], words: str) -> bool:
    """Tell whether a century stands in Roman figures, or a decade in two: XIX, 90s, or the year in Thai."""
    if len(number) > _COUNTED or not number.isdecimal():
        return False
    value = int(number)
    if len(number) == 4 and str(value + _BUDDHIST_ERA) in others:
        others.remove(str(value + _BUDDHIST_ERA))
        return True
    if 0 < value <= len(_ROMAN) and re.search(rf"\b{_ROMAN[value - 1]}(?![A-Z])", words):
        return True
    if len(number) == 4 and number.endswith("0") and number[-2:] in others:
        others.remove(number[-2:])
        century = str(value // 100 + 1)
        if century in others:  # 20世纪90年代
            others.remove(century)
        return True
    return False
