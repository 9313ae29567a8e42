"""What an author says to this toolkit in comments: ``<!-- l10n: note … -->`` and its like."""

from __future__ import annotations

_VERBS = frozenset({"skip", "end", "context", "note"})


class Author:
    """What the author's directives have said so far, for the blocks that follow."""

    def __init__(self, *, skips: bool = False, context: str | None = None, note: str = "") -> None:
        self.skips = skips
        self._context = context
        self._note = note

    @property
    def speaks(self) -> bool:
        """True where the next block has a context or a note."""
        return self._context is not None or bool(self._note)

    def hears(self, comment: str) -> bool:
        """Take in a comment, and tell whether it was a directive."""
        said = directive(comment)
        if said is None:
            return False
        verb, words = said
        if verb == "context":
            self._context = words or None
        elif verb == "note":
            self._note = f"{self._note} {words}".strip()
        else:
            self.skips = verb == "skip"
        return True

    def taken(self) -> tuple[str | None, str]:
        """Return context and note for the next block, which no other block gets."""
        said = self._context, self._note
        self._context, self._note = None, ""
        return said


def directive(comment: str) -> tuple[str, str] | None:
    """Read what a comment, with or without its delimiters, says to this toolkit.

    Returns:
        The verb (``skip``, ``end``, ``context`` or ``note``) and the words after it; None for any
        other comment.
    """
    said = comment.strip().removeprefix("<!--").removesuffix("-->").split()
    if len(said) < 2 or said[0] != "l10n:" or said[1] not in _VERBS:
        return None
    return said[1], " ".join(said[2:])
