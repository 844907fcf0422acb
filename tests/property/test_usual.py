"""The short cut for usual YAML says what the reader proper says, or nothing."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guidewright.core import reader, usual
from guidewright.core.edit.emit import emit

REPOSITORY = Path(__file__).resolve().parents[2]
SPECS = sorted(path for path in (REPOSITORY / "seeds").rglob("*.yaml"))
CORPUS = [path.read_text("utf-8") for path in SPECS]


def both(text: str) -> tuple[Any, Any]:
    """What the short cut says, and the reader proper where that has nothing to say against the text."""
    value, problems = reader.read_events(text, "x.yaml")
    return usual.values(text), None if problems else value


def agree(text: str) -> None:
    if reader.check_characters(text, "x.yaml"):
        return
    short, proper = both(text)
    assert short is None or repr(short) == repr(proper)


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.name)
def test_specs_of_the_repository_are_usual(path: Path) -> None:
    short, proper = both(path.read_text("utf-8"))
    assert short is not None
    assert short == proper


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1\nb: x\n", {"a": 1, "b": "x"}),
        ("a:\n- x\n- c: 1\n  d: 2\nb: 3\n", {"a": ["x", {"c": 1, "d": 2}], "b": 3}),
        ("a:\n  - - x\n    - 1\n  - - z\n", {"a": [["x", 1], ["z"]]}),
        ("a: [x, 1, \"b, c\"]\nb: []\n", {"a": ["x", 1, "b, c"], "b": []}),
        ("a: |\n  x\n\n   y\n\n# end\nb: |-\n z\n", {"a": "x\n\n y\n", "b": "z"}),
        ("a: 'it''s'\nb: \"x # y: z\"\n", {"a": "it's", "b": "x # y: z"}),
        ("# head\n\na: null\nb: ~\nc: true\nd: 1.5\ne: 07\n", {"a": None, "b": None, "c": True, "d": 1.5, "e": "07"}),
        ("a: ⚡\nb: x#y:z\n", {"a": "⚡", "b": "x#y:z"}),
    ],
)  # fmt: skip
def test_what_it_reads(text: str, value: dict[str, Any]) -> None:
    assert both(text) == (value, value)


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "- a\n", "- a: 1\n", "a: 1", "a: 1\n  b\n", "a: x\n y\n", "a:\n", "a:\nb: 1\n", "a: 1\na: 2\n",
        "  a: 1\nb: 2\n", "a: &x 1\n", "a: *x\n", "a: !t 1\n", "%YAML 1.2\n---\na: 1\n", "---\na: 1\n", "a: 1\n...\n",
        "a: 1\n---\nb: 2\n", "<<: x\n", "1: x\n", "true: x\n", "a: yes\n", "a: 12:30\n", "a: b: c\n", "a: x #y\n",
        "a: x \n", "a:  x\n", 'a: "x\n', 'a: "\\t"\n', "a: 'x\n", 'a: "x" y\n', "a: {b: 1}\n", "a: [x\n", "a: [x,y]\n",
        "a: [x, ]\n", "a: [b: 1]\n", "a: >\n  x\n", "a: |2\n   x\n", "a: |+\n  x\n", "a: |\nb: 1\n", "a: |\n\n  x\n",
        "a: |\n", "a:\tx\n", "a: x\r\n", "? a\n: 1\n", "a:\n  b: 1\n c: 2\n", "a:\n  - x\n b: 1\n", "a:\n  -\n  - x\n",
        "a: - x\n", '"a": 1\n', "a: @x\n", "a" * 200 + ": 1\n", "a:\n" + "- " * 100_000 + "x\n",
        "".join("  " * at + f"k{at}:\n" for at in range(40)) + "  " * 40 + "x: 1\n",
    ],
    ids=lambda text: repr(text)[1:30],
)  # fmt: skip
def test_what_it_leaves_to_the_reader_proper(text: str) -> None:
    assert usual.values(text) is None


@pytest.mark.parametrize("line", ["a: 'X'", 'a: "X"', "a: X", "a: [X]", "- X", "a: |\n  X", "# X", "XX: a"])
@pytest.mark.parametrize("filling", ["x", "''", "x, ", "- ", " ", "\n"])
def test_a_long_line_takes_little_memory(line: str, filling: str) -> None:
    text = line.replace("X", filling * (600_000 // len(filling))) + "\n"
    tracemalloc.start()
    usual.values(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 70_000_000


def test_a_list_that_recurs_is_a_list_of_its_own() -> None:
    first, second = usual.values("a: [x]\nb:\n  - [x]\n"), usual.values("a: [x]\n")
    assert first is not None
    assert second is not None
    first["a"].append("y")
    first["b"][0].append("y")
    assert second == usual.values("a: [x]\n") == {"a": ["x"]}


_WORDS = (
    "a key 1 -5 1.5 007 null ~ true yes 12:30 2026-01-01 é ⚡ $5 (x) << = < .5 +1 x:y x#y [ ] [a, [a, b] , { } --- ..."
)
_SIGNS = "| |- |2 > ' \" \"x\" 'y' # ! & * % @ ` \\ ? : -"
_GAPS = [
    " ",
    "  ",
    "\n",
    "\n  ",
    "\n    ",
    "\n- ",
    "\n  - ",
    "- - ",
    ": ",
    ":\n",
    " #",
    "\t",
    "\r\n",
    "\u00a0",
    "\u3000",
]
_PIECES = st.sampled_from([*_WORDS.split(), *_SIGNS.split(), *_GAPS])
_LINES = st.builds(
    lambda indent, dash, key, value: " " * indent + dash + key + value,
    st.integers(0, 7),
    st.sampled_from(["", "- ", "- - "]),
    st.sampled_from(["", "a: ", "b: ", "c: ", "a:", "b:"]),
    st.sampled_from(["", "1", "x", "|", "|-", '"q"', "'s'", "[a, b]", "two words", "- y", "# c", "[]", "no"]),
)


@given(st.lists(_PIECES, max_size=14))
def test_pieces_of_yaml(pieces: list[str]) -> None:
    agree("".join(pieces) + "\n")


@settings(max_examples=500)
@given(st.lists(_LINES, max_size=7))
@example(["a:", "- - x", "  - y", "- z"])
@example(["a: |", "  x", " ", "    ", "", "b: 1"])
def test_lines_of_yaml(lines: list[str]) -> None:
    agree("\n".join(lines) + "\n")


@settings(max_examples=200)
@given(st.sampled_from(CORPUS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), _PIECES), max_size=3))
def test_specs_with_a_slip(text: str, slips: list[tuple[float, int, str]]) -> None:
    for where, length, piece in slips:
        at = int(where * len(text))
        text = text[:at] + piece + text[at + length :]
    agree(text)


_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff"), max_size=30)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | _TEXTS | st.lists(_TEXTS, max_size=3).map("\n".join),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), _VALUES, min_size=1))
def test_what_guidewright_writes(data: dict[str, Any]) -> None:
    agree(emit(data))
