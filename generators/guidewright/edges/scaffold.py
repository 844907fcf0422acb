"""Cookiecutter: from a scaffold template and values to files, in a temporary folder and nowhere else.

A template may come from a workspace that somebody else wrote, so it gets no more than a guide's templates get: regular
files only, file names that stay where they are put, the sandbox, limits on time and memory, no hooks, no extensions.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guidewright.core.scaffold import context, file_name_problem, settings_problems
from guidewright.core.text import decode
from guidewright.edges.errors import OutsideError
from guidewright.edges.limits import limits
from guidewright.edges.workspace import default_templates, read_regular

_SETTINGS = "cookiecutter.json"
MAX_FILES = 200


@dataclass(frozen=True)
class Scaffold:
    """A scaffold template: what it is called in messages, its settings (cookiecutter.json) and its files."""

    label: str
    settings: Mapping[str, Any]
    files: Mapping[str, bytes]


def load(kind: str, workspace: Path | None) -> Scaffold:
    """The template for ``kind``: the workspace's own templates/scaffold/<kind>/, or the one that ships."""
    own = workspace / "templates" / "scaffold" / kind if workspace else None
    folder = own if own is not None and own.is_dir() else default_templates() / "scaffold" / kind
    label = f"templates/scaffold/{kind}" if folder == own else f"(default)/scaffold/{kind}"
    files = dict(_files(folder, label))
    if _SETTINGS not in files:
        raise OutsideError(f"{label}/{_SETTINGS}: is missing; a scaffold is a Cookiecutter template")
    try:
        settings = json.loads(files[_SETTINGS].decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise OutsideError(f"{label}/{_SETTINGS}: is no JSON: {error}") from error
    for wrong in settings_problems(settings):
        raise OutsideError(f"{label}/{_SETTINGS}: {wrong}")
    return Scaffold(label, settings, files)


def _files(top: Path, label: str) -> Iterator[tuple[str, bytes]]:
    """Every file of a template by its relative path; anything that is no regular file is refused."""
    count = 0
    for folder, folders, names in os.walk(top):
        inner = Path(folder).relative_to(top).as_posix()
        prefix = "" if inner == "." else inner + "/"
        folders[:] = sorted(name for name in folders if prefix or name != "hooks")
        for name in [*folders, *sorted(names)]:
            if (prefix or "cookiecutter" in name) and name != _SETTINGS and (wrong := file_name_problem(name)):
                raise OutsideError(f"{label}/{prefix}: {wrong}")
            if os.path.islink(f"{folder}/{name}"):
                raise OutsideError(f"{label}/{prefix}{name}: is a link; put the file itself here")
        for name in sorted(names):
            count += 1
            if count > MAX_FILES:
                raise OutsideError(f"{label}: has more than {MAX_FILES} files")
            try:
                yield prefix + name, read_regular(Path(folder) / name)
            except (OSError, ValueError) as error:
                raise OutsideError(f"{label}/{prefix}{name}: cannot be read: {error}") from error


@contextmanager
def _sandboxed() -> Iterator[None]:
    """Cookiecutter's environments, made in the sandbox for the block: it has no setting for that."""
    from cookiecutter import utils
    from cookiecutter.environment import ExtensionLoaderMixin
    from jinja2 import StrictUndefined

    from guidewright.core.sandbox import Sandbox

    class Environment(ExtensionLoaderMixin, Sandbox):  # type: ignore[misc]
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(undefined=StrictUndefined, optimized=False, **kwargs)

    before = utils.StrictEnvironment
    utils.StrictEnvironment = Environment
    try:
        yield
    finally:
        utils.StrictEnvironment = before


def render(
    scaffold: Scaffold,
    values: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]],
    seconds: int = 5,
    megabytes: int = 512,
) -> dict[str, bytes]:
    """The files that the template makes of each (given values, shape), by path below its top folder's parent."""
    from cookiecutter.main import cookiecutter

    made: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="guidewright-") as temporary:
        source, state, target = (Path(temporary) / name for name in ("template", "state", "made"))
        for path, data in scaffold.files.items():
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_bytes(data)
        home = {"replay_dir": str(state), "cookiecutters_dir": str(state)}
        target.mkdir()
        with _sandboxed(), limits(seconds, megabytes) as guard:
            for given, shape in values:
                try:
                    with guard():
                        cookiecutter(
                            str(source),
                            no_input=True,
                            extra_context=context(scaffold.settings, given, shape),
                            output_dir=str(target),
                            overwrite_if_exists=True,
                            default_config=home,
                            accept_hooks=False,
                        )
                except Exception as error:
                    raise OutsideError(f"{scaffold.label}: {_reason(error)}") from error
        for file in sorted(path for path in target.rglob("*") if path.is_file()):
            made[file.relative_to(target).as_posix()] = file.read_bytes()
    return made


def _reason(error: Exception) -> str:
    """What went wrong in a template, in one line that names the template's line where it is known."""
    inner = getattr(error, "error", None) or error
    line = getattr(inner, "lineno", None)
    trace = inner.__traceback__
    while line is None and trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(("./", "{{")):
            line = trace.tb_lineno
        trace = trace.tb_next
    name = getattr(inner, "name", None) or ""
    where = f"{name}:{line}: " if name and line else f"line {line}: " if line else ""
    text = " ".join(str(inner).split()) or type(inner).__name__
    return (where + text)[:400]


def read_values(path: Path) -> tuple[str, str]:
    """The text of a file of values, and what to call the file in messages."""
    try:
        text, found = decode(read_regular(path), path.name)
    except OSError as error:
        raise OutsideError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:
        raise OutsideError(f"{path}: {error}") from error
    if text is None:
        raise OutsideError(str(found[0]))
    return text, path.name
