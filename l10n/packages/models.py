"""Translation packages of Argos Translate: found, installed, removed.

A package is a zip archive with one folder: ``metadata.json``, ``model/`` for CTranslate2, and
``sentencepiece.model`` (or ``bpe.model``). We unpack archives ourselves: the functions of
argostranslate that do it import its sentence splitter, which is under the AGPL.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from l10n import cldr
from l10n.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIX = ".argosmodel"
_LICENCE = re.compile(r"\blicen[cs]e\b[^:\n]{0,40}:\W*([^\n,;]+?)\.?(?=[\n,;]|$)", re.IGNORECASE)
_BRIDGE = "en"
"""The language through which a pair without a package of its own is translated."""


@dataclass(frozen=True, slots=True)
class Package:
    """An unpacked translation package."""

    path: Path
    source: str
    """Argos code of the language it translates from."""
    target: str
    version: str
    target_prefix: str = ""
    """A piece that every translation begins with, in packages for several languages."""

    @property
    def pair(self) -> str:
        """The pair as packages name it: ``en_vi``."""
        return f"{self.source}_{self.target}"

    def __str__(self) -> str:
        return f"{self.pair} {self.version}"

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.path.rglob("*") if path.is_file())

    @property
    def licence(self) -> str:
        """The licence that the package names in its metadata or its README; "" where it names none."""
        named = json.loads(_text(self.path / "metadata.json")).get("license") or ""
        said = _LICENCE.search(_text(self.path / "README.md"))
        return str(named) or (said[1].strip("*_ ") if said else "")


def route(source: str, target: str, places: Iterable[str], cache: Path) -> tuple[Package, ...]:
    """Return the packages that lead from one locale to another: one, or two through English.

    Args:
        source: Locale of the articles.
        target: Locale of the translations.
        places: The ``models`` of the settings; folders and files among them are searched.
        cache: Folder in which archives are unpacked.

    Raises:
        EngineError: No package leads there; the message names the command that installs one.
    """
    packages: dict[str, Package] = {}
    for package in (*installed(), *bundled(places, cache)):
        packages.setdefault(package.pair, package)
    begin, end = cldr.argos_code(source), cldr.argos_code(target)
    routes = [f"{begin}_{end}"], [f"{begin}_{_BRIDGE}", f"{_BRIDGE}_{end}"]
    for pairs in routes:
        if all(pair in packages for pair in pairs):
            return tuple(packages[pair] for pair in pairs)
    wanted = min(([pair for pair in pairs if pair not in packages] for pairs in reversed(routes)), key=len)
    raise EngineError(
        f"no translation package leads from {source} to {target}; install one with "
        f"`l10n models install FILE{SUFFIX}` or `l10n models install {wanted[0]}`, "
        'or set `engine = "none"`'
    )


def installed() -> Iterator[Package]:
    """Give the packages installed for Argos Translate, in its own folders."""
    for folder in _argos_folders():
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if (path / "metadata.json").is_file():
                    yield _package(path, path)


def bundled(places: Iterable[str], cache: Path) -> Iterator[Package]:
    """Give the packages in ``places`` and those that come with this toolkit, unpacked in ``cache``."""
    for place in (*places, str(_starter_folder())):
        if "://" in place:
            continue
        path = Path(place).expanduser()
        archives = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
        for archive in archives:
            yield _unpacked(archive, cache)


@contextmanager
def unpacked(archive: Path) -> Iterator[Package]:
    """Unpack a package file for trying it out; :func:`keep` makes it an installed one.

    Raises:
        EngineError: The file is no translation package; nothing was changed.
    """
    with _temporary(_argos_folders()[0]) as folder:
        yield _extracted(archive, folder)


def keep(package: Package) -> Package:
    """Install an unpacked package where Argos Translate looks for packages; it replaces one of its name."""
    return _moved(package, _argos_folders()[0])


def remove(pair: str) -> Package:
    """Remove the installed package of a pair such as ``en_vi``.

    Raises:
        EngineError: None is installed.
    """
    package = of_pair(pair)
    shutil.rmtree(package.path)
    return package


def of_pair(pair: str) -> Package:
    """Return the installed package of a pair such as ``en_vi``.

    Raises:
        EngineError: None is installed.
    """
    for package in installed():
        if package.pair == pair:
            return package
    raise EngineError(f"{pair}: no such package is installed; `l10n models list` shows those that are")


def index_address() -> str:
    """Return the address of the index of Argos Translate."""
    return str(_argos().settings.remote_package_index)


def _argos_folders() -> list[Path]:
    return [Path(folder) for folder in _argos().settings.package_dirs]


def _argos() -> Any:
    """Import ``argostranslate.package``, which makes the folders of Argos Translate.

    Raises:
        EngineError: They cannot be made.
    """
    try:
        from argostranslate import package
    except OSError as error:
        raise EngineError(
            f"{error.filename}: Argos Translate cannot make its folder: {error.strerror}; let XDG_DATA_HOME, "
            "XDG_CONFIG_HOME and XDG_CACHE_HOME name folders that can be written"
        ) from error
    return package


def _starter_folder() -> Path:
    """Return where the starter package is: in the wheel, or beside the package in a checkout."""
    here = Path(__file__).parent.parent
    return here / "starter" if (here / "starter").is_dir() else here.parent / "models"


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _package(path: Path, named: Path) -> Package:
    argos = _argos()
    try:
        found = argos.Package(path)
        said = found.from_code, found.to_code, found.package_version, found.target_prefix
    except (OSError, ValueError, AttributeError, KeyError) as error:
        raise EngineError(f"{named}: no usable translation package: {error}") from error
    if not all(isinstance(one, str) for one in said) or not all(said[:2]):
        raise EngineError(f"{named}: no usable translation package: metadata.json names no pair of languages")
    return Package(path, *said)


def _unpacked(archive: Path, cache: Path) -> Package:
    """Unpack an archive once, in a folder named by its path, size and time."""
    if not archive.is_file():
        raise EngineError(f"{archive}: there is no such package file; mend `models` in the settings")
    stat = archive.stat()
    digest = hashlib.sha256(f"{archive.resolve()}{stat.st_size}{stat.st_mtime_ns}".encode()).hexdigest()
    folder = cache / "models" / digest[:16]
    ready = list(folder.glob("*/metadata.json")) if folder.is_dir() else []
    if ready:
        return _package(ready[0].parent, archive)
    with _temporary(folder) as temporary:
        return _moved(_extracted(archive, temporary), folder)


@contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    """Give a folder inside another one, on the same disk, for as long as it is needed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = tempfile.TemporaryDirectory(dir=folder, prefix=".unpacking-")
    except OSError as error:
        raise EngineError(f"{folder}: cannot be written: {error.strerror}") from error
    with temporary as name:
        yield Path(name)


def _extracted(archive: Path, folder: Path) -> Package:
    try:
        with zipfile.ZipFile(archive) as package:
            name = _only_folder(archive, package)
            package.extractall(folder)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise EngineError(f"{archive}: cannot be unpacked: {error}; fetch it again") from error
    except OSError as error:
        why = f"{error.strerror}; make room or mend the rights"
        raise EngineError(f"{archive}: cannot be unpacked in {folder.parent}: {why}") from error
    return _package(folder / name, archive)


def _moved(package: Package, folder: Path) -> Package:
    """Move an unpacked package into a folder; what had its name goes once it is there."""
    new = folder / package.path.name
    if new.exists():
        new.replace(package.path.with_name(f"{new.name}.old"))
    package.path.replace(new)
    return replace(package, path=new)


def _only_folder(archive: Path, package: zipfile.ZipFile) -> str:
    """Return the one folder of an archive; refuse what is no package or points outside."""
    names = [PurePosixPath(name) for name in package.namelist()]
    if any(name.is_absolute() or ".." in name.parts or "\\" in str(name) for name in names):
        raise EngineError(f"{archive}: holds a path that leads outside; nothing was installed")
    tops = {name.parts[0] for name in names if name.parts}
    top = next(iter(tops), "")
    present = {str(name) for name in names}
    tokenizers = {f"{top}/sentencepiece.model", f"{top}/bpe.model"}
    if (
        len(tops) != 1
        or not {f"{top}/metadata.json", f"{top}/model/model.bin"} <= present
        or not tokenizers & present
    ):
        raise EngineError(
            f"{archive}: no translation package: one folder with metadata.json, model/model.bin and "
            "sentencepiece.model is wanted; nothing was installed"
        )
    return top
