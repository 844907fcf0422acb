"""Figures of the compensation table, old against new: what moved and by how much, which rows came and went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from guidewright.core.figures import Pay, cell
from guidewright.core.model.rows import FIGURES, NOTHING, Figure, Row, to_row

Record = Mapping[str, Any]
_PARTS = ("low", "high", "pct", "pct_high")
_MEANING = ("currency", "unit", "period", "open", "note", "text")


@dataclass(frozen=True, slots=True)
class Move:
    """One figure of one row that is not what it was.

    ``delta`` and ``percent`` are those of the end that moved furthest; None where nothing can be compared (the
    figure came or went, or its currency, unit or period changed). ``end`` names that end.
    """

    guide: str
    row: str
    figure: str
    old: str
    new: str
    end: str = ""
    delta: int | float | None = None
    percent: float | None = None
    change: str = ""
    """What changed beside the amounts: ``currency USD → GBP``; ``added`` or ``removed``."""
    values: int = 1
    """How many numbers of the figure are not what they were (both ends of a range: 2)."""
    content: tuple[str, str] = ("", "")
    """The exact old and new content, from which approvals are made."""

    def over(self, threshold: float) -> bool:
        """Whether a person must approve: it moved by more than ``threshold`` per cent, or means something else."""
        if self.percent is not None:
            return abs(self.percent) > threshold
        return self.change not in ("added", "removed", "note")

    @property
    def size(self) -> float:
        """By what moves are sorted; what cannot be compared comes first."""
        return abs(self.percent) if self.percent is not None else float("inf")


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that came, went or was renamed: ``old`` and ``new`` are its names, empty where there is none."""

    old: str
    new: str
    cells: str


def row_names(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What each row is called: region, level and title; a number tells rows of one name apart."""
    seen: dict[str, int] = {}
    found = []
    for row in rows:
        name = " · ".join(str(row[key]) for key in ("level", "title", "region") if row.get(key)) or "(row)"
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def pay_of(record: Record) -> Pay:
    return Pay(
        record.get("total_formula") or "vest", record.get("vesting_years") or 4, record.get("currency_labels") or {}
    )


def compare_rows(old: Record, new: Record) -> tuple[list[Move], list[RowChange]]:
    """Every figure that differs, and every row that came, went or has another name."""
    before, after = old.get("compensation") or [], new.get("compensation") or []
    if before == after:
        return [], []
    old_rows, new_rows = dict(zip(row_names(before), before)), dict(zip(row_names(after), after))
    pairs = [(name, name) for name in new_rows if name in old_rows]
    gone = [name for name in old_rows if name not in new_rows]
    come = [name for name in new_rows if name not in old_rows]
    changes = []
    for name in list(gone):
        twin = next((other for other in come if _figures(new_rows[other]) == _figures(old_rows[name])), None)
        if twin is not None:
            gone.remove(name)
            come.remove(twin)
            changes.append(RowChange(name, twin, ""))
    changes += [RowChange(name, "", _cells(old_rows[name], pay_of(old))) for name in gone]
    changes += [RowChange("", name, _cells(new_rows[name], pay_of(new))) for name in come]
    guide = f"{new['company']}/{new['role']}"
    moves = [
        move
        for one, other in pairs
        if old_rows[one] != new_rows[other]
        for move in _moves(guide, other, to_row(old_rows[one]), to_row(new_rows[other]), pay_of(old), pay_of(new))
    ]
    return moves, changes


def _figures(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("region", "level", "title")}


def _cells(row: Mapping[str, Any], pay: Pay) -> str:
    typed = to_row(row)
    return " · ".join(
        f"{name} {cell(typed.figure(name), typed.currency, pay)}" for name in FIGURES if typed.figure(name)
    )


def _moves(guide: str, row: str, old: Row, new: Row, old_pay: Pay, new_pay: Pay, prefix: str = "") -> Iterator[Move]:
    for name in FIGURES:
        yield from _move(guide, row, prefix + name, (old.figure(name), old, old_pay), (new.figure(name), new, new_pay))
    olds, news = ({extra.label: extra.figure for extra in each.extra} for each in (old, new))
    for label in dict.fromkeys([*olds, *news]):
        before, after = olds.get(label, NOTHING), news.get(label, NOTHING)
        yield from _move(guide, row, f"{prefix}{label}", (before, old, old_pay), (after, new, new_pay))
    if old.also or new.also:
        yield from _moves(
            guide, row, old.also or Row(), new.also or Row(), old_pay, new_pay, f"{prefix}second currency "
        )


_Side = tuple[Figure, Row, Pay]


def _move(guide: str, row: str, name: str, old: _Side, new: _Side) -> Iterator[Move]:
    """The move of one figure, if it is one."""
    (before, old_row, old_pay), (after, new_row, new_pay) = old, new
    code, other = before.currency or old_row.currency, after.currency or new_row.currency
    if before == after and (code == other or not before.has_figures):
        return
    shown = (cell(before, code, old_pay) or "—", cell(after, other, new_pay) or "—")
    content = (_content(before, code), _content(after, other))
    if not before or not after:
        yield Move(guide, row, name, *shown, change="removed" if before else "added", content=content)
        return
    meaning = [
        f"{what} {one} → {new_one}"
        for what, one, new_one in [
            ("currency", code, other),
            ("unit", before.unit, after.unit),
            ("period", before.period, after.period),
        ]
        if one != new_one and (before.low is not None or before.high is not None)
    ]
    if meaning:
        yield Move(guide, row, name, *shown, change=", ".join(meaning), content=content)
        return
    ends = list(_ends(before, after))
    furthest = max(ends, key=lambda end: abs(end[2]), default=None)
    if furthest is None:
        words = "note" if before.has_figures and after.has_figures else "words"
        yield Move(guide, row, name, *shown, change=words, content=content)
        return
    end, delta, percent = furthest
    yield Move(guide, row, name, *shown, end=end, delta=delta, percent=percent, values=len(ends), content=content)


def _ends(before: Figure, after: Figure) -> Iterator[tuple[str, int | float, float]]:
    """Each end that both have and that moved: its name, by how much, and by how many per cent.

    A range that became one amount is compared by that amount; from zero, any amount is 100 per cent.
    """
    for part in _PARTS:
        old, new = getattr(before, part), getattr(after, part)
        fallback = {"high": "low", "pct_high": "pct"}.get(part)
        if fallback and (old is None) != (new is None):
            old = getattr(before, fallback) if old is None else old
            new = getattr(after, fallback) if new is None else new
        if old is None or new is None or old == new:
            continue
        share = Fraction(str(new)) - Fraction(str(old))
        yield part, new - old, round(float(share / Fraction(str(old)) * 100), 1) if old else 100.0


def _content(figure: Figure, currency: str | None) -> str:
    """A figure as an exact text: what an approval is given for."""
    parts = {part: getattr(figure, part) for part in (*_PARTS, *_MEANING)} | {"currency": currency}
    return ";".join(f"{part}={value}" for part, value in parts.items() if value is not None and value is not False)
