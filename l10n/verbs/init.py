"""A new project: its settings file, with a comment for each setting."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from l10n import cldr
from l10n.errors import SettingsError
from l10n.events import Did, Outcome
from l10n.files import read
from l10n.syntax import front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from l10n.events import Event
    from l10n.files import Disk

_SETTINGS = """\
# Locale of the articles, and the locales to translate into (BCP 47 tags).
source_locale = "en"
locales = [{locales}]

# Folders of the articles, the catalogs and the localized articles, relative to this file.
articles = "source_articles"
catalogs = "locales"
output = "public"

# The machine translation engine: "argos", "libretranslate", "pseudo" (no model needed), or "none".
engine = "argos"

# Address of the server, for the engine "libretranslate"; its key stands in LIBRETRANSLATE_API_KEY.
server = ""

# More places of translation packages: files, folders or https:// addresses.
models = []

# Terms with the translations that they are to have: a TOML or CSV file.
# glossary = "glossary.toml"

# What is translated as one: "sentence" or "paragraph".
segmentation = "sentence"

# The translation memory, a file such as "memory.sqlite" that other projects may name too; "" for none.
memory = ""

# State of a reviewed entry after its sentence changed in looks alone (quotes, spaces, a mended
# misspelling, an address, emphasis): "reviewed" or "stale".
cosmetic = "reviewed"

# Keys of front matter whose values are translated.
front_matter = [{keys}]

# What is published: "reviewed", and "draft" for machine drafts that nobody has read.
publish = ["reviewed"]

# Where a locale has no reviewed translation, those of other locales stand in, best first.
# fallback = {{ "pt-BR" = ["pt"] }}

# Percent of the segments of an article that `l10n check` wants to see publishable.
coverage = 100

# What more `l10n check` asks for, by locale and folder: see docs/checks.md.
# policy = [{{ locales = ["vi"], articles = ["guides"], reviewed = 90, stale = 0 }}]

# Locales whose problems are no errors yet.
experimental = []

# Checks of style that are asked for, and checks that are switched off ("numbers guides/*": in a folder).
checks = []
ignore = []

# File of the problems that are let pass, which `l10n check --write-baseline` writes.
# baseline = "l10n-baseline.json"
"""

_DRIVER = {"name": "gettext catalogs, entry by entry", "driver": "l10n merge-driver %O %A %B %P"}
_ATTRIBUTES = ("*.po merge=l10n", "*.pot merge=l10n")


def init(folder: Path, locales: Sequence[str], disk: Disk) -> Iterator[Event]:
    """Write ``l10n.toml`` and make the folder of articles.

    Raises:
        SettingsError: There is one already, or a locale is none.
    """
    path = folder / "l10n.toml"
    if read(path) is not None:
        raise SettingsError(f"{path}: is there already; edit it, or remove it first")
    names = ", ".join(f'"{cldr.tag(locale)}"' for locale in locales)
    keys = ", ".join(f'"{key}"' for key in front_matter.KEYS)
    disk.write(path, _SETTINGS.format(locales=names, keys=keys).encode())
    (folder / "source_articles").mkdir(exist_ok=True)
    name = "" if locales else "name the locales to translate into there, and "
    yield Outcome("l10n.toml", Did.WRITTEN, f"written; {name}put articles into source_articles/")


def set_up_git(folder: Path, locales: Sequence[str], disk: Disk) -> Iterator[Event]:
    """Let git join catalogs entry by entry, in a project that there is or in a new one.

    Raises:
        SettingsError: The folder lies in no repository, or git is not at hand.
    """
    if read(folder / "l10n.toml") is None:
        yield from init(folder, locales, disk)
    for name, value in _DRIVER.items():
        _git(folder, "config", f"merge.l10n.{name}", value)

    def with_attributes(data: bytes | None) -> bytes:
        lines = (data or b"").decode().splitlines()
        return "".join(f"{line}\n" for line in dict.fromkeys((*lines, *_ATTRIBUTES))).encode()

    changed = disk.update(folder / ".gitattributes", with_attributes)
    said = "git joins catalogs entry by entry in this clone; each clone needs `l10n init --git` once"
    yield Outcome(".gitattributes", Did.WRITTEN if changed else Did.UNCHANGED, said)


def _git(folder: Path, *arguments: str) -> None:
    command = ["git", "-C", str(folder), *arguments]  # the git that the user has on the path
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - its words are ours
    except FileNotFoundError as error:
        raise SettingsError("git: is not at hand; install it first") from error
    except subprocess.CalledProcessError as error:
        raise SettingsError(
            f"{folder}: {error.stderr.strip()}; run this in a clone or after `git init`"
        ) from error
