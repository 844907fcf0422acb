"""A sheet as cells, each with its place; and the strict reading of CSV (RFC 4180) into them.

The ``csv`` module neither gives columns nor refuses a stray quote, hence a tokenizer of our own. It knows no columns
and no figures. Lines end in LF or CRLF; a place counts characters from 1 and points at the opening quote of a cell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.reader import FORBIDDEN, check_characters
from guidewright.core.refresh.codes import finding

MAX_CELL = 100_000
"""Characters of the longest text that a spec may hold."""
MAX_CELLS = 2_000_000
_CLOSED = re.compile(r'"((?:[^"]+|"")*+)"')


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text. ``name`` is its name in a workbook (``B7``), ``fault`` why it can have no value there."""

    text: str
    place: Place
    name: str = ""
    fault: str = ""


@dataclass(slots=True)
class _Cursor:
    text: str
    path: str
    delimiter: str
    at: int = 0
    line: int = 1
    line_start: int = 0

    @property
    def place(self) -> Place:
        return self.place_of(self.at)

    def place_of(self, index: int) -> Place:
        return Place(self.path, self.line, index - self.line_start + 1)

    def new_line(self, after: int) -> None:
        self.at, self.line, self.line_start = after, self.line + 1, after


def tokenise(text: str, path: str, delimiter: str = ",") -> tuple[list[list[Cell]], list[Diagnostic]]:
    """The rows of a CSV text, blank lines left out, and its problems; after a broken quote nothing is read on."""
    text = text.removeprefix("\ufeff")
    if FORBIDDEN.search(text):
        return [], check_characters(text, path)
    cursor = _Cursor(text, path, delimiter)
    bare = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    rows: list[list[Cell]] = []
    found: list[Diagnostic] = []
    count = 0
    while cursor.at < len(text):
        row, stop = _row(cursor, bare, found)
        if stop:
            break
        if any(cell.text.strip() for cell in row):
            rows.append(row)
            count += len(row)
        if count > MAX_CELLS:
            found.append(finding("GW733", row[0].place, f"more than {MAX_CELLS:,} cells", hint="split the sheet"))
            return [], found
    if not rows and not found:
        found.append(problem("GW003", Place(path, 1, 1), "the file is empty", expected="a header and a row a guide"))
    return rows, found


def _row(cursor: _Cursor, bare: re.Pattern[str], found: list[Diagnostic]) -> tuple[list[Cell], bool]:
    """One row; True when the text cannot be read on."""
    row: list[Cell] = []
    while True:
        cell, fault = _quoted(cursor) if cursor.text.startswith('"', cursor.at) else _bare(cursor, bare)
        if fault is not None:
            found.append(fault)
            return row, True
        if len(cell.text) > MAX_CELL:
            size = f"a cell of {len(cell.text):,} characters"
            found.append(finding("GW733", cell.place, size, expected=f"at most {MAX_CELL:,}"))
        row.append(cell)
        if cursor.text.startswith(cursor.delimiter, cursor.at):
            cursor.at += 1
            continue
        if cursor.at < len(cursor.text):
            cursor.new_line(cursor.at + (2 if cursor.text.startswith("\r\n", cursor.at) else 1))
        return row, False


def _bare(cursor: _Cursor, bare: re.Pattern[str]) -> tuple[Cell, Diagnostic | None]:
    match = bare.match(cursor.text, cursor.at)
    assert match is not None
    cell = Cell(match.group(), cursor.place)
    quote = cell.text.find('"')
    if quote >= 0:
        hint = 'put the whole cell in quotes and write each quote inside it twice ("")'
        return cell, finding("GW720", cursor.place_of(cursor.at + quote), "a quote inside a bare cell", hint=hint)
    cursor.at = match.end()
    return cell, None


def _quoted(cursor: _Cursor) -> tuple[Cell, Diagnostic | None]:
    place = cursor.place
    match = _CLOSED.match(cursor.text, cursor.at)
    if match is None:
        hint = "close it, or write a quote that is text twice, inside quotes"
        return Cell("", place), finding("GW720", place, "a quote that is never closed", hint=hint)
    cell = Cell(match[1].replace('""', '"').replace("\r\n", "\n"), place)
    breaks = match.group().count("\n")
    after = cursor.text[match.end() : match.end() + 1]
    if after not in ("", cursor.delimiter, "\n") and not cursor.text.startswith("\r\n", match.end()):
        if breaks:
            line = cursor.line + breaks
            return cell, finding("GW720", place, f"a quote that is not closed on its line, but inside line {line}")
        return cell, finding("GW720", cursor.place_of(match.end()), "text behind a closing quote", hint="quote it too")
    if breaks:
        cursor.line += breaks
        cursor.line_start = cursor.text.rfind("\n", 0, match.end()) + 1
    cursor.at = match.end()
    return cell, None


def check_separator(rows: Sequence[Sequence[Cell]], delimiter: str) -> list[Diagnostic]:
    """A header of one cell that holds another usual separator."""
    if not rows or len(rows[0]) != 1:
        return []
    head = rows[0][0]
    names = {";": '";"', "\t": "tabs", "|": '"|"', ",": '","'}
    for other, name in names.items():
        index = head.text.find(other)
        if other != delimiter and index >= 0:
            place = Place(head.place.path, head.place.line, head.place.column + index)
            option = "tab" if other == "\t" else f"'{other}'"
            hint = f"save it with commas, or say --delimiter {option}"
            return [finding("GW721", place, f"it looks like {name} separates the cells", expected='","', hint=hint)]
    return []
