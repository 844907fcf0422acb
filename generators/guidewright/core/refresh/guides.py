"""The guides that a sheet is about, and which of their rows a record names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidewright.core.diagnostic import Diagnostic
from guidewright.core.nearest import did_you_mean, nearest
from guidewright.core.reader import Path
from guidewright.core.refresh.codes import finding
from guidewright.core.refresh.sheet import Record, named

NAMES = ("region", "level", "title")


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide: its spec's bytes and checked mapping, and everything resolved; both without the body, to be small."""

    path: str
    company: str
    role: str
    data: bytes
    spec: Mapping[str, Any]
    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.company}/{self.role}"

    @property
    def text(self) -> str:
        return self.data.decode()

    @property
    def rows(self) -> Sequence[Mapping[str, Any]]:
        rows: Sequence[Mapping[str, Any]] = self.values.get("compensation") or ()
        return rows

    @property
    def labels(self) -> Mapping[str, str]:
        labels: Mapping[str, str] = self.values["style"].get("currency") or {}
        return labels


@dataclass(frozen=True, slots=True)
class RowKey:
    """A row of a guide: its index, or for a new one the number of rows + its rank; ``also``: its second currency."""

    index: int
    also: bool = False

    @property
    def path(self) -> Path:
        return ("compensation", self.index, "also") if self.also else ("compensation", self.index)


GUIDE_ITSELF = RowKey(-1)
"""The key of texts that belong to no row."""


def amounts_of(guide: Guide, key: RowKey) -> Mapping[str, Any]:
    """The mapping that holds the row's keys; empty for a row that the guide has not."""
    if key == GUIDE_ITSELF:
        return guide.values
    if key.index >= len(guide.rows):
        return {}
    row = guide.rows[key.index]
    return row.get("also") or {} if key.also else row


def currency_of(guide: Guide, key: RowKey) -> str | None:
    """The currency of the row's amounts."""
    own: str | None = amounts_of(guide, key).get("currency")
    return own or guide.values.get("currency")


def row_keys(guide: Guide) -> list[RowKey]:
    """Every row of the guide and every second currency, in order."""
    keys = []
    for index, row in enumerate(guide.rows):
        keys += [RowKey(index), RowKey(index, True)] if row.get("also") else [RowKey(index)]
    return keys


def row_name(row: Mapping[str, Any]) -> str:
    """What to call a row: ``London, UK``, ``London, UK / L5``."""
    return " / ".join(str(row[part]) for part in NAMES if row.get(part)) or "(unnamed row)"


def wanted_names(record: Record) -> dict[str, str]:
    """Region, level and title that the record states."""
    return {part: text for part in NAMES if (text := record.key(part))}


def find_row(record: Record, guide: Guide) -> tuple[RowKey | None, Diagnostic | None]:
    """The row that a record names; None without a problem for a row that the guide does not have."""
    said = record.key("also") or ""
    if said not in ("", "yes"):
        cell = record.keys["also"]
        hint = "yes: the amounts in the row's second currency"
        return None, finding("GW724", cell.place, f"also is '{said[:20]}'", expected="yes or nothing", hint=hint)
    columns = {part: record.key(part) for part in NAMES if record.key(part) is not None}
    rows = list(enumerate(guide.rows))
    matching = [index for index, row in rows if all((row.get(part) or "") == text for part, text in columns.items())]
    if not matching:
        stated = {part: text for part, text in columns.items() if text}
        if stated or not columns:
            near = [index for index, row in rows if all(row.get(part) == text for part, text in stated.items())]
            matching = near if "region" in stated or len(near) == 1 else []
    if len(matching) == 1:
        key = RowKey(matching[0], said == "yes")
        if key.also and not guide.rows[key.index].get("also"):
            return None, finding("GW724", record.keys["also"].place, "the row has no second currency")
        return key, None
    return None, _unclear(record, guide, matching)


def _unclear(record: Record, guide: Guide, matching: Sequence[int]) -> Diagnostic | None:
    stated = wanted_names(record)
    cell = next((record.keys[part] for part in NAMES if part in record.keys), record.keys["role"])
    key = named(cell, "region")
    if matching:
        found = f"{len(matching)} rows of {guide.name} have this name"
        rows = ", ".join(row_name(guide.rows[index]) for index in matching[:5])
        return finding("GW724", cell.place, found, hint=f"add the column level or title: {rows}", key=key)
    known = [row_name(row) for row in guide.rows]
    if not stated:
        expected = f"one of {'; '.join(known[:6])}"
        return finding("GW724", cell.place, "the row names no region", expected=expected, key=key)
    name = row_name(stated)
    twin = nearest(name, known)
    if twin is not None and _folded(twin) == _folded(name):
        found = f"'{name[:60]}' differs from the spec's '{twin}' in spelling only"
        return finding("GW724", cell.place, found, hint=f"write '{twin}'", key=key)
    if record.key("also") == "yes" or not record.whole:
        hint = f"did you mean '{twin}'?" if twin else "a new row is a whole line of figure columns, as in the grid"
        return finding("GW724", cell.place, f"{guide.name} has no row '{name[:60]}'", hint=hint, key=key)
    return None


def _folded(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def no_guide(record: Record, names: Mapping[str, object]) -> Diagnostic:
    """The company or role that the record names does not exist."""
    company, role = record.key("company") or "", record.key("role") or ""
    companies = {name.split("/")[0] for name in names}
    if company in companies:
        roles = [name.split("/")[1] for name in names if name.startswith(f"{company}/")]
        hint = did_you_mean(role, roles) or f"make it with 'guidewright new guide {company}/{role[:40]}'"
        cell = record.keys["role"]
        return finding("GW724", cell.place, f"{company} has no role '{role[:60]}'", hint=hint, key=named(cell, "role"))
    hint = did_you_mean(company, companies)
    cell = record.keys["company"]
    return finding("GW724", cell.place, f"no company '{company[:60]}'", hint=hint, key=named(cell, "company"))
