"""The strict reader agrees with PyYAML where it accepts, and always answers with a value or a located problem."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from guidewright.core.reader import locate, read

words = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff"), min_size=1)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(words, values, min_size=1, max_size=5))
def test_quoted_yaml_is_read_as_it_was_written(data: dict[str, object]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"', width=10**6)
    value, problems = read(text, "x.yaml")
    if value is not None and not problems:
        assert value == yaml.load(text, yaml.CSafeLoader)


@given(st.text(max_size=200))
def test_any_text_gives_a_mapping_or_a_located_problem(text: str) -> None:
    value, problems = read(text, "x.yaml")
    assert value is not None or problems
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in problems)


@given(st.text("ab: -[]{}'\"\n#&*!|>%@,?\t1", max_size=80))
def test_any_text_of_yaml_signs_gives_a_mapping_or_a_located_problem(text: str) -> None:
    value, problems = read(text, "x.yaml")
    assert value is not None or problems


def test_every_key_has_a_place() -> None:
    text = "a: 1\nb:\n  - c: x\n    d: [1, 2]\n"
    spans = locate(text, "x.yaml")
    assert spans[("b", 0, "d", 1)].value == (4, 12)
    assert spans[("b", 0, "c")].key == (3, 5)
    assert set(spans) == {("a",), ("b",), ("b", 0), ("b", 0, "c"), ("b", 0, "d"), ("b", 0, "d", 0), ("b", 0, "d", 1)}


def test_scalars_have_one_reading() -> None:
    text = "a: 2026-02-23\nb: 0123\nc: 0x1F\nd: 1e3\ne: .inf\nf: 12.5\ng: -3\nh: true\ni: null\nj: 1_000\n"
    value, problems = read(text, "x.yaml")
    assert problems == []
    assert value == {
        "a": "2026-02-23", "b": "0123", "c": "0x1F", "d": "1e3", "e": ".inf", "f": 12.5, "g": -3, "h": True, "i": None,
        "j": "1_000",
    }  # fmt: skip
