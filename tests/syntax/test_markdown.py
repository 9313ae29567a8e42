"""Translations put back into Markdown; the cases are in ``tests/data``."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n import formats, segmentation, syntax
from l10n.model import Notation, Role
from l10n.syntax.markdown import commonmark
from l10n.syntax.markdown.put import Put
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


MARKED = "A *b* **c** `d e` [f](g.md) <i>h</i> $i$ ~~j~~ end."
MARKS = r"*|**|~~|`d e`|`|[|](g.md)|<i>|</i>|$i$|a|Ă|5|_|\| ".split("|")


@given(st.lists(st.sampled_from(MARKS), max_size=12).map("".join))
@example("a*b**c")
@example("[`d e`](g.md) *ă*")
def test_what_is_quickly_told_to_need_no_escape_needs_none(translation: str) -> None:
    (block,) = formats.blocks("a.md", MARKED.encode())
    assert isinstance(block.put, Put)
    if block.put.holds_known_marks_alone(translation):
        known = syntax.skeleton(block.pieces)
        assert syntax.skeleton(syntax.pieces(Notation.MARKDOWN, translation)).keys() <= known.keys()


def test_most_translations_are_quickly_told_to_need_no_escape() -> None:
    (block,) = formats.blocks("a.md", MARKED.encode())
    assert isinstance(block.put, Put)
    assert block.put.holds_known_marks_alone("Một *hai* và **ba** `d e` [năm](g.md) $i$ ~~j~~.")


def test_an_expression_of_mdx_is_an_atom_and_comes_back() -> None:
    text = 'See {[1, "a"].map(x => x * y)} and {a.b} * now.'
    atoms = [piece.source for piece in syntax.pieces(Notation.MDX, text) if piece.role is Role.ATOM]
    assert atoms == ['{[1, "a"].map(x => x * y)}', "{a.b}"]
    (slot,) = formats.cut("a.mdx", text.encode(), segmentation.paragraphs).slots
    translation = 'Xem {a.b} và {[1, "a"].map(x => x * y)}.'
    assert slot.put(translation) == translation


@pytest.mark.parametrize(("source", "segments", "built"), cases("dialects.txt"))
def test_what_site_generators_add_is_no_text_and_stays(source: str, segments: str, built: str) -> None:
    for newline in ("\n", "\r\n"):
        article = source.replace("\n", newline)
        document = formats.cut("a.md", article.encode(), segmentation.sentences("en"))
        assert "\n".join(f"{segment.kind}: {segment.text}" for segment in document.segments) == segments
        assert document.source == article
        assert document.render(lambda segment: f"Ơ {segment.text}") == built.replace("\n", newline)


@pytest.mark.parametrize(
    "attributes", ["{ .md-button }", "{: .btn}", '{fig-alt="A cell"}', "{#go width=50%}"]
)
def test_attributes_at_the_end_of_a_segment_are_no_words(attributes: str) -> None:
    document = formats.cut("a.md", f"[Go](u){attributes}\n".encode(), segmentation.paragraphs)
    (slot, *_) = document.slots
    read = syntax.pieces(Notation.MARKDOWN, slot.segment.text)
    assert [(p.role, p.key) for p in read] == [(p.role, p.key) for p in slot.pieces]
    assert (read[-1].source, read[-1].role) == (attributes, Role.ATOM)


def test_quotes_in_the_translation_of_a_title_do_not_end_its_attribute() -> None:
    document = formats.cut("a.md", b'::: {.callout-tip title="Gap"}\n:::\n', segmentation.paragraphs)
    built = document.render(lambda _: 'The "gap"')
    assert built == '::: {.callout-tip title="The \\"gap\\""}\n:::\n'


PIECES = (
    ':::|::::| tip|{note}|{figure}|{code}|{.a}|[T]|===|!!!|???+| note| "T"|\n|\n\n|    |  |> |- |1. |'
    '```|````|:name: x\n|:alt: T|---|(a)=|--8<-- a|a|:a|{#a b="c"}|{{< a\n|>}}|`|<div>|</div>|[TOC]|% '
).split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_the_parser_is_shown_is_as_long_as_the_article(text: str) -> None:
    parsed = commonmark.parse(text)
    assert len(parsed.shown) == len(parsed.unboxed) == len(text)
    assert formats.cut("a.md", text.encode(), segmentation.paragraphs).source == text
