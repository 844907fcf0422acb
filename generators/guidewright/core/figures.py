"""What is computed from a row's figures: totals by the company's formula, and the text of a table cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from guidewright.core.model.rows import FIGURES, NOTHING, Figure, Row
from guidewright.core.money import group, label, number, percent
from guidewright.core.periods import said

MISSING = "—"
EXTRA = "extra:"
"""What the name of an author's own column begins with; its heading follows."""
_HEADS = {head: attrgetter(head) for head in ("level", "title", "region")}
_PERIODS = {"year": "/yr", "month": "/mo", "week": "/wk", "day": "/day", "hour": "/hr"}
PER_YEAR = {"year": 1, "month": 12, "week": 52, "day": 260, "hour": 2080}
"""Paid periods in a working year: 52 weeks of 5 days of 8 hours."""

FORMULA_PARTS: dict[str, tuple[str, ...]] = {
    "vest": ("base", "stock", "bonus"),
    "full_grant": ("base", "grant", "bonus"),
    "no_bonus": ("base", "stock"),
    "with_signing": ("base", "stock", "bonus", "signing_bonus"),
    "cash": ("base", "bonus"),
}


@dataclass(frozen=True, slots=True)
class Pay:
    """How a company states pay: its formula, vesting years and the way it writes currencies."""

    formula: str = "vest"
    vesting_years: int = 4
    labels: Mapping[str, str] = field(default_factory=dict)


def escape_cell(text: str) -> str:
    """Text that stays inside its table cell: one line, every pipe escaped."""
    if "\n" in text or "|" in text:
        text = " ".join(text.split("\n")).replace("|", "\\|")
    return text.strip()


_FINE = 10_000
"""Sums are kept exact as whole numbers of 1 / (vesting years x 10,000): a percentage has at most two decimals."""


def _end(figure: Figure, end: str, base: int | None, pay: Pay, *, stock: bool = False) -> int | None:
    """One end of a figure as an amount a year, in fine units; a percentage is of ``base``; None when it is unknown.

    ``stock``: an amount without a period is a grant, of which a year's share counts.
    """
    if not figure:
        return 0
    if figure.unit is not None or figure.text is not None:
        return None
    amount = figure.low if end == "low" else (figure.high if figure.high is not None else figure.low)
    if amount is not None:
        if figure.period in PER_YEAR:
            return amount * PER_YEAR[figure.period] * pay.vesting_years * _FINE
        shared = figure.period == "grant" or stock
        return amount * _FINE if shared else amount * _FINE * pay.vesting_years
    share = figure.pct if end == "low" else (figure.pct_high if figure.pct_high is not None else figure.pct)
    if share is None or base is None:
        return None
    return base * round(share * 100) // _FINE


def _whole(figure: Figure) -> Figure:
    """The figure with a grant counted whole, not by the year."""
    return figure._replace(period=None) if figure.period == "grant" else figure


def total(row: Row, end: str, pay: Pay) -> int | None:
    """The computed total at one end (``low`` or ``high``), in whole units, halves rounded to even.

    Source of the formulas: DESIGN §4 and CORPUS §5. None where a part is in words, in shares, in another
    currency than the row's, or where there is no base.
    """
    base_figure = row.figure("base")
    base = _end(_whole(base_figure), end, None, pay)
    if not base_figure.has_figures or base is None:
        return None
    result = 0
    for part in FORMULA_PARTS[pay.formula]:
        figure = row.figure("stock" if part == "grant" else part)
        if figure.currency is not None and figure.currency != row.currency:
            return None
        if part == "grant":
            figure = _whole(figure)
        amount = base if part == "base" else _end(figure, end, base, pay, stock=part == "stock")
        if amount is None:
            return None
        result += amount
    return _rounded(result, pay.vesting_years * _FINE)


def _rounded(part: int, whole: int) -> int:
    """``part / whole`` as a whole number, halves rounded to even."""
    quotient, rest = divmod(part, whole)
    return quotient + (2 * rest > whole or (2 * rest == whole and quotient % 2 == 1))


def with_total(row: Row, pay: Pay) -> Row:
    """The row with its total computed where it declares none."""
    if row.figure("total_comp"):
        return row
    low, high = total(row, "low", pay), total(row, "high", pay)
    if low is None or high is None:
        return row
    computed = Figure(low=low, high=None if high == low else high, open=row.figure("base").open)
    also = with_total(row.also, pay) if row.also else None
    return row._replace(figures={**row.figures, "total_comp": computed}, also=also)


def _range(low: str, high: str) -> str:
    """A range of two texts, of which either may be empty."""
    if low and high:
        return f"{low}–{high}"
    return low or (f"up to {high}" if high else "")


def _cash(figure: Figure, currency: str, sign: str) -> str:
    """The amounts of a figure: money of ``currency`` behind its ``sign``, or counts of its unit."""
    if figure.low is None and figure.high is None:
        return ""
    if figure.unit is not None:
        return _range(*("" if amount is None else group(amount) for amount in (figure.low, figure.high)))
    low = "" if figure.low is None else sign + number(figure.low, currency)
    return _range(low, "" if figure.high is None else sign + number(figure.high, currency))


def _share(figure: Figure) -> str:
    if figure.pct is None and figure.pct_high is None:
        return ""
    return _range(*("" if share is None else percent(share) for share in (figure.pct, figure.pct_high)))


def _amounts(figure: Figure, currency: str, sign: str, vesting_years: int) -> str:
    """The figure in figures: ``$170K–$235K``, ``10–15%``, ``$40K–$100K (25–50%)``; empty when it has none."""
    cash, share = _cash(figure, currency, sign), _share(figure)
    plus = "+" if figure.open else ""
    if not cash:
        return f"{share}%{plus}" if share else ""
    period = figure.period
    text = cash + plus
    if period is not None:
        text += f"/{vesting_years}yr" if period == "grant" else _PERIODS.get(period, "")
    if figure.unit is not None:
        text += f" {figure.unit}"
    return f"{text} ({share}%)" if share else text


def cell(figure: Figure, currency: str | None, pay: Pay) -> str:
    """The text of one cell, unescaped; empty when the figure is absent. A period that the note says is said once."""
    own = figure.currency or currency or ""
    return _cell(figure, own, label(own, pay.labels), pay.vesting_years)


@lru_cache(4096)
def _cell(figure: Figure, currency: str, sign: str, vesting_years: int) -> str:
    """``cell``, remembered: most figures recur in other rows and guides."""
    note = figure.note
    if note and figure.period is not None and said(note) == figure.period:
        figure = figure._replace(period=None)
    text = figure.text or _amounts(figure, currency, sign, vesting_years)
    return f"{text} {note}" if text and note else text or note or ""


@lru_cache(4096)
def _printed(figure: Figure, currency: str, sign: str, vesting_years: int) -> str:
    """``_cell`` as a table prints it."""
    return escape_cell(_cell(figure, currency, sign, vesting_years)) or MISSING


def row_cells(row: Row, names: Sequence[str], pay: Pay) -> tuple[str, ...]:
    """The row's cells in the columns ``names``, escaped; one without a figure is a dash."""
    currency, years, simple = row.currency or "", pay.vesting_years, row.also is None
    sign = label(currency, pay.labels)
    cells = []
    for name in names:
        figure = row.figures.get(name)
        if figure is not None and simple and figure.currency is None:
            cells.append(_printed(figure, currency, sign, years))
        else:
            cells.append(escape_cell(_other_cell(row, name, pay)) or MISSING)
    return tuple(cells)


def _other_cell(row: Row, name: str, pay: Pay) -> str:
    """The cell in column ``name``: a heading, or a figure with its second currency behind a slash."""
    if name in _HEADS:
        return _HEADS[name](row) or ""
    texts = [cell(_in_column(each, name), each.currency, pay) for each in (row, row.also) if each is not None]
    return " / ".join(text for text in texts if text)


def _in_column(row: Row, name: str) -> Figure:
    if not name.startswith(EXTRA):
        return row.figure(name)
    return next((extra.figure for extra in row.extra if EXTRA + extra.label == name), NOTHING)


def columns(rows: Sequence[Row]) -> list[str]:
    """The columns that some row has, in printed order: level, title, region, figures, extras, total."""
    heads = [head for head, of in _HEADS.items() if any(map(of, rows))]
    stated = set[str]().union(*(row.figures for row in rows), *(row.also.figures for row in rows if row.also))
    present = [name for name in FIGURES if name in stated]
    extras = list(dict.fromkeys(EXTRA + extra.label for row in rows for extra in row.extra))
    parts = [name for name in present if name != "total_comp"]
    return heads + parts + extras + present[len(parts) :]
