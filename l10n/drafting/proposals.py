"""The proposals that came next to a draft, for whoever reviews it: beside the caches, one file a catalog.

Law: they can be derived again; without them a review shows the draft alone.
"""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

from l10n.model import Proposal

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence


def read(data: bytes | None) -> dict[str, tuple[Proposal, ...]]:
    """Return the proposals by the text that they translate; none where the file is not whole."""
    found: dict[str, tuple[Proposal, ...]] = {}
    with contextlib.suppress(ValueError, TypeError, AttributeError):
        for text, proposals in json.loads(data or b"{}").items():
            found[text] = tuple(Proposal(words, score, origin) for words, score, origin in proposals)
    return found


def added(data: bytes | None, new: Mapping[str, Sequence[Proposal]], texts: Container[str]) -> bytes:
    """Return the file with new proposals in it.

    Args:
        data: The file as it is; None for none.
        new: Proposals by the text that they translate.
        texts: Those of the catalog as it is now; all others are left out.
    """
    all_ = read(data) | {text: tuple(proposals) for text, proposals in new.items()}
    kept = {
        text: [(one.text, one.score, one.origin) for one in proposals]
        for text, proposals in sorted(all_.items())
        if text in texts and proposals
    }
    return json.dumps(kept, ensure_ascii=False, indent=0).encode()
