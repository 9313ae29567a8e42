"""Inline MDX: Markdown whose expressions in braces are atoms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n.syntax.markdown import commonmark, inline

if TYPE_CHECKING:
    from l10n.model import Piece


def pieces(text: str) -> list[Piece]:
    """Read the text of a segment, or a translation of one; see :func:`l10n.syntax.markdown.inline.pieces`."""
    return inline.pieces(text, templates=commonmark.MDX)
