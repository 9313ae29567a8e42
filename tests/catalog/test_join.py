"""Two people's work on one catalog, joined; the cases are in ``tests/data/join``, and real git is at the end."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.catalog.join import joined
from l10n.model import Proposal
from l10n.po.message import Message, Previous
from tests.conftest import Folder
from tests.golden import cases
from tests.test_cli import accept

LINE = re.compile(r"(\w+): (.*?) =(.*?)(?: < (.*?))?((?: # .*)?)")


def catalog_of(text: str) -> Catalog:
    messages = []
    for line in text.splitlines():
        state, source, translation, made_for, comments = LINE.fullmatch(line).groups()
        message = Message.new(source, extracted=("paragraph",), references=("a.md",))
        if state == "draft":
            message = Entry(message).drafted(Proposal(translation.strip(), 0.5, "argos")).message
        else:
            message = message.replaced(
                msgstr=translation.strip(),
                fuzzy=state == "stale",
                previous=Previous(None, made_for) if made_for else None,
                comments=tuple(comments.split(" # ")[1:]),
                obsolete=state == "obsolete",
            )
        messages.append(message)
    new = Catalog.new("a.md", "en", "vi", "2026-11-25 09:30+0000")
    return Catalog(new.file.replaced(messages))


def shown(catalog: Catalog) -> Iterator[str]:
    for entry in (*catalog.entries, *catalog.obsolete):
        previous = entry.message.previous
        made_for = f" < {previous.msgid}" if previous else ""
        comments = "".join(f" # {line}" for line in entry.message.comments if not line.startswith("mt: "))
        yield f"{entry.state.value}: {entry.text} = {entry.translation}".rstrip() + made_for + comments


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), cases("join/cases.txt"))
def test_two_catalogs_are_joined(base: str, ours: str, theirs: str, expected: str) -> None:
    result = joined(*map(catalog_of, (base, ours, theirs)))
    assert list(shown(result.catalog)) == expected.splitlines()
    assert bool(result.conflicts) is ("# theirs: " in expected)
    data = result.catalog.dump()
    assert Catalog.parse(data, "a.po").dump() == data


states = st.sampled_from(["missing", "reviewed", "stale", "draft", "obsolete", ""])
words = st.sampled_from(["Một.", "Hai.", "Ba."])
versions = st.lists(st.tuples(states, words), min_size=3, max_size=3)


def version(entries: list[tuple[str, str]]) -> Catalog:
    lines = (f"{s}: Text {n}. = {'' if s == 'missing' else w}" for n, (s, w) in enumerate(entries) if s)
    return catalog_of("\n".join(lines))


@given(versions, versions, versions)
def test_no_words_of_a_person_are_lost(base, ours, theirs) -> None:
    """What a side wrote, and the other side or both did not have before, is in the result."""
    result = joined(version(base), version(ours), version(theirs)).catalog
    there = {
        (e.text, w) for e in (*result.entries, *result.obsolete) for w in (e.translation, *e.message.comments)
    }
    before = {e.key: e.translation for e in _all(version(base))}
    for side in (version(ours), version(theirs)):
        for entry in _all(side):
            if entry.has_words_of_a_person and before.get(entry.key) != entry.translation:
                assert {(entry.text, entry.translation), (entry.text, f"theirs: {entry.translation}")} & there


@given(versions, versions)
def test_a_side_that_did_nothing_changes_nothing_but_what_it_dropped(base, ours) -> None:
    result = joined(version(base), version(ours), version(base)).catalog
    assert {e.key: e.message.raw for e in _all(version(ours))}.items() <= {
        e.key: e.message.raw for e in _all(result)
    }.items()


def plural(*forms: str) -> Catalog:
    message = Message.new("One cell", references=("a.md",))
    lines = message.lines._replace(plural='msgid_plural "Many cells"\n')
    said = replace(message, lines=lines).replaced(msgstr_plural=dict(enumerate(forms)))
    return Catalog(catalog_of("").file.replaced([said]))


def test_every_form_of_a_plural_is_kept_where_two_disagree() -> None:
    result = joined(plural("một", "nhiều"), plural("MỘT", "nhiều"), plural("một", "NHIỀU"))
    (entry,) = result.conflicts
    assert entry.message.msgstr_plural == {0: "MỘT", 1: "nhiều"}
    assert entry.message.comments == ("theirs: một", "theirs: NHIỀU")


def test_a_plural_of_which_a_person_wrote_one_form_is_kept() -> None:
    result = joined(plural("", ""), plural("", "nhiều"), catalog_of(""))
    assert [entry.message.msgstr_plural for entry in result.catalog.obsolete] == [{0: "", 1: "nhiều"}]


def _all(catalog: Catalog) -> tuple[Entry, ...]:
    return (*catalog.entries, *catalog.obsolete)


def test_the_later_header_and_fields_of_both_are_taken() -> None:
    base = catalog_of("missing: One. =")
    ours = Catalog(
        base.file.with_header("PO-Revision-Date", "2026-11-26 10:00+0000").with_header("X-Ours", "1")
    )
    theirs = Catalog(
        base.file.with_header("PO-Revision-Date", "2026-11-27 10:00+0000")
        .with_header("Last-Translator", "An")
        .with_header("X-Theirs", "2")
    )
    fields = joined(base, ours, theirs).catalog.file.fields
    assert fields["PO-Revision-Date"] == "2026-11-27 10:00+0000"
    assert (fields["Last-Translator"], fields["X-Ours"], fields["X-Theirs"]) == ("An", "1", "2")


GUIDE = "# Care\n\nThe cells are washed. Then they are counted twice. Nobody waits.\n"


class Clone(Folder):
    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        who = {
            f"GIT_{role}_{what}": "a@example.org"
            for role in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        env = {
            **os.environ,
            **who,
            "PATH": path,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        return subprocess.run(
            ["git", *arguments], cwd=self.root, env=env, capture_output=True, text=True, check=False
        )

    def commit(self) -> None:
        self.git("add", "-A")
        assert self.git("commit", "-m", "Work").returncode == 0


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    clone = Clone(tmp_path)
    assert clone.git("init", "-b", "main").returncode == 0
    clone.settings(engine="none").article("guide.md", GUIDE)
    assert clone.run("init", "--git").exit_code == 0
    assert clone.run("init", "--git").exit_code == 0  # a second time is no harm
    assert (tmp_path / ".gitattributes").read_text() == "*.po merge=l10n\n*.pot merge=l10n\n"
    clone.run("extract")
    clone.commit()
    return clone


def test_git_joins_a_review_and_a_change_of_the_article(clone: Clone) -> None:
    clone.git("checkout", "-b", "translator")
    accept(clone.catalog("guide.md"), "Then they are counted twice.", "Rồi chúng được đếm hai lần.")
    accept(clone.catalog("guide.md"), "Nobody waits.", "Không ai chờ.")
    clone.commit()
    clone.git("checkout", "main")
    accept(clone.catalog("guide.md"), "The cells are washed.", "Các tế bào được rửa.")
    clone.article("guide.md", GUIDE.replace("Nobody", "A note.\n\nNobody"))
    clone.run("extract")
    clone.commit()
    result = clone.git("merge", "translator", "-m", "Merge")
    assert result.returncode == 0, result.stdout + result.stderr
    assert clone.git("status", "--short").stdout == ""
    clone.run("run")
    assert clone.built("guide.md") == (
        "# Care\n\nCác tế bào được rửa. Rồi chúng được đếm hai lần. A note.\n\nKhông ai chờ.\n"
    )


@pytest.mark.parametrize(
    "way",
    [("rebase", "main"), ("cherry-pick", "main"), ("stash", "pop")],
    ids=["rebase", "cherry-pick", "stash"],
)
def test_git_joins_wherever_it_puts_changes_on_others(clone: Clone, way: tuple[str, str]) -> None:
    name = 'it\'s a "guide".md'
    clone.article(name, GUIDE).run("extract")
    clone.commit()
    clone.git("checkout", "-b", "translator")
    accept(clone.catalog(name), "Nobody waits.", "Không ai chờ.")
    if way[0] == "stash":
        clone.git("stash")
    else:
        clone.commit()
        clone.git("checkout", "main")
    accept(clone.catalog(name), "The cells are washed.", "Các tế bào được rửa.")
    clone.commit()
    if way[0] != "stash":
        clone.git("checkout", "translator")
    result = clone.git(*way)
    assert result.returncode == 0, result.stdout + result.stderr
    catalog = Catalog.parse(clone.catalog(name).read_bytes(), "a.po")
    said = {entry.text: entry.translation for entry in catalog.entries}
    assert said["Nobody waits."] == "Không ai chờ."
    assert said["The cells are washed."] == "Các tế bào được rửa."


def test_git_shows_a_disagreement_that_an_editor_shows_as_fuzzy(clone: Clone) -> None:
    clone.git("checkout", "-b", "translator")
    accept(clone.catalog("guide.md"), "Nobody waits.", "Không ai chờ.")
    clone.commit()
    clone.git("checkout", "main")
    accept(clone.catalog("guide.md"), "Nobody waits.", "Chẳng ai đợi.")
    clone.commit()
    result = clone.git("merge", "translator", "-m", "Merge")
    assert result.returncode == 1
    assert "CONFLICT" in result.stdout
    entry = Catalog.parse(clone.catalog("guide.md").read_bytes(), "guide.md.po").by_key[None, "Nobody waits."]
    assert entry.message.fuzzy
    assert (entry.translation, entry.message.comments) == ("Chẳng ai đợi.", ("theirs: Không ai chờ.",))


def test_git_keeps_ours_when_theirs_is_broken(clone: Clone) -> None:
    clone.git("checkout", "-b", "translator")
    broken = clone.catalog("guide.md").read_text().replace('msgstr ""\n\n', 'msgstr "\n\n', 2)
    clone.catalog("guide.md").write_text(broken)
    clone.commit()
    clone.git("checkout", "main")
    accept(clone.catalog("guide.md"), "Nobody waits.", "Chẳng ai đợi.")
    clone.commit()
    before = clone.catalog("guide.md").read_bytes()
    result = clone.git("merge", "translator", "-m", "Merge")
    assert result.returncode != 0
    assert "guide.md.po (theirs):" in result.stdout + result.stderr
    assert clone.catalog("guide.md").read_bytes() == before


def test_a_common_version_that_is_broken_counts_as_none(tmp_path: Path) -> None:
    """It lies in the history, where nobody can mend it."""
    (tmp_path / "base").write_text('msgid "One.\n')
    (tmp_path / "ours").write_bytes(catalog_of("reviewed: One. = Một.").dump())
    (tmp_path / "theirs").write_bytes(catalog_of("missing: One. =\nreviewed: Two. = Hai.").dump())
    result = Folder(tmp_path).run(
        "merge-driver", *(str(tmp_path / name) for name in ("base", "ours", "theirs"))
    )
    assert result.exit_code == 0, result.output
    after = Catalog.parse((tmp_path / "ours").read_bytes(), "ours")
    assert list(shown(after)) == ["reviewed: One. = Một.", "reviewed: Two. = Hai."]


def test_versions_that_are_not_there_are_named(tmp_path: Path) -> None:
    result = Folder(tmp_path).run(
        "merge-driver", str(tmp_path / "a"), str(tmp_path / "b"), str(tmp_path / "c")
    )
    assert result.exit_code == 2
    assert "there is no such catalog" in result.output
    assert not list(tmp_path.iterdir())


def test_a_diff_names_each_entry_with_the_words_that_changed(clone: Clone, tmp_path: Path) -> None:
    old = tmp_path / "old.po"
    accept(clone.catalog("guide.md"), "Nobody waits.", "Không ai chờ cả.")
    old.write_bytes(clone.catalog("guide.md").read_bytes())
    accept(clone.catalog("guide.md"), "Nobody waits.", "Không một ai chờ.")
    accept(clone.catalog("guide.md"), "The cells are washed.", "Các tế bào được rửa.")
    output = clone.run("diff", str(old), str(clone.catalog("guide.md"))).output
    assert "missing → reviewed\n    = The cells are washed.\n    ~ {+Các tế bào được rửa.+}" in output
    assert "reviewed\n    = Nobody waits.\n    ~ Không {+một+} ai [-chờ cả.-] {+chờ.+}" in output
    assert "counted" not in output


def test_a_diff_tells_contexts_apart_and_keeps_lines_together(tmp_path: Path) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (tmp_path / "old.po").write_text(header)
    (tmp_path / "new.po").write_text(f'{header}msgctxt "menu"\nmsgid "Open"\nmsgstr "Mở\\nra"\n')
    output = Folder(tmp_path).run("diff", str(tmp_path / "old.po"), str(tmp_path / "new.po")).output
    assert "none → reviewed\n    = [menu] Open\n    ~ {+Mở\n      ra+}\n" in output
