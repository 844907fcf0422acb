"""Which spec that is gone is which spec that has come: by content, without asking git."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

_ALIKE = 0.6
"""Share of lines that two specs must have in common to be one spec renamed."""
_COMMON = 60
"""A line that stands in more specs than this tells none apart."""


def renames(
    gone: Collection[str], come: Collection[str], old: Mapping[str, bytes], new: Mapping[str, bytes]
) -> dict[str, str]:
    """New path to old path of what was renamed; the most alike pairs first, each path once."""
    if not gone or not come:
        return {}
    lines = {path: _lines(old[path]) for path in gone}
    by_line: dict[bytes, list[str]] = {}
    for path in sorted(gone):
        for line in lines[path]:
            by_line.setdefault(line, []).append(path)
    scored = []
    for path in sorted(come):
        own = _lines(new[path])
        shared = Counter(
            other for line in own for other in by_line.get(line, ())[: _COMMON + 1] if len(by_line[line]) <= _COMMON
        )
        for other, _ in shared.most_common(5):
            alike = len(own & lines[other]) / max(len(own | lines[other]), 1)
            same_file = other.rsplit("/", 1)[-1] == path.rsplit("/", 1)[-1]
            scored.append((old[other] != new[path], -alike, not same_file, path, other))
        identical = [other for other in sorted(gone) if old[other] == new[path]]
        scored += [
            (False, -1.0, other.rsplit("/", 1)[-1] != path.rsplit("/", 1)[-1], path, other) for other in identical
        ]
    found: dict[str, str] = {}
    for _, alike, _, path, other in sorted(scored):
        if -alike >= _ALIKE and path not in found and other not in found.values():
            found[path] = other
    return found


def _lines(data: bytes) -> frozenset[bytes]:
    return frozenset(line.strip() for line in data.split(b"\n") if line.strip())
