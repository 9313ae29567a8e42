"""A question ends as a question, a sentence with a full stop.

The marks are those of the locale: ``？`` and ``。`` in Chinese, ``;`` for a question in Greek, ``؟`` in
Arabic. A mark that was added is left alone, and so are labels of a few words and scripts that often
write no full stop.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.checks import CUT_OFF
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.pair import Pair

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
_WITHOUT_STOPS = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Jpan", "Kore", "Hans", "Hant"})
"""Scripts that write no full stop, or none in items and headings."""

_WITHOUT_QUESTION_MARKS = frozenset({"Tibt", "Thai", "Laoo", "Khmr", "Mymr"})
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]\.)+\Z|\betc\.\Z")
"""A full stop that ends a word, as in U.S., ends no sentence by itself."""
_LEAST = 4
"""Words from which a text is a sentence; fewer are a label, whose full stop is a matter of taste."""


def find(pair: Pair) -> Iterable[str]:
    """Compare the mark at the end."""
    last = pair.source[-1:], pair.translation[-1:]
    return () if last[0] == last[1] or all(map(str.isalnum, last)) else _compared(pair)


def _compared(pair: Pair) -> Iterator[str]:
    source, translation = _ending(pair.source), _ending(pair.translation)
    if source == translation:
        return
    if pair.locale.partition("-")[0] == "el" and (source, translation) == ("a question mark", "a semicolon"):
        return
    source, translation = _ending(pair.source_words), _ending(pair.translation_words)
    asks = source == "a question mark" and _asks_by_marks(pair)
    stops = (source, translation) == ("a full stop", "") and _writes_stops(pair)
    if source != translation and (asks or stops) and pair.translation_words.strip():
        yield f"the source ends with {source or 'no mark'}, the translation with {translation or 'none'}"


def _asks_by_marks(pair: Pair) -> bool:
    """Tell whether a question needs its mark: か asks in Japanese, and some scripts have none."""
    script = cldr.script(pair.locale)
    asks = script == "Jpan" and pair.translation_words.rstrip().endswith(("か。", "か"))
    return not asks and script not in _WITHOUT_QUESTION_MARKS


def _writes_stops(pair: Pair) -> bool:
    words = pair.source_words.strip()
    is_short = len(words) < CUT_OFF and words.count(" ") >= _LEAST - 1
    return is_short and not _ABBREVIATED.search(words) and cldr.script(pair.locale) not in _WITHOUT_STOPS


def _ending(text: str) -> str:
    match = _LAST.search(text[-16:])
    return _KINDS.get(match[1] or "", "") if match else ""
