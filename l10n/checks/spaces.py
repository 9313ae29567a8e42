"""There are no doubled spaces, and none before a full stop or a comma.

French puts a no-break space before ``:``, ``;``, ``!`` and ``?``; other languages put none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.NOTE

_DOUBLED = re.compile(r"(?<=\S) {2,}(?=\S)")
_BEFORE = re.compile(r"(?<=\w)[ \u00a0\u202f]+([,.](?![\w.])|[;:!?](?=\s|$))")


def find(pair: Pair) -> Iterable[str]:
    """Look for spaces that the source has not."""
    if _DOUBLED.search(pair.translation) and not _DOUBLED.search(pair.source):
        yield "two spaces stand together"
    french = pair.locale.partition("-")[0] == "fr"
    for match in _BEFORE.finditer(pair.translation):
        if not (french and match[1] in ";:!?") and not _BEFORE.search(pair.source):
            yield f"a space stands before “{match[1]}”"


def mended(pair: Pair) -> str:
    """Make one space of two."""
    return pair.translation if _DOUBLED.search(pair.source) else _DOUBLED.sub(" ", pair.translation)
