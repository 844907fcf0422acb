"""Front matter means the same in every YAML reader: PyYAML (1.1), ruamel.yaml (1.2) and our own."""

from __future__ import annotations

from typing import Any

import frontmatter
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from guidewright.core.frontmatter import document, emit, scalar
from guidewright.core.reader import read

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NASTY = "no Yes on ~ null 12:30 0123 1e3 .inf 2026-02-23 # ' \" \\ @a %a = << *a &a !t [ { | > ?".split(" ")
NASTY += ["- x", "a: b", "a #b", "", " x ", "x\n", "\t", "\u2028", "\x85", "🏗️"]


def readings(lines: str) -> list[Any]:
    ruamel = YAML(typ="safe", pure=True)
    return [yaml.safe_load(lines), yaml.load(lines, yaml.CSafeLoader), ruamel.load(lines)]


def same(text: str) -> None:
    assert readings(f"key: {scalar(text)}\nlist:\n  - {scalar(text)}\n") == [{"key": text, "list": [text]}] * 3


@given(texts)
def test_any_text_is_read_alike(text: str) -> None:
    same(text)


@pytest.mark.parametrize("text", NASTY)
def test_a_text_that_looks_like_something_else_is_read_as_text(text: str) -> None:
    same(text)


@given(
    st.dictionaries(st.sampled_from(["a", "b_c", "d"]), texts | st.integers(-(10**9), 10**9) | st.none(), min_size=1)
)
def test_a_row_is_read_alike(row: dict[str, Any]) -> None:
    lines = "\n".join(emit({"rows": [row], "nested": row}))
    assert readings(lines) == [{"rows": [row], "nested": row}] * 3


@given(st.lists(st.text("ab \n-#", max_size=20), max_size=5))
def test_a_body_keeps_its_bytes(parts: list[str]) -> None:
    body = "---\n".join(parts)
    made = document({"title": "x: y"}, body)
    assert made == f'---\ntitle: "x: y"\n---\n{body}'
    assert frontmatter.parse(made)[0] == {"title": "x: y"}


def test_our_own_reader_agrees() -> None:
    lines = "\n".join(emit({f"k{index}": text for index, text in enumerate(NASTY) if text.isprintable()}))
    value, problems = read(lines, "x.yaml")
    assert problems == []
    assert value is not None
    assert list(value.values()) == [text for text in NASTY if text.isprintable()]
