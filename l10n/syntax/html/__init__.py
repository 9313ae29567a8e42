"""HTML, however broken: tokens, tags, words, inline, elements, blocks; each builds on those before."""

from __future__ import annotations

from l10n.syntax.html.blocks import blocks
from l10n.syntax.html.elements import NONE_OPEN, Elements, translating
from l10n.syntax.html.inline import closes, opens_untranslated, pieces, tag

__all__ = [
    "NONE_OPEN",
    "Elements",
    "blocks",
    "closes",
    "opens_untranslated",
    "pieces",
    "tag",
    "translating",
]
