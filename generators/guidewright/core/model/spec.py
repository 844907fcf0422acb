"""The files of a workspace: the spec, and the three that specs share (defaults, role catalogue, company file)."""

from __future__ import annotations

from guidewright.core.model.base import (
    DATE,
    LINE,
    NAME,
    QUARTER,
    SLUG,
    TEXT,
    Fields,
    by_name,
    choice,
    flag,
    items,
    mapping,
    may,
    must,
    text,
    whole,
)
from guidewright.core.model.blocks import BLOCK
from guidewright.core.model.rows import ROW

TOTAL_FORMULAS = {
    "vest": "base + stock / vesting_years + bonus",
    "full_grant": "base + the whole stock grant + bonus",
    "no_bonus": "base + stock / vesting_years",
    "with_signing": "base + stock / vesting_years + bonus + signing bonus",
    "cash": "base + bonus",
}
"""How a company adds up its total compensation; used where no total is declared."""

STYLE = mapping(
    "Style",
    "How a guide is printed, where the house style leaves a choice.",
    {
        "spacing": may(choice("tight", "loose"), "Whether a blank line follows a bold or # heading", "tight"),
        "sources": may(
            choice("plain", "bracketed", "numbered", "indexed"),
            "How a source is printed: - x, - [x], 1. x, - [1] x",
            "plain",
        ),
        "quote_dates": may(flag(), "Quote dates in front matter, for readers that make objects of them", False),
        "front_matter": may(
            choice("seeds", "full"),
            "seeds: the keys of the seed guides; full: every figure the spec holds",
            "seeds",
        ),
        "currency": may(by_name(text(8)), "How a currency is written, by ISO code", {"SGD": "S$", "INR": "INR "}),
    },
)
IGNORE = mapping(
    "Ignore",
    "A finding that is known and accepted, with the reason.",
    {
        "code": must(NAME, "Code of the rule", "GW410"),
        "reason": must(LINE, "Why it is right as it is", "total as the company publishes it"),
        "key": may(NAME, "Only at this key", "compensation[0].total_comp_low"),
    },
)
SHARED: Fields = {
    "role_type": may(SLUG, "standard: in every company; specialty: this company's own", "standard", "specialty"),
    "last_updated": may(DATE, "Day on which a person or a refresh verified the figures", "2026-02-23"),
    "data_quality": may(choice("high", "medium", "low"), "How well the sources carry the figures", "high"),
    "salary_data_quarter": may(QUARTER, "Quarter that the figures are of", "2025-Q4"),
    "next_review_due": may(DATE, "Day of the next review; default: last_updated + review_cadence", "2026-05-23"),
    "review_cadence": may(whole(1, 60), "Months from one review to the next", 3),
    "currency": may(NAME, "Currency of rows that name none (ISO 4217)", "USD"),
    "stock_label": may(NAME, "What stands in brackets in the stock column's heading", "RSU/4yr"),
    "column_labels": may(
        by_name(NAME),
        "Headings of table columns: region, level, title or a figure (base, stock, bonus …)",
        {"base": "Base (All-Cash)"},
    ),
    "vesting_years": may(whole(1, 10), "Years over which a stock grant vests", 4),
    "total_formula": may(
        choice(*TOTAL_FORMULAS),
        "How total compensation adds up: " + "; ".join(f"{name}: {words}" for name, words in TOTAL_FORMULAS.items()),
        "vest",
    ),
    "compensation_title": may(LINE, "Heading above the compensation table", "Compensation by Region"),
    "compensation_intro": may(TEXT, "Text between that heading and the table"),
    "compensation_note": may(TEXT, "Text below the compensation table"),
    "data_sources": may(items(LINE), "Publishers whose figures were used", ["Levels.fyi", "Glassdoor"]),
    "style": may(STYLE, "How the guide is printed"),
    "ignore": may(items(IGNORE), "Findings that are known and accepted"),
}
"""Keys that any file may set for the guides below it."""

LEVEL_FACTS = mapping(
    "LevelMappingFacts",
    "Where the role stands in the company's levels.",
    {
        "internal": may(NAME, "The company's own level", "L4"),
        "raw": may(LINE, "The line of equivalent levels", "Acme L4 = Google L5 = Meta E5"),
    },
)
SPEC = mapping(
    "Spec",
    "The source of one guide: ``seeds/<company>/<role>.yaml``.",
    SHARED
    | {
        "company": may(SLUG, "Slug of the company; must agree with the folder", "twilio"),
        "company_display": may(NAME, "Name of the company as printed", "Twilio"),
        "role": may(SLUG, "Slug of the role; must agree with the file", "data-engineer"),
        "role_display": may(NAME, "Name of the role as printed", "Data Engineer"),
        "title_tail": may(NAME, "Words after the title line", "— SIGNATURE ROLE"),
        "negotiation_dna_summary": may(LINE, "The role's case in a line, clauses divided by |", "Premium A | Driver B"),
        "compensation": may(items(ROW, least=1), "Rows of the compensation table, HQ first"),
        "level_mapping": may(LEVEL_FACTS, "Where the role stands in the levels"),
        "templated": may(flag(), "Whether {{ … }} in this spec's texts is rendered", True),
        "body": may(items(BLOCK), "The blocks, in the order in which they are printed"),
    },
)
COMPANY = mapping(
    "Company",
    "What the guides of one company share: ``seeds/<company>/_company.yaml``.",
    SHARED
    | {
        "company": may(SLUG, "Slug of the company; must agree with the folder", "twilio"),
        "company_display": must(NAME, "Name of the company as printed", "Twilio"),
        "aliases": may(items(NAME), "Other names of the company", ["TWLO"]),
        "industry": may(NAME, "What it does", "Communications platform"),
        "hq": may(NAME, "Region of its headquarters", "San Francisco, CA (HQ)"),
        "ticker": may(NAME, "Exchange and symbol", "NYSE: TWLO"),
        "verified_on": may(DATE, "Day on which these facts were verified", "2026-02-23"),
    },
)
ROLE = mapping(
    "Role",
    "A standard role: an entry of ``seeds/_roles.yaml`` under its slug.",
    SHARED
    | {
        "role_display": must(NAME, "Name of the role as printed", "Data Engineer"),
        "aliases": may(items(NAME), "Other names of the role", ["DE"]),
    },
)
ROLES = by_name(ROLE)
"""The role catalogue: roles by slug."""
DEFAULTS = mapping("Defaults", "What all guides share: ``seeds/_defaults.yaml``.", SHARED)
