"""Articles that are meant to make the toolkit crash or run for ever."""

from __future__ import annotations

import pytest

from l10n import formats, segmentation
from l10n.checks import dates, numbers, repetition
from l10n.errors import CatalogError
from l10n.model import Notation
from l10n.pair import Pair
from l10n.po import PoFile

SPLIT = segmentation.sentences("en")
LONG = 20_000
HOSTILE = {
    "open templates": "{{" * LONG,
    "open tags of Liquid": "{%" * LONG,
    "open tags of Liquid around code": "{% highlight %}" * LONG,
    "open tags of Hugo around code": "{{< highlight a >}}" * LONG,
    "openings of tags of Liquid around code": "{% comment " * LONG,
    "openings of tags of Hugo around code": "{{< math" * LONG,
    "open footnotes": "[^a" * LONG,
    "sentences without words": "??? " * LONG,
    "open braces": "{a" * LONG,
    "open roles": "{a}``" * LONG + "`",
    "open attributes": "{.a b=" * LONG,
    "open boxes": ":::{x}\n" * LONG,
    "open options": ":::{note} a\n---\n" * LONG,
    "boxes in boxes": "::: a\n    " * LONG,
    "letters and an underscore": "a" * LONG + "_ @",
    "digits": "1" * LONG + "⁶_",
    "spaces in a line": "a" + " " * LONG + "b",
    "blank lines": "\n" * LONG + "#",
    "brackets": "[" * LONG,
    "open tags": "<a " * LONG,
    "open scripts in a line": "a" + "<script>" * LONG,
    "open comments": "<!--" * LONG,
    "angles": "<" * LONG,
    "ampersands": "&" * LONG,
    "stars": "*a " * LONG,
    "a letter, a no-break space, a full stop": "Grade A\xa0. Then B\xa0. Next one.",
    "line ends as references": "It is.&#10;&#10;&#10; And. &#x20;&#10; &#10;B.",
    "wide spaces": "Grade A\u2003. Then\u2003more. End.",
}


@pytest.mark.parametrize("suffix", [".md", ".mdx", ".html", ".txt"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_article_is_cut_like_any_other(suffix: str, text: str) -> None:
    data = text.encode()
    document = formats.cut("a" + suffix, data, SPLIT)
    assert document.encode(document.render(lambda segment: segment.text)) == data


def test_an_endless_repetition_is_found_at_once() -> None:
    pair = Pair("One sentence.", "và " * LONG, Notation.PLAIN, "en", "vi")
    assert list(repetition.find(pair)) == [f"“và” comes {LONG} times in a row"]


def test_a_no_break_space_does_not_hide_the_end_of_a_sentence() -> None:
    document = formats.cut("a.txt", "It was grade A\xa0. Then it grew.".encode(), SPLIT)
    assert [s.text for s in document.segments][-1].endswith("Then it grew.")


@pytest.mark.parametrize("mark", ["<b>x</b> ", "**a** ", "`a` ", "[a](b) "])
def test_a_translation_full_of_marks_that_its_source_has_not_is_words(mark: str) -> None:
    document = formats.cut("a.md", b"Words.\n", SPLIT)
    built = formats.cut("a.md", document.render(lambda segment: mark * (LONG // 50)).encode(), SPLIT)
    assert not any(piece.key for block in built.blocks for piece in block.pieces)


def test_a_number_of_thousands_of_figures_is_missed_like_any_other() -> None:
    ones, twos = "1" * LONG, "2" * LONG
    pair = Pair(f"Of 5 May 2020: {ones}", f"Vom 5. Mai 2020: {twos}", Notation.PLAIN, "en", "de")
    assert list(numbers.find(pair)) == [f"the number “{ones}” is missing", f"the number “{twos}” was added"]
    assert not list(dates.find(pair))


def test_the_plural_form_of_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(CatalogError):
        PoFile.parse(b'msgid "a"\nmsgid_plural "b"\nmsgstr[' + b"1" * LONG + b'] ""\n', "a.po")


def test_a_month_is_looked_for_once_in_a_list_of_dates() -> None:
    pair = Pair("25 May 2020 " * LONG, "25. Juni 2020 " * LONG, Notation.PLAIN, "en", "de")
    assert len(list(dates.find(pair))) == LONG
