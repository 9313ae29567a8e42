"""No word stands twice in a row by mistake.

Words that a language doubles on purpose, such as Vietnamese “luôn luôn”, are left alone, and so is
what the source has twice, and a word inside and outside of markup: the app <b>App</b>.
"""

from __future__ import annotations

import re
from operator import eq
from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.pair import Pair

SEVERITY = Severity.WARNING

_DOUBLED = re.compile(r"(?<![\w'’.-])(([^\W\d_]{2,})[ \u00a0\n]\2)(?![\w'’-])", re.IGNORECASE)
_RIGHT = {
    "vi": (
        "luôn từ dần mãi hằng đời người nhà ngày đêm nơi lớp hàng đôi đều vừa rất xa khe nhè hay ai năm chốn "
        "thường thỉnh đang chang song lần nho đo sau ngành cấp vùng bên làng nước tầng"
    ),
    "fr": "nous vous",
    "es": "como",
    "gl": "se como",
    "de": "die der das sie",
    "nl": "die dat je in uit op aan af",
    "hu": "az",
    "cs": "se",
    "sk": "sa",
    "pt": "se como",
    "it": "passo piano man via",
    "tr": "adım parça tekrar tek ayrı zaman yavaş teker çok kat",
    "id": "masing rata",
}
_REDUPLICATING = frozenset(
    {
        "doi",
        "id",
        "ms",
        "jv",
        "su",
        "tl",
        "fil",
        "th",
        "lo",
        "km",
        "zh",
        "ja",
        "ko",
        "hi",
        "bn",
        "ta",
        "te",
        "mr",
        "gu",
        "ne",
        "ur",
        "pa",
    }
)
"""Languages in which doubling a word is grammar."""


def find(pair: Pair) -> Iterable[str]:
    """Look for doubled words."""
    tokens = pair.translation_tokens
    return _doubled(pair) if any(map(eq, tokens, tokens[1:])) else ()


def _doubled(pair: Pair) -> Iterator[str]:
    language = pair.locale.partition("-")[0]
    if language in _REDUPLICATING or _DOUBLED.search(pair.source_words):
        return
    right = _RIGHT.get(language, "").split()
    for match in _DOUBLED.finditer(_between_markup(pair)):
        if match[2].casefold() not in right:
            yield f"“{match[1]}” is doubled"


def _between_markup(pair: Pair) -> str:
    """Return the words of a translation with a mark where markup parts them."""
    return "".join([piece.words or "\x00" for piece in pair.translation_pieces])
