"""``fmt`` keeps every comment and the meaning, is done after one pass, and knows the whole vocabulary."""

from __future__ import annotations

from collections import Counter

import pytest
from pydantic_core.core_schema import TypedDictSchema
from specs_made import made
from test_edit_controls import CONTROLS, comment_lines, source
from yaml_readers import ours

from guidewright.core.edit import vocabulary
from guidewright.core.edit.apply import same
from guidewright.core.edit.fmt import fmt
from guidewright.core.edit.spans import parse
from guidewright.core.edit.vocabulary import file_order, roles_order
from guidewright.core.model import blocks, rows, spec
from guidewright.core.schema_words import word_schemas

TEXTS = {path.stem: source(path) for path in CONTROLS} | {
    f"made{seed}": made(seed, 0.5) for seed in range(10000, 10063)
}


def laid_out(text: str) -> str:
    result = fmt(text, ours, file_order)
    assert result.refused is None, result.refused
    return result.text


def all_comments(text: str) -> Counter[str]:
    return Counter(text[comment.start : comment.end] for comment in parse(text).comments)


@pytest.mark.parametrize("name", TEXTS)
def test_invariants(name: str) -> None:
    """All comments survive, the data are the same, a second pass changes nothing, the line ends are LF."""
    text = TEXTS[name]
    new = laid_out(text)
    assert all_comments(new) == all_comments(text)
    assert comment_lines(new) == comment_lines(text)
    assert same(ours(new), ours(text))
    assert laid_out(new) == new
    assert "\r" not in new
    assert not new.startswith("\ufeff")
    assert new.endswith("\n")


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_many(start: int) -> None:
    """The same for further made-up specs."""
    for seed in range(start, start + 100):
        text = made(seed, 0.4)
        new = laid_out(text)
        assert all_comments(new) == all_comments(text)
        assert laid_out(new) == new


CASES = [
    # a comment goes with the key that it stands above; the head of the file stays
    (
        "# head\n\n# rows\ncompensation:\n- high: 2\n  # why A\n  region: A\n# about us\ncompany: acme\n",
        "# head\n\n# about us\ncompany: acme\n# rows\ncompensation:\n  -\n    # why A\n    region: A\n    high: 2\n",
    ),
    ("company:   'acme'   # c\n", "company: acme       # c\n"),
    ("data_sources: [ a , 'b' ]\n", "data_sources: [a, b]\n"),
    ("data_sources: [\n  a, # x\n  # y\n  b ]\n", "data_sources:\n  - a  # x\n  # y\n  - b\n"),
    ("last_updated: '2026-02-23'\n", 'last_updated: "2026-02-23"\n'),
    ("last_updated: 2026-02-23\r\n", "last_updated: 2026-02-23\n"),
    ("role: >-\n  one\n  two\n\n\n\ncompany: x", "company: x\nrole: one two\n"),
    ("body:\n    - section:\n          title: T\n          text: |\n              a\n\n              b\n",
     "body:\n  - section:\n      title: T\n      text: |\n        a\n\n        b\n"),
    ("a:\n  - x\n  # end of list\nb: 1\n# end\n", "a:\n  - x\n  # end of list\nb: 1\n# end\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_layout(text: str, expected: str) -> None:
    """The canonical layout, byte for byte."""
    assert laid_out(text) == expected


@pytest.mark.parametrize("text", ["a: [1", "- a\n", "a: &x 1\n", "a: 1\na: 2\n", ""])
def test_refused(text: str) -> None:
    """What cannot be read, or is no mapping, is left alone."""
    result = fmt(text, ours)
    assert result.text == text
    assert result.refused is not None


MAPPINGS = [
    (spec.SPEC, ()),
    (spec.COMPANY, ()),
    (spec.DEFAULTS, ()),
    (spec.LEVEL_FACTS, ("level_mapping",)),
    (spec.STYLE, ("style",)),
    (spec.IGNORE, ("ignore", 0)),
    (rows.ROW, ("compensation", 0)),
    *((part, ("body", 0, "x")) for part in vars(blocks).values() if isinstance(part, dict) and "fields" in part),
]


@pytest.mark.parametrize(("mapping", "path"), MAPPINGS)
def test_vocabulary_is_whole(mapping: TypedDictSchema, path: tuple[str | int, ...]) -> None:
    """Every key of a mapping has its place in the order."""
    assert len(MAPPINGS) == 17
    assert set(mapping["fields"]) <= set(file_order(path))


def test_row_vocabulary_is_whole() -> None:
    """Every key of a row, of its second currency and of its extra columns has its place."""
    row = word_schemas()["guide"]["$defs"]
    assert set(row["CompensationRow"]["properties"]) == set(file_order(("compensation", 0)))
    assert set(row["SecondCurrency"]["properties"]) == set(file_order(("compensation", 0, "also")))
    assert set(row["Extra"]["properties"]) == set(file_order(("compensation", 0, "extra", 0)))


def test_roles() -> None:
    """The roles of the catalogue stay as their author orders them; their keys are in order."""
    assert set(spec.ROLE["fields"]) <= set(roles_order(("data-engineer",)))
    assert not roles_order(())
    assert len(set(vocabulary.TOP)) == len(vocabulary.TOP)
