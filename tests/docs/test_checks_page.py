"""The pages on checks and on CI say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from l10n import plugins
from l10n.verbs.explain import overview
from tests.conftest import Folder

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
CI = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def test_the_table_of_checks_is_that_of_the_code() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*?) \| .+ \|$", PAGE, re.MULTILINE)
    assert rows == [(name, severity, said.replace("``", "`")) for name, severity, said in overview()]


def test_every_check_says_what_it_covers_and_where_its_faults_were_seen() -> None:
    cells = re.findall(r"^\| `\w+` \| \w+ \| .* \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert len(cells) == len(overview())
    assert all(covers == "–" or re.match(r"[WPOIM] ", covers) for covers, _ in cells)
    assert all(seen == "–" or re.fullmatch(r"(?:.+ \([\w-]+\)(?:, )?)+", seen) for _, seen in cells)


def test_every_report_is_described() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", CI, re.MULTILINE)) == set(plugins.names("reporters"))


def test_the_policy_of_the_page_is_one(folder: Folder) -> None:
    settings = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    folder.settings(more=settings[0].replace("coverage = 100\n", "")).article("a.md", "# A\n")
    assert folder.run("extract").exit_code == 0
    assert "are translated, 100 % are asked for" in folder.run("check").output


@pytest.mark.parametrize("name", [".pre-commit-hooks.yaml", "action.yml"])
def test_the_files_for_ci_call_options_that_there_are(name: str, folder: Folder) -> None:
    text = (ROOT / name).read_text()
    assert yaml.safe_load(text)
    options = set(re.findall(r"--[a-z-]+", " ".join(re.findall(r"l10n\b.*\bcheck\b.*", text))))
    helped = folder.run("check", "--help").output + folder.run("--help").output
    assert all(option in helped for option in options)


def test_the_commands_of_the_page_run(folder: Folder) -> None:
    folder.article("a.md", "# A\n").run("extract")
    for line in re.findall(r"^[ -]*(?:run: )?l10n (check .*)$", CI, re.MULTILINE):
        arguments = [str(folder.root / word) if "." in word else word for word in line.split()]
        assert folder.run(*arguments).exit_code in {0, 1}, line


def test_the_hook_runs_when_an_article_or_a_setting_changes_too() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert (hook["always_run"], hook["pass_filenames"]) == (True, False)
