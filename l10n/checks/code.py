"""Code stands as it is.

What a reader types, or sees on a screen, is copied and never translated: `--help`, <kbd>Esc</kbd>. It
may stand more often or less often than in the source, since a translation says again what it speaks of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.checks import Trigger, differences
from l10n.events import Severity
from l10n.pair import code_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = Trigger.DIFFERENCE


def find(pair: Pair) -> Iterable[str]:
    """Compare pieces of code; one that lost only its marks is told by ``emphasis``."""
    lost = {code for _, key in pair.lost if (code := code_in(key)) and _is_one_line(key)}
    gone = {code for code in lost if code not in pair.translation and code not in pair.translation_words}
    for fault in differences(pair, "code") if gone else ():
        if not any(f"`{code}`" in fault or f">{code}<" in fault for code in lost - gone):
            yield fault


def _is_one_line(key: str) -> bool:
    """Tell code from a listing, and from a text in quotation marks, which is translated."""
    return not key.startswith("```") and key[1:2] not in {'"', "'"}
