"""The engines that translate by machine: one module each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from l10n import plugins

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.model import Proposal
    from l10n.project import Project


class Engine(Protocol):
    """What translates from one locale to another."""

    origin: str
    """Engine, package and version, as catalogs name them: ``argos en_vi 1.0``."""
    mask: str
    """How a mask is written so that it comes through, with ``{}`` for its number."""

    def translate(self, texts: Sequence[str]) -> Iterator[Proposal]:
        """Translate texts of one sentence or paragraph each, in their order.

        The proposals come in small groups while the work goes on, so that a caller can keep them.
        """


def load(project: Project, target: str) -> Engine:
    """Return the engine of the settings for a target locale.

    A module in this folder defines ``engine(project, target) -> Engine``.

    Raises:
        EngineError: The engine, or a package that it needs, is missing.
    """
    engine: Engine = plugins.load("engines", project.settings.engine).engine(project, target)
    return engine
