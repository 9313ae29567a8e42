"""The commands on single catalogs."""

from __future__ import annotations

from pathlib import Path

import click

from l10n.cli.call import Call, dry_run_option, json_option
from l10n.cli.show import show


@click.command()
@click.argument("article", type=click.Path(path_type=Path))
@click.argument("translated", type=click.Path(path_type=Path))
@click.option("--locale", required=True, help="Locale of the translated article.")
@click.option("--reviewed", is_flag=True, help="Take sure pairs as reviewed.")
@json_option
@dry_run_option
@click.pass_obj
def align(
    folder: Path, article: Path, translated: Path, locale: str, reviewed: bool, as_json: bool, dry_run: bool
) -> None:
    """Fill the catalog of ARTICLE from TRANSLATED, an old translation of it."""
    from l10n.verbs.align import align as verb

    call = Call(folder, [article], [locale], dry_run=dry_run)
    (name,), (tag,) = call.chosen[1:]
    show(verb(call.project, name, translated, tag, call.disk, review=reviewed), as_json=as_json)


@click.command(name="merge-driver")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("name", default="catalog")
def merge_driver(base: Path, ours: Path, theirs: Path, name: str) -> None:
    """Join two versions of a catalog into OURS; git calls this, see `l10n init --git`."""
    from tempfile import TemporaryDirectory

    from l10n.files import Disk
    from l10n.verbs.join import join as verb

    with TemporaryDirectory() as place:  # git gives the three versions to this process alone
        show(verb(base, ours, theirs, name, Disk(Path(place))))


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@json_option
def diff(old: Path, new: Path, as_json: bool) -> None:
    """Show what is different in two catalogs, entry by entry."""
    from l10n.verbs.join import diff as verb

    show(verb(old, new), as_json=as_json)
