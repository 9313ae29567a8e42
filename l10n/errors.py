"""What can go wrong, as one tree; each message is a sentence for the person who can mend it.

A message says first the place (a file, and a line where there is one), then what is wrong, then what
to do. A mistake in a translation is no error: it is a :class:`l10n.events.Problem`.
"""


class L10nError(Exception):
    """Anything this toolkit refuses to do; the command line prints the sentence and exits with 2."""


class SettingsError(L10nError):
    """The settings, or how they are used, are wrong."""


class ArticleError(L10nError):
    """An article cannot be read or cut."""


class CatalogError(L10nError):
    """A catalog cannot be read; it is left exactly as it is."""


class MemoryFileError(L10nError):
    """A translation memory, or a file for one, cannot be read or written."""


class EngineError(L10nError):
    """A machine translation engine, or the package it needs, is missing or broken."""


class NetworkError(L10nError):
    """A server cannot be reached, or does not give what was asked."""

    def __init__(self, message: str, status: int = 0) -> None:
        """Keep the HTTP status, 0 where there was no answer."""
        super().__init__(message)
        self.status = status


class GlossaryError(L10nError):
    """A glossary cannot be read, or says two things of one term."""


class LocaleError(L10nError):
    """A locale is not one that CLDR or the tables of gettext know."""


class PluginError(L10nError):
    """A plugin does not exist or does not define what its kind asks for."""
