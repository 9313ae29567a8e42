"""Whether a changed sentence still says the same, so that its reviewed translation still holds.

Quotes, dashes, spaces, a mended misspelling, another address or another emphasis are cosmetic. A
number, a name, a negation, a modal, or any other word is not: where there is doubt, there is none here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

from l10n import syntax
from l10n.catalog import matching
from l10n.model import Role

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from l10n.model import Notation, Piece

_EMPHASIS = re.compile(r"\*+|_+|</?(?:b|strong|i|em)\b[^>]*>", re.IGNORECASE)
_TARGET = re.compile(r"\]\(|!\]\(|\]\[|<a\s|<img\s|<?https?://|<?mailto:", re.IGNORECASE)
_ADDRESS = re.compile(r"""(?:\]\(|\]\[|(?:href|src)\s*=\s*["']?|<(?=\w+:))([^\s"'<>)\]]+)""", re.IGNORECASE)
_ATOM = "\ufffc"
"""Stands for a piece that is no words, so that it keeps its place among them."""
_FOLDED = (
    (re.compile(r"[“”„‟«»〝〞＂]"), '"'),
    (re.compile(r"[‘’‚‛`´]"), "'"),
    (re.compile("…"), "..."),
    (re.compile(r"\s*—\s*|\s+--?\s+|\s+[–―]\s+"), " - "),
    (re.compile(r"[‐‑–−]"), "-"),
    (re.compile(r"[\u200b\u200c\u2060\ufeff\xad]"), ""),
    (re.compile(r"\s+(?=[,.;:!?)\]](?!\d))|(?<=[(\[])\s+"), ""),
    (re.compile(r"\s+"), " "),
)
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SHORTEST_WORD = 4
"""Letters; among shorter words most slips make another word."""
_COMMON = 3.0
"""Times in a million words; what is almost the same as a rarer word may be another term."""
_INFLECTIONS = frozenset("sdryne")
"""Letters that make another form of a word where they are added at its end."""
_WEIGHTY = {
    "en": "no not nor none never neither nothing nobody nowhere without cannot hardly barely rarely "
    "can could may might must shall should will would ought need dare only except unless until "
    "before after more less most least all some any each both either few many much always often",
    "de": "kein keine keinen keiner nicht nie niemals nichts niemand ohne weder noch kann können darf "
    "dürfen muss müssen soll sollen sollte sollten will wollen würde würden nur "
    "mehr weniger alle einige vor nach",
    "fr": "ne pas non jamais rien aucun aucune sans ni personne peut peuvent pourrait doit doivent "
    "devrait devraient faut plus moins tous toutes avant après seulement",
    "es": "no nunca nada nadie ningún ninguna sin ni puede pueden podría debe deben debería deberían "
    "más menos todos todas antes después solo",
}
"""Words of the languages whose misspellings are known here that decide what a sentence says."""
_NEVER_TWICE = {
    "en": "a an the and or of to from with at by for as are my our their your",
    "de": "und oder ein eine einen von mit für auf bei aus nach zum zur",
    "fr": "le la les un une et ou de du des à au aux dans pour par sur avec",
    "es": "el la los las un una y o de del a al en con por para",
}
"""Words that mean no more, and nothing else, where they are said twice; “had had” and “very very” do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A translation that still holds for a changed sentence."""

    translation: str
    """With the addresses and the emphasis of the sentence as it is now."""
    changes: tuple[str, ...]
    """What changed, for a person."""


def kept(
    old: str, new: str, translation: str, notation: Notation, language: str, known: Container[str]
) -> Kept | None:
    """Return a translation made for ``old`` as it holds for ``new``; None where it may not.

    Args:
        old: The sentence that was translated.
        new: The sentence as it is now.
        translation: The translation of the old one.
        notation: How all three are written.
        language: Language of the sentences, such as ``en``.
        known: Words that the article uses elsewhere, in lower case.
    """
    before, after = (syntax.pieces(notation, text) for text in (old, new))
    words = _changed_words(_heard(before), _heard(after), language, known)
    if words is None:
        return None
    if [(p.key, p.text) for p in before if p.key] == [(p.key, p.text) for p in after if p.key]:
        return Kept(translation, words or ("spaces",)) if _places(before) == _places(after) else None
    if syntax.skeleton(syntax.pieces(notation, translation)) != syntax.skeleton(before):
        return None
    for way in (_retargeted, _unstressed, _stressed):
        found = way(before, after, syntax.pieces(notation, translation))
        if found:
            return Kept(found.translation, (*words, *found.changes))
    return None


def _keys(pieces: Sequence[Piece]) -> list[tuple[Role, str]]:
    return [(piece.role, piece.key) for piece in pieces if piece.key]


def _places(pieces: Sequence[Piece]) -> list[int]:
    """Return for each piece of markup how many words stand before it."""
    places: list[int] = []
    words = 0
    for piece in pieces:
        if piece.key:
            places.append(words)
        words += len(_WORD.findall(piece.words))
    return places


def _heard(pieces: Sequence[Piece]) -> str:
    shown = (_ATOM if p.role in {Role.ATOM, Role.MARK} else p.words for p in pieces)
    return "".join(shown)


def _changed_words(old: str, new: str, language: str, known: Container[str]) -> tuple[str, ...] | None:
    """Name what changed in the words; None where it may be what they say."""
    if old == new:
        return ()
    folded = _folded(old), _folded(new)
    if folded[0] == folded[1]:
        without_space = ("".join(text.split()) for text in (old, new))
        return ("spaces",) if len({*without_space}) == 1 else ("quotes and dashes",)
    return _mended(_TOKEN.findall(folded[0]), _TOKEN.findall(folded[1]), language, known)


def _folded(text: str) -> str:
    for pattern, plain in _FOLDED:
        text = pattern.sub(plain, text)
    return text.strip()


def _mended(old: list[str], new: list[str], language: str, known: Container[str]) -> tuple[str, ...] | None:
    said: list[str] = []
    for way, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if way == "equal":
            continue
        if way == "delete" and _said_twice(old, a, b, language):
            said.append(f"“{old[a]} {old[a]}” → “{old[a]}”")
            continue
        if b - a != d - c:
            return None
        for was, is_ in zip(old[a:b], new[c:d], strict=True):
            if not _misspelt(was, is_, language, known):
                return None
            said.append(f"“{was}” → “{is_}”")
    return tuple(said) or None


def _said_twice(tokens: list[str], start: int, end: int, language: str) -> bool:
    word = tokens[start]
    beside = tokens[max(start - 1, 0) : start] + tokens[end : end + 1]
    return end - start == 1 and word in beside and word in _NEVER_TWICE.get(language, "").split()


def _misspelt(old: str, new: str, language: str, known: Container[str]) -> bool:
    """Tell whether a word that is none was replaced by the one that was meant."""
    if language not in _WEIGHTY or not (old + new).isalpha() or not (old + new).islower():
        return False
    if min(len(old), len(new)) < _SHORTEST_WORD or _weighty(old, language) or _weighty(new, language):
        return False
    inflected = any(
        one + letter == other for one, other in ((old, new), (new, old)) for letter in _INFLECTIONS
    )
    if inflected or matching.slips(old, new) != 1 or old in known:
        return False
    words = _dictionary(language)
    return old not in words and (words.get(new, 0.0) >= _COMMON or new in known)


def _weighty(word: str, language: str) -> bool:
    return word.lower() in _WEIGHTY.get(language, "").split()


@cache
def _dictionary(language: str) -> Mapping[str, float]:
    """Return the words of a language and their forms, each with how often it is among a million words."""
    from spellchecker import SpellChecker

    found = SpellChecker(language=language).word_frequency
    return {word: count / found.total_words * 1e6 for word, count in found.dictionary.items()}


def _retargeted(old: list[Piece], new: list[Piece], translation: list[Piece]) -> Kept | None:
    """Put new addresses and other marks of emphasis in the places of the old ones."""
    pairs = list(zip((p for p in old if p.key), (p for p in new if p.key), strict=False))
    if _places(old) != _places(new) or not all(_alike(*pair) for pair in pairs):
        return None
    now: dict[tuple[Role, str], Piece] = {}
    for was, is_ in pairs:
        if now.setdefault((was.role, was.key), is_).key != is_.key:
            return None
    changed = {(was.role, was.key): is_ for was, is_ in pairs if was.text != is_.text}
    said = tuple(dict.fromkeys(_told(was, is_) for was, is_ in pairs if was.text != is_.text))
    return Kept("".join(changed.get((p.role, p.key), p).text for p in translation), said)


def _told(old: Piece, new: Piece) -> str:
    if _EMPHASIS.fullmatch(old.key):
        return "emphasis"
    return "title" if old.key == new.key else f"{_address(old.key)} → {_address(new.key)}"


def _address(key: str) -> str:
    found = _ADDRESS.search(key)
    return found[1] if found else key


def _alike(old: Piece, new: Piece) -> bool:
    if old.role is not new.role or old.key == new.key:
        return old.role is new.role
    return any(_same_sort(pattern, old.key, new.key) for pattern in (_EMPHASIS, _TARGET))


def _same_sort(pattern: re.Pattern[str], old: str, new: str) -> bool:
    if pattern is _EMPHASIS:
        return bool(pattern.fullmatch(old) and pattern.fullmatch(new))
    found = pattern.match(old), pattern.match(new)
    return bool(found[0] and found[1] and found[0][0].lower() == found[1][0].lower())


def _unstressed(old: list[Piece], new: list[Piece], translation: list[Piece]) -> Kept | None:
    """Drop marks of emphasis that are gone from the sentence altogether."""
    gone = Counter(_keys(old)) - Counter(_keys(new))
    left = [key for key in _keys(old) if key not in gone]
    if left != _keys(new) or not all(_EMPHASIS.fullmatch(key) for _, key in gone):
        return None
    return Kept("".join(p.text for p in translation if (p.role, p.key) not in gone), ("emphasis",))


def _stressed(old: list[Piece], new: list[Piece], translation: list[Piece]) -> Kept | None:
    """Put marks of emphasis around a whole translation whose sentence has them around it now."""
    first, last = new[0], new[-1]
    around = first.role is Role.OPEN and last.role is Role.CLOSE and _EMPHASIS.fullmatch(first.key)
    if not around or _keys(new)[1:-1] != _keys(old):
        return None
    return Kept(f"{first.text}{''.join(p.text for p in translation)}{last.text}", ("emphasis",))
