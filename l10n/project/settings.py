"""The settings of a project, read from ``l10n.toml`` or ``[tool.l10n]`` of ``pyproject.toml`` (TOML 1.0)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from l10n import cldr, plugins
from l10n.errors import LocaleError, SettingsError
from l10n.model import State
from l10n.project import policy
from l10n.syntax.front_matter import KEYS

if TYPE_CHECKING:
    from l10n.project.policy import Policy

OWN_CHECKS = {
    "coverage": "As much is translated, reviewed and published as `coverage` and `[[policy]]` ask for.",
    "ignored": "A comment that lets a check pass names a check that there is.",
    "orphaned": "Catalogs and templates belong to an article and to a locale of the settings.",
    "outdated": "Catalogs and templates follow their articles; `l10n extract` brings them up to date.",
    "policy": "Every path of `[[policy]]` is that of an article or a folder of them.",
    "score": "No draft has a lower score than `score` of `[[policy]]` asks for.",
}
"""Checks of how far a catalog is and whether it is in place; all others are modules."""
_POLICY = re.compile(r"^\s*\[\[(?:tool\.l10n\.)?policy\]\]", re.MULTILINE)
OWN_WARNINGS = frozenset({"ignored", "orphaned"})
"""Those of them that find warnings; the others find errors."""
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


def read(path: Path) -> Settings | None:
    """Return the settings in a file; None for a ``pyproject.toml`` that has none.

    Raises:
        SettingsError: They are wrong; the message names the line.
    """
    text = _read(path)
    table = _table(path, text)
    if table is None:
        return None
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{path}:{_line_of(key, text)}"
        if key not in _READERS:
            known = ", ".join(one.name for one in fields(Settings))
            raise SettingsError(f"{where}: there is no setting `{key}`; there are {known}")
        values[key] = _READERS[key](value, where, key)
    tables = enumerate(values.get("policy", ()))
    locales = values.get("locales", ())
    policies = tuple(policy.read(one, partial(_place_in_policy, path, text, n), locales) for n, one in tables)
    return Settings(**{**values, "policy": policies})


def tag(locale: str, where: str) -> str:
    """Return the tag of a locale that somebody wrote at a place.

    Raises:
        SettingsError: It is no locale; the message begins with the place.
    """
    try:
        return cldr.tag(locale)
    except LocaleError as error:
        raise SettingsError(f"{where}: {error}") from error


def _read(path: Path) -> str:
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


def _line_of(key: str, text: str) -> int:
    section = text.find("[tool.l10n") if "[tool.l10n" in text else 0
    match = re.compile(rf"^\s*(?:\[\[?(?:tool\.l10n\.)?)?[\"']?{re.escape(key)}\b", re.MULTILINE).search(
        text, section
    )
    return text.count("\n", 0, match.end()) + 1 if match else 1


def line_in_policy(path: Path, number: int, key: str) -> int:
    """Return the line of a key in the policy of a number, counted from 0; of the first if it is not found."""
    return _line_in_policy(_read(path), number, key)


def _line_in_policy(text: str, number: int, key: str) -> int:
    heads = [head.end() for head in _POLICY.finditer(text)]
    if number < len(heads):
        table = text[heads[number] :].partition("\n[")[0]
        if found := re.search(rf"^\s*[\"']?{re.escape(key)}\b", table, re.MULTILINE):
            return text.count("\n", 0, heads[number] + found.end()) + 1
    return _line_of("policy", text)


def _place_in_policy(path: Path, text: str, number: int, key: str) -> str:
    return f"{path}:{_line_in_policy(text, number, key)}"


def _text(value: object, where: str, key: str) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{where}: `{key}` is a text in quotes")
    return value


def _word(value: object, where: str, key: str) -> str:
    word = _text(value, where, key)
    if not word:
        raise SettingsError(f"{where}: `{key}` is a text in quotes")
    return word


def _folder(value: object, where: str, key: str) -> str:
    folder = _word(value, where, key)
    if Path(folder).is_absolute():
        raise SettingsError(f"{where}: `{key}` is a folder relative to the settings file")
    return folder


def _locale(value: object, where: str, key: str) -> str:
    return tag(_word(value, where, key), where)


def _one_of(choices: Callable[[], tuple[str, ...]]) -> _Reader:
    def chosen(value: object, where: str, key: str) -> str:
        choice = _word(value, where, key)
        if choice not in choices():
            raise SettingsError(f"{where}: `{key}` is one of {', '.join(choices())}, not {choice}")
        return choice

    return chosen


def _texts(value: object, where: str, key: str) -> tuple[str, ...]:
    if not _is_texts(value):
        raise SettingsError(f'{where}: `{key}` is a list of texts, such as ["vi"]')
    return tuple(value)


def _is_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _locales(value: object, where: str, key: str) -> tuple[str, ...]:
    return tuple(tag(item, where) for item in _texts(value, where, key))


def _fallback(value: object, where: str, key: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict) or not all(map(_is_texts, value.values())):
        raise SettingsError(f'{where}: `{key}` is a table of lists, such as {{ "pt-BR" = ["pt"] }}')
    return {tag(locale, where): _locales(found, where, key) for locale, found in value.items()}


def _percent(value: object, where: str, key: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100:
        raise SettingsError(f"{where}: `{key}` is a whole number from 0 to 100")
    return value


def _published(value: object, where: str, key: str) -> tuple[str, ...]:
    states = _texts(value, where, key)
    for state in states:
        if state not in PUBLISHABLE:
            raise SettingsError(f"{where}: `{key}` takes {' and '.join(PUBLISHABLE)}, not {state}")
    return states


def _checks(value: object, where: str, key: str) -> tuple[str, ...]:
    return _named(_texts(value, where, key), plugins.names("checks"), f"{where}: `{key}`")


def _ignored(value: object, where: str, key: str) -> tuple[str, ...]:
    items = _texts(value, where, key)
    names = [item.partition(" ")[0] for item in items]
    _named(names, {*plugins.names("checks"), *OWN_CHECKS}, f"{where}: `{key}`")
    return items


def _named(names: Collection[str], known: Collection[str], where: str) -> tuple[str, ...]:
    for name in names:
        if name not in known:
            raise SettingsError(f"{where}: there is no check {name}; `l10n check --explain all` shows them")
    return tuple(names)


def _tables(value: object, where: str, key: str) -> list[Mapping[str, object]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise SettingsError(f"{where}: write each {key} as a table of its own, below the line [[{key}]]")
    return value


_Reader = Callable[[object, str, str], object]
"""Gets a value, its place and its key, and gives what stands in :class:`Settings`."""
_READERS: Mapping[str, _Reader] = {
    "source_locale": _locale,
    "locales": _locales,
    "articles": _folder,
    "catalogs": _folder,
    "output": _folder,
    "engine": _one_of(lambda: ("none", *plugins.names("engines"))),
    "server": _text,
    "segmentation": _one_of(lambda: ("sentence", "paragraph")),
    "front_matter": _texts,
    "publish": _published,
    "fallback": _fallback,
    "memory": _text,
    "cosmetic": _one_of(lambda: ("reviewed", "stale")),
    "glossary": _text,
    "coverage": _percent,
    "models": _texts,
    "policy": _tables,
    "experimental": _locales,
    "checks": _checks,
    "ignore": _ignored,
    "baseline": _text,
}
