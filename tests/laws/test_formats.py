"""Laws 1 to 3, over every format, on generated, hostile and real articles."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from l10n import formats, segmentation
from l10n.model import Segment

SPLIT = segmentation.sentences("en")
SUFFIXES = (".md", ".mdx", ".html", ".txt")
FRAGMENTS = st.sampled_from(
    [
        "# Head", "## Two *words*", "text", "Two. Sentences here.", "**bold** and `code`", "- item", "1. one",
        "> quote", "| a | b |\n|---|---|\n| c | d \\| e |", "[link](u \"T\")", "![alt](i.png)", "[ref]",
        "[ref]: /url \"Title\"", "[^1]", "[^1]: Note.", "```\ncode\n```", "    indented", "<div>", "</div>",
        "<b>x", "</p>", "<!-- c -->", "<!-- l10n: skip -->", "<!-- l10n: end -->", "&amp;", "&copy;", "\\*", "*", "_",
        "<p title='a \"b\"'>", "<code>x</code>", "<script>1<2</script>", "<pre>\n  a", "{{< tag >}}", "{% if %}",
        "---", "+++", "title: x", "“curly” ’", "a\u00a0b", "line  ", "line\\", "Term\n: def", "$x$", "~~s~~", "\t",
        "<", ">", "&", "]]>", "<![CDATA[x", "<a href=", "1.", "*a **b* c**", "\u200b", "語。文。", "\x0c", "\x00",
    ]
)  # fmt: skip
JOINS = st.sampled_from(["\n", "\n\n", " ", "", "\r\n", "\r", "\n> ", "\n  "])
ARTICLES = st.lists(st.tuples(FRAGMENTS, JOINS), max_size=14).map(
    lambda pairs: "".join(a + b for a, b in pairs)
)
MARKS = st.sampled_from(["", "\ufeff"])


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(mark=MARKS, text=ARTICLES)
@settings(max_examples=250, deadline=None)
def test_the_parts_of_an_article_are_the_article(suffix: str, mark: str, text: str) -> None:
    data = (mark + text).encode()
    document = formats.cut("a" + suffix, data, SPLIT)
    assert document.encode(document.source) == data
    assert document.encode(document.render(lambda _: None)) == data


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(text=st.text(max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text_whatsoever_is_cut_without_loss(suffix: str, text: str) -> None:
    data = text.encode("utf-8", "ignore")
    document = formats.cut("a" + suffix, data, SPLIT)
    assert document.encode(document.render(lambda segment: segment.text)) == data


def _examples() -> list[str]:
    path = os.environ.get("L10N_COMMONMARK", "")
    return [e["markdown"] for e in json.loads(Path(path).read_text())] if path else []


EXAMPLES = _examples()
needs_examples = pytest.mark.skipif(not EXAMPLES, reason="needs the examples that `make test` fetches")


@needs_examples
@pytest.mark.parametrize(
    "variant",
    [
        lambda e: e,
        lambda e: e.replace("\n", "\r\n"),
        lambda e: e.replace("\n", "\r"),
        lambda e: "\ufeff" + e,
        lambda e: e.rstrip("\n"),
        lambda e: "> " + e.replace("\n", "\n> "),
    ],
    ids=["plain", "crlf", "cr", "bom", "unended", "quoted"],
)
def test_all_commonmark_examples_come_back_byte_for_byte(variant: object) -> None:
    assert len(EXAMPLES) == 652
    for example in EXAMPLES:
        data = variant(example).encode()  # type: ignore[operator]
        document = formats.cut("a.md", data, SPLIT)
        assert document.encode(document.render(lambda _: None)) == data
        assert document.encode(document.render(lambda segment: segment.text)) == data


def _accented(segment: Segment) -> str:
    """Change one letter in every word that no markup can be made of."""
    from l10n import syntax
    from l10n.model import Notation, Role

    notation = Notation.PLAIN if segment.kind.plain else Notation.MARKDOWN
    return "".join(
        p.text.replace("a", "á").replace("o", "ó") if p.role is Role.TEXT and p.text == p.words else p.text
        for p in syntax.pieces(notation, segment.text)
    )


def _shape(html: str) -> list[str]:
    from html.parser import HTMLParser

    shape: list[str] = []

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            shape.append(tag + str([(n, v) for n, v in attrs if n not in {"alt", "title"}]))

        def handle_endtag(self, tag: str) -> None:
            shape.append("/" + tag)

        def handle_data(self, data: str) -> None:
            if not (shape and shape[-1].startswith("code[")):
                data = data.replace("á", "a").replace("ó", "o")
            shape.append(" ".join(data.split()))

    Parser().feed(html)
    return [part for part in shape if part]


@needs_examples
def test_translating_a_commonmark_example_changes_only_its_words() -> None:
    render = MarkdownIt("commonmark").render
    changed = []
    for number, example in enumerate(EXAMPLES, 1):
        document = formats.cut("a.md", example.encode(), SPLIT)
        if _shape(render(example)) != _shape(render(document.render(_accented))):
            changed.append(number)
    assert len(EXAMPLES) - len(changed) >= 650, changed


@pytest.mark.parametrize(
    "path",
    [p for p in sorted(Path("/usr/share/doc").glob("**/*.html")) if p.is_file()][:120],
    ids=lambda p: p.name,
)
def test_real_pages_come_back_byte_for_byte(path: Path) -> None:
    data = path.read_bytes()
    document = formats.cut("a.html", data, SPLIT)
    assert document.encode(document.render(lambda _: None)) == data
    assert document.encode(document.render(lambda segment: segment.text)) == data
