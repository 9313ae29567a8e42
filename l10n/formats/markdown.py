"""Markdown: CommonMark and GFM, and what site generators add to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.formats import as_it_is as dressed
from l10n.formats import decode_text as decode
from l10n.model import Notation
from l10n.syntax import markdown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from l10n.model import Block

__all__ = ["NOTATION", "SUFFIXES", "blocks", "decode", "dressed"]

SUFFIXES = frozenset({".md", ".markdown", ".mkd", ".qmd", ".rmd"})
NOTATION = Notation.MARKDOWN


def blocks(text: str) -> Iterable[str | Block]:
    """Cut Markdown without its front matter."""
    return markdown.blocks(text)
