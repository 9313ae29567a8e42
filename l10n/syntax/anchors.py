"""Anchors of Markdown headings, and links that lead to them.

Sites make the anchor of a heading from its words, so a translated heading has another anchor, and
links to the old one have to follow, save where the author gave the heading one. The rule is GitHub's:
lower case, no punctuation, hyphens for spaces, a number behind what is there already.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from l10n.model import Kind, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from l10n.model import Block, Piece

_LINK = re.compile(
    r"""(?P<before>\]\(\s*<?|\bhref\s*=\s*["']?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?)"""
    r"""(?P<path>[^\s<>()"'\#]*)\#(?P<anchor>[^\s<>()"']+)""",
    re.MULTILINE,
)
_FRAGMENT = re.compile(r"#[^\s#]")
"""What every link to an anchor has, and few articles have."""
_GIVEN = re.compile(
    r"""\{:?(?:[^{}\n]*\s)?\s*\#(?P<attribute>[^\s{}]+)[^{}\n]*\}|<[^<>]*\b(?:id|name)\s*=\s*["']?(?P<tag>[^\s"'<>]+)"""
    r"""|^\((?P<target>[\w.:/-]+)\)=[ \t]*$""",
    re.MULTILINE,
)
"""Lists of attributes (Hugo, kramdown, Pandoc), elements of HTML, and targets of MyST."""
_DROPPED = re.compile(r"[^\w\s-]")


def of_headings(blocks: Iterable[Block]) -> list[str]:
    """Return the anchors of the headings among the blocks of a Markdown article, in its order."""
    headings = ("".join(map(_words, block.pieces)) for block in blocks if block.kind is Kind.HEADING)
    seen: Counter[str] = Counter()
    anchors: list[str] = []
    for words in headings:
        anchor = re.sub(r"\s", "-", _DROPPED.sub("", words.strip().lower()))
        anchors.append(f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor)
        seen[anchor] += 1
    return anchors


def given(text: str) -> frozenset[str]:
    """Return the anchors that the author of an article wrote down, which do not follow the words."""
    return frozenset(anchor for found in _GIVEN.findall(text) for anchor in found if anchor)


def _words(piece: Piece) -> str:
    return piece.text.strip("`") if piece.role is Role.ATOM else piece.words


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

    return _LINK.sub(follow, text) if _FRAGMENT.search(text) else text
