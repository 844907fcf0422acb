"""A sheet on disk: the bytes of a CSV file, or the cells of a workbook (XLSX, by openpyxl, an extra)."""

from __future__ import annotations

import datetime
import io
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from guidewright.core.diagnostic import Place
from guidewright.core.refresh.cells import Cell
from guidewright.edges.errors import OutsideError
from guidewright.edges.workspace import printable

MAX_SHEET = 32 * 1024 * 1024
MAX_UNPACKED = 512 * 1024 * 1024


def shown(file: Path) -> str:
    """The file's name as it may stand in messages, and never at the start of a terminal sequence."""
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in printable(os.fspath(file)))


def read_bytes(file: Path) -> bytes:
    """The bytes of a sheet; links are followed, anything but a regular file is refused."""
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise OutsideError(f"{shown(file)}: is not a regular file")
            if status.st_size > MAX_SHEET:
                raise OutsideError(f"{shown(file)}: is larger than {MAX_SHEET >> 20} MiB ({status.st_size:,} bytes)")
            return stream.read(MAX_SHEET + 1)
    except OSError as error:
        raise OutsideError(f"{shown(file)}: {(error.strerror or str(error)).lower()}") from error


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError as error:
        hint = "pip install 'guidewright[xlsx]', or save the sheet as CSV UTF-8"
        raise OutsideError(f"XLSX needs the extra package openpyxl: {hint}") from error
    return openpyxl


def read_workbook(file: Path) -> list[list[Cell]]:
    """The rows of the one sheet that holds something; OutsideError for what is no workbook or has several."""
    openpyxl = _openpyxl()
    data = read_bytes(file)
    name = shown(file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MAX_UNPACKED:
                raise OutsideError(f"{name}: unpacks to more than {MAX_UNPACKED >> 20} MiB")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheets = [
            (sheet.title, list(_rows(sheet, name))) for sheet in book.worksheets if sheet.sheet_state == "visible"
        ]
    except OutsideError:
        raise
    except Exception as error:
        raise OutsideError(f"{name}: is no XLSX workbook that can be read: {error}") from error
    filled = [(title, rows) for title, rows in sheets if rows]
    if len(filled) > 1:
        titles = ", ".join(repr(title) for title, _ in filled)
        raise OutsideError(f"{name}: {len(filled)} sheets hold something ({titles}); keep one, or hide the others")
    return filled[0][1] if filled else []


def _rows(sheet: Any, name: str) -> Iterator[list[Cell]]:
    """Every row that is not empty, all as wide as the widest; cells beyond the last filled column are cut."""
    rows = [list(_cells(row, number, name)) for number, row in enumerate(sheet.iter_rows(), 1)]
    rows = [row for row in rows if any(cell.text or cell.fault for cell in row)]
    width = max((index + 1 for row in rows for index, cell in enumerate(row) if cell.text or cell.fault), default=0)
    for row in rows:
        line = row[0].place.line if row else 1
        row += [Cell("", Place(name, line, column), _name(column, line)) for column in range(len(row) + 1, width + 1)]
        yield row[:width]


def _cells(row: Iterable[Any], number: int, name: str) -> Iterator[Cell]:
    for column, cell in enumerate(row, 1):
        text, fault = _text(cell)
        yield Cell(text, Place(name, number, column), _name(column, number), fault)


def _name(column: int, line: int) -> str:
    """``(2, 7)`` as ``B7``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{line}"


def _text(cell: Any) -> tuple[str, str]:
    """What a cell says as a CSV cell would say it, and why it may say nothing."""
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f" or not isinstance(value, str | int | float | bool | datetime.date | datetime.time):
        return "", "a formula"
    if cell.data_type == "e":
        return "", f"the error value {value}"
    if isinstance(value, datetime.date | datetime.time | datetime.datetime | datetime.timedelta):
        return "", "a date"
    if isinstance(value, bool):
        return ("true" if value else "false"), ""
    if isinstance(value, str):
        return value.replace("_x000D_\n", "\n").replace("\r\n", "\n"), ""
    if "%" in str(cell.number_format):
        return f"{round(value * 100, 6):g}%", ""
    if isinstance(value, float) and value == int(value) and abs(value) < 10**15:
        return str(int(value)), ""
    return str(round(value, 6)), ""


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with one sheet: the header in bold and frozen, texts as texts."""
    openpyxl = _openpyxl()
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("grid")
    sheet.freeze_panes = "D2"
    for number, row in enumerate(rows):
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type, cell.number_format = "s", "@"
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
