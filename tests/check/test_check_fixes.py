"""Fixes mend what their rules find, and nothing else."""

from __future__ import annotations

import datetime

import pytest
from check_cases import SPEC, workspace
from hypothesis import given
from hypothesis import strategies as st

from guidewright.core.check.fixes import FIXABLE, Fix, fixes
from guidewright.core.check.guide import Guide
from guidewright.core.check.rules import BY_CODE
from guidewright.core.check.style import CODE

DAY = datetime.date(2026, 3, 1)


def guide(text: str, part: str = "text") -> Guide:
    documents, _ = workspace({SPEC: "body:\n  - section: {text: x}\n"})
    block = {"negotiate_up": {"script": text}} if part == "script" else {"section": {"text": text}}
    spec = {**documents[0].spec, "body": [block]}
    kind, parts = next(iter(block.items()))
    empty = dict.fromkeys(("title", "emoji", "text", "script", "after", "advice"))
    record = {**documents[0].record, "body": [{"kind": kind, **empty, **parts}]}
    return Guide(SPEC, spec, record, DAY)


def mended(text: str, part: str = "text") -> str | None:
    found = list(fixes(guide(text, part)))
    return found[0].value if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two  spaces", "two spaces"),
        ("“The team’s” core", '"The team\'s" core'),
        ("line \nnext", "line\nnext"),
        ("hard break  \nnext", None),
        ("end  \n\nnext", "end\n\nnext"),
        ("text\n", None),
        ("`two  spaces “here”` and  there", "`two  spaces “here”` and there"),
        ("```\na  b\n```", None),
        ("{{ comp['a  b'].base }} and  more", "{{ comp['a  b'].base }} and more"),
        ("https://example.com/a’b", None),
        ("| a   | b |", None),
        ("- item\n  - nested  item", "- item\n  - nested item"),
        ("clean", None),
    ],
)
def test_fix(text: str, expected: str | None) -> None:
    assert mended(text) == expected


def test_scripts_are_printed_in_double_quotes() -> None:
    assert mended("I said “yes”", "script") == "I said 'yes'"


def test_a_fix_is_data() -> None:
    assert list(fixes(guide("a  b"))) == [Fix(SPEC, ("body", 0, "section", "text"), "a b", ("GW483",))]
    assert list(fixes(guide("a  b"), codes={"GW484"})) == []


@given(st.text("a “”’`\n \t|-", min_size=1).filter(str.strip))
def test_fixed_texts_have_no_findings_and_stay(text: str) -> None:
    """After a fix its rules are silent, a second fix does nothing, and code is as it was."""
    value = mended(text)
    if value is None:
        return
    assert mended(value) is None
    assert CODE.findall(value) == CODE.findall(text)
    for code in FIXABLE:
        assert not list(BY_CODE[code].function(guide(value)))
