"""A plain script as a user would write it: PyYAML, Jinja2, one loop. Makes the same guides and pages, checks nothing.

python script.py WORKSPACE OUT [--c-loader]
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader

SIGNS = {"USD": "$", "GBP": "£", "EUR": "€"}


def money(amount: int, currency: str) -> str:
    sign = SIGNS[currency]
    return f"{sign}{amount / 1_000_000:g}M" if amount >= 1_000_000 else f"{sign}{amount // 1000}K"


def scalar(text: str) -> str:
    return f'"{text}"' if any(char in ":{}[],&*?|>!%@`#'\"\\" for char in text) else text


def cells(row: dict) -> str:
    """The four figures of a row as cells."""
    pairs = [
        f"{money(row[name + '_low'], row['currency'])}–{money(row[name + '_high'], row['currency'])}"
        for name in ("base", "stock", "total_comp")
    ]
    return f"{pairs[0]} | {pairs[1]} | {row['bonus_pct']}–{row['bonus_pct_high']}% | {pairs[2]}"


def total(guide: dict) -> str:
    return cells(guide["compensation"][0]).rsplit(" | ", 1)[1]


def review(day: str, months: int) -> str:
    year, month, rest = day.split("-")
    at = int(month) - 1 + months
    return f"{int(year) + at // 12}-{at % 12 + 1:02}-{rest}"


def load(file: Path, loader: type) -> dict:
    with open(file, encoding="utf-8") as handle:
        return yaml.load(handle, Loader=loader)


def read(seeds: Path, loader: type) -> tuple[dict, dict, dict]:
    """Companies, guides by company and role, and the role catalogue."""
    defaults, roles = (load(seeds / name, loader) for name in ("_defaults.yaml", "_roles.yaml"))
    companies, guides = {}, {}
    for folder in sorted(path for path in seeds.iterdir() if path.is_dir()):
        companies[folder.name] = load(folder / "_company.yaml", loader)
        for file in sorted(folder.glob("[!_]*.yaml")):
            guide = {**roles.get(file.stem, {}), **companies[folder.name], **load(file, loader)}
            day = guide["last_updated"]
            guide["last_updated"] = day.isoformat() if isinstance(day, datetime.date) else day
            guide["next_review_due"] = review(guide["last_updated"], defaults["review_cadence"])
            guide |= {"company": folder.name, "role": file.stem, "stock_label": defaults["stock_label"]}
            guides[folder.name, file.stem] = guide
    return companies, guides, roles


def main() -> None:
    root, out = Path(sys.argv[1]), Path(sys.argv[2])
    loader = yaml.CSafeLoader if "--c-loader" in sys.argv else yaml.SafeLoader
    companies, guides, roles = read(root / "seeds", loader)
    templates = Path(__file__).resolve().parent / "script_templates"
    jinja = Environment(loader=FileSystemLoader(templates), trim_blocks=True, lstrip_blocks=True)
    jinja.filters |= {"scalar": scalar, "cells": cells, "total": total}
    order = {role: at for at, role in enumerate(roles)}
    everything = {"companies": companies, "guides": list(guides.values()), "order": order}
    every_role = sorted({role for _, role in guides}, key=lambda role: (order.get(role, 99), role))

    def write(path: str, template: str, **values: object) -> None:
        file = out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(jinja.get_template(template).render(values), encoding="utf-8")

    for (company, role), guide in guides.items():
        write(f"guides/{company}/{role}.md", "guide.md", spec=guide)
    for company in companies:
        own = [guide for guide in guides.values() if guide["company"] == company]
        own.sort(key=lambda guide: (order.get(guide["role"], 99), guide["role"]))
        write(f"pages/companies/{company}.md", "company.md", guides=own, company=companies[company])
    for role in every_role:
        own = [guide for guide in guides.values() if guide["role"] == role]
        own.sort(key=lambda guide: (-guide["compensation"][0]["total_comp_high"], guide["company"]))
        write(f"pages/roles/{role}.md", "role.md", guides=own)
    write("pages/index.md", "index.md", roles=every_role, **everything)
    days: dict[str, dict] = {company: {} for company in companies}
    for (company, role), guide in guides.items():
        days[company][role] = guide["last_updated"]
    missing = sum(role not in own for own in days.values() for role in order)
    write("pages/coverage.md", "coverage.md", days=days, missing=missing, **everything)


if __name__ == "__main__":
    main()
