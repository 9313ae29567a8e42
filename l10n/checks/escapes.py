r"""Escapes are no text: no ``\n`` or ``&amp;nbsp;`` that readers would see.

A tool that escapes twice leaves the two characters ``\n`` where a line ended, or the letters
``&nbsp;`` where a space stood.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = re.compile(r"[&\\]")

_ESCAPE = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[\da-fA-F]{2,6});|(?<!\\)\\(?:[nrt]|u[\da-fA-F]{4})")


def find(pair: Pair) -> Iterable[str]:
    """Look for escapes among the words that are not among those of the source."""
    found = dict.fromkeys(_ESCAPE.findall(pair.translation_words))
    strange = (one for one in found if one not in pair.source_words and _is_meant(one))
    yield from (f"readers would see the escape “{one}”" for one in strange)


def _is_meant(escape: str) -> bool:
    """Tell an escape from a name of the article's own: &product; is none of HTML."""
    return not escape[1:2].isalpha() or escape[0] != "&" or escape[1:] in html5
