"""Drafts of the starter package: whatever it says, their markup is whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.drafting import is_whole, outer_spans
from benchmarks.marked import is_right, marked_sentences
from l10n import engines, project
from l10n.drafting import Drafter
from l10n.drafting.plan import Way
from l10n.engines import Engine
from l10n.errors import EngineError
from l10n.model import Notation, Proposal


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    root = tmp_path_factory.mktemp("starter")
    (root / "l10n.toml").write_text('locales = ["vi"]\n')
    return engines.load(project.find(root), "vi")


def test_marked_up_sentences_come_out_whole(starter: Engine) -> None:
    """0 drafts with broken markup or lost masks, and at least 95 % of simple spans placed by projection."""
    made = {(one.notation, one.text): one for one in marked_sentences(150, seed=5)}
    drafts = list(Drafter(starter, "en", "vi").drafts(made))
    assert len(drafts) == len(made)
    assert all(is_whole(draft.text, draft.proposals[0].text) for draft in drafts)
    placed = [
        draft.way in {Way.WHOLE, Way.AGAIN}
        for draft in drafts
        if made[draft.text].simple
        for _ in made[draft.text].spans
    ]
    assert sum(placed) >= 0.95 * len(placed)
    right = [
        any(is_right(span, got) for got in outer_spans((draft.text[0], draft.proposals[0].text)))
        for draft in drafts
        for span in made[draft.text].spans
    ]
    assert sum(right) >= 0.85 * len(right)


PIECES = st.sampled_from(
    ["**the report**", "*not*", "`x = 1`", "patients", "[see here](https://a.example)", "{name}", "[3]", "***two** days*",
     "10⁶", "FDA", "\\*", "%s", "<b>see</b>", "<br>", "https://b.example/c_d", "1,250.5 mg", "—", "ÅÄÖ", "語", "🙂", "&lt;"]
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(PIECES, min_size=1, max_size=7).map(" ".join), min_size=1, max_size=8, unique=True))
def test_whatever_the_text_a_draft_is_whole_or_there_is_a_reason(starter: Engine, texts: list[str]) -> None:
    drafts = list(Drafter(starter, "en", "vi").drafts([(Notation.MARKDOWN, text) for text in texts]))
    assert sorted(draft.text[1] for draft in drafts) == sorted(texts)
    for draft in drafts:
        assert draft.reason or is_whole(draft.text, draft.proposals[0].text)


@dataclass
class Scripted:
    """An engine that says what a test tells it to, attempt by attempt; what it has not been told, it repeats."""

    answers: Sequence[dict[str, Sequence[str]]]
    asked: list[tuple[int, str]] = field(default_factory=list)
    origin: str = "scripted"
    masks: Sequence[str] = ("XQ{}Z", "X{}X")

    unknown: str = ""

    def carries(self, text: str) -> bool:
        return not set(text) & set(self.unknown)

    def translate(self, texts: Iterable[str], attempt: int = 0) -> Iterator[Sequence[Proposal]]:
        for text in texts:
            self.asked.append((attempt, text))
            yield [Proposal(said, 0.9, self.origin) for said in self.answers[attempt].get(text, [text])]


def draft_of(text: str, *answers: dict[str, Sequence[str]]) -> tuple[Way, str, Scripted]:
    engine = Scripted(answers)
    (draft,) = Drafter(engine, "en", "vi").drafts([(Notation.MARKDOWN, text)])
    return draft.way, draft.proposals[0].text if draft.proposals else draft.reason, engine


def test_the_first_proposal_without_a_problem_is_the_draft() -> None:
    way, text, engine = draft_of(
        "Use 25 mg.", {"Use 25 mg.": ["Dùng 2 mg.", "Dùng 25 mg.", "Lấy 25 mg."]}, {}
    )
    assert (way, text) == (Way.WHOLE, "Dùng 25 mg.")
    assert engine.asked == [(0, "Use 25 mg.")]


def test_a_broken_draft_is_searched_again_with_another_mask() -> None:
    way, text, engine = draft_of(
        "Run `x` now.",
        {"Run XQ1Z now.": ["Chạy XQ1Z XQ1Z.", "Chạy ngay."]},
        {"Run X1X now.": ["Chạy X1X ngay."]},
    )
    assert (way, text) == (Way.AGAIN, "Chạy `x` ngay.")
    assert engine.asked == [(0, "Run XQ1Z now."), (1, "Run X1X now.")]


def test_what_a_check_calls_wrong_twice_is_kept_with_a_low_score() -> None:
    engine = Scripted([{"Use it now.": ["Dùng ngay, ngay, ngay."]}, {"Use it now.": ["Dùng nó, nó, nó."]}])
    (draft,) = Drafter(engine, "en", "vi").drafts([(Notation.MARKDOWN, "Use it now.")])
    assert draft.proposals[0].score < 0.7
    assert [one.text for one in draft.proposals] == ["Dùng ngay, ngay, ngay.", "Dùng nó, nó, nó."]


def test_words_between_masks_that_never_come_back_are_translated_alone() -> None:
    lost = {"Run XQ1Z now.": ["Chạy ngay."]}
    way, text, _ = draft_of(
        "Run `x` now.", lost, lost | {"Run X1X now.": ["Chạy."], "Run": ["Chạy"], "now.": ["ngay."]}
    )
    assert (way, text) == (Way.APART, "Chạy `x` ngay.")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("3.2 × 10<sup>6</sup> cells", "3.2 × XQ1Z cells"),
        ("Give ≥10<sup>6</sup> cells.", "Give XQ1Z cells."),
        ("H<sub>2</sub>O and C<sub>6</sub>H<sub>12</sub>O<sub>6</sub>.", "XQ1Z and XQ2Z."),
    ],
)
def test_raised_and_lowered_characters_are_of_one_piece_with_their_word(text: str, asked: str) -> None:
    engine = Scripted([{}, {}])
    (draft,) = Drafter(engine, "en", "vi").drafts([(Notation.HTML, text)])
    assert engine.asked[0] == (0, asked)
    assert draft.proposals[0].text == text


def test_numbers_that_are_lost_twice_are_set_in_as_the_locale_writes_them() -> None:
    text = "On 12/03/2021 he had 1,234.5 mg."
    lost = {text: ["Ngày 12/03/201 ông có 1,2345 mg."]}
    masked = {"On XQ1Z he had XQ2Z mg.": ["Ngày XQ1Z ông có XQ2Z mg."]}
    assert draft_of(text, lost, lost | masked)[:2] == (Way.FIGURES, "Ngày 12/03/2021 ông có 1.234,5 mg.")


def test_an_engine_gets_one_sentence_at_a_time() -> None:
    text = "Take **it** now. Then rest."
    said = {"Take it now.": ["Uống nó ngay."], "Then rest.": ["Rồi nghỉ."]}
    engine = Scripted([said, {}])
    (draft,) = Drafter(engine, "en", "vi").drafts([(Notation.PLAIN, "Take it now. Then rest.")])
    assert draft.proposals[0].text == "Uống nó ngay. Rồi nghỉ."
    (draft,) = Drafter(engine, "en", "zh-Hans").drafts([(Notation.PLAIN, "Take it now. Then rest.")])
    assert draft.proposals[0].text == "Uống nó ngay.Rồi nghỉ."
    list(Drafter(engine, "en", "vi").drafts([(Notation.MARKDOWN, text)]))
    assert {asked for _, asked in engine.asked} >= {*said, "it"}


def test_nouns_keep_their_capitals_in_german() -> None:
    engine = Scripted([{"patients wait": ["Patienten warten"]}, {}])
    for locale, draft in (("de-AT", "Patienten warten"), ("vi", "patienten warten")):
        (made,) = Drafter(engine, "en", locale).drafts([(Notation.PLAIN, "patients wait")])
        assert made.proposals[0].text == draft


def test_a_long_sentence_is_translated_clause_by_clause() -> None:
    clauses = [
        f"The {name} are kept in a cold room behind the large old hospital for many days and nights,"
        for name in "abcd"
    ]
    engine = Scripted([{}, {}])
    (draft,) = Drafter(engine, "en", "vi").drafts([(Notation.PLAIN, " ".join(clauses))])
    assert [asked for _, asked in engine.asked][:2] == [" ".join(clauses[:3]), clauses[3]]
    assert draft.proposals[0].text == " ".join(clauses)


def test_words_that_look_like_masks_are_masked() -> None:
    asked, said = "Turn XQ1Z and XQ2Z on, run XQ3Z.", "Bật XQ1Z và XQ2Z, chạy XQ3Z."
    way, text, _ = draft_of("Turn X1X and XQ2Z on, run `x`.", {asked: [said]}, {})
    assert (way, text) == (Way.WHOLE, "Bật X1X và XQ2Z, chạy `x`.")


def test_of_two_problems_the_lighter_one_is_taken() -> None:
    text = "Use 25 mg now."
    said = {text: ["Dùng 2 mg ngay.", "Dùng dùng 25 mg ngay."]}
    lost = {"Use XQ1Z mg now.": ["Dùng ngay."]}
    assert draft_of(text, said, said | lost)[:2] == (Way.WHOLE, "Dùng dùng 25 mg ngay.")


def test_numbers_are_set_in_where_another_proposal_has_another_problem() -> None:
    text = "Use 25 mg now."
    said = {text: ["Dùng 2 mg ngay.", "Dùng dùng 25 mg ngay."]}
    masked = {"Use XQ1Z mg now.": ["Dùng XQ1Z mg ngay."]}
    assert draft_of(text, said, said | masked)[:2] == (Way.FIGURES, "Dùng 25 mg ngay.")


def test_quotation_marks_that_lost_their_partner_are_set_around_their_words() -> None:
    text = "Call “day zero” now."
    said = {text: ["Gọi “ngày không bây giờ."]}
    whole = {"Call day zero now.": ["Gọi ngày không bây giờ."], "day zero": ["ngày không"]}
    assert draft_of(text, said, said | whole)[:2] == (Way.QUOTED, "Gọi “ngày không” bây giờ.")


def test_half_a_character_is_no_draft() -> None:
    way, text, _ = draft_of("Run now.", {"Run now.": ["Chạy \ufffd ngay.", "Chạy ngay."]}, {})
    assert (way, text) == (Way.WHOLE, "Chạy ngay.")


def test_an_engine_that_gives_less_than_it_is_asked_for_is_named() -> None:
    class Short(Scripted):
        def translate(self, texts: Iterable[str], attempt: int = 0) -> Iterator[Sequence[Proposal]]:
            return islice(super().translate(texts, attempt), 1)

    texts = [(Notation.PLAIN, "Take this."), (Notation.PLAIN, "Take that.")]
    with pytest.raises(EngineError, match="scripted: it gave less than it was asked for"):
        list(Drafter(Short([{}, {}]), "en", "vi").drafts(texts))


def test_an_engine_that_says_nothing_makes_no_draft() -> None:
    _, reason, _ = draft_of("Run now.", {"Run now.": [""]}, {"Run now.": [""]})
    assert reason == "the engine gave no words"


@pytest.mark.parametrize(
    ("text", "asked", "said", "draft"),
    [
        ("Give ≥ 5 mg now.", "Give XQ1Z mg now.", "Cho XQ1Z mg ngay.", "Cho ≥ 5 mg ngay."),
        ("Give ≥5 mg ±½.", "Give XQ1Z mg XQ2Z XQ3Z.", "Cho XQ1Z mg XQ2Z XQ3Z.", "Cho ≥5 mg ±½."),
        ("App™ is 🙂.", "App XQ1Z is XQ2Z.", "App XQ1Z là XQ2Z.", "App™ là 🙂."),
        ("Give Erdoğan 5 µg/mL.", "Give XQ1Z 5 XQ2Z/mL.", "Cho XQ1Z 5 XQ2Z/mL.", "Cho Erdoğan 5 µg/mL."),
        ("It has 5 °C.", "It has 5 °C.", "Nó có 5 °C.", "Nó có 5 °C."),
        ("Give ≥0.5 mg.", "Give XQ1Z mg.", "Cho XQ1Z mg.", "Cho ≥0,5 mg."),
        ("Give 1,000.5½ mg.", "Give XQ1Z mg.", "Cho XQ1Z mg.", "Cho 1.000,5½ mg."),
    ],
)
def test_signs_that_an_engine_does_not_carry_are_masked(text: str, asked: str, said: str, draft: str) -> None:
    engine = Scripted([{asked: [said]}, {}], unknown="≥±½™🙂ğµ")
    (made,) = Drafter(engine, "en", "vi").drafts([(Notation.MARKDOWN, text)])
    assert engine.asked == [(0, asked)]
    assert made.proposals[0].text == draft
