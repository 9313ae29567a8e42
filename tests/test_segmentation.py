"""Blocks cut into sentences; the cases are in ``tests/data/segmentation``."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n import formats, segmentation
from tests.golden import lines


@pytest.mark.parametrize("case", lines("segmentation/en.txt"))
def test_a_block_is_cut_where_its_sentences_end(case: str) -> None:
    article = case.replace("¦ ", "").replace("¦", "")
    split = segmentation.sentences("en")
    cut = [segment.text for segment in formats.cut("a.md", article.encode(), split).segments]
    assert " ¦ ".join(cut) == case


@pytest.mark.parametrize("case", lines("segmentation/clauses.txt"))
def test_a_long_sentence_is_cut_between_clauses(case: str) -> None:
    text = case.replace("¦ ", "").replace("¦", "")
    cut = [segment.text for segment in formats.cut("a.md", text.encode(), segmentation.clauses(40)).segments]
    assert " ¦ ".join(cut) == case


def test_a_language_without_spaces_is_cut_at_its_own_full_stop() -> None:
    document = formats.cut("a.md", "これは文です。これも文です。".encode(), segmentation.sentences("ja"))
    assert [segment.text for segment in document.segments] == ["これは文です。", "これも文です。"]


def test_a_paragraph_is_one_segment_where_the_settings_say_so() -> None:
    document = formats.cut("a.md", b"  One. Two.  \nThree.\n\nFour.\n", segmentation.paragraphs)
    assert [segment.text for segment in document.segments] == ["One. Two.  \nThree.", "Four."]


@given(st.text(st.sampled_from("Aab.,; \n\xa0*[]()1!?“”…e.g`¹"), max_size=40))
def test_sentences_and_spaces_joined_are_the_block(text: str) -> None:
    for split in (segmentation.sentences("en"), segmentation.clauses(10), segmentation.paragraphs):
        assert formats.cut("a.md", text.encode(), split).source == text


STRETCHES = "A|b|. |.|? |。|3|<b>|</b>|<i id=x></i>|<br>|<img alt=c src=d>|`e`|*|[1]|[^f]| |&nbsp;|\n|“|”|(|)"


@given(st.lists(st.sampled_from(STRETCHES.split("|")), max_size=14).map("".join))
@example("<i id=x></i>A. B. <i id=x></i> A.<i id=x></i>")
@example("A。<i id=x></i>B。")
def test_the_sentences_of_a_block_with_words_are_all_of_it(text: str) -> None:
    for article, locale in product(("a.md", "a.html", "a.txt"), ("en", "ja")):
        document = formats.cut(article, text.encode(), segmentation.sentences(locale))
        sentences: dict[int, str] = {}
        for part in document.parts:
            if not isinstance(part, str):
                sentences[part.block] = sentences.get(part.block, "") + part.space + part.source
        for number, found in sentences.items():
            block = "".join(piece.source for piece in document.blocks[number].pieces)
            assert block.startswith(found)
            assert not re.sub(r"<[^>]*>|&nbsp;|\s", "", block.removeprefix(found))
