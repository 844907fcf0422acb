"""What the guides of one company share goes to the company file; what differs stays with each guide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from guidewright.core.figures import FORMULA_PARTS, Pay, total
from guidewright.core.legacy.columns import LABELS
from guidewright.core.legacy.lift import LiftResult
from guidewright.core.model.rows import to_row
from guidewright.core.money import label

NEAR = 0.10
"""A computed total this close to the declared one supports its formula."""
ENOUGH = 0.5
"""The share of declared ends that a formula must come near to be the company's."""


@dataclass(frozen=True, slots=True)
class Shared:
    """The company mapping, and each guide's spec by path without what it now inherits."""

    company: dict[str, Any]
    specs: dict[str, dict[str, Any]]


def share(results: Sequence[LiftResult]) -> Shared:
    """Facts constant over the lifted guides of one company; refused ones are left out."""
    lifted = [result for result in results if result.outcome != "refused"]
    specs = {result.path: dict(result.spec) for result in lifted}
    if not lifted:
        return Shared({}, {})
    names = Counter(result.title_company for result in lifted)
    company: dict[str, Any] = {"company_display": names.most_common(1)[0][0]}
    for result in lifted:
        if result.title_company != company["company_display"]:
            specs[result.path] = {"company_display": result.title_company, **specs[result.path]}
    if others := [name for name in names if name != company["company_display"]]:
        company["aliases"] = others
    regions = Counter(first for result in lifted if (first := _first(result, "region")))
    if regions:
        company["hq"] = regions.most_common(1)[0][0]
        currencies = Counter(first for result in lifted if (first := _first(result, "currency")))
        company["currency"] = currencies.most_common(1)[0][0] if currencies else None
    for key in ("stock_label", "vesting_years", "compensation_title"):
        _lift_constant(company, list(specs.values()), key)
    _lift_column_labels(company, list(specs.values()))
    company["total_formula"] = total_formula(specs.values(), company.get("vesting_years") or 4)
    _lift_style(company, lifted, specs)
    return Shared({key: value for key, value in company.items() if value not in (None, {}, [])}, specs)


def _first(result: LiftResult, key: str) -> str | None:
    rows = result.spec.get("compensation")
    return rows[0].get(key) if rows else None


def _concerned(spec: dict[str, Any], key: str) -> bool:
    """Whether a guide prints what ``key`` names; one without a stock column has no opinion on its label."""
    if key == "compensation_title":
        return True
    return any(name.startswith("stock_") for row in spec.get("compensation", ()) for name in row)


def _lift_constant(company: dict[str, Any], specs: list[dict[str, Any]], key: str) -> None:
    values = [spec.get(key) for spec in specs if _concerned(spec, key)]
    if values and values[0] is not None and all(value == values[0] for value in values):
        company[key] = values[0]
        for spec in specs:
            spec.pop(key, None)


def _lift_column_labels(company: dict[str, Any], specs: list[dict[str, Any]]) -> None:
    shared: dict[str, str] = {}
    for name in LABELS:
        said = [spec.get("column_labels", {}).get(name) for spec in specs if _has_column(spec, name)]
        if said and said[0] is not None and all(value == said[0] for value in said):
            shared[name] = said[0]
    if not shared:
        return
    company["column_labels"] = shared
    for spec in specs:
        own = {name: value for name, value in spec.get("column_labels", {}).items() if name not in shared}
        spec.pop("column_labels", None)
        if own:
            spec["column_labels"] = own


def _has_column(spec: dict[str, Any], name: str) -> bool:
    rows = spec.get("compensation", ())
    return any(key == name or key.startswith(f"{name}_") for row in rows for key in row)


def _lift_style(company: dict[str, Any], lifted: Iterable[LiftResult], specs: dict[str, dict[str, Any]]) -> None:
    """The usual style is the company's; a guide keeps what differs, and how it writes a currency differently."""
    lifted = list(lifted)
    style: dict[str, Any] = {}
    for key in ("spacing", "sources"):
        values = Counter(result.style[key] for result in lifted if key in result.style)
        if values:
            style[key] = values.most_common(1)[0][0]
    labels: dict[str, Counter[str]] = {}
    for result in lifted:
        for code, sign in result.style.get("currency", {}).items():
            labels.setdefault(code, Counter())[sign] += 1
    usual = {code: signs.most_common(1)[0][0] for code, signs in sorted(labels.items())}
    if usual:
        style["currency"] = usual
    company["style"] = style
    for result in lifted:
        own = {k: result.style[k] for k in ("spacing", "sources") if result.style.get(k, style.get(k)) != style.get(k)}
        signs = _own_signs(result, usual)
        if own or signs:
            specs[result.path]["style"] = own | ({"currency": signs} if signs else {})


def _own_signs(result: LiftResult, usual: dict[str, str]) -> dict[str, str]:
    own = result.style.get("currency", {})
    used = {str(value) for row in _all_rows(result) for key, value in row.items() if key.endswith("currency")}
    return {code: sign for code in sorted(used & set(usual)) if (sign := own.get(code, label(code))) != usual[code]}


def _all_rows(result: LiftResult) -> list[dict[str, Any]]:
    rows = result.spec.get("compensation", [])
    return [*rows, *(row["also"] for row in rows if "also" in row)]


def total_formula(specs: Iterable[dict[str, Any]], years: int) -> str | None:
    """The formula whose totals come nearest to the declared ones; None where none comes near most of them."""
    rows = [to_row(row) for spec in specs for row in spec.get("compensation", ())]
    best: tuple[int, str] | None = None
    ends = 0
    for formula in FORMULA_PARTS:
        near = exact = seen = 0
        pay = Pay(formula, years)
        for row in rows:
            declared = row.figure("total_comp")
            for end, said in (("low", declared.low), ("high", declared.high)):
                computed = total(row, end, pay) if said else None
                if said and computed is not None:
                    seen += 1
                    off = abs(computed - said) / said
                    near, exact = near + (off <= NEAR), exact + (off <= NEAR / 5)
        ends = max(ends, seen)
        if seen and near >= ENOUGH * seen and (best is None or exact + near > best[0]):
            best = (exact + near, formula)
    return best[1] if best else None
