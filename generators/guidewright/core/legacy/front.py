"""Front matter of a legacy guide: cut off, sorted into known and foreign keys, compared with the table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.legacy.codes import finding
from guidewright.core.model.rows import FIGURES
from guidewright.core.model.spec import SPEC

_COMPARED = (*(f"{name}_{end}" for name in FIGURES for end in ("low", "high")), "bonus_pct", "currency")
_KEY = re.compile(r"([A-Za-z_][\w.-]*)\s*:")


@dataclass(frozen=True, slots=True)
class Front:
    """Known keys, foreign keys, and the lines of the foreign ones as written."""

    known: Mapping[str, Any] = field(default_factory=dict)
    foreign: Mapping[str, Any] = field(default_factory=dict)
    foreign_text: str = ""


def cut(text: str) -> tuple[str | None, str, int]:
    """Front matter, body, and the number of the body's first line; None where there is no front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    for at in range(1, len(lines)):
        if lines[at].rstrip() == "---":
            return "\n".join(lines[1:at]) + "\n", "\n".join(lines[at + 1 :]), at + 2
    return None, text, 1


def sort(raw: str, mapping: Mapping[str, Any] | None, path: str) -> tuple[Front, list[Diagnostic]]:
    """The front matter by what is known; ``mapping`` is ``raw`` as read by the caller, None where it could not be."""
    if mapping is None:
        if not raw.strip():
            return Front(), []
        return Front(foreign_text=raw), [
            finding("GW531", Place(path, 1, 1), "the front matter is no mapping; kept as a section")
        ]
    known = {key: value for key, value in mapping.items() if key in SPEC["fields"]}
    foreign = {str(key): value for key, value in mapping.items() if key not in known}
    if not foreign:
        return Front(known), []
    names = ", ".join(foreign)
    found = finding("GW532", Place(path, 1, 1), f"foreign keys in the front matter ({names}) are kept in a section")
    return Front(known, foreign, _lines_of(raw, set(foreign))), [found]


def _lines_of(raw: str, keys: set[str]) -> str:
    """The lines of ``raw`` that belong to ``keys``; all of it where they cannot be told apart."""
    out: list[str] = []
    inside, seen = False, set()
    for line in raw.split("\n"):
        match = _KEY.match(line)
        if match:
            inside = match[1] in keys
            seen |= {match[1]} & keys
        if inside:
            out.append(line)
    return "\n".join(out).rstrip("\n") + "\n" if seen == keys else raw


def disagreements(known: Mapping[str, Any], rows: list[dict[str, Any]], path: str) -> list[Diagnostic]:
    """Where front matter and table say different things of the same region; what only one of them says is no matter."""
    stated = known.get("compensation")
    found: list[Diagnostic] = []
    by_region: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_region.setdefault(str(row.get("region", "")), []).append(row)
    for at, said in enumerate(stated if isinstance(stated, list) else []):
        own = by_region.get(str(said.get("region", "")), []) if isinstance(said, Mapping) else []
        if len(own) != 1:
            continue
        for key in _COMPARED:
            if said.get(key) is not None and own[0].get(key) is not None and said[key] != own[0][key]:
                what = f"the front matter says {said[key]}, the table {own[0][key]}; the table was taken"
                found.append(
                    finding(
                        "GW530", Place(path, 1, 1), what, hint="correct one of them", key=f"compensation[{at}].{key}"
                    )
                )
    return found
