"""The engine measured on what people have reviewed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sacrebleu

from l10n.drafting import scores
from tests.conftest import Folder
from tests.test_cli import accept

FIRST, SECOND, THIRD = (
    "Many **young people** need water.",
    "Most patients know it.",
    "The school is free of charge.",
)


@pytest.fixture
def reviewed(tmp_path: Path) -> Folder:
    """A project with two reviewed entries of three; the engine wraps its source in brackets."""
    folder = Folder(tmp_path).settings("pseudo").article("a.md", f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n")
    folder.run("run")
    accept(folder.catalog("a.md"), FIRST, "Nhiều **người trẻ** cần nước.")
    accept(folder.catalog("a.md"), SECOND, "[Ḿóšt]")
    return folder


def test_what_is_reviewed_is_drafted_anew_and_compared(reviewed: Folder) -> None:
    before = reviewed.bytes()
    (outcome,) = json.loads(reviewed.run("evaluate", "--json").output)["outcomes"]
    assert outcome["counts"]["sentences"] == 2
    assert outcome["path"] == "locales/vi/LC_MESSAGES"
    assert outcome["counts"]["same"] == 0
    assert outcome["counts"]["edits"] > 0
    assert "|version:" in outcome["summary"]
    assert reviewed.bytes() == before


def test_two_files_are_compared_line_by_line(reviewed: Folder) -> None:
    source, reference = reviewed.root / "en.txt", reviewed.root / "vi.txt"
    source.write_text("Is it?\n\nAnother sentence.\n")
    reference.write_text("[Íš ít~]?\n\nCâu khác.\n")  # the first as the engine has it
    arguments = ("--json", "--source", str(source), "--reference", str(reference))
    (outcome,) = json.loads(reviewed.run("evaluate", *arguments).output)["outcomes"]
    assert outcome["path"] == str(source)
    assert (outcome["counts"]["sentences"], outcome["counts"]["same"]) == (2, 1)


def test_the_glossary_is_measured_beside(tmp_path: Path, toys: dict[str, Path]) -> None:
    more = f'models = ["{toys["en_vi"]}"]\nglossary = "g.csv"\n'
    folder = Folder(tmp_path).settings("argos", more=more).article("a.md", f"{SECOND}\n")
    (tmp_path / "g.csv").write_text("source,vi\npatient,bệnh nhân\n")
    folder.run("extract")
    accept(folder.catalog("a.md"), SECOND, "Hầu hết bệnh nhân biết.")
    plain, with_terms = json.loads(folder.run("evaluate", "--json").output)["outcomes"]
    assert "with the glossary" not in plain["summary"]
    assert "with the glossary" in with_terms["summary"]
    assert with_terms["counts"]["chrF"] > plain["counts"]["chrF"]


def test_scores_are_those_of_sacrebleu() -> None:
    drafts, references = ["một hai ba bốn năm", "sáu bảy"], ["một hai ba bốn sáu", "sáu bảy"]
    taken = scores.measured(drafts, references)
    assert taken.chrf == sacrebleu.corpus_chrf(drafts, [references]).score
    assert taken.bleu == sacrebleu.corpus_bleu(drafts, [references]).score
    assert taken.edits == pytest.approx(100 / 7)


def test_nothing_reviewed_is_said(tmp_path: Path) -> None:
    folder = Folder(tmp_path).settings("pseudo").article("a.md", "Text.\n")
    folder.run("run")
    result = folder.run("evaluate")
    assert result.exit_code == 0
    assert "nothing is reviewed" in result.output


@pytest.mark.parametrize(
    ("source", "reference", "says"),
    [
        (b"a\nb\n", b"x\n", "1 lines for the 2"),
        (b"a\n", None, "there is no such file"),
        (b"", b"", "no line has words"),
        (b"a\n\n", b"\nb\n", "no line has words"),
        (b"caf\xe9\n", b"x\n", "byte 3 is not UTF-8"),
    ],
)
def test_files_that_do_not_fit_are_named(
    reviewed: Folder, source: bytes, reference: bytes | None, says: str
) -> None:
    paths = [reviewed.root / "en.txt", reviewed.root / "vi.txt"]
    for path, data in zip(paths, (source, reference), strict=True):
        if data is not None:
            path.write_bytes(data)
    result = reviewed.run("evaluate", "--source", str(paths[0]), "--reference", str(paths[1]))
    assert result.exit_code == 2
    assert says in result.output


def test_one_file_alone_is_wrong_usage(reviewed: Folder) -> None:
    result = reviewed.run("evaluate", "--source", "en.txt")
    assert result.exit_code == 2
    assert "--source and --reference go together" in result.output
