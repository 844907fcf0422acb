"""What ``emit`` writes, every reader reads back; and it is written in the canonical layout."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from yaml_readers import libyaml, ours, pyyaml, ruamel

from guidewright.core.edit.apply import same
from guidewright.core.edit.emit import emit
from guidewright.core.edit.scalars import DATE
from guidewright.core.reader import FORBIDDEN

NASTY = [
    "",
    " ",
    "  x",
    "x ",
    "x\n",
    "x\n\n",
    "\nx",
    "\n",
    "\n\n",
    " x\ny",
    "\tx\ny",
    "x\n \ny",
    "x\n   ",
    "x\t",
    "\t",
    "a: b",
    "a:",
    ":a",
    "a #b",
    "#a",
    "a#b",
    "'",
    '"',
    "it's",
    'say "x"',
    "\\",
    "- a",
    "-",
    "--- a",
    "...",
    "? a",
    "?",
    "!t",
    "&a",
    "*a",
    "|",
    ">",
    "%a",
    "@a",
    "`a",
    "[a",
    "]",
    "{a}",
    "a, b",
    "~",
    "null",
    "Null",
    "yes",
    "No",
    "on",
    "y",
    "n",
    "true",
    "0",
    "007",
    "0o17",
    "0x1F",
    "1_000",
    "1e3",
    "1.5",
    ".5",
    "5.",
    "-1",
    "+1",
    "12:30",
    "1:2:3",
    ".inf",
    "-.INF",
    ".NaN",
    "=",
    "<<",
    "2026-02-23",
    "2026-2-3 10:00:00",
    "x\x85y",
    "x\u2028y",
    "x\u2029y",
    "\x00",
    "\x07",
    "\x1b[0m",
    "\x7f",
    "\ufeff",
    "\ufffe",
    "\r",
    "a\r\nb",
    "a\rb",
    "🏗️",
    "👩‍💻 a\n  b",
    "\U0001f600: x",
    "10–15%",
    "C#",
    "a:b",
    "\xa0x\xa0",
    "x" * 99 + ": y",
    "x" * 200 + ": y # z",
    "é" * 120 + " #",
    "a\n# b\n",
    "a\n\n\n# b",
    "a\n---\nb",
    "|\n|",
    "١٢",
    "٢٠٢٦-٠١-٠١",
]
TEXT = st.one_of(
    st.sampled_from(NASTY),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text(alphabet=" \n\t:#-'\"\\ab1,[]{}é\x85\u2028", max_size=20),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=4).map("\n".join),
)
NUMBER = st.one_of(st.integers(-(10**18) + 1, 10**18 - 1), st.integers(-(10**6), 10**6).map(lambda n: n / 100))
SCALAR = st.one_of(TEXT, NUMBER, st.booleans(), st.none())
VALUE = st.recursive(
    SCALAR,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=12,
)
QUICK = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


def has_forbidden(value: Any) -> bool:
    """Whether our reader reports the value for a character that no spec may hold."""
    if isinstance(value, dict):
        return any(has_forbidden(part) for pair in value.items() for part in pair)
    if isinstance(value, list):
        return any(map(has_forbidden, value))
    return isinstance(value, str) and FORBIDDEN.search(value) is not None


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_nasty_strings(text: str) -> None:
    """Each string is read back by four readers, alone, as a value, as an item, as a key and in flow style."""
    for value in (text, {"k": text}, [text], {text: 1}, {"k": {"l": [{"m": text, "n": text}]}}, [["a", text]]):
        written = emit(value)
        for reader in (libyaml, pyyaml, ruamel):
            assert reader(written) == value, (reader.__name__, written)
        if isinstance(value, dict) and not has_forbidden(value):
            assert ours(written) == value, written


@QUICK
@given(VALUE)
def test_round_trip(value: Any) -> None:
    """Every value is what PyYAML, ruamel and our reader read."""
    written = emit({"value": value})
    assert same(libyaml(written), {"value": value}), written
    assert same(ruamel(written), {"value": value}), written
    if not has_forbidden(value):
        assert same(ours(written), {"value": value}), written


@QUICK
@given(VALUE)
def test_plain_dates(value: Any) -> None:
    """With plain dates our reader reads the same still."""
    if not has_forbidden(value):
        assert same(ours(emit({"v": value}, plain_dates=True)), {"v": value})


REFUSED = [
    "\ud800",
    {"a\udfff": 1},
    10**18,
    -(10**20),
    math.inf,
    math.nan,
    1e-9,
    1e16,
    0.1 + 0.2,
    {1: 2},
    {"k" * 901: 1},
    {1, 2},
]


@pytest.mark.parametrize("value", REFUSED, ids=ascii)
def test_refused(value: Any) -> None:
    """What no reader of ours would read back is refused, not written."""
    with pytest.raises(ValueError, match=r"a |an |the "):
        emit(value)


CANONICAL = [
    ({"b": 1, "a": 2}, "a: 2\nb: 1\n"),
    ({"rows": [{"a": 1, "b": None}, "x"]}, "rows:\n  - a: 1\n    b: null\n  - x\n"),
    ({"t": "one\n\ntwo\n"}, "t: |\n  one\n\n  two\n"),
    ({"t": "one\ntwo"}, "t: |-\n  one\n  two\n"),
    ({"t": "one\n\n"}, "t: |+\n  one\n\n"),
    ({"t": "  one\ntwo\n"}, "t: |2\n    one\n  two\n"),
    ({"t": "x: " + "y" * 98}, "t: |-\n  x: " + "y" * 98 + "\n"),
    ({"t": "x: y"}, 't: "x: y"\n'),
    ({"t": "word " * 40 + "end"}, "t: " + "word " * 40 + "end\n"),
    ({"t": "🏗️ ü\x07"}, 't: "🏗️ ü\\a"\n'),
    ({"rows": [["L3", "L4, x"], []], "z": {}}, 'rows:\n  - [L3, "L4, x"]\n  - []\nz: {}\n'),
    ({"on": True, "d": "2026-02-23", "q": "2025-Q4"}, '"on": true\nd: "2026-02-23"\nq: 2025-Q4\n'),
]


@pytest.mark.parametrize(("value", "expected"), CANONICAL, ids=lambda part: None)
def test_canonical(value: Any, expected: str) -> None:
    """The layout of the spec, word for word."""
    assert emit(value, lambda path: ("a", "b")) == expected


def test_dates_are_quoted_unless_asked() -> None:
    """PyYAML makes objects of plain dates, our reader does not."""
    assert emit({"d": "2026-02-23"}, plain_dates=True) == "d: 2026-02-23\n"
    assert DATE.fullmatch("2026-02-23")
