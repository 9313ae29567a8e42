"""Measure l10n beside its peers on 200 generated articles, and print the table in Markdown.

Every measurement is of whole processes. A peer that is not installed has a row that says so:
TRANSLATE_TOOLKIT_BIN and MDPO_BIN name the folders of two that both call their command md2po.
"""

from __future__ import annotations

import multiprocessing
import os
import platform
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.process import UNIT, cost

WORDS_OF_ARTICLE = 2800
NAMES = [f"article-{number:03}" for number in range(200)]
VOCABULARY = """
    a the one this that every each some any no its their our your which and or but with without from into
    under over after before between through against about along across because while until although when
    where river mountain village harbour garden kitchen window market library station bridge forest island
    valley engine letter teacher farmer doctor painter sailor student baker neighbour stranger child family
    council question answer reason story method measure number season morning evening winter summer century
    minute water copper paper cotton timber stone silver bread butter pepper coffee sugar salt honey apple
    orange carry gather follow remember forget build repair borrow return measure compare describe explain
    publish translate review collect deliver receive protect prepare decide promise improve reduce increase
    connect carries gathered followed remembered built repaired borrowed returned measured compared
    described explained small large quiet narrow ancient modern careful honest bright heavy gentle common
    rare northern southern wooden golden empty crowded distant early late simple difficult useful broken
    hidden public private local slowly quickly often rarely always never together apart carefully nearly
    almost twice again later soon system network account message window record signal pattern surface
    section journey weather traffic language grammar sentence chapter margin picture colour shadow corner
    border circle square ladder basket
"""
WORDS = VOCABULARY.split()

FIRST, AGAIN, EDITED, BUILD = "first extract", "extract, nothing changed", "extract, edited", "build"
TASKS = (FIRST, AGAIN, EDITED, BUILD)

PARAGRAPH = re.compile(r"^[A-Z]")
PLAIN_WORD = re.compile(r"(?<=[a-z] )[a-z]+(?= [a-z])")

Command = list[str]


@dataclass(frozen=True)
class Tool:
    """A program and its commands for each task, run in a folder that holds source_articles/."""

    name: str
    tasks: dict[str, list[Command]]
    installed: bool = True
    is_python: bool = True
    before: list[Command] = field(default_factory=list)
    """What is run first and not measured."""


@dataclass(frozen=True)
class Costs:
    """What some processes, one after the other, took."""

    processes: int
    cpu: float
    """Seconds, user and system."""
    wall: float
    """Seconds."""
    peak: float
    """Megabytes resident, of the largest process."""
    failed: int
    """How many ended with an exit code other than 0."""
    hidden: bool
    """Whether the peak is the one of this script, which a child's begins at."""


def sentence(chance: random.Random, words: int) -> str:
    chosen = chance.choices(WORDS, k=words)
    place = chance.randrange(1, words - 2)
    pair = " ".join(chosen[place : place + 2])
    marks = ["{}"] * 6 + ["*{}*", "**{}**", "`{}`", f"[{{}}](https://example.org/{chosen[0]})"]
    chosen[place : place + 2] = [chance.choice(marks).format(pair)]
    return " ".join(chosen).capitalize() + "."


def article(number: int) -> str:
    chance = random.Random(number)
    blocks = [f"# {' '.join(chance.choices(WORDS, k=5)).capitalize()}"]
    words = 0
    while words < WORDS_OF_ARTICLE:
        section = [f"## {' '.join(chance.choices(WORDS, k=4)).capitalize()}"]
        for _ in range(4):
            lengths = [chance.randint(8, 20) for _ in range(chance.randint(3, 5))]
            section.append(" ".join(sentence(chance, length) for length in lengths))
        section.append("\n".join(f"- {sentence(chance, chance.randint(5, 12))}" for _ in range(4)))
        blocks += section
        words += sum(len(block.split()) for block in section)
    return "\n\n".join(blocks) + "\n"


def edited(text: str, number: int) -> str:
    """Change one word in 10 % of the paragraphs."""
    chance = random.Random(-number - 1)
    blocks = text.split("\n\n")
    paragraphs = [place for place, block in enumerate(blocks) if PARAGRAPH.match(block)]
    for place in chance.sample(paragraphs, round(len(paragraphs) / 10)):
        blocks[place] = PLAIN_WORD.sub("entirely", blocks[place], count=1)
    return "\n\n".join(blocks)


def write_project(folder: Path) -> None:
    source = folder / "source_articles"
    source.mkdir(parents=True)
    for number, name in enumerate(NAMES):
        (source / f"{name}.md").write_text(article(number), encoding="utf-8")
    (folder / "l10n.toml").write_text('locales = ["vi"]\nengine = "none"\n', encoding="utf-8")
    for name in NAMES:
        # One file for all articles takes po4a 0.69 time that grows with the square of their number.
        (folder / f"{name}.cfg").write_text(
            f"[po4a_langs] vi\n[po4a_paths] locales/{name}.pot $lang:locales/$lang/{name}.po\n"
            '[po4a_alias:markdown] text opt:"-o markdown -o neverwrap"\n'
            f"[type: markdown] source_articles/{name}.md $lang:public/$lang/{name}.md\n",
            encoding="utf-8",
        )
    for made in ("locales/vi", "public/vi"):
        (folder / made).mkdir(parents=True)


def edit_project(folder: Path) -> None:
    for number, name in enumerate(NAMES):
        path = folder / "source_articles" / f"{name}.md"
        path.write_text(edited(path.read_text(encoding="utf-8"), number), encoding="utf-8")


def translate_project(folder: Path) -> None:
    """Give every entry of every catalog a reviewed translation: its source text with other words."""
    import polib

    for path in folder.rglob("*.po"):
        catalog = polib.pofile(str(path))
        for entry in catalog:
            entry.msgstr = PLAIN_WORD.sub("những", entry.msgid)
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            entry.previous_msgid = None
        catalog.save()


def program(name: str, variable: str = "", mark: str = "") -> str:
    """Return where a program is whose help holds ``mark``; an empty text where there is none."""
    found = shutil.which(name, path=os.environ.get(variable))
    if not found or not mark:
        return found or ""
    told = subprocess.run([found, "--help"], capture_output=True, text=True, check=False)
    return found if mark in told.stdout else ""


def tools() -> list[Tool]:
    l10n = str(Path(sys.executable).with_name("l10n"))
    extract = [[l10n, "extract"]]
    # The first run compiles the modules of a checkout, which pip did for the peers.
    warm = [[l10n, "run", "--dry-run", f"source_articles/{NAMES[0]}.md"]]
    msgmerge = [program("msgmerge"), "-q", "-U", "--backup=none"]
    catalogs = "locales/vi/LC_MESSAGES"
    merge = [[*msgmerge, f"{catalogs}/{n}.md.po", f"../l10n/locales/{n}.md.pot"] for n in NAMES]
    return [
        Tool(
            "l10n", {FIRST: extract, AGAIN: extract, EDITED: extract, BUILD: [[l10n, "build"]]}, before=warm
        ),
        translate_toolkit(program("md2po", "TRANSLATE_TOOLKIT_BIN", "translatehouse")),
        mdpo(program("md2po", "MDPO_BIN", "xgettext")),
        po4a(program("po4a")),
        Tool("msgmerge, given the POTs", {EDITED: merge}, bool(msgmerge[0]), is_python=False, before=extract),
    ]


def translate_toolkit(md2po: str) -> Tool:
    po2md, pot2po = (md2po.replace("md2po", name) for name in ("po2md", "pot2po"))
    pots, pos = [md2po, "--progress=none", "-P", "source_articles", "pots"], ["pots", "locales/vi"]
    pot2pos = [pot2po, "--progress=none"]
    update = [pots, [*pot2pos, "-t", "locales/vi", *pos]]
    tasks = {
        FIRST: [pots, [*pot2pos, *pos]],
        AGAIN: [[*command, "--timestamp"] for command in update],
        EDITED: update,
        BUILD: [[po2md, "--progress=none", "-t", "source_articles", "locales/vi", "public/vi"]],
    }
    return Tool("Translate Toolkit: md2po and pot2po, po2md", tasks, bool(md2po))


def mdpo(md2po: str) -> Tool:
    po2md = md2po.replace("md2po", "po2md")
    update = [[md2po, "-q", "-s", "-p", f"locales/vi/{n}.po", f"source_articles/{n}.md"] for n in NAMES]
    build = [
        [po2md, "-q", "-p", f"locales/vi/{n}.po", "-s", f"public/vi/{n}.md", f"source_articles/{n}.md"]
        for n in NAMES
    ]
    tasks = {FIRST: update, AGAIN: update, EDITED: update, BUILD: build}
    return Tool("mdpo: md2po, po2md", tasks, bool(md2po))


def po4a(command: str) -> Tool:
    update = [[command, "--no-translations", f"{name}.cfg"] for name in NAMES]
    build = [[command, "--no-update", f"{name}.cfg"] for name in NAMES]
    tasks = {FIRST: update, AGAIN: update, EDITED: update, BUILD: build}
    return Tool("po4a", tasks, bool(command), is_python=False)


def measured(commands: list[Command], folder: Path) -> Costs:
    taken = [cost(command, folder) for command in commands]
    peak = max((one.peak for one in taken), default=0.0)
    return Costs(
        processes=len(commands),
        cpu=sum(one.cpu for one in taken),
        wall=sum(one.wall for one in taken),
        peak=peak,
        failed=sum(one.code != 0 for one in taken),
        hidden=peak <= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNIT,
    )


def times(folder: Path) -> dict[Path, int]:
    kinds = {".pot", ".po", ".md"}
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.suffix in kinds}


def costs(tool: Tool, folder: Path) -> dict[str, tuple[Costs, str]]:
    """Run the tasks of a tool in order; return what each took and which files it wrote."""
    write_project(folder)
    measured(tool.before, folder)
    found = {}
    for task in TASKS:
        if task in {EDITED, BUILD}:
            # In a process of its own, since the peak of a child begins at what its parent holds.
            child = multiprocessing.get_context("spawn").Process(target=translate_project, args=(folder,))
            child.start()
            child.join()
        if task == EDITED:
            edit_project(folder)
        if task in tool.tasks:
            old = times(folder)
            cost = measured(tool.tasks[task], folder)
            new = Counter(path.suffix for path, time_ in times(folder).items() if old.get(path) != time_)
            written = ", ".join(f"{count} {kind}" for kind, count in sorted(new.items())) or "nothing"
            found[task] = (cost, written)
    return found


def main() -> None:
    start = measured([[sys.executable, "-c", "pass"]] * 20, Path.cwd()).cpu / 20
    chosen = tools()
    found: dict[str, dict[str, tuple[Costs, str]]] = {}
    with tempfile.TemporaryDirectory() as place:
        for tool in chosen:
            if tool.installed:
                print(f"{tool.name} …", file=sys.stderr)
                found[tool.name] = costs(tool, Path(place) / re.split(r"[:,]", tool.name)[0])
    words = sum(len(article(number).split()) for number in range(len(NAMES)))
    print(
        f"{len(NAMES)} articles, {words:,} words; Python {platform.python_version()}, "
        f"{os.cpu_count()} cores.\n"
        "Each row is one run; the last column compares seconds of CPU. "
        "The edit changes one word in 10 % of the paragraphs.\n"
        "All catalogs are translated before the edit and before the build, every other word by another. "
        "l10n cuts into sentences, its peers into paragraphs.\n"
        f"A start of Python takes {start:.3f} s of CPU; "
        "“less start” deducts one for each Python process.\n\n"
        "| task | tool | writes | processes | CPU s | less start | wall s | peak MB | against l10n |\n"
        "|---|---|---|--:|--:|--:|--:|--:|--:|"
    )
    for task in TASKS:
        for tool in chosen:
            if task in tool.tasks:
                print(f"| {task} | {tool.name} | {cells(tool, task, found, start)} |")


def cells(tool: Tool, task: str, found: dict[str, dict[str, tuple[Costs, str]]], start: float) -> str:
    if tool.name not in found:
        return "not installed | | | | | |"
    took, written = found[tool.name][task]
    if took.failed:
        written += f"; {took.failed} processes failed"
    less = took.cpu - took.processes * start * tool.is_python
    ratio = took.cpu / found["l10n"][task][0].cpu
    peak = f"{'≤ ' if took.hidden else ''}{took.peak:.0f}"
    return (
        f"{written} | {took.processes} | {took.cpu:.2f} | {less:.2f} | {took.wall:.2f} | {peak} | {ratio:.2f}"
    )


if __name__ == "__main__":
    main()
