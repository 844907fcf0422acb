"""The sample corpus: nothing is lost, nearly all is typed, and no figure differs from what front matter kept."""

from __future__ import annotations

import importlib.util
import time
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from guidewright.core.legacy.company import share
from guidewright.core.legacy.derive import data_quality, data_sources
from guidewright.core.legacy.encoding import decode
from guidewright.core.legacy.lift import LiftResult, lift
from guidewright.core.resolve import add_months
from guidewright.core.validate import checked
from legacy.naive import render

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def results(shared: Path) -> dict[str, LiftResult]:
    """All guides of the sample, lifted."""
    lifted = {}
    for path in sorted((shared / "corpus" / "legacy").glob("*/*.md")):
        name = f"{path.parent.name}/{path.name}"
        text, found = decode(path.read_bytes(), name)
        assert (text is not None, found) == (True, []), name
        lifted[name] = lift(text or "", name)
    assert len(lifted) == 882
    return lifted


@pytest.fixture(scope="module")
def fidelity(shared: Path) -> ModuleType:
    """The independent measure of loss."""
    spec = importlib.util.spec_from_file_location("fidelity", shared / "acceptance" / "fidelity.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_guide_is_lifted_to_a_valid_spec(results: dict[str, LiftResult]) -> None:
    for name, result in results.items():
        assert result.outcome != "refused", name
        assert "GW541" not in {d.code for d in result.diagnostics}, name
        checked("spec", result.spec | {"style": result.style})


def test_no_word_and_no_figure_is_lost(shared: Path, results: dict[str, LiftResult], fidelity: ModuleType) -> None:
    for name, result in results.items():
        source = (shared / "corpus" / "legacy" / name).read_text("utf-8")
        for had, has in zip(fidelity.bag(source, {"body", "table"}), fidelity.bag(render(result), None), strict=True):
            assert not had - has, name


def test_nearly_all_is_typed(results: dict[str, LiftResult]) -> None:
    """At least 99.5 % of range ends are figures; at most 2 % of words stand in free-form sections."""
    ends = sum(r.counts.ends for r in results.values())
    assert sum(r.counts.ends_typed for r in results.values()) >= 0.995 * ends
    words = sum(r.counts.words for r in results.values())
    assert sum(r.counts.free_words for r in results.values()) <= 0.02 * words


def _head(shared: Path, name: str) -> dict[str, Any]:
    text = (shared / "corpus" / "migrated" / name).read_text("utf-8")
    head = yaml.safe_load(text[4 : text.index("\n---\n")])
    assert isinstance(head, dict)
    return head


def test_figures_agree_with_the_migrated_front_matter(shared: Path, results: dict[str, LiftResult]) -> None:
    """Where that kept a figure and the table has one, both are the same; his currency is wrong only as known."""
    seen = Counter[str]()
    for name, result in results.items():
        regions: dict[str, list[dict[str, Any]]] = {}
        for row in result.spec["compensation"]:
            regions.setdefault(row.get("region", ""), []).append(row)
        for said in _head(shared, name)["compensation"]:
            own = regions.get(said["region"], [])
            for key, value in said.items() if len(own) == 1 else ():
                if key in own[0] and value is not None and key not in ("region", "currency"):
                    assert own[0][key] == value, (name, said["region"], key)
                    seen["same"] += 1
                if key == "currency" and own[0].get(key) != value:
                    assert value in ("USD", "JPY"), (name, said["region"])
    assert seen["same"] > 12_000


def test_derived_front_matter(shared: Path, results: dict[str, LiftResult]) -> None:
    for name, result in results.items():
        head = _head(shared, name)
        assert data_quality(result.source_lines) == head["data_quality"], name
        assert data_sources(result.source_lines), name
        assert add_months(str(head["last_updated"]), 3) == str(head["next_review_due"])


def test_company_facts(results: dict[str, LiftResult]) -> None:
    """Each company file is valid, and no guide repeats what it inherits."""
    by_company: dict[str, list[LiftResult]] = {}
    for name, result in results.items():
        by_company.setdefault(name.split("/")[0], []).append(result)
    shared = {company: share(lifted) for company, lifted in by_company.items()}
    for facts in shared.values():
        checked("company", facts.company)
        for spec in facts.specs.values():
            checked("spec", spec)
            assert not any(
                spec.get(key) == facts.company.get(key) for key in ("stock_label", "vesting_years") if key in spec
            )
    assert shared["twilio"].company == {
        "company_display": "Twilio",
        "hq": "San Francisco, CA (HQ)",
        "currency": "USD",
        "stock_label": "RSU/4yr",
        "vesting_years": 4,
        "total_formula": "vest",
        "style": {"spacing": "tight", "sources": "plain"},
    }
    assert shared["bill-com"].company["total_formula"] == "full_grant"
    assert shared["recorded-future"].company["style"]["currency"] == {"SEK": "kr"}


def test_the_corpus_is_lifted_in_time(shared: Path) -> None:
    """About 3 ms a guide; a tenth of the sample is timed."""
    paths = sorted((shared / "corpus" / "legacy").glob("*/*.md"))[::10]
    texts = [path.read_text("utf-8") for path in paths]
    started = time.process_time()
    for text in texts:
        lift(text, "x.md")
    assert time.process_time() - started < len(texts) * 0.007
