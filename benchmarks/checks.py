"""Measure `l10n check` beside pofilter on 100,000 entries, and print the table in Markdown.

The entries are those of this repository's own articles, again and again: each copy is an article
of its own, so that nothing is known from another. TRANSLATE_TOOLKIT_BIN names the folder of pofilter.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.process import Cost, cost

ROOT = Path(__file__).parents[1]
ENTRIES = 100_000
CATALOGS = "locales/vi/LC_MESSAGES"
OURS = """
import sys, time
from pathlib import Path
from l10n import checks, formats, project
from l10n.inspection import Inspection
from l10n.verbs import read_catalog
found = project.find(Path(sys.argv[1]))
chosen, glossary = checks.chosen(()), found.glossary("vi")
seconds = 0.0
for article in found.articles:
    catalog = read_catalog(found, article, "vi")
    notation = formats.notation(article)
    inspection = Inspection(
        found.settings, found.published, chosen, article, "vi", "", notation, (), glossary=glossary
    )
    entries = [entry for entry in catalog.entries if entry.text and entry.translation]
    began = time.process_time()
    for entry in entries:
        list(inspection.faults(entry))
    seconds += time.process_time() - began
print(seconds)
"""
THEIRS = """
import sys, time
from pathlib import Path
from translate.filters import checks
from translate.storage import factory
checker = checks.TeeChecker(
    checks.CheckerConfig(), checkerclasses=[checks.StandardChecker, checks.StandardUnitChecker]
)
seconds = 0.0
for path in Path(sys.argv[1]).rglob("*.po"):
    units = [unit for unit in factory.getobject(str(path)).units if unit.source and unit.target]
    began = time.process_time()
    for unit in units:
        checker.run_filters(unit)
    seconds += time.process_time() - began
print(seconds)
"""


def write_project(folder: Path) -> int:
    """Write copies of the articles and catalogs of this repository; return the number of entries."""
    (folder / "l10n.toml").write_text('locales = ["vi"]\nengine = "none"\npublish = ["reviewed", "draft"]\n')
    sources = sorted((ROOT / CATALOGS).glob("*.po"))
    each = sum(source.read_text(encoding="utf-8").count("\nmsgid ") - 1 for source in sources)
    copies = ENTRIES // each + 1
    for number in range(copies):
        for source in sources:
            name = f"{number}/{source.stem}"
            article, catalog = folder / "source_articles" / name, folder / CATALOGS / f"{name}.po"
            for path in (article, catalog):
                path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / "source_articles" / source.stem, article)
            text = source.read_text(encoding="utf-8")
            catalog.write_text(text.replace(f"#: {source.stem}", f"#: {name}"), encoding="utf-8")
    return copies * each


def alone(python: Path, script: str, folder: Path) -> float:
    """Return the seconds of CPU that the checks alone took."""
    command = [str(python), "-c", script, str(folder)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def row(name: str, taken: Cost, entries: int, checks: float = 0) -> str:
    own = f"{1e6 * checks / entries:.0f}" if checks else ""
    return f"| {name} | {1e6 * taken.cpu / entries:.0f} | {taken.wall:.1f} | {taken.peak:.0f} | {own} |"


def main() -> None:
    toolkit = Path(os.environ.get("TRANSLATE_TOOLKIT_BIN", ""))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        entries = write_project(folder)
        check = [sys.executable, "-m", "l10n", "--project", str(folder), "check"]
        cost([*check, "source_articles/0"])  # compiles the modules of a checkout
        print(f"{entries:,} entries\n")
        print("| | CPU, µs an entry | clock, s | peak, MB | checks alone, µs an entry |")
        print("|---|--:|--:|--:|--:|")
        ours = alone(Path(sys.executable), OURS, folder)
        for name, options in (("l10n check --jobs 1", ["--jobs", "1"]), ("l10n check", [])):
            shutil.rmtree(folder / ".l10n", ignore_errors=True)
            print(row(name, cost([*check, *options]), entries, ours))
        print(row("l10n check, nothing changed", cost(check), entries))
        if (toolkit / "pofilter").is_file():
            theirs = alone(toolkit / "python", THEIRS, folder)
            command = [str(toolkit / "pofilter"), "--progress=none", str(folder / CATALOGS), f"{folder}/out"]
            print(row("pofilter", cost(command), entries, theirs))
        else:
            print("| pofilter | not installed | | | |")


if __name__ == "__main__":
    main()
