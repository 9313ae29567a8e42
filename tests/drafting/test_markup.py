"""What is hidden from an engine, and how it comes back."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import syntax
from l10n.drafting import markup
from l10n.drafting.markup import Masked, MaskLostError
from l10n.glossary import Glossary, Term
from l10n.model import Link, Notation, Proposal
from tests.golden import cases

STYLE = "XQ{}Z"


def link(pair: str, source: str, translation: str) -> Link:
    words, _, origin = pair.strip().partition("=")
    start, at = translation.index(words), source.lower().index(origin.lower())
    return Link((at, at + len(origin)), (start, start + len(words)))


@pytest.mark.parametrize(("source", "translation", "clues", "expected"), cases("projection.txt"))
def test_markup_and_masks_come_to_their_place(
    source: str, translation: str, clues: str, expected: str
) -> None:
    assert put_back(source, Glossary(), translation, clues) == expected


@pytest.mark.parametrize(("terms", "source", "translation", "clues", "expected"), cases("setting_terms.txt"))
def test_terms_are_set_where_their_words_went(
    terms: str, source: str, translation: str, clues: str, expected: str
) -> None:
    pairs = [line.split(": ") for line in terms.split("\n")]
    known = Glossary(tuple(Term(term, tuple(forms.split(" | "))) for term, forms in pairs))
    assert put_back(source, known, translation, clues) == expected


def put_back(source: str, known: Glossary, translation: str, clues: str) -> str:
    """Return the translation with its markup and terms, or why there is none."""
    parts = markup.whole(syntax.pieces(Notation.MARKDOWN, source), STYLE, known)
    (masked,) = (part for part in parts if isinstance(part, Masked))
    lines = [line for line in clues.split("\n") if line]
    alone = [line.removeprefix("alone: ").split(" | ") for line in lines if line.startswith("alone: ")]
    pairs = [pair for line in lines if not line.startswith("alone: ") for pair in line.split(" | ")]
    links = [link(pair, masked.text, translation) for pair in pairs]
    proposal = Proposal(translation, 1.0, "", lambda: links)
    try:
        words = markup.restored(masked, proposal, alone + [[]] * (len(masked.alone) - len(alone)))
    except MaskLostError as error:
        return str(error)
    return "".join(words if isinstance(part, Masked) else part for part in parts)


@pytest.mark.parametrize(
    ("notation", "source", "asked"),
    [
        (Notation.MARKDOWN, "Use `a` and {b}, see https://a.example.", "Use XQ1Z and XQ2Z, see XQ3Z."),
        (Notation.MARKDOWN, "Read **[the *full* text](x.md)** now", "Read the full text now"),
        (Notation.MARKDOWN, "HOW **CAR-T** CELLS WORK", "How CAR-T cells work"),
        (Notation.MARKDOWN, "The FDA", "The FDA"),
        (Notation.MARKDOWN, "a \\* b", "a XQ1Z b"),
    ],
)
def test_an_engine_gets_plain_words_and_masks(notation: Notation, source: str, asked: str) -> None:
    parts = markup.whole(syntax.pieces(notation, source), STYLE, Glossary())
    assert [part.text for part in parts if isinstance(part, Masked)] == [asked]


@pytest.mark.parametrize(
    ("text", "translation", "begun"),
    [
        ("Bone marrow.", "tủy xương.", "Tủy xương."),
        ("and the doctors", "Và các bác sĩ", "và các bác sĩ"),
        ("where Ellison waits", "Ellison chờ", "Ellison chờ"),
        ("The mRNA works.", "mRNA hoạt động.", "mRNA hoạt động."),
        ("for the FDA", "FDA thì", "FDA thì"),
        ("in Germany", "Almanya'da", "Almanya'da"),
        ("Is it?", "¿es?", "¿es?"),
        ("", "", ""),
    ],
)
def test_a_translation_begins_with_a_capital_where_its_text_does(
    text: str, translation: str, begun: str
) -> None:
    assert markup.begun_as(text, translation) == begun


TEXTS = st.lists(
    st.sampled_from(
        ["**a b**", "*c*", "`d`", "e", "[f g](x)", "{h}", "[3]", "***i j***", "k", "10⁶", "L M", "\\*"]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(TEXTS, st.sampled_from([partial(markup.whole, glossary=Glossary()), markup.fragments, markup.apart]))
def test_an_engine_that_changes_nothing_gives_the_text_back(text: str, way: object) -> None:
    """For every way of cutting a text, what is put together again is the text."""
    parts = way(syntax.pieces(Notation.MARKDOWN, text), STYLE)  # type: ignore[operator]
    back = "".join(part if isinstance(part, str) else unchanged(part) for part in parts)
    assert syntax.skeleton(syntax.pieces(Notation.MARKDOWN, back)) == syntax.skeleton(
        syntax.pieces(Notation.MARKDOWN, text)
    )
    assert back.replace(" ", "").lower() == text.replace(" ", "").lower()


def unchanged(part: Masked) -> str:
    proposal = Proposal(part.text, 1.0, "", lambda: letters(part.text))
    return markup.restored(part, proposal, [[]] * len(part.alone))


def letters(text: str) -> list[Link]:
    return [Link((at, at + 1), (at, at + 1)) for at in range(len(text))]
