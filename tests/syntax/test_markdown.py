"""Translations put back into Markdown; the cases are in ``tests/data``."""

from __future__ import annotations

import pytest

from l10n import formats, segmentation
from tests.golden import cases


@pytest.mark.parametrize(("source", "translation", "built"), cases("flanking.txt"))
def test_emphasis_stays_emphasis_where_a_script_has_no_spaces(
    source: str, translation: str, built: str
) -> None:
    document = formats.cut("a.md", source.encode(), segmentation.paragraphs)
    assert document.render(lambda _: translation) == built
