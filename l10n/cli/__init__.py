"""The command line: arguments in, one verb, its events to a reporter."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import click

from l10n import __version__
from l10n.cli import articles, catalogs, memory, models
from l10n.errors import L10nError

_OBJECTS = 100_000
"""So many new objects make Python look for cycles. Articles are many objects and no cycles: with the
700 of Python 3.11 a tenth of the time goes into looking."""


class _Group(click.Group):
    """Ends with a sentence and exit code 2 where a command refuses its input."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except L10nError as error:
            click.echo(error, err=True)
            ctx.exit(2)
        except BrokenPipeError:
            ctx.exit(0)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="l10n")
@click.option("--project", "folder", type=click.Path(path_type=Path), help="Folder of the settings.")
@click.pass_context
def main(ctx: click.Context, folder: Path | None) -> None:
    """Translate articles by way of gettext catalogs that people review."""
    ctx.obj = folder or Path.cwd()
    gc.set_threshold(_OBJECTS)


for _command in (
    articles.init,
    articles.extract,
    articles.translate,
    articles.check,
    articles.build,
    articles.compile_,
    articles.status,
    articles.run,
    articles.evaluate,
    models.models,
    catalogs.align,
    catalogs.merge_driver,
    catalogs.diff,
    memory.memory,
):
    main.add_command(_command)
