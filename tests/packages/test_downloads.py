"""Files fetched from a server that breaks off, changes its files, or refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from l10n.errors import EngineError, NetworkError
from l10n.packages import downloads
from tests.servers import files, saying, serving

DATA = bytes(number * number % 251 for number in range(3_000_000))


def test_a_file_comes_whole_with_its_progress(tmp_path: Path) -> None:
    with serving(files({"/a.argosmodel": DATA})) as address:
        progress = list(downloads.fetch(f"{address}/a.argosmodel", tmp_path))
    assert (tmp_path / "a.argosmodel").read_bytes() == DATA
    assert [path.name for path in tmp_path.iterdir()] == ["a.argosmodel"]
    assert (progress[-1].done, progress[-1].total) == (len(DATA), len(DATA))


def test_a_download_that_breaks_off_goes_on_where_it_was(tmp_path: Path) -> None:
    server = files({"/a.argosmodel": DATA}, breaks_at=1_000_000)
    with serving(server) as address:
        list(downloads.fetch(f"{address}/a.argosmodel", tmp_path))
    assert (tmp_path / "a.argosmodel").read_bytes() == DATA
    starts = [wanted for _, wanted in server.asked]
    assert len(starts) > 2
    assert starts[0] == ""
    assert all(start.startswith("bytes=") for start in starts[1:])


def test_a_run_that_was_killed_is_taken_up_by_the_next(tmp_path: Path) -> None:
    server = files({"/a.argosmodel": DATA})
    with serving(server) as address:
        fetching = downloads.fetch(f"{address}/a.argosmodel", tmp_path)
        next(fetching)
        fetching.close()
        begun = (tmp_path / "a.argosmodel.part").stat().st_size
        assert 0 < begun < len(DATA)
        list(downloads.fetch(f"{address}/a.argosmodel", tmp_path))
    assert server.asked[-1][1] == f"bytes={begun}-"
    assert (tmp_path / "a.argosmodel").read_bytes() == DATA


def test_a_run_that_was_killed_at_the_end_is_taken_up_by_the_next(tmp_path: Path) -> None:
    with serving(files({"/a.argosmodel": DATA})) as address:
        fetching = downloads.fetch(f"{address}/a.argosmodel", tmp_path)
        while next(fetching).done < len(DATA):
            pass
        fetching.close()
        list(downloads.fetch(f"{address}/a.argosmodel", tmp_path))
    assert (tmp_path / "a.argosmodel").read_bytes() == DATA


def test_a_disk_that_refuses_is_told_from_a_server_that_does(tmp_path: Path) -> None:
    (tmp_path / "a.argosmodel.part").mkdir()
    server = files({"/a.argosmodel": DATA})
    with (
        serving(server) as address,
        pytest.raises(EngineError, match=r"a\.argosmodel\.part: cannot be written"),
    ):
        list(downloads.fetch(f"{address}/a.argosmodel", tmp_path))
    assert len(server.asked) == 1


@pytest.mark.parametrize("ranges", [True, False])
def test_a_file_that_changed_meanwhile_is_fetched_anew(tmp_path: Path, ranges: bool) -> None:
    contents = {"/a.argosmodel": DATA}
    with serving(files(contents, ranges=ranges)) as address:
        fetching = downloads.fetch(f"{address}/a.argosmodel", tmp_path)
        next(fetching)
        fetching.close()
        contents["/a.argosmodel"] = DATA[::-1]
        list(downloads.fetch(f"{address}/a.argosmodel", tmp_path))
    assert (tmp_path / "a.argosmodel").read_bytes() == DATA[::-1]


def test_what_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    server = files({})
    with serving(server) as address, pytest.raises(NetworkError, match=r"a\.argosmodel: 404: Not Found"):
        list(downloads.fetch(f"{address}/a.argosmodel", tmp_path))
    assert len(server.asked) == 1


def test_nothing_is_asked_in_the_clear_of_other_machines(tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="only https://"):
        list(downloads.fetch("http://example.org/a.argosmodel", tmp_path))


def test_offers_are_those_of_the_settings_then_of_the_indexes() -> None:
    entries = [
        {
            "from_code": "en",
            "to_code": "de",
            "package_version": "1.3",
            "links": ["https://x.test/a.argosmodel"],
        },
        {"type": "sbd", "from_code": "en", "to_code": "de", "links": ["https://x.test/b.argosmodel"]},
        {"from_code": "en", "to_code": "fr", "links": ["ipfs://x"]},
    ]
    contents = {"/own.json": json.dumps(entries).encode(), "/all.json": b"[]"}
    with serving(files(contents)) as address:
        own = "https://y.test/translate-en_vi-1_1.argosmodel"
        found = list(downloads.offers(["models", own, f"{address}/own.json"], f"{address}/all.json"))
    assert [(offer.pair, offer.version, offer.address) for offer in found] == [
        ("en_vi", "1.1", own),
        ("en_de", "1.3", "https://x.test/a.argosmodel"),
    ]


@pytest.mark.parametrize("content", [b"{}x", b'["a"]', b'{"a": 1}', b"[{}, 3]"])
def test_an_index_that_is_none_is_named(content: bytes) -> None:
    with (
        serving(files({"/i.json": content})) as address,
        pytest.raises((EngineError, NetworkError), match=r"i\.json"),
    ):
        list(downloads.offers([], f"{address}/i.json"))


def test_a_file_that_moved_is_fetched_where_it_is_now(tmp_path: Path) -> None:
    with serving(files({"/b.argosmodel": DATA})) as other:
        moved = saying(302, b"", Location=f"{other}/b.argosmodel")
        with serving(moved) as address:
            list(downloads.fetch(f"{address}/a.argosmodel", tmp_path))
    assert (tmp_path / "a.argosmodel").read_bytes() == DATA


@pytest.mark.parametrize("place", ["http://example.org/a", "/a.argosmodel", "file:///etc/passwd"])
def test_a_server_that_sends_where_nothing_is_to_be_had_is_not_followed(tmp_path: Path, place: str) -> None:
    with (
        serving(saying(302, b"", Location=place)) as address,
        pytest.raises(NetworkError, match=r"only https://|sends on to"),
    ):
        list(downloads.fetch(f"{address}/a.argosmodel", tmp_path))
    assert not list(tmp_path.glob("a.argosmodel"))
