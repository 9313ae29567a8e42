"""Packages listed, installed and removed by the command line, in folders of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, Folder
from tests.servers import files, serving


class Machine:
    """A computer with its own folder of packages."""

    def __init__(self, root: Path, index: str = "http://127.0.0.1:9/") -> None:
        self.folder = Folder(root).settings()
        self.packages = root / "packages"
        self._environment = {
            **os.environ,
            "ARGOS_PACKAGES_DIR": str(self.packages),
            "ARGOS_PACKAGE_INDEX": index,
            "HOME": str(root),
            "XDG_DATA_HOME": str(root / "data"),
            "PYTHONPATH": str(REPOSITORY),
        }

    def run(self, *arguments: str, said: str = "", shell: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command; ``shell`` is a script that runs the toolkit with its arguments, if need be."""
        command = [sys.executable, "-m", "l10n", "--project", str(self.folder.root), *arguments]
        if shell:
            command = ["bash", "-c", f'{shell} "$@"', "bash", *arguments]
        return subprocess.run(
            command, env=self._environment, input=said, text=True, capture_output=True, check=False
        )

    def installed(self) -> list[str]:
        folders = self.packages.iterdir() if self.packages.is_dir() else []
        return sorted(path.name for path in folders)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_package_file_is_installed_listed_and_removed(machine: Machine, toys: dict[str, Path]) -> None:
    done = machine.run("models", "install", str(toys["de_en"]))
    assert (done.returncode, done.stderr) == (0, "")
    listed = json.loads(machine.run("models", "list", "--json").stdout)
    first = listed["outcomes"][0]
    assert first["path"] == "de_en"
    assert first["counts"]["bytes"] > 1_000_000
    assert any("CC BY-SA 4.0" in outcome["summary"] for outcome in listed["outcomes"])
    assert machine.run("models", "remove", "de_en", said="n\n").returncode != 0
    assert len(machine.installed()) == 1
    assert machine.run("models", "remove", "de_en", "--yes").returncode == 0
    assert machine.installed() == []


def test_a_newer_package_takes_the_place_of_the_older(machine: Machine, toys: dict[str, Path]) -> None:
    machine.run("models", "install", str(toys["en_vi"]))
    machine.run("models", "install", str(toys["en_vi"]))
    assert len(machine.installed()) == 1
    machine.folder.article("a.md", "Many patients need water.\n")
    machine.folder.settings("argos")
    done = machine.run("run")
    assert done.returncode == 0
    assert "# mt: argos en_vi 1.0" in machine.folder.catalog("a.md").read_text()


def test_a_pair_comes_from_the_index_and_an_address_from_anywhere(
    tmp_path: Path, toys: dict[str, Path]
) -> None:
    contents = {"/translate-de_en-1_0.argosmodel": toys["de_en"].read_bytes()}
    with serving(files(contents, breaks_at=2_000_000)) as address:
        entry = {
            "from_code": "de",
            "to_code": "en",
            "package_version": "1.0",
            "links": [f"{address}/translate-de_en-1_0.argosmodel"],
        }
        contents["/index.json"] = json.dumps([entry]).encode()
        machine = Machine(tmp_path, f"{address}/")
        shown = machine.run("models", "list", "--available").stdout
        assert "de_en: version 1.0, available" in shown
        done = machine.run("models", "install", "de_en")
        assert (done.returncode, done.stderr) == (0, "")
        machine.run("models", "remove", "de_en", "--yes")
        done = machine.run("models", "install", f"{address}/translate-de_en-1_0.argosmodel")
        assert (done.returncode, done.stderr) == (0, "")
        wrong = machine.run("models", "install", "xx_yy")
    assert len(machine.installed()) == 1
    assert wrong.returncode == 2
    assert "xx_yy: neither a package file nor a pair" in wrong.stderr


def test_a_disk_without_room_is_named(machine: Machine, toys: dict[str, Path]) -> None:
    """No file may grow beyond half a MiB, so that the system refuses in the midst of the work."""
    limited = f"ulimit -f 512; trap '' XFSZ; exec {sys.executable} -m l10n --project {machine.folder.root}"
    done = machine.run("models", "install", str(toys["en_vi"]), shell=limited)
    assert done.returncode == 2
    assert f"{toys['en_vi']}: cannot be unpacked in {machine.packages}" in done.stderr
    assert machine.installed() == []


def test_folders_of_argos_translate_that_cannot_be_made_are_named(machine: Machine) -> None:
    machine.packages.write_text("a file")
    done = machine.run("models", "list")
    assert done.returncode == 2
    assert f"{machine.packages}: Argos Translate cannot make its folder" in done.stderr


def broken_archives(good: Path, folder: Path) -> dict[str, Path]:
    """Write archives that must not be installed."""

    def repacked(name: str, change) -> Path:
        path = folder / f"{name}.argosmodel"
        with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w") as new:
            for entry in old.namelist():
                for changed, data in change(entry, old.read(entry)):
                    new.writestr(changed, data)
        return path

    cut = folder / "cut.argosmodel"
    cut.write_bytes(good.read_bytes()[:100_000])
    text = folder / "text.argosmodel"
    text.write_text("no archive")
    return {
        "cut": cut,
        "text": text,
        "outside": repacked("outside", lambda n, d: [(n, d), (f"../{Path(n).name}", b"x")]),
        "no model": repacked("nomodel", lambda n, d: [] if n.endswith("model.bin") else [(n, d)]),
        "no metadata": repacked("nometa", lambda n, d: [(n, b"{" if n.endswith("metadata.json") else d)]),
        "no pair": repacked("nopair", lambda n, d: [(n, b"{}" if n.endswith("metadata.json") else d)]),
        "noise": repacked("noise", lambda n, d: [(n, d[:500] if n.endswith("model.bin") else d)]),
        "no vocabulary": repacked(
            "novoc", lambda n, d: [(n, b"x" if n.endswith("sentencepiece.model") else d)]
        ),
    }


def test_what_is_broken_is_refused_and_the_old_package_stays(
    machine: Machine, toys: dict[str, Path], tmp_path: Path
) -> None:
    machine.run("models", "install", str(toys["en_vi"]))
    before = {path: path.read_bytes() for path in machine.packages.rglob("*") if path.is_file()}
    for name, archive in broken_archives(toys["en_vi"], tmp_path).items():
        done = machine.run("models", "install", str(archive))
        assert done.returncode == 2, name
        assert "Traceback" not in done.stderr, name
        assert done.stderr.startswith(str(archive)), name
        assert ".unpacking" not in done.stderr, name
        after = {path: path.read_bytes() for path in machine.packages.rglob("*") if path.is_file()}
        assert after == before, name
    assert not list(machine.packages.glob("*.model"))
    shutil.rmtree(machine.packages)
    assert "run `l10n" not in machine.run("models", "list").stderr
