"""The workspace on disk: where it is, which files it has, and their bytes. Only regular files inside it are read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from guidewright.core.codes import problem
from guidewright.core.config import CONFIG, Config, parse_config
from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.text import MAX_BYTES, decode
from guidewright.edges.errors import NoWorkspaceError, OutsideError


@dataclass(frozen=True)
class Workspace:
    """A workspace: its root folder and its configuration."""

    root: Path
    config: Config


@dataclass
class Sources:
    """Every input of a build, by workspace path (templates by name)."""

    specs: Mapping[str, bytes] = field(default_factory=dict)
    shared: dict[str, bytes] = field(default_factory=dict)
    templates: dict[str, bytes] = field(default_factory=dict)
    template_places: dict[str, str] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    newest: int = 0
    """When the file that changed last was changed (in ns): good for guesses alone."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def find_root(start: Path) -> Path:
    """The nearest folder at or above ``start`` that holds guidewright.toml."""
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return folder
    raise NoWorkspaceError(f"{start}: no {CONFIG} here or above; run 'guidewright init' to make a workspace")


def open_workspace(start: Path) -> tuple[Workspace, list[Diagnostic]]:
    """The workspace around ``start`` and the problems of its configuration."""
    try:
        root = find_root(start.resolve(strict=True))
        data = (root / CONFIG).read_bytes()
    except OSError as error:
        raise OutsideError(f"{error.filename or start}: {(error.strerror or str(error)).lower()}") from error
    text, found = decode(data, CONFIG)
    if text is None:
        return Workspace(root, Config()), found
    config, found = parse_config(text)
    return Workspace(root, config), found


def default_templates() -> Path:
    """The folder of the templates that ship with guidewright: in the wheel, or in this repository."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "_templates"
    return shipped if shipped.is_dir() else package.parent.parent / "templates"


def read_regular(path: str | Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file that is no link; OSError or ValueError (with the reason) for anything else."""
    return read_dated(path, limit)[0]


def read_dated(path: str | Path, limit: int = MAX_BYTES) -> tuple[bytes, int]:
    """What ``read_regular`` reads, and when the file was last changed or put there (in ns)."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("is not a regular file")
        if status.st_size > limit:
            raise ValueError(f"is larger than {limit // 1024} KiB ({status.st_size:,} bytes)")
        data = os.read(handle, status.st_size + 1)
        while len(data) < status.st_size and (more := os.read(handle, status.st_size - len(data))):
            data += more
        return data, status.st_ctime_ns
    finally:
        os.close(handle)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise OutsideError(f"{folder}: {(error.strerror or str(error)).lower()}") from error


def _is_shared(path: str) -> bool:
    """Whether a path below seeds/ is that of a shared file, or of something that stands in the place of one."""
    return "/_" in path


def _spec_files(folders: Iterable[os.DirEntry[str]]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Workspace path and entry of everything in ``folders`` that is named as a spec or shared file."""
    for entry in folders:
        if entry.name in ("_defaults.yaml", "_roles.yaml"):
            yield f"seeds/{entry.name}", entry
        elif entry.is_dir(follow_symlinks=False):
            for inner in _entries(entry.path):
                if inner.name.endswith((".yaml", ".yml")):
                    yield f"seeds/{entry.name}/{inner.name}", inner
        elif entry.is_symlink():
            yield f"seeds/{entry.name}", entry


def _template_files(folder: str, prefix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    for entry in _entries(folder):
        name = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            if name != "scaffold":
                yield from _template_files(entry.path, name + "/")
        elif entry.name.endswith(".j2"):
            yield name, entry


def seem_changed(workspace: Workspace, known: int) -> bool:
    """Whether a source was changed or put there after ``known`` (in ns), as its date says: good for guesses alone."""
    templates = (entry for folder in _template_folders(workspace) for _, entry in _template_files(folder))
    specs = (entry for _, entry in _spec_files(spec_folders(workspace)))
    return any(_changed(entry) > known for entry in chain(specs, templates))


def _changed(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_ctime_ns
    except OSError:
        return 0


def _template_folders(workspace: Workspace) -> dict[str, str]:
    """Where templates are, and what messages call it; one in a later folder counts before its namesakes."""
    return {str(default_templates()): "(default)", str(workspace.root / "templates"): "templates"}


def printable(path: str) -> str:
    """A path as it may be shown: bytes that are no UTF-8 are written out."""
    return path.encode("utf-8", "backslashreplace").decode()


def load_sources(workspace: Workspace) -> Sources:
    """All specs, shared files and templates; what cannot be read is a diagnostic and goes to ``unreadable``."""
    folders = spec_folders(workspace)
    sources = load_shared(workspace, folders)
    sources.specs = load_specs(folders, sources)
    return sources


def load_shared(workspace: Workspace, folders: Iterable[os.DirEntry[str]]) -> Sources:
    """The shared files in ``folders``, and the templates."""
    sources = Sources()
    for path, entry in _spec_files(folders):
        if _is_shared(path) and not path.endswith(".yml"):
            _read(path, entry.path, sources.shared, path, sources)
    for folder, label in _template_folders(workspace).items():
        for name, template in _template_files(folder):
            sources.template_places[name] = f"{label}/{printable(name)}"
            _read(name, template.path, sources.templates, sources.template_places[name], sources)
    return sources


def spec_folders(workspace: Workspace) -> list[os.DirEntry[str]]:
    """What stands below seeds/: the folders of companies, if all is well, and the files that all share."""
    for top in ("seeds", "templates"):
        if (workspace.root / top).is_symlink():
            raise OutsideError(f"{top}: is a link; put the folder itself into the workspace")
    return _entries(f"{workspace.root}/seeds")


def load_specs(folders: Iterable[os.DirEntry[str]], sources: Sources) -> dict[str, bytes]:
    """The specs in ``folders``; what is wrong there is noted in ``sources``."""
    specs: dict[str, bytes] = {}
    for path, entry in _spec_files(folders):
        if path.endswith(".yml"):
            hint = f"rename it to {path.removesuffix('.yml')}.yaml"
            sources.diagnostics.append(
                problem("GW014", Place(printable(path)), "is not read: specs end in .yaml", hint=hint)
            )
        elif not _is_shared(path):
            _read(path, entry.path, specs, path, sources)
    return specs


def _read(key: str, file: str, into: dict[str, bytes], shown: str, sources: Sources) -> None:
    try:
        into[key], changed = read_dated(file)
        sources.newest = max(sources.newest, changed)
    except (OSError, ValueError) as error:
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
        code = "GW004" if "larger" in reason else "GW013"
        hint = "put the file itself here" if "link" in reason or "regular" in reason else ""
        sources.unreadable.add(key)
        sources.diagnostics.append(problem(code, Place(printable(shown)), reason, hint=hint))


def texts_of(
    files: dict[str, bytes], diagnostics: list[Diagnostic], places: dict[str, str] | None = None
) -> dict[str, str]:
    """The files that are UTF-8, as text; the others are reported."""
    texts = {}
    for key, data in files.items():
        text, found = decode(data, places[key] if places else key)
        diagnostics += found
        if text is not None:
            texts[key] = text
    return texts
