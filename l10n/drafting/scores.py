"""How like a translation is to another one, as machine translation is measured; alone in knowing sacrebleu.

Each measure comes with its signature, which says how exactly it was taken, so that figures can be compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from l10n.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Scores(NamedTuple):
    """What was measured; 0 to 100 but for ``edits``, which can be more."""

    chrf: float
    """Characters in common: chrF2, as Popović (2015) defines it."""
    bleu: float
    """Runs of words in common: Papineni et al. (2002)."""
    edits: float
    """Words to insert, delete, replace or move for each 100 of the reference: TER, Snover et al. (2006)."""
    signature: str
    """How they were taken, as sacrebleu writes it (Post 2018)."""


def measured(translations: Sequence[str], references: Sequence[str]) -> Scores:
    """Compare translations with what people wrote.

    Args:
        translations: One for each reference.
        references: At least one.

    Raises:
        EngineError: sacrebleu is not installed.
    """
    try:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
        from sacrebleu.metrics.ter import TER
    except ImportError as error:
        raise EngineError("evaluate needs sacrebleu: pip install 'l10n-articles[evaluate]'") from error
    chrf, bleu, ter = CHRF(), BLEU(), TER()
    said, wanted = list(translations), [list(references)]
    return Scores(
        chrf.corpus_score(said, wanted).score,
        bleu.corpus_score(said, wanted).score,
        ter.corpus_score(said, wanted).score,
        f"chrF {chrf.get_signature()} BLEU {bleu.get_signature()} TER {ter.get_signature()}",
    )
