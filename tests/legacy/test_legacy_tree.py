"""The tree is lossless for any text, and finds headings in all their forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidewright.core.legacy.tree import parse, to_text

LINES = st.sampled_from(
    [
        "",
        "# H",
        "**B**",
        "**B:**",
        "text",
        "- a",
        "  - b",
        "1. c",
        "> q",
        "| a | b |",
        "|---|---|",
        "---",
        "===",
        "```",
        "~~~",
        "\t",
    ]
)


@given(st.text(max_size=300))
def test_any_text_comes_back(text: str) -> None:
    assert to_text(parse(text)) == text


@given(st.lists(LINES, max_size=30), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_layout_comes_back(lines: list[str], end: str, final: bool) -> None:
    text = end.join(lines) + (end if final else "")
    assert to_text(parse(text)) == text


def test_every_guide_of_the_corpus_comes_back(shared: Path) -> None:
    for path in (shared / "corpus" / "legacy").glob("*/*.md"):
        text = path.read_bytes().decode("utf-8")
        assert to_text(parse(text)) == text, path


@pytest.mark.parametrize(
    ("text", "rank", "title"),
    [
        ("# A", 1, "A"),
        ("###### A", 6, "A"),
        ("## **A**", 2, "A"),
        ("**A b**", 7, "A b"),
        ("**A:**", 8, "A"),
        ("**A**:", 8, "A"),
        ("A\n===", 1, "A"),
        ("A\n---", 2, "A"),
    ],
)
def test_heading_forms(text: str, rank: int, title: str) -> None:
    (node,) = parse(text)
    assert (node.kind, node.rank, node.title) == ("heading", rank, title)


@pytest.mark.parametrize("text", ["#hashtag", "**a** b", "**a** and **b**", "#", "**", "```\n# code\n```"])
def test_what_is_no_heading(text: str) -> None:
    assert all(node.kind != "heading" for node in parse(text))
