"""Marks of text direction are closed, and no override stands in the translation.

An isolate or an embedding that is not closed turns what follows it on the page around (Unicode
Standard Annex 9). An override shows letters in another order than they are stored; it is a way to
hide what a text says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR

TRIGGER = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERRIDES = "\u202d\u202e"
_POP = {"\u202c": "\u202a\u202b\u202d\u202e", "\u2069": "\u2066\u2067\u2068"}


def find(pair: Pair) -> Iterable[str]:
    """Look for overrides that the source has not, and for controls without a partner."""
    controls = TRIGGER.findall(pair.translation)
    if controls == TRIGGER.findall(pair.source):
        return
    stack: list[str] = []
    for control in controls:
        if control in _OVERRIDES and control not in pair.source:
            yield f"an override of text direction, U+{ord(control):04X}, was added"
        if control not in _POP:
            stack.append(control)
        elif stack and stack[-1] in _POP[control]:
            stack.pop()
        else:
            yield f"U+{ord(control):04X} ends a text direction that was not begun"
    if stack and not any(control in _OVERRIDES for control in stack):
        yield f"the text direction begun with U+{ord(stack[-1]):04X} is not ended"
