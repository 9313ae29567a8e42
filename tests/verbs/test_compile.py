"""MO files as gettext reads them."""

from __future__ import annotations

import gettext
import subprocess

from tests.conftest import Folder, needs


def reviewed(folder: Folder) -> Folder:
    folder.article("guide.md", "# Care\n\nRest. Drink water.\n").run("extract")
    path = folder.catalog("guide.md")
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgid "Rest."\nmsgstr ""', 'msgid "Rest."\nmsgstr "Nghỉ ngơi."')
    path.write_text(text.replace('#, fuzzy\nmsgid "Rest."', 'msgid "Rest."'), encoding="utf-8")
    return folder


def test_programs_find_what_is_published_and_nothing_else(folder: Folder) -> None:
    reviewed(folder).run("translate")
    assert folder.run("compile").exit_code == 0
    with folder.catalog("guide.md").with_suffix(".mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert found.gettext("Rest.") == "Nghỉ ngơi."
    assert found.gettext("Care") == "Care"
    before = folder.bytes()
    folder.run("compile")
    assert folder.bytes() == before


@needs("msgfmt", "gettext")
def test_gettext_says_the_same_of_its_own_file_and_ours(folder: Folder) -> None:
    reviewed(folder).run("compile")
    path = folder.catalog("guide.md")
    theirs = path.with_name("theirs.mo")
    subprocess.run(["msgfmt", "-o", str(theirs), str(path)], check=True)
    told = [
        sorted(
            subprocess.run(["msgunfmt", str(one)], check=True, capture_output=True, text=True).stdout.split(
                "\n"
            )
        )
        for one in (theirs, path.with_suffix(".mo"))
    ]
    assert told[0] == told[1]
