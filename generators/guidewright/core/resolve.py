"""Inheritance: defaults, role catalogue, company file and spec become one mapping, each value with its origin."""

from __future__ import annotations

import calendar
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, reduce
from typing import Any

from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.model.rows import FIGURES, figure_keys
from guidewright.core.model.spec import COMPANY, ROLE, SHARED, SPEC
from guidewright.core.placeholder import has_placeholder
from guidewright.core.reader import Path, dotted
from guidewright.core.validate import Located

_FROM_COMPANY = SHARED.keys() | {"company_display"}
_FROM_ROLE = SHARED.keys() | {"role_display"}
HOUSE: dict[str, Any] = {
    "review_cadence": 3,
    "vesting_years": 4,
    "total_formula": "vest",
    "stock_label": "RSU/4yr",
    "style": {"spacing": "tight", "sources": "plain", "quote_dates": False, "front_matter": "seeds", "currency": {}},
}
"""What holds where no file says anything."""

_AMOUNTS = tuple(
    (figure_keys(name)["low"], figure_keys(name)["high"], figure_keys(name)["currency"], figure_keys(name)["unit"])
    for name in FIGURES
)


@dataclass(frozen=True, slots=True)
class Layer:
    """One file's share in a guide: its values, and where in the file they stand."""

    values: Mapping[str, Any]
    path: str
    prefix: Path = ()


@dataclass(frozen=True)
class Catalogue:
    """The checked files that specs share. A company whose file does not parse is in ``broken``."""

    defaults: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    companies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    """Paths of shared files that do not parse; a guide that needs one is not built."""

    _general: dict[str, dict[str, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def values(self, company: str, role: str, spec: Mapping[str, Any]) -> dict[str, Any]:
        """All layers of one guide, merged; what holds for its role at every company is merged once."""
        if role not in self._general:
            *general, _, _ = self.layers(company, role, spec)
            self._general[role] = reduce(merge, (layer.values for layer in general), {})
        return merge(merge(self._general[role], self._own(company)), spec)

    @cached_property
    def is_written(self) -> bool:
        """Whether nothing in these files is still to be written."""
        return not has_placeholder([self.defaults, self.roles, self.companies])

    def _own(self, company: str) -> dict[str, Any]:
        return _only(self.companies.get(company, {}), _FROM_COMPANY)

    def layers(self, company: str, role: str, spec: Mapping[str, Any]) -> list[Layer]:
        """The layers of one guide, from the most general to the spec itself."""
        return [
            Layer(HOUSE, "(built in)"),
            Layer(self.defaults, DEFAULTS),
            Layer(_only(self.roles.get(role, {}), _FROM_ROLE), ROLES, (role,)),
            Layer(self._own(company), company_path(company)),
            Layer(spec, f"seeds/{company}/{role}.yaml"),
        ]


DEFAULTS, ROLES = "seeds/_defaults.yaml", "seeds/_roles.yaml"


def company_path(company: str) -> str:
    return f"seeds/{company}/_company.yaml"


def _only(values: Mapping[str, Any], keys: Container[str]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key in keys}


def merge(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """``above`` over ``below``: mappings merge, scalars and lists replace, null does not count."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = merge(old, value) if isinstance(value, dict) and isinstance(old, dict) else value
    return merged


@lru_cache(1024)
def add_months(date: str, months: int) -> str:
    """``2026-11-30`` plus 3 months is ``2027-02-28``: the same day, or the month's last."""
    year, month, day = (int(part) for part in date.split("-"))
    years, month = divmod(month - 1 + months, 12)
    last = calendar.monthrange(year + years, month + 1)[1]
    return f"{year + years:04d}-{month + 1:02d}-{min(day, last):02d}"


def slugs(path: str) -> tuple[str, str]:
    """Company and role of a spec's path."""
    parts = path.split("/")
    return parts[-2], parts[-1].removesuffix(".yaml")


def resolve(
    path: str, spec: Mapping[str, Any], shared: Catalogue, spec_is_written: bool = False
) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """Everything that is known of one guide, as one mapping with the spec's keys; None when something is missing.
    ``spec_is_written``: whether it is known that nothing in the spec itself is still to be written."""
    company, role = slugs(path)
    broken = [name for name in (DEFAULTS, ROLES, company_path(company)) if name in shared.broken]
    if broken:
        return None, []
    values = shared.values(company, role, spec) | {"company": company, "role": role}
    if "next_review_due" not in values and "last_updated" in values:
        values["next_review_due"] = add_months(values["last_updated"], values["review_cadence"])
    written = (spec_is_written and shared.is_written) or not has_placeholder(values)
    values["draft"] = not (values.get("body") and written)
    diagnostics = list(_missing(path, values))
    if any(diagnostic.severity == "error" for diagnostic in diagnostics):
        return None, diagnostics
    return values, diagnostics


def _missing(path: str, values: Mapping[str, Any]) -> list[Diagnostic]:
    top = Place(path, 1, 1)
    found = []
    hints = {
        "company_display": f"write it in {company_path(values['company'])}",
        "role_display": f"write it here, or add the role to {ROLES}",
    }
    for key, hint in hints.items():
        if key not in values:
            found.append(problem("GW104", top, f"required key '{key}' is missing", hint=hint))
    for index, row in enumerate(values.get("compensation", ())):
        if not row.get("currency") and not values.get("currency") and needs_currency(row):
            key = f"compensation[{index}]"
            found.append(problem("GW113", top, "amounts without a currency", key=key, hint="add currency: USD"))
    if not values.get("body"):
        found.append(problem("GW201", top, "draft: the spec has no body", hint="add body: with narrative, levers …"))
    elif values["draft"]:
        found.append(problem("GW201", top, "draft: some of it is still to be written", hint="replace every TODO"))
    if not values.get("compensation"):
        found.append(problem("GW202", top, "no compensation rows", hint="add compensation: with a row a region"))
    if "last_updated" not in values:
        found.append(problem("GW203", top, "no last_updated", hint="add the day on which the figures were verified"))
    return found


def needs_currency(row: Mapping[str, Any]) -> bool:
    """Whether some amount of the row is in the row's own currency."""
    return any(
        (low in row or high in row) and currency not in row and unit not in row
        for low, high, currency, unit in _AMOUNTS
    )


@dataclass(frozen=True, slots=True)
class Origin:
    """Which file set a value, and where."""

    key: str
    value: Any
    place: Place


def origins(layers: list[Layer], texts: Mapping[str, str], at: Path) -> list[Origin]:
    """Every layer that sets the value at ``at``, the deciding one last."""
    found = []
    for layer in layers:
        value: Any = layer.values
        for part in at:
            inside = isinstance(value, Mapping) and part in value
            listed = isinstance(value, list) and isinstance(part, int) and part < len(value)
            if not inside and not listed:
                break
            value = value[part]
        else:
            text = texts.get(layer.path)
            place = Located(text, layer.path).place((*layer.prefix, *at)) if text is not None else Place(layer.path)
            found.append(Origin(dotted(at), value, place))
    return found


KNOWN_KEYS = sorted(SPEC["fields"].keys() | COMPANY["fields"].keys() | ROLE["fields"].keys())
