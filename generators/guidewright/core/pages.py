"""Pages over many guides: per company, per role, an index, and a coverage and freshness matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from guidewright.core.figures import escape_cell
from guidewright.core.layout import COMPANY, INDEX, ROLE, Page
from guidewright.core.money import money
from guidewright.core.table import markdown

Summary = Mapping[str, Any]
Facts = Mapping[str, Mapping[str, Any]]
"""What the shared files say, by slug."""


def values(page: Page, guides: Sequence[Summary], companies: Facts, roles: Facts) -> dict[str, Any]:
    """The context of a page's template. ``guides``: the summaries of those that it shows, in its order."""
    order = {slug: index for index, slug in enumerate(roles)}
    if page.template == COMPANY:
        ordered = sorted(guides, key=lambda guide: (order.get(guide["role"], len(order)), guide["role"]))
        return _company(ordered, companies.get(page.company, {}))
    if page.template == ROLE:
        return _role(guides)
    by_company: dict[str, list[Summary]] = {}
    for guide in guides:
        by_company.setdefault(guide["company"], []).append(guide)
    return _index(by_company, order) if page.template == INDEX else _coverage(by_company, order)


def _link(text: str, target: str) -> str:
    return f"[{escape_cell(text).replace('[', '(').replace(']', ')')}]({target})"


def _guide_link(guide: Summary, text: str, depth: str = "../..") -> str:
    return _link(text, f"{depth}/guides/{guide['company']}/{guide['role']}.md")


def _total(guide: Summary) -> str:
    currency, low, high = guide["hq_total"]
    ends = [money(end, currency) for end in (low, high) if end is not None] if currency else []
    return "–".join(ends) or "—"


def _company(own: Sequence[Summary], facts: Mapping[str, Any]) -> dict[str, Any]:
    head = ("Role", "HQ total comp", "Quality", "Figures of", "Verified", "Next review")
    rows = tuple((_guide_link(guide, guide["role_display"]), _total(guide), *_dates(guide)) for guide in own)
    known = [("Industry", facts.get("industry")), ("Headquarters", facts.get("hq")), ("Ticker", facts.get("ticker"))]
    return {
        "page": {"title": own[0]["company_display"], "facts": [[k, v] for k, v in known if v], "count": len(own)},
        "table": markdown(head, rows),
        "guides": [
            {
                "role": guide["role_display"],
                "link": _guide_link(guide, "guide"),
                "table": guide["table"] or "No compensation yet.",
            }
            for guide in own
        ],
    }


def _hq_cells(guide: Summary) -> tuple[str, ...]:
    cells = guide["hq_cells"]
    where = cells.get("region") or cells.get("level") or "—"
    return (where, *(cells.get(name, "—") for name in ("base", "stock", "bonus", "total_comp")))


def _dates(guide: Summary) -> tuple[str, str, str, str]:
    facts = (guide[key] or "—" for key in ("data_quality", "salary_data_quarter", "last_updated", "next_review_due"))
    quality, quarter, verified, review = facts
    return ("draft" if guide["draft"] else quality), quarter, verified, review


def _by_total(guide: Summary) -> tuple[Any, ...]:
    """Dollars first, then by currency, the highest total first, then by name."""
    currency, low, high = guide["hq_total"]
    return (currency is None, currency != "USD", currency or "", -(high or low or 0), guide["company"])


def _role(own: Sequence[Summary]) -> dict[str, Any]:
    head = ("Company", "HQ", "Base Salary", "Stock", "Bonus", "Total Comp", "Quality", "Figures of", "Verified")
    ordered = sorted(own, key=_by_total)
    rows = tuple(
        (_guide_link(guide, guide["company_display"]), *_hq_cells(guide), *_dates(guide)[:3]) for guide in ordered
    )
    return {"page": {"title": _title(own), "count": len(own)}, "table": markdown(head, rows)}


def _title(own: Sequence[Summary]) -> str:
    """What most companies call a role."""
    titles = [guide["role_display"] for guide in own]
    return str(max(sorted(set(titles)), key=titles.count))


def _index(by_company: Mapping[str, Sequence[Summary]], order: Mapping[str, int]) -> dict[str, Any]:
    by_role: dict[str, list[Summary]] = {}
    for own in by_company.values():
        for guide in own:
            by_role.setdefault(guide["role"], []).append(guide)
    companies = tuple(
        (_link(own[0]["company_display"], f"companies/{company}.md"), str(len(own)), _latest(own))
        for company, own in sorted(by_company.items())
    )
    listed = sorted(by_role, key=lambda role: (order.get(role, len(order)), role))
    roles = tuple((_link(_title(by_role[role]), f"roles/{role}.md"), str(len(by_role[role]))) for role in listed)
    guides = sum(map(len, by_company.values()))
    return {
        "counts": {"guides": guides, "companies": len(companies), "roles": len(roles)},
        "companies": markdown(("Company", "Guides", "Last verified"), companies),
        "roles": markdown(("Role", "Companies"), roles),
    }


def _latest(own: Sequence[Summary]) -> str:
    return max((guide["last_updated"] for guide in own if guide["last_updated"]), default="—")


def _coverage(by_company: Mapping[str, Sequence[Summary]], order: Mapping[str, int]) -> dict[str, Any]:
    """Companies by standard roles: the day on which each guide was verified; other roles are counted."""
    rows = []
    missing = 0
    for company, own in sorted(by_company.items()):
        cells = {guide["role"]: guide for guide in own}
        marks = []
        for role in order:
            guide = cells.get(role)
            missing += guide is None
            text = "—" if guide is None else "draft" if guide["draft"] else guide["last_updated"] or "undated"
            marks.append(text)
        others = sum(role not in order for role in cells)
        rows.append((_link(own[0]["company_display"], f"companies/{company}.md"), *marks, str(others)))
    return {
        "counts": {"companies": len(by_company), "roles": len(order), "missing": missing},
        "table": markdown(("Company", *order, "Other roles"), tuple(rows)),
    }
