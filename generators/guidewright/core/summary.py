"""The summary of a guide: the little of its record that pages and selections of many guides need, in two parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidewright.core.table import markdown

_FACTS = (
    "company",
    "company_display",
    "role",
    "role_display",
    "role_type",
    "last_updated",
    "next_review_due",
    "salary_data_quarter",
    "data_quality",
    "draft",
)


def facts(record: Mapping[str, Any]) -> dict[str, Any]:
    """What overviews and selections ask of a guide."""
    return {key: record[key] for key in _FACTS}


def shown(record: Mapping[str, Any]) -> dict[str, Any]:
    """The printed table, and of its first row the total as ``(currency, low, high)`` and the cells by column."""
    first, table = (record["compensation"][0], record["table"]) if record["compensation"] else ({}, None)
    top = [first.get("currency"), first.get("total_comp_low"), first.get("total_comp_high")]
    cells = dict(zip(table["columns"], table["rows"][0], strict=True)) if table else {}
    printed = markdown(table["header"], table["rows"]) if table else None
    return {"table": printed, "hq_total": top, "hq_cells": cells}


def summary(record: Mapping[str, Any]) -> dict[str, Any]:
    """Both: what the page of a company or role shows of a guide."""
    return facts(record) | shown(record)
