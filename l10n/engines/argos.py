"""Argos Translate packages, run by CTranslate2 with all sentences of a group at once."""

from __future__ import annotations

import math
import os
from typing import TYPE_CHECKING, Any

from l10n import models
from l10n.errors import EngineError
from l10n.model import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.models import Package
    from l10n.project import Project

_MASKS = ("XQ{}Z", "X{}X", "Q{}Q", "ZX{}")
"""Masks in the order in which they came through best; the first that the vocabulary has is taken."""
_GROUP = 256
"""Texts a call: enough for full batches, few enough that a killed run loses seconds."""
_BATCH_TOKENS = 512
"""Above 1,024 padding costs more than it saves; below 128 the calls do."""
_BEAM = 4
_LENGTH_PENALTY = 0.2
"""Both as argostranslate has them, so that a package gives the same words here and there."""


def engine(project: Project, target: str) -> Argos:
    """Return the engine for the pair, of the first package found for it.

    Raises:
        EngineError: No package leads to the locale.
    """
    settings = project.settings
    packages = models.route(settings.source_locale, target, project.model_places, project.cache)
    return Argos(packages)


class Argos:
    """One package, or two one after the other."""

    def __init__(self, packages: Sequence[Package]) -> None:
        self._steps = [_Step(package) for package in packages]
        self.origin = "argos " + " + ".join(str(package) for package in packages)
        self.mask = next(
            (mask for mask in _MASKS if all(step.carries(mask) for step in self._steps)), _MASKS[0]
        )

    def translate(self, texts: Sequence[str]) -> Iterator[Proposal]:
        """Translate texts in groups; the score is the geometric mean of the token probabilities."""
        for start in range(0, len(texts), _GROUP):
            group = list(texts[start : start + _GROUP])
            scores = [1.0] * len(group)
            for step in self._steps:
                translated = step.translate(group)
                group = [text for text, _ in translated]
                scores = [before * score for before, (_, score) in zip(scores, translated, strict=True)]
            for text, score in zip(group, scores, strict=True):
                yield Proposal(text, round(score, 2), self.origin)


class _Step:
    """One package, loaded when it is first used."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._tokenizer = _tokenizer(package)
        self._translator: Any = None

    def carries(self, mask: str) -> bool:
        """Tell whether the vocabulary writes a mask without an unknown piece."""
        known: bool = self._tokenizer.knows("".join(mask.format(n) + " " for n in range(10)))
        return known

    def translate(self, texts: Sequence[str]) -> list[tuple[str, float]]:
        prefix = self._package.target_prefix
        results = self._loaded().translate_batch(
            [self._tokenizer.encode(text) for text in texts],
            target_prefix=[[prefix]] * len(texts) if prefix else None,
            replace_unknowns=True,
            max_batch_size=_BATCH_TOKENS,
            batch_type="tokens",
            beam_size=_BEAM,
            length_penalty=_LENGTH_PENALTY,
            return_scores=True,
        )
        return [self._read(result.hypotheses[0], result.scores[0]) for result in results]

    def _read(self, tokens: list[str], score: float) -> tuple[str, float]:
        text = self._tokenizer.decode(tokens)
        prefix = self._package.target_prefix
        text = text.removeprefix(prefix).strip() if prefix else text.strip()
        # CTranslate2 divides the log probability by length ** penalty; argostranslate's is 0.2.
        length = max(len(tokens), 1)
        return text, math.exp(score * length**_LENGTH_PENALTY / length)

    def _loaded(self) -> Any:
        if self._translator is None:
            import ctranslate2

            cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
            try:
                self._translator = ctranslate2.Translator(
                    str(self._package.path / "model"),
                    device="cpu",
                    inter_threads=cores or 1,
                    intra_threads=1,
                    compute_type="auto",
                )
            except (RuntimeError, ValueError) as error:
                raise EngineError(
                    f"{self._package.path}: CTranslate2 cannot load the package: {error}; install it again"
                ) from error
        return self._translator


class _SentencePiece:
    def __init__(self, package: Package) -> None:
        import sentencepiece

        self._processor: Any = sentencepiece.SentencePieceProcessor(
            model_file=str(package.path / "sentencepiece.model")
        )

    def knows(self, text: str) -> bool:
        return self._processor.unk_id() not in self._processor.encode(text)

    def encode(self, text: str) -> list[str]:
        pieces: list[str] = self._processor.encode(text, out_type=str)
        return pieces

    def decode(self, pieces: list[str]) -> str:
        """Join pieces; not by argostranslate's tokenizer, which makes spaces of underscores."""
        text: str = self._processor.decode_pieces(pieces)
        return text.replace("▁", " ")


class _BytePair:
    """Old packages: the tokenizer of argostranslate, which needs sacremoses."""

    def __init__(self, package: Package) -> None:
        from argostranslate.tokenizer import BPETokenizer

        self._processor: Any = BPETokenizer(package.path / "bpe.model", package.source, package.target)

    def knows(self, text: str) -> bool:
        return bool(text)

    def encode(self, text: str) -> list[str]:
        pieces: list[str] = self._processor.encode(text)
        return pieces

    def decode(self, pieces: list[str]) -> str:
        text: str = self._processor.decode(pieces)
        return text


def _tokenizer(package: Package) -> _SentencePiece | _BytePair:
    if (package.path / "sentencepiece.model").is_file():
        return _SentencePiece(package)
    return _BytePair(package)
