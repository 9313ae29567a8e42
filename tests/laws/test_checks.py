"""Laws of the checks: no text makes one fail, what a glance tells is so, and right is left alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from l10n import checks, plugins, syntax
from l10n.events import Severity
from l10n.model import Notation
from l10n.pair import Pair
from l10n.syntax.shape import glance

LOCALES = ("vi", "ar", "de", "fr", "ja", "zh-Hans", "th", "el", "ru", "tr")
STYLE = tuple(
    n
    for n in plugins.names("checks")
    if plugins.load("checks", n).SEVERITY is Severity.NOTE and n != "spelling"
)
BITS = st.sampled_from(
    "a b Word . , ! ? : ; * ** _ __ ~~ ` `` [ ] ( ) ](x) ![ [^1] [3] < > <b> </b> <i class=x> </i> <br> <code> "
    "</code> & &amp; &nbsp; \\ \\n {n} {{x}} {n,plural,one{a}other{b}} %s %(n)s %1$d ${x} $ # | @ a@b.c "
    "https://x.y/z www.a.b 1 1,234.5 2:30 12 March 2026 $5 € 5 ml % “ ” « » „ é ế 中文。 ไทย \u200b \u202e \ufffd Ã© ² †".split(
        " "
    )
)
TEXTS = st.lists(BITS, max_size=14).flatmap(
    lambda bits: st.lists(
        st.sampled_from(["", " ", "  ", "\n", "  \n", "\\\n"]), min_size=len(bits), max_size=len(bits)
    ).map(lambda gaps: "".join(a + b for a, b in zip(bits, gaps, strict=True)))
)
TEXTS = TEXTS | st.text(max_size=30)


@given(TEXTS, TEXTS, st.sampled_from(list(Notation)), st.sampled_from(LOCALES))
def test_no_text_makes_a_check_fail(source: str, translation: str, notation: Notation, locale: str) -> None:
    pair = Pair(source, translation, notation, "en", locale, twins=frozenset({"x"}))
    for name, module in checks.chosen(STYLE).entries.items():
        assert all(isinstance(message, str) and message for message in module.find(pair)), name


@given(TEXTS, st.sampled_from(list(Notation)))
def test_a_translation_that_is_the_source_has_lost_nothing(text: str, notation: Notation) -> None:
    pair = Pair(text, text, notation, "en", "en-GB")
    for name, module in checks.chosen(()).entries.items():
        if name not in {"untranslated", "language"}:
            assert not list(module.find(pair)), name


@given(TEXTS, TEXTS, st.sampled_from(list(Notation)))
def test_texts_of_one_shape_have_one_skeleton(one: str, other: str, notation: Notation) -> None:
    for first, second in ((one, other), (one, f"{one}."), (one, one.replace("a", "é").replace(" ", "  "))):
        shape = glance(notation, first).shape
        if shape is not None and shape == glance(notation, second).shape:
            skeletons = [syntax.skeleton(syntax.pieces(notation, text)) for text in (first, second)]
            assert skeletons[0] == skeletons[1], (first, second)


@given(TEXTS, st.sampled_from(list(Notation)))
@example("0\r0", Notation.MARKDOWN)
def test_words_at_a_glance_are_those_of_a_reading(text: str, notation: Notation) -> None:
    words = glance(notation, text).words
    if words is not None:
        assert words == "".join(piece.words for piece in syntax.pieces(notation, text))


@given(TEXTS, TEXTS, st.sampled_from(list(Notation)), st.sampled_from(LOCALES))
def test_a_check_that_is_not_asked_would_find_nothing(
    source: str, translation: str, notation: Notation, locale: str
) -> None:
    chosen = checks.chosen(STYLE)
    pair = Pair(source, translation, notation, "en", locale)
    asked = {name for name, _ in chosen.concerned(pair)}
    for name, module in chosen.entries.items():
        assert name in asked or not list(module.find(pair)), name


@given(TEXTS, TEXTS, st.sampled_from(list(Notation)), st.sampled_from(LOCALES))
def test_mending_twice_is_mending_once(
    source: str, translation: str, notation: Notation, locale: str
) -> None:
    for name, module in checks.chosen(("spaces",)).entries.items():
        if hasattr(module, "mended"):
            once = module.mended(Pair(source, translation, notation, "en", locale))
            assert module.mended(Pair(source, once, notation, "en", locale)) == once, name


@pytest.mark.parametrize("name", plugins.names("checks"))
def test_a_check_stands_a_long_text(name: str) -> None:
    module = plugins.load("checks", name)
    if hasattr(module, "find"):
        for bit in (
            "a ",
            "(",
            "“",
            "{n, plural, one {",
            "<b>",
            "**",
            "`",
            "1,234.",
            "Ã©",
            "% ",
            "aa aa ",
            "[",
            "&amp;",
        ):
            list(module.find(Pair(bit * 2000, bit * 1900, Notation.MARKDOWN, "en", "vi")))
