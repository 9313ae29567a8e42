"""What README and CONTRIBUTING say is so: commands, options, settings, samples, the check."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import click
import pytest

from l10n.cli import main
from l10n.model import Notation
from l10n.pair import Pair
from l10n.project.settings import Settings
from tests.conftest import REPOSITORY, Folder

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
HIDDEN = {"--help"}


def section(text: str, title: str) -> str:
    return re.split(rf"^#+ {title}\n", text, flags=re.MULTILINE)[1].split("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """Return the cells of the rows of a table whose first cell is code."""
    lines = [line for line in text.split("\n") if line.startswith("| `")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def commands(group: click.Group, prefix: str) -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            found |= commands(command, f"{prefix} {name}")
        else:
            found[f"{prefix} {name}"] = command
    return found


def options(command: click.Command) -> set[str]:
    return {
        opt for p in command.params if isinstance(p, click.Option) for opt in p.opts if opt.startswith("--")
    }


def test_the_table_of_commands_is_that_of_the_command_line() -> None:
    table = {
        " ".join(
            word for word in cells[0].strip("`").split() if not word.startswith("[") and word.islower()
        ): cells
        for cells in rows(section(README, "Commands"))
    }
    found = commands(main, "l10n")
    assert set(table) == set(found)
    for name, command in found.items():
        assert set(re.findall(r"--[a-z-]+", table[name][2])) == options(command) - HIDDEN, name


def test_the_table_of_settings_is_that_of_the_code() -> None:
    defaults = asdict(Settings())
    table = {cells[0].strip("`"): cells[1].strip("`") for cells in rows(section(README, "Settings"))}
    assert list(table) == list(defaults)
    for name, shown in table.items():
        default = defaults[name]
        value = tomllib.loads(f"v = {shown}")["v"] if "…" not in shown else None
        if value is not None:
            assert value == (list(default) if isinstance(default, tuple) else default), name


def test_the_samples_of_the_first_screen_are_those_of_the_repository() -> None:
    article, reviewed, draft = re.findall(r"```(?:markdown|po)\n(.*?)```", README, re.DOTALL)[:3]
    assert article.strip() in (REPOSITORY / "source_articles/car-t-explained.md").read_text(encoding="utf-8")
    catalog = REPOSITORY / "locales/vi/LC_MESSAGES/car-t-explained.md.po"
    assert reviewed in catalog.read_text(encoding="utf-8")
    assert draft.startswith("# mt: argos en_vi 1.0, score 0.")


def test_the_localized_sample_is_what_build_writes(tmp_path: Path) -> None:
    sample = re.findall(r"```markdown\n(.*?)```", README, re.DOTALL)[1]
    folder = Folder(tmp_path).settings("none")
    name = "car-t-explained.md"
    folder.article(name, (REPOSITORY / "source_articles" / name).read_bytes())
    folder.catalog(name).parent.mkdir(parents=True)
    folder.catalog(name).write_bytes((REPOSITORY / f"locales/vi/LC_MESSAGES/{name}.po").read_bytes())
    folder.run("build")
    assert sample.strip() in folder.built(name)


def test_init_writes_every_setting(tmp_path: Path) -> None:
    assert Folder(tmp_path).run("init", "vi").exit_code == 0
    text = (tmp_path / "l10n.toml").read_text(encoding="utf-8")
    for name in asdict(Settings()):
        assert re.search(rf"^(?:# )?{name} = ", text, re.MULTILINE), name
    written = tomllib.loads(text) | {"locales": []}
    for name, default in asdict(Settings()).items():
        if name in written:
            assert written[name] == (list(default) if isinstance(default, tuple) else default), name


def test_comments_that_steer_the_cut_do_what_the_readme_says(tmp_path: Path) -> None:
    sample = re.findall(r"```markdown\n(<!-- l10n.*?)```", README, re.DOTALL)[0]
    folder = Folder(tmp_path).settings("none").article("guide.md", sample)
    folder.run("extract")
    text = folder.catalog("guide.md").read_text(encoding="utf-8")
    assert 'msgctxt "menu"\nmsgid "Search"' in text
    assert "The name of a button, not the verb" in text
    assert "This stays" not in text


@pytest.mark.parametrize(("source", "found"), [("Is it safe?", True), ("It is safe.", False)])
def test_the_check_of_contributing_works(source: str, found: bool) -> None:
    code = re.findall(r"```python\n(.*?)```", CONTRIBUTING, re.DOTALL)[0]
    module: dict[str, object] = {}
    exec(code, module)  # noqa: S102  the code block of our own page
    problems = module["find"](Pair(source, "Việc đó an toàn.", Notation.PLAIN, "en", "vi"))  # type: ignore[operator]
    assert bool(list(problems)) is found
