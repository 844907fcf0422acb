"""Inheritance: defaults → role → company → spec; mappings merge, scalars and lists replace."""

from __future__ import annotations

import pytest

from guidewright.core.resolve import Catalogue, add_months, merge, origins, resolve

SHARED = Catalogue(
    defaults={"currency": "USD", "style": {"spacing": "tight", "sources": "plain"}, "data_sources": ["a", "b"]},
    roles={"dev": {"role_display": "Dev", "role_type": "standard", "aliases": ["D"]}},
    companies={"acme": {"company_display": "Acme", "hq": "Rome", "style": {"spacing": "loose"}, "data_sources": ["c"]}},
)


def test_the_nearer_file_wins_and_mappings_merge() -> None:
    values, problems = resolve(
        "seeds/acme/dev.yaml", {"style": {"quote_dates": True}, "last_updated": "2026-01-31"}, SHARED
    )
    assert values is not None
    assert {key: values[key] for key in ("company", "role", "company_display", "role_display", "currency")} == {
        "company": "acme", "role": "dev", "company_display": "Acme", "role_display": "Dev", "currency": "USD",
    }  # fmt: skip
    assert (values["style"]["spacing"], values["style"]["sources"], values["style"]["quote_dates"]) == (
        "loose",
        "plain",
        True,
    )
    assert values["data_sources"] == ["c"]
    assert values["next_review_due"] == "2026-04-30"
    assert "aliases" not in values
    assert "hq" not in values
    assert [problem.code for problem in problems] == ["GW201", "GW202"]


def test_every_value_knows_which_file_and_line_set_it() -> None:
    spec = {"currency": "EUR"}
    texts = {"seeds/acme/dev.yaml": "# x\ncurrency: EUR\n", "seeds/_defaults.yaml": "currency: USD\n"}
    chain = origins(SHARED.layers("acme", "dev", spec), texts, ("currency",))
    assert [(origin.value, str(origin.place)) for origin in chain] == [
        ("USD", "seeds/_defaults.yaml:1:11"),
        ("EUR", "seeds/acme/dev.yaml:2:11"),
    ]


def test_names_that_nobody_gives_are_missing() -> None:
    values, problems = resolve("seeds/other/thing.yaml", {}, SHARED)
    assert values is None
    assert [problem.found for problem in problems if problem.severity == "error"] == [
        "required key 'company_display' is missing",
        "required key 'role_display' is missing",
    ]


def test_a_guide_waits_for_its_broken_company_file() -> None:
    broken = Catalogue(broken=frozenset({"seeds/acme/_company.yaml"}))
    assert resolve("seeds/acme/dev.yaml", {}, broken) == (None, [])


@pytest.mark.parametrize(
    ("date", "months", "later"),
    [
        ("2026-02-23", 3, "2026-05-23"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-12-31", 12, "2027-12-31"),
    ],
)
def test_months_are_added(date: str, months: int, later: str) -> None:
    assert add_months(date, months) == later


def test_merging_leaves_its_arguments_alone() -> None:
    below = {"a": {"b": 1}}
    assert merge(below, {"a": {"c": 2}}) == {"a": {"b": 1, "c": 2}}
    assert below == {"a": {"b": 1}}
