"""Links and images are those of the source, with the same targets.

A target that was changed, lost or cut off by a missing bracket leads readers nowhere: of
``[the guide](guide.md)`` the words are translated, ``](guide.md)`` stays.
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
    """Compare links and images by their targets."""
    return (found.told for found in differences(pair, "links"))
