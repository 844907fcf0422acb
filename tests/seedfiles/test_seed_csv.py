"""compensation.csv: every figure of every row, read back exactly by the csv module."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from seed_cases import nasty_records, records, seed_files

from guidewright.core.seedfiles import csvfile
from guidewright.core.seedfiles.csvfile import COLUMNS, formulas, rows

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def written(found: list[dict[str, Any]]) -> list[dict[str, str]]:
    text = seed_files(found, {}, {}, ("csv",))["compensation.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_header() -> None:
    """The columns are part of the contract: a change here raises ``relations.VERSION``."""
    heads = csvfile.HEADER.rstrip("\n").split(",")
    assert len(heads) == len(set(heads)) == 87
    assert " ".join(heads[:16]) == (
        "company role company_display role_display role_type salary_data_quarter last_updated data_quality "
        "vesting_years total_formula ordinal second_currency region level title currency"
    )
    assert " ".join(heads[16:26]) == (
        "base_low base_high base_pct base_pct_high base_open base_period base_currency base_unit base_note base_text"
    )
    assert heads[-1] == "extra"


def test_rows_of_a_guide() -> None:
    """A row each, its second currency behind it under the same ordinal, names repeated; nothing is an empty cell."""
    found = [row for row in written(records()) if row["role"] == "quant"]
    keys = [(row["ordinal"], row["second_currency"], row["level"], row["region"], row["currency"]) for row in found]
    expected = [("1", "false", "L4", "", "USD"), ("1", "true", "L4", "", "INR"), ("2", "false", "", "Paris, FR", "USD")]
    assert expected == keys
    first, second, third = found
    assert (first["base_low"], first["base_high"], first["bonus_pct"]) == ("170000", "", "12.5")
    assert first["base_open"] == "true"
    assert (first["bonus_open"], first["carry_open"], first["profit_sharing_open"]) == ("false", "false", "")
    assert json.loads(first["extra"]) == [{"label": "PnL", "pct": 5, "pct_high": 7.25, "note": "of PnL"}]
    assert second["base_low"] == "1200000"
    assert third["base_text"] == "not disclosed"


def test_every_flat_key_of_a_row_is_a_column() -> None:
    """No key of any row of a record is lost on the way to the table."""
    names = {column.name for column in COLUMNS}
    for record in records():
        for row in record["compensation"]:
            assert row.keys() - names <= {"also"}


def test_formulas_are_written_as_they_are_and_named() -> None:
    """Data is not changed for a spreadsheet's sake; the cells that one would run can be listed."""
    record = next(each for each in records() if each["role"] == "quant")
    assert formulas(record) == [
        (1, "base_note", "+target"),
        (1, "signing_bonus_text", "=not disclosed"),
    ]
    assert "=not disclosed" in {row["signing_bonus_text"] for row in written([record])}


@QUICK
@given(nasty_records())
def test_csv_is_exact(record: dict[str, Any]) -> None:
    """Any text comes back from the csv module, and every row has as many cells as the header."""
    for values, row in zip(rows(record), written([record]), strict=True):
        assert None not in row
        for column, value in zip(COLUMNS, values, strict=True):
            words = {"None": "", "True": "true", "False": "false"}
            expected = value if isinstance(value, str) else words.get(str(value), str(value))
            assert expected == row[column.name], column.name
