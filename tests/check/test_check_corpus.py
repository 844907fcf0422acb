"""The rules on the lifted sample corpus: no false alarm of the error rules, fast, and the counts that docs state."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest

from guidewright.core.check.finding import Finding, Options
from guidewright.core.check.forecast import by_week, dues
from guidewright.core.check.guide import Document
from guidewright.core.check.run import check, corpus_of
from guidewright.core.legacy.lift import lift
from guidewright.core.record import record
from guidewright.core.resolve import Catalogue, resolve
from guidewright.core.validate import parse

AS_OF = "2026-02-23"
ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def lifted(shared: Path) -> tuple[list[Document], Catalogue]:
    roles, _ = parse("roles", (ROOT / "seeds/_roles.yaml").read_text(encoding="utf-8"), "seeds/_roles.yaml")
    assert roles is not None
    specs, companies = {}, {}
    for path in sorted((shared / "corpus/legacy").glob("*/*.md")):
        result = lift(path.read_text(encoding="utf-8"), f"{path.parent.name}/{path.name}")
        facts = {"role_display": result.title_role, "last_updated": AS_OF, "salary_data_quarter": "2025-Q4"}
        specs[f"seeds/{path.parent.name}/{path.stem}.yaml"] = {**result.spec, **facts, "style": dict(result.style)}
        companies[path.parent.name] = {"company_display": result.title_company}
    catalogue = Catalogue({"currency": "USD"}, roles, companies)
    documents = []
    for path_of, spec in specs.items():
        values, problems = resolve(path_of, spec, catalogue)
        assert values is not None, problems
        documents.append(Document(path_of, spec, record(values)))
    return documents, catalogue


@pytest.fixture(scope="module")
def found(lifted: tuple[list[Document], Catalogue]) -> list[Finding]:
    return check(*lifted, Options(AS_OF))


def test_no_error_on_the_legacy_corpus(found: list[Finding]) -> None:
    """GW401 stops a build, so it must not be wrong; neither must the other errors."""
    assert [finding for finding in found if finding.severity == "error"] == []


def test_worth_reading(found: list[Finding]) -> None:
    """Half a finding a guide, and no rule speaks of more than one guide in six."""
    assert len(found) < 600
    assert max(Counter(finding.code for finding in found).values()) < 150


def test_under_two_seconds(lifted: tuple[list[Document], Catalogue]) -> None:
    started = time.process_time()
    check(*lifted, Options(AS_OF))
    assert time.process_time() - started < 4  # 1.4 s on an idle machine; the rest is for busy ones


def test_forecast(lifted: tuple[list[Document], Catalogue]) -> None:
    """Every guide's figures fall due in the week of 1 April, and every review in that of 24 May."""
    weeks = by_week(dues(corpus_of(*lifted, AS_OF)), corpus_of(*lifted, AS_OF).as_of, weeks=20)
    counts = {week.monday.isoformat(): week.counts for week in weeks}
    assert counts["2026-03-30"]["GW445"] == len(lifted[0])
    assert counts["2026-05-18"]["GW443"] == len(lifted[0])
    assert counts["2026-06-22"]["GW441"] == len(lifted[0])


def test_the_counts_that_the_docs_state(found: list[Finding]) -> None:
    page = (ROOT / "docs/rules-judged.md").read_text(encoding="utf-8")
    stated = {code: int(count) for code, count in re.findall(r"^\| (GW4\d\d) \|[^|]*\| (\d+) \|", page, re.M)}
    counted = Counter(finding.code for finding in found)
    assert {code: counted[code] for code in stated} == stated
    assert set(counted) <= set(stated)
