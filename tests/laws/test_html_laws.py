"""The laws of HTML, on pages put together from fragments that do not fit, and on real ones."""

from __future__ import annotations

import os
import pickle
import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from l10n import formats, syntax
from l10n.model import Document, Notation, Role
from l10n.syntax import html
from l10n.syntax.html.inline import put
from l10n.syntax.html.tokens import TokenKind, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from l10n.model import Block, Piece, Segment

FRAGMENTS = st.sampled_from(
    [
        "words", "Two. Sentences.", " ", "\n", "\r\n", "\t ", "é", "\u00a0", "語", "[1]", "https://who.int/a?b=1",
        "&amp;", "&lt;", "&#60;b&#62;", "&eacute;", "&nbsp;", "&notit;", "&", "&amp", "&#97;", "&semi;", "&#x0;",
        "<p>", "</p>", "<p title='a \"b\"'>", "<P CLASS=x>", "<div translate=no>", "</div>", "<ul>", "<li>", "</ul>",
        "<table>", "<tr>", "<td>", "</table>", "<h2>", "</h2>", "<b>", "</b>", "<b >", "<i>", "</i>", "<br>", "<br/>",
        "<a href=x title=Tip>", "<a\n href='x'>", "</a>", "<img alt='A cat' src=c.png>", "<img alt=Dog>", "<code>",
        "</code>", "<span translate=no>", "<span translate=yes>", "<span class='x notranslate'>", "</span>", "<sup>",
        "</sup>", "<svg aria-label='Round'>", "</svg>", "<title>", "</title>", "<math><mi>x", "</math>", "<pre>",
        "</pre>", "<script>1<2</script>", "<style>p{}</style>", "<script><!--<script>", "</script>", "<textarea>",
        "</textarea>", "<select><option>One", "</select>", "<noscript>", "</noscript>", "<!-- c -->", "<!--", "-->",
        "<!-- l10n: skip -->", "<!-- l10n: end -->", "<!-- l10n: note n -->", "<!-- l10n: context k -->", "<?php x ?>",
        "<![CDATA[x]]>", "<!doctype html>", "</>", "</ x>", "<", ">", "</", "<a href=", "<input placeholder='Your name'>",
        "<meta name=description content='About'>", "<custom-thing>", "'", '"', "=", "{{ name }}",
    ]
)  # fmt: skip
PAGES = st.lists(FRAGMENTS, max_size=16).map("".join)


def cut(text: str) -> Document:
    return formats.cut("a.html", text.encode(), lambda pieces: [tuple(pieces)])


def cuts(text: str) -> list[str | Block]:
    return html.blocks(text, text)[0]


def repeats_a_tag(document: Document) -> bool:
    """Tell whether a tag with a description also stands in code or a comment of the same segment.

    Slot.rendered looks for such a tag by its text and would change it there too; a read-back finds it.
    """
    return any(
        slot.segment.text.count(shown) > sum(p.text == shown for p in read(slot.segment, slot.segment.text))
        for slot in document.slots
        for shown, _ in slot.inner
    )


def outline(found: Iterable[str | Block]) -> Iterator[tuple[object, ...]]:
    for block in found:
        if not isinstance(block, str):
            yield block.kind, block.context, block.note, [(p.source, p.role, p.key) for p in block.pieces]
            for piece in block.pieces:
                yield from outline(piece.inner)


def read(segment: Segment, text: str) -> list[Piece]:
    return syntax.pieces(Notation.PLAIN if segment.kind.plain else Notation.HTML, text)


def shouted(segment: Segment) -> str:
    """Put the words of a segment in capitals, and leave references as they are."""
    pieces = read(segment, segment.text)
    return "".join(p.text.upper() if p.role is Role.TEXT and p.text == p.words else p.text for p in pieces)


def gist(document: Document) -> list[tuple[object, ...]]:
    """What a read-back compares: kinds, keys and words, block by block."""
    return [
        (
            s.kind,
            s.context,
            s.note,
            syntax.skeleton(read(s, s.text)),
            syntax.words(read(s, s.text)).casefold(),
        )
        for s in document.segments
    ]


class Shape(HTMLParser):
    """The tags, attributes, comments and, whatever their case, words of a page."""

    WORDED = frozenset(
        {"alt", "title", "placeholder", "aria-label", "content", "summary", "value", "label", "abbr"}
    )

    CDATA_CONTENT_ELEMENTS = ("script", "style", "title", "textarea")  # Python before 3.11.14 misses two

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[object, ...]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        shown = [(n, v.casefold() if v and n in self.WORDED else v) for n, v in attrs]
        self.found.append(("start", tag, shown))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("end", tag))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data))

    def handle_data(self, data: str) -> None:
        text = unescape(data) if self.cdata_elem in {"title", "textarea"} else data
        words = "".join(text.casefold().split())
        if self.found and self.found[-1][0] == "words":
            self.found[-1] = ("words", f"{self.found[-1][1]}{words}")
        elif words:
            self.found.append(("words", words))


@given(PAGES | st.text())
def test_tokens_joined_are_the_text(text: str) -> None:
    found = list(tokens(text))
    assert "".join(text[token.start : token.end] for token in found) == text
    assert all(token.end > token.start for token in found)


@given(PAGES | st.text())
@settings(max_examples=400)
def test_pieces_joined_are_the_text_and_read_the_same_when_shown(text: str) -> None:
    pieces = html.pieces(text)
    assert "".join(piece.source for piece in pieces) == text
    again = html.pieces("".join(piece.text for piece in pieces))
    assert syntax.skeleton(again) == syntax.skeleton(pieces)
    assert syntax.words(again) == syntax.words(pieces)
    assert "".join(piece.text for piece in again) == "".join(piece.text for piece in pieces)


@given(PAGES)
@settings(max_examples=400)
def test_a_page_translated_with_nothing_or_itself_is_the_same(text: str) -> None:
    document = cut(text)
    assert document.source == text
    assert document.render(lambda _: None) == text
    assert document.render(lambda segment: segment.text) == text


@given(PAGES)
@settings(max_examples=800, deadline=None)
@example("<b>words<i></b></i>&notit;<p>&amp&semi;x")
def test_a_translated_page_cut_again_has_the_same_kinds_keys_and_words(text: str) -> None:
    document = cut(text)
    assume(not repeats_a_tag(document))
    assert gist(cut(document.render(shouted))) == gist(document)


@given(PAGES)
@settings(max_examples=800, deadline=None)
def test_translating_a_page_changes_its_words_and_nothing_else(text: str) -> None:
    assume(not re.search("<!--+>", text))  # an empty comment in HTML, a begun one to older html.parser
    assume("<!--<script>" not in text)  # a script inside a script in HTML, one script to html.parser
    document = cut(text)
    assume(not repeats_a_tag(document))
    assert Shape(document.render(shouted)).found == Shape(text).found


@given(PAGES, PAGES)
@settings(max_examples=400)
def test_no_translation_brings_in_markup_that_the_source_has_not(source: str, translation: str) -> None:
    keys = tuple(piece.key for piece in html.pieces(source) if piece.key)
    there = html.pieces(put(translation, keys=keys))
    markup = Counter(piece.key for piece in there if piece.source.startswith("<"))
    assert markup <= Counter(keys)
    tags = [token.kind for token in tokens(put(translation, keys=()))]
    assert set(tags) <= {TokenKind.TEXT, TokenKind.REFERENCE}


@given(PAGES)
def test_html_cut_at_any_block_goes_on_as_if_it_had_not_been_cut(text: str) -> None:
    whole = "<div translate=no><p>kept</p><!-- l10n: note n --></div><p>" + text
    first, second = "<div translate=no><p>kept</p><!-- l10n: note n -->", "</div><p>" + text
    one, around = html.blocks(first, first)
    two, _ = html.blocks(second, second, around)
    assert list(outline(one + two)) == list(outline(cuts(whole)))


@given(PAGES)
def test_blocks_can_be_sent_to_another_process(text: str) -> None:
    for block in [cut for cut in cuts(text) if not isinstance(cut, str)]:
        assert pickle.loads(pickle.dumps(block)).put("<x>") == block.put("<x>")  # noqa: S301 - our own


PAGES_OF_DEBIAN = sorted({p.resolve() for p in Path("/usr/share/doc").glob("**/*.html") if p.is_file()})
needs_pages = pytest.mark.skipif(
    not PAGES_OF_DEBIAN and not os.environ.get("L10N_NO_SKIPS"),
    reason="needs HTML of Debian packages: apt-get install gettext-doc",
)


@needs_pages
def test_real_pages_keep_every_byte_and_their_structure() -> None:
    assert PAGES_OF_DEBIAN, "apt-get install gettext-doc"
    changed = []
    for path in PAGES_OF_DEBIAN[:: max(1, len(PAGES_OF_DEBIAN) // 120)]:
        data = path.read_bytes()
        document = formats.cut("a.html", data, lambda pieces: [tuple(pieces)])
        assert document.encode(document.render(lambda _: None)) == data, path
        assert document.encode(document.render(lambda segment: segment.text)) == data, path
        if Shape(document.render(shouted)).found != Shape(document.source).found:
            changed.append(path.name)
    assert len(changed) <= 0.005 * len(PAGES_OF_DEBIAN), changed
