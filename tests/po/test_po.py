"""PO files: nothing is lost, and only what is changed is written."""

from __future__ import annotations

import subprocess
from pathlib import Path

import polib
import pytest

from l10n.errors import CatalogError
from l10n.po import PoFile
from l10n.po.message import Message, Previous
from tests.conftest import REPOSITORY, needs

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
ODD = [
    HEADER,
    HEADER + '\nmsgid "a"\nmsgstr "b"',
    HEADER.replace("\n", "\r\n") + '\r\nmsgid "a"\r\nmsgstr "b"\r\n',
    "\ufeff" + HEADER + '\nmsgid "a"\nmsgstr "b"\n',
    HEADER + '\n\n\n#  note\n#. kind\n#: a.md\n#, fuzzy, c-format\n#| msgid "x"\nmsgid "a"\nmsgstr "b"\n',
    HEADER + '\n#= c-format\nmsgid "a"\nmsgstr "b"\n',
    HEADER + '\n#~ msgid "a"\n#~ msgstr "b"\n\n#~| msgid "x"\n#~ msgid "c"\n#~ msgstr "d"\n',
    HEADER + '\nmsgid ""\n"a "\n"b"\nmsgstr "c\\n\\td \\"e\\""\n',
    HEADER + '\nmsgctxt ""\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr ""\n',
    HEADER + '\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "c"\n',
    HEADER + '\nmsgid "a"\nmsgstr "b"\n# stray at the end\n',
    "",
    "# nothing but a comment\n\n# and another\n",
    'msgid "a"\nmsgstr "b"\n',
    HEADER + 'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n',
    HEADER + '\n#! what\n#@ of\n#- it\nmsgid "a"\nmsgstr "b"\n',
    HEADER + '\n#, fuzzy, x-mt, max-length:40\n#, c-format\nmsgid "a"\nmsgstr "b"\n',
    HEADER + '\n# t\n#. e\n#: r.md\n#, fuzzy\n#~ msgid "a"\n#~ msgstr "b"\n',
    HEADER + '\n#~ # t\n#~ msgid "a"\n#~ msgstr ""\n#~ msgid "c"\n#~ msgstr "d"\n\nmsgid "e"\nmsgstr "f"\n',
    HEADER + '\nmsgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n\n#~ msgid "a"\n#~ msgstr "d"\n',
    HEADER + '\r\nmsgid "a"\nmsgstr "b"\r\n\n\n',
    HEADER + '\nmsgid "a" "b"\nmsgstr "c"  "d"\n',
    HEADER + '\n\tmsgid\t"a"\n\tmsgstr"b"\n',
    HEADER + '\nmsgid "\\x41 \\101 \\a"\nmsgstr "b"\n',
    HEADER + '\ndomain "x"\nmsgid "a"\nmsgstr "b"\n',
    HEADER + '\nmsgid "a\u2028b\x85c"\nmsgstr "b\u2028"\n',
    HEADER + '\n#\n#.\n#comment\n#: \u2068a b.md\u2069:3 c.md\nmsgid "a"\nmsgstr ""\n"hand"\n" laid"\n',
    HEADER + '\n#, fuzzy\n#| msgctxt "c"\n#| msgid "o"\n#| msgid_plural "os"\nmsgid "a"\nmsgid_plural "as"\n'
    'msgstr[0] "x"\nmsgstr[1] "y"\n',
]
EXAMPLES = sorted(Path("/usr/share/doc/gettext/examples").rglob("*.po*"))


@pytest.mark.parametrize("text", ODD)
def test_a_catalog_that_is_read_and_written_keeps_its_bytes(text: str) -> None:
    assert PoFile.parse(text.encode(), "a.po").dump() == text.encode()


@needs("msgfmt", "gettext")
def test_the_catalogs_of_gettext_keep_their_bytes() -> None:
    found = {path.read_bytes() for path in EXAMPLES if path.suffix in {".po", ".pot"}}
    assert not [data for data in found if PoFile.parse(data, "a.po").dump() != data]


def test_a_catalog_in_another_charset_keeps_its_bytes() -> None:
    data = HEADER.replace("UTF-8", "ISO-8859-2").encode() + '\nmsgid "a"\nmsgstr "ščř"\n'.encode("iso-8859-2")
    catalog = PoFile.parse(data, "a.po")
    assert catalog.messages[0].msgstr == "ščř"
    assert catalog.dump() == data


@pytest.mark.parametrize("path", sorted(REPOSITORY.glob("locales/vi/**/*.po")), ids=lambda p: p.name)
def test_we_and_polib_read_the_same(path) -> None:
    ours = PoFile.parse(path.read_bytes(), path.name).messages
    theirs = list(polib.pofile(str(path)))
    assert [(m.msgid, m.msgstr, m.fuzzy) for m in ours] == [(e.msgid, e.msgstr, e.fuzzy) for e in theirs]


def test_one_changed_entry_is_the_only_change() -> None:
    path = REPOSITORY / "locales/vi/LC_MESSAGES/car-t-explained.md.po"
    catalog = PoFile.parse(path.read_bytes(), path.name)
    changed = [m.replaced(msgstr="Khác.") if n == 10 else m for n, m in enumerate(catalog.messages)]
    before = path.read_bytes().decode()
    after = catalog.replaced(changed).dump().decode()
    entry = catalog.messages[10]
    assert after == before.replace(entry.raw, changed[10].raw)
    assert entry.raw.split("msgstr")[0] == changed[10].raw.split("msgstr")[0]


def test_an_entry_that_is_retired_and_revived_says_the_same() -> None:
    message = Message.new("a", msgstr="b", comments=("note",), fuzzy=True, previous=Previous(None, "x"))
    retired = message.replaced(obsolete=True)
    assert "#~ msgid" in retired.raw
    assert retired.replaced(obsolete=False).raw == message.raw


def test_a_message_with_plural_forms_keeps_them_all() -> None:
    data = f'{HEADER}\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] ""\nmsgstr[1] ""\n'.encode()
    (message,) = PoFile.parse(data, "a.po").messages
    written = message.replaced(msgstr="b", fuzzy=True)
    assert written.msgstr_plural == {0: "b", 1: "b"}
    assert written.replaced(msgstr="", msgstr_plural={0: "c", 1: "d"}).msgstr_plural == {0: "c", 1: "d"}
    assert (
        Message.new("a", msgstr="b").replaced(msgstr_plural={0: "c", 1: "d"}).raw == 'msgid "a"\nmsgstr "b"\n'
    )


@needs("msgcat", "gettext")
@pytest.mark.parametrize(
    "text",
    ["short", "word " * 40, "dòng chữ dài " * 20, 'a "quoted"\nsecond line\n', "漢字の文。" * 30, "x" * 120],
)
def test_new_entries_are_laid_out_as_msgcat_does(text: str) -> None:
    message = Message.new(
        text,
        msgstr=text + "!" if not text.endswith("\n") else text,
        comments=("who",),
        extracted=("heading",),
        references=("a b.md",),
        fuzzy=True,
    )
    data = PoFile.parse(HEADER.encode(), "a.po").replaced([message]).dump()
    done = subprocess.run(["msgcat", "-"], input=data, capture_output=True, check=True)
    assert done.stdout == data


@pytest.mark.parametrize(
    "text",
    [
        '\nmsgid "a\nmsgstr "b"\n',
        '\nmsgid "a"\n',
        "\njunk\n",
        '\nmsgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n',
    ],
)
def test_a_broken_catalog_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(CatalogError, match=r"a\.po:\d+: "):
        PoFile.parse((HEADER + text).encode(), "a.po")


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> branch", "||||||| 1a2b3c"])
def test_the_marks_of_a_merge_are_named(mark: str) -> None:
    with pytest.raises(CatalogError, match=r"a\.po:4: a merge left both versions here; choose between them"):
        PoFile.parse(f'{HEADER}\n{mark}\nmsgid "a"\nmsgstr "b"\n'.encode(), "a.po")
