"""The whole job, through the command line, on real files with real engines."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import polib
import pytest

from tests.conftest import REPOSITORY, Folder, needs

GUIDE = "# Care\n\nOne sentence here. Another one with **bold** words.\n\nA third paragraph.\n"


def accept(path: Path, msgid: str, msgstr: str) -> None:
    """Do what a translator does in an editor: write a translation and clear the fuzzy mark."""
    text = path.read_bytes().decode()
    head, _, tail = text.partition(f'msgid "{msgid}"\n')
    assert tail, f"{msgid} is not in {path}"
    lines = head.rstrip("\n").split("\n")
    kept = "\n".join(line for n, line in enumerate(lines) if line != "#, fuzzy" or n < len(lines) - 4)
    _, _, after = tail.partition("\n\n")
    path.write_bytes(f'{kept}\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n\n{after}'.encode())


def test_a_translators_words_are_published_by_the_next_run(folder: Folder) -> None:
    folder.article("guide.md", GUIDE)
    assert folder.run("run").exit_code == 0
    assert folder.built("guide.md") == GUIDE  # drafts are not published
    accept(folder.catalog("guide.md"), "Another one with **bold** words.", "Câu **đậm** thứ hai.")
    assert folder.run("run").exit_code == 0
    assert folder.built("guide.md") == GUIDE.replace(
        "Another one with **bold** words.", "Câu **đậm** thứ hai."
    )


def test_a_second_run_writes_nothing(folder: Folder) -> None:
    folder.article("guide.md", GUIDE).article("page.html", "<p>Hello <b>you</b>. Bye.</p>")
    folder.article("news.txt", "Key Points\nA first line of text.\nLeave a comment")
    folder.run("run")
    before = folder.bytes()
    assert folder.run("run").exit_code == 0
    assert folder.bytes() == before


def test_a_sentence_that_was_copied_before_its_review_is_found_before_any_engine(folder: Folder) -> None:
    folder.article("a.md", "Wash your hands.\n\nOne line.\n")
    folder.article("b.md", "# Rules\n\nAlone here.\n\nOne line.\n").run("extract")
    accept(folder.catalog("a.md"), "One line.", "Một dòng.")
    assert "b.md.po, vi: 1 recalled" in folder.run("translate", "b.md").output
    text = folder.catalog("b.md").read_text()
    assert '# memory: 1.00\n#. paragraph\n#: b.md\n#, fuzzy\n#| msgid "One line."\n' in text
    assert "recalled" not in folder.run("translate").output


def test_each_verb_of_a_run_ends_with_what_it_did_to_all_files(folder: Folder) -> None:
    folder.article("a.md", "One line.\n").article("b.md", "Two lines.\n\nThe second.\n")
    lines = folder.run("run").output.splitlines()
    totals = [line.partition(": ")[2] for line in lines if line.startswith("vi, 2 files: ")]
    assert totals == ["3 new", "3 drafted", "2 warnings, 3 draft", "3 source", "3 draft"]
    assert not [line for line in folder.run("extract", "a.md").output.splitlines() if "files" in line]


def test_what_is_built_and_compiled_already_is_said_to_be_unchanged(folder: Folder) -> None:
    folder.article("a.md", "One line.\n").article("b.md", "Two lines.\n").run("extract")
    assert folder.run("build").output.splitlines() == [
        "public/vi/a.md, vi: 1 in the source language",
        "public/vi/b.md, vi: 1 in the source language",
        "vi, 2 files: 2 source",
    ]
    assert folder.run("build").output.splitlines() == [
        "public/vi/a.md, vi: 1 in the source language, unchanged",
        "public/vi/b.md, vi: 1 in the source language, unchanged",
        "vi, 2 files: 2 source, 2 unchanged",
    ]
    assert folder.run("compile").output.splitlines()[-1] == "vi, 2 files: 2 written"
    assert "a.md.mo, vi: 0 entries, unchanged" in folder.run("compile").output


def test_deleting_the_caches_changes_no_output(folder: Folder) -> None:
    folder.article("guide.md", GUIDE)
    folder.run("run")
    before = folder.bytes()
    for path in (folder.root / ".l10n").glob("*.json"):
        path.unlink()
    folder.run("run")
    assert folder.bytes() == before


def test_check_fails_while_a_catalog_is_incomplete_and_says_where(folder: Folder) -> None:
    folder.article("guide.md", GUIDE)
    folder.run("extract")
    result = folder.run("check", "--format", "github")
    assert result.exit_code == 1
    assert "::error file=locales/vi/LC_MESSAGES/guide.md.po,line=" in result.output
    assert "source_articles/guide.md:3" in result.output


def test_check_passes_when_everything_is_published(tmp_path: Path) -> None:
    folder = Folder(tmp_path).settings(publish='"reviewed", "draft"').article("guide.md", GUIDE)
    folder.run("run")
    result = folder.run("check")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    ("translation", "check"),
    [
        ("Liều 5 mg tại [đây](https://a.example).", "numbers"),
        ("Liều 3,5 mg tại [đây](https://b.example).", "links"),
        ("Liều 3,5 mg tại [<span class=x>đây</span>](https://a.example).", "markup"),
        ("Liều 3,5 mg tại [đây](https://a.example). ", "whitespace"),
        ("Dose 3.5 mg is given [here](https://a.example).", "untranslated"),
        ("Liều 3,5 mg và và và và tại [đây](https://a.example).", "repetition"),
        ("Liều 3,5 mg tại [đây](https://a.example),", "unfinished"),
    ],
)
def test_a_fault_in_a_translation_is_named(folder: Folder, translation: str, check: str) -> None:
    source = "Dose 3.5 mg is given [here](https://a.example)."
    folder.article("guide.md", source + "\n")
    folder.run("extract")
    accept(folder.catalog("guide.md"), source, translation)
    problems = json.loads(folder.run("check", "--json").output)["problems"]
    assert check in {problem["check"] for problem in problems}
    assert all(problem["article"]["line"] == 1 for problem in problems if problem["check"] == check)


def test_a_right_translation_has_no_problem(folder: Folder) -> None:
    source = "Dose 3.5 mg is given [here](https://a.example)."
    folder.article("guide.md", source + "\n")
    folder.run("extract")
    accept(folder.catalog("guide.md"), source, "Liều 3,5 mg được dùng [tại đây](https://a.example).")
    assert json.loads(folder.run("check", "--json").output)["problems"] == []


def test_an_edited_sentence_keeps_its_old_translation_as_stale(folder: Folder) -> None:
    folder.article("guide.md", GUIDE)
    folder.run("extract")
    accept(folder.catalog("guide.md"), "A third paragraph.", "Đoạn thứ ba.")
    accept(folder.catalog("guide.md"), "One sentence here.", "Một câu.")
    folder.article("guide.md", GUIDE.replace("A third paragraph.", "A third short paragraph."))
    result = folder.run("extract")
    assert "1 stale" in result.output
    entries = {e.msgid: e for e in polib.pofile(str(folder.catalog("guide.md")))}
    assert entries["A third short paragraph."].msgstr == "Đoạn thứ ba."
    assert entries["A third short paragraph."].previous_msgid == "A third paragraph."
    assert entries["A third short paragraph."].fuzzy
    assert entries["One sentence here."].msgstr == "Một câu."
    assert not entries["One sentence here."].fuzzy


def test_a_sentence_that_returns_has_its_translation_again(folder: Folder) -> None:
    folder.article("guide.md", GUIDE)
    folder.run("extract")
    accept(folder.catalog("guide.md"), "A third paragraph.", "Đoạn thứ ba.")
    before = folder.catalog("guide.md").read_bytes()
    folder.article("guide.md", GUIDE.replace("A third paragraph.\n", ""))
    folder.run("extract")
    assert b"#~ msgid" in folder.catalog("guide.md").read_bytes()
    folder.article("guide.md", GUIDE)
    folder.run("extract")
    assert folder.catalog("guide.md").read_bytes() == before


def test_a_renamed_article_keeps_its_reviewed_translations(folder: Folder) -> None:
    folder.article("guide.md", GUIDE)
    folder.run("extract")
    accept(folder.catalog("guide.md"), "A third paragraph.", "Đoạn thứ ba.")
    (folder.root / "source_articles/guide.md").rename(folder.root / "source_articles/handbook.md")
    folder.run("run")
    assert "Đoạn thứ ba." in folder.built("handbook.md")
    assert b'#~ msgstr "\xc4\x90o\xe1\xba\xa1n' in folder.catalog("guide.md").read_bytes()
    assert not (folder.root / "public/vi/guide.md").exists()


def test_a_sentence_that_moves_to_another_article_keeps_its_state(folder: Folder) -> None:
    folder.article("guide.md", GUIDE).article("other.md", "# Other\n")
    folder.run("extract")
    accept(folder.catalog("guide.md"), "A third paragraph.", "Đoạn thứ ba.")
    folder.article("guide.md", GUIDE.replace("A third paragraph.\n", ""))
    folder.article("other.md", "# Other\n\nA third paragraph.\n")
    assert "1 back" in folder.run("extract").output
    folder.run("build")
    assert "Đoạn thứ ba." in folder.built("other.md")
    assert b"#~ msgstr" in folder.catalog("guide.md").read_bytes()


def six_reviewed(folder: Folder) -> list[str]:
    """Write an article of six sentences, and review each as ``Câu`` and its source."""
    sentences = [f"This is sentence number {n} of many." for n in "one two three four five six".split()]
    folder.article("guide.md", " ".join(sentences) + "\n")
    folder.run("extract")
    for sentence in sentences:
        accept(folder.catalog("guide.md"), sentence, f"Câu {sentence}")
    return sentences


def test_an_article_cut_in_two_is_no_mass_change(folder: Folder) -> None:
    sentences = six_reviewed(folder)
    folder.article("guide.md", " ".join(sentences[:2]) + "\n").article("b.md", " ".join(sentences[2:]) + "\n")
    result = folder.run("run")
    assert result.exit_code == 0, result.output
    assert folder.built("b.md") == " ".join(f"Câu {sentence}" for sentence in sentences[2:]) + "\n"


def test_a_sentence_that_changed_in_looks_stays_published_with_its_new_link(folder: Folder) -> None:
    folder.article("guide.md", 'See "it" at [home](https://a.example).\n')
    folder.run("extract")
    source = 'See \\"it\\" at [home](https://a.example).'
    accept(folder.catalog("guide.md"), source, "Xem nó ở [nhà](https://a.example).")
    folder.article("guide.md", "See “it” at [home](https://b.example).\n")
    assert "1 kept" in folder.run("run").output
    assert folder.built("guide.md") == "Xem nó ở [nhà](https://b.example).\n"
    text = folder.catalog("guide.md").read_text()
    assert "# cosmetic: quotes and dashes, https://a.example → https://b.example" in text


def test_a_setting_makes_cosmetic_changes_stale(tmp_path: Path) -> None:
    folder = Folder(tmp_path).settings(more='cosmetic = "stale"\n').article("guide.md", "It is so...\n")
    folder.run("extract")
    accept(folder.catalog("guide.md"), "It is so...", "Nó thế…")
    folder.article("guide.md", "It is so…\n")
    assert "1 stale" in folder.run("extract").output


def test_a_mass_change_asks_first(folder: Folder) -> None:
    six_reviewed(folder)
    before = folder.catalog("guide.md").read_bytes()
    folder.article("guide.md", "All is new now.\n")
    result = folder.run("extract")
    assert result.exit_code == 1
    assert "--yes" in result.output
    assert folder.catalog("guide.md").read_bytes() == before
    assert folder.run("extract", "--yes").exit_code == 0


def test_a_run_narrowed_to_one_article_touches_nothing_else(folder: Folder) -> None:
    folder.article("a.md", "Alpha text.\n").article("b.md", "Beta text.\n")
    folder.run("run", str(folder.root / "source_articles/a.md"))
    assert folder.catalog("a.md").exists()
    assert not folder.catalog("b.md").exists()


def test_a_dry_run_writes_nothing(folder: Folder) -> None:
    folder.article("guide.md", GUIDE)
    before = folder.bytes()
    result = folder.run("extract", "--dry-run")
    assert "3 new" in result.output or "4 new" in result.output
    assert folder.bytes() == before


def test_a_place_without_room_for_the_lock_is_named(folder: Folder) -> None:
    folder.article("guide.md", GUIDE)
    (folder.root / ".l10n").touch()  # no folder can be made there, as on a full disk
    result = folder.run("extract")
    assert result.exit_code == 1
    assert ".l10n: cannot be written: File exists" in result.output


def test_a_broken_catalog_is_named_with_its_line_and_left_alone(folder: Folder) -> None:
    folder.article("a.md", "Alpha text.\n").article("b.md", "Beta text.\n")
    folder.run("extract")
    broken = folder.catalog("a.md").read_bytes() + b'\nmsgid "x\nmsgstr "y"\n'
    folder.catalog("a.md").write_bytes(broken)
    result = folder.run("run")
    assert result.exit_code == 1
    assert result.output.count("a.md.po:") == 1
    assert folder.catalog("a.md").read_bytes() == broken
    assert folder.built("b.md") == "Beta text.\n"


def test_an_empty_catalog_is_begun_with_a_whole_header(folder: Folder) -> None:
    folder.article("a.md", "Alpha text.\n").run("extract")
    begun = folder.catalog("a.md").read_text(encoding="utf-8")
    folder.catalog("a.md").write_text("")
    folder.run("extract")
    header = re.compile("PO-Revision-Date: .*")
    assert header.sub("", folder.catalog("a.md").read_text(encoding="utf-8")) == header.sub("", begun)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("locale = 1\n", "l10n.toml:1: there is no setting `locale`"),
        ('locales = ["vi"]\ncoverage = 200\n', "l10n.toml:2: `coverage`"),
        ('locales = ["vi"]\nengine = "x"\n', "l10n.toml:2: `engine` is one of none, argos"),
        ('locales = ["vi"]\nfallback = ["pt"]\n', "l10n.toml:2: `fallback` is a table of lists"),
        ('locales = ["vi"]\nfallback = { vi = "pt" }\n', "l10n.toml:2: `fallback` is a table of lists"),
        ("locales = [\n", "no valid TOML"),
        ('locales = ["klingon!"]\n', "l10n.toml:1"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    folder = Folder(tmp_path).settings()
    (tmp_path / "l10n.toml").write_text(text)
    result = folder.run("status")
    assert result.exit_code == 2
    assert says in result.output


def test_an_article_that_is_not_utf8_is_refused_with_its_offset(folder: Folder) -> None:
    folder.article("bad.md", b"Caf\xe9\n").article("good.md", "Good text.\n")
    result = folder.run("run")
    assert result.exit_code == 1
    assert "source_articles/bad.md: the byte 0xe9 at offset 3" in result.output
    assert folder.built("good.md") == "Good text.\n"


def test_files_that_an_article_shows_are_copied_beside_it(folder: Folder) -> None:
    folder.article("a/guide.md", "See ![it](../img/x.svg).\n").article("img/x.svg", "<svg/>")
    folder.article("img/unused.svg", "<svg/>")
    result = folder.run("run")
    assert result.output.count(".svg): no articles") == 1
    assert folder.built("img/x.svg") == "<svg/>"
    assert not (folder.root / "public/vi/img/unused.svg").exists()


def test_a_folder_without_articles_takes_nothing_away(folder: Folder) -> None:
    folder.article("guide.md", GUIDE).run("run")
    before = folder.bytes()
    (folder.root / "source_articles/guide.md").unlink()
    result = folder.run("run")
    assert "there is no article yet" in result.output
    left = {path: data for path, data in before.items() if not path.startswith("source_articles")}
    assert folder.bytes() == left


@pytest.mark.parametrize(
    "heading",
    [
        "# Here {#here}",
        "# Here { .wide #here }",
        '<a id="here"></a>\n\n# Here',
        "(here)=\n\n# Here",
        "# Here\n{: #here}",
    ],
)
def test_links_to_an_anchor_that_the_author_gave_stay(folder: Folder, heading: str) -> None:
    folder.article("a.md", f"See [this](#here).\n\n{heading}\n").run("extract")
    accept(folder.catalog("a.md"), "See [this](#here).", "Xem [đây](#here).")
    accept(folder.catalog("a.md"), "Here", "Ở đây")
    folder.run("build")
    assert folder.built("a.md") == f"Xem [đây](#here).\n\n{heading.replace('Here', 'Ở đây')}\n"


def test_links_to_translated_headings_still_lead_there(folder: Folder) -> None:
    folder.article("a.md", "See [it](b.md#what-helps) and [this](#here).\n\n# Here\n")
    folder.article("b.md", "# What helps?\n\nText.\n").article(
        "c.html", '<p>See <a href="b.md#what-helps">it</a>.</p>'
    )
    folder.run("extract")
    accept(folder.catalog("b.md"), "What helps?", "Điều gì có ích?")
    accept(
        folder.catalog("a.md"),
        "See [it](b.md#what-helps) and [this](#here).",
        "Xem [nó](b.md#what-helps) và [đây](#here).",
    )
    accept(folder.catalog("a.md"), "Here", "Ở đây")
    accept(
        folder.catalog("c.html"),
        'See <a href=\\"b.md#what-helps\\">it</a>.',
        'Xem <a href=\\"b.md#what-helps\\">nó</a>.',
    )
    folder.run("build")
    assert folder.built("a.md") == "Xem [nó](b.md#điều-gì-có-ích) và [đây](#ở-đây).\n\n# Ở đây\n"
    assert folder.built("c.html") == '<p>Xem <a href="b.md#điều-gì-có-ích">nó</a>.</p>'


def test_a_reviewed_sentence_of_a_fallback_locale_stands_in(folder: Folder) -> None:
    settings = folder.root / "l10n.toml"
    settings.write_text(
        'locales = ["pt-BR", "pt"]\nengine = "none"\nfallback = { "pt-BR" = ["pt"] }\npublish = ["reviewed"]\n'
    )
    folder.article("guide.md", "# Care\n\nRest. Drink water. Call us.\n").run("extract")

    def translate(locale: str, text: str, translation: str) -> None:
        path = folder.root / "locales" / locale / "LC_MESSAGES" / "guide.md.po"
        catalog = polib.pofile(str(path))
        catalog.find(text).msgstr = translation
        catalog.save()

    translate("pt", "Rest.", "Descanse.")
    translate("pt", "Drink water.", "Beba água.")
    translate("pt_BR", "Rest.", "Repouse.")
    assert folder.run("build").exit_code == 0
    built = (folder.root / "public" / "pt-BR" / "guide.md").read_text()
    assert built == "# Care\n\nRepouse. Beba água. Call us.\n"
    records = json.loads((folder.root / "public" / "index.json").read_text())["articles"]
    record = next(record for record in records if record["locale"] == "pt-BR")
    assert record["published"] == {"reviewed": 1, "reviewed in pt": 1, "source": 2}


def test_the_settings_choose_the_keys_of_front_matter(folder: Folder) -> None:
    folder.settings(more='front_matter = ["Motto"]\n')
    folder.article("guide.md", "---\ntitle: Care\nmotto: Rest well\n---\nText.\n").run("extract")
    assert [entry.msgid for entry in polib.pofile(str(folder.catalog("guide.md")))] == ["Rest well", "Text."]


def test_what_the_author_says_reaches_the_catalog(folder: Folder) -> None:
    folder.article(
        "a.md",
        "<!-- l10n: context menu -->\n<!-- l10n: note A button -->\n\nSearch\n\n"
        "<!-- l10n: skip -->\n\nNot this.\n\n<!-- l10n: end -->\n\nBut this.\n",
    )
    folder.run("extract")
    entries = list(polib.pofile(str(folder.catalog("a.md"))))
    assert [(e.msgctxt, e.msgid, e.comment) for e in entries] == [
        ("menu", "Search", "paragraph\nnote: A button"),
        (None, "But this.", "paragraph"),
    ]


def test_a_translation_never_breaks_the_article(folder: Folder) -> None:
    text = "Some text.\n\n- An item.\n\n| a cell | b |\n|---|---|\n\n> Quote text.\n"
    folder.article("a.md", text)
    folder.run("extract")
    hostile = {
        "Some text.": "# no heading",
        "An item.": "1. not a list",
        "a cell": "x | y",
        "Quote text.": "<b>[x](y)</b> *z*",
    }
    for source, translation in hostile.items():
        accept(folder.catalog("a.md"), source, translation)
    folder.run("build")
    built = folder.built("a.md")
    assert (
        built
        == "\\# no heading\n\n- 1\\. not a list\n\n| x \\| y | b |\n|---|---|\n\n> \\<b>\\[x](y)\\</b> \\*z*\n"
    )


def test_an_address_that_a_translator_adds_is_published(folder: Folder) -> None:
    folder.article("a.md", "Ask your doctor.\n")
    folder.run("extract")
    accept(
        folder.catalog("a.md"), "Ask your doctor.", "Hãy hỏi bác sĩ (xem https://a.example hoặc ten_tep) [1]."
    )
    folder.run("build")
    assert folder.built("a.md") == "Hãy hỏi bác sĩ (xem https://a.example hoặc ten_tep) [1].\n"


def test_a_block_that_lost_its_markup_is_published_in_the_source_language_and_named(folder: Folder) -> None:
    folder.article("a.md", "Ask **your** doctor.\n\nThen rest.\n")
    folder.run("extract")
    accept(folder.catalog("a.md"), "Ask **your** doctor.", "Hãy hỏi bác sĩ.")
    accept(folder.catalog("a.md"), "Then rest.", "Rồi nghỉ.")
    result = folder.run("build")
    assert folder.built("a.md") == "Ask **your** doctor.\n\nRồi nghỉ.\n"
    assert "line 1 would not come back as it was put in" in result.output


def test_a_page_in_an_old_encoding_takes_vietnamese_as_references(folder: Folder) -> None:
    page = '<meta charset="windows-1252"><p>Caf\xe9 here.</p><!-- \x81 -->'.encode("latin-1")
    folder.article("a.html", page)
    folder.run("run")
    assert (folder.root / "public/vi/a.html").read_bytes() == page
    accept(folder.catalog("a.html"), "Café here.", "Ở đây có café.")
    assert folder.run("build").exit_code == 0
    built = (folder.root / "public/vi/a.html").read_bytes()
    assert b"<p>&#7902; &#273;\xe2y c\xf3 caf\xe9.</p><!-- \x81 -->" in built


def test_a_byte_outside_the_encoding_is_refused_inside_a_segment(folder: Folder) -> None:
    folder.article("a.html", b'<meta charset="windows-1252"><p>Bad \x81 byte.</p>')
    result = folder.run("extract")
    assert result.exit_code == 1
    assert "source_articles/a.html: line 1: the byte 0x81" in result.output


def test_init_writes_settings_that_work(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.run("init", "vi").exit_code == 0
    folder.article("a.md", "Alpha.\n")
    assert folder.run("extract").exit_code == 0
    assert folder.run("init", "vi").exit_code == 2


def test_the_real_engine_drafts_with_masks_in_place(tmp_path: Path) -> None:
    text = "The **patient** takes `aspirin` at [home](https://a.example).\n\nCells need 3.2 × 10⁶ units.\n"
    folder = Folder(tmp_path).settings("argos", '"reviewed", "draft"').article("guide.md", text)
    assert folder.run("run").exit_code == 0
    entries = [e for e in polib.pofile(str(folder.catalog("guide.md"))) if e.msgstr]
    assert len(entries) == 2
    for entry in entries:
        assert entry.fuzzy
        assert entry.tcomment.startswith("mt: argos en_vi 1.0, score 0.")
    built = folder.built("guide.md")
    assert built != text
    for kept in ("**", "`aspirin`", "](https://a.example)", "10⁶"):
        assert built.count(kept) == text.count(kept)


def test_an_engine_without_a_package_names_the_command_that_gets_one(tmp_path: Path) -> None:
    folder = Folder(tmp_path).settings("argos").article("a.md", "Alpha text.\n")
    settings = tmp_path / "l10n.toml"
    settings.write_text(settings.read_text().replace('"vi"', '"de"'))
    folder.run("extract")
    result = folder.run("translate")
    assert result.exit_code == 2
    assert "l10n models install" in result.output


@needs("msgfmt", "gettext")
def test_msgfmt_and_polib_accept_every_catalog_of_the_repository() -> None:
    catalogs = sorted(REPOSITORY.glob("locales/vi/**/*.po"))
    assert len(catalogs) >= 4
    for path in catalogs:
        subprocess.run(["msgfmt", "-c", "-o", os.devnull, str(path)], check=True)
        assert len(polib.pofile(str(path))) > 20


ALLOWED_TAGS = {
    "invalid-last-translator",  # nobody has translated a new catalog yet
    "no-date-header-field",  # a POT-Creation-Date that runs with the clock makes branches conflict
    "no-report-msgid-bugs-to-header-field",  # the project has no address for it
    "no-version-in-project-id-version",  # an article has no version
}


@needs("i18nspector", "i18nspector")
def test_i18nspector_has_nothing_to_say_but_what_is_meant(folder: Folder) -> None:
    folder.article("guide.md", GUIDE)
    folder.run("run")
    done = subprocess.run(
        ["i18nspector", str(folder.catalog("guide.md"))], check=True, capture_output=True, text=True
    )
    assert {line.split()[2] for line in done.stdout.splitlines()} <= ALLOWED_TAGS


def test_a_branch_of_a_translator_merges_while_the_source_moves_on(folder: Folder) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(folder.root), *arguments], check=True, capture_output=True)

    paragraphs = [f"Paragraph {n} says something of its own about care." for n in range(10)]
    folder.article("guide.md", "\n\n".join(paragraphs) + "\n")
    folder.run("extract")
    git("init", "-q", "-b", "main")
    git("config", "user.email", "t@localhost")
    git("config", "user.name", "t")
    git("add", "-A")
    git("commit", "-qm", "start")
    git("checkout", "-qb", "translator")
    accept(folder.catalog("guide.md"), paragraphs[6], "Đoạn 6 nói về chăm sóc.")
    git("commit", "-qam", "translate")
    git("checkout", "-q", "main")
    folder.article("guide.md", "\n\n".join(["New on top of all.", *paragraphs]) + "\n")
    folder.run("extract")
    git("add", "-A")
    git("commit", "-qam", "move on")
    git("merge", "-q", "translator")
    folder.run("run")
    assert "Đoạn 6 nói về chăm sóc." in folder.built("guide.md")


@pytest.mark.parametrize("verb", ["extract", "translate", "build"])
def test_a_killed_run_loses_nothing_and_the_next_one_finishes(tmp_path: Path, verb: str) -> None:
    folder = Folder(tmp_path).settings("pseudo", '"reviewed", "draft"')
    for number in range(40):
        text = "\n\n".join(f"Sentence {number} {n} of this article." for n in range(30))
        folder.article(f"{number}.md", text)
    if verb != "extract":
        folder.run("extract")
    if verb == "build":
        folder.run("translate")
    command = [sys.executable, "-m", "l10n", "--project", str(tmp_path), verb]
    for delay in (0.15, 0.3, 0.45):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
    for path in tmp_path.rglob("*.po"):
        polib.pofile(str(path))  # whole, or not there
    assert folder.run("run").exit_code == 0
    assert len(list(tmp_path.rglob("*.po"))) == 40
    assert folder.run("check").exit_code == 0
    assert not list(tmp_path.rglob("*.l10n-new"))


def test_two_runs_at_once_do_the_work_once(tmp_path: Path) -> None:
    folder = Folder(tmp_path).settings("pseudo", '"reviewed", "draft"')
    for number in range(20):
        folder.article(f"{number}.md", f"Text {number} is here. And more of it.\n")
    command = [sys.executable, "-m", "l10n", "--project", str(tmp_path), "run"]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    before = folder.bytes()
    assert folder.run("run").exit_code == 0
    assert folder.bytes() == before


def test_help_loads_no_engine_and_no_parser() -> None:
    code = "import sys; from l10n import cli; print([m for m in ('ctranslate2', 'pyromark', 'babel', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_a_run_on_the_repositorys_own_articles_changes_no_tracked_file(tmp_path: Path) -> None:
    for name in ("source_articles", "locales", "l10n.toml", "glossary.toml"):
        subprocess.run(["cp", "-r", str(REPOSITORY / name), str(tmp_path / name)], check=True)
    folder = Folder(tmp_path)
    new = folder.catalog("first-patient-india.html")
    new.unlink(missing_ok=True)
    before = folder.bytes()
    assert folder.run("run").exit_code == 0
    after = folder.bytes()
    after.pop(new.relative_to(tmp_path).as_posix())
    assert {name: data for name, data in after.items() if not name.startswith("public/")} == before
    assert "Liệu pháp" in folder.built("car-t-explained.md")
    assert '<html lang="vi">' in folder.built("first-patient-india.html")
