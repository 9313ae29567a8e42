"""Brackets and quotation marks that are opened are closed.

Where the source is balanced, the translation is too: an odd parenthesis, guillemet or curly quotation
mark was lost or typed twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.events import Severity
from l10n.pair import family

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.WARNING

_PAIRS = ("()", "[]", "（）", "「」", "『』", "【】", "《》")
_CURLY = "“”„«»"
_MARKS = f'{_CURLY}"'
TRIGGER = re.compile(f"[{re.escape(''.join(_PAIRS))}{_CURLY}]")
_SMILE = re.compile(r"[:;]-?[()]|^(?:\w|\d+)\)")
"""A face, or the mark of an item: a closing parenthesis alone is right there."""
_ITEM = re.compile(r"(?<!\S)(?:[^\W\d_]|\d{1,2})\)(?=\s)")
"""The mark of an item in a sentence."""


def find(pair: Pair) -> Iterable[str]:
    """Count the brackets and quotation marks of a translation whose source has them paired."""
    text = pair.translation
    odd = [both for both in _PAIRS if text.count(both[0]) != text.count(both[1])]
    is_quoted = any(mark in text for mark in _CURLY)
    if not odd and not is_quoted:
        return
    words = pair.translation_words
    broken = any(family(*piece) == "links" for piece in pair.lost)  # `links` tells of its brackets
    for both in odd if not broken else ():
        opened, closed = words.count(both[0]), words.count(both[1])
        if (
            opened != closed
            and _balanced(pair.source_words, both)
            and not _mixed(words)
            and not _SMILE.search(words)
            and not _itemized(words, both)
        ):
            yield f"“{both[0]}” stands {opened} times and “{both[1]}” {closed} times"
    alone = [mark for mark in _MARKS if words.count(mark) % 2]
    if is_quoted and len(alone) % 2 and sum(map(pair.source_words.count, _MARKS)) % 2 == 0:
        yield f"a quotation mark, “{alone[0]}”, has no partner"


def _balanced(text: str, both: str) -> bool:
    return text.count(both[0]) == text.count(both[1])


def _itemized(text: str, both: str) -> bool:
    """Tell whether what stands alone marks items: a) one, b) another."""
    return len(_ITEM.findall(text)) > 1 and _balanced(_ITEM.sub("", text), both)


def _mixed(text: str) -> bool:
    """Tell whether brackets of two widths pair up, as they do in Chinese and Japanese."""
    return sum(text.count(c) for c in "(（") == sum(text.count(c) for c in ")）") and (
        "（" in text or "）" in text
    )
