"""The compensation block after an edit: heading, words around the table, column headings, rows and cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guidewright.core.adopt.cells import Amounts, figure_changes, figure_values, read_amounts
from guidewright.core.adopt.codes import RefusedError
from guidewright.core.adopt.lists import paired, rearranged
from guidewright.core.adopt.parts import Writer
from guidewright.core.adopt.printing import Printed
from guidewright.core.diagnostic import excerpt
from guidewright.core.edit.changes import Change, Delete, Set
from guidewright.core.figures import EXTRA, columns, with_total
from guidewright.core.legacy.grids import split_row
from guidewright.core.model.rows import NOTHING, Figure, Row, figure_keys, to_row
from guidewright.core.record import pay_of, rows_of
from guidewright.core.table import table as printed_table

_WORDS = ("compensation_title", "compensation_intro", "compensation_note")
_EXTRA = {part: part for part in figure_keys("base")}


@dataclass(frozen=True)
class Place:
    """Where the block's lines stand: the number of the first one in the edited guide."""

    first: int

    def line(self, index: int) -> int:
        return self.first + index


def table_changes(printed: Printed, lines: Sequence[str], first: int) -> list[Change]:
    """The changes that make the compensation block print ``lines``, of which the first is line ``first``."""
    at = Place(first)
    start = next((i for i, line in enumerate(lines) if line.startswith("|")), len(lines))
    end = start
    while end < len(lines) and lines[end].startswith("|"):
        end += 1
    if printed.record["table"] is None or end - start < 2:
        raise RefusedError("GW653", first, "the table is gone", hint="delete the rows in the spec")
    words = _words(printed, lines, start, end, at)
    cells = [[text for _, text in split_row(line)] for line in lines[start:end]]
    header, rows = cells[0], cells[2:]
    if any(cell.strip("-: ") for cell in cells[1]):
        raise RefusedError("GW653", at.line(start + 1), "the rule |---| below the table's headings is gone")
    names = columns(rows_of(printed.values))
    heads = _heading_changes(printed, names, header, at.line(start))
    if any(len(row) != len(names) for row in rows):
        index = next(i for i, row in enumerate(rows) if len(row) != len(names))
        found = f"the row has {len(rows[index])} cells under {len(names)} headings"
        raise RefusedError("GW656", at.line(start + 2 + index), found)
    numbers = [at.line(start + 2 + index) for index in range(len(rows))]
    return [*words, *heads, *_Rows(printed, names, numbers).changes(rows)]


def _words(printed: Printed, lines: Sequence[str], start: int, end: int, at: Place) -> list[Change]:
    """Heading, intro and note: what stands above and below the table."""
    above, below = list(lines[:start]), list(lines[end:])
    if above and (above[-1] != "" or len(above) == 1):
        raise RefusedError("GW653", at.line(start - 1), "build prints a blank line above the table")
    if below and below[0] != "":
        raise RefusedError("GW653", at.line(end), "build prints a blank line below the table")
    said: dict[str, str | None] = dict.fromkeys(_WORDS)
    above = above[:-1]
    if above and above[0].startswith("### "):
        said["compensation_title"] = above[0][4:]
        above = above[2:]
    said["compensation_intro"] = "\n".join(above) or None
    said["compensation_note"] = "\n".join(below[1:]) or None
    changes: list[Change] = []
    for key, new in said.items():
        old = printed.record[key]
        if (old.strip("\n") if old else None) == new:
            continue
        line = at.line(end + 1 if key == "compensation_note" else 0)
        changes += scalar_changes(printed, (key,), new, line)
    return changes


def scalar_changes(printed: Printed, path: tuple[str, ...], new: Any, line: int) -> list[Change]:
    """A value of the head of the spec set or taken out; refused where another file says it."""
    origin = printed.origin(path)
    key = ".".join(path)
    if origin is not None and origin.place.path != printed.path:
        found = f"{key} comes from {origin.place}"
        hint = f"edit it there, or set {key} in {printed.path}"
        raise RefusedError("GW652", line, found, hint=hint)
    if new is None:
        return [Delete(path)] if origin is not None else []
    source = origin.value if origin is not None and isinstance(origin.value, str) else None
    if isinstance(new, str):
        raw = printed.spec.get(path[0]) if len(path) == 1 else None
        writer = Writer(bool(printed.record["templated"]), printed.shown, line)
        new = writer.text(raw if isinstance(raw, str) else source, new)
    if len(path) > 1 and path[0] not in printed.spec:
        return [Set(path[:1], {path[1]: new})]
    return [Set(path, new)]


def _heading_changes(printed: Printed, names: Sequence[str], header: Sequence[str], line: int) -> list[Change]:
    old = [text.replace("\\|", "|") for text in printed.record["table"]["header"]]
    if len(header) != len(old):
        found = f"{len(header)} columns instead of {len(old)}; columns follow from the figures of the rows"
        raise RefusedError("GW653", line, found, hint="add or delete the figures in the spec")
    changes: list[Change] = []
    for name, before, now in zip(names, old, header, strict=True):
        if before == now:
            continue
        if name.startswith(EXTRA):
            rows = printed.spec["compensation"]
            changes += [
                Set(("compensation", i, "extra", j, "label"), now)
                for i, row in enumerate(rows)
                for j, extra in enumerate(row.get("extra") or ())
                if extra["label"] == before
            ]
            continue
        labelled = printed.origin(("column_labels", name)) is not None
        if name == "stock" and not labelled and now.startswith("Stock (") and now.endswith(")"):
            changes += scalar_changes(printed, ("stock_label",), now[7:-1], line)
        elif any(isinstance(each, Set) and each.path == ("column_labels",) for each in changes):
            last = next(each for each in changes if isinstance(each, Set) and each.path == ("column_labels",))
            last.value[name] = now
        else:
            changes += scalar_changes(printed, ("column_labels", name), now, line)
    return changes


@dataclass(frozen=True)
class _Rows:
    """The rows of one table, read against the spec's."""

    printed: Printed
    names: Sequence[str]
    numbers: Sequence[int]

    def changes(self, rows: Sequence[Sequence[str]]) -> list[Change]:
        raw = self.printed.spec["compensation"]
        old = [[cell.replace("\\|", "|") for cell in row] for row in self.printed.record["table"]["rows"]]
        target = paired([" | ".join(row) for row in old], [" | ".join(row) for row in rows])
        at = ("compensation",)
        changes = rearranged(at, len(raw), target, lambda place: self._fresh(rows[place], self.numbers[place]))
        typed = rows_of(self.printed.values)
        for place, index in enumerate(target):
            if index is None or old[index] == list(rows[place]):
                continue
            line = self.numbers[place]
            own, found = typed[index], list[Change]()
            cells = zip(self.names, old[index], rows[place], strict=True)
            for name, text in ((name, now) for name, before, now in cells if before != now):
                found += self._cell(place, raw[index], own, name, text, line)
            changes += found
        return changes

    def _cell(self, place: int, raw: Mapping[str, Any], row: Row, name: str, text: str, line: int) -> list[Change]:
        at = ("compensation", place)
        if name in ("region", "level", "title"):
            return [Set((*at, name), text)] if text not in ("—", "") else [Delete((*at, name))]
        keys = _EXTRA if name.startswith(EXTRA) else figure_keys(name)
        if name == "total_comp" and not any(key in raw for key in keys.values()):
            formula = self.printed.values["total_formula"]
            found = f"the total is computed ({formula}), so '{text}' cannot be put in its place"
            hint = "edit what it is made of, or declare total_comp_low and total_comp_high in the spec"
            raise RefusedError("GW651", line, found, hint=hint, key=f"compensation[{place}].total_comp_low")
        amounts = self._read(text, row, line, name)
        if name.startswith(EXTRA):
            return self._extra(at, raw, row, name.removeprefix(EXTRA), amounts, line)
        own = amounts.first._replace(currency=_own_code(amounts.first, amounts.code, row.currency))
        old = row.figure(name)
        changes = _applied(at, figure_changes(old._replace(currency=_shown_code(old, row)), own, keys))
        also = row.also.figure(name) if row.also else NOTHING
        if amounts.second is not None or also:
            if row.also is None:
                values = {"currency": amounts.second_code} | figure_values(amounts.second or NOTHING, keys)
                return [*changes, Set((*at, "also"), values)]
            second = amounts.second or NOTHING
            second = second._replace(currency=_own_code(second, amounts.second_code, row.also.currency))
            changes += _applied((*at, "also"), figure_changes(also, second, keys))
        return changes

    def _read(self, text: str, row: Row, line: int, name: str) -> Amounts:
        own = row.figure(name).currency or row.currency or self.printed.values.get("currency")
        second = row.also.currency if row.also else None
        amounts = read_amounts(text, (own, second), pay_of(self.printed.values))
        if amounts.fault:
            expected = f"'{amounts.printed}'" if amounts.printed else ""
            hint = "write it so" if amounts.printed else "correct the cell, or edit the spec"
            raise RefusedError("GW656", line, amounts.fault, expected=expected, hint=hint)
        return amounts

    def _extra(
        self, at: tuple[str | int, ...], raw: Mapping[str, Any], row: Row, label: str, amounts: Amounts, line: int
    ) -> list[Change]:
        index = next((i for i, extra in enumerate(raw.get("extra") or ()) if extra["label"] == label), None)
        if index is None or amounts.second is not None:
            raise RefusedError("GW656", line, f"the row has no figure of its own under {excerpt(label)}")
        figure = amounts.first._replace(currency=_own_code(amounts.first, amounts.code, row.currency))
        old = next(extra.figure for extra in row.extra if extra.label == label)
        return _applied((*at, "extra", index), figure_changes(old, figure, _EXTRA))

    def _fresh(self, cells: Sequence[str], line: int) -> dict[str, Any]:
        """A new row; its total is left out where it comes out as computed and the other rows declare none."""
        usual = self.printed.values.get("currency")
        first = next((row for row in rows_of(self.printed.values)), Row())
        named = dict(zip(self.names, cells, strict=True))
        values: dict[str, Any] = {name: named.pop(name) for name in ("level", "title", "region") if name in named}
        values = {name: text for name, text in values.items() if text not in ("—", "")}
        read = {name: self._read(text, Row(currency=usual), line, name) for name, text in named.items()}
        read = {name: amounts for name, amounts in read.items() if amounts.first or amounts.second}
        money = (a.code for a in read.values() if a.first.low is not None or a.first.high is not None)
        code = next(money, first.currency)
        seconds: dict[str, Any] = {}
        if code != usual and code is not None:
            values["currency"] = code
        for name, amounts in read.items():
            figure = amounts.first._replace(currency=_own_code(amounts.first, amounts.code, code))
            if name.startswith(EXTRA):
                extra = {"label": name.removeprefix(EXTRA)} | figure_values(figure, _EXTRA)
                values.setdefault("extra", []).append(extra)
                continue
            values |= figure_values(figure, figure_keys(name))
            if amounts.second is not None:
                seconds |= {"currency": amounts.second_code} | figure_values(amounts.second, figure_keys(name))
        if seconds:
            values["also"] = seconds
        return self._without_total(values, list(cells))

    def _without_total(self, values: dict[str, Any], cells: list[str]) -> dict[str, Any]:
        keys = set(figure_keys("total_comp").values())
        if any(not keys.isdisjoint(row) for row in self.printed.spec["compensation"]):
            return values
        bare = {key: value for key, value in values.items() if key not in keys}
        pay = pay_of(self.printed.values)
        row = with_total(to_row(bare, self.printed.values.get("currency")), pay)
        shown = printed_table([*rows_of(self.printed.values), row], pay, {}, None).rows[-1]
        return bare if [cell.replace("\\|", "|") for cell in shown] == cells else values


def _shown_code(figure: Figure, row: Row) -> str | None:
    return figure.currency if figure.currency != row.currency else None


def _own_code(figure: Figure, code: str | None, usual: str | None) -> str | None:
    """A figure's own currency, where it has one and it is not the row's."""
    is_money = (figure.low is not None or figure.high is not None) and figure.unit is None
    return code if is_money and code != usual else None


def _applied(at: tuple[str | int, ...], values: Mapping[str, Any]) -> list[Change]:
    gone: list[Change] = [Delete((*at, key)) for key, value in values.items() if value is None]
    return [*gone, *(Set((*at, key), value) for key, value in values.items() if value is not None)]
