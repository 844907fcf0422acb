"""The table of rules: to add one, write its function and a line here."""

from __future__ import annotations

from guidewright.core.check import completeness, figures, freshness, peers, prose, style, suppression, totals
from guidewright.core.check.finding import CorpusRule, GuideRule, LateRule, Rule

Rules = tuple[GuideRule | CorpusRule | LateRule, ...]

RULES: Rules = (
    GuideRule("GW401", "error", "figures", "figure a thousandfold off its neighbours", figures.thousandfold),
    GuideRule("GW402", "error", "figures", "total below base", figures.total_below_base),
    GuideRule("GW403", "warning", "figures", "mixed currencies in a row", figures.mixed_currencies),
    GuideRule("GW404", "error", "figures", "region twice", figures.region_twice),
    GuideRule("GW405", "warning", "figures", "bonus without base", figures.bonus_without_base),
    CorpusRule("GW406", "warning", "figures", "ladder inversion", peers.ladder_inversion),
    CorpusRule("GW407", "warning", "figures", "outlier against the role's peers", peers.peer_outlier),
    CorpusRule("GW410", "warning", "figures", "total off its parts", totals.total_off),
    CorpusRule("GW411", "warning", "figures", "totals follow another formula", totals.company_formula),
    GuideRule("GW421", "warning", "prose", "ask above the table", prose.ask_above_table),
    GuideRule("GW422", "warning", "prose", "accept-at floor above the table", prose.floor_above_table),
    GuideRule("GW423", "warning", "prose", "ask does not add up", prose.ask_does_not_add_up),
    GuideRule("GW424", "note", "prose", "figure of the table typed in the text", prose.typed_figure),
    GuideRule("GW441", "warning", "freshness", "stale", freshness.stale),
    GuideRule("GW442", "error", "freshness", "expired", freshness.expired),
    GuideRule("GW443", "warning", "freshness", "review overdue", freshness.review_overdue),
    GuideRule("GW444", "warning", "freshness", "old sources", freshness.old_sources),
    GuideRule("GW445", "note", "freshness", "figures due", freshness.figures_due),
    GuideRule("GW446", "note", "freshness", "prose due", freshness.prose_due),
    CorpusRule("GW447", "note", "freshness", "company facts due", freshness.facts_due),
    GuideRule("GW461", "warning", "completeness", "missing blocks", completeness.missing_blocks),
    CorpusRule("GW462", "note", "completeness", "fewer than three regions", completeness.few_regions),
    CorpusRule("GW463", "note", "completeness", "standard roles missing", completeness.missing_roles),
    GuideRule("GW464", "warning", "completeness", "sources without a year", completeness.sources_without_year),
    CorpusRule("GW465", "note", "completeness", "placeholder", completeness.placeholder),
    GuideRule("GW466", "warning", "completeness", "data quality not earned", completeness.unearned_quality),
    GuideRule("GW481", "note", "style", "block order", style.block_order),
    GuideRule("GW482", "note", "style", "lever count", style.lever_count),
    GuideRule("GW483", "note", "style", "double space", style.double_space),
    GuideRule("GW484", "note", "style", "typographic quotes", style.smart_quotes),
    GuideRule("GW485", "warning", "style", "unbalanced emphasis", style.unbalanced_emphasis),
    GuideRule("GW486", "note", "style", "over-long paragraph", style.long_paragraph),
    GuideRule("GW487", "note", "style", "trailing space", style.trailing_space),
    GuideRule("GW488", "warning", "style", "broken encoding", style.broken_encoding),
    LateRule("GW491", "warning", "suppression", "ignored code unknown", suppression.unknown_code),
    LateRule("GW492", "note", "suppression", "ignored nothing", suppression.unused_ignore),
    LateRule("GW493", "note", "suppression", "baseline entry stale", suppression.stale_entry),
)
"""Every rule, by code."""

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
