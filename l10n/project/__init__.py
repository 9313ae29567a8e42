"""A project: its settings, and where each file is."""

from __future__ import annotations

import os
import re
import tomllib
import unicodedata
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from l10n import cldr, glossary, plugins, segmentation
from l10n.errors import LocaleError, SettingsError
from l10n.glossary import Glossary
from l10n.model import State
from l10n.project import policy
from l10n.syntax.front_matter import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from l10n.model import Split
    from l10n.project.policy import Policy

SETTINGS_NAMES = ("l10n.toml", "pyproject.toml")
OWN_CHECKS = {
    "coverage": "As much is translated, reviewed and published as `coverage` and `[[policy]]` ask for.",
    "ignored": "A comment that lets a check pass names a check that there is.",
    "orphaned": "Every catalog with live entries has an article.",
    "outdated": "Catalogs and templates follow their articles; `l10n extract` brings them up to date.",
    "score": "No draft has a lower score than `score` of `[[policy]]` asks for.",
}
"""Checks of how far a catalog is and whether it is in place; all others are modules."""
PUBLISHABLE = {state.value: state for state in (State.REVIEWED, State.DRAFT)}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project may choose; the fields are the keys of the settings file."""

    source_locale: str = "en"
    """Locale of the articles, a BCP 47 tag."""
    locales: tuple[str, ...] = ()
    """Locales to translate into."""
    articles: str = "source_articles"
    """Folder of the articles, relative to the settings file like the two below."""
    catalogs: str = "locales"
    """Folder of the catalogs."""
    output: str = "public"
    """Folder of the built articles."""
    engine: str = "argos"
    """The machine translation engine, or "none"."""
    server: str = ""
    """Address of the server of an engine that asks one."""
    segmentation: str = "sentence"
    """What a segment is: "sentence" or "paragraph"."""
    front_matter: tuple[str, ...] = KEYS
    """Keys of front matter whose values are translated."""
    publish: tuple[str, ...] = ("reviewed",)
    """States of entries that are published: "reviewed", and "draft" if wished."""
    fallback: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a locale, others whose reviewed translations stand in where it has none, best first."""
    memory: str = ""
    """The translation memory, a file relative to the settings file; "" for none."""
    cosmetic: str = "reviewed"
    """State of a reviewed entry after its sentence changed in looks alone: "reviewed" or "stale"."""
    glossary: str = ""
    """The glossary, a TOML or CSV file relative to the settings file; "" for none."""
    coverage: int = 100
    """Percent of the segments of an article, boilerplate aside, that must have a published state."""
    models: tuple[str, ...] = ()
    """More places of translation packages: files, folders or addresses."""
    policy: tuple[Policy, ...] = ()
    """What more is asked of some locales and folders; each is a table ``[[policy]]``."""
    experimental: tuple[str, ...] = ()
    """Locales whose problems are no errors yet."""
    checks: tuple[str, ...] = ()
    """Checks of style that are asked for."""
    ignore: tuple[str, ...] = ()
    """Checks that are switched off, "numbers", or only for some articles, "numbers guides/*"."""
    baseline: str = ""
    """File of old problems that are let pass, relative to the settings file; "" for none."""


@dataclass(frozen=True)
class Project:
    """A folder with settings; every path of the toolkit is asked for here."""

    root: Path
    settings: Settings
    place: str = "l10n.toml"
    """The settings file, for messages."""

    @property
    def lock(self) -> Path:
        """The file that every writer locks."""
        return self.cache / "lock"

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
        folder = self.catalog_folder(locale)
        found = (path.relative_to(folder).as_posix() for path in folder.rglob("*.po"))
        return sorted(path.removesuffix(".po") for path in found)

    def output(self, locale: str) -> Path:
        """Return the folder of the built articles of a locale, named by its BCP 47 tag."""
        return self.root / self.settings.output / locale

    def shown(self, path: Path) -> str:
        """Return a path as messages name it: relative to the project where it lies inside."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

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
        """Paths of the articles below their folder, sorted, with ``/``."""
        suffixes = frozenset().union(*(plugins.load("formats", n).SUFFIXES for n in plugins.names("formats")))
        return tuple(path for path in self.files if PurePosixPath(path).suffix.lower() in suffixes)

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
            SettingsError: A locale is none, or is not among the targets.
        """
        wanted = tuple(dict.fromkeys(_tag(locale, "--locale") for locale in locales))
        for locale in wanted:
            if locale not in self.settings.locales:
                raise SettingsError(
                    f"--locale {locale}: not among the `locales` of {self.place}, which are "
                    f"{', '.join(self.settings.locales) or 'none'}"
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
            if path.is_file():
                text = _text(path)
                table = _table(path, text)
                if table is not None:
                    return Project(folder, _settings(table, text, str(path)), name)
    raise SettingsError(f"{start}: no l10n.toml here or above; `l10n init` writes one")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as UTF-8: {error}") from error


def _table(path: Path, text: str) -> dict[str, Any] | None:
    """Return our table of a settings file; None for a pyproject.toml that has none."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        if path.name == "pyproject.toml" and "tool.l10n" not in text:
            return None
        line = re.search(r"at line (\d+)", str(error))
        raise SettingsError(f"{path}:{line[1] if line else 1}: no valid TOML: {error}") from error
    if path.name != "pyproject.toml":
        return data
    table = data.get("tool", {}).get("l10n")
    return table if isinstance(table, dict) else None


def _settings(table: dict[str, Any], text: str, place: str) -> Settings:
    known = asdict(Settings())
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{place}:{_line_of(key, text)}"
        if key not in known:
            raise SettingsError(f"{where}: there is no setting `{key}`; there are {', '.join(known)}")
        values[key] = _value(key, value, known[key], where)
    return Settings(**values)


def _line_of(key: str, text: str) -> int:
    section = text.find("[tool.l10n") if "[tool.l10n" in text else 0
    match = re.compile(rf"^\s*(?:\[\[?(?:tool\.l10n\.)?)?[\"']?{re.escape(key)}\b", re.MULTILINE).search(
        text, section
    )
    return text.count("\n", 0, match.end()) + 1 if match else 1


def _value(key: str, value: object, default: object, where: str) -> object:
    if key == "policy":
        return policy.read(value, where)
    if isinstance(default, dict):
        return _fallback(key, value, where)
    if isinstance(default, tuple):
        if not isinstance(value, list) or not _is_texts(value):
            raise SettingsError(f'{where}: `{key}` is a list of texts, such as ["vi"]')
        items = tuple(value)
        if key in {"locales", "experimental"}:
            return tuple(_tag(item, where) for item in items)
        return _items(key, items, where)
    if isinstance(default, int):
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100:
            raise SettingsError(f"{where}: `{key}` is a whole number from 0 to 100")
        return value
    if not isinstance(value, str) or not (value or default == ""):
        raise SettingsError(f"{where}: `{key}` is a text in quotes")
    return _word(key, value, where)


def _fallback(key: str, value: object, where: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict) or not all(map(_is_texts, value.values())):
        raise SettingsError(f'{where}: `{key}` is a table of lists, such as {{ "pt-BR" = ["pt"] }}')
    return {_tag(tag, where): tuple(_tag(one, where) for one in found) for tag, found in value.items()}


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _items(key: str, items: tuple[str, ...], where: str) -> tuple[str, ...]:
    for item in items:
        if key == "publish" and item not in PUBLISHABLE:
            raise SettingsError(f"{where}: `publish` takes {' and '.join(PUBLISHABLE)}, not {item}")
        if key in {"checks", "ignore"} and item.partition(" ")[0] not in (
            *plugins.names("checks"),
            *OWN_CHECKS,
        ):
            raise SettingsError(
                f"{where}: `{key}`: there is no check {item}; `l10n check --explain all` shows them"
            )
    return items


def _word(key: str, value: str, where: str) -> str:
    choices = {
        "segmentation": ("sentence", "paragraph"),
        "cosmetic": ("reviewed", "stale"),
        "engine": ("none", *plugins.names("engines")),
    }
    if key == "source_locale":
        return _tag(value, where)
    if key in choices and value not in choices[key]:
        raise SettingsError(f"{where}: `{key}` is one of {', '.join(choices[key])}, not {value}")
    if key in {"articles", "catalogs", "output"} and Path(value).is_absolute():
        raise SettingsError(f"{where}: `{key}` is a folder relative to the settings file")
    return value


def _tag(locale: str, where: str) -> str:
    try:
        return cldr.tag(locale)
    except LocaleError as error:
        raise SettingsError(f"{where}: {error}") from error
