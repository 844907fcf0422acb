"""Examples of keys whose models state none, by ``Model.key`` or by key; a test asks that no key is without one."""

from __future__ import annotations

from typing import Any

_PARAGRAPHS = "Engineers here run the payment core.\n\nSay so before you name a figure."
_LEVER = {"title": "Competing Offers", "script": "Two other companies have made me an offer."}
_ROW = {"region": "Denver, CO", "base_low": 135000, "base_high": 185000, "bonus_pct": 10}

EXAMPLES: dict[str, Any] = {
    "intro": "What to bring up, in this order.",
    "text": _PARAGRAPHS,
    "compensation": [_ROW],
    "compensation_intro": "Figures are for new hires.",
    "compensation_note": "Grants vest monthly after the first year.",
    "style": {"spacing": "tight", "sources": "plain"},
    "ignore": [{"code": "GW410", "reason": "total as the company publishes it"}],
    "extra": [{"label": "PnL Participation", "pct": 5, "pct_high": 10}],
    "also": {"currency": "EUR", "base_low": 125000, "base_high": 170000},
    "body": [{"narrative": _PARAGRAPHS}, "level_mapping"],
    "Spec.level_mapping": {"internal": "L4", "raw": "Acme L4 = Google L5 = Meta E5"},
    "narrative": _PARAGRAPHS,
    "level_mapping": "Acme L4 = Google L5 = Meta E5",
    "lever": {"title": "Model Infrastructure Lever", "text": _PARAGRAPHS},
    "global_levers": [_LEVER],
    "negotiate_up": "I'd like the top of the range, and would sign today.",
    "evidence": ["Acme Annual Report, February 2026"],
    "section": {"title": "Playbook", "text": _PARAGRAPHS},
    "LevelMappingParts.table": {"header": ["Acme", "Google"], "rows": [["L3", "L4"]]},
    "GlobalLeversParts.items": [_LEVER],
    "EvidenceParts.items": ["Acme Annual Report, February 2026"],
    "LeverItem.text": "Name the figure once, then wait.",
    "NegotiateUpParts.title": "Closing Ask",
}
