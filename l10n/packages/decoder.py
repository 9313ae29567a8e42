"""One translation package at work: texts in, proposals out; alone in knowing CTranslate2."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from l10n import workers
from l10n.cache import Cache, fingerprint
from l10n.errors import EngineError
from l10n.model import Proposal
from l10n.packages import alignment, tokenizers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from l10n.files import Disk
    from l10n.model import Link
    from l10n.packages.models import Package

_GROUP = 256
"""Texts a call: enough for full batches, few enough that a killed run loses seconds."""
_AHEAD = 2
"""Groups that are translated while the one before is read, so that no core waits."""
_BATCH_TOKENS = 512
"""Above 1,024 padding costs more than it saves; below 128 the calls do."""
_MOST = 256
"""Pieces of a text, and of its translation. What is longer is given up: CTranslate2 would cut it, models have
learnt from shorter ones, and a translation that does not end runs in circles."""
_PROPOSALS = 3
"""Beam search finds them on the way."""
_SEARCHES: Sequence[Mapping[str, float]] = (
    {"beam_size": 4, "length_penalty": 0.2},
    {"beam_size": 8, "length_penalty": 1.0, "no_repeat_ngram_size": 4},
)
"""By attempt. The first is that of argostranslate, so that a package gives the same words here and
there; the second leaves out less, cannot run in circles and writes no mask twice."""


@dataclass
class Decoder:
    """One package, loaded when it is first used."""

    package: Package
    verdicts: Path
    """File that remembers of each package whether its attention is an alignment."""
    disk: Disk

    def carries(self, text: str) -> bool:
        """Tell whether the vocabulary writes a text without an unknown piece."""
        return self._tokenizer.knows(text)

    def translate(self, texts: Iterable[str], attempt: int = 0) -> Iterator[Sequence[Proposal]]:
        """Translate group by group, the next groups meanwhile; what cannot be translated gets nothing.

        The score of a proposal is the geometric mean of the probabilities of its pieces.
        """
        search = _SEARCHES[min(attempt, len(_SEARCHES) - 1)]
        texts = iter(texts)
        begun: deque[tuple[str, Any]] = deque()
        while group := list(islice(texts, _GROUP)):
            begun += zip(group, self._begin(group, search), strict=True)
            while len(begun) > _AHEAD * _GROUP:
                yield self._read(*begun.popleft(), search)
        while begun:
            yield self._read(*begun.popleft(), search)

    def _begin(self, texts: Sequence[str], search: Mapping[str, float]) -> list[Any]:
        prefix = self.package.target_prefix
        futures: list[Any] = self._translator.translate_batch(
            [pieces if len(pieces) <= _MOST else [] for pieces in map(self._tokenizer.encode, texts)],
            target_prefix=[[prefix]] * len(texts) if prefix else None,
            replace_unknowns=True,
            max_decoding_length=_MOST,
            max_batch_size=_BATCH_TOKENS,
            batch_type="tokens",
            num_hypotheses=_PROPOSALS,
            return_scores=True,
            return_attention=True,
            asynchronous=True,
            **search,
        )
        return futures

    def _read(self, text: str, future: Any, search: Mapping[str, float]) -> list[Proposal]:
        try:
            result = future.result()
        except RuntimeError:  # the text is longer than the positions that the model knows
            return []
        found = []
        for number, (pieces, score) in enumerate(zip(result.hypotheses, result.scores, strict=True)):
            if not 0 < len(pieces) < _MOST:
                continue
            # CTranslate2 divides the log probability by length ** penalty.
            per_piece = score * len(pieces) ** (search["length_penalty"] - 1)
            links = partial(self._links, text, result, number)
            found.append(Proposal(self._text(pieces), math.exp(per_piece), "", links))
        return found

    def _text(self, pieces: Sequence[str]) -> str:
        return self._tokenizer.decode(pieces[len(self._prefix(pieces)) :]).strip()

    def _prefix(self, pieces: Sequence[str]) -> Sequence[str]:
        prefix = self.package.target_prefix
        return pieces[:1] if prefix and list(pieces[:1]) == [prefix] else ()

    def _links(self, text: str, result: Any, number: int) -> list[Link]:
        return self._attended(text, result, number) if self._is_aligned else []

    def _attended(self, text: str, result: Any, number: int) -> list[Link]:
        pieces, attention = result.hypotheses[number], result.attention[number]
        skipped = len(self._prefix(pieces))
        return alignment.from_attention(
            self._tokenizer.source_ranges(text),
            self._tokenizer.target_ranges(pieces[skipped:]),
            attention[skipped:],
        )

    @cached_property
    def _is_aligned(self) -> bool:
        stat = (self.package.path / "model" / "model.bin").stat()
        seen = fingerprint([f"{self.package.path} {stat.st_size} {stat.st_mtime_ns}".encode()])
        cache = Cache(self.verdicts, "attention")
        verdict = cache.get(self.package.pair, seen)
        if verdict is None:
            verdict = "alignment" if alignment.is_alignment(self._probed()) else "none"
            cache.put(self.package.pair, seen, verdict)
            cache.save(self.disk)
        return verdict == "alignment"

    def _probed(self) -> Iterator[tuple[int, int]]:
        futures = self._begin(alignment.PROBES, _SEARCHES[0])
        for text, future in zip(alignment.PROBES, futures, strict=True):
            result = future.result()
            translation = self._tokenizer.decode(result.hypotheses[0])
            yield alignment.share_right(text, translation, self._attended(text, result, 0))

    @cached_property
    def _tokenizer(self) -> tokenizers.Tokenizer:
        return tokenizers.of(self.package)

    @cached_property
    def _translator(self) -> Any:
        import ctranslate2

        try:
            return ctranslate2.Translator(
                str(self.package.path / "model"),
                device="cpu",
                inter_threads=workers.processors(),
                intra_threads=1,
                max_queued_batches=-1,  # else a call waits for its turn, and nothing is read meanwhile
                compute_type="auto",
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"{self.package.path}: CTranslate2 cannot load the package: {error}") from error
