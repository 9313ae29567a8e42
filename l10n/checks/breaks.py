"""Line breaks that a reader sees are those of the source.

The lines of an address or a poem stay lines: a backslash or two spaces at the end of a line in
Markdown, ``<br>`` in HTML.
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
    """Compare hard line breaks."""
    return (found.told for found in differences(pair, "breaks"))
