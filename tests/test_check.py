"""`l10n check` as CI uses it: policy, what is let pass, what is remembered, what is mended."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from l10n import cache
from tests.conftest import Folder
from tests.test_cli import accept

ARTICLE = "# The dose\n\nGive 60 ml now.\n\nThe dose is small.\n"


def translated(folder: Folder, name: str = "a.md", **translations: str) -> Folder:
    """Extract, and give the entries reviewed translations: those named, by their first word."""
    assert folder.run("extract").exit_code == 0
    path = folder.catalog(name)
    out, msgid = [], ""
    for line in path.read_text().splitlines():
        msgid = line.removeprefix("msgid ").strip('"') if line.startswith("msgid ") else msgid
        word = msgid.partition(" ")[0]
        missing = line == 'msgstr ""' and msgid and word in translations
        out.append(f'msgstr "{translations[word]}"' if missing else line)
    path.write_text("\n".join(out) + "\n")
    return folder


@pytest.fixture
def right(folder: Folder) -> Folder:
    folder.article("a.md", ARTICLE)
    path = translated(folder, Give="Cho 60 ml ngay.").catalog("a.md")
    text = path.read_text().replace('msgid "The dose"\nmsgstr ""', 'msgid "The dose"\nmsgstr "Liều thuốc"')
    path.write_text(text.replace('small."\nmsgstr ""', 'small."\nmsgstr "Liều thuốc nhỏ."'))
    assert folder.run("check").exit_code == 0, folder.run("check").output
    return folder


def change(folder: Folder, old: str, new: str, name: str = "a.md") -> Folder:
    path = folder.catalog(name)
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    return folder


def problems(folder: Folder, *arguments: str) -> list[dict]:
    return json.loads(folder.run("check", "--json", *arguments).output)["problems"]


def test_a_changed_number_fails_and_is_named_with_both_places(right: Folder) -> None:
    result = change(right, "Cho 60 ml", "Cho 80 ml").run("check")
    assert result.exit_code == 1
    assert "a.md.po:" in result.output
    assert "numbers: the number “60” is missing (source_articles/a.md:3)" in result.output


def test_what_is_wrong_many_times_in_an_entry_is_told_once(right: Folder) -> None:
    change(right, "Liều thuốc nhỏ.", f"Liều thuốc {'nhỏ nhỏ, ' * 100}nhỏ.")
    assert [problem["check"] for problem in problems(right)].count("doubled") == 1


def test_the_second_run_finds_the_same_and_an_edit_is_seen(right: Folder) -> None:
    change(right, "Cho 60 ml", "Cho 80 ml")
    first = right.run("check")
    assert right.run("check").output == first.output
    change(right, "Cho 80 ml", "Cho 60 ml")
    assert right.run("check").exit_code == 0
    right.settings(more="coverage = 100\nignore = ['numbers']\n")
    change(right, "Cho 60 ml", "Cho 80 ml")
    assert right.run("check").exit_code == 0


def test_more_processes_find_the_same(right: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        right.article(f"b{number}.md", ARTICLE)
    right.run("extract")
    one = right.run("check", "--jobs", "1").output
    monkeypatch.setattr("l10n.verbs.examine._MUCH", 0)
    (right.root / ".l10n" / "check.json").unlink()
    assert right.run("check", "--jobs", "2").output == one


def test_a_comment_in_the_entry_lets_a_check_pass(right: Folder) -> None:
    change(right, 'msgid "Give', '# l10n: ignore numbers, units\nmsgid "Give')
    change(right, "Cho 60 ml", "Cho 80 mg")
    assert right.run("check").exit_code == 0


def test_a_comment_may_name_a_check_of_style_that_is_not_asked_for(right: Folder) -> None:
    change(right, 'msgid "Give', '# l10n: ignore spaces\nmsgid "Give')
    assert not problems(right)


def test_a_comment_that_names_no_check_is_told(right: Folder) -> None:
    change(right, 'msgid "Give', '# l10n: ignore nombers\nmsgid "Give')
    assert "the comment ignores “nombers”, which is no check;" in right.run("check").output


@pytest.mark.parametrize(("ignore", "code"), [("numbers a.md", 0), ("numbers b.md", 1), ("units", 1)])
def test_the_settings_let_a_check_pass_for_some_articles(right: Folder, ignore: str, code: int) -> None:
    right.settings(more=f'ignore = ["{ignore}"]\n')
    assert change(right, "Cho 60 ml", "Cho 80 ml").run("check").exit_code == code


def test_a_baseline_lets_old_problems_pass_and_no_new_ones(right: Folder) -> None:
    right.settings(more='baseline = "known.json"\n')
    change(right, "Cho 60 ml", "Cho 80 ml")
    assert right.run("check", "--write-baseline").exit_code == 0
    assert "of the baseline" in right.run("check").output
    assert right.run("check").exit_code == 0
    assert right.run("check", "--write-baseline").output.count("let pass") == 1
    change(right, "Liều thuốc nhỏ.", "Liều 7000 thuốc nhỏ.")
    result = right.run("check")
    assert result.exit_code == 1
    assert "7000" in result.output
    assert "“60”" not in result.output


def test_a_baseline_needs_a_name_and_must_be_one(right: Folder) -> None:
    result = right.run("check", "--write-baseline")
    assert (result.exit_code, 'baseline = "l10n-baseline.json"' in result.output) == (2, True)
    right.settings(more='baseline = "known.json"\n')
    (right.root / "known.json").write_text("{}")
    result = right.run("check")
    assert (result.exit_code, "known.json: this is no baseline" in result.output) == (2, True)


POLICIES = [
    ("translated = 100", 1, "66 % of the segments are translated, 100 % are asked for; 1 missing"),
    ("translated = 60", 0, ""),
    ("reviewed = 60\nlocales = ['vi']", 0, ""),
    ("reviewed = 70\nlocales = ['vi']", 1, "66 % of the segments are reviewed"),
    ("reviewed = 70\narticles = ['guides']", 0, ""),
    ("reviewed = 70\narticles = ['a.md']", 1, "reviewed"),
    ("translated = 100\n[[policy]]\narticles = ['a.md']\ntranslated = 60", 0, ""),
]


@pytest.mark.parametrize(("policy", "code", "said"), POLICIES)
def test_the_policy_says_how_far_a_translation_must_be(
    right: Folder, policy: str, code: int, said: str
) -> None:
    right.settings(more=f"coverage = 0\nignore = ['policy']\n[[policy]]\n{policy}\n")
    result = change(right, "Cho 60 ml ngay.", "").run("check")
    assert result.exit_code == code, result.output
    assert said in result.output


@pytest.mark.parametrize("path", ["guids", "guids/*", "b.md"])
def test_a_policy_for_no_article_is_an_error_with_its_line(right: Folder, path: str) -> None:
    more = f"[[policy]]\nreviewed = 1\n[[policy]]\nlocales = ['vi']\narticles = ['a.md', '{path}']\nreviewed = 90\n"
    result = right.settings(more=more).run("check")
    assert result.exit_code == 1
    assert f"l10n.toml:9: error: policy: a policy is for “{path}”, where there is no article" in result.output
    assert result.output.endswith("articles, templates and settings: 1 errors\n")
    right.settings(more=f"ignore = ['policy']\n{more}")
    assert right.run("check").exit_code == 0


def test_where_the_settings_name_no_locale_nothing_passes_for_checked(right: Folder) -> None:
    (right.root / "l10n.toml").write_text("locales = []\n")
    result = right.run("check")
    assert (result.exit_code, "l10n.toml: `locales` names none" in result.output) == (2, True)


def test_a_project_without_articles_says_so(folder: Folder) -> None:
    assert "source_articles/: there is no article yet" in folder.run("check").output


def test_a_policy_for_another_locale_asks_nothing_of_this_one(right: Folder) -> None:
    right.settings(more="coverage = 0\n[[policy]]\nreviewed = 70\nlocales = ['de']\n")
    path = right.root / "l10n.toml"
    path.write_text(path.read_text().replace('["vi"]', '["vi", "de"]'))
    change(right, "Cho 60 ml ngay.", "")
    assert right.run("check", "--locale", "vi").exit_code == 0


def test_stale_entries_and_unsure_drafts_have_a_limit(folder: Folder) -> None:
    folder.settings(publish='"reviewed", "draft"', more="coverage = 0\n[[policy]]\nstale = 0\nscore = 0.99\n")
    folder.article("a.md", ARTICLE).run("extract")
    folder.run("translate")
    path = folder.catalog("a.md")
    path.write_text(path.read_text().replace("score 1.00", "score 0.30", 1))
    assert "the engine was sure by 0.30 only, 0.99 is asked for" in folder.run("check").output
    change(folder, 'msgid "The dose"', '#| msgid "A dose"\nmsgid "The dose"')
    path.write_text(path.read_text().replace("# mt:", "# was", 1))
    assert "1 entries are stale, at most 0 may be" in folder.run("check").output


@pytest.mark.parametrize(
    "wrong",
    [
        "reviewed = 101",
        "score = 2",
        "colour = 1",
        "locales = 'vi'",
        "locales = ['xx-yy']",
        "locales = ['fr']",
        "stale = true",
        "score = 'x'",
    ],
)
def test_a_wrong_policy_is_refused_with_its_line(folder: Folder, wrong: str) -> None:
    result = folder.settings(more=f"[[policy]]\n{wrong}\n").article("a.md", "# A\n").run("check")
    assert result.exit_code == 2
    assert "l10n.toml:6:" in result.output


def test_an_experimental_locale_only_warns(right: Folder) -> None:
    right.settings(more='experimental = ["vi"]\n')
    change(right, "Cho 60 ml", "Cho 80 ml")
    result = right.run("check")
    assert (result.exit_code, "warning: numbers" in result.output) == (0, True)
    assert right.run("check", "--fail-on", "warning").exit_code == 1


def test_catalogs_without_article_and_articles_without_catalog_are_found(right: Folder) -> None:
    path = right.catalog("gone.md")
    path.write_bytes(right.catalog("a.md").read_bytes())
    right.article("new.md", "# New\n")
    before = right.bytes()
    result = right.run("check")
    assert "orphaned: there is no article gone.md" in result.output
    assert "new.md.po: error: outdated: there is no catalog" in result.output
    assert right.bytes() == before


def test_templates_without_article_and_catalogs_of_other_locales_are_found(right: Folder) -> None:
    locales = right.root / "locales"
    (locales / "guides").mkdir()
    for name in ("gone.md.pot", "guides/gone.html.pot", "app.pot"):
        (locales / name).write_bytes((locales / "a.md.pot").read_bytes())
    for name in ("fr/LC_MESSAGES/a.md.po", "de/LC_MESSAGES/app.po", "pt/LC_MESSAGES/a.md.po"):
        (locales / name).parent.mkdir(parents=True)
        (locales / name).write_bytes(right.catalog("a.md").read_bytes())
    right.settings(more='fallback = { vi = ["pt"] }\n')
    before = right.bytes()
    found = {p["catalog"]["path"]: p["message"] for p in problems(right)}
    assert found == {
        "locales/gone.md.pot": "there is no article gone.md; run `l10n extract`, which removes its template",
        "locales/guides/gone.html.pot": "there is no article guides/gone.html; run `l10n extract`, which removes its template",
        "l10n.toml": "locales/fr has catalogs; add the locale to `locales`, or remove the folder",
    }
    assert right.bytes() == before
    assert "gone.md.pot: removed, its article is gone" in right.run("extract").output
    assert (locales / "app.pot").exists()
    assert [p["catalog"]["path"] for p in problems(right)] == ["l10n.toml"]
    right.settings(more='ignore = ["orphaned"]\n')
    assert not problems(right)


def test_a_catalog_and_a_template_that_do_not_follow_their_article_are_found(right: Folder) -> None:
    right.article("a.md", ARTICLE + "\nA new one.\n")
    result = right.run("check")
    assert "the catalog does not follow the article: 1 sentences lack an entry" in result.output
    assert "the template is not that of the article" in result.output


def test_a_broken_catalog_fails_and_the_others_are_checked(right: Folder) -> None:
    right.article("b.md", ARTICLE)
    right.run("extract")
    right.catalog("a.md").write_text('msgid "a\n')
    for _ in range(2):
        result = right.run("check")
        assert result.exit_code == 1
        assert "a.md.po:1: the msgid is not closed" in result.output
        assert "b.md.po" in result.output


def test_what_has_one_right_answer_is_mended_and_left_for_review(right: Folder) -> None:
    change(right, '"Liều thuốc nhỏ."', '" Lie\u0302\u0300u\u200b thuốc nhỏ."')
    change(right, "Cho 60 ml", "Cho 80 ml")
    result = right.run("check", "--fix")
    text = right.catalog("a.md").read_text()
    assert 'msgstr "Liều thuốc nhỏ."' in text
    assert "# mended: invisible, normalization, whitespace\n" in text
    assert text.count("#, fuzzy") == 1
    assert "1 entry mended, to be looked at" in result.output
    assert "“60” is missing" in result.output
    before = right.bytes()
    right.run("check", "--fix")
    assert right.bytes() == before


def test_a_mended_draft_stays_a_draft(folder: Folder) -> None:
    folder.settings(publish='"reviewed", "draft"').article("a.md", "The dose is small.\n").run("extract")
    folder.run("translate")
    from l10n.catalog import Catalog
    from l10n.model import State

    path = folder.catalog("a.md")
    entry = Catalog.parse(path.read_bytes(), "a").entries[0]
    spoilt = entry.mended(entry.translation + "\u200b", ["none"])
    path.write_bytes(Catalog.parse(path.read_bytes(), "a").with_entries({entry.key: spoilt}).dump())
    folder.run("check", "--fix")
    mended = Catalog.parse(path.read_bytes(), "a").entries[0]
    assert mended.state is State.DRAFT
    assert mended.translation == entry.translation


def test_checks_of_style_are_off_unless_asked_for(right: Folder) -> None:
    change(right, "Liều thuốc nhỏ.", "Liều  thuốc nhỏ.")
    assert not problems(right)
    right.settings(more='checks = ["spaces"]\n')
    assert [p["check"] for p in problems(right)] == ["spaces"]
    assert right.run("check").exit_code == 0
    assert right.run("check", "--fail-on", "note").exit_code == 1


def test_one_text_with_two_translations_is_told_where_it_is_asked_for(right: Folder) -> None:
    right.settings(more='checks = ["inconsistent"]\n').article("b.md", "# The dose\n")
    right.run("extract")
    accept(right.catalog("b.md"), "The dose", "Liều lượng")
    assert "elsewhere the translation is “Liều lượng”" in right.run("check").output
    change(right, "Liều lượng", "Liều thuốc", "b.md")
    assert right.run("check").exit_code == 0


def test_a_check_explains_itself(folder: Folder) -> None:
    assert "# l10n: ignore numbers" in folder.run("check", "--explain", "numbers").output
    assert "spelling" in folder.run("check", "--explain", "all").output
    assert 'checks = ["spaces"]' in folder.run("check", "--explain", "spaces").output
    result = folder.run("check", "--explain", "nombers")
    assert (result.exit_code, "`l10n check --explain all` names them" in result.output) == (2, True)


@pytest.mark.parametrize("options", [("--format", "sarfi", "--output", "x"), ("--fix", "--write-baseline")])
def test_wrong_usage_is_refused_before_the_work_begins(right: Folder, options: tuple[str, ...]) -> None:
    right.settings(more='baseline = "known.json"\n')
    before = right.bytes()
    result = right.run("check", *options)
    assert (result.exit_code, "Usage: " in result.output, "no problems" in result.output) == (2, True, False)
    assert right.bytes() == before


@pytest.mark.parametrize("key", ["checks", "ignore"])
def test_a_check_that_is_none_is_refused_with_its_line(folder: Folder, key: str) -> None:
    result = folder.settings(more=f'{key} = ["nombers"]\n').article("a.md", "# A\n").run("check")
    assert result.exit_code == 2
    assert f"l10n.toml:5: `{key}`: there is no check nombers" in result.output


def test_a_report_goes_to_a_file_and_the_text_to_the_log(right: Folder, tmp_path: Path) -> None:
    change(right, "Cho 60 ml", "Cho 80 ml")
    report = tmp_path / "out" / "report.sarif"
    result = right.run("check", "--format", "sarif", "--output", str(report))
    assert "numbers: the number “60” is missing" in result.output
    assert json.loads(report.read_text())["version"] == "2.1.0"


def test_an_article_with_much_to_do_is_told_in_one_line(folder: Folder) -> None:
    folder.article("a.md", "\n\n".join(f"Sentence {'x' * n} of many." for n in range(1, 40)))
    folder.run("extract")
    found = [problem["message"] for problem in problems(folder)]
    assert found == ["0 % of the segments can be published, 100 % are asked for; 39 missing"]


def test_a_broken_article_is_named_and_nothing_is_said_of_its_catalogs(right: Folder) -> None:
    right.article("a.md", b"\xff\xfe\xff")
    for _ in range(2):
        result = right.run("check")
        assert result.exit_code == 1
        assert "source_articles/a.md: " in result.output
        assert "no problems" not in result.output


def test_an_article_may_have_quotes_and_backslashes_in_its_name(folder: Folder) -> None:
    name = 'a "big" \\dose.md'
    folder.article(name, "# Hi\n")
    assert translated(folder, name, Hi="Xin chào").run("check").exit_code == 0


@pytest.mark.parametrize("name", [b"a\n::error::b.md", b"\xff.md"])
def test_a_name_that_no_catalog_can_hold_is_refused_in_a_sentence(folder: Folder, name: bytes) -> None:
    folder.article(os.fsdecode(name), "# Hi\n")
    result = folder.run("check")
    assert (result.exit_code, "rename the file" in result.output) == (2, True)
    assert "\n::" not in result.output


@pytest.mark.parametrize("wrong", ["translatd = 50", "score = 3", 'locales = ["?"]'])
def test_a_mistake_in_the_second_policy_is_told_with_its_line(folder: Folder, wrong: str) -> None:
    more = f"[[policy]]\nreviewed = 1\nscore = 0\n\n[[policy]]\ntranslated = 1\n{wrong}\n"
    result = folder.article("a.md", "# A\n").settings(more=more).run("check")
    lines = (folder.root / "l10n.toml").read_text().splitlines()
    assert (result.exit_code, f"l10n.toml:{lines.index(wrong) + 1}: " in result.output) == (2, True)


@pytest.mark.parametrize("asked", ["coverage", "spaces guides/*"])
def test_what_is_no_check_of_style_is_refused_with_its_line(folder: Folder, asked: str) -> None:
    result = folder.article("a.md", "# A\n").settings(more=f'checks = ["{asked}"]\n').run("check")
    assert (result.exit_code, "`checks`: there is no check" in result.output) == (2, True)


def test_a_baseline_is_no_obstacle_where_less_is_lacking_than_it_knows(right: Folder) -> None:
    right.settings(more='baseline = "known.json"\n')
    for old in ("Liều thuốc nhỏ.", "Cho 60 ml ngay."):
        change(right, f'msgstr "{old}"', 'msgstr ""')
    assert right.run("check", "--write-baseline").exit_code == 0
    change(right, 'small."\nmsgstr ""', 'small."\nmsgstr "Liều thuốc nhỏ."')
    assert right.run("check").exit_code == 0
    change(right, 'msgstr "Liều thuốc"', 'msgstr ""')
    assert right.run("check").exit_code == 0
    right.run("check", "--write-baseline")
    change(right, 'msgstr "Liều thuốc nhỏ."', 'msgstr ""')
    found = [problem for problem in problems(right) if problem["check"] == "coverage"]
    assert [problem["source"] for problem in found] == ["", "The dose is small."]


def test_a_baseline_of_many_missing_entries_holds_when_they_become_few(folder: Folder) -> None:
    words = [f"Word {chr(97 + number)} stands here." for number in range(22)]
    folder.settings(more='baseline = "known.json"\n').article("a.md", "\n\n".join(words))
    assert translated(folder).run("check", "--write-baseline").exit_code == 0
    for letter in "abc":
        change(
            folder,
            f'Word {letter} stands here."\nmsgstr ""',
            f'Word {letter} stands here."\nmsgstr "Từ {letter} ở đây."',
        )
    assert folder.run("check").exit_code == 0


def test_an_article_takes_its_known_problems_along_when_it_is_renamed(right: Folder) -> None:
    right.settings(more='baseline = "known.json"\n')
    change(right, "Cho 60 ml", "Cho 80 ml").run("check", "--write-baseline")
    (right.root / "source_articles" / "a.md").rename(right.root / "source_articles" / "b.md")
    right.run("extract")
    result = right.run("check")
    assert (result.exit_code, "b.md.po, vi: no problems, 2 of the baseline" in result.output) == (0, True)
    right.article("c.md", ARTICLE).run("extract")
    assert right.run("check").exit_code == 1


def test_a_narrowed_run_writes_no_baseline(right: Folder) -> None:
    right.settings(more='baseline = "known.json"\n').article("b.md", ARTICLE).run("extract")
    result = right.run("check", "--write-baseline", str(right.root / "source_articles" / "b.md"))
    assert (result.exit_code, "all articles and locales" in result.output) == (2, True)
    assert not (right.root / "known.json").exists()


def test_a_baseline_tells_what_it_could_not_read(right: Folder) -> None:
    change(right.settings(more='baseline = "known.json"\n'), 'msgstr "Cho 60 ml ngay."', 'msgstr "Cho 60')
    result = right.run("check", "--write-baseline")
    assert (result.exit_code, "a.md.po:" in result.output) == (1, True)


def test_where_there_is_no_catalog_the_coverage_is_short_too(right: Folder) -> None:
    right.settings(more='ignore = ["outdated"]\n').catalog("a.md").unlink()
    assert right.run("check").exit_code == 1
    right.settings(more='ignore = ["outdated"]\ncoverage = 0\n')
    assert right.run("check").exit_code == 0


def test_a_comment_in_the_entry_lets_its_score_pass(folder: Folder) -> None:
    folder.settings(publish='"reviewed", "draft"', more="[[policy]]\nscore = 0.99\n")
    folder.article("a.md", "# The dose\n").run("extract")
    folder.run("translate")
    assert change(folder, "score 1.00", "score 0.30").run("check").exit_code == 1
    assert change(folder, "# mt:", "# l10n: ignore score\n# mt:").run("check").exit_code == 0


def test_a_comment_in_the_entry_lets_its_coverage_pass(right: Folder) -> None:
    change(right, 'msgstr "Liều thuốc nhỏ."', 'msgstr ""')
    change(
        right,
        '#. paragraph\n#: a.md\nmsgid "The dose is',
        '# l10n: ignore coverage\n#. paragraph\n#: a.md\nmsgid "The dose is',
    )
    assert right.run("check").exit_code == 0
    change(right, 'msgstr "Liều thuốc"', 'msgstr ""')
    assert [p["source"] for p in problems(right)] == ["", "The dose"]


def test_what_is_remembered_does_not_outlive_another_version_of_a_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [cache._code.__wrapped__()]
    monkeypatch.syspath_prepend(tmp_path)
    for version in ("2.18.0", "2.19.0"):
        (tmp_path / f"cldr_data-{version}.dist-info").mkdir()
        known.append(cache._code.__wrapped__())
    assert len(set(known)) == 3


def test_what_is_remembered_outlives_another_installation_of_the_same_modules() -> None:
    before = cache._code.__wrapped__()
    os.utime(cache.__file__)
    assert cache._code.__wrapped__() == before


@pytest.mark.parametrize("path", ["guides", "guides/", "./guides", "guides/*", "guides/a.md", "."])
def test_a_folder_of_the_settings_may_be_written_in_any_usual_way(folder: Folder, path: str) -> None:
    folder.article("guides/a.md", "Give 60 ml now.\n").article("guidesX.md", "# Ward\n").settings(
        more="coverage = 0\n"
    )
    translated(folder, "guides/a.md", Give="Cho 80 ml ngay.")
    settings = f'coverage = 0\nignore = ["numbers {path}"]\n'
    assert folder.settings(more=settings).run("check").exit_code == 0
    folder.settings(more=f'{settings}[[policy]]\narticles = ["{path}"]\nstale = 0\nreviewed = 100\n')
    change(folder, 'msgid "Give', '#, fuzzy\nmsgid "Give', "guides/a.md")
    assert folder.run("check").exit_code == 1


def test_a_report_in_a_file_has_no_colours(right: Folder) -> None:
    change(right, "Cho 60 ml", "Cho 80 ml").run("check", "--output", str(right.root / "report.txt"))
    text = (right.root / "report.txt").read_text()
    assert "error: numbers: the number “60” is missing" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("fact", ["", "{}", "[]", "5", "no JSON"])
def test_what_is_remembered_badly_is_found_anew(right: Folder, fact: str) -> None:
    right.run("check")
    path = right.root / ".l10n" / "check.json"
    basis, *lines = path.read_text().splitlines()
    for broken in (
        "\n".join([basis, *(fact if number % 2 else line for number, line in enumerate(lines)), ""]),
        "\n".join([basis, *(line if number % 2 else fact for number, line in enumerate(lines)), ""]),
        "\n".join([basis, lines[0]]),
        "[" * 100_000,
    ):
        path.write_text(broken)
        assert right.run("check").exit_code == 0


def test_what_is_remembered_is_written_where_something_is_new_alone(right: Folder) -> None:
    path = right.root / ".l10n" / "check.json"
    before = path.stat().st_ino
    right.run("check")
    assert path.stat().st_ino == before
    change(right, "Cho 60 ml", "Cho 80 ml").run("check")
    assert "“80” was added" in path.read_text()


def test_an_article_that_may_not_be_read_is_named_and_the_others_are_checked(
    right: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    right.article("b.md", "Nobody has translated this.\n").run("extract")
    read_bytes = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    result = right.run("check")
    assert (result.exit_code, "a.md: cannot be read" in result.output) == (1, True)
    assert "b.md.po: error: coverage" in result.output


@pytest.mark.parametrize("made", ["pipe", "device"])
def test_what_is_no_file_is_named_and_the_rest_is_done(right: Folder, made: str) -> None:
    right.article("b.md", ARTICLE).run("extract")
    path = right.catalog("a.md")
    path.unlink()
    if made == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    for verb in ("check", "extract", "translate", "build", "status"):
        result = right.run(verb)
        assert (result.exit_code, "a.md.po: is no file; put one in its place" in result.output) == (
            1,
            True,
        ), verb
        assert "b.md" in result.output


def test_a_template_that_cannot_be_read_is_outdated_and_the_rest_is_checked(right: Folder) -> None:
    path = right.root / "locales" / "a.md.pot"
    path.unlink()
    path.mkdir()
    result = right.run("check")
    assert (result.exit_code, "a.md.pot: error: outdated" in result.output) == (1, True)
    assert "a.md.po, vi: no problems" in result.output
