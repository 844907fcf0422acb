"""Which pages there are, and which guides each shows. Light: every build asks, most make none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PAGES = "output/pages"


def company_page(company: str) -> str:
    return f"{PAGES}/companies/{company}.md"


def role_page(role: str) -> str:
    return f"{PAGES}/roles/{role}.md"


def page_paths(company: str, role: str) -> list[str]:
    """Every page that shows the guide of this company and role."""
    return [company_page(company), role_page(role), f"{PAGES}/index.md", f"{PAGES}/coverage.md"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is made: where it goes, its template, and which of the guides it shows, by index."""

    path: str
    template: str
    guides: Sequence[int]
    company: str = ""
    """Of the page of a company: its slug."""

    @property
    def overview(self) -> bool:
        """Whether the facts of its guides are enough for it, without their tables."""
        return self.template in (INDEX, COVERAGE)


COMPANY, ROLE = "pages/company.md.j2", "pages/role.md.j2"
INDEX, COVERAGE = "pages/index.md.j2", "pages/coverage.md.j2"


def layout(names: Sequence[tuple[str, str]]) -> list[Page]:
    """Every page over the guides of these companies and roles. ``names`` must be sorted."""
    by_company: dict[str, list[int]] = {}
    by_role: dict[str, list[int]] = {}
    for index, (company, role) in enumerate(names):
        by_company.setdefault(company, []).append(index)
        by_role.setdefault(role, []).append(index)
    everything = range(len(names))
    return [
        *(Page(company_page(company), COMPANY, own, company) for company, own in by_company.items()),
        *(Page(role_page(role), ROLE, by_role[role]) for role in sorted(by_role)),
        Page(f"{PAGES}/index.md", INDEX, everything),
        Page(f"{PAGES}/coverage.md", COVERAGE, everything),
    ]
