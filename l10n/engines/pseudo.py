"""Pseudo-localization: accented, lengthened, bracketed English that needs no model.

It shows what a translation will do to an article, and which text never reached a catalog.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from l10n.model import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.project import Project

_ACCENTS = str.maketrans("aceilnorsuyzACEILNORSUYZ", "áçéíļñóŕšúýžÁÇÉÍĻÑÓŔŠÚÝŽ")
_MASK = "XQ{}Z"
_KEPT = re.compile(r"(XQ\d+Z)")
_LONGER_BY = 3
"""One more letter for every so many: translations of short texts are about a third longer."""


def engine(project: Project, target: str) -> Pseudo:
    """Return the engine; it is the same for every locale."""
    return Pseudo()


class Pseudo:
    """Translates without a model."""

    origin = "pseudo"
    masks = (_MASK,)

    def carries(self, text: str) -> bool:
        """Carry everything."""
        return True

    def translate(self, texts: Iterable[str], attempt: int = 0) -> Iterator[Sequence[Proposal]]:
        """Write each text with accents, a third longer, in brackets."""
        for text in texts:
            parts = _KEPT.split(text)
            words = "".join(
                part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts)
            )
            letters = sum(character.isalpha() for character in text)
            stem = _without_end(words)
            longer = f"[{stem}{'~' * (letters // _LONGER_BY)}]{words[len(stem) :]}"
            yield (Proposal(longer, 1.0, self.origin),)


def _without_end(words: str) -> str:
    """Leave out what ends a sentence: it ends the draft too, so that no check finds it broken off."""
    closed = words.rstrip('"”’)')
    stem = closed.rstrip(".!?:;…")
    return words if stem == closed else stem
