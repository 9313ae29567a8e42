"""The tokenizers of translation packages: text into the pieces of a vocabulary, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from l10n.packages.models import Package

Range = tuple[int, int]
"""Offsets of characters: the first, and the one behind the last."""


class SentencePiece:
    """Most packages: a SentencePiece model."""

    def __init__(self, package: Package) -> None:
        import sentencepiece

        self._processor: Any = sentencepiece.SentencePieceProcessor(
            model_file=str(package.path / "sentencepiece.model")
        )

    def knows(self, text: str) -> bool:
        """Tell whether the vocabulary writes a text without an unknown piece, and gives it back."""
        pieces = self._processor.encode(text)
        back = self._processor.decode(pieces) == text
        return back and self._processor.unk_id() not in pieces and not self._spells(pieces)

    def _spells(self, pieces: Sequence[int]) -> bool:
        """Tell whether a piece is a single byte: what the model never learnt to read."""
        return any(self._processor.is_byte(piece) for piece in pieces)

    def encode(self, text: str) -> list[str]:
        """Cut a text into pieces."""
        pieces: list[str] = self._processor.encode(text, out_type=str)
        return pieces

    def decode(self, pieces: Sequence[str]) -> str:
        """Join pieces; not by argostranslate's tokenizer, which makes spaces of underscores."""
        text: str = self._processor.decode_pieces(list(pieces))
        return text.replace("▁", " ")

    def source_ranges(self, text: str) -> list[Range]:
        """Return where each piece of ``encode`` stands in the text, leading spaces aside."""
        offsets = self._processor.encode(text, return_type="offset_mapping")["offsets"]
        return [_trimmed(text, start, end) for start, end in offsets]

    def target_ranges(self, pieces: Sequence[str]) -> list[Range]:
        """Return where each piece stands in what ``decode`` gives, leading spaces aside."""
        text = self.decode(pieces)
        # Some bytes of a character are longer than the character: each is shown as unreadable.
        ends = [min(len(self.decode(pieces[: number + 1])), len(text)) for number in range(len(pieces))]
        return [_trimmed(text, start, end) for start, end in zip([0, *ends], ends, strict=False)]


class BytePair:
    """Old packages: the tokenizer of argostranslate, which needs sacremoses."""

    def __init__(self, package: Package) -> None:
        from argostranslate.tokenizer import BPETokenizer

        self._processor: Any = BPETokenizer(package.path / "bpe.model", package.source, package.target)

    def knows(self, text: str) -> bool:
        """Tell whether a text comes back as it was."""
        return self.decode(self.encode(text)) == text

    def encode(self, text: str) -> list[str]:
        """Cut a text into pieces."""
        pieces: list[str] = self._processor.encode(text)
        return pieces

    def decode(self, pieces: Sequence[str]) -> str:
        """Join pieces."""
        text: str = self._processor.decode(list(pieces))
        return text

    def source_ranges(self, text: str) -> list[Range]:
        """Return nothing: it rewrites punctuation, so no piece has a place."""
        return []

    def target_ranges(self, pieces: Sequence[str]) -> list[Range]:
        """Return nothing, as above."""
        return []


Tokenizer = SentencePiece | BytePair


def of(package: Package) -> Tokenizer:
    """Return the tokenizer of a package."""
    return SentencePiece(package) if (package.path / "sentencepiece.model").is_file() else BytePair(package)


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    return start, end
