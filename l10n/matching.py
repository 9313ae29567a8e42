"""Which old sentence a new one comes from; alone in knowing rapidfuzz."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NEIGHBOUR = 55.0
"""Least likeness, 0 to 100, of two sentences that stand between the same unchanged ones."""
ANYWHERE = 65.0
"""Least likeness of two sentences of one article, wherever they stand.

Both were chosen on ten thousand real revisions, so that hardly a guess is useless.
"""


def near(new: Sequence[str], old: Sequence[str], anchors: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return for new sentences the old one that each most likely was; no old one serves twice.

    Args:
        new: Sentences of the article that have no translation yet, in its order.
        old: Sentences that left it, in its order.
        anchors: For each sentence, old and new, the unchanged one that stands before it.
    """
    if not new or not old:
        return {}
    from rapidfuzz import fuzz, process

    before = anchors or {}
    scores = process.cdist(new, old, scorer=fuzz.ratio, score_cutoff=NEIGHBOUR)
    pairs = sorted(
        (
            (-float(score), row, column)
            for row, line in enumerate(scores)
            for column, score in enumerate(line)
            if score and (score >= ANYWHERE or before.get(new[row], "") == before.get(old[column], ""))
        ),
    )
    found: dict[str, str] = {}
    taken: set[int] = set()
    for _, row, column in pairs:
        if new[row] not in found and column not in taken:
            found[new[row]] = old[column]
            taken.add(column)
    return found
