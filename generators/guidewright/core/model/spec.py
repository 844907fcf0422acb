"""The files of a workspace: the spec, and the three that specs share (defaults, role catalogue, company file)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from guidewright.core.model.base import Date, Line, Name, Quarter, Slug, Text, Words
from guidewright.core.model.blocks import Block
from guidewright.core.model.rows import RowWords

TOTAL_FORMULAS = {
    "vest": "base + stock / vesting_years + bonus",
    "full_grant": "base + the whole stock grant + bonus",
    "no_bonus": "base + stock / vesting_years",
    "with_signing": "base + stock / vesting_years + bonus + signing bonus",
    "cash": "base + bonus",
}
"""How a company adds up its total compensation; used where no total is declared."""


class Style(Words):
    """How a guide is printed, where the house style leaves a choice."""

    spacing: Literal["tight", "loose"] | None = Field(
        None, description="Whether a blank line follows a bold or # heading", examples=["tight"]
    )
    sources: Literal["plain", "bracketed", "numbered", "indexed"] | None = Field(
        None, description="How a source is printed: - x, - [x], 1. x, - [1] x", examples=["plain"]
    )
    quote_dates: bool | None = Field(
        None, description="Quote dates in front matter, for readers that make objects of them", examples=[False]
    )
    front_matter: Literal["seeds", "full"] | None = Field(
        None, description="seeds: the keys of the seed guides; full: every figure the spec holds", examples=["seeds"]
    )
    currency: dict[str, Annotated[str, Field(max_length=8)]] | None = Field(
        None, description="How a currency is written, by ISO code", examples=[{"SGD": "S$", "INR": "INR "}]
    )


class Ignore(Words):
    """A finding that is known and accepted, with the reason."""

    code: Name = Field(description="Code of the rule", examples=["GW410"])
    reason: Line = Field(description="Why it is right as it is", examples=["total as the company publishes it"])
    key: Name | None = Field(None, description="Only at this key", examples=["compensation[0].total_comp_low"])


class Shared(Words):
    """Keys that any file may set for the guides below it."""

    role_type: Slug | None = Field(
        None,
        description="standard: in every company; specialty: this company's own",
        examples=["standard", "specialty"],
    )
    last_updated: Date | None = Field(
        None, description="Day on which a person or a refresh verified the figures", examples=["2026-02-23"]
    )
    data_quality: Literal["high", "medium", "low"] | None = Field(
        None, description="How well the sources carry the figures", examples=["high"]
    )
    salary_data_quarter: Quarter | None = Field(
        None, description="Quarter that the figures are of", examples=["2025-Q4"]
    )
    next_review_due: Date | None = Field(
        None, description="Day of the next review; default: last_updated + review_cadence", examples=["2026-05-23"]
    )
    review_cadence: Annotated[int, Field(ge=1, le=60)] | None = Field(
        None, description="Months from one review to the next", examples=[3]
    )
    currency: Name | None = Field(None, description="Currency of rows that name none (ISO 4217)", examples=["USD"])
    stock_label: Name | None = Field(
        None, description="What stands in brackets in the stock column's heading", examples=["RSU/4yr"]
    )
    column_labels: dict[str, Name] | None = Field(
        None,
        description="Headings of table columns: region, level, title or a figure (base, stock, bonus …)",
        examples=[{"base": "Base (All-Cash)"}],
    )
    vesting_years: Annotated[int, Field(ge=1, le=10)] | None = Field(
        None, description="Years over which a stock grant vests", examples=[4]
    )
    total_formula: Literal["vest", "full_grant", "no_bonus", "with_signing", "cash"] | None = Field(
        None,
        description="How total compensation adds up: " + "; ".join(f"{k}: {v}" for k, v in TOTAL_FORMULAS.items()),
        examples=["vest"],
    )
    compensation_title: Line | None = Field(
        None, description="Heading above the compensation table", examples=["Compensation by Region"]
    )
    compensation_intro: Text | None = Field(None, description="Text between that heading and the table")
    compensation_note: Text | None = Field(None, description="Text below the compensation table")
    data_sources: list[Line] | None = Field(
        None, description="Publishers whose figures were used", examples=[["Levels.fyi", "Glassdoor"]]
    )
    style: Style | None = Field(None, description="How the guide is printed")
    ignore: list[Ignore] | None = Field(None, description="Findings that are known and accepted")


class LevelMappingFacts(Words):
    """Where the role stands in the company's levels."""

    internal: Name | None = Field(None, description="The company's own level", examples=["L4"])
    raw: Line | None = Field(
        None, description="The line of equivalent levels", examples=["Acme L4 = Google L5 = Meta E5"]
    )


class Spec(Shared):
    """The source of one guide: ``seeds/<company>/<role>.yaml``."""

    company: Slug | None = Field(
        None, description="Slug of the company; must agree with the folder", examples=["twilio"]
    )
    company_display: Name | None = Field(None, description="Name of the company as printed", examples=["Twilio"])
    role: Slug | None = Field(
        None, description="Slug of the role; must agree with the file", examples=["data-engineer"]
    )
    role_display: Name | None = Field(None, description="Name of the role as printed", examples=["Data Engineer"])
    title_tail: Name | None = Field(None, description="Words after the title line", examples=["— SIGNATURE ROLE"])
    negotiation_dna_summary: Line | None = Field(
        None, description="The role's case in a line, clauses divided by |", examples=["Premium A | Driver B"]
    )
    compensation: list[RowWords] | None = Field(
        None, description="Rows of the compensation table, HQ first", min_length=1
    )
    level_mapping: LevelMappingFacts | None = Field(None, description="Where the role stands in the levels")
    templated: bool | None = Field(
        None, description="Whether {{ … }} in this spec's texts is rendered", examples=[True]
    )
    body: list[Block] | None = Field(None, description="The blocks, in the order in which they are printed")


class Company(Shared):
    """What the guides of one company share: ``seeds/<company>/_company.yaml``."""

    company: Slug | None = Field(
        None, description="Slug of the company; must agree with the folder", examples=["twilio"]
    )
    company_display: Name = Field(description="Name of the company as printed", examples=["Twilio"])
    aliases: list[Name] | None = Field(None, description="Other names of the company", examples=[["TWLO"]])
    industry: Name | None = Field(None, description="What it does", examples=["Communications platform"])
    hq: Name | None = Field(None, description="Region of its headquarters", examples=["San Francisco, CA (HQ)"])
    ticker: Name | None = Field(None, description="Exchange and symbol", examples=["NYSE: TWLO"])
    verified_on: Date | None = Field(
        None, description="Day on which these facts were verified", examples=["2026-02-23"]
    )


class Role(Shared):
    """A standard role: an entry of ``seeds/_roles.yaml`` under its slug."""

    role_display: Name = Field(description="Name of the role as printed", examples=["Data Engineer"])
    aliases: list[Name] | None = Field(None, description="Other names of the role", examples=[["DE"]])


class Defaults(Shared):
    """What all guides share: ``seeds/_defaults.yaml``."""
