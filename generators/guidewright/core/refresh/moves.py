"""How far each figure moves, in which band that is, and whether somebody has accepted it.

A change is measured against the present value: 10 % to 12 % of bonus is a move of +20 %. A value that is new, deleted
or no number has no percentage. What turns the meaning of figures (a currency, period or unit) counts as a large move.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from fractions import Fraction
from shlex import quote
from typing import Any, Literal

from guidewright.core.diagnostic import Diagnostic
from guidewright.core.money import money, percent
from guidewright.core.refresh.cells import Cell
from guidewright.core.refresh.changes import Asked, Given, NewRow
from guidewright.core.refresh.codes import finding
from guidewright.core.refresh.columns import NUMBERS, Field
from guidewright.core.refresh.guides import GUIDE_ITSELF, Guide, RowKey, amounts_of, currency_of, row_name
from guidewright.core.refresh.sheet import named

Band = Literal["large", "notable", "visible", "small", "new", "deleted", "other"]
ALL = "all"
_TURNING = ("currency", "period", "unit")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Three percentages: shown from ``visible``, listed apart from ``notable``, stopped above ``large``."""

    visible: Fraction = Fraction(5)
    notable: Fraction = Fraction(10)
    large: Fraction = Fraction(20)


def thresholds(text: str) -> Thresholds | None:
    """``5,10,20`` as thresholds; None for anything but three numbers that rise."""
    try:
        numbers = [Fraction(part.strip()) for part in text.split(",")]
    except (ValueError, ZeroDivisionError):
        return None
    rising = len(numbers) == 3 and 0 <= numbers[0] <= numbers[1] <= numbers[2]
    return Thresholds(*numbers) if rising else None


@dataclass(frozen=True, slots=True)
class Move:
    """One change of one key of a guide."""

    guide: Guide
    key: RowKey
    row: str
    field: Field
    old: Any
    new: Any
    percent: Fraction | None
    band: Band
    cell: Cell
    accepted: bool = False

    @property
    def region(self) -> str | None:
        """What ``--accept COMPANY/ROLE:REGION`` calls the row; None for a text of the guide."""
        if self.key == GUIDE_ITSELF:
            return None
        row = self.guide.rows[self.key.index]
        return row.get("region") or row_name(row)

    @property
    def stops(self) -> bool:
        return self.band == "large" and not self.accepted

    def shown(self, value: Any) -> str:
        """A value as it is printed: ``$170K``, ``10%``."""
        if value is None:
            return "—"
        if self.field.part in ("pct", "pct_high"):
            return f"{percent(value)}%"
        if self.field.part in ("low", "high"):
            amounts = amounts_of(self.guide, self.key)
            code = amounts.get(f"{self.field.figure}_currency") or currency_of(self.guide, self.key)
            counted = amounts.get(f"{self.field.figure}_unit")
            return f"{value:,} {counted}" if counted else money(value, code, self.guide.labels) if code else str(value)
        text = " ".join(str(value).split())
        return text if len(text) <= 40 else text[:39] + "…"

    @property
    def change(self) -> str:
        """``+12.9 %``; words where there is no percentage."""
        if self.percent is None:
            return {"new": "new", "deleted": "deleted"}.get(self.band, "changed")
        return f"{float(self.percent):+.1f} %"


def accepts(accepted: Iterable[str], guide: Guide, region: str | None) -> bool:
    """Whether COMPANY/ROLE, COMPANY/ROLE:REGION, a glob of them, or ``all`` is among ``accepted``."""
    for one in accepted:
        name, colon, only = one.partition(":")
        pattern = name if "/" in name else f"{name}/*"
        if one == ALL or (fnmatchcase(guide.name, pattern) and (not colon or only.strip() == (region or ""))):
            return True
    return False


def moves(asked: Asked, limits: Thresholds, accepted: Sequence[str]) -> list[Move]:
    """Every change of a guide's present rows and texts, in the order of the rows."""
    guide, made = asked.guide, []
    for (key, field), given in asked.changes.items():
        if key.index >= len(guide.rows):
            continue
        row: Mapping[str, Any] = {} if key == GUIDE_ITSELF else guide.rows[key.index]
        name = row_name(row) if row else ""
        share = _share(field, given)
        band = _band(field, given, share, limits)
        shown = f"{name} ({currency_of(guide, key)})" if key.also else name
        move = Move(guide, key, shown, field, given.old, given.value, share, band, given.cell)
        made.append(replace(move, accepted=accepts(accepted, guide, move.region)))
    return sorted(made, key=lambda move: (move.key.index, move.key.also))


def _share(field: Field, given: Given) -> Fraction | None:
    if field.part not in NUMBERS or given.old in (None, 0) or given.value is None:
        return None
    old, new = Fraction(str(given.old)), Fraction(str(given.value))
    return (new - old) / old * 100


def _band(field: Field, given: Given, share: Fraction | None, limits: Thresholds) -> Band:
    if share is None:
        if given.old is None:
            return "new"
        turned = field.part in _TURNING or (field.part in NUMBERS and given.value is not None)
        return "large" if turned else "deleted" if given.value is None else "other"
    size = abs(share)
    if size > limits.large:
        return "large"
    return "notable" if size >= limits.notable else "visible" if size >= limits.visible else "small"


def stopped(move: Move) -> Diagnostic:
    """A large move that nobody has accepted."""
    found = f"{move.shown(move.old)} → {move.shown(move.new)} ({move.change})"
    hint = f"--accept {quote(f'{move.guide.name}:{move.region}' if move.region else move.guide.name)}"
    key = named(move.cell, f"{move.guide.name} {move.row} {move.field.name}".replace("  ", " "))
    return finding("GW734", move.cell.place, found, hint=hint, key=key)


def new_row_stopped(guide: Guide, row: NewRow, near: str) -> Diagnostic:
    """A row that the guide does not have, and that nobody has accepted."""
    hint = f"--accept {quote(f'{guide.name}:{row.region}')} adds it" + (f"; {near}" if near else "")
    found = f"{guide.name} has no row '{row_name(row.names)}'"
    return finding("GW735", row.cell.place, found, hint=hint, key=named(row.cell, "region"))
