"""HTML read as tokens, pieces and blocks; the cases are in ``tests/data/html``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from l10n.model import Block
from l10n.syntax import html
from l10n.syntax.directives import directive
from l10n.syntax.html.inline import put, put_plain
from l10n.syntax.html.tokens import TokenKind, attributes, tokens
from tests.golden import cases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def shown(cuts: Iterable[str | Block]) -> Iterator[str]:
    """Write each block on a line, followed by those inside it."""
    for block in cuts:
        if isinstance(block, Block):
            text = "".join(piece.text for piece in block.pieces)
            context = f"[{block.context}] " if block.context else ""
            note = f" ({block.note})" if block.note else ""
            if any(piece.words.strip() for piece in block.pieces):
                yield f"{block.kind}: {context}{text}{note}"
            for piece in block.pieces:
                yield from shown(piece.inner)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind.name, text[token.start : token.end]) for token in tokens(text)]


@pytest.mark.parametrize(("source", "expected"), cases("html/blocks.txt"))
def test_a_page_is_cut_into_the_blocks_that_a_reader_sees(source: str, expected: str) -> None:
    cuts, _ = html.blocks(source, source)
    assert "".join(c if isinstance(c, str) else "".join(p.source for p in c.pieces) for c in cuts) == source
    assert "\n".join(shown(cuts)) == expected


@pytest.mark.parametrize(("source", "expected"), cases("html/pieces.txt"))
def test_a_text_is_cut_into_pieces(source: str, expected: str) -> None:
    lines = [f"{p.role.value} | {p.key + ' ' if p.key else ''}| {p.text}" for p in html.pieces(source)]
    assert lines == expected.split("\n")


@pytest.mark.parametrize(("source", "translation", "expected"), cases("html/put.txt"))
def test_a_translation_brings_no_markup_of_its_own(source: str, translation: str, expected: str) -> None:
    keys = tuple(piece.key for piece in html.pieces(source) if piece.key)
    assert put(translation, keys=keys) == expected


def test_a_line_end_in_a_translation_is_a_space() -> None:
    assert put("a\nb\r\nc  d\u00a0e", keys=()) == "a b c  d\u00a0e"


@pytest.mark.parametrize(
    ("translation", "quote", "expected"),
    [
        ("a", "", "a"),
        ("a b", "", '"a b"'),
        ('a "b"', "", '"a &quot;b&quot;"'),
        ("", "", '""'),
        ("<\"&amp;'", '"', "&lt;&quot;&amp;amp;'"),
        ("<\"&'", "'", '&lt;"&amp;&#39;'),
        ('a "b" < c', "<", 'a "b" &lt; c'),
    ],
)
def test_a_value_is_escaped_for_the_quotes_around_it(translation: str, quote: str, expected: str) -> None:
    assert put_plain(translation, quote=quote) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<", [("TEXT", "a<")]),
        ("<a x='>'y=1/>", [("START", "<a x='>'y=1/>")]),
        ('<a x="1>', [("UNFINISHED", '<a x="1>')]),
        ("<!-->a<!--->b<!--c--!>d", [(k, t) for k, t in zip(
            ["COMMENT", "TEXT"] * 3, ["<!-->", "a", "<!--->", "b", "<!--c--!>", "d"], strict=True)]),
        ("</>x</ y>", [("BOGUS", "</>"), ("TEXT", "x"), ("BOGUS", "</ y>")]),
        ("&notit;&nope;", [("REFERENCE", "&not"), ("TEXT", "it;"), ("TEXT", "&nope;")]),
        ("<xmp><b></xmp >", [("START", "<xmp>"), ("RAW", "<b>"), ("END", "</xmp >")]),
        ("<title>&amp;<b></title>", [
            ("START", "<title>"), ("REFERENCE", "&amp;"), ("TEXT", "<b>"), ("END", "</title>")]),
        ("<script><!--<script></script>--></script>", [
            ("START", "<script>"), ("RAW", "<!--<script></script>-->"), ("END", "</script>")]),
        ("<script><!--</script>", [("START", "<script>"), ("RAW", "<!--"), ("END", "</script>")]),
        ("<svg><title><b></title>", [
            ("START", "<svg>"), ("START", "<title>"), ("START", "<b>"), ("END", "</title>")]),
        ("<svg><![CDATA[<b>]]><p><![CDATA[<b>]]>", [
            ("START", "<svg>"), ("BOGUS", "<![CDATA[<b>]]>"), ("START", "<p>"), ("BOGUS", "<![CDATA[<b>"),
            ("TEXT", "]]>")]),
        ("<a/>", [("START", "<a/>")]),
        ("<?xml?><a/>", [("BOGUS", "<?xml?>"), ("EMPTY", "<a/>")]),
        ("<plaintext></plaintext>", [("START", "<plaintext>"), ("RAW", "</plaintext>")]),
    ],
)  # fmt: skip
def test_tokens_are_those_of_a_browser(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_attributes_have_the_spans_of_their_values() -> None:
    tag = "<a b C = 'd' e=\"f\" g=h/ b=2 =i j=>"
    assert [(a.name, tag[a.start : a.end], a.quote) for a in attributes(tag)] == [
        ("b", "", ""),
        ("c", "d", "'"),
        ("e", "f", '"'),
        ("g", "h/", ""),
        ("=i", "", ""),
        ("j", "", ""),
    ]


def test_a_reference_in_an_attribute_that_a_link_could_hold_is_none() -> None:
    source = '<img alt="?a=1&copy=2 &copy; &copyx">'
    assert list(shown(html.blocks(source, source)[0])) == ["image description: ?a=1&copy=2 © &copyx"]


def test_prefixes_of_lines_that_were_masked_are_white_space_in_the_segment() -> None:
    source = "<p>One\n> two <b\n> id=x>three</b></p>"
    cuts, _ = html.blocks(source.replace("> ", "  "), source)
    assert list(shown(cuts)) == ["paragraph: One two <b id=x>three</b>"]
    assert "".join(c if isinstance(c, str) else "".join(p.source for p in c.pieces) for c in cuts) == source


def test_open_elements_go_from_one_stretch_of_html_to_the_next() -> None:
    _, around = html.blocks("<div translate=no>", "<div translate=no>")
    assert not html.translating(around)
    cuts, around = html.blocks("<p>No</p></div><p>Yes</p>", "<p>No</p></div><p>Yes</p>", around)
    assert list(shown(cuts)) == ["paragraph: Yes"]
    assert html.translating(around)


def test_a_skipped_passage_goes_on_in_the_next_stretch_of_html() -> None:
    _, around = html.blocks("<!-- l10n: skip -->", "<!-- l10n: skip -->")
    assert not html.translating(around)


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("<!-- l10n: skip -->", ("skip", "")),
        ("l10n: context  menu", ("context", "menu")),
        ("<!--l10n: note a\n b-->", ("note", "a b")),
        ("<!-- l10n: skpi -->", None),
        ("<!-- l10n -->", None),
        ("<!-- the l10n: skip -->", None),
    ],
)
def test_a_directive_is_a_comment_of_the_author(comment: str, expected: tuple[str, str] | None) -> None:
    assert directive(comment) == expected


HOSTILE = [
    "<", "<!--", "<!-- -->", '<a "', "</", "&a", "<svg>", "<svg></math>", "<title>", "<b>", "</b>", "<b></i>", "<code><p>",
    "<li>", "<ul><li>x", "x<br><br>", "<sup>1</sup>", "<span translate=no>", "<table><td>", "<!-- l10n: skip --><b>", "x&amp",
    "<script><!--<script>", "<i><br><br>x", "a\n", "<option><p>", "<b>x</b> ", "&eacute;", '<p title="x">',
]  # fmt: skip


@pytest.mark.parametrize("fragment", HOSTILE)
def test_a_long_hostile_page_is_cut_without_loss(fragment: str) -> None:
    text = "<b>" * 4_000 + fragment * (80_000 // len(fragment)) + "</b>" * 4_000
    cuts, _ = html.blocks(text, text)
    assert "".join(c if isinstance(c, str) else "".join(p.source for p in c.pieces) for c in cuts) == text
    assert "".join(piece.source for piece in html.pieces(text)) == text


def test_a_tag_is_a_piece_whatever_stands_around_it() -> None:
    found = [html.tag(source) for source in ("<b>", "</b>", "<br>", "<img>", "<!-- c -->", "<b")]
    assert [piece.role.value for piece in found] == ["open", "close", "break", "atom", "atom", "atom"]


def test_elements_that_are_not_translated_are_told_by_their_start_tag() -> None:
    tags = ["<code>", "<b translate=no>", "<b>", "<code translate=yes>", "</code>", "<pre translate=yes>"]
    assert [html.opens_untranslated(source) for source in tags] == ["code", "b", "", "", "", "pre"]
    assert html.closes("</CODE >", "code")
    assert not html.closes("<code>", "code")


def test_tokens_know_that_they_are_in_a_drawing() -> None:
    foreign = [(t.name, t.foreign) for t in tokens("<svg><path/></svg><p>") if t.kind is not TokenKind.TEXT]
    assert foreign == [("svg", True), ("path", True), ("svg", True), ("p", False)]
