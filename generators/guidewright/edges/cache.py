"""The build cache: what a spec's bytes came to last time. It saves time and decides nothing.

Two files: an index with a checksum, read whole, and records appended one after the other, each checked when it
is read. Anything that does not add up is as if it were not there.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from guidewright.edges.errors import OutsideError
from guidewright.edges.output import STATE, is_inside, write
from guidewright.edges.workspace import read_dated

_MAGIC = b"guidewright cache 4\n"
_PLAIN = 2
"""The version of marshal that looks for nothing said before: half the time for many short texts that differ."""
FOLDER = f"{STATE}/cache"
INDEX, RECORDS = f"{FOLDER}/index", f"{FOLDER}/records"


class Entry(NamedTuple):
    """What is known of one spec."""

    data_key: str
    facts: bytes
    shown: bytes
    json: str = ""
    """The digest of its JSON seed file; empty when that was not made."""
    diagnostics: tuple[tuple[Any, ...], ...] = ()
    render_key: str = ""
    output: str = ""
    offset: int = 0
    size: int = 0
    check: bytes = b""


def packed(record: dict[str, Any], head: str) -> bytes:
    """A record, and the front matter that it prints: what does not change with the templates."""
    return marshal.dumps((record, head))


def unpacked(blob: bytes) -> tuple[dict[str, Any], str]:
    """Record and front matter again."""
    record, head = marshal.loads(blob)
    return record, head


@dataclass
class Cache:
    """Entries by spec path, digests of what many guides make by key, and digests of known databases."""

    entries: dict[str, Entry] = field(default_factory=dict)
    shared: dict[str, Any] = field(default_factory=dict)
    databases: dict[str, str] = field(default_factory=dict)
    end: int = 0
    written: int = 0
    """When it was written (in ns): good for guesses alone."""

    def blob(self, root: Path, paths: Iterable[str]) -> dict[str, bytes]:
        """What ``packed`` made of ``paths``; what cannot be trusted is left out."""
        found: dict[str, bytes] = {}
        try:
            handle = os.open(root / RECORDS, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
            with open(handle, "rb") as file:
                for path in paths:
                    entry = self.entries[path]
                    file.seek(entry.offset)
                    data = file.read(entry.size)
                    if hashlib.blake2b(data, digest_size=16).digest() == entry.check:
                        found[path] = data
        except OSError:
            pass
        return found


def load(root: Path) -> Cache:
    """The cache; an empty one when there is none that can be trusted."""
    try:
        data, written = read_dated(root / INDEX, 1 << 30)
    except (OSError, ValueError):
        return Cache()
    head = len(_MAGIC) + 32
    if data[: len(_MAGIC)] != _MAGIC or hashlib.sha256(data[head:]).digest() != data[len(_MAGIC) : head]:
        return Cache()
    try:
        entries, shared, databases, end = marshal.loads(data[head:])
        return Cache(
            dict(zip(entries, map(Entry._make, entries.values()), strict=True)), shared, databases, end, written
        )
    except (AttributeError, EOFError, TypeError, ValueError):
        return Cache()


def written(root: Path) -> int:
    """When the cache was written (in ns; 0 if there is none): good for guesses alone."""
    try:
        return os.lstat(root / INDEX).st_ctime_ns
    except OSError:
        return 0


def touch(root: Path) -> None:
    """Dates the cache anew: what changed last was seen, and was nothing."""
    with suppress(OSError, NotImplementedError):
        os.utime(root / INDEX, follow_symlinks=False)


def save(root: Path, cache: Cache, blobs: Mapping[str, bytes]) -> None:
    """Writes the cache; ``blobs`` are the records of new entries. A cache that cannot be written is skipped."""
    if not is_inside(root, RECORDS):
        return
    try:
        _append(root, cache, blobs)
        entries = {path: tuple(entry) for path, entry in cache.entries.items()}
        payload = marshal.dumps((entries, cache.shared, cache.databases, cache.end), _PLAIN)
        write(root, INDEX, _MAGIC + hashlib.sha256(payload).digest() + payload)
    except (OSError, OutsideError):
        pass


def _append(root: Path, cache: Cache, blobs: Mapping[str, bytes]) -> None:
    """Appends new records; starts the file anew when more than half of it is no longer used."""
    file = root / RECORDS
    used = sum(entry.size for entry in cache.entries.values())
    try:
        status = os.lstat(file)
        size = status.st_size if stat.S_ISREG(status.st_mode) else 0
    except OSError:
        size = 0
    if size != cache.end or size > 2 * used + 1_000_000:
        old = cache.blob(root, (path for path in cache.entries if path not in blobs)) if size else {}
        cache.entries = {path: entry for path, entry in cache.entries.items() if path in old or path in blobs}
        blobs = old | dict(blobs)
        size = 0
    if blobs:
        if not size:
            write(root, RECORDS, b"")
        for path, data in blobs.items():
            check = hashlib.blake2b(data, digest_size=16).digest()
            cache.entries[path] = cache.entries[path]._replace(offset=size, size=len(data), check=check)
            size += len(data)
        with open(file, "ab") as handle:
            handle.writelines(blobs.values())
    cache.end = size
