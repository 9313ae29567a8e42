"""Anchors, the elements with an ``id`` or a ``name``, are those of the source.

Links of this and of other articles lead to them: ``<a id="dose"></a>`` stays as it is.
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
    """Compare elements with a name."""
    return (found.told for found in differences(pair, "anchors"))
