"""Built articles read back: what would not come back as it was put in stays in the source language."""

from __future__ import annotations

import pytest

from l10n import formats, readback, segmentation


def broken(article: str, text: str, translations: dict[str, str]) -> set[str]:
    document = formats.cut(article, text.encode(), segmentation.sentences("en"))
    texts = {s: translations[s.text] for s in document.segments if s.text in translations}
    assert len(texts) == len(translations), "a translation has no segment"
    rendered = document.rendered_parts(texts.get)
    again = formats.blocks(article, "".join(rendered).encode())
    found = readback.broken(document, rendered, again, texts, formats.notation(article))
    return {segment.text for segment in found}


@pytest.mark.parametrize("article", ["a.md", "a.txt", "a.html"])
def test_a_translation_without_letters_comes_back(article: str) -> None:
    text = "<p>One hundred</p><p>Words.</p>" if article == "a.html" else "One hundred\n\nWords.\n"
    assert not broken(article, text, {"One hundred": "100", "Words.": "5 % 100"})


def test_a_number_beside_a_sentence_is_part_of_it_and_comes_back() -> None:
    text = "See above. 5 % 100. Then more.\n"
    put_in = {"See above. 5 % 100.": "Xem trên. 5 % trong 100.", "Then more.": "Rồi thêm."}
    assert not broken("a.md", text, put_in)


def test_plain_text_loses_only_the_sentence_that_lost_its_placeholder() -> None:
    text = "Use {name} now.\n\nAnother sentence.\n"
    put_in = {"Use {name} now.": "Dùng ngay.", "Another sentence.": "1. Câu khác."}
    assert broken("a.txt", text, put_in) == {"Use {name} now."}


def test_a_block_that_lost_its_markup_is_broken_and_its_neighbour_is_not() -> None:
    text = "A **bold** word.\n\nAnother.\n"
    put_in = {"A **bold** word.": "Một từ đậm.", "Another.": "Khác."}
    assert broken("a.md", text, put_in) == {"A **bold** word."}


def test_an_image_description_comes_back_inside_its_paragraph() -> None:
    text = 'See ![a cell](x.png "A cell") here.\n'
    put_in = {
        'See ![a cell](x.png "A cell") here.': 'Xem ![a cell](x.png "A cell") đây.',
        "a cell": "tế bào",
        "A cell": "Tế bào",
    }
    assert not broken("a.md", text, put_in)


def test_a_line_break_behind_the_last_sentence_comes_back() -> None:
    assert not broken("a.md", "One.<br>\n\n<br>Two.\n", {"One.": "Một.", "Two.": "Hai."})


@pytest.mark.parametrize(
    ("page", "source", "translation"),
    [
        ("<title>The build_all step</title>", "The build_all step", "Bước build_all"),
        ("<td>One&nbsp;</td><td>&nbsp;</td>", "One", "Một"),
        ('<h1><i class="x"></i>One. </h1>', '<i class="x"></i>One.', '<i class="x"></i>Một.'),
        ('<p>1. <a id="y"></a> One.</p>', '1. <a id="y"></a> One.', '1. <a id="y"></a> Một.'),
    ],
)
def test_what_has_no_words_beside_a_sentence_comes_back(page: str, source: str, translation: str) -> None:
    assert not broken("a.html", page, {source: translation})
