"""The engine of docs/engine.md is what it says: another package's plugin, found and used."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import polib

from tests.conftest import REPOSITORY, Folder

PAGE = (REPOSITORY / "docs" / "engine.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def installed(folder: Path) -> dict[str, str]:
    """Put the two files where pip would, and return the environment that finds them."""
    project = tomllib.loads(block("toml"))["project"]
    (folder / "phrasebook.py").write_text(block("python"), encoding="utf-8")
    info = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    points = project["entry-points"]["l10n.engines"]
    lines = "".join(f"{name} = {module}\n" for name, module in points.items())
    (info / "entry_points.txt").write_text(f"[l10n.engines]\n{lines}")
    return {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{REPOSITORY}"}


def test_the_engine_of_the_page_drafts(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    environment = installed(tmp_path / "site")
    folder = Folder(tmp_path).settings("phrasebook").article("a.md", "Run `x` **first**.\n\nUnknown words.\n")
    (tmp_path / "phrases.vi.tsv").write_text(
        "Run X1X first.\tTrước tiên chạy X1X.\nfirst\ttrước tiên\n", "utf-8"
    )

    def run(verb: str) -> str:
        command = [sys.executable, "-m", "l10n", "--project", str(folder.root), verb]
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        return done.stdout

    run("extract")
    assert "1 drafted, 1 without draft (1 markup found)" in run("translate")
    first, second = polib.pofile(str(folder.catalog("a.md")))
    assert first.msgstr == "**Trước tiên** chạy `x`."
    assert first.tcomment.startswith("mt: phrasebook phrases.vi.tsv, score 1.00, ")
    assert second.msgstr == ""
    assert "no draft: the engine gave nothing" in second.tcomment
