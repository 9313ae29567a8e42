"""An amount keeps its currency: 50 $ do not become 50 €.

Signs and codes are those of CLDR, in the source locale, the target locale or English; currencies that
are written as words are not compared.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = re.compile(r"\d")

_SIGN = re.compile(r"[$€£¥₫₩₹₽₺₴₦฿₪]|USD|EUR|GBP|JPY|CNY|CHF|VND")


def find(pair: Pair) -> Iterable[str]:
    """Look for currencies of amounts that the source does not name."""
    if not _SIGN.search(pair.source) or not _SIGN.search(pair.translation):
        return
    source, translation = _codes(pair.source_words, pair.locale), _codes(pair.translation_words, pair.locale)
    for code, shown in translation.items():
        if source and code not in source:
            named = "”, “".join(source.values())
            yield f"“{shown}” is a currency that the source does not name; it has “{named}”"


def _codes(text: str, locale: str) -> dict[str, str]:
    signs = cldr.currency_signs(locale)
    found = Counter(match["sign"] or match["behind"] for match in _amounts(locale).finditer(text))
    return {_code(signs[sign], sign): sign for sign in found}


def _code(code: str, sign: str) -> str:
    """Return one code for a bare dollar or yen sign, whichever country it stands for in a locale."""
    return {"$": "USD", "¥": "JPY", "￥": "JPY", "US$": "USD"}.get(sign, "JPY" if code == "CNY" else code)


@cache
def _amounts(locale: str) -> re.Pattern[str]:
    signs = sorted(cldr.currency_signs(locale), key=len, reverse=True)
    one = "|".join(re.escape(sign) for sign in signs if len(sign) == 3 or not sign.isascii() or "$" in sign)
    space = "[ \u00a0\u202f]?"
    return re.compile(rf"(?<!\w)(?P<sign>{one}){space}\d|\d{space}(?P<behind>{one})(?!\w)")
