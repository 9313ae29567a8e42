"""The engines that translate by machine: one module each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from l10n import plugins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Proposal
    from l10n.project import Project


class Engine(Protocol):
    """What translates from one locale to another."""

    origin: str
    """Engine, package and version, as catalogs name them: ``argos en_vi 1.0``."""
    masks: Sequence[str]
    """How masks can be written so that they come through, the best first; ``{}`` is the number."""

    def carries(self, text: str) -> bool:
        """Tell whether the engine can read and write the signs of a text; if not, they are masked."""

    def translate(self, texts: Iterable[str], attempt: int = 0) -> Iterator[Sequence[Proposal]]:
        """Give the proposals for each text in the order of the texts, the best first; none if need be.

        They come in small groups while the work goes on, so that a caller can keep them.

        Args:
            texts: One sentence or paragraph each.
            attempt: 1 for texts whose proposals of attempt 0 were all broken: an engine that can
                search in another way does.
        """


def load(project: Project, target: str) -> Engine:
    """Return the engine of the settings for a target locale.

    A module in this folder defines ``engine(project, target) -> Engine``.

    Raises:
        EngineError: The engine, or a package that it needs, is missing.
    """
    engine: Engine = plugins.load("engines", project.settings.engine).engine(project, target)
    return engine
