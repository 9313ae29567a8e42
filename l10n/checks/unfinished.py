"""The translation goes to the end, and is not a fraction of the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.checks import CUT_OFF, density
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR

_WITHOUT_STOPS = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
"""Scripts that write no full stop."""
_LEAST = 0.4
"""Least length of a translation against its source, in Latin letters."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।॥։។။][\"'”’»)\]*_\s]*$")
_OTHER_END = re.compile(r"[:;：；][\"'”’“«»)\]*_\s]*$|[“«]$")
"""How a translation may end a sentence besides: ``;`` asks in Greek, « ends a quotation in German."""
_ADDRESS_END = re.compile(r"[^\s<>][./@][^\s<>]+[./]$")
"""A full stop behind an address, which many leave out because it could be taken for a part of it."""
_ADDED = re.compile(r"[.!?。！？]\s*[(（][^()（）]*[)）]$")
"""A sentence that is ended, with an addition in brackets behind it."""
_CLOSING = re.compile(r"(?:</\w+>|[*_~`])+$")
_CUT_OFF = frozenset(",([–—-，、")
_GOES_ON = _CUT_OFF | {":", "："}
"""Ends of a source that goes on behind it, in a list perhaps; so may its translation, with another mark."""


def find(pair: Pair) -> Iterable[str]:
    """Find translations that stop in the middle or leave out most of the source."""
    source, translation = pair.source_words.strip(), pair.translation_words.strip()
    is_long = len(source) >= CUT_OFF
    if is_long and len(translation) < _LEAST * density(pair.locale) * len(source):
        return [f"{len(translation)} characters stand for {len(source)}"]
    if translation[-1:] in _CUT_OFF and source[-1:] not in _GOES_ON and _ends_in_words(pair):
        return [f"the translation ends in “{translation[-1]}”"]
    if is_long and _is_ended(source) and _is_open(translation) and _writes_stops(pair):
        if _ADDRESS_END.search(pair.source.rstrip()):
            return ()
        return ["the source ends a sentence, the translation does not"]
    return ()


def _ends_in_words(pair: Pair) -> bool:
    """Tell whether the mark at the end is the end: no link stands behind it, no item ends so in French."""
    is_item = pair.source[-1:].isalnum() and pair.translation.endswith(",")
    return not is_item and _CLOSING.sub("", pair.translation.rstrip())[-1:] in _CUT_OFF


def _writes_stops(pair: Pair) -> bool:
    return cldr.script(pair.locale) not in _WITHOUT_STOPS


def _is_ended(text: str) -> bool:
    return _SENTENCE_END.search(text[-8:]) is not None


def _is_open(text: str) -> bool:
    ends = _SENTENCE_END.search(text[-8:]) or _OTHER_END.search(text[-8:])
    return not (ends or _ADDED.search(text))
