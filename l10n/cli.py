"""The command line: arguments in, one verb, its events to a reporter; alone in printing."""

from __future__ import annotations

import itertools
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from l10n import __version__
from l10n.errors import L10nError
from l10n.model import Did, Outcome, Problem, Progress, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from l10n.files import Disk
    from l10n.model import Event
    from l10n.project import Project


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


def _narrowed(command: Callable[..., None]) -> Callable[..., None]:
    """Add what narrows a verb to some articles and locales."""
    command = click.argument("articles", nargs=-1, type=click.Path(path_type=Path))(command)
    command = click.option("--locale", "locales", multiple=True, help="Only this locale; repeatable.")(
        command
    )
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")(command)
    return click.pass_obj(command)


_FORMATS = "text, json, github, gitlab, sarif, junit, html or badge."
_FILE = click.Path(path_type=Path, dir_okay=False)
_dry_run = click.option("--dry-run", is_flag=True, help="Say what would be done, write nothing.")
_yes = click.option("--yes", is_flag=True, help="Let many reviewed entries leave a catalog at once.")


class _Call:
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
        from l10n import project as projects

        self.project: Project = projects.find(folder)
        self.chosen = (
            self.project,
            self.project.chosen_articles(articles),
            self.project.chosen_locales(locales),
        )
        self.disk: Disk = (files.Rehearsal if dry_run else files.Disk)(self.project.lock)


@main.command()
@click.argument("locales", nargs=-1)
@click.option("--git", is_flag=True, help="Let git join catalogs by `l10n merge-driver`, in any project.")
@click.pass_obj
def init(folder: Path, locales: tuple[str, ...], git: bool) -> None:
    """Write the settings file of a new project that translates into LOCALES."""
    from l10n.files import Disk
    from l10n.verbs import init as verbs

    disk = Disk(folder / ".l10n" / "lock")
    _show(verbs.set_up_git(folder, locales, disk) if git else verbs.init(folder, locales, disk))


@main.command()
@_narrowed
@_dry_run
@_yes
def extract(folder: Path, articles: Any, locales: Any, as_json: bool, dry_run: bool, yes: bool) -> None:
    """Bring templates and catalogs up to date with the articles."""
    from l10n.verbs.extract import extract as verb

    call = _Call(folder, articles, locales, dry_run=dry_run)
    _show(verb(*call.chosen, call.disk, accept=yes), as_json=as_json)


@main.command()
@_narrowed
@_dry_run
@click.option("--again", is_flag=True, help="Renew the drafts that nobody has touched, too.")
def translate(folder: Path, articles: Any, locales: Any, as_json: bool, dry_run: bool, again: bool) -> None:
    """Give machine drafts to the missing entries of the catalogs."""
    from l10n.verbs.translate import MISSING, UNTOUCHED
    from l10n.verbs.translate import translate as verb

    call = _Call(folder, articles, locales, dry_run=dry_run)
    states = UNTOUCHED if again else MISSING
    _show(verb(*call.chosen, call.disk, states=states), as_json=as_json)


@main.command()
@_narrowed
@click.option("--format", "format_", default="text", metavar="FORMAT", help=_FORMATS, show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="Write the report here; say it as text too.")
@click.option("--fail-on", type=click.Choice(("error", "warning", "note", "never")), default="error")
@click.option("--fix", is_flag=True, help="Mend what has one right answer, and leave it for review.")
@click.option("--write-baseline", is_flag=True, help="Let pass what is wrong now, in the file of `baseline`.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes at most; as many as processors.")
@click.option("--explain", metavar="NAME", help="Say what a check looks for; `all` names them all.")
def check(
    folder: Path,
    articles: Any,
    locales: Any,
    as_json: bool,
    format_: str,
    output: Path | None,
    fail_on: str,
    fix: bool,
    write_baseline: bool,
    jobs: int | None,
    explain: str | None,
) -> None:
    """Find what is wrong with the catalogs; exit code 1 if anything is."""
    from l10n.verbs import check as verbs
    from l10n.verbs.explain import explained
    from l10n.verbs.mend import mend

    if explain:
        click.echo(explained(explain))
        return
    call = _Call(folder, articles, locales)
    if write_baseline:
        _show(verbs.accept(*call.chosen, call.disk, jobs))
    mended = mend(*call.chosen, call.disk) if fix else ()
    events = itertools.chain(mended, verbs.check(*call.chosen, call.disk, jobs))
    report = _Report("json" if as_json else format_, (call.disk, output) if output else None)
    _show(events, report=report, fail_on=fail_on)


@main.command()
@_narrowed
@_dry_run
def build(folder: Path, articles: Any, locales: Any, as_json: bool, dry_run: bool) -> None:
    """Write the localized articles."""
    from l10n.verbs.build import build as verb

    call = _Call(folder, articles, locales, dry_run=dry_run)
    _show(verb(*call.chosen, call.disk), as_json=as_json)


@main.command(name="compile")
@_narrowed
@_dry_run
def compile_(folder: Path, articles: Any, locales: Any, as_json: bool, dry_run: bool) -> None:
    """Write an MO file beside each catalog, for programs that read translations at run time."""
    from l10n.verbs.compile import compile_ as verb

    call = _Call(folder, articles, locales, dry_run=dry_run)
    _show(verb(*call.chosen, call.disk), as_json=as_json)


@main.command()
@_narrowed
def status(folder: Path, articles: Any, locales: Any, as_json: bool) -> None:
    """Show how far each article is in each locale."""
    from l10n.verbs.status import status as verb

    call = _Call(folder, articles, locales)
    _show(verb(*call.chosen), as_json=as_json)


@main.command()
@_narrowed
@_dry_run
@_yes
def run(folder: Path, articles: Any, locales: Any, as_json: bool, dry_run: bool, yes: bool) -> None:
    """Extract, translate, check as a report, build, and show the status."""
    from l10n.verbs import build, check, extract, status, translate

    call = _Call(folder, articles, locales, dry_run=dry_run)

    def events() -> Iterator[Event]:
        yield from extract.extract(*call.chosen, call.disk, accept=yes)
        yield from translate.translate(*call.chosen, call.disk)
        yield from map(_as_report, check.check(*call.chosen, call.disk))
        yield from build.build(*call.chosen, call.disk)
        yield from status.status(*call.chosen)

    _show(events(), as_json=as_json)


def _as_report(event: Event) -> Event:
    """Make a warning of a problem, so that a run tells of it and goes on."""
    from dataclasses import replace

    return replace(event, severity=Severity.WARNING) if isinstance(event, Problem) else event


@main.command()
@_narrowed
@click.option("--source", type=_FILE, help="Draft the lines of this file instead of what is reviewed.")
@click.option("--reference", type=_FILE, help="The file with their translations.")
def evaluate(
    folder: Path, articles: Any, locales: Any, as_json: bool, source: Path | None, reference: Path | None
) -> None:
    """Measure the engine on what people have reviewed, or on two files."""
    from l10n.verbs import evaluate as verb

    call = _Call(folder, articles, locales)
    if source and reference:
        events = verb.evaluate_files(call.project, source, reference, call.chosen[2])
    elif source or reference:
        raise click.UsageError("--source and --reference go together")
    else:
        events = verb.evaluate(*call.chosen)
    _show(events, as_json=as_json)


@main.group()
def models() -> None:
    """List, install and remove translation packages."""


@models.command(name="list")
@click.option("--available", is_flag=True, help="Those that the indexes on the network offer.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@click.pass_obj
def list_(folder: Path, available: bool, as_json: bool) -> None:
    """Show the packages that are at hand, with version, size and licence."""
    from l10n import project as projects
    from l10n.verbs import models as verb

    _show((verb.available if available else verb.packages)(projects.find(folder)), as_json=as_json)


@models.command()
@click.argument("wanted")
@click.pass_obj
def install(folder: Path, wanted: str) -> None:
    """Install a package: a file, an https:// address, or a pair such as en_de."""
    from l10n import project as projects
    from l10n.verbs import models as verb

    _show(verb.install(projects.find(folder), wanted))


@models.command()
@click.argument("pairs", nargs=-1, required=True)
@click.confirmation_option(prompt="Remove the packages?")
def remove(pairs: tuple[str, ...]) -> None:
    """Remove the installed packages of PAIRS such as en_de."""
    from l10n.verbs import models as verb

    _show(verb.remove(pairs))


@main.command()
@click.argument("article", type=click.Path(path_type=Path))
@click.argument("translated", type=click.Path(path_type=Path))
@click.option("--locale", required=True, help="Locale of the translated article.")
@click.option("--reviewed", is_flag=True, help="Take sure pairs as reviewed.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@_dry_run
@click.pass_obj
def align(
    folder: Path, article: Path, translated: Path, locale: str, reviewed: bool, as_json: bool, dry_run: bool
) -> None:
    """Fill the catalog of ARTICLE from TRANSLATED, an old translation of it."""
    from l10n.verbs.align import align as verb

    call = _Call(folder, [article], [locale], dry_run=dry_run)
    (name,), (tag,) = call.chosen[1:]
    _show(verb(call.project, name, translated, tag, call.disk, review=reviewed), as_json=as_json)


@main.command(name="merge-driver")
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
        _show(verb(base, ours, theirs, name, Disk(Path(place) / "lock")))


@main.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def diff(old: Path, new: Path, as_json: bool) -> None:
    """Show what is different in two catalogs, entry by entry."""
    from l10n.verbs.join import diff as verb

    _show(verb(old, new), as_json=as_json)


@main.group()
def memory() -> None:
    """Fill, search and tidy the translation memory."""


@memory.command(name="import")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def import_(folder: Path, path: Path) -> None:
    """Learn the units of a TMX file."""
    from l10n import project as projects
    from l10n.verbs.memory import import_ as verb

    _show(verb(projects.find(folder), path))


@memory.command()
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.pass_obj
def export(folder: Path, path: Path, locales: tuple[str, ...]) -> None:
    """Write what is known to a TMX file."""
    from l10n.verbs.memory import export as verb

    call = _Call(folder, (), locales)
    _show(verb(call.project, path, call.chosen[2], call.disk))


@memory.command()
@click.argument("text")
@click.option("--locale", "locales", multiple=True, help="Only this locale; repeatable.")
@click.option(
    "--least", default=0.6, show_default=True, type=click.FloatRange(0.1, 1), help="Least likeness."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@click.pass_obj
def search(folder: Path, text: str, locales: tuple[str, ...], least: float, as_json: bool) -> None:
    """Show the translations of the texts most like TEXT."""
    from l10n.verbs.memory import search as verb

    call = _Call(folder, (), locales)
    _show(verb(call.project, text, call.chosen[2], least), as_json=as_json)


@memory.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
@click.pass_obj
def stats(folder: Path, as_json: bool) -> None:
    """Show how much is known for each pair of locales."""
    from l10n import project as projects
    from l10n.verbs.memory import stats as verb

    _show(verb(projects.find(folder)), as_json=as_json)


@memory.command()
@click.option("--before", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Learned before this day.")
@click.pass_obj
def prune(folder: Path, before: Any) -> None:
    """Forget translations that others of the same text have replaced."""
    from l10n import project as projects
    from l10n.verbs.memory import prune as verb

    _show(verb(projects.find(folder), before.date()))


class _Report(NamedTuple):
    """How events are shown, and where a report of them is written."""

    reporter: str
    file: tuple[Disk, Path] | None = None


def _show(
    events: Iterable[Event],
    *,
    as_json: bool = False,
    report: _Report | None = None,
    fail_on: str = Severity.ERROR.value,
) -> None:
    """Print events as they come, with a progress bar on a terminal; exit with 1 if any is bad."""
    from l10n import plugins

    seen: list[Event] = []
    report = report or _Report("json" if as_json else "text")
    reporter = plugins.load("reporters", report.reporter)
    shown = plugins.load("reporters", "text") if report.file else reporter
    for line in shown.lines(_noted(events, seen)):
        _clear_progress()
        click.echo(line, color=False if os.environ.get("NO_COLOR") else None)
    _clear_progress()
    if report.file:
        disk, path = report.file
        disk.write(path.absolute(), "".join(f"{line}\n" for line in reporter.lines(seen)).encode())
    sys.exit(1 if _failed(seen, fail_on) else 0)


def _failed(events: Iterable[Event], fail_on: str) -> bool:
    order = [severity.value for severity in Severity]
    bad = order[: order.index(fail_on) + 1] if fail_on in order else []
    return any(
        (isinstance(event, Problem) and event.severity.value in bad)
        or (isinstance(event, Outcome) and event.did is Did.REFUSED)
        for event in events
    )


def _noted(events: Iterable[Event], seen: list[Event]) -> Iterator[Event]:
    began: dict[str, float] = {}
    for event in events:
        if isinstance(event, Progress):
            now = time.monotonic()
            _show_progress(event, now - began.setdefault(event.task, now))
        else:
            seen.append(event)
            yield event


def _show_progress(progress: Progress, seconds: float) -> None:
    """Draw a bar, with the speed and the time left once they are known."""
    if not sys.stderr.isatty():
        return
    width = 30
    full = width * progress.done // max(progress.total, 1)
    speed = progress.done / seconds if seconds > 1 else 0.0
    left = f", {speed:.0f}/s, {(progress.total - progress.done) / speed:.0f} s left" if speed else ""
    bar = f"{progress.task} [{'#' * full}{'-' * (width - full)}] {progress.done}/{progress.total}{left}"
    click.echo(f"\r\033[K{bar}", nl=False, err=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        click.echo("\r\033[K", nl=False, err=True)
