"""The journal of a refresh: written before the first spec is touched, so that a killed run is finished by the next.

``.guidewright/refresh/pending.ndjson`` holds the old and the new bytes of every file while they are being written;
``last.ndjson`` is the same when all are, and is what undo goes back by. Call with the workspace's lock held. A file
that is neither as it was nor as it was to be has been edited since, and is never written over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from guidewright.edges.errors import OutsideError
from guidewright.edges.output import STATE, sha256, write

FOLDER = f"{STATE}/refresh"
PENDING, LAST = f"{FOLDER}/pending.ndjson", f"{FOLDER}/last.ndjson"
VERSION = 1


@dataclass(frozen=True)
class Journal:
    """What is (or was) to be written: by path the bytes before and after. ``undo``: it takes a refresh back."""

    title: str
    files: Mapping[str, tuple[bytes, bytes]]
    undo: bool = False


@dataclass
class Outcome:
    """What became of a journal's files: written now, as wanted already, and edited by somebody since."""

    title: str
    undo: bool = False
    written: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)


def carry_out(root: Path, journal: Journal) -> Outcome:
    """Writes the journal, then the files, then keeps the journal for undo (or drops it after one)."""
    _put(root, PENDING, journal)
    return _finish(root, journal)


def is_pending(root: Path) -> bool:
    """Whether a run was killed between its first and its last file."""
    return (root / PENDING).exists()


def recover(root: Path) -> Outcome | None:
    """Finishes what a killed run began; None when there is nothing to finish."""
    journal = _get(root, PENDING)
    return _finish(root, journal) if journal else None


def undo(root: Path) -> Outcome:
    """Puts the files of the last refresh back, byte for byte; nothing is touched when any was edited since."""
    last = _get(root, LAST)
    if last is None:
        raise OutsideError("there is no refresh to undo")
    outcome = Outcome(last.title, True)
    for path, (_, new) in last.files.items():
        if _digest(root, path) != sha256(new):
            outcome.edited.append(path)
    if outcome.edited:
        return outcome
    back = {path: (new, old) for path, (old, new) in last.files.items()}
    return carry_out(root, Journal(last.title, back, undo=True))


def _digest(root: Path, path: str) -> str:
    try:
        return sha256((root / path).read_bytes())
    except OSError:
        return ""


def _finish(root: Path, journal: Journal) -> Outcome:
    outcome = Outcome(journal.title, journal.undo)
    for path, (old, new) in journal.files.items():
        found = _digest(root, path)
        if found == sha256(new):
            outcome.done.append(path)
        elif found == sha256(old):
            write(root, path, new)
            outcome.written.append(path)
        else:
            outcome.edited.append(path)
    _sync_files(root, outcome.written)
    if journal.undo:
        _drop(root, LAST)
    else:
        kept = {path: texts for path, texts in journal.files.items() if path not in outcome.edited}
        if outcome.edited:
            _put(root, LAST, Journal(journal.title, kept))
        else:
            os.replace(root / PENDING, root / LAST)
    _drop(root, PENDING)
    return outcome


def _put(root: Path, path: str, journal: Journal) -> None:
    """The journal on disk, whole, and told to stay there before anything else is done.

    A line of JSON as its head, then one a file, so that it is never in memory as a whole.
    """
    target = root / path
    temporary = target.with_name(".gw-tmp-journal")
    head = {"version": VERSION, "title": journal.title, "undo": journal.undo, "files": len(journal.files)}
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "w", encoding="ascii", newline="\n") as file:
            file.write(json.dumps(head) + "\n")
            for name, (old, new) in journal.files.items():
                both = {"path": name, "sha256": [sha256(old), sha256(new)], "old": old.decode(), "new": new.decode()}
                file.write(json.dumps(both) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        raise OutsideError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    _sync(target.parent)


def _get(root: Path, path: str) -> Journal | None:
    files: dict[str, tuple[bytes, bytes]] = {}
    try:
        with open(root / path, "rb") as file:
            head = json.loads(file.readline())
            if head["version"] != VERSION:
                raise ValueError(f"version {head['version']}")
            for line in file:
                one = json.loads(line)
                old, new = one["old"].encode(), one["new"].encode()
                if [sha256(old), sha256(new)] != one["sha256"] or not _is_spec(one["path"]):
                    raise ValueError(f"the entry of {one['path']} is damaged")
                files[one["path"]] = (old, new)
        if len(files) != head["files"]:
            raise ValueError("it is cut short")
        return Journal(str(head["title"]), files, bool(head["undo"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "look at the specs with git, then remove it"
        raise OutsideError(f"{path}: the journal of a refresh cannot be read ({error}); {hint}") from error


def _is_spec(path: str) -> bool:
    parts = path.split("/")
    return len(parts) == 3 and parts[0] == "seeds" and ".." not in parts and path.endswith(".yaml")


def _sync_files(root: Path, paths: list[str]) -> None:
    for path in paths:
        _sync(root / path)
    for folder in sorted({(root / path).parent for path in paths}):
        _sync(folder)


def _sync(path: Path) -> None:
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _drop(root: Path, path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(root / path)
