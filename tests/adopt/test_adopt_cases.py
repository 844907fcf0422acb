"""Hand edits of the example guides: what each becomes in the spec, or why it is refused; a case is an entry."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import REPOSITORY

from adopt.adopting import Shop, open_shop

SPEC = "seeds/twilio/ml-ai-engineer.yaml"


@dataclass(frozen=True)
class Case:
    """Replacements in the guide; then either the changes as told (key: old → new), or the code and line refused."""

    edits: tuple[tuple[str, str], ...]
    changes: tuple[str, ...] = ()
    refused: str = ""


def case(*edits: str, changes: str | tuple[str, ...] = (), refused: str = "") -> Case:
    pairs = tuple(zip(edits[::2], edits[1::2], strict=True))
    return Case(pairs, (changes,) if isinstance(changes, str) else changes, refused)


ROW = "| Dublin, Ireland | €100K–€140K | €90K–€200K | 10–15% | €160K–€260K |\n"
CASES = {
    "a figure": case("| $170K–", "| $175K–", changes="compensation[0].base_low: 170000 → 175000"),
    "a figure, and the sentence that quotes it": case(
        *("| $170K–", "| $175K–", "range is $170K", "range is $175K", "Few people", "Very few people"),
        changes=("compensation[0].base_low: 170000 → 175000", "body[0].narrative: …"),
    ),
    "a figure in table and front matter": case(
        *("| $155K–", "| $156K–", "base_low: 155000", "base_low: 156000"),
        changes="compensation[1].base_low: 155000 → 156000",
    ),
    "a figure in the front matter": case(
        "base_low: 155000", "base_low: 156000", changes="compensation[1].base_low: 155000 → 156000"
    ),
    "a figure in two places, differently": case(
        "| $155K–", "| $156K–", "base_low: 155000", "base_low: 157000", refused="GW655"
    ),
    "a figure where a sentence quotes it": case("range is $170K", "range is $175K", refused="GW654"),
    "a figure in long form": case("| $170K–", "| $170,000–", refused="GW656"),
    "words for a figure": case(
        "| $155K–$215K |",
        "| not disclosed |",
        changes=(
            "compensation[1].base_low: 155000 → (deleted)",
            "compensation[1].base_high: 215000 → (deleted)",
            "compensation[1].base_text: (new) → not disclosed",
        ),
    ),
    "a note": case("| $155K–$215K |", "| $155K–$215K (est.) |", changes="compensation[1].base_note: (new) → (est.)"),
    "another currency": case(
        "| £110K–£155K |", "| €110K–€155K |", changes="compensation[2].base_currency: (new) → EUR"
    ),
    "a row": case("| London, UK |", f"{ROW}| London, UK |", changes="compensation[2]: (new) → …"),
    "the rule of the table": case("| Total Comp |\n|---", "| Total Comp |\n| x ---", refused="GW653"),
    "a range that runs backwards": case("| $170K–", "| $370K–", refused="GW656"),
    "a row too short": case("| London, UK | ", "| ", refused="GW656"),
    "a sentence": case("Use the shortage", "Do use the shortage", changes="body[0].narrative: …"),
    "a word beside a quoted figure": case(
        "your range, $390K", "your range, about $390K", changes="body[3].global_levers[1].script: …"
    ),
    "marks of a template": case("Use the shortage", "Use {{ the }} shortage", refused="GW654"),
    "the summary": case("DNA:** Premium", "DNA:** High", changes="negotiation_dna_summary: …"),
    "the level line": case(
        "OpenAI IC3\n\n###",
        "OpenAI IC4\n\n###",
        changes="level_mapping.raw: …",
    ),
    "a paragraph below the level line": case(
        "OpenAI IC3\n\n###",
        "OpenAI IC3\n\nAsk early.\n\n###",
        changes="body[2]: (new) → {'section': {'text': 'Ask early.'}}",
    ),
    "the company's name": case("| Twilio Global", "| Twilio Inc Global", refused="GW652"),
    "the role's name": case("### ML/AI Engineer |", "### ML Engineer |", refused="GW652"),
    "the end of the title": case("Guide\n", "Guide (2026)\n", changes="title_tail: (new) → (2026)"),
    "the label of stock": case("Stock (RSU/4yr)", "Stock (RSU/3yr)", refused="GW652"),
    "a column heading": case("Base Salary", "Base", changes="column_labels: (new) → {'base': 'Base'}"),
    "a heading": case("CustomerAI Model Lifecycle", "CustomerAI Lifecycle", changes="body[2].lever.title: …"),
    "an emoji": case("### 🏗️ Cust", "### 🤖 Cust", changes="body[2].lever.emoji: (new) → 🤖"),
    "the form of a heading": case("**Global Levers**", "### Global Levers", refused="GW653"),
    "a lever's number": case("1. **Live", "2. **Live", refused="GW653"),
    "a source": case(
        "- AI Talent Market",
        "- Payscale, 2026\n- AI Talent Market",
        changes="body[5].evidence[3]: (new) → Payscale, 2026",
    ),
    "a section": case(
        "**Global Levers**",
        "### Visas\nThey sponsor visas.\n\n**Global Levers**",
        changes="body[3]: (new) → {'section': {'title': 'Visas', 'text': 'They sponsor visas.'}}",
    ),
    "the quality": case("data_quality: high", "data_quality: low", changes="data_quality: high → low"),
    "a date": case("updated: 2026-02-23", "updated: 2026-03-01", changes="last_updated: 2026-02-23 → 2026-03-01"),
    "a date in quotes": case("updated: 2026-02-23", 'updated: "2026-03-01"', refused="GW655"),
    "the next review": case("due: 2026-05-23", "due: 2026-06-01", refused="GW651"),
    "the slug": case("company: twilio", "company: twilio-inc", refused="GW651"),
    "the type of the role": case("role_type: standard", "role_type: specialty", refused="GW652"),
    "an unknown key": case("data_quality: high", "data_quality: high\nowner: me", refused="GW653"),
    "a publisher": case("  - Levels.fyi\n", "  - Levels.fyi\n  - Blind\n", changes="data_sources[1]: (new) → Blind"),
    "front matter gone": case("---\n", "", refused="GW653"),
    "line ends": case("high\n", "high\r\n", refused="GW653"),
    "spaces at the end": case("**Global Levers**", "**Global Levers** ", refused="GW653"),
    "no spaces at the end of a text": case("real time.\n", "real time. \n", refused="GW653"),
    "a blank line out": case("\n\n**Global Levers**", "\n**Global Levers**", refused="GW653"),
    "a blank line in": case("**Global Levers**", "\n**Global Levers**", refused="GW653"),
    "a bad date": case("updated: 2026-02-23", "updated: 2026-02-31", refused="GW657"),
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    root = tmp_path_factory.mktemp("cases")
    shutil.copytree(REPOSITORY / "seeds", root / "seeds")
    (root / "guidewright.toml").write_text("version = 1\n", encoding="utf-8")
    return open_shop(root)


@pytest.mark.parametrize("name", CASES)
def test_an_edit_is_adopted_or_refused(shop: Shop, name: str) -> None:
    """The changes told are those expected; a refused edit gives its code and leaves everything alone."""
    wanted, edited = CASES[name], shop.printed(SPEC)
    for old, new in wanted.edits:
        assert old in edited
        edited = edited.replace(old, new, 1)
    found = shop.adopt(SPEC, edited)
    codes = [each.code for each in found.diagnostics if each.severity == "error"]
    assert (found.spec is None) == bool(wanted.refused), codes
    assert [wanted.refused] * bool(wanted.refused) == codes[:1]
    assert len(found.changes) == len(wanted.changes)
    for change, expected in zip(found.changes, wanted.changes, strict=True):
        told = str(change).split(": ", 1)[1]
        key = expected.partition(": ")[0]
        assert told.startswith(f"{key}: ")
        assert "…" in expected or told == expected
    if found.spec is not None:
        old, new = shop.specs[SPEC].split("\n"), found.spec.split("\n")
        assert [line for line in old if line.startswith("#")] == [line for line in new if line.startswith("#")]


def test_templates_of_ones_own(tmp_path: Path) -> None:
    """With a partial of the workspace's own a text is found by where it is printed; its wording is refused."""
    shutil.copytree(REPOSITORY / "seeds", tmp_path / "seeds")
    (tmp_path / "guidewright.toml").write_text("version = 1\n", encoding="utf-8")
    folder = tmp_path / "templates" / "blocks"
    folder.mkdir(parents=True)
    (folder / "lever.md.j2").write_text("## The lever: {{ block.title }}!\n{{ block.text }}\n(end)\n", encoding="utf-8")
    shop = open_shop(tmp_path)
    guide = shop.printed(SPEC)
    adopted = shop.adopt(SPEC, guide.replace("Lifecycle Lever!", "Lifecycle Edge!"))
    assert [str(each).split(": ", 1)[1].partition(":")[0] for each in adopted.changes] == ["body[2].lever.title"]
    assert [each.code for each in shop.adopt(SPEC, guide.replace("(end)", "(the end)")).diagnostics] == ["GW653"]
