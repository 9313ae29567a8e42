"""A source that denies something has a translation that does, as far as single words can tell."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from l10n.pair import Pair

SEVERITY = Severity.WARNING

_KNOWN = 10_000
"""Words of which it is remembered whether they deny."""
_IDIOMS = {
    "en": r"nothing but|no(?:t|thing)? (?:matter|sooner|more|less|fewer|later|earlier|until|least|only)"
    r"|or not|more often than not|no doubt|(?-i:No(?=\.(?: ?[\da-z]|\Z))|no(?=\. ?\d))"
    r"|(?:can|could)(?:not| ?n[’']t) help",
    "de": r"nicht (?:nur|zuletzt)|nichts als",
    "fr": r"pas (?:seulement|que)|n[’']importe|sans doute",
    "es": r"no (?:solo|sólo|obstante)|sin duda",
    "pt": r"não (?:só|apenas|obstante)|sem dúvida",
    "it": r"non (?:solo|appena)|senza dubbio",
    "vi": r"không (?:chỉ|gian|khí|quân)",
}
"""What has a word that denies and denies nothing."""
_DENIES = {
    "en": r"not|never|cannot|neither|nobody|nothing|nowhere|none|no|\w+n[’']t",
    "de": r"nicht|kein\w*|nie|niemals|niemand\w*|nichts|weder|nirgends",
    "fr": r"ne|n[’']\w+|pas|jamais|aucun\w*|rien|personne|nulle",
    "es": r"no|nunca|jamás|ning[uú]n\w*|nadie|nada",
    "pt": r"não|nunca|jamais|nenhum\w*|ninguém|nada",
    "it": r"non|mai|nessun\w*|niente|nulla",
    "vi": r"không|chưa|chẳng|chả|đừng",
}
"""Words that deny, in a source."""
_SOFTER = {
    "en": r"without|nor|unable|un\w+|in\w+|im\w+|dis\w+|lack\w*|fail\w*|hardly|rarely|stop\w*|free|avoid\w*",
    "de": r"nein|ohne|noch|un\w+|kaum|selten|fehl\w*|\w+los\w*|\w+frei\w*|außer|sonst|andernfalls|leer\w*"
    r"|vermeid\w*|verhinder\w*|verweiger\w*|verbot\w*|verbiet\w*|ausschl\w*|ausgeschlossen\w*|ignorier\w*",
    "fr": r"sans|ni|non|in\w+|im\w+|il\w{3,}|dé\w+|manqu\w*|rarement|guère|absen\w*|sinon|autrement|contraire"
    r"|vide\w*|évit\w*|empêch\w*|refus\w*|interdi\w*|exclu\w*|échou\w*|ignor\w*|zéro",
    "es": r"sin|ni|in\w+|im\w+|des\w+|falta\w*|apenas|tampoco|ausen\w*|salvo|excepto|contrario|vací\w*"
    r"|evit\w*|rechaz\w*|prohib\w*|exclu\w*|ignor\w*",
    "pt": r"sem|nem|in\w+|im\w+|des\w+|falta\w*|mal|tampouco|ausên\w*|exceto|senão|contrário|vazi\w*"
    r"|evit\w*|recus\w*|proib\w*|exclu\w*|ignor\w*",
    "it": r"no|senza|né|in\w+|im\w+|dis\w+|manca\w*|neppure|nemmeno|assen\w*|tranne|altrimenti|contrario"
    r"|vuot\w*|evita\w*|rifiut\w*|viet\w*|esclu\w*|ignor\w*|a meno",
    "vi": r"chớ|vô|bất|phi|thiếu|hết|cấm|mất|khỏi|tránh|khó|kém|hiếm|ngừng|dừng|trừ|từ chối",
}
"""What can stand for one of them in a translation, besides."""


def find(pair: Pair) -> Iterable[str]:
    """Look for a word that denies in the translation of a source that has one."""
    source, target = _language(pair.source_locale), _language(pair.locale)
    if source not in _DENIES or target not in _DENIES or not _has(_DENIES[source], pair.source_tokens):
        return ()
    answers = f"{_DENIES[target]}|{_SOFTER[target]}"
    if _has(answers, pair.translation_tokens) or _words(answers).search(pair.translation_words):
        return ()
    if all(token in pair.translation_tokens for token in pair.source_tokens if _denies(source, token)):
        return ()  # a name or a value, such as None; or `untranslated` tells it
    denied = _words(_DENIES[source]).search(_words(_IDIOMS[source]).sub(" ", pair.source_words))
    return [f"nothing in the translation stands for “{denied[0]}”"] if denied else ()


def _denies(language: str, token: str) -> object:
    return _telling(_DENIES[language])(token)


def _has(alternatives: str, tokens: Iterable[str]) -> bool:
    return any(map(_telling(alternatives), tokens))


@cache
def _telling(alternatives: str) -> Callable[[str], object]:
    """Return what tells whether a word is one of them; it remembers the commonest words."""
    return lru_cache(maxsize=_KNOWN)(re.compile(alternatives).fullmatch)


@cache
def _language(locale: str) -> str:
    return locale.partition("-")[0]


@cache
def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives})\b", re.IGNORECASE)
