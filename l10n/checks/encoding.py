"""The characters are those that were typed, read in the right encoding.

``Ã©`` is an é whose bytes were taken for Windows-1252, and U+FFFD stands where bytes made no sense.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR

_LATER = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
"""What all bytes of a character but its first are in Windows-1252."""
TRIGGER = re.compile(f"[\ufffd{_LATER}]")
_MISREAD = re.compile(f"(?:[\u00c2-\u00df][{_LATER}]|[\u00e0-\u00ef][{_LATER}]{{2}})+")
"""What the bytes of UTF-8 are in Windows-1252."""
_REPLACED = re.compile("[^\\s\ufffd]*\ufffd\\S*")


def find(pair: Pair) -> Iterable[str]:
    """Look for replaced characters, and for letters that make sense when they are read again."""
    if pair.translation.isascii():
        return
    if "\ufffd" in pair.translation and "\ufffd" not in pair.source:
        word = _REPLACED.search(pair.translation)
        yield f"a character of “{word[0] if word else ''}” was lost and stands as U+FFFD"
        return
    for match in _MISREAD.finditer(pair.translation):
        meant = _read_again(match[0]) if match[0] not in pair.source else None
        if meant and all(_is_plausible(character, pair.locale) for character in meant):
            yield f"“{match[0]}” is “{meant}” read in the wrong encoding"
            return


def _is_plausible(character: str, locale: str) -> bool:
    """Tell whether a locale has a character; a French “é »” is no Chinese one."""
    latin = character < "\u0250" or "\u1e00" <= character < "\u1f00"
    return latin or "\u2000" <= character < "\u2300" or cldr.script(locale) != "Latn"


def _read_again(text: str) -> str | None:
    try:
        data = bytes(ord(c) if ord(c) < 0x100 else c.encode("cp1252")[0] for c in text)
        return data.decode()
    except UnicodeError:
        return None
