"""The order of the keys of each file of a workspace, as the design's §4 prints them: for fmt and for new keys."""

from __future__ import annotations

from collections.abc import Sequence

from guidewright.core.model.rows import FIGURES, figure_keys
from guidewright.core.reader import Path

TOP = (
    *(
        "company",
        "company_display",
        "aliases",
        "role",
        "role_display",
        "title_tail",
        "role_type",
        "industry",
        "hq",
        "ticker",
    ),
    *("verified_on", "last_updated", "data_quality", "salary_data_quarter", "next_review_due", "review_cadence"),
    *("currency", "stock_label", "column_labels", "vesting_years", "total_formula", "style"),
    *("negotiation_dna_summary", "compensation_title", "compensation_intro", "compensation", "compensation_note"),
    *("level_mapping", "data_sources", "templated", "ignore", "body"),
)
"""Keys of a spec, a company file, the defaults and an entry of the role catalogue."""

_PARTS = ("low", "high", "pct", "pct_high", "open", "period", "currency", "unit", "note", "text")
AMOUNTS = ("currency", *(figure_keys(name)[part] for name in FIGURES for part in _PARTS), "extra")
ROW = ("region", "level", "title", *AMOUNTS, "also")
EXTRA = ("label", *_PARTS)
BLOCK = (
    *("title", "emoji", "line", "intro", "lead", "script", "after", "advice", "table", "header", "rows", "items"),
    *("text", "url", "note"),
)
"""Parts of the blocks of a body, of every kind."""
STYLE = ("spacing", "sources", "quote_dates", "front_matter", "currency")


def file_order(path: Path) -> Sequence[str]:
    """The order in a spec, a company file or the defaults."""
    if not path:
        return TOP
    if path[0] == "body":
        return BLOCK
    if path[0] == "compensation":
        return ROW if len(path) == 2 else EXTRA if "extra" in path else AMOUNTS
    below = {"level_mapping": ("internal", "raw"), "style": STYLE, "ignore": ("code", "key", "reason")}
    return below.get(str(path[0]), ())


def roles_order(path: Path) -> Sequence[str]:
    """The order in the role catalogue, whose top level is the roles as their author orders them."""
    return file_order(path[1:]) if path else ()
