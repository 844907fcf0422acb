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

from guidewright.edges.area import Bytes
from guidewright.edges.errors import OutsideError
from guidewright.edges.output import STATE, is_inside, write
from guidewright.edges.workspace import read_dated

_MAGIC = b"guidewright cache 5\n"
_PLAIN = 2
"""The version of marshal that looks for nothing said before: half the time for many short texts that differ, and
always the same bytes of the same value."""
FOLDER = f"{STATE}/cache"
INDEX, RECORDS = f"{FOLDER}/index", f"{FOLDER}/records"


class Entry(NamedTuple):
    """What is known of one spec; its part of the records is what is shown of it, and then its record."""

    data_key: str
    facts: bytes
    shown: bytes
    """The digest of what pages show of it."""
    split: int
    """The size of that."""
    json: str = ""
    """The digest of its JSON seed file; empty when that was not made."""
    diagnostics: tuple[tuple[Any, ...], ...] = ()
    render_key: str = ""
    output: str = ""
    offset: int = 0
    size: int = 0
    check: bytes = b""


class Part(NamedTuple):
    """What is kept of a new record: its facts for overviews and selections; in one piece, as it goes to the records,
    what pages show of it and then the record itself, with the front matter that it prints."""

    facts: bytes
    data: Bytes
    split: int
    shown_check: bytes
    check: bytes

    @property
    def shown(self) -> Bytes:
        return self.data[: self.split]

    @property
    def record(self) -> Bytes:
        return self.data[self.split :]


def part(facts: dict[str, Any], shown: dict[str, Any], record: dict[str, Any], head: str) -> Part:
    """What is kept of a record; nothing of it changes with the templates."""
    first = marshal.dumps(shown, _PLAIN)
    data = first + marshal.dumps((record, head))
    return Part(marshal.dumps(facts, _PLAIN), data, len(first), check(first), check(data))


def check(data: Bytes) -> bytes:
    """A digest by which the cache knows its own."""
    return hashlib.sha256(data).digest()[:16]


def unpacked(blob: Bytes) -> tuple[dict[str, Any], str]:
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

    def records(self, root: Path, paths: Iterable[str]) -> dict[str, bytes]:
        """The records of ``paths``, packed; what cannot be trusted is left out."""
        return {path: data[self.entries[path].split :] for path, data in self.parts(root, paths).items()}

    def shown(self, root: Path, paths: Iterable[str]) -> dict[str, bytes]:
        """What pages show of ``paths``; what cannot be trusted is left out."""
        return _trusted(root, ((path, (own := self.entries[path]).offset, own.split, own.shown) for path in paths))

    def parts(self, root: Path, paths: Iterable[str]) -> dict[str, bytes]:
        """Both together, as they stand in the records."""
        return _trusted(root, ((path, (own := self.entries[path]).offset, own.size, own.check) for path in paths))


def _trusted(root: Path, spans: Iterable[tuple[str, int, int, bytes]]) -> dict[str, bytes]:
    """Spans of the records (path, offset, size, check) by path, as far as they are what they were."""
    found: dict[str, bytes] = {}
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        with open(root / RECORDS, "rb", opener=lambda path, mode: os.open(path, mode | flags)) as file:
            for path, offset, size, expected in spans:
                file.seek(offset)
                data = file.read(size)
                if check(data) == expected:
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


def save(root: Path, cache: Cache, parts: Mapping[str, Bytes]) -> None:
    """Writes the cache; ``parts`` are those of new entries. A cache that cannot be written is skipped."""
    if not is_inside(root, RECORDS):
        return
    try:
        _append(root, cache, parts)
        entries = {path: tuple(entry) for path, entry in cache.entries.items()}
        payload = marshal.dumps((entries, cache.shared, cache.databases, cache.end), _PLAIN)
        write(root, INDEX, _MAGIC + hashlib.sha256(payload).digest() + payload)
    except (OSError, OutsideError):
        pass


def _append(root: Path, cache: Cache, parts: Mapping[str, Bytes]) -> None:
    """Appends the parts of new entries; starts the file anew when more than half of it is no longer used."""
    file = root / RECORDS
    used = sum(entry.size for entry in cache.entries.values())
    try:
        status = os.lstat(file)
        size = status.st_size if stat.S_ISREG(status.st_mode) else 0
    except OSError:
        size = 0
    if size != cache.end or size > 2 * used + 1_000_000:
        old = cache.parts(root, (path for path in cache.entries if path not in parts)) if size else {}
        cache.entries = {path: entry for path, entry in cache.entries.items() if path in old or path in parts}
        parts = {**old, **parts}
        size = 0
    if parts:
        if not size:
            write(root, RECORDS, b"")
        for path, data in parts.items():
            cache.entries[path] = cache.entries[path]._replace(offset=size, size=len(data))
            size += len(data)
        with open(file, "ab") as handle:
            handle.writelines(parts.values())
    cache.end = size
