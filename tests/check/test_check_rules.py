"""Each rule fires on the bad example of its docstring and not on the good one."""

from __future__ import annotations

import pytest
from check_cases import AS_OF, SPEC, codes, findings

from guidewright.core.check.explain import explain, explanation, rules_page
from guidewright.core.check.finding import FAMILIES, Options, Rule
from guidewright.core.check.rules import BY_CODE, RULES
from guidewright.core.diagnostic import SEVERITIES

LONG = "negotiation_dna_summary: x\nbody:\n  - narrative: |\n      " + ("word " * 320).strip() + "\n"
SHORT = "body:\n  - narrative: |\n      " + ("word " * 160).strip() + "\n\n      " + ("word " * 160).strip() + "\n"


def peers(base: int) -> str:
    """Nine companies that pay their data engineers alike, and acme."""
    others = "".join(
        f"# seeds/peer{n}/data-engineer.yaml\ncompensation:\n"
        f"  - {{region: HQ, base_low: {140000 + n * 1000}, base_high: {160000 + n * 1000}}}\n"
        for n in range(9)
    )
    return others + f"# {SPEC}\ncompensation:\n  - {{region: HQ, base_low: {base}, base_high: {base + 20000}}}\n"


OTHER_EXAMPLES = {
    "GW407": (peers(450000), peers(145000)),
    "GW486": (LONG, SHORT),
}
"""Rules whose examples are too long for a docstring."""


def examples(rule: Rule) -> tuple[str, str]:
    told = explanation(rule)
    return OTHER_EXAMPLES.get(rule.code, (told.bad, told.good))


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code != "GW493"], ids=lambda rule: rule.code)
def test_examples(rule: Rule) -> None:
    bad, good = examples(rule)
    assert rule.code in codes(bad)
    assert rule.code not in codes(good)


def test_table() -> None:
    """Codes are unique, ascending and of their family's decades; every rule is explained."""
    assert list(BY_CODE) == sorted(BY_CODE)
    assert len(BY_CODE) == len(RULES)
    decades = {"figures": "40 41", "prose": "42", "freshness": "44", "completeness": "46", "style": "48"}
    for rule in RULES:
        assert rule.code[2:4] in decades.get(rule.family, "49")
        assert rule.severity in SEVERITIES
        told = explanation(rule)
        assert told.summary.endswith(".")
        assert told.bad
        assert told.good
        assert rule.code in explain(rule)


def test_rules_page_has_every_rule() -> None:
    page = rules_page(RULES)
    assert all(f'<a id="{rule.code.lower()}">' in page for rule in RULES)
    assert all(words in page for words in FAMILIES.values())


def test_thousandfold_points_at_the_value() -> None:
    """The bad input s25: 155 beside 215000 is wrong, and not its neighbour."""
    text = """\
compensation:
  - {region: San Francisco, base_low: 155, base_high: 215000, stock_low: 70000, stock_high: 195000, bonus_pct: 15,
     total_comp_low: 210000, total_comp_high: 340000}
  - {region: Remote US, base_low: 140000, base_high: 195000, stock_low: 60000, stock_high: 170000, bonus_pct: 15,
     total_comp_low: 185000, total_comp_high: 300000}
"""
    found = [finding for finding in findings(text) if finding.code == "GW401"]
    assert [finding.at for finding in found] == [("compensation", 0, "base_low")]


@pytest.mark.parametrize(
    ("row", "at"),
    [
        ("base_low: 155, base_high: 215, total_comp_low: 210000, total_comp_high: 340000", ["base_low", "base_high"]),
        ("base_low: 155000, base_high: 215000, stock_low: 70, stock_high: 195", ["stock_low", "stock_high"]),
        ("base_low: 155000, base_high: 215000000, total_comp_low: 200000", ["base_high"]),
        ("base_low: 0, base_high: 215000", []),
        ("base_low: 155000, base_high: 215000, stock_low: 1, stock_high: 2", []),
        ("base_low: 155000, base_high: 215000, stock_low: 900000, stock_high: 9000000", []),
        ("base_low: 155000, base_high: 215000, stock_low: 1200, stock_high: 3000, stock_unit: shares", []),
        ("base_low: 155000, base_high: 215000, signing_bonus_low: 1000, signing_bonus_high: 90000", []),
    ],
)
def test_thousandfold(row: str, at: list[str]) -> None:
    found = findings(f"compensation:\n  - {{region: HQ, {row}}}\n")
    assert [finding.at[-1] for finding in found if finding.code == "GW401"] == sorted(at)


def test_a_row_in_thousands_is_one_finding() -> None:
    text = """\
compensation:
  - {region: HQ, base_low: 155000, base_high: 215000, total_comp_low: 190000, total_comp_high: 300000}
  - {region: Remote, base_low: 140, base_high: 195, total_comp_low: 170, total_comp_high: 270}
  - {region: Denver, base_low: 141000, base_high: 196000, total_comp_low: 171000, total_comp_high: 271000}
"""
    found = [finding for finding in findings(text) if finding.code == "GW401"]
    assert [finding.at for finding in found] == [("compensation", 1, "base_low")]


TABLE = """\
compensation:
  - {region: New York, base_low: 150000, base_high: 210000, stock_low: 100000, stock_high: 200000, bonus_pct: 10,
     total_comp_low: 190000, total_comp_high: 285000}
body:
  - negotiate_up:
      advice: "%s"
"""


@pytest.mark.parametrize(
    ("advice", "expected"),
    [
        ("I'm targeting $240K base.", ["GW421"]),
        ("Push base to $185K+ and RSUs above $250K.", ["GW421"]),
        ("I'm targeting $240K base, since my competing offer is higher.", []),
        ("My current offer is $240K base with $300K RSUs.", []),
        ("Anchor against Stripe ($240K base).", []),
        ("Ask for a $20,000-$30,000 base increase.", []),
        ("Ask for an additional $400K in RSUs.", []),
        ("Staff equity at $5B is leverage, so ask early.", []),
        ("A refresh can push total comp above $500K by year 3.", []),
        ("I'm targeting £240K base.", []),
        ("Your accept-at floor should be $300,000 total comp.", ["GW422"]),
        ("Accept at $240K base and $180K RSUs.", ["GW422"]),
        ("Accept at $180K base and $180K RSUs.", []),
        ("I need $200K base and RSUs at $200K, bringing total comp to $280K.", []),
        ("I need $160K base and RSUs at $120K, bringing total comp to $280K.", ["GW423"]),
        ("I need $160K base and RSUs at $120K. At $280K total comp, I sign.", ["GW423"]),
        ("I need $160K base, RSUs at $120K and a $90K signing bonus, bringing total comp to $285K.", []),
        ("My offer is $160K base and $120K RSUs, for a total comp of $280K.", []),
    ],
)
def test_prose_against_table(advice: str, expected: list[str]) -> None:
    assert [code for code in codes(TABLE % advice) if code.startswith("GW42")] == expected


def test_figures_that_could_be_quoted() -> None:
    """In a templated spec typed figures are reported one by one, and quoted ones are not."""
    typed = "compensation:\n  - {region: HQ, base_low: 150000, base_high: 200000}\nbody:\n  - narrative: %s\n"
    both = "'$150K–$200K, or $200K base, or $200K in sales'"
    assert codes(typed % both).count("GW424") == 1
    assert codes("templated: true\n" + typed % both).count("GW424") == 2
    assert "GW424" not in codes("templated: true\n" + typed % "'{{ comp.hq.base }}'")


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-03-31", []),
        ("2026-04-01", ["GW445"]),
        ("2026-05-24", ["GW443", "GW445"]),
        ("2026-06-23", ["GW443", "GW445"]),
        ("2026-06-24", ["GW441", "GW443", "GW445"]),
        ("2026-10-21", ["GW441", "GW443", "GW445"]),
        ("2026-10-22", ["GW442", "GW443", "GW445"]),
    ],
)
def test_freshness_of_a_guide_of_2026_02_23(as_of: str, expected: list[str]) -> None:
    found = codes("salary_data_quarter: 2025-Q4", Options(as_of))
    assert sorted(code for code in found if code.startswith("GW44")) == expected


def test_disabled_and_severities() -> None:
    text = "body:\n  - narrative: 'two  spaces'\n"
    assert "GW483" in codes(text)
    assert "GW483" not in codes(text, Options(AS_OF, disabled=frozenset({"GW483"})))
    options = Options(AS_OF, severities={"GW483": "error"})
    assert [f.severity for f in findings(text, options) if f.code == "GW483"] == ["error"]


def test_a_company_may_ignore_for_all_its_guides() -> None:
    rows = "compensation:\n  - {region: HQ, base_low: 150000, base_high: 200000}\n"
    ignore = "ignore:\n  - {code: GW462, reason: hires in one place}\n"
    text = f"# seeds/acme/_company.yaml\ncompany_display: Acme\n{ignore}# {SPEC}\n{rows}"
    assert {"GW462", "GW491", "GW492"}.isdisjoint(codes(text))


def test_ignore_at_a_key() -> None:
    text = "body:\n  - narrative: 'two  spaces'\n  - section: {text: 'two  spaces'}\nignore:\n"
    own = "  - {code: GW483, reason: quoted so, key: 'body[0]'}\n"
    found = findings(text + own)
    assert [finding.at for finding in found if finding.code == "GW483"] == [("body", 1, "section", "text")]
