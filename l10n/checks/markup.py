"""Tags are those of the source, and what is opened is closed, well nested.

Where the translation has ``**`` once, a bold word was begun and never ended. What stands in a tag
stays as it is; words between tags are translated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.checks import Trigger
from l10n.difference import differences
from l10n.events import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.pair import Pair

SEVERITY = Severity.ERROR
TRIGGER = Trigger.DIFFERENCE


def find(pair: Pair) -> Iterable[str]:
    """Compare all markup that no other check compares."""
    yield from (found.told for found in differences(pair, "markup"))
    yield from (f"“{mark}” begins or ends nothing" for mark in pair.stray)
