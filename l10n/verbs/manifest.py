"""What a build has written, for those who publish it and for the next build: ``index.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.errors import L10nError
from l10n.events import Did, Outcome
from l10n.files import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from l10n.files import Disk
    from l10n.project import Project

MANIFEST = "index.json"
Record = dict[str, object]
"""What the manifest says of an article in a locale: its path, its coverage by state, what was published."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``index.json`` says: the built articles, and every file that we wrote."""

    articles: tuple[Record, ...] = ()
    files: tuple[str, ...] = ()

    @classmethod
    def read(cls, project: Project) -> Manifest:
        """Read the manifest of the last build; an unreadable one claims nothing."""
        try:
            data = json.loads(read(_folder(project) / MANIFEST) or b"{}")
            return cls(tuple(data.get("articles", ())), tuple(map(str, data.get("files", ()))))
        except (ValueError, AttributeError, TypeError):
            return cls()

    def updated(self, built: Iterable[Record], written: set[str], *, whole: bool) -> Manifest:
        """Return the manifest after a build; one that was narrowed keeps what it did not touch.

        Args:
            built: What there is to say of each article that was built.
            written: The files that are or would be of them, below the folder of built articles.
            whole: True where every article was built in every locale.
        """
        new = {str(record["path"]): record for record in built}
        old = {str(record.get("path")): record for record in self.articles}
        if whole:
            records, files = new, written
        else:
            records, files = old | new, written | set(self.files)
        return Manifest(tuple(records[path] for path in sorted(records)), tuple(sorted(files)))

    def write(self, project: Project, disk: Disk, before: Manifest, *, whole: bool) -> Iterator[Outcome]:
        """Write the manifest, and remove what an earlier build wrote and this one did not."""
        folder = _folder(project)
        files = set(self.files)
        for name in sorted(set(before.files) - files) if whole else ():
            path = folder / name
            if path.resolve().is_relative_to(folder.resolve()) and path.is_file():
                try:
                    disk.remove(path)
                    yield Outcome(project.shown(path), Did.REMOVED, "removed, its article is gone")
                except L10nError as error:
                    files.add(name)
                    yield Outcome(project.shown(path), Did.REFUSED, str(error))
        data = {"articles": self.articles, "files": sorted(files)}
        disk.write(folder / MANIFEST, json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n")


def _folder(project: Project) -> Path:
    return project.root / project.settings.output
