"""Anchors of Markdown headings, and links that lead to them.

Sites make the anchor of a heading from its words, so a translated heading has another anchor, and
links to the old one have to follow. The rule is GitHub's: lower case, no punctuation, hyphens for
spaces, a number behind what is there already.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from l10n import syntax
from l10n.model import Kind, Notation, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from l10n.model import Document

_LINK = re.compile(
    r"""(?P<before>\]\(\s*<?|\bhref\s*=\s*["']?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?)"""
    r"""(?P<path>[^\s<>()"'\#]*)\#(?P<anchor>[^\s<>()"']+)""",
    re.MULTILINE,
)
_DROPPED = re.compile(r"[^\w\s-]")


def of_headings(document: Document) -> list[str]:
    """Return the anchors of a Markdown article's headings, in its order."""
    headings: dict[int, str] = {}
    for slot in document.slots:
        if slot.segment.kind is Kind.HEADING:
            words = "".join(
                piece.text.strip("`") if piece.role is Role.ATOM else piece.words
                for piece in syntax.pieces(Notation.MARKDOWN, slot.segment.text)
            )
            headings[slot.block] = f"{headings.get(slot.block, '')} {words}".strip()
    seen: Counter[str] = Counter()
    anchors: list[str] = []
    for words in headings.values():
        anchor = re.sub(r"\s", "-", _DROPPED.sub("", words.lower()))
        anchors.append(f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor)
        seen[anchor] += 1
    return anchors


def followed(text: str, renamed: Callable[[str, str], str | None]) -> str:
    """Return an article with its links led to renamed anchors.

    Args:
        text: The article.
        renamed: Gets the path of a link, "" for the article itself, and the anchor, and returns the
            new anchor, or None to leave the link.
    """

    def follow(match: re.Match[str]) -> str:
        new = renamed(match["path"], unquote(match["anchor"]))
        return match[0] if new is None else f"{match['before']}{match['path']}#{new}"

    return _LINK.sub(follow, text) if "#" in text else text
