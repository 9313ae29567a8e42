"""Translations put back into Markdown, so that no words turn into markup."""

from __future__ import annotations

import re
from dataclasses import dataclass

from l10n.model import Piece, Role
from l10n.syntax.markdown.inline import MAY_BE_MARKUP, pieces

_BLOCK_START = re.compile(
    r"(?:#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|=+\s*$|-+\s*$|(?:[-*_][ \t]*){3,}$|```[^`]*$|~~~|:(?=\s)|\|"
    r"|\[[^\]\n]+\]:)"
)
_NUMBERED_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Put:
    """Gives a translation the form in which it stands in a Markdown block.

    What would read as markup in the translation and was none in the block is escaped.
    """

    keys: frozenset[tuple[Role, str]]
    """The markup of the block."""
    newline: str
    """A line end with the prefix of the block's next line; "" where a line break ends the block."""
    cell: bool = False
    """True in a table, where a bare ``|`` ends the cell."""
    labels: tuple[str, ...] = ()
    """Labels of the article's link reference definitions."""

    def __call__(self, translation: str) -> str:
        """Return the translation as it stands in the article."""
        text = _normal_breaks(translation.strip(" \t\r\n"), keep=bool(self.newline))
        if MAY_BE_MARKUP.search(text):
            text = self._escaped(text)
            if _BLOCK_START.match(text):
                text = f"\\{text}"
            text = _NUMBERED_START.sub(r"\1\\\2", text, count=1) if _NUMBERED_START.match(text) else text
            if self.cell:
                text = re.sub(r"(?<!\\)\|", r"\|", text)
            elif not self.newline:
                text = re.sub(r"((?:^|\s)#*)(#)$", r"\1\\\2", text)
        return text.replace("\n", self.newline)

    def _escaped(self, text: str) -> str:
        for _ in range(len(text)):
            at = 0
            for piece in pieces(text, self._labels_in(text)):
                if piece.key and (piece.role, piece.key) not in self.keys and _escapable(piece):
                    break
                at += len(piece.source)
            else:
                return text
            text = f"{text[:at]}\\{text[at:]}"
        return text

    def _labels_in(self, text: str) -> list[str]:
        folded = text.casefold()
        return [label for label in self.labels if label.casefold() in folded] if "[" in text else []


def _escapable(piece: Piece) -> bool:
    citation = piece.role is Role.MARK and not piece.key.startswith("[^")
    return piece.role is not Role.BREAK and not citation and piece.source[0] in "`*_[]<>!~$&"


def _normal_breaks(text: str, *, keep: bool) -> str:
    """Make spaces of line breaks, save of hard ones where they are kept."""
    if "\n" not in text:
        return text
    lines = [line.strip(" \t\r") for line in re.split(r"(?: {2,}|\\)\n", text)]
    joined = [re.sub(r"[ \t]*\r?\n[ \t]*", " ", line) for line in lines]
    return ("\\\n" if keep else " ").join(joined)
