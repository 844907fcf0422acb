"""Legacy guides on disk: which files a SRC means, what their path says of them, and their bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.model.base import is_slug
from guidewright.edges.errors import OutsideError
from guidewright.edges.workspace import printable, read_regular

MAX_GUIDE = 4 * 1024 * 1024
SUFFIXES = (".md", ".markdown")


@dataclass(frozen=True)
class LegacyFile:
    """A file to lift. ``company`` and ``role``: what its place says, None where that is nothing."""

    file: Path
    shown: str
    company: str | None = None
    role: str | None = None
    stray: bool = False
    """Whether it lies beside the company folders, where no guide is expected."""


def find(sources: Sequence[Path]) -> tuple[list[LegacyFile], list[Diagnostic]]:
    """The files below ``sources`` in order, and those that are passed over with the reason."""
    files: list[LegacyFile] = []
    skipped: list[Diagnostic] = []
    for source in sources:
        if source.is_dir():
            files += _folder(source, skipped)
        elif source.exists() or source.is_symlink():
            files.append(_lone(source))
        else:
            raise OutsideError(f"{source}: there is no such file or folder")
    return list({item.file: item for item in files}.values()), skipped


def _lone(file: Path) -> LegacyFile:
    """A file given by name: its place counts only where it looks like ``<company>/<role>.md``."""
    absolute = Path(os.path.abspath(file))
    company, role = absolute.parent.name, absolute.stem
    placed = absolute.suffix.lower() in SUFFIXES and is_slug(company) and is_slug(role)
    shown = printable(os.fspath(file))
    return LegacyFile(file, shown, company, role) if placed else LegacyFile(file, shown)


def _folder(folder: Path, skipped: list[Diagnostic]) -> Iterator[LegacyFile]:
    entries = _entries(folder)
    companies = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    if not companies:
        yield from _company(folder, folder.resolve().name, skipped)
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _company(path, entry.name, skipped)
        elif entry.is_symlink():
            skipped.append(_pass_over(path, "is a link"))
        elif path.suffix.lower() in SUFFIXES:
            yield LegacyFile(path, printable(entry.path), stray=True)


def _company(folder: Path, company: str, skipped: list[Diagnostic]) -> Iterator[LegacyFile]:
    for entry in _entries(folder):
        path = Path(entry.path)
        if entry.is_symlink():
            skipped.append(_pass_over(path, "is a link"))
        elif entry.is_dir(follow_symlinks=False):
            skipped.append(_pass_over(path, "is a folder inside a company"))
        elif path.suffix.lower() in SUFFIXES:
            yield LegacyFile(path, printable(entry.path), company, path.stem)
        else:
            skipped.append(_pass_over(path, "is no Markdown file (.md, .markdown)"))


def _pass_over(path: Path, why: str) -> Diagnostic:
    return problem("GW552", Place(printable(str(path))), f"{why}: skipped", hint="name the file itself to import it")


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted((each for each in entries if not each.name.startswith(".")), key=lambda each: each.name)
    except OSError as error:
        raise OutsideError(f"{folder}: {(error.strerror or str(error)).lower()}") from error


def read(item: LegacyFile) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a legacy file, or why there are none."""
    try:
        return read_regular(item.file, MAX_GUIDE), []
    except (OSError, ValueError) as error:
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
        return None, [problem("GW013", Place(item.shown), reason, hint="name the file itself, not a link to it")]
