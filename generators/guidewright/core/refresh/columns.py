"""The columns of a sheet: those that name a guide's row, and those that hold one key of it.

A figure column is named by its flat key (``base_low``); a column of the author's own by ``extra:LABEL:PART``. In the
long form a row also may set one of a few texts of the whole guide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from guidewright.core.edit.vocabulary import AMOUNTS
from guidewright.core.model.rows import FIGURES, figure_keys
from guidewright.core.reader import Path

KEYS = ("company", "role", "region", "level", "title", "also", "currency")
"""``also`` says ``yes`` for the amounts of a row in its second currency; ``currency`` is compared, never changed."""
SHOWN = "#"
"""A column whose name starts with it is the steward's own, and is passed over."""
NUMBERS = frozenset({"low", "high", "pct", "pct_high"})
PARTS = ("low", "high", "pct", "pct_high", "open", "period", "currency", "unit", "note", "text")
GUIDE_TEXTS = {
    "negotiation_dna_summary": "line",
    "data_quality": "line",
    "compensation_title": "line",
    "compensation_intro": "paragraphs",
    "compensation_note": "paragraphs",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One key that a cell may set: ``figure`` is ``base`` or ``extra:LABEL``, empty for a text of the guide."""

    name: str
    figure: str
    part: str

    @property
    def label(self) -> str:
        """The heading of a column of the author's own; empty for the usual figures."""
        return self.figure.removeprefix("extra:") if self.figure.startswith("extra:") else ""


_FIELDS = {key: Field(key, name, part) for name in FIGURES for part, key in figure_keys(name).items()}
_RANK = {name: rank for rank, name in enumerate(AMOUNTS)}


@cache
def field_of(name: str) -> Field | None:
    """The field of a column name, None when it is none."""
    if name in _FIELDS:
        return _FIELDS[name]
    if name in GUIDE_TEXTS:
        return Field(name, "", GUIDE_TEXTS[name])
    if name.startswith("extra:") and name.count(":") >= 2:
        figure, _, part = name.rpartition(":")
        return Field(name, figure, part) if part in PARTS and figure != "extra:" else None
    return None


def order(field: Field) -> tuple[int, str, int]:
    """The order of the columns: the vocabulary's, then the author's own."""
    return _RANK.get(field.name, len(_RANK)), field.figure, PARTS.index(field.part)


def fields_in(amounts: Mapping[str, Any]) -> Iterator[tuple[Field, Any]]:
    """The fields that a row (or its second currency) states, with their values."""
    for key, value in amounts.items():
        if key in _FIELDS:
            yield _FIELDS[key], value
    for extra in amounts.get("extra") or ():
        for part in PARTS:
            if part in extra:
                yield Field(f"extra:{extra['label']}:{part}", f"extra:{extra['label']}", part), extra[part]


def path_in(amounts: Mapping[str, Any], field: Field) -> Path | None:
    """Where the field stands below a row's mapping; None for a column of the author's own that the row lacks."""
    if not field.label:
        return (field.name,)
    for index, extra in enumerate(amounts.get("extra") or ()):
        if extra["label"] == field.label:
            return ("extra", index, field.part)
    return None


def value_in(amounts: Mapping[str, Any], field: Field) -> Any:
    """What the row says; None when it says nothing."""
    value: Any = amounts
    for part in path_in(amounts, field) or ():
        value = value.get(part) if isinstance(value, Mapping) else value[part]
    return None if value is amounts else value
