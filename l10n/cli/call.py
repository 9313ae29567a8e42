"""What the commands have in common: their options, and the project, articles and locales these choose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from l10n.files import Disk
    from l10n.project import Project

FILE = click.Path(path_type=Path, dir_okay=False)
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would be done, write nothing.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
locales_option = click.option("--locale", "locales", multiple=True, help="Only this locale; repeatable.")
yes_option = click.option("--yes", is_flag=True, help="Let many reviewed entries leave a catalog at once.")


def narrowed(command: Callable[..., None]) -> Callable[..., None]:
    """Add what narrows a verb to some articles and locales."""
    command = click.argument("articles", nargs=-1, type=click.Path(path_type=Path))(command)
    return click.pass_obj(json_option(locales_option(command)))


def project_in(folder: Path) -> Project:
    """Return the project of a folder."""
    from l10n import project as projects

    return projects.find(folder)


class Call:
    """What the narrowing options of a command chose."""

    def __init__(
        self,
        folder: Path,
        articles: Sequence[Path],
        locales: Sequence[str],
        *,
        dry_run: bool = False,
    ) -> None:
        from l10n import files

        self.project = project_in(folder)
        self.chosen = (
            self.project,
            self.project.chosen_articles(articles),
            self.project.chosen_locales(locales),
        )
        if not self.project.articles:
            click.echo(f"{self.project.settings.articles}/: there is no article yet", err=True)
        self.disk: Disk = (files.Rehearsal if dry_run else files.Disk)(self.project.cache)
