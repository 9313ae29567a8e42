"""What is fuzzy says why: a machine's comment, the sentence it was made for, or what was mended.

An entry that is fuzzy without a reason is a question that nobody can answer: a mark left by hand, or
by a tool that dropped the ``#|`` lines. Write a comment, or finish the entry and take the mark off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.events import Severity
from l10n.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.catalog import Catalog
    from l10n.model import Key

SEVERITY = Severity.WARNING


def survey(catalog: Catalog, locale: str) -> Iterable[tuple[Key | None, str]]:
    """Look for stale entries without a comment and without an old sentence."""
    for entry in catalog.entries:
        if entry.state is State.STALE and not (entry.message.previous or entry.message.comments):
            yield entry.key, "the entry is fuzzy, and nothing says why"
