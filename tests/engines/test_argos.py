"""Translation packages of the real format, run as they are."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.marked import marked_sentences
from l10n import engines, project
from l10n.drafting import Drafter
from l10n.drafting.plan import Way
from l10n.engines import Engine
from l10n.model import Notation
from tests.conftest import Folder

PLAIN = [one.plain for one in marked_sentences(40)]


def engine(root: Path, source: str, *packages: Path) -> Engine:
    places = ", ".join(f'"{path}"' for path in packages)
    root.joinpath("l10n.toml").write_text(
        f'source_locale = "{source}"\nlocales = ["vi"]\nmodels = [{places}]\n'
    )
    return engines.load(project.find(root), "vi")


def test_every_text_gets_proposals_the_best_first(tmp_path: Path, toys: dict[str, Path]) -> None:
    found = list(engine(tmp_path, "en", toys["en_vi"]).translate(PLAIN))
    assert len(found) == len(PLAIN)
    assert all(0 <= one.score <= 1 for proposals in found for one in proposals)
    assert all(a.score >= b.score - 0.1 for proposals in found for a, b in pairwise(proposals))


def test_texts_without_end_are_translated_as_they_come(tmp_path: Path, toys: dict[str, Path]) -> None:
    taken = 0

    def texts():
        nonlocal taken
        for number in range(100_000):
            taken += 1
            yield f"Many patients need water {number}."

    assert next(iter(engine(tmp_path, "en", toys["en_vi"]).translate(texts())))
    assert taken < 2000


def test_two_packages_lead_through_english(tmp_path: Path, toys: dict[str, Path]) -> None:
    bridge = engine(tmp_path, "de", toys["de_en"], toys["en_vi"])
    assert bridge.origin == "argos de_en 1.0 + en_vi 1.0"
    direct = engine(tmp_path, "en", toys["en_vi"])
    text = "Many young people need the hospital."
    (through,), (alone,) = bridge.translate([text]), direct.translate([text])
    assert through[0].text == alone[0].text
    assert through[0].origin == bridge.origin
    first = through[0].text.split()[0]
    words = [text[slice(*source)] for source, target in through[0].links() if target[1] <= len(first)]
    assert words
    assert all(word in "Many" for word in words)


def test_what_the_first_package_cannot_read_the_second_never_gets(
    tmp_path: Path, toys: dict[str, Path]
) -> None:
    bridge = engine(tmp_path, "de", toys["de_en"], toys["en_vi"])
    first, second = bridge.translate(["water " * 900, PLAIN[0]])
    assert not first
    assert second


def test_markup_goes_through_a_bridge(tmp_path: Path, toys: dict[str, Path]) -> None:
    bridge = engine(tmp_path, "de", toys["de_en"], toys["en_vi"])
    (draft,) = Drafter(bridge, "de", "vi").drafts([(Notation.MARKDOWN, "Many **young people** need water.")])
    assert draft.way is Way.WHOLE
    assert draft.proposals[0].text.count("**") == 2


def test_attention_that_aligns_nothing_is_not_believed(tmp_path: Path, toys: dict[str, Path]) -> None:
    """Markup is then found by the translation of its words, and the verdict is kept."""
    text = (Notation.MARKDOWN, "Many **young people** need water.")
    for name, way in (("en_vi", Way.WHOLE), ("unaligned", Way.FOUND)):
        used = engine(tmp_path, "en", toys[name])
        (draft,) = Drafter(used, "en", "vi").drafts([text])
        assert draft.way is way
        assert draft.proposals[0].text.count("**") == 2
        kept = (tmp_path / ".l10n" / "attention.json").read_text()
        assert kept.endswith("\nnone\n") is (name == "unaligned")
        (plain,) = used.translate(["Many young people need water."])
        assert draft.proposals[0].text.replace("**", "") == plain[0].text


def test_a_broken_package_is_named(tmp_path: Path, toys: dict[str, Path]) -> None:
    folder = (
        Folder(tmp_path)
        .settings("argos", more=f'models = ["{toys["en_vi"]}"]\n')
        .article("a.md", "Hello you.\n")
    )
    folder.run("extract")
    assert folder.run("translate").exit_code == 0
    for model in (tmp_path / ".l10n" / "models").glob("*/*/model/model.bin"):
        model.write_bytes(b"no model")
    folder.article("a.md", "Many doctors.\n")
    folder.run("extract")
    result = folder.run("translate")
    assert result.exit_code == 2
    assert "CTranslate2 cannot load the package" in result.output


@pytest.mark.parametrize("texts", [[], [""], [" "], ["\x00"], ["…" * 3], ["a" * 3000]])
def test_odd_texts_do_no_harm(tmp_path: Path, toys: dict[str, Path], texts: list[str]) -> None:
    found = list(engine(tmp_path, "en", toys["en_vi"]).translate([*texts, PLAIN[0]]))
    assert len(found) == len(texts) + 1
    assert found[-1]


def test_a_text_too_long_for_a_package_has_a_reason(tmp_path: Path, toys: dict[str, Path]) -> None:
    texts = [(Notation.MARKDOWN, "water " * 900), (Notation.MARKDOWN, PLAIN[0])]
    drafts = {
        draft.text: draft
        for draft in Drafter(engine(tmp_path, "en", toys["en_vi"]), "en", "vi").drafts(texts)
    }
    assert drafts[texts[0]].reason.startswith("a sentence is too long for the engine")
    assert drafts[texts[1]].proposals
