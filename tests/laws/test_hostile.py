"""Articles that are meant to make the toolkit crash or run for ever."""

from __future__ import annotations

import pytest

from l10n import formats, segmentation
from l10n.checks import repetition
from l10n.model import Notation
from l10n.pair import Pair

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
