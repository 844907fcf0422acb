"""The strict CSV reader, and single cells: what is unambiguous is read, all else is refused with its place."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidewright.core.refresh.cells import tokenise
from guidewright.core.refresh.columns import field_of
from guidewright.core.refresh.values import Fault, read

_REFUSED = "\ufeff\u2028\u2029\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff"
_CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters=_REFUSED)
_TEXT = st.text(_CHARACTERS | st.sampled_from('",\n;'), max_size=12)


@given(st.lists(st.lists(_TEXT, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_what_the_csv_module_writes_is_read_back_with_places(rows: list[list[str]], eol: str) -> None:
    """The cells are those written, and each place is where its cell begins in the text."""
    written = io.StringIO()
    csv.writer(written, lineterminator=eol).writerows(rows)
    text = written.getvalue()
    found, problems = tokenise(text, "x.csv")
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        assert problems[0].code == "GW003"
        return
    assert problems == []
    assert [[cell.text for cell in row] for row in found] == rows
    lines = text.split("\n")
    for row in found:
        for cell in row:
            rest = lines[cell.place.line - 1][cell.place.column - 1 :]
            first = cell.text[:1] if cell.text[:1] not in ("\n", '"') else ""
            assert rest.startswith(('"', first))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('a,b\n1,"2', "2:3", "never closed"),
        ('a,b\n1,"2""3', "2:3", "never closed"),
        ('a,b\n1,2"3\n', "2:4", "inside a bare cell"),
        ('a,b\n"1"2,3\n', "2:4", "behind a closing quote"),
        ('a,b\n1,"2\n3,"4"\n', "2:3", "not closed on its line"),
        ("a,b\n1,\x00\n", "2:3", "NUL"),
        ("a,b\r1,2\r", "1:4", "carriage return"),
        ('a,b\n"x\ny",\x1b\n', "3:4", "U+001B"),
        ("\ufeff \n", "1:1", "empty"),
    ],
)
def test_broken_csv_is_placed(text: str, place: str, words: str) -> None:
    _, problems = tokenise(text, "x.csv")
    assert [str(each.place) for each in problems] == [f"x.csv:{place}"]
    assert words in problems[0].message


READ = {
    "base_low": {
        "170000": 170000, " 170000 ": 170000, "170,000": 170000, "1,234,567": 1234567, "170 000": 170000,
        "170\u00a0000": 170000, "170\u202f000": 170000, "170'000": 170000, "170000.00": 170000, "170,000.0": 170000,
        "$170K": 170000, "$152.5K": 152500, "$152,345": 152345, "$170,000.00": 170000, "$1.29M": 1290000,
        "170K": 170000, "USD 170K": 170000, "0": 0, "null": None,
    },
    "bonus_pct": {"10": 10, "10%": 10, "12.5": 12.5, "12.50 %": 12.5, "10.0": 10, "0": 0, "0.5%": 0.5, "null": None},
    "base_open": {"true": True, "FALSE": False, "null": None},
    "stock_period": {"year": "year"},
    "base_note": {"as a target": "as a target"},
}  # fmt: skip
REFUSED = {
    "base_low": [
        "1.6E+05", "1e5", "170.000", "170000,00", "170,00", "1,70,000", "170000.5", "-5", "(170000)", "2026-01-05",
        "5-Oct", "Oct-26", "10/15/2026", "#REF!", "#####", "=A1*2", "N/A", "-", "—", "nan", "£170K", "GBP 170K",
        "170k", "$170.1234K", "170 K", "1;2", "170,000K", "about 170000", "９００", "1 2", "170000\n",
        "12345678901234567",
    ],
    "bonus_pct": ["0.1", "12,5", "10%%", "ten", "301", "1e1", "10-15", "15-Oct", "#VALUE!", "12.345"],
    "base_open": ["yes", "1", "+"],
    "stock_period": ["annual", "YEAR"],
    "base_note": ["a\nb"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "value"), [(n, t, v) for n, cases in READ.items() for t, v in cases.items()])
def test_a_cell_with_one_reading(name: str, text: str, value: object) -> None:
    field = field_of(name)
    assert field is not None
    found = read(text, field, "USD", {})
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, cases in REFUSED.items() for t in cases])
def test_a_cell_without_one_reading(name: str, text: str) -> None:
    field = field_of(name)
    assert field is not None
    if text == "170000\n":
        assert read(text, field, "USD", {}) == 170000, "white space around a value is none of it"
    else:
        assert isinstance(read(text, field, "USD", {}), Fault)


def test_money_is_read_in_the_currency_of_the_row_only() -> None:
    field = field_of("base_low")
    assert field is not None
    assert read("₹12L", field, "INR", {}) == 1200000
    assert read("12,34,567", field, "INR", {}) == 1234567
    assert read("S$170K", field, "SGD", {}) == 170000
    assert isinstance(read("$170K", field, "SGD", {}), Fault)
    assert read("$170K", field, "SGD", {"SGD": "$"}) == 170000, "as the company writes it"
    assert read("CHF 170K", field, "CHF", {}) == 170000
