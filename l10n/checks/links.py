"""Addresses and link targets are those of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.checks import differences
from l10n.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.checks import Pair

SEVERITY = Severity.ERROR


def find(pair: Pair) -> Iterable[str]:
    """Compare the targets of links, images, addresses and e-mail addresses."""
    return differences(pair, frozenset({"link"}))
