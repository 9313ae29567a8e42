"""The engine that asks a LibreTranslate server; the server translates with a real package."""

from __future__ import annotations

import json
from pathlib import Path

import polib
import pytest

from l10n import engines, project
from tests.conftest import Folder
from tests.servers import libretranslate, saying, serving

ARTICLE = (
    "\n\n".join(f"Many patients need **water** on day {number}, see `code`." for number in range(60)) + "\n"
)


@pytest.fixture
def translated(tmp_path_factory: pytest.TempPathFactory, toys: dict[str, Path]):
    """Translate by a package of the real format."""
    root = tmp_path_factory.mktemp("server")
    root.joinpath("l10n.toml").write_text(f'locales = ["vi"]\nmodels = ["{toys["en_vi"]}"]\n')
    engine = engines.load(project.find(root), "vi")
    return lambda texts: [best.text for best, *_ in engine.translate(texts)]


def asking(folder: Folder, address: str) -> Folder:
    return folder.settings("libretranslate", more=f'server = "{address}"\n')


def drafts(folder: Folder) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(folder.catalog("a.md"))) if entry.msgstr]


def test_drafts_come_from_the_server_with_their_markup(folder: Folder, translated) -> None:
    server = libretranslate(translated)
    with serving(server) as address:
        asking(folder, address).article("a.md", ARTICLE)
        assert folder.run("run").exit_code == 0
    found = drafts(folder)
    assert len(found) == 60
    assert all(entry.msgstr.count("**") == 2 and "`code`" in entry.msgstr for entry in found)
    assert all(f"libretranslate en_vi {address[7:]}, score" in entry.tcomment for entry in found)
    assert max(map(len, server.asked)) > 20


def test_a_busy_server_is_asked_again_and_its_limits_are_kept(folder: Folder, translated) -> None:
    server = libretranslate(translated, texts=5, characters=300, busy=2)
    with serving(server) as address:
        asking(folder, address).article("a.md", ARTICLE)
        assert folder.run("run").exit_code == 0
    assert len(drafts(folder)) == 60
    assert server.refused.count(429) == 2


def test_the_key_comes_from_the_environment(
    folder: Folder, translated, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(libretranslate(translated, key="secret")) as address:
        asking(folder, address).article("a.md", ARTICLE).run("extract")
        refused = folder.run("translate")
        monkeypatch.setenv("LIBRETRANSLATE_API_KEY", "secret")
        taken = folder.run("translate")
    assert (refused.exit_code, taken.exit_code) == (2, 0)
    assert "403: Invalid API key" in refused.output
    assert len(drafts(folder)) == 60


def test_a_server_that_dies_half_way_takes_no_draft_with_it(folder: Folder, translated) -> None:
    with serving(libretranslate(translated, texts=10, dies_after=4)) as address:
        asking(folder, address).article("a.md", ARTICLE).run("extract")
        died = folder.run("translate")
    assert died.exit_code == 2
    assert "500: the model is gone" in died.output
    before = len(drafts(folder))
    assert 0 < before < 60
    with serving(libretranslate(translated)) as address:
        asking(folder, address)
        assert folder.run("translate").exit_code == 0
    assert len(drafts(folder)) == 60


@pytest.mark.parametrize(
    ("more", "locales", "says"),
    [
        ("", "vi", "set `server` to its address"),
        ('server = "http://127.0.0.1:9"\n', "vi", "no answer"),
        ('server = "http://example.org"\n', "vi", "only https://"),
    ],
)
def test_a_server_that_is_none_is_named(folder: Folder, more: str, locales: str, says: str) -> None:
    folder.settings("libretranslate", more=more).article("a.md", "Text here.\n").run("extract")
    result = folder.run("translate")
    assert result.exit_code == 2
    assert says in result.output


def test_a_pair_that_the_server_has_not_is_named(folder: Folder, translated) -> None:
    with serving(libretranslate(translated)) as address:
        asking(folder, address).article("a.md", "Text here.\n")
        settings = folder.root / "l10n.toml"
        settings.write_text(settings.read_text().replace('["vi"]', '["fr"]'))
        folder.run("extract")
        result = folder.run("translate")
    assert result.exit_code == 2
    assert "does not translate from en to fr" in result.output


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b'{"translatedText": ["x", "y"]}', "2 translations came for 1 texts"),
        (b'{"translatedText": "x"}', "0 translations came for 1 texts"),
        (b'{"translatedText": [null]}', "0 translations came for 1 texts"),
        (b"[1]", "0 translations came for 1 texts"),
        (b"<html>", "the answer is no JSON"),
    ],
)
def test_an_answer_that_is_none_becomes_no_draft(folder: Folder, body: bytes, says: str) -> None:
    with serving(saying(200, body)) as address:
        asking(folder, address).article("a.md", "Text here.\n").run("extract")
        result = folder.run("translate")
    assert result.exit_code == 2
    assert says in result.output
    assert not drafts(folder)


@pytest.mark.parametrize(
    ("answer", "draft"),
    [
        ({"translatedText": ["Chữ\nở đây."], "alternatives": None}, "Chữ ở đây."),
        ({"translatedText": ["Chữ ở đây."], "alternatives": [[1], []]}, "Chữ ở đây."),
        ({"translatedText": ["Chữ\ud800."], "alternatives": [["Chữ ở đây."]]}, "Chữ ở đây."),
        ({"translatedText": ["Chữ\x00."], "alternatives": [["Chữ ở đây."]]}, "Chữ ở đây."),
    ],
)
def test_of_an_odd_answer_the_good_part_is_taken(folder: Folder, answer: object, draft: str) -> None:
    with serving(saying(200, json.dumps(answer).encode())) as address:
        asking(folder, address).article("a.md", "Text here.\n").run("extract")
        assert folder.run("translate").exit_code == 0
    assert [entry.msgstr for entry in drafts(folder)] == [draft]


def test_texts_are_not_sent_on_to_another_server(folder: Folder, translated) -> None:
    """Neither are they, nor the key, where a server answers that it has moved."""
    with serving(libretranslate(translated)) as other:
        server = saying(307, b"", Location=f"{other}/translate")
        with serving(server) as address:
            asking(folder, address).article("a.md", "Text here.\n").run("extract")
            result = folder.run("translate")
    assert result.exit_code == 2
    assert f"the server sends on to {other}/translate" in result.output
    assert server.asked == ["/translate"]
    assert not drafts(folder)
