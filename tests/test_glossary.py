"""The publisher's words: read from files, found in texts, obeyed by engines, asked for by the check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from l10n import glossary, plugins, project
from l10n.drafting import Drafter
from l10n.drafting.plan import Way
from l10n.errors import GlossaryError
from l10n.glossary import Glossary, Term
from l10n.model import Link, Notation, Proposal, State
from l10n.pair import Pair
from l10n.verbs import notation, read_catalog
from tests.conftest import REPOSITORY, Folder
from tests.drafting.test_drafting import Scripted
from tests.golden import DATA

TOML, CSV = DATA / "glossary.toml", DATA / "glossary.csv"


@pytest.mark.parametrize("locale", ["vi", "de", "fr"])
def test_toml_and_csv_say_the_same(locale: str) -> None:
    assert glossary.read(TOML, locale) == glossary.read(CSV, locale)


def test_a_term_speaks_only_to_the_locales_that_it_names() -> None:
    assert [term.source for term in glossary.read(TOML, "fr").terms] == ["CAR-T"]
    assert Term("blood cancer", ("Blutkrebs", "bösartige Bluterkrankung")) in glossary.read(TOML, "de").terms


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("g.toml", '[[term]]\nsource = "a b"\nvi = 3\n', ":1: `vi` is a text or a list of texts"),
        ("g.toml", '[[term]]\nvi = "x"\n', ":1: the entry has no `source`"),
        ("g.toml", "\n[[term]\n", ":2: no valid TOML"),
        ("g.toml", '[[term]]\nsource = "a"\nvi = "x"\n\n[[term]]\nsource = "A"\nvi = "y"\n', ":5: “A” has another translation in line 1"),
        ("g.toml", '[[term]]\nsource = "a"\nklingon1 = "x"\n', ":1: klingon1"),
        ("g.toml", '[[term]]\nsource = "a"\nalways.vi = "x"\n', ":1: there is no `always.vi`"),
        ("g.toml", 'term = ["a"]\n', ":1: a glossary is a list of [[term]] tables"),
        ("g.toml", '[[terms]]\nsource = "a"\nvi = "x"\n', ":1: there is no `terms`"),
        ("g.toml", '[[term]]\nsource = "a"\nkeep = "perhaps"\n', ":1: `keep` is yes or no"),
        ("g.toml", '[[term]]\nsource = "a-b"\nvi = "x"\n[[term]]\nsource = "A b"\nvi = "y"\n', ":4: “A b” has another translation in line 1"),
        ("g.toml", '[[term]]\nsource = "a"\nvi = true\n', ":1: `vi` is a text or a list of texts"),
        ("g.toml", '[[term]]\nsource = "a"\nkeep = true\nvi = "x"\n', ":1: “a” is to stay as it is, and to be “x”"),
        ("g.toml", '[[term]]\nsource = "a"\nvi = ["x", "y"]\nnever.vi = "Y"\n', ":1: “a” is to be “y”, and is never to be “Y”"),
        ("g.csv", "source,vi,keep\na,,perhaps\n", ":2: `keep` is yes or no"),
        ("g.csv", "source;vi\na;x\n", ":1: the first line names the columns"),
        ("g.csv", "term,vi\na,b\n", ":1: the first line names the columns"),
        ("g.csv", "source,vi\na,b,c\n", ":2: the line has not as many columns"),
        ("g.csv", "source,vi\na,x\nA,y\n", ":3: “A” has another translation in line 2"),
    ],
)  # fmt: skip
def test_a_wrong_glossary_is_named_with_its_line(tmp_path: Path, name: str, text: str, says: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(GlossaryError) as caught:
        glossary.read(path, "vi")
    assert f"{path}{says}" in str(caught.value)


def test_white_space_in_a_glossary_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "g.toml"
    path.write_text('[[term]]\nsource = " blood  cancer "\nvi = ["", " ung thư\\nmáu "]\nnever.vi = [" "]\n')
    assert glossary.read(path, "vi").terms == (Term("blood cancer", ("ung thư máu",)),)


def test_a_missing_glossary_is_named(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="there is no such glossary"):
        glossary.read(tmp_path / "none.toml", "vi")
    (tmp_path / "latin.csv").write_bytes(b"source,vi\ncaf\xe9,x\n")
    with pytest.raises(GlossaryError, match="byte 13 is not UTF-8"):
        glossary.read(tmp_path / "latin.csv", "vi")


def drafted(text: str, *answers: dict[str, list[str]]) -> tuple[Way, str]:
    engine = Scripted(answers)
    known = glossary.read(TOML, "vi")
    (draft,) = Drafter(engine, "en", "vi", known).drafts([(Notation.MARKDOWN, text)])
    return draft.way, draft.proposals[0].text


class Linked(Scripted):
    """Links every word of the translation to the word of the source with the same number."""

    def translate(self, texts: Iterable[str], attempt: int = 0) -> Iterator[Sequence[Proposal]]:
        for text in texts:
            for proposals in super().translate([text], attempt):
                yield [replace(one, links=partial(word_by_word, text, one.text)) for one in proposals]


def word_by_word(source: str, target: str) -> list[Link]:
    def words(text: str) -> list[tuple[int, int]]:
        ends, at = [], 0
        for word in text.split(" "):
            ends.append((at, at + len(word)))
            at += len(word) + 1
        return ends

    return [Link(a, b) for a, b in zip(words(source), words(target), strict=False)]


def test_what_the_engine_got_right_is_left() -> None:
    way, text = drafted("Give chemotherapy.", {"Give chemotherapy.": ["Cho hoá trị."]}, {})
    assert (way, text) == (Way.WHOLE, "Cho hoá trị.")


def test_a_term_is_set_where_its_words_went() -> None:
    engine = Linked([{"Give chemotherapy now.": ["Cho thuốc ngay."]}, {}])
    (draft,) = Drafter(engine, "en", "vi", glossary.read(TOML, "vi")).drafts(
        [(Notation.MARKDOWN, "Give **chemotherapy** now.")]
    )
    assert (draft.way, draft.proposals[0].text) == (Way.WHOLE, "Cho **hóa trị** ngay.")


def test_a_term_without_a_place_is_masked_and_set_in() -> None:
    way, text = drafted(
        "Give chemotherapy now.",
        {"Give chemotherapy now.": ["Cho ngay."]},
        {"Give chemotherapy now.": ["Cho ngay."], "Give XQ1Z now.": ["Cho XQ1Z ngay."]},
    )
    assert (way, text) == (Way.SET, "Cho hóa trị ngay.")


def test_a_thousand_terms_are_found_where_they_are() -> None:
    known = Glossary(tuple(Term(f"word{number} of it", (f"từ{number}",)) for number in range(1000)))
    found = known.found("See word7 of it and word999 of it, but word of it not.")
    assert [match.term.forms for match in found] == [("từ7",), ("từ999",)]


def test_the_glossary_of_the_repository_fits_its_reviewed_translations() -> None:
    """No person's translation has other words for a term: one of the two is to be mended."""
    ours = project.find(REPOSITORY)
    known = ours.glossary("vi")
    check = plugins.load("checks", "glossary")
    with_terms = 0
    for article in ours.articles:
        catalog = read_catalog(ours, article, "vi")
        for entry in catalog.entries if catalog else ():
            if entry.state is State.REVIEWED:
                pair = Pair(entry.text, entry.translation, notation(article, entry), "en", "vi", known)
                with_terms += bool(known.found(pair.source_words))
                assert not list(check.find(pair)), f"{article}: {entry.text}"
    assert with_terms


def test_a_wrong_glossary_ends_a_run_with_a_sentence(folder: Folder) -> None:
    folder.settings(more='glossary = "terms.toml"\n').article("a.md", "Some text.\n")
    folder.run("extract")
    for verb in ("translate", "check"):
        result = folder.run(verb)
        assert result.exit_code == 2
        assert "terms.toml: there is no such glossary" in result.output
