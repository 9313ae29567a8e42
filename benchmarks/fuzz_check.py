"""Fuzz `l10n check` guided by coverage: python benchmarks/fuzz_check.py [-max_total_time=600] [CORPUS].

Needs `pip install atheris`. An input is an article and, behind a line of NULs, its catalog; whatever
they hold, the check ends with problems or with a sentence.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["l10n"]):
    from l10n import project as projects
    from l10n.errors import L10nError
    from l10n.files import Disk
    from l10n.model import Notation
    from l10n.reporters import html, junit, sarif, text
    from l10n.verbs.check import check

SUFFIXES = {Notation.MARKDOWN: "md", Notation.HTML: "html", Notation.PLAIN: "txt"}
ROOT = Path(tempfile.mkdtemp())


def fuzz(data: bytes) -> None:
    article, _, catalog = data[1:].partition(b"\0\0\0")
    name = f"a.{list(SUFFIXES.values())[data[0] % 3 if data else 0]}"
    (ROOT / "source_articles" / name).write_bytes(article)
    (ROOT / "locales/vi/LC_MESSAGES" / f"{name}.po").write_bytes(catalog or _entry(article))
    try:
        project = projects.find(ROOT)
        events = list(check(project, [name], ["vi"], Disk(project.cache), 1))
    except L10nError:
        return
    for reporter in (text, html, junit, sarif):
        list(reporter.lines(events))


def _entry(article: bytes) -> bytes:
    """Make an entry of an input without a catalog: its first half is translated by its second."""
    half = len(article) // 2
    quoted = [
        part.decode("utf-8", "replace").replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        for part in (article[:half], article[half:])
    ]
    return f'msgid "{quoted[0]}"\nmsgstr "{quoted[1]}"\n'.encode()


if __name__ == "__main__":
    (ROOT / "source_articles").mkdir()
    (ROOT / "locales/vi/LC_MESSAGES").mkdir(parents=True)
    (ROOT / "l10n.toml").write_text('locales = ["vi"]\nengine = "none"\nchecks = ["spaces", "quotation"]\n')
    atheris.Setup(sys.argv, fuzz)
    atheris.Fuzz()
