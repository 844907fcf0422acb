"""One change of shape over many guides is shown once; what fits no shape is shown in full, and first."""

from __future__ import annotations

import pytest
from desk import DATA, EVIDENCE, ML, OPS, Desk

from guidewright.core.review.masks import mask, masked_lines


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Twelve companies of the example's guides; every test starts from the commit."""
    desk = Desk(tmp_path_factory.mktemp("many") / "desk")
    desk.multiply(10)
    desk.build()
    desk.commit()
    return desk


@pytest.fixture(autouse=True)
def clean(many: Desk) -> None:
    many.git("checkout", "-q", ".")
    many.git("clean", "-fdq", "seeds", "templates", "output")


TEMPLATE_EDITS = [
    (EVIDENCE, "#### {{ block.title }}", "### Proof"),
    (EVIDENCE, "{{ item.marker }}", "* "),
    ("templates/blocks/lever.md.j2", "### {{ block.heading }}", "## {{ block.heading }}!"),
    ("templates/blocks/global_levers.md.j2", "{{ loop.index }}. **", "{{ loop.index }}) **"),
    ("templates/blocks/compensation.md.j2", "{{ row | join(' | ') }}", "**{{ row | join('** | **') }}**"),
    ("templates/blocks/narrative.md.j2", "{{ block.text }}", "{{ block.text }}\n\n*Checked.*"),
    ("templates/blocks/level_mapping.md.j2", "**{{ block.title }}:** {{", "_{{ block.title }}_: {{"),
    ("templates/guide.md.j2", "Global Negotiation Guide", "Guide"),
]


@pytest.mark.parametrize(("path", "old", "new"), TEMPLATE_EDITS)
def test_one_edit_of_a_template_is_one_shape(path: str, old: str, new: str, many: Desk) -> None:
    """Whatever one edit does around texts, names and figures of the guides: one shape, all guides, nothing else."""
    many.edit(path, old, new)
    report = many.diff()
    assert [shape["count"] for shape in report["shapes"]] == [45]
    assert report["figures"] == []
    assert len(many.run("diff").out.splitlines()) < 25


def test_two_edits_of_one_template_are_both_shown(many: Desk) -> None:
    """Edits that do different things to different lines are two shapes, or one shape with both samples."""
    many.edit(EVIDENCE, "#### {{ block.title }}", "### {{ block.title }}")
    many.edit(EVIDENCE, "{{ item.marker }}", "* ")
    report = many.diff()
    shown = [line for shape in report["shapes"] for sample in shape["samples"] for line in sample["added"]]
    assert any(line.startswith("### ") for line in shown)
    assert any(line.startswith("* ") for line in shown)


def test_a_refresh_is_a_table_and_one_shape(many: Desk) -> None:
    """Figures are told in a table, largest move first; dates and quarters of all guides are one shape."""
    for number in range(10):
        guide = f"maker-{number}/data-engineer"
        many.edit_spec(guide, "base_low: 135000", f"base_low: {136000 + number * 500}")
        many.edit_spec(guide, "2025-Q4", "2026-Q1")
        many.edit_spec(guide, "last_updated: 2026-02-23", "last_updated: 2026-05-20")
    report = many.diff()
    assert [shape["count"] for shape in report["shapes"]] == [10]
    percents = [figure["percent"] for figure in report["figures"]]
    assert len(percents) == 10
    assert percents == sorted(percents, reverse=True)


def test_everything_at_once_is_told_apart(many: Desk) -> None:
    """A template, a refresh and hand-made edits of three texts: the edits first, in full; then two shapes; a table."""
    many.edit(EVIDENCE, "#### ", "### ")
    for number in range(10):
        many.edit_spec(f"maker-{number}/data-engineer", "base_low: 135000", "base_low: 137000")
        many.edit_spec(f"maker-{number}/data-engineer", "2025-Q4", "2026-Q1")
    for guide, word in ((ML, "truly"), (OPS, "really"), ("segment/ml-ai-engineer", "very")):
        many.edit_spec(
            guide, "  - level_mapping\n", f"  - section: {{title: {word}, text: Words.}}\n  - level_mapping\n"
        )
    report = many.diff()
    assert [shape["count"] for shape in report["shapes"]] == [1, 1, 1, 45, 10]
    assert len(report["figures"]) == 10
    out = many.run("diff").out
    assert out.index("fit no shape\n") < out.index("Shapes of change") < out.index("Figures")


def test_a_role_renamed_in_the_catalogue_is_one_shape(many: Desk) -> None:
    """Every guide of the role, one shape, the role catalogue; pages follow."""
    many.edit("seeds/_roles.yaml", "role_display: Data Engineer\n", "role_display: Data Plumber\n")
    report = many.diff()
    assert [(shape["count"], shape["causes"]) for shape in report["shapes"]] == [
        (11, [{"kind": "role", "name": "data-engineer"}])
    ]


def test_one_edit_of_many_texts_is_one_shape(many: Desk) -> None:
    """The same words replaced in the texts of many specs are one shape."""
    for number in range(10):
        many.edit_spec(f"maker-{number}/devops-engineer", "Levels.fyi", "Levels")
    report = many.diff()
    assert {shape["count"] for shape in report["shapes"]} == {10}


def test_the_guides_of_a_shape_are_listed_on_demand(many: Desk) -> None:
    """--shape N prints its sample and every guide; an unknown N is a usage error."""
    many.edit(EVIDENCE, "#### ", "### ")
    out = many.run("diff", "--shape", "1").out.splitlines()
    assert sum(line.count("/") == 1 and " " not in line for line in out) == 45
    ran = many.run("diff", "--shape", "9")
    assert (ran.code, ran.err) == (2, "error: there is no shape 9; the report has 1\n")


def test_select_limits_the_diff(many: Desk) -> None:
    """Only the guides that SELECT names, in either state; pages are left out."""
    many.edit(EVIDENCE, "#### ", "### ")
    report = many.diff("HEAD", "twilio", "maker-1/data-engineer")
    assert {guide["guide"].split("/")[0] for guide in report["guides"]} == {"twilio", "maker-1"}
    assert report["pages"] == []
    (many.root / f"seeds/{DATA}.yaml").unlink()
    assert many.diff(DATA)["guides"][0]["status"] == "removed"


MASKS = [
    ("Acme pays $170K–$235K", "‹company› pays ‹n›–‹n›"),
    ("10–15% of S$1.2M+ (€4,000)", "‹n›–‹n› of ‹n› (‹n›)"),
    ("Acmeville L5 Q4", "Acmeville L5 Q4"),
    ("GPT4 and Data Engineer", "GPT4 and ‹role›"),
]


@pytest.mark.parametrize(("text", "expected"), MASKS)
def test_names_and_figures_are_masked(text: str, expected: str) -> None:
    """Figures and the guide's own names stand for all; parts of words do not."""
    assert mask(text, (("Data Engineer", "‹role›"), ("Acme", "‹company›"))) == expected


def test_a_placeholder_is_never_masked_again() -> None:
    """A text of the guide that is a word of a placeholder changes no other placeholder."""
    known = (("long text here", "‹narrative.text›"), ("text", "‹section.title›"))
    assert mask("long text here, text", (), known) == "‹narrative.text›, ‹section.title›"


def test_the_number_of_items_does_not_count() -> None:
    """Three items changed alike are the same as five."""
    assert masked_lines(("- 1", "- 2", "- 3"), ()) == ("- ‹n›",)
