"""A spec as git shows it in a diff: figures as the guide prints them, one sentence a line. Decided by content alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guidewright.core import reader
from guidewright.core.figures import Pay, cell, with_total
from guidewright.core.model.rows import FIGURES, to_row
from guidewright.core.validate import parse

_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z“\"(])")


def spec_text(text: str, defaults: Mapping[str, Any]) -> str:
    """The spec's values in a form to compare; the text itself when it is no spec that can be read."""
    raw, _ = reader.read(text, "spec")
    if raw is None:
        return text
    own = {key: value for key, value in raw.items() if key not in ("company", "role")}
    checked, _ = parse("spec", text, f"seeds/{raw.get('company') or 'x'}/{raw.get('role') or 'x'}.yaml")
    if checked is None:
        return text
    lines = [line for key, value in own.items() if key not in ("compensation", "body") for line in _lines(key, value)]
    lines += _rows(checked, defaults)
    for block in checked.get("body", ()):
        kind, content = (block, None) if isinstance(block, str) else next(iter(block.items()))
        lines += ["", f"[{kind}]", *_lines("", content)]
    return "\n".join(lines) + "\n"


def _rows(spec: Mapping[str, Any], defaults: Mapping[str, Any]) -> Iterator[str]:
    """A line a figure: row, figure, and the cell as printed. A total that is computed is shown computed."""
    facts = {**defaults, **spec}
    pay = Pay(facts.get("total_formula") or "vest", facts.get("vesting_years") or 4)
    for flat in spec.get("compensation", ()):
        row = with_total(to_row(flat, facts.get("currency")), pay)
        name = " · ".join(part for part in (row.level, row.title, row.region) if part)
        for figure in FIGURES:
            if row.figure(figure):
                yield f"{name} | {figure}: {cell(row.figure(figure), row.currency, pay).strip()}"
        for extra in row.extra:
            yield f"{name} | {extra.label}: {cell(extra.figure, row.currency, pay).strip()}"
        if row.also:
            yield f"{name} | second currency: {flat['also']}"


def _lines(key: str, value: Any) -> Iterator[str]:
    """Keys before values, one sentence a line."""
    if isinstance(value, Mapping):
        for inner, each in value.items():
            yield from _lines(f"{key}.{inner}" if key else str(inner), each)
    elif isinstance(value, list):
        for each in value:
            yield from _lines(f"{key} -".strip(), each)
    elif value is not None:
        for index, line in enumerate(
            part for paragraph in str(value).split("\n") for part in _SENTENCE.split(paragraph)
        ):
            yield f"{key}: {line}" if index == 0 and key else line
