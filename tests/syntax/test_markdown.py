"""Translations put back into Markdown; the cases are in ``tests/data``."""

from __future__ import annotations

import pytest

from l10n import formats, segmentation, syntax
from l10n.model import Notation, Role
from tests.golden import cases


@pytest.mark.parametrize(("source", "translation", "built"), cases("flanking.txt"))
def test_emphasis_stays_emphasis_where_a_script_has_no_spaces(
    source: str, translation: str, built: str
) -> None:
    document = formats.cut("a.md", source.encode(), segmentation.paragraphs)
    assert document.render(lambda _: translation) == built


@pytest.mark.parametrize("text", ["Run [a `b`](x.md) now", "[a <b@c.de> d](x.md)", "[![i](x.png) t](y.md)"])
def test_a_link_around_code_or_an_image_ends(text: str) -> None:
    roles = [piece.role for piece in syntax.pieces(Notation.MARKDOWN, text)]
    assert roles.count(Role.OPEN) == roles.count(Role.CLOSE) == 1
