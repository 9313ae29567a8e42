"""What the tests share: small projects on disk, and the real engine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks import toy_package
from benchmarks.toy_package import Toy
from l10n.cli import main

REPOSITORY = Path(__file__).parent.parent
SETTINGS = 'source_locale = "en"\nlocales = ["vi"]\nengine = "{engine}"\npublish = [{publish}]\n'


class Folder:
    """A project in a temporary folder, used through the command line."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def settings(self, engine: str = "pseudo", publish: str = '"reviewed"', more: str = "") -> Folder:
        (self.root / "l10n.toml").write_text(SETTINGS.format(engine=engine, publish=publish) + more)
        (self.root / "source_articles").mkdir(exist_ok=True)
        return self

    def article(self, name: str, text: str | bytes) -> Folder:
        path = self.root / "source_articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def catalog(self, name: str) -> Path:
        return self.root / "locales" / "vi" / "LC_MESSAGES" / f"{name}.po"

    def built(self, name: str) -> str:
        return (self.root / "public" / "vi" / name).read_bytes().decode()

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, ["--project", str(self.root), *arguments])

    def bytes(self) -> dict[str, bytes]:
        """Every file but caches."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and ".l10n" not in path.parts
        }


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path).settings()


@pytest.fixture(scope="session")
def toys(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Packages of the real format, of a few MiB, by what they do."""
    made = {
        "en_vi": Toy(),
        "unaligned": Toy(shows_alignment=False),
        "de_en": Toy(source="de", target="en", same=True),
        "newer": Toy(version="1.1"),
    }
    return {name: toy_package.write(tmp_path_factory.mktemp(name), toy) for name, toy in made.items()}


def needs(command: str, package: str) -> pytest.MarkDecorator:
    """Skip a test where a Debian package is missing; in CI that is a failure."""
    missing = shutil.which(command) is None
    if missing and os.environ.get("L10N_NO_SKIPS"):
        raise pytest.UsageError(f"{command} is missing: apt-get install {package}")
    return pytest.mark.skipif(missing, reason=f"needs the Debian package {package}")
