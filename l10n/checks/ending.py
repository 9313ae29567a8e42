"""A question ends as a question, a sentence with a full stop.

The marks are those of the locale: ``？`` and ``。`` in Chinese, ``;`` for a question in Greek, ``؟`` in
Arabic; languages that write no full stop, such as Thai, are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.checks import Pair

SEVERITY = Severity.WARNING

_LAST = re.compile(r"(\.{3}|…|[.!?:;。！？：；؟।॥։።])?[\s\"'”’»›)\]）」』*_`~>\u200e\u200f]*\Z")
_KINDS = {
    **dict.fromkeys((".", "。", "।", "॥", "։", "።"), "a full stop"),
    **dict.fromkeys(("?", "？", "؟", "՞"), "a question mark"),
    **dict.fromkeys(("!", "！"), "an exclamation mark"),
    **dict.fromkeys((":", "："), "a colon"),
    **dict.fromkeys((";", "；"), "a semicolon"),
    **dict.fromkeys(("...", "…"), "an ellipsis"),
}
_WITHOUT_STOPS = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
_TOLD = frozenset({"a full stop", "a question mark", ""})
"""Other marks are often rightly exchanged: a colon for a full stop before a list."""


def find(pair: Pair) -> Iterable[str]:
    """Compare the mark at the end."""
    source, translation = _ending(pair.source), _ending(pair.translation)
    if source == translation or cldr.script(pair.locale) in _WITHOUT_STOPS:
        return
    if pair.locale.partition("-")[0] == "el" and (source, translation) == ("a question mark", "a semicolon"):
        return
    source, translation = _ending(pair.source_words), _ending(pair.translation_words)
    asks = "a question mark" in {source, translation}
    stops = {source, translation} == {"a full stop", ""} and " " in pair.source.strip()
    if source != translation and (asks or stops) and pair.translation_words.strip():
        yield f"the source ends with {source or 'no mark'}, the translation with {translation or 'none'}"


def _ending(text: str) -> str:
    match = _LAST.search(text[-16:])
    return _KINDS.get(match[1] or "", "") if match else ""
