"""The same report as text, Markdown, JSON and HTML: in its limits, escaped, and honest about what it leaves out."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from desk import DATA, EVIDENCE, ML, OPS, Desk

from guidewright.core.review.as_html import as_html
from guidewright.core.review.as_markdown import MAX_BYTES, as_markdown
from guidewright.core.review.as_text import as_text
from guidewright.core.review.parts import Heading, Lines, Part, Say, Table, Words

NASTY = '<script>alert(1)</script> | `x` **b** [a](http://x) @all #1 \x1b[31m\u202e ``` & "q"'
PARTS: list[Part] = [
    Heading(NASTY, 1),
    Say(NASTY, True),
    Lines((("-", NASTY), ("+", "```"))),
    Words(NASTY, (("=", "a "), ("-", NASTY), ("+", "b"))),
    Table(("a", "b", "c"), ((NASTY, "1", "2"),)),
]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The example workspace with a template, a figure and a text edited."""
    desk = Desk(tmp_path / "desk")
    desk.edit(EVIDENCE, "#### ", "### ")
    desk.edit_spec(DATA, "base_low: 135000", "base_low: 170000")
    desk.edit_spec(ML, "data_quality: high", "data_quality: low")
    (desk.root / f"seeds/{OPS}.yaml").unlink()
    return desk


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_html_is_one_page_of_escaped_text() -> None:
    """No tag, attribute or address comes from a text; nothing is loaded; control characters are named."""
    page = as_html(PARTS, NASTY)
    tags = _Tags()
    tags.feed(page)
    assert "script" not in tags.tags
    assert not {name for name, _ in tags.attributes} & {"src", "href", "onclick", "style"}
    assert "default-src 'none'" in page.replace("&#x27;", "'")
    assert "\x1b" not in page
    assert "\u202e" not in page


def test_text_moves_no_cursor() -> None:
    """Control characters of texts are named, on a terminal too; our own colours are all there is."""
    assert "\x1b" not in as_text(PARTS)
    assert set(re.findall(r"\x1b\[[0-9;]*m", as_text(PARTS, colour=True))) <= {
        f"\x1b[{code}m" for code in ("0", "1", "31", "32", "1;31")
    }


def test_markdown_means_nothing_that_a_text_says() -> None:
    """No HTML, link, mention or broken fence or table comes from a text."""
    text = as_markdown(PARTS)
    outside = re.sub(r"^(`{3,})diff\n.*?^\1$", "", text, flags=re.M | re.S)
    assert "<script" not in outside.replace("\\<", "")
    assert not re.search(r"(?<!\\)[@\[]", outside)
    assert "````diff" in text
    table = next(line for line in text.splitlines() if line.startswith("| \\<"))
    assert len(re.findall(r"(?<!\\)\|", table)) == 4


@pytest.mark.parametrize("limit", [800, 2_000, 10_000, MAX_BYTES])
def test_markdown_fits_and_says_what_it_left_out(limit: int) -> None:
    """However much there is, the text is within the limit, and counts what is missing."""
    rows = tuple((f"+{index}.0 %", "1", f"compañía/{index}") for index in range(5_000))
    parts: list[Part] = [Heading("A"), Table(("a", "b", "c"), rows, what="figure")]
    parts += [Say(f"shape {index} " + "x" * 80, what="shape") for index in range(2_000)]
    text = as_markdown(parts, limit)
    assert len(text.encode()) <= limit
    shown = sum(line.startswith(("| +", "| \\+")) for line in text.splitlines())
    assert f"{5_000 - shown:,} figures" in text
    assert "2,000 shapes" in text or "shapes" in text


def test_json_is_versioned_and_whole(desk: Desk) -> None:
    """Every key that the documentation names is there."""
    report = desk.diff()
    assert report["version"] == 1
    page = (Path(__file__).resolve().parents[2] / "docs/jobs/review.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `(\w+)` \|", page, re.M))
    assert set(report) == documented


def test_the_summary_comes_first_then_what_is_dangerous(desk: Desk) -> None:
    """Summary, deleted guides and figures beyond the threshold, then the rest."""
    out = desk.run("diff").out
    order = [
        "HEAD → working tree",
        "by cause:",
        "Look at these first",
        "1 guide deleted",
        "moved by more than",
        "Shapes",
    ]
    places = [out.index(words) for words in order]
    assert places == sorted(places)
    md = desk.run("diff", "--format", "md").out
    assert md.startswith("## HEAD → working tree\n")
    assert "⚠️ Look at these first" in md


def test_colour_only_where_asked_or_on_a_terminal(desk: Desk) -> None:
    """Redirected output has no colour; --color always has."""
    assert "\x1b" not in desk.run("diff").out
    assert "\x1b[1m" in desk.run("--color", "always", "diff").out


def test_without_differences(tmp_path: Path) -> None:
    """Every format says so, with exit code 0."""
    desk = Desk(tmp_path / "clean")
    for format in ("text", "md", "html"):
        ran = desk.run("diff", "--format", format)
        assert (ran.code, "no differences" in ran.out) == (0, True)
    assert json.loads(desk.run("diff", "--format", "json").out)["differs"] is False


def test_the_threshold_decides_what_is_dangerous(desk: Desk) -> None:
    """A figure that moved by 25.9 % is dangerous beyond 20 %, not beyond 30 %."""
    assert [figure["over"] for figure in desk.diff()["figures"]] == [True]
    assert [figure["over"] for figure in desk.diff("--threshold", "30")["figures"]] == [False]


def test_build_diff_tells_the_same(desk: Desk) -> None:
    """build --diff has the causes, shapes and figures of diff, as long as the disk is as committed."""
    ran = desk.run("build", "--diff")
    assert ran.code == 1
    assert "what a build would write" in ran.out
    assert "+25.9 %" in ran.out
    assert "orphan: output/guides/twilio/devops-engineer.md" in ran.out
    assert "template blocks/evidence.md.j2: 4" in ran.out


def test_build_diff_without_git(tmp_path: Path) -> None:
    """Without a commit the shapes are told, without causes; a second build has nothing to tell."""
    desk = Desk(tmp_path / "plain", commit=False)
    desk.build()
    desk.edit(EVIDENCE, "#### ", "### ")
    out = desk.run("build", "--diff").out
    assert "1 shape of change over 5 guides" in out
    assert "sources changed since the last build" in out
    desk.build()
    assert "no differences" in desk.run("build", "--diff").out


def test_build_diff_after_a_build_in_between(desk: Desk) -> None:
    """What is built already is not told again."""
    desk.run("build", "--prune")
    desk.edit_spec(ML, "base_low: 170000", "base_low: 171000")
    out = desk.run("build", "--diff").out
    assert "1 guide of 4 changed" in out
    assert "171000" in out
    assert "### Evidence" not in out
