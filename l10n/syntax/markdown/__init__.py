"""Markdown: commonmark (the parser), inline, put, blocks; each builds on those before."""

from __future__ import annotations

from l10n.syntax.markdown.blocks import blocks
from l10n.syntax.markdown.inline import pieces

__all__ = ["blocks", "pieces"]
