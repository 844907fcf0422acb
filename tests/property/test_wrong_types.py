"""A spec in which any value is of any kind is taken, or refused with a place: never a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidewright.core import reader
from guidewright.core.diagnostic import has_errors
from guidewright.core.edit.emit import emit
from guidewright.core.validate import parse

REPOSITORY = Path(__file__).resolve().parents[2]
PATHS = sorted((REPOSITORY / "seeds").glob("*/[a-z]*.yaml"))
SPECS = {f"seeds/{path.parent.name}/{path.name}": reader.read(path.read_text("utf-8"), "")[0] for path in PATHS}
LEVELS = """\
body:
  - level_mapping:
      table:
        header: [Ours, Theirs]
        rows: {rows}
"""

Value = Any
At = tuple[str | int, ...]


def places(value: Value, at: At = ()) -> Iterator[At]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in parts:
        yield (*at, key)
        yield from places(inner, (*at, key))


PLACES = [(path, at) for path, spec in SPECS.items() for at in places(spec)]
VALUES: list[Value] = ["", "x", "x" * 9_000, 5, -1, 1.5, True, [], {}, [1], ["a"], [{}], {"a": 1}]
VALUES += [{"title": "x"}, {"text": 5}, {"items": 5}, {"header": ["x"], "rows": 5}, "level_mapping", "2026-13-01"]


@settings(max_examples=300)
@given(st.sampled_from(PLACES), st.sampled_from(VALUES), st.booleans())
def test_any_value_of_any_kind(place: tuple[str, At], value: Value, elsewhere: bool) -> None:
    """``elsewhere``: under a key that is not known, instead of its own."""
    path, at = place
    spec = deepcopy(SPECS[path])
    inside: Any = spec
    for part in at[:-1]:
        inside = inside[part]
    if elsewhere and isinstance(inside, dict):
        inside["unknown"] = inside.pop(at[-1])
    else:
        inside[at[-1]] = value
    said, problems = parse("spec", emit(spec), path)
    assert (said is None) == has_errors(problems)
    assert all(each.place.line >= 1 and each.place.column >= 1 for each in problems)


@pytest.mark.parametrize("rows", ["5", "x", "{a: 1}", "[[a], 5]", "true"])
def test_rows_of_a_level_table_that_are_none(rows: str) -> None:
    said, problems = parse("spec", LEVELS.replace("{rows}", rows), "seeds/a/b.yaml")
    assert said is None
    assert {each.place.line for each in problems} == {5}
