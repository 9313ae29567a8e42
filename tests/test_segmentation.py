"""Blocks cut into sentences; the cases are in ``tests/data/segmentation``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import formats, segmentation
from tests.golden import lines


@pytest.mark.parametrize("case", lines("segmentation/en.txt"))
def test_a_block_is_cut_where_its_sentences_end(case: str) -> None:
    article = case.replace("¦ ", "").replace("¦", "")
    split = segmentation.sentences("en")
    cut = [segment.text for segment in formats.cut("a.md", article.encode(), split).segments]
    assert " ¦ ".join(cut) == case


def test_a_language_without_spaces_is_cut_at_its_own_full_stop() -> None:
    document = formats.cut("a.md", "これは文です。これも文です。".encode(), segmentation.sentences("ja"))
    assert [segment.text for segment in document.segments] == ["これは文です。", "これも文です。"]


def test_a_paragraph_is_one_segment_where_the_settings_say_so() -> None:
    document = formats.cut("a.md", b"  One. Two.  \nThree.\n\nFour.\n", segmentation.paragraphs)
    assert [segment.text for segment in document.segments] == ["One. Two.  \nThree.", "Four."]


@given(st.text(st.sampled_from("Aab. \n\xa0*[]()1!?“”…e.g`¹"), max_size=40))
def test_sentences_and_spaces_joined_are_the_block(text: str) -> None:
    for split in (segmentation.sentences("en"), segmentation.paragraphs):
        assert formats.cut("a.md", text.encode(), split).source == text
