"""Keys of what is kept from build to build: digests of everything that it was made from."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_LIBRARIES = frozenset(("jinja2", "markupsafe", "pydantic_core", "python_frontmatter", "pyyaml"))
"""Those whose version may change what is made."""


def key_of(*parts: str | bytes) -> str:
    """One digest of many parts and their lengths."""
    whole = [part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part for part in parts]
    lengths = ",".join(map(str, map(len, whole)))
    return hashlib.sha256(b"".join((lengths.encode(), b":", *whole))).hexdigest()


def key_of_files(files: Mapping[str, bytes]) -> str:
    """One digest of names and contents, in whatever order they come."""
    return key_of(*(part for item in sorted(files.items()) for part in item))


def tool_key() -> str:
    """A digest of the code that makes output, and of the versions of what it stands on."""
    package = Path(__file__).resolve().parent.parent
    folders = ("core", "core/model", "core/check", "core/seedfiles", "edges")
    files = sorted(file for folder in folders for file in (package / folder).glob("*.py"))
    files += [
        package / "commands" / name for name in ("aggregates.py", "guide.py", "inputs.py", "pipeline.py", "seeding.py")
    ]
    parts = (part for file in files for part in (file.name, file.read_bytes()))
    return key_of(sys.version, *_versions(), *parts)


def _versions() -> list[str]:
    """The installed versions, by the names of their folders: importlib.metadata would take 10 ms."""
    found = set()
    for module in ("jinja2", "pydantic_core", "yaml", "frontmatter"):
        spec = importlib.util.find_spec(module)
        with suppress(OSError):
            folder = Path(spec.origin).parent.parent if spec is not None and spec.origin else None
            found |= set(os.listdir(folder)) if folder is not None else set()
    return sorted(name for name in found if name.endswith(".dist-info") and name.lower().split("-")[0] in _LIBRARIES)
