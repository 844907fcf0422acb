"""What a sheet covers, and which guides it verifies.

A guide is verified when the sheet gives every figure that the guide states: for each row, and each second currency,
every low, high, percentage and figure in words, changed or not. One that lacks a column or a row is refreshed, but not
verified: its dates stay. A sheet that changes nothing at all verifies nothing, unless the day is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from guidewright.core.refresh.changes import Asked
from guidewright.core.refresh.columns import NUMBERS, fields_in
from guidewright.core.refresh.guides import GUIDE_ITSELF, amounts_of, row_keys, row_name

_STATED = NUMBERS | {"text"}


def missing_figures(asked: Asked) -> list[str]:
    """The figures that the guide states and the sheet does not give, as ``London, UK base_low``."""
    found = []
    for key in row_keys(asked.guide):
        name = row_name(asked.guide.rows[key.index])
        for each, _ in fields_in(amounts_of(asked.guide, key)):
            if each.part in _STATED and (key, each) not in asked.given:
                found.append(f"{name} {each.name}")
    return found


def missing_rows(asked: Asked) -> list[str]:
    """The rows of the guide of which the sheet says nothing."""
    given = {key.index for key, _ in asked.given if key != GUIDE_ITSELF}
    return [row_name(row) for index, row in enumerate(asked.guide.rows) if index not in given]


def is_complete(asked: Asked) -> bool:
    """Whether the sheet gives every figure of the guide."""
    return bool(asked.guide.rows) and not missing_figures(asked)


@dataclass(frozen=True)
class Coverage:
    """What of the selected guides the sheet has: roles missing by company, and guides given in part."""

    total: Mapping[str, int] = field(default_factory=dict)
    missing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    partial: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Guide → its rows that are not in the sheet (none when only columns are missing)."""

    @property
    def absent(self) -> list[str]:
        """Companies of which no role is in the sheet."""
        return [company for company, roles in self.missing.items() if len(roles) == self.total[company]]


def coverage(names: Iterable[str], asked: Mapping[str, Asked], complete: Collection[str]) -> Coverage:
    """The coverage of the guides ``names`` (COMPANY/ROLE) by what a sheet asks."""
    total: dict[str, int] = {}
    missing: dict[str, list[str]] = {}
    for name in names:
        company, role = name.split("/")
        total[company] = total.get(company, 0) + 1
        if name not in asked:
            missing.setdefault(company, []).append(role)
    partial = {name: tuple(missing_rows(one)) for name, one in asked.items() if name not in complete and one.guide.rows}
    return Coverage(total, {company: tuple(roles) for company, roles in missing.items()}, partial)


def not_covered(found: Coverage, limit: int = 10) -> list[str]:
    """The closing lines: what the sheet did not cover; at most ``limit`` companies and guides by name."""
    lines = []
    absent = found.absent
    partly = [company for company in found.missing if company not in absent]
    for company in partly:
        missing = found.missing[company]
        have, total = found.total[company] - len(missing), found.total[company]
        lines.append(f"not covered: {have} of {total} roles at {company}; {_listed(missing, limit)} not in the file")
    for name, rows in list(found.partial.items())[:limit]:
        what = f"{_listed(rows, 4)} not in the file" if rows else "some of its figures not in the file"
        lines.append(f"not covered: {name}: {what}; its dates stay")
    if len(found.partial) > limit:
        lines.append(f"not covered: {len(found.partial) - limit} more guides in part; their dates stay")
    if absent:
        count, total = len(absent), len(found.total)
        lines.append(f"not covered: {count} of {total} companies not in the file: {_listed(absent, limit)}")
    return lines or ["covered: every selected guide, with every figure that it states"]


def _listed(names: Collection[str], limit: int) -> str:
    shown = list(names)[:limit]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
