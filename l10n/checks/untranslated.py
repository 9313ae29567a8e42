"""The translation is not the source again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.checks import Pair

SEVERITY = Severity.WARNING

_WORD = re.compile(r"[^\W\d_]{3,}")
_WORDS = 3
"""Shorter texts are often names, which are the same everywhere."""


def find(pair: Pair) -> Iterable[str]:
    """Compare the words, if there are enough of them."""
    same = pair.source_words.strip() == pair.translation_words.strip()
    if same and len(_WORD.findall(pair.source_words)) >= _WORDS:
        yield "the translation is the source text"
