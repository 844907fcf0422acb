"""Every changed output has the cause that changed it, however many inputs changed at once."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import DATA, EVIDENCE, ML, OPS, Desk, causes

ALL = {ML, DATA, OPS, "twilio/staff-software-engineer", "segment/ml-ai-engineer"}
Edit = Callable[[Desk], None]
EDITS: dict[str, tuple[Edit, dict[str, str]]] = {
    "heading": (lambda d: d.edit(EVIDENCE, "#### ", "##### "), dict.fromkeys(ALL, "template blocks/evidence.md.j2")),
    "lever": (
        lambda d: d.edit("templates/blocks/lever.md.j2", "### ", "## "),
        dict.fromkeys(ALL, "template blocks/lever.md.j2"),
    ),
    "title": (lambda d: d.edit("templates/guide.md.j2", "Global", "World"), dict.fromkeys(ALL, "template guide.md.j2")),
    "figure": (lambda d: d.edit_spec(ML, "base_low: 170000", "base_low: 171000"), {ML: "spec"}),
    "prose": (
        lambda d: d.edit_spec(
            OPS, "  - level_mapping\n", "  - section: {title: New, text: Words.}\n  - level_mapping\n"
        ),
        {OPS: "spec"},
    ),
    "role": (
        lambda d: d.edit("seeds/_roles.yaml", "role_display: Data Engineer\n", "role_display: Data Plumber\n"),
        {DATA: "role data-engineer"},
    ),
    "company": (
        lambda d: d.edit("seeds/twilio/_company.yaml", "currency: USD\n", "currency: USD\nstock_label: Shares\n"),
        {guide: "company" for guide in ALL if guide.startswith("twilio")},
    ),
    "defaults": (
        lambda d: d.edit("seeds/_defaults.yaml", "quote_dates: false", "quote_dates: true"),
        dict.fromkeys(ALL, "defaults seeds/_defaults.yaml"),
    ),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The example workspace, built and committed."""
    return Desk(tmp_path / "desk")


@pytest.mark.parametrize("name", EDITS)
def test_one_input_is_the_one_cause(name: str, desk: Desk) -> None:
    """One edited input is the cause of exactly the guides that it changes, before the build and after it."""
    edit, expected = EDITS[name]
    edit(desk)
    assert causes(desk.diff()) == {guide: {cause} for guide, cause in expected.items()}
    desk.build()
    assert causes(desk.diff()) == {guide: {cause} for guide, cause in expected.items()}


def _combinations() -> list[tuple[str, ...]]:
    pairs = list(itertools.combinations(EDITS, 2))
    rest = [combo for size in (3, 5, 8) for combo in itertools.combinations(EDITS, size)]
    return [*random.Random(1).sample(pairs, 10), *random.Random(2).sample(rest, 8)]


def test_many_inputs_at_once_are_told_apart(tmp_path: Path) -> None:
    """Whatever is edited together, every guide has the causes of its own edits and no other."""
    desk = Desk(tmp_path / "desk")
    for combo in _combinations():
        desk.git("checkout", "-q", ".")
        expected: dict[str, set[str]] = {}
        for name in combo:
            edit, guides = EDITS[name]
            edit(desk)
            for guide, cause in guides.items():
                expected.setdefault(guide, set()).add(cause)
        assert causes(desk.diff()) == expected, combo


def test_pages_have_causes_too(desk: Desk) -> None:
    """A page that follows from a figure has the specs as its cause, one whose template changed that template."""
    desk.edit_spec(ML, "total_comp_high: 390000", "total_comp_high: 395000")
    desk.edit("templates/pages/index.md.j2", "# ", "## ", 1)
    found = {page["path"]: [cause["kind"] for cause in page["causes"]] for page in desk.diff()["pages"]}
    assert found["output/pages/companies/twilio.md"] == ["spec"]
    assert found["output/pages/index.md"][0] == "template"
    desk.build()
    changed = set(desk.git("diff", "--name-only", "HEAD", "--", "output/pages").split())
    assert set(found) == changed


def test_a_template_that_acts_only_with_a_new_spec_is_named_as_such(desk: Desk) -> None:
    """An input that changes nothing alone but something together is told with the guide."""
    desk.edit("templates/blocks/section.md.j2", "### ", "##### ")
    EDITS["prose"][0](desk)
    report = desk.diff()
    assert causes(report) == {OPS: {"spec"}}
    assert report["guides"][0]["together"] == [{"kind": "template", "name": "blocks/section.md.j2"}]
    assert "only together" in desk.run("diff").out


def test_templates_that_need_each_other_are_one_cause(desk: Desk) -> None:
    """Where the combination between does not render, the step has both causes, and nothing is lost."""
    desk.edit("templates/blocks/narrative.md.j2", "{{ gap }}", "{% include 'blocks/intro.md.j2' %}{{ gap }}")
    desk.write("templates/blocks/intro.md.j2", "An introduction.\n")
    report = desk.diff()
    assert causes(report) == {
        guide: {"template blocks/intro.md.j2", "template blocks/narrative.md.j2"} - _idle(report, guide)
        for guide in ALL
    }
    assert len(report["shapes"]) == 1


def _idle(report: dict[str, object], guide: str) -> set[str]:
    found = next(each for each in report["guides"] if each["guide"] == guide)  # type: ignore[attr-defined]
    return {f"template {cause['name']}" for cause in found["together"]}


def test_a_hand_edit_of_a_guide_is_no_other_cause(desk: Desk) -> None:
    """Words that a person wrote into a generated guide are told as a hand edit, whatever else changed."""
    desk.edit(f"output/guides/{OPS}.md", "Global Levers", "World Levers", 1)
    assert causes(desk.diff()) == {OPS: {"hand"}}
    desk.edit(EVIDENCE, "#### ", "##### ")
    report = desk.diff()
    assert causes(report)[OPS] == {"hand", "template blocks/evidence.md.j2"}
    assert causes(report)[ML] == {"template blocks/evidence.md.j2"}
    hand = next(shape for shape in report["shapes"] if shape["causes"][0]["kind"] == "hand")
    assert [sample["added"] for sample in hand["samples"]] == [["**World Levers**"]]


def test_output_that_the_tool_makes_otherwise_is_the_tools(desk: Desk) -> None:
    """A committed guide that the present tool would render otherwise has the tool as its cause."""
    path = f"output/guides/{OPS}.md"
    old = desk.read(path)
    digest = desk.git("hash-object", path)
    assert digest
    changed = old.replace("**Global Levers**", "**Levers**")
    desk.write(path, changed)
    ledger = desk.read("output/guidewright.lock")
    import hashlib

    line = next(line for line in ledger.splitlines() if line.endswith(path))
    desk.write(
        "output/guidewright.lock", ledger.replace(line, f"{hashlib.sha256(changed.encode()).hexdigest()}  {path}")
    )
    desk.commit()
    desk.build()
    assert causes(desk.diff()) == {OPS: {"tool"}}


def test_a_change_of_layout_is_told_and_changes_nothing(desk: Desk) -> None:
    """A comment in a spec differs, but no guide does."""
    desk.edit_spec(ML, "data_quality: high", "data_quality: high   # as before")
    report = desk.diff()
    assert report["guides"] == []
    assert report["layout_only"] == [ML]
