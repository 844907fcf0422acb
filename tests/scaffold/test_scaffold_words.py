"""The pure parts of scaffolding: names made of slugs, values as Jinja literals, placeholders, and what --like lends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from guidewright.core.likeness import Model, Target, company_shape, guide_shape, headquarters, lent_roles
from guidewright.core.placeholder import has_placeholder, placeholders
from guidewright.core.scaffold import (
    as_literal,
    display_of,
    file_name_problem,
    name_problem,
    settings_problems,
    slug_problem,
)
from guidewright.core.scaffold_filters import EXTENSION, yaml
from guidewright.core.validate import parse


@pytest.mark.parametrize(
    ("slug", "company", "role"),
    [
        ("acme", "Acme", "Acme"),
        ("acme-ai", "Acme AI", "Acme AI"),
        ("bill-com", "Bill.com", "Bill Com"),
        ("bank-of-america", "Bank of America", "Bank of America"),
        ("3m", "3M", "3M"),
        ("ml-ai-engineer", "ML/AI Engineer", "ML/AI Engineer"),
        ("devops-engineer", "DevOps Engineer", "DevOps Engineer"),
    ],
)
def test_display(slug: str, company: str, role: str) -> None:
    """A slug becomes the name that people would write."""
    assert (display_of(slug, company=True), display_of(slug)) == (company, role)


BAD_SLUGS = [
    *(
        "../x",
        "..",
        ".",
        "a/b",
        "a\\b",
        "/etc/passwd",
        "con",
        "nul",
        "com1",
        "lpt9",
        "index",
        "__proto__",
        "constructor",
    ),
    *("$HOME", "%2e%2e", "ａcme", "e\u0301a", "acme\u200b", "acme.", " acme", "acme ", "-x", "--help-me", "a--b", "a-"),
    *("a\x00b", "x" * 81, "Acme", "a\nb", "\udcff", "~", "*", "a;b", "a:b", ""),
]


@pytest.mark.parametrize("slug", BAD_SLUGS, ids=ascii)
def test_bad_slugs_are_refused(slug: str) -> None:
    """What is no slug is refused with the rule, in one printable line."""
    found = slug_problem(slug, "company")
    assert found is not None
    assert "expected a slug of a-z, 0-9 and single hyphens" in found
    assert found.isprintable()


def test_slug_hint() -> None:
    """A name that was typed for a slug is offered as one; a path is not."""
    assert str(slug_problem("Acme AI", "company")).endswith("did you mean 'acme-ai'?")
    assert "did you mean" not in str(slug_problem("../acme", "company"))


@given(st.text(st.characters(codec="utf-8")))
def test_literal_prints_itself(text: str) -> None:
    """Whatever a value holds, Cookiecutter's rendering of it is the value."""
    assert Environment(keep_trailing_newline=True).from_string(as_literal(text)).render() == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Cn")), min_size=1))
def test_yaml_filter_is_one_value(text: str) -> None:
    """A value stays one value in YAML; names that no name may be are refused before."""
    if name_problem(text) is None:
        values, found = parse("company", f"company_display: {yaml(text)}\n", "seeds/a/_company.yaml")
        assert (values, found) == ({"company_display": text.strip()}, [])


def test_placeholders() -> None:
    """A paragraph that begins with TODO is a placeholder; the word elsewhere is not."""
    spec = {"a": "TODO: x", "b": ["fine", {"c": "one\n\n  TODO two\nmore"}], "d": "a TODO list", "e": "TODOs", "f": 1}
    assert list(placeholders(spec)) == [(("a",), 0, "TODO: x"), (("b", 1, "c"), 7, "TODO two")]
    assert has_placeholder(spec)
    assert not has_placeholder({"d": "a TODO list", "e": ["TODOs", None, 3]})


@pytest.mark.parametrize(
    "name", ["../x", "{{ '/etc' }}", "{{cookiecutter.other}}", "a b", "{{cookiecutter.company|upper}}", "..", "a\\b"]
)
def test_file_names(name: str) -> None:
    """The names of a template's files cannot lead out of the folder that they are made in."""
    assert file_name_problem(name)
    assert file_name_problem("{{cookiecutter.company}}") is None
    assert file_name_problem("{{ cookiecutter.role }}.yaml") is None


@pytest.mark.parametrize(
    "settings",
    [
        [],
        {"_extensions": ["os.path"]},
        {"template": ["a (https://example.com/x)"]},
        {"templates": {}},
        {"_jinja2_env_vars": {"undefined": "x"}},
        {"_dot": "../.."},
    ],
)
def test_settings(settings: Any) -> None:
    """A cookiecutter.json that would load code or other templates is refused."""
    assert list(settings_problems(settings))
    assert not list(settings_problems({"company": "", "_extensions": [EXTENSION]}))


STRIPE: Mapping[str, Any] = {
    "company_display": "Stripe",
    "aliases": ["Stripe Inc"],
    "industry": "Payments",
    "hq": "San Francisco, CA (HQ)",
    "currency": "USD",
    "column_labels": {"stock": "Stripe RSU"},
    "vesting_years": 1,
    "style": {"spacing": "loose"},
    "last_updated": "2026-01-01",
}
SPEC: Mapping[str, Any] = {
    "last_updated": "2026-01-02",
    "data_quality": "high",
    "negotiation_dna_summary": "Payments premium",
    "compensation_title": "Stripe Pay by Level",
    "compensation": [
        {"region": "San Francisco, CA (HQ)", "level": "L3", "base_low": 170123, "base_high": 235123, "bonus_pct": 17},
        {"region": "San Francisco, CA (HQ)", "level": "L4", "base_low": 180123, "stock_text": "not disclosed"},
        {
            "region": "London",
            "currency": "GBP",
            "base_low": 90123,
            "base_note": "secret",
            "also": {"currency": "EUR", "base_low": 99123},
        },
    ],
    "level_mapping": {"raw": "Stripe L3 = Google L4 ML = Meta E4"},
    "body": [
        {"narrative": {"title": "Why Stripe", "text": "Prose of theirs."}},
        {"level_mapping": {"table": {"header": ["Stripe", "Google"], "rows": [["L3", "L4"], ["L4", "L5"]]}}},
        {"lever": {"title": "Theirs", "emoji": "🤖", "text": "Prose of theirs."}},
        {"global_levers": [{"title": "Theirs", "script": "Prose"}, {"title": "Theirs", "text": "Prose"}]},
        {"section": {"title": "IPO at $70B", "text": "Prose of theirs."}},
        {"section": {"title": "Stripe Playbook", "text": "Prose of theirs."}},
        {"negotiate_up": {"script": "Prose", "after": "Accept if above $242K."}},
        {"evidence": ["Stripe report"]},
    ],
}


def test_likeness() -> None:
    """Regions, currencies, columns, headings, counts and style are lent; figures, levels, dates and prose never."""
    model = Model(STRIPE, {"data-engineer": SPEC}, "USD")
    target = Target("Acme", hq="London", currency="EUR")
    assert headquarters(model, target) == "London (HQ)"
    assert company_shape(model, target) == {
        "column_labels": {"stock": "Acme RSU"},
        "vesting_years": 1,
        "style": {"spacing": "loose"},
    }
    assert guide_shape(model, "data-engineer", target) == {
        "title_tail": None,
        "compensation_title": "Acme Pay by Level",
        "facts": {},
        "rows": [
            {
                "region": "London (HQ)",
                "currency": "GBP",
                "base_low": None,
                "also": {"currency": "EUR", "base_low": None},
            },
            {
                "region": "San Francisco, CA",
                "level": "TODO: level 1",
                "currency": "USD",
                **dict.fromkeys(("base_low", "base_high", "bonus_pct")),
            },
            {
                "region": "San Francisco, CA",
                "level": "TODO: level 2",
                "currency": "USD",
                **dict.fromkeys(("base_low", "stock_low", "stock_high")),
            },
        ],
        "level_mapping": "TODO: Acme … = Google … = Meta …",
        "body": [
            {
                "narrative": {
                    "title": "Why Acme",
                    "text": "TODO: what the role does at Acme, and what it is paid for\n\n"
                    "TODO: where there is room, and for whom\n",
                }
            },
            {"level_mapping": {"table": {"header": ["Acme", "Google"], "rows": [["TODO", "TODO"], ["TODO", "TODO"]]}}},
            {
                "lever": {
                    "emoji": "🤖",
                    "title": "TODO: name of the signature lever",
                    "text": "TODO: what only Acme can be asked for in this role\n\nTODO: why it would agree\n",
                }
            },
            {
                "global_levers": [
                    {"title": "TODO: lever 1", "script": "TODO: what to say"},
                    {"title": "TODO: lever 2", "text": "TODO: what to do"},
                ]
            },
            {"section": {"title": "TODO: heading", "text": "TODO: write this part, or delete it"}},
            {"section": {"title": "Acme Playbook", "text": "TODO: write this part, or delete it"}},
            {"negotiate_up": {"script": "TODO: the closing ask, word for word, with the figure to aim for"}},
            {"evidence": ["TODO: a source, with its date"]},
        ],
    }


def test_headquarters_elsewhere() -> None:
    """A headquarters that the other company's tables lack becomes the first row, in the company's own currency."""
    model = Model(STRIPE, {"data-engineer": SPEC}, "USD")
    rows = guide_shape(model, "unknown-role", Target("Acme", hq="Berlin"))["rows"]
    assert [(row["region"], row.get("currency")) for row in rows] == [
        ("Berlin (HQ)", None),
        ("Berlin (HQ)", None),
        ("San Francisco, CA", None),
        ("San Francisco, CA", None),
        ("London", "GBP"),
    ]


def test_lent_roles() -> None:
    """A role that is called after the other company is called after the new one."""
    model = Model(STRIPE, {"stripe-terminal-engineer": SPEC, "data-engineer": SPEC, "pinstripe-engineer": SPEC})
    assert lent_roles(model, "stripe", "acme") == {
        "acme-terminal-engineer": "stripe-terminal-engineer",
        "data-engineer": "data-engineer",
        "pinstripe-engineer": "pinstripe-engineer",
    }
