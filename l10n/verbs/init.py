"""A new project: its settings file, with a comment for each setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from l10n import cldr
from l10n.errors import SettingsError
from l10n.files import read
from l10n.model import Did, Outcome
from l10n.syntax import front_matter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from l10n.files import Disk
    from l10n.model import Event

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

# What is translated as one: "sentence" or "paragraph".
segmentation = "sentence"

# Keys of front matter whose values are translated.
front_matter = [{keys}]

# What is published: "reviewed", and "draft" for machine drafts that nobody has read.
publish = ["reviewed"]

# Where a locale has no reviewed translation, those of other locales stand in, best first.
# fallback = {{ "pt-BR" = ["pt"] }}

# Percent of the segments of an article that `l10n check` wants to see publishable.
coverage = 100
"""


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
    yield Outcome("l10n.toml", Did.WRITTEN, "written; put articles into source_articles/")
