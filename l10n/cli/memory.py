"""The commands on the translation memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from l10n.cli.call import FILE, Call, json_option, locales_option, project_in
from l10n.cli.show import show

if TYPE_CHECKING:
    from pathlib import Path


@click.group()
def memory() -> None:
    """Fill, search and tidy the translation memory."""


@memory.command(name="import")
@click.argument("path", type=FILE)
@click.pass_obj
def import_(folder: Path, path: Path) -> None:
    """Learn the units of a TMX file."""
    from l10n.verbs.tmx import import_ as verb

    show(verb(project_in(folder), path))


@memory.command()
@click.argument("path", type=FILE)
@locales_option
@click.pass_obj
def export(folder: Path, path: Path, locales: tuple[str, ...]) -> None:
    """Write what is known to a TMX file."""
    from l10n.verbs.tmx import export as verb

    call = Call(folder, (), locales)
    show(verb(call.project, path, call.chosen[2], call.disk))


@memory.command()
@click.argument("text")
@locales_option
@click.option(
    "--least", default=0.6, show_default=True, type=click.FloatRange(0.1, 1), help="Least likeness."
)
@json_option
@click.pass_obj
def search(folder: Path, text: str, locales: tuple[str, ...], least: float, as_json: bool) -> None:
    """Show the translations of the texts most like TEXT."""
    from l10n.verbs.memory import search as verb

    call = Call(folder, (), locales)
    show(verb(call.project, text, call.chosen[2], least), as_json=as_json)


@memory.command()
@json_option
@click.pass_obj
def stats(folder: Path, as_json: bool) -> None:
    """Show how much is known for each pair of locales."""
    from l10n.verbs.memory import stats as verb

    show(verb(project_in(folder)), as_json=as_json)


@memory.command()
@click.option("--before", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Learned before this day.")
@click.pass_obj
def prune(folder: Path, before: Any) -> None:
    """Forget translations that others of the same text have replaced."""
    from l10n.verbs.memory import prune as verb

    show(verb(project_in(folder), before.date()))
