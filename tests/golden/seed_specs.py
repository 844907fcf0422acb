"""Deriving a spec from a canonical seed guide's own text: the test's inverse of a build, independent of ``import``."""

from __future__ import annotations

import re
from typing import Any

import yaml


def derive(text: str) -> dict[str, Any]:
    """The spec of a canonical guide with front matter, as plain data with dates as text."""
    _, head, body = text.split("---\n", 2)
    spec = yaml.load(head, yaml.BaseLoader)
    for row in spec["compensation"]:
        row |= {key: int(value) for key, value in row.items() if re.fullmatch(r"[0-9]+", value)}
    spec["level_mapping"]["internal"] = None
    for row, (low, high) in zip(spec["compensation"], re.findall(r"\| (\d+)–(\d+)% \|", body), strict=True):
        row |= {"bonus_pct": int(low), "bonus_pct_high": int(high)}
    loose = "**Negotiation DNA**\n\n" in body
    sources = re.search(r"#### Evidence & Sources\n(.*)", body, re.S)[1].strip().split("\n")
    bracketed = all(line.startswith("- [") for line in sources)
    spec["style"] = {"spacing": "loose" if loose else "tight", "sources": "bracketed" if bracketed else "plain"}
    gap = "\n\n" if loose else "\n"
    narrative = re.search(rf"\*\*Negotiation DNA\*\*{gap}(.*?)\n\n\*\*Level Mapping", body, re.S)[1]
    lever = re.search(rf"### 🏗️ ([^\n]*){gap}(.*?)\n\n\*\*Global Levers", body, re.S)
    items = re.findall(r'^\d+\. \*\*(.*?):\*\* "(.*)"$', body, re.M)
    ask = re.search(r'^> \*\*Negotiate Up Strategy:\*\* "(.*)"(.*)$', body, re.M)
    spec["body"] = [
        {"narrative": narrative},
        "level_mapping",
        {"lever": {"title": lever[1], "emoji": "🏗️", "text": lever[2]}},
        {"global_levers": [{"title": title, "script": script} for title, script in items]},
        {"negotiate_up": {"script": ask[1]} | ({"after": ask[2].strip()} if ask[2].strip() else {})},
        {"evidence": [line[2:].strip("[]") if bracketed else line[2:] for line in sources]},
    ]
    return spec
