"""Rules on declared totals: which formula they follow, and whether a company's rows follow its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import log
from statistics import median

from guidewright.core.check.finding import Finding
from guidewright.core.check.guide import Corpus, Guide
from guidewright.core.figures import FORMULA_PARTS, total
from guidewright.core.model.rows import Row
from guidewright.core.model.spec import TOTAL_FORMULAS
from guidewright.core.reader import Path
from guidewright.core.resolve import company_path

LOWEST, HIGHEST = 0.90, 1.25
"""Declared over computed total between which a row passes. Legacy corpus: percentiles 5 to 85 (CORPUS §5)."""
FITS = 0.05
"""A formula fits a row when both ends of the declared total lie this near to what it gives."""
_MOST, _STRAYS, _LEAST_ROWS = 0.8, 0.6, 6
"""A company is said to use another formula when it fits this share of its rows, and to follow none when this share is
off, of at least so many rows."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A row with a declared total, which is compared with what a formula gives."""

    guide: Guide
    at: Path
    row: Row
    known: dict[str, tuple[float, ...]] = field(default_factory=dict)

    def ratios(self, formula: str) -> tuple[float, ...]:
        """Declared over computed at each declared end; empty where nothing can be computed."""
        if formula not in self.known:
            declared, pay = self.row.figure("total_comp"), replace(self.guide.pay, formula=formula)
            ends = (
                (said, total(self.row, end, pay))
                for end, said in (("low", declared.low), ("high", declared.high))
                if said
            )
            self.known[formula] = tuple(said / computed for said, computed in ends if computed)
        return self.known[formula]

    def fits(self, formula: str) -> bool:
        ratios = self.ratios(formula)
        return bool(ratios) and all(abs(ratio - 1) <= FITS for ratio in ratios)


def stated_totals(guide: Guide) -> list[Stated]:
    """The rows whose declared total can be compared with a computed one; no formula knows of unusual columns."""
    found = []
    for at, row in guide.all_rows():
        figure = row.figure("total_comp")
        plain = figure.has_figures and figure.currency in (None, row.currency) and figure.period in (None, "year")
        declared = any(guide.declares(at, f"total_comp_{end}") for end in ("low", "high"))
        beyond = row.extra or row.figure("carry") or row.figure("profit_sharing")
        if plain and declared and not beyond and row.figure("base").has_figures and len(row.figures) > 2:
            found.append(Stated(guide, at, row))
    return found


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a company's totals relate to its formula: nearly all follow ``other``, or most follow none (``strays``)."""

    rows: list[Stated]
    own: str
    other: str | None = None
    strays: int = 0

    def explains(self, row: Stated) -> bool:
        return self.strays > 0 or (self.other is not None and row.fits(self.other))


def _habit(rows: list[Stated]) -> _Habit:
    own = rows[0].guide.pay.formula
    if len(rows) < _LEAST_ROWS or sum(row.fits(own) for row in rows) * 2 > len(rows):
        return _Habit(rows, own)
    counts = {formula: sum(row.fits(formula) for row in rows) for formula in FORMULA_PARTS if formula != own}
    best = max(counts, key=lambda formula: counts[formula])
    if counts[best] >= _MOST * len(rows):
        return _Habit(rows, own, other=best)
    strays = sum(_is_off(row) for row in rows)
    return _Habit(rows, own, strays=strays if strays >= _STRAYS * len(rows) else 0)


def _habits(corpus: Corpus) -> dict[str, _Habit]:
    grouped = {
        company: [row for g in guides for row in stated_totals(g)] for company, guides in corpus.by_company.items()
    }
    return {company: _habit(rows) for company, rows in grouped.items() if rows}


def _is_off(row: Stated) -> bool:
    return any(not LOWEST <= ratio <= HIGHEST for ratio in row.ratios(row.guide.pay.formula))


def _nearest(rows: list[Stated]) -> tuple[str, float]:
    """The formula that comes nearest to the rows' totals, with the middle of declared over computed."""
    known = {formula: [ratio for row in rows for ratio in row.ratios(formula)] for formula in FORMULA_PARTS}
    far = {formula: median(abs(log(ratio)) for ratio in ratios) for formula, ratios in known.items() if ratios}
    best = min(far, key=lambda formula: far[formula])
    return best, median(known[best])


def company_formula(corpus: Corpus) -> Iterator[Finding]:
    """The declared totals of a company follow another formula than the company file states.

    Said once for a company, at its file, also when most of its totals follow no formula at all. Totals that are
    computed (where none is declared) use the stated formula, so one that does not fit makes them wrong. The formulas:
    vest, full_grant, no_bonus, with_signing, cash.

    Bad:
        # seeds/acme/_company.yaml
        company_display: Acme
        total_formula: vest
        # seeds/acme/software-engineer.yaml
        compensation:
          - {region: Houston, base_low: 100000, stock_low: 80000, total_comp_low: 180000}
          - {region: Denver, base_low: 90000, stock_low: 70000, total_comp_low: 160000}
          - {region: Austin, base_low: 95000, stock_low: 75000, total_comp_low: 170000}
          - {region: Remote, base_low: 80000, stock_low: 60000, total_comp_low: 140000}
          - {region: Reno, base_low: 85000, stock_low: 65000, total_comp_low: 150000}
          - {region: Tulsa, base_low: 75000, stock_low: 55000, total_comp_low: 130000}

    Good:
        # seeds/acme/_company.yaml
        company_display: Acme
        total_formula: full_grant
        # seeds/acme/software-engineer.yaml
        compensation:
          - {region: Houston, base_low: 100000, stock_low: 80000, total_comp_low: 180000}
          - {region: Denver, base_low: 90000, stock_low: 70000, total_comp_low: 160000}
          - {region: Austin, base_low: 95000, stock_low: 75000, total_comp_low: 170000}
          - {region: Remote, base_low: 80000, stock_low: 60000, total_comp_low: 140000}
          - {region: Reno, base_low: 85000, stock_low: 65000, total_comp_low: 150000}
          - {region: Tulsa, base_low: 75000, stock_low: 55000, total_comp_low: 130000}
    """
    for company, habit in corpus.once(_habits).items():
        rows, own = habit.rows, TOTAL_FORMULAS[habit.own]
        if habit.other:
            fit = sum(row.fits(habit.other) for row in rows)
            found = f"{fit} of {len(rows)} declared totals are {TOTAL_FORMULAS[habit.other]}, not {own}"
            hint = f"say total_formula: {habit.other}"
        elif habit.strays:
            nearest, middle = _nearest(rows)
            found = f"{habit.strays} of {len(rows)} declared totals are outside {LOWEST:.2f} to {HIGHEST:.2f} of {own}"
            hint = f"no formula fits; nearest is {nearest} (the middle total is {middle:.2f} of it)"
        else:
            continue
        subject = f"{habit.own} {habit.other}"
        yield Finding(("total_formula",), found, hint=hint, of_key=True, subject=subject, path=company_path(company))


def total_off(corpus: Corpus) -> Iterator[Finding]:
    """A declared total is outside 0.90 to 1.25 of what the row's figures add up to.

    The sum is the company's `total_formula` (vest: base + stock / vesting_years + bonus). A declared total is printed
    as it stands, so this is only said. Where another formula fits within 5 %, it is named; companies whose
    totals follow another formula, or none, throughout are left to GW411.

    Bad:
        compensation:
          - region: Denver, CO
            base_low: 150000
            base_high: 200000
            stock_low: 100000
            stock_high: 200000
            bonus_pct: 10
            total_comp_low: 265000
            total_comp_high: 420000

    Good:
        compensation:
          - region: Denver, CO
            base_low: 150000
            base_high: 200000
            stock_low: 100000
            stock_high: 200000
            bonus_pct: 10
            total_comp_low: 190000
            total_comp_high: 275000
    """
    for habit in corpus.once(_habits).values():
        for row in habit.rows:
            if _is_off(row) and not habit.explains(row):
                yield _off(row, habit.own)


def _off(row: Stated, own: str) -> Finding:
    declared = row.row.figure("total_comp")
    ends = [
        (end, said, total(row.row, end, row.guide.pay))
        for end, said in (("low", declared.low), ("high", declared.high))
    ]
    known = [(end, said, computed) for end, said, computed in ends if said and computed]
    end, said, computed = max(known, key=lambda item: abs(item[1] / item[2] - 1))
    fitting = next((formula for formula in FORMULA_PARTS if row.fits(formula)), None)
    hint = f"{TOTAL_FORMULAS[fitting]} fits ({fitting})" if fitting else "no formula fits within 5 %"
    return Finding(
        (*row.at, f"total_comp_{end}"),
        f"total {said} is {said / computed:.3g} of {TOTAL_FORMULAS[own]} = {computed}",
        expected=f"{LOWEST:.2f} to {HIGHEST:.2f}",
        hint=hint,
        path=row.guide.path,
    )
