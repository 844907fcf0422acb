"""The parts of a level mapping below its label or heading: intro, table, list and text, in the forms they may have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guidewright.core.legacy.grids import split_row

Parts = dict[str, Any]
_NONE: Parts = {"intro": None, "table": None, "items": None, "text": None}


def level_parts(lines: Sequence[str], old: Mapping[str, Any]) -> Iterator[Parts]:
    """What ``lines`` may say, the forms with the parts of ``old`` first."""
    if not lines:
        yield dict(_NONE)
        return
    found = [*_listed(lines), _NONE | {"text": "\n".join(lines)}]
    yield from sorted(found, key=lambda parts: sum((parts[name] is None) != (old.get(name) is None) for name in _NONE))


def _listed(lines: Sequence[str]) -> Iterator[Parts]:
    for start, line in enumerate(lines):
        if start and lines[start - 1] != "":
            continue
        mark = line[:1] if line.startswith("|") else "- " if line.startswith("- ") else ""
        if not mark:
            continue
        end = start
        while end < len(lines) and lines[end].startswith(mark):
            end += 1
        if end < len(lines) and lines[end] != "":
            continue
        parts = _NONE | {"intro": "\n".join(lines[: max(start - 1, 0)]) or None}
        parts["text"] = "\n".join(lines[end + 1 :]) or None
        if mark == "|" and end - start > 1:
            rows = [[cell for _, cell in split_row(row)] for row in lines[start:end]]
            yield parts | {"table": {"header": rows[0], "rows": rows[2:]}}
        elif mark == "- ":
            yield parts | {"items": [item[2:] for item in lines[start:end]]}
