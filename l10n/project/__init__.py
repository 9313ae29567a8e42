"""A project: its settings, and where each file is."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from l10n import cldr, glossary, plugins, segmentation
from l10n.errors import SettingsError
from l10n.glossary import Glossary
from l10n.project import settings as settings_files
from l10n.project.settings import PUBLISHABLE, Settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from l10n.model import Split, State

SETTINGS_NAMES = ("l10n.toml", "pyproject.toml")
_UNNAMED = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""What no catalog can name: control characters, and bytes that are no UTF-8, as Python shows them."""


@dataclass(frozen=True)
class Project:
    """A folder with settings; every path of the toolkit is asked for here."""

    root: Path
    settings: Settings
    place: str = "l10n.toml"
    """The settings file, for messages."""

    @property
    def cache(self) -> Path:
        """Folder of what can be derived again."""
        return self.root / ".l10n"

    @property
    def memory(self) -> Path | None:
        """The translation memory; None where the settings name none."""
        named = self.settings.memory
        return self.root / Path(named).expanduser() if named else None

    def split(self, locale: str) -> Split:
        """Return how blocks in a locale become segments."""
        if self.settings.segmentation == "paragraph":
            return segmentation.paragraphs
        return segmentation.sentences(locale)

    @property
    def published(self) -> frozenset[State]:
        """The states whose translations stand in built articles."""
        return frozenset(PUBLISHABLE[name] for name in self.settings.publish)

    @property
    def model_places(self) -> tuple[str, ...]:
        """More places of translation packages; paths are absolute, addresses as they are."""
        return tuple(p if "://" in p else str(self.root / p) for p in self.settings.models)

    def glossary(self, locale: str) -> Glossary:
        """Read the terms for a locale; none where the settings name no glossary.

        Raises:
            GlossaryError: It is missing or wrong; the message names the line.
        """
        named = self.settings.glossary
        return glossary.read(self.root / named, locale) if named else Glossary()

    def article(self, article: str) -> Path:
        """Return where an article is."""
        return self.root / self.settings.articles / article

    def template(self, article: str) -> Path:
        """Return where the template (POT) of an article is."""
        return self.root / self.settings.catalogs / f"{article}.pot"

    def catalog_folder(self, locale: str) -> Path:
        """Return the folder of the catalogs of a locale, named as gettext names locales."""
        return self.root / self.settings.catalogs / cldr.gettext_name(locale) / "LC_MESSAGES"

    def catalog(self, article: str, locale: str) -> Path:
        """Return where the catalog of an article is for a locale."""
        return self.catalog_folder(locale) / f"{article}.po"

    def catalogued(self, locale: str) -> list[str]:
        """Return the articles, there or gone, that have a catalog for a locale, sorted."""
        return self._named_in(self.catalog_folder(locale), ".po")

    @property
    def templated(self) -> list[str]:
        """The articles, there or gone, that have a template, sorted."""
        return self._named_in(self.root / self.settings.catalogs, ".pot")

    @property
    def strange_locales(self) -> list[Path]:
        """The folders of catalogs whose locales the settings do not name, sorted."""
        fallbacks = (locale for locales in self.settings.fallback.values() for locale in locales)
        known = {self.catalog_folder(locale) for locale in (*self.settings.locales, *fallbacks)}
        found = (self.root / self.settings.catalogs).glob("*/LC_MESSAGES")
        return sorted(one.parent for one in found if one not in known and self._named_in(one, ".po"))

    def _named_in(self, folder: Path, suffix: str) -> list[str]:
        """Return the articles that files are named for; those of other programs are named for none."""
        found = (path.relative_to(folder).as_posix() for path in folder.rglob(f"*{suffix}"))
        return sorted(path for one in found if self._is_article(path := one.removesuffix(suffix)))

    def output(self, locale: str) -> Path:
        """Return the folder of the built articles of a locale, named by its BCP 47 tag."""
        return self.root / self.settings.output / locale

    def shown(self, path: Path) -> str:
        """Return a path as messages name it: relative to the project where it lies inside."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    @cached_property
    def below(self) -> str:
        """Where the project lies in its git repository: ``site/``; "" at the top, and where there is none."""
        folders = (self.root, *self.root.parents)
        top = next((folder for folder in folders if (folder / ".git").exists()), self.root)
        return "" if top == self.root else f"{self.root.relative_to(top).as_posix()}/"

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every file below the folder of articles, sorted; hidden ones and links out of it aside.

        Raises:
            SettingsError: The folder is not there, or two paths are one on some file systems.
        """
        folder = self.root / self.settings.articles
        if not folder.is_dir():
            raise SettingsError(
                f"{self.place}: the folder of articles {self.settings.articles}/ is not there; "
                "make it, or set `articles` to the folder that holds them"
            )
        found = sorted(_walk(folder))
        seen: dict[str, str] = {}
        for path in found:
            folded = unicodedata.normalize("NFC", path).casefold()
            if folded in seen:
                raise SettingsError(
                    f"{self.settings.articles}/{path}: differs from {seen[folded]} only in case or "
                    "Unicode form, which some file systems take for one file; rename one of them"
                )
            seen[folded] = path
        return tuple(found)

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """Paths of the articles below their folder, sorted, with ``/``.

        Raises:
            SettingsError: The name of one cannot stand in a catalog.
        """
        found = tuple(filter(self._is_article, self.files))
        for path in filter(_UNNAMED.search, found):
            shown = f"{self.settings.articles}/{_UNNAMED.sub('?', path)}"
            raise SettingsError(f"{shown}: the name has a control character, or is no UTF-8; rename the file")
        return found

    def gone(self, articles: Iterable[str]) -> list[str]:
        """Return those of some articles, which catalogs or templates are named for, that are not there."""
        present = set(self.articles)
        return [article for article in articles if article not in present]

    def are_all(self, articles: Collection[str]) -> bool:
        """Tell whether these are all articles, and there are some.

        A folder without a single one is more likely a mistake than the end of them all, and what was
        made of them stays.
        """
        return bool(articles) and set(articles) == set(self.articles)

    def _is_article(self, path: str) -> bool:
        return path[path.rfind(".") :].lower() in self._suffixes

    @cached_property
    def _suffixes(self) -> frozenset[str]:
        return frozenset().union(*(plugins.load("formats", n).SUFFIXES for n in plugins.names("formats")))

    @cached_property
    def assets(self) -> frozenset[str]:
        """Paths of the other files among the articles, which articles may show."""
        return frozenset(self.files) - frozenset(self.articles)

    def chosen_articles(self, paths: Iterable[Path]) -> tuple[str, ...]:
        """Return the articles that are, or lie below, one of ``paths``; all where there are none.

        Raises:
            SettingsError: A path names no article.
        """
        wanted = [self._below_articles(path) for path in paths]
        if not wanted:
            return self.articles
        for want, path in zip(wanted, paths, strict=False):
            if not any(_within(article, want) for article in self.articles):
                raise SettingsError(f"{path}: names no article of {self.settings.articles}/")
        return tuple(a for a in self.articles if any(_within(a, want) for want in wanted))

    def _below_articles(self, path: Path) -> str:
        folder = (self.root / self.settings.articles).resolve()
        for base in (Path.cwd(), self.root, folder):
            full = (base / path).resolve()
            if full.exists() and full.is_relative_to(folder):
                return full.relative_to(folder).as_posix()
        return PurePosixPath(path.as_posix()).as_posix()

    def chosen_locales(self, locales: Iterable[str]) -> tuple[str, ...]:
        """Return the target locales named; all of the settings where none are.

        Raises:
            SettingsError: A locale is none, or is not among the targets, or there are no targets.
        """
        if not self.settings.locales:
            raise SettingsError(
                f'{self.place}: `locales` names none; write those to translate into, such as locales = ["vi"]'
            )
        wanted = tuple(dict.fromkeys(settings_files.tag(locale, "--locale") for locale in locales))
        for locale in wanted:
            if locale not in self.settings.locales:
                raise SettingsError(
                    f"--locale {locale}: not among the `locales` of {self.place}, which are "
                    f"{', '.join(self.settings.locales)}"
                )
        return wanted or self.settings.locales


def _within(article: str, folder: str) -> bool:
    return folder in (".", article) or article.startswith(f"{folder}/")


def _walk(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        base = Path(place)
        for name in names:
            path = base / name
            inside = not path.is_symlink() or path.resolve().is_relative_to(folder.resolve())
            if not name.startswith(".") and inside and path.is_file():
                yield path.relative_to(folder).as_posix()


def find(start: Path) -> Project:
    """Return the project whose settings lie in ``start`` or the nearest folder above it.

    Raises:
        SettingsError: There are no settings, or they are wrong; the message names the line.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        for name in SETTINGS_NAMES:
            path = folder / name
            settings = settings_files.read(path) if path.is_file() else None
            if settings is not None:
                return Project(folder, settings, name)
    raise SettingsError(f"{start}: no l10n.toml here or above; `l10n init` writes one")
