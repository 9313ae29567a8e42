"""What the checks look for, in words."""

from __future__ import annotations

from l10n import plugins
from l10n.errors import PluginError
from l10n.events import Severity
from l10n.project.settings import OWN_CHECKS, OWN_WARNINGS


def explained(name: str) -> str:
    """Return the help text of a check, or, for ``all``, a line for each.

    Raises:
        PluginError: There is no such check.
    """
    if name == "all":
        return "\n".join(f"{check:14} {severity:8} {said}" for check, severity, said in overview())
    if name in OWN_CHECKS:
        return f"{name} ({_severity(name)})\n\n{OWN_CHECKS[name]}"
    if name not in plugins.names("checks"):
        raise PluginError(f"{name}: there is no such check; `l10n check --explain all` names them")
    module = plugins.load("checks", name)
    parts = [f"{name} ({module.SEVERITY.value})", (module.__doc__ or "").strip()]
    if module.SEVERITY is Severity.NOTE:
        parts.append(f'A matter of style: looked for where the settings say checks = ["{name}"].')
    if hasattr(module, "mended"):
        parts.append("`l10n check --fix` mends it and leaves the entry for review.")
    parts.append(f"To let one entry pass, write into it: # l10n: ignore {name}")
    return "\n\n".join(parts)


def overview() -> list[tuple[str, str, str]]:
    """Return the name, the severity and the first sentence of every check."""
    modules = {name: plugins.load("checks", name) for name in plugins.names("checks")}
    own = [(name, _severity(name), said) for name, said in OWN_CHECKS.items()]
    return [*((n, m.SEVERITY.value, (m.__doc__ or "").partition("\n")[0]) for n, m in modules.items()), *own]


def _severity(own: str) -> str:
    return (Severity.WARNING if own in OWN_WARNINGS else Severity.ERROR).value
