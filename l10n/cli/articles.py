"""The commands on the articles of a project and their catalogs."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from l10n.cli.call import FILE, Call, dry_run_option, narrowed, yes_option
from l10n.cli.show import Report, show
from l10n.cli.totals import totalled
from l10n.events import Did, Outcome, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from l10n.events import Event


_FORMATS = "text, json, github, gitlab, sarif, junit, html or badge."


def _known_format(_context: click.Context, _option: click.Parameter, name: str) -> str:
    """Refuse a format that there is not before the work begins."""
    from l10n import plugins

    if name not in plugins.names("reporters"):
        raise click.BadParameter(f"{name} is none of {', '.join(plugins.names('reporters'))}.")
    return name


@click.command()
@click.argument("locales", nargs=-1)
@click.option("--git", is_flag=True, help="Let git join catalogs by `l10n merge-driver`, in any project.")
@click.pass_obj
def init(folder: Path, locales: tuple[str, ...], git: bool) -> None:
    """Write the settings file of a new project that translates into LOCALES."""
    from l10n.files import Disk
    from l10n.verbs import init as verbs

    disk = Disk(folder / ".l10n")
    show(verbs.set_up_git(folder, locales, disk) if git else verbs.init(folder, locales, disk))


@click.command()
@narrowed
@dry_run_option
@yes_option
def extract(folder: Path, articles: Any, locales: Any, as_json: bool, dry_run: bool, yes: bool) -> None:
    """Bring templates and catalogs up to date with the articles."""
    from l10n.verbs.extract import extract as verb

    call = Call(folder, articles, locales, dry_run=dry_run)
    show(totalled(verb(*call.chosen, call.disk, accept=yes)), as_json=as_json)


@click.command()
@narrowed
@dry_run_option
@click.option("--again", is_flag=True, help="Renew the drafts that nobody has touched, too.")
def translate(folder: Path, articles: Any, locales: Any, as_json: bool, dry_run: bool, again: bool) -> None:
    """Give machine drafts to the missing entries of the catalogs."""
    from l10n.verbs.translate import MISSING, UNTOUCHED
    from l10n.verbs.translate import translate as verb

    call = Call(folder, articles, locales, dry_run=dry_run)
    states = UNTOUCHED if again else MISSING
    show(totalled(verb(*call.chosen, call.disk, states=states)), as_json=as_json)


@click.command()
@narrowed
@click.option(
    "--format",
    "format_",
    default="text",
    metavar="FORMAT",
    callback=_known_format,
    help=_FORMATS,
    show_default=True,
)
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
    if fix and write_baseline:
        raise click.UsageError("mend first, by --fix, and let pass what is left in a second run")
    call = Call(folder, articles, locales)
    if write_baseline:
        show(verbs.accept(*call.chosen, call.disk, jobs))
    mended = mend(*call.chosen, call.disk) if fix else ()
    events = itertools.chain(mended, totalled(verbs.check(*call.chosen, call.disk, jobs)))
    file = (call.disk, output) if output else None
    report = Report("json" if as_json else format_, file, call.project.below)
    show(events, report=report, fail_on=fail_on)


@click.command()
@narrowed
@dry_run_option
def build(folder: Path, articles: Any, locales: Any, as_json: bool, dry_run: bool) -> None:
    """Write the localized articles."""
    from l10n.verbs.build import build as verb

    call = Call(folder, articles, locales, dry_run=dry_run)
    show(totalled(verb(*call.chosen, call.disk)), as_json=as_json)


@click.command(name="compile")
@narrowed
@dry_run_option
def compile_(folder: Path, articles: Any, locales: Any, as_json: bool, dry_run: bool) -> None:
    """Write an MO file beside each catalog, for programs that read translations at run time."""
    from l10n.verbs.compile import compile_ as verb

    call = Call(folder, articles, locales, dry_run=dry_run)
    show(totalled(verb(*call.chosen, call.disk)), as_json=as_json)


@click.command()
@narrowed
def status(folder: Path, articles: Any, locales: Any, as_json: bool) -> None:
    """Show how far each article is in each locale."""
    from l10n.verbs.status import status as verb

    call = Call(folder, articles, locales)
    show(totalled(verb(*call.chosen)), as_json=as_json)


@click.command()
@narrowed
@dry_run_option
@yes_option
def run(folder: Path, articles: Any, locales: Any, as_json: bool, dry_run: bool, yes: bool) -> None:
    """Extract, translate, check as a report, build, and show the status."""
    from l10n.verbs import build, check, extract, status, translate

    call = Call(folder, articles, locales, dry_run=dry_run)

    def events() -> Iterator[Event]:
        yield from totalled(extract.extract(*call.chosen, call.disk, accept=yes))
        yield from totalled(translate.translate(*call.chosen, call.disk))
        yield from totalled(map(_as_report, check.check(*call.chosen, call.disk)))
        yield from totalled(build.build(*call.chosen, call.disk))
        yield from totalled(status.status(*call.chosen))

    show(_named_once(events()), as_json=as_json)


def _named_once(events: Iterable[Event]) -> Iterator[Event]:
    """Leave out what was refused before for the same reason, by another verb of the run."""
    refused: set[str] = set()
    for event in events:
        if isinstance(event, Outcome) and event.did is Did.REFUSED:
            if event.summary in refused:
                continue
            refused.add(event.summary)
        yield event


def _as_report(event: Event) -> Event:
    """Make warnings of problems, so that a run tells of them and goes on."""
    from dataclasses import replace

    if isinstance(event, Problem):
        return replace(event, severity=Severity.WARNING)
    if isinstance(event, Outcome) and event.counts.get("errors"):
        warnings = event.counts["errors"] + event.counts.get("warnings", 0)
        return replace(event, counts={**event.counts, "errors": 0, "warnings": warnings})
    return event


@click.command()
@narrowed
@click.option("--source", type=FILE, help="Draft the lines of this file instead of what is reviewed.")
@click.option("--reference", type=FILE, help="The file with their translations.")
def evaluate(
    folder: Path, articles: Any, locales: Any, as_json: bool, source: Path | None, reference: Path | None
) -> None:
    """Measure the engine on what people have reviewed, or on two files."""
    from l10n.verbs import evaluate as verb

    call = Call(folder, articles, locales)
    if source and reference:
        events = verb.evaluate_files(call.project, source, reference, call.chosen[2])
    elif source or reference:
        raise click.UsageError("--source and --reference go together")
    else:
        events = verb.evaluate(*call.chosen)
    show(events, as_json=as_json)
