"""The plugins of each kind, by name: our own by their folder, other people's by entry point."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from l10n.errors import PluginError


@cache
def names(kind: str) -> tuple[str, ...]:
    """Return the names of all plugins of a kind (``formats``, ``engines``, …), our own first.

    Other people's plugins stand in the entry point group ``l10n.<kind>``; none can take the name of
    one of ours.
    """
    own = _own(kind)
    others = sorted({point.name for point in entry_points(group=f"l10n.{kind}")} - set(own))
    return (*own, *others)


@cache
def _own(kind: str) -> tuple[str, ...]:
    package = importlib.import_module(f"l10n.{kind}")
    return tuple(sorted(module.name for module in pkgutil.iter_modules(package.__path__)))


@cache
def load(kind: str, name: str) -> Any:
    """Import a plugin and return its module.

    Raises:
        PluginError: There is no plugin of that name, or it cannot be imported.
    """
    if name not in names(kind):
        known = ", ".join(names(kind))
        raise PluginError(f"{name}: there is no such plugin in {kind}; there are {known}")
    if name in _own(kind):
        return importlib.import_module(f"l10n.{kind}.{name}")
    try:
        return entry_points(group=f"l10n.{kind}", name=name)[name].load()
    except Exception as error:
        raise PluginError(f"{name}: the plugin cannot be imported: {error}") from error
