"""Cells and computed totals."""

from __future__ import annotations

import pytest

from guidewright.core.figures import Pay, cell, row_cells, with_total
from guidewright.core.model.rows import Figure, to_row
from guidewright.core.table import markdown, table

USD = Pay(labels={"SGD": "SGD "})
CELLS = {
    "$170K–$235K": Figure(170000, 235000),
    "$170K": Figure(170000),
    "up to $90K": Figure(high=90000),
    "$170K–$235K+": Figure(170000, 235000, open=True),
    "10–15%": Figure(pct=10, pct_high=15),
    "12.5%": Figure(pct=12.5),
    "25%+": Figure(pct=25, open=True),
    "$40K–$100K (25–50%)": Figure(40000, 100000, pct=25, pct_high=50),
    "$50K–$130K/yr": Figure(50000, 130000, period="year"),
    "$45K–$135K/4yr": Figure(45000, 135000, period="grant"),
    "$5K/mo": Figure(5000, period="month"),
    "13,000–27,000 options": Figure(13000, 27000, unit="options"),
    "9–9% target": Figure(pct=9, pct_high=9, note="target"),
    "not disclosed": Figure(text="not disclosed"),
    "₪420K": Figure(420000, currency="ILS"),
    "": Figure(),
}


@pytest.mark.parametrize(("text", "figure"), CELLS.items(), ids=[text or "absent" for text in CELLS])
def test_a_figure_is_printed(text: str, figure: Figure) -> None:
    assert cell(figure, "USD", USD) == text


def test_a_second_currency_stands_behind_a_slash() -> None:
    row = to_row(
        {"currency": "GBP", "base_low": 90000, "base_high": 120000, "also": {"currency": "USD", "base_low": 110000}}
    )
    assert row_cells(row, ["base"], USD) == ("£90K–£120K / $110K",)


ROW = {"region": "X", "base_low": 100, "base_high": 200, "stock_low": 40, "stock_high": 80, "bonus_pct": 10}
TOTALS = {
    "vest": (120, 240),
    "full_grant": (150, 300),
    "no_bonus": (110, 220),
    "with_signing": (125, 250),
    "cash": (110, 220),
}


@pytest.mark.parametrize(("formula", "expected"), TOTALS.items(), ids=list(TOTALS))
def test_a_total_that_is_not_declared_is_computed(formula: str, expected: tuple[int, int]) -> None:
    row = to_row(ROW | {"bonus_pct_high": 10, "signing_bonus_low": 5, "signing_bonus_high": 10}, "USD")
    computed = with_total(row, Pay(formula, 4)).figure("total_comp")
    assert (computed.low, computed.high) == expected


UNKNOWN = {
    "words": {"stock_text": "not disclosed"},
    "shares": {"stock_unit": "options"},
    "other currency": {"stock_currency": "EUR"},
    "no base": {"base_low": None, "base_high": None},
}


@pytest.mark.parametrize("change", UNKNOWN.values(), ids=list(UNKNOWN))
def test_a_total_is_never_guessed(change: dict[str, object]) -> None:
    row = {key: value for key, value in (ROW | change).items() if value is not None}
    if "stock_text" in change:
        row = {key: value for key, value in row.items() if key not in ("stock_low", "stock_high")}
    assert not with_total(to_row(row, "USD"), USD).figure("total_comp")


def test_a_declared_total_stands() -> None:
    row = to_row(ROW | {"total_comp_low": 7}, "USD")
    assert with_total(row, USD) is row


def test_a_column_is_printed_when_some_row_has_it() -> None:
    rows = [
        to_row({"region": "A|B", "base_low": 1000}, "USD"),
        to_row({"region": "C", "carry_pct": 2, "extra": [{"label": "PnL", "low": 5}]}, "USD"),
    ]
    printed = table(rows, USD, {"base": "Base (All-Cash)"}, "RSU/4yr")
    assert markdown(printed.header, printed.rows).split("\n") == [
        "| Region | Base (All-Cash) | Carry | PnL |",
        "|--------|-----------------|-------|-----|",
        "| A\\|B | $1K | — | — |",
        "| C | — | 2% | $5 |",
    ]
