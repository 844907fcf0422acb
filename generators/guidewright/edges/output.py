"""The output on disk: what is there, and carrying out a plan. One file at a time, whole or not at all; ledger last."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from guidewright.core.plan import MISSING, TAKEN, format_ledger, parse_ledger
from guidewright.edges.area import Bytes
from guidewright.edges.beside import end_if_orphaned, halved, many
from guidewright.edges.errors import OutsideError
from guidewright.edges.workspace import read_regular

LEDGER = "output/guidewright.lock"
STATE = ".guidewright"
BEGUN = f"{STATE}/begun"
"""What a build is about to write, in the ledger's form: a killed build's files are known for ours by it."""
_OURS = ("output/", "schema/")
_TEMPORARY = ".gw-tmp-"


def sha256(data: Bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest(path: str, data: bytes) -> str:
    """What the ledger says of a file: its sha256, and for a database that of its content."""
    if path.endswith(".sqlite"):
        from guidewright.edges.sqlite import digest as of_database

        return of_database(data)
    return sha256(data)


def read_ledger(root: Path, path: str = LEDGER) -> dict[str, str]:
    """The ledger (or what a build had begun to write); empty when it is missing or no text.

    A last line that is cut off, and a path where nothing of ours can stand, count for nothing.
    """
    try:
        whole, _, _ = read_regular(root / path, 1 << 30).decode("utf-8").rpartition("\n")
    except (FileNotFoundError, UnicodeDecodeError):
        return {}
    except (OSError, ValueError) as error:
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
        raise OutsideError(f"{path}: cannot be read: {reason}") from error
    entries = parse_ledger(whole)
    return {path: each for path, each in entries.items() if path.startswith(_OURS) and path.isprintable()}


def is_inside(root: Path, path: str) -> bool:
    """Whether every folder on the way to ``path`` is a real folder (or not there yet)."""
    folder = str(root)
    for part in path.split("/")[:-1]:
        folder = f"{folder}/{part}"
        try:
            if not stat.S_ISDIR(os.lstat(folder).st_mode):
                return False
        except FileNotFoundError:
            return True
        except OSError:
            return False
    return True


def disk_digests(
    root: Path, paths: Collection[str], known: Mapping[str, str] | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    """What is on disk at ``paths``: by path the digest, ``MISSING`` or ``TAKEN``; and the raw sha256 of databases.

    ``known`` maps a database's raw sha256 to its digest, so that an unchanged one need not be read as a database.
    """
    digests: dict[str, str] = {}
    raw: dict[str, str] = {}
    without: dict[str, str] = {}
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    prefix = str(root) + "/"
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in without:
            without[folder] = _without_files(root, path)
        if without[folder]:
            digests[path] = without[folder]
            continue
        try:
            data = _bytes(prefix + path, flags)
        except FileNotFoundError:
            digests[path] = MISSING
            continue
        except OSError:
            digests[path] = TAKEN
            continue
        if data is None:
            digests[path] = TAKEN
        elif path.endswith(".sqlite"):
            raw[path] = sha256(data)
            digests[path] = (known or {}).get(raw[path]) or digest(path, data)
        else:
            digests[path] = hashlib.sha256(data).hexdigest()
    return digests, raw


def _without_files(root: Path, path: str) -> str:
    """What holds of every file in the folder of ``path`` if none can be read there; else nothing."""
    if not is_inside(root, path):
        return TAKEN
    return "" if os.path.lexists((root / path).parent) else MISSING


def _bytes(path: str, flags: int) -> bytes | None:
    handle = os.open(path, flags)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return None
        data = os.read(handle, status.st_size + 1)
        while len(data) < status.st_size and (more := os.read(handle, status.st_size - len(data))):
            data += more
        return data
    finally:
        os.close(handle)


def write(root: Path, path: str, data: Bytes) -> None:
    """Puts a whole file in place: written aside in the same folder, then renamed over ``path``."""
    write_all(root, {path: data})


def write_all(root: Path, files: Mapping[str, Bytes]) -> None:
    """Puts many files in place, in two halves at once; one that cannot be written ends its half. Call with the lock
    held."""
    first, second = halved(lambda paths: _write_each(root, files, paths), list(files))
    if many(files) and first == second:  # there is no other process, or it was killed over a file
        sweep(root, {path.partition("/")[0] for path in files})


def _write_each(root: Path, files: Mapping[str, Bytes], paths: Sequence[str]) -> int:
    """Puts those at ``paths`` in place; returns the process that has done it."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in folders:
            if not is_inside(root, path):
                raise OutsideError(
                    f"{path}: cannot be written: a folder on the way is a link, or no folder; move it away"
                )
            folders.add(folder)
        _put(root, path, files[path])
    return os.getpid()


def _put(root: Path, path: str, data: Bytes) -> None:
    target = f"{root}/{path}"
    folder, _, _ = target.rpartition("/")
    temporary = f"{folder}/{_TEMPORARY}{os.urandom(6).hex()}"
    try:
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)
        end_if_orphaned()
        os.replace(temporary, target)
    except BaseException as error:
        _forget(temporary)
        if isinstance(error, OSError):
            raise OutsideError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error
        raise


def _forget(temporary: str) -> None:
    with suppress(OSError):
        os.unlink(temporary)


def remove(root: Path, path: str) -> None:
    """Removes one file, and the folders that it leaves empty below output/."""
    try:
        os.unlink(root / path)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise OutsideError(f"{path}: cannot be removed: {(error.strerror or str(error)).lower()}") from error
    folder = (root / path).parent
    while folder != root and folder.parent != root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def back_up(root: Path, path: str) -> str:
    """Keeps the present bytes of ``path`` below .guidewright/backup; returns where."""
    try:
        data = (root / path).read_bytes()
    except OSError as error:
        raise OutsideError(f"{path}: cannot be backed up: {(error.strerror or str(error)).lower()}") from error
    kept = f"{STATE}/backup/{sha256(data)[:12]}/{path}"
    write(root, kept, data)
    return kept


def write_ledger(root: Path, entries: Mapping[str, str]) -> bool:
    """Writes the ledger if it differs; whether it did."""
    text = format_ledger(entries).encode()
    try:
        if (root / LEDGER).read_bytes() == text:
            return False
    except OSError:
        pass
    write(root, LEDGER, text)
    return True


def begin(root: Path, ledger: Mapping[str, str], entries: Mapping[str, str]) -> None:
    """Notes what is about to be written (path to digest), until ``finish``; first keeps what an earlier run noted."""
    if not entries:
        return
    if os.path.lexists(root / BEGUN):
        write_ledger(root, ledger)
    write(root, BEGUN, format_ledger(entries).encode())


def finish(root: Path) -> None:
    """Forgets what ``begin`` noted: the ledger says it now."""
    _forget(f"{root}/{BEGUN}")


def sweep(root: Path, folders: Collection[str] = ("output", "seeds", "schema", STATE)) -> None:
    """Removes temporary files that a killed run left behind. Call with the lock held."""
    for top in folders:
        stack = [str(root / top)] if not os.path.islink(root / top) else []
        while stack:
            try:
                entries = list(os.scandir(stack.pop()))
            except OSError:
                continue
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    stack.append(entry.path)
                elif entry.name.startswith(_TEMPORARY):
                    _forget(entry.path)
