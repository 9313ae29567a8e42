r"""Escapes are no text: no ``\n`` or ``&amp;nbsp;`` that readers would see.

A tool that escapes twice leaves the two characters ``\n`` where a line ended, or the letters
``&nbsp;`` where a space stood.
"""

from __future__ import annotations

import re
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
    yield from (f"readers would see the escape “{e}”" for e in found if e not in pair.source_words)
