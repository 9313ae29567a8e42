"""Golden cases: text files under ``tests/data`` that people edit without Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"


def cases(name: str) -> list[pytest.param]:
    """Read the cases of a file: ``=== a name``, then texts with ``>>>`` alone on a line between them."""
    found = re.split(r"^===", (DATA / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert found
    return [
        pytest.param(
            *(part.removesuffix("\n") for part in re.split(r"^>>>\n?", body.strip("\n"), flags=re.MULTILINE)),
            id=title.strip() or body.strip("\n")[:30],
        )
        for title, body in (case.split("\n", 1) for case in found)
    ]


def lines(name: str) -> list[pytest.param]:
    """Read the cases of a file with one on each line; ``#`` begins a comment line."""
    found = [line for line in (DATA / name).read_text(encoding="utf-8").split("\n") if line]
    return [pytest.param(line, id=line[:40]) for line in found if not line.startswith("#")]
