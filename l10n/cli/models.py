"""The commands on translation packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from l10n.cli.call import json_option, project_in
from l10n.cli.show import show

if TYPE_CHECKING:
    from pathlib import Path


@click.group()
def models() -> None:
    """List, install and remove translation packages."""


@models.command(name="list")
@click.option("--available", is_flag=True, help="Those that the indexes on the network offer.")
@json_option
@click.pass_obj
def list_(folder: Path, available: bool, as_json: bool) -> None:
    """Show the packages that are at hand, with version, size and licence."""
    from l10n.verbs import models as verb

    show((verb.available if available else verb.packages)(project_in(folder)), as_json=as_json)


@models.command()
@click.argument("wanted")
@click.pass_obj
def install(folder: Path, wanted: str) -> None:
    """Install a package: a file, an https:// address, or a pair such as en_de."""
    from l10n.verbs import models as verb

    show(verb.install(project_in(folder), wanted))


@models.command()
@click.argument("pairs", nargs=-1, required=True)
@click.confirmation_option(prompt="Remove the packages?")
def remove(pairs: tuple[str, ...]) -> None:
    """Remove the installed packages of PAIRS such as en_de."""
    from l10n.verbs import models as verb

    show(verb.remove(pairs))
