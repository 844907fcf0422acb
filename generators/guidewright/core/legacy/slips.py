"""Figures that no build would take, since they are a thousandfold off their neighbours: kept as the words they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guidewright.core.diagnostic import excerpt
from guidewright.core.legacy.rows import Reader, Slot
from guidewright.core.model.rows import Row, figure_keys, to_row
from guidewright.core.reader import Path
from guidewright.core.scale import Off, far_off


def keep_slips(rows: list[dict[str, Any]], reader: Reader) -> None:
    """Turn such figures of ``rows`` into the words of their cells, one a row at a time, until none is left."""
    while found := {off.end.at[0]: off for off in _off(rows)}:
        for index, off in found.items():
            assert isinstance(index, int)
            _keep(rows[index], off, reader.slots[index][off.end.name], reader)


def _keep(row: dict[str, Any], off: Off, slot: Slot, reader: Reader) -> None:
    for half in (row, row.get("also") or {}):
        for key in figure_keys(off.end.name).values():
            reader.typed -= key in half and key.endswith(("_low", "_high", "_pct"))
            half.pop(key, None)
    if not (row.get("also") or {}).keys() - {"currency"}:
        row.pop("also", None)
    row[f"{off.end.name}_text"] = slot.text
    what = f"{excerpt(slot.text)} is {round(off.factor):,} times off {off.what}; kept as words"
    reader.tell("GW529", slot, what, "check the cell")


def _off(rows: list[dict[str, Any]]) -> list[Off]:
    """What is off, the first of each row last."""
    return list(far_off(_places(rows), lambda at, key: True))[::-1]


def _places(rows: list[dict[str, Any]]) -> Iterator[tuple[Path, Row]]:
    for index, mapping in enumerate(rows):
        row = to_row(mapping)
        yield (index,), row
        if row.also:
            yield (index, "also"), row.also
