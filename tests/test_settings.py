"""The settings file, key by key."""

from __future__ import annotations

from dataclasses import fields

from l10n.project import settings


def test_every_setting_can_be_read_and_no_other() -> None:
    assert list(settings._READERS) == [field.name for field in fields(settings.Settings)]
