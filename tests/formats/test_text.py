"""Plain text cut into segments; the cases are in ``tests/data/text.txt``."""

from __future__ import annotations

import pytest

from l10n import formats, segmentation
from tests.golden import cases


@pytest.mark.parametrize(("article", "segments"), cases("text.txt"))
def test_scraped_text_is_cut_into_what_a_reader_sees(article: str, segments: str) -> None:
    document = formats.cut("a.txt", article.encode(), segmentation.sentences("en"))
    assert "\n".join(f"{segment.kind}: {segment.text}" for segment in document.segments) == segments


def test_a_wrapped_paragraph_is_wrapped_again() -> None:
    article = (
        "The hospital in the north said on Friday that\nthe new therapy works for most of the people\nhere.\n"
    )
    document = formats.cut("a.txt", article.encode(), segmentation.sentences("en"))
    built = document.render(
        lambda _: "Bệnh viện ở miền bắc cho biết hôm thứ Sáu rằng liệu pháp mới có hiệu quả."
    )
    assert built == "Bệnh viện ở miền bắc cho biết hôm thứ Sáu\nrằng liệu pháp mới có hiệu quả.\n"


def test_words_in_a_boilerplate_line_are_translated_like_others() -> None:
    document = formats.cut("a.txt", b"Text one.\nLeave a comment\n", segmentation.sentences("en"))
    assert (
        document.render({s: s.text.upper() for s in document.segments}.get) == "TEXT ONE.\nLEAVE A COMMENT\n"
    )
