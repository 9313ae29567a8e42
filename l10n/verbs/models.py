"""Translation packages: which are at hand, which can be had, and how one is installed or removed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from l10n.engines import argos
from l10n.errors import EngineError
from l10n.events import Did, Outcome
from l10n.packages import downloads, models

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from l10n.events import Event
    from l10n.packages.models import Package
    from l10n.project import Project


def packages(project: Project) -> Iterator[Event]:
    """Show the packages that are installed, and those of the settings and of this toolkit."""
    for package in models.installed():
        yield _shown(package, "installed")
    for package in models.bundled(project.model_places, project.cache):
        yield _shown(package, "at hand")


def available(project: Project) -> Iterator[Event]:
    """Show the packages that can be installed from the network.

    Raises:
        NetworkError: An index does not answer.
    """
    for offer in downloads.offers(project.settings.models, models.index_address()):
        yield Outcome(offer.pair, Did.UNCHANGED, f"version {offer.version}, available, {offer.address}")


def _shown(package: Package, what: str) -> Outcome:
    size = package.size
    licence = package.licence or "names no licence"
    summary = f"version {package.version}, {what}, {size / 1e6:.0f} MB, {licence}, {package.path}"
    return Outcome(package.pair, Did.UNCHANGED, summary, counts={"bytes": size})


def install(project: Project, wanted: str) -> Iterator[Event]:
    """Install a package, once it has translated a sentence.

    Args:
        project: The project, whose settings name more places of packages.
        wanted: A package file, an address, or a pair such as ``en_de``.

    Raises:
        EngineError: It is no package, or does not work; what was installed before still is.
        NetworkError: It cannot be fetched; what has come is kept, and the next try goes on there.
    """
    if Path(wanted).is_file():
        yield _installed(Path(wanted))
        return
    folder = project.cache / "downloads"
    address = wanted if "://" in wanted else _offered(project, wanted)
    yield from downloads.fetch(address, folder)
    archive = downloads.path_of(address, folder)
    try:
        yield _installed(archive)
    finally:
        archive.unlink()


def _offered(project: Project, pair: str) -> str:
    wanted = pair.replace("-", "_")
    for offer in downloads.offers(project.settings.models, models.index_address()):
        if offer.pair == wanted:
            return offer.address
    raise EngineError(
        f"{pair}: neither a package file nor a pair that the indexes have; give the path of a "
        f"{models.SUFFIX} file, or add the address of one to `models` in the settings"
    )


def _installed(archive: Path) -> Outcome:
    with models.unpacked(archive) as package:
        try:
            argos.try_out(package)
        except EngineError as error:
            why = str(error).replace(str(package.path), str(package))
            raise EngineError(f"{archive}: {why}; nothing was installed, find another package") from error
        kept = models.keep(package)
    return Outcome(kept.pair, Did.WRITTEN, f"version {kept.version} installed in {kept.path}")


def remove(pairs: Sequence[str]) -> Iterator[Event]:
    """Remove the installed packages of some pairs.

    Raises:
        EngineError: One of them is not installed; those before it are removed.
    """
    for pair in pairs:
        package = models.remove(pair)
        yield Outcome(package.pair, Did.REMOVED, f"version {package.version} removed")
