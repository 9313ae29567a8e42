"""Argos Translate packages, run by CTranslate2 with many sentences at once on every core."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from itertools import tee
from typing import TYPE_CHECKING

from l10n.errors import EngineError
from l10n.files import Disk, Rehearsal
from l10n.packages import alignment, models
from l10n.packages.decoder import Decoder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Proposal
    from l10n.packages.models import Package
    from l10n.project import Project

_MASKS = ("XQ{}Z", "X{}X", "Q{}Q", "ZX{}")
"""In the order in which they came through best; those that a vocabulary lacks are left out."""
_TRIAL = "2026: A, B."
"""Signs that every language writes."""


def engine(project: Project, target: str) -> Argos:
    """Return the engine for the pair, of the first package found for it.

    Raises:
        EngineError: No package leads to the locale.
    """
    settings = project.settings
    packages = models.route(settings.source_locale, target, project.model_places, project.cache)
    disk = Disk(project.cache)
    return Argos([Decoder(package, project.cache / "attention.json", disk) for package in packages])


def try_out(package: Package) -> None:
    """Translate a sentence with a package, to see that it works.

    Raises:
        EngineError: It does not.
    """
    decoder = Decoder(package, package.path / "attention.json", Rehearsal(package.path))
    try:
        proposals = next(iter(decoder.translate([_TRIAL])))
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineError(f"{package}: the package does not translate: {error}") from error
    if not any(proposal.text for proposal in proposals):
        raise EngineError(f"{package}: the package does not translate")


class Argos:
    """One package, or two one after the other."""

    def __init__(self, decoders: Sequence[Decoder]) -> None:
        self._decoders = decoders
        self.carries = cache(self._carries)
        self.origin = "argos " + " + ".join(str(decoder.package) for decoder in decoders)
        carried = [mask for mask in _MASKS if self.carries(" ".join(mask.format(n) for n in range(10)))]
        self.masks = tuple(carried) or _MASKS[:1]

    def _carries(self, text: str) -> bool:
        """Tell whether every vocabulary on the way writes a text without an unknown piece."""
        return all(decoder.carries(text) for decoder in self._decoders)

    def translate(self, texts: Iterable[str], attempt: int = 0) -> Iterator[Sequence[Proposal]]:
        """Translate texts by each package in turn; the best proposal of one is the text of the next."""
        first, *others = self._decoders
        found = first.translate(texts, attempt)
        for decoder in others:
            before, bridge = tee(found)
            after = decoder.translate((_best(proposals) for proposals in bridge), attempt)
            found = map(_through, before, after)
        return ([replace(one, origin=self.origin) for one in proposals] for proposals in found)


def _best(proposals: Sequence[Proposal]) -> str:
    return proposals[0].text if proposals else ""


def _through(first: Sequence[Proposal], last: Sequence[Proposal]) -> Sequence[Proposal]:
    """Return what two packages, one after the other, made of a text."""
    return [
        replace(
            one, score=first[0].score * one.score, links=partial(alignment.through, first[0].links, one.links)
        )
        for one in last
        if first
    ]
