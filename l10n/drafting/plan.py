"""What an engine is asked of a text, and how its answers become a translation.

Law: a translation has every mask and tag of its text exactly once, or there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from l10n import segmentation, syntax
from l10n.drafting import markup
from l10n.drafting.markup import Masked, MaskLostError
from l10n.model import Notation, Proposal

if TYPE_CHECKING:
    from collections import Counter

    from l10n.drafting.markup import Part
    from l10n.model import Piece, Role, Sentence


class Way(StrEnum):
    """How a text was translated, in the order in which the ways are tried.

    FOUND is no try of its own: the markup of a whole text, placed without links.
    """

    WHOLE = "whole"
    FOUND = "markup found"
    AGAIN = "searched again"
    SET = "with terms set in"
    FIGURES = "with numbers set in"
    QUOTED = "with quotation marks set in"
    FRAGMENTS = "in fragments"
    APART = "words alone"


Text = tuple[Notation, str]
"""A text to translate, in its notation."""

Alone = Mapping[str, Sequence[str]]
"""What an engine made of words on their own, the best first."""

CUTS = {Way.FRAGMENTS: markup.fragments, Way.APART: markup.apart}
"""How texts are cut in the ways in which no markup can be lost."""

_LONGEST = 300
"""Characters of what an engine gets at a time, if it can be cut: it leaves out much of longer sentences."""
_WITH_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages in which a capital says nothing of where a sentence begins."""
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffd]")


def stretches(pieces: Sequence[Piece], locale: str) -> Iterator[str | Sentence]:
    """Cut a text into sentences, and long ones into clauses, with the white space between them."""
    for sentence in segmentation.sentences(locale)(pieces):
        yield from (sentence,) if isinstance(sentence, str) else segmentation.clauses(_LONGEST)(sentence)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an engine is asked of a text, in one way."""

    text: Text
    locale: str
    way: Way
    parts: tuple[Part, ...]
    skeleton: Counter[tuple[Role, str]]
    """The markup and atoms of the text."""

    @property
    def masked(self) -> tuple[Masked, ...]:
        """What the engine is asked."""
        return tuple(part for part in self.parts if isinstance(part, Masked))

    def reason(self, offered: Sequence[Sequence[Proposal]]) -> str:
        """Say why an engine has nothing for one of the masked parts."""
        if not offered:
            return "there are no words that the engine can spell"
        vain = [part.text for part, found in zip(self.masked, offered, strict=True) if not found]
        if max(map(len, vain)) > _LONGEST:
            return "a sentence is too long for the engine, and has no comma where it could be cut"
        return "the engine gave nothing"

    @property
    def alone(self) -> tuple[str, ...]:
        """What is asked for on its own, so that it is found in the whole."""
        return tuple(words for part in self.masked for words in part.alone)

    def put_together(self, offered: Sequence[Proposal], alone: Alone) -> tuple[Proposal, Way]:
        """Return the translation of the text, and how its markup was placed.

        Args:
            offered: One proposal for each of the masked parts.
            alone: What the engine made of words on their own.

        Raises:
            MaskLostError: Something was lost; the message names it.
        """
        restored = iter(
            markup.restored(masked, self._begun(masked, proposal), [alone[words] for words in masked.alone])
            for masked, proposal in zip(self.masked, offered, strict=True)
        )
        words = "".join(next(restored) if isinstance(part, Masked) else part for part in self.parts)
        if _NO_TEXT.search(words) and not _NO_TEXT.search(self.text[1]):
            raise MaskLostError("the engine wrote half a character, or a sign that is none")
        found = syntax.pieces(self.text[0], words)
        if not syntax.words(found):
            raise MaskLostError("the engine gave no words")
        if syntax.skeleton(found) != self.skeleton:
            raise MaskLostError("the engine changed the markup")
        by_words = self.way in {Way.WHOLE, Way.AGAIN} and any(part.spans for part in self.masked)
        unlinked = by_words and not any(proposal.links() for proposal in offered)
        score = min(proposal.score for proposal in offered)
        return Proposal(words, score, offered[0].origin), Way.FOUND if unlinked else self.way

    def _begun(self, masked: Masked, proposal: Proposal) -> Proposal:
        if self.locale.partition("-")[0] in _WITH_CAPITAL_NOUNS:
            return proposal
        text = markup.begun_as(masked.text, proposal.text)
        return proposal if text == proposal.text else replace(proposal, text=text)
