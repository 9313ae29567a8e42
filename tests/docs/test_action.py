"""The steps of the GitHub action do what they say, run by bash as GitHub runs them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

from tests.conftest import Folder

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def steps(workspace: Path, **given: str) -> list[subprocess.CompletedProcess[str]]:
    """Run the steps of the action but for those that need a network, up to the first that fails."""
    inputs = {name: given.get(name, known["default"]) for name, known in ACTION["inputs"].items()}
    ran: list[subprocess.CompletedProcess[str]] = []
    for step in ACTION["runs"]["steps"]:
        if "run" not in step or "pip install" in step["run"] or (ran and ran[-1].returncode):
            continue
        filled = {
            name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda match: inputs[match[1]], value)
            for name, value in step.get("env", {}).items()
        }
        script = workspace.parent / "step.sh"
        script.write_text(step["run"])
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        known = {**os.environ, "PATH": path, "GITHUB_ACTION_PATH": str(ROOT), **filled}
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        ran.append(
            subprocess.run(bash, cwd=workspace, env=known, capture_output=True, text=True, check=False)
        )
    return ran


def site(tmp_path: Path) -> Path:
    """Return a repository with a project in its folder ``my site``."""
    workspace = tmp_path / "repository"
    (workspace / ".git").mkdir(parents=True)
    folder = Folder(workspace / "my site")
    folder.root.mkdir()
    folder.settings().article("a.md", "# The dose\n").run("extract")
    return workspace


def test_the_action_annotates_lines_from_the_top_of_the_repository_and_fails(tmp_path: Path) -> None:
    last = steps(site(tmp_path), folder="my site")[-1]
    assert last.returncode == 1, last.stderr
    assert last.stdout.startswith(
        "::error file=my site/locales/vi/LC_MESSAGES/a.md.po,line=1,title=coverage::"
    )


def test_the_action_passes_options_on(tmp_path: Path) -> None:
    last = steps(site(tmp_path), folder="my site", arguments="--fail-on never --locale vi")[-1]
    assert last.returncode == 0, last.stderr
    assert "::error" in last.stdout


def test_the_action_installs_the_toolkit_of_its_own_repository() -> None:
    installs = [step["run"] for step in ACTION["runs"]["steps"] if "pip install" in step.get("run", "")]
    assert installs == ['python -m pip install --quiet "$GITHUB_ACTION_PATH"']
