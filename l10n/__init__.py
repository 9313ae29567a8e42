"""Articles into gettext catalogs, machine drafts and localized articles.

The verbs are in :mod:`l10n.verbs`, what they tell in :mod:`l10n.events`, the other types in
:mod:`l10n.model`, the settings in :mod:`l10n.project`, and the errors in :mod:`l10n.errors`.
Importing this package imports none of them.
"""

__version__ = "0.1.0"
