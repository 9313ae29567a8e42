"""The plugins of each kind, by name: our own by their folder, other people's by entry point."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Any

from l10n.errors import PluginError


@cache
def names(kind: str) -> tuple[str, ...]:
    """Return the names of all plugins of a kind (``formats``, ``engines``, …), our own first.

    Other people's plugins stand in the entry point group ``l10n.<kind>``; none can take the name of
    one of ours.
    """
    own = _own(kind)
    others = sorted(_points().select(group=f"l10n.{kind}").names - set(own))
    return (*own, *others)


@cache
def _own(kind: str) -> tuple[str, ...]:
    package = importlib.import_module(f"l10n.{kind}")
    return tuple(sorted(module.name for module in pkgutil.iter_modules(package.__path__)))


@cache
def _points() -> Any:
    """Read the entry points of everything that is installed, which takes a while, once."""
    from importlib.metadata import entry_points

    return entry_points()


@cache
def load(kind: str, name: str) -> Any:
    """Import a plugin and return its module.

    Raises:
        PluginError: There is no plugin of that name, or it cannot be imported.
    """
    if name in _own(kind):
        return importlib.import_module(f"l10n.{kind}.{name}")
    if name not in names(kind):
        known = ", ".join(names(kind))
        raise PluginError(f"{name}: there is no such plugin in {kind}; there are {known}")
    try:
        return _points().select(group=f"l10n.{kind}")[name].load()
    except Exception as error:
        raise PluginError(f"{name}: the plugin cannot be imported: {error}") from error
