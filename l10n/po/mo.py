"""MO files: the translations of a catalog as programs read them at run time; alone in knowing polib."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from l10n.po.message import Message


def dump(fields: Mapping[str, str], messages: Iterable[Message]) -> bytes:
    """Write an MO file (gettext manual, 11.3), whose bytes depend on nothing else.

    Args:
        fields: Those of the header; the charset is always UTF-8, as the file is.
        messages: What it holds, each as translated.
    """
    file = polib.POFile()
    file.metadata = {**fields, "Content-Type": "text/plain; charset=UTF-8"}
    file.extend(
        polib.POEntry(
            msgctxt=message.msgctxt,
            msgid=message.msgid,
            msgid_plural=message.msgid_plural or "",
            msgstr=message.msgstr or "",
            msgstr_plural=message.msgstr_plural,
        )
        for message in messages
    )
    data: bytes = file.to_binary()
    return data
