"""Workspaces in memory for the tests of check: fragments of specs completed to whole ones."""

from __future__ import annotations

import re
from typing import Any

import yaml

from guidewright.core.check.finding import Finding, Options
from guidewright.core.check.guide import Document
from guidewright.core.check.run import check
from guidewright.core.record import record
from guidewright.core.resolve import Catalogue, resolve
from guidewright.core.validate import parse

AS_OF = "2026-03-01"
SPEC = "seeds/acme/data-engineer.yaml"
OPTIONS = Options(AS_OF)
FACTS = {"company_display": "Acme", "currency": "USD"}
WHOLE: dict[str, Any] = {
    "role_display": "Data Engineer",
    "role_type": "standard",
    "last_updated": "2026-02-23",
    "data_quality": "low",
    "salary_data_quarter": "2025-Q4",
}


def files(text: str) -> dict[str, str]:
    """The files of an example: a fragment of one spec, or several under lines of ``# seeds/…``."""
    parts = re.split(r"^# (seeds/\S+\.yaml).*\n", text, flags=re.M)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    return found or {SPEC: text}


def workspace(texts: dict[str, str]) -> tuple[list[Document], Catalogue]:
    """Documents and shared files of specs that may be fragments; what they lack is filled in."""
    given = {path: yaml.load(text, Loader=yaml.BaseLoader) and text for path, text in texts.items()}
    companies, roles, specs = {"acme": dict(FACTS)}, {}, {}
    for path, text in given.items():
        folder, name = path.split("/")[-2:]
        if name == "_company.yaml":
            companies[folder] = FACTS | checked("company", text, path)
        elif name == "_roles.yaml":
            roles = checked("roles", text, path)
        else:
            companies.setdefault(folder, dict(FACTS))
            specs[path] = {**WHOLE, **checked("spec", text, path)}
    shared = Catalogue({}, roles, companies)
    documents = []
    for path, spec in specs.items():
        values, problems = resolve(path, spec, shared)
        assert values is not None, problems
        documents.append(Document(path, spec, record(values)))
    return documents, shared


def checked(kind: Any, text: str, path: str) -> dict[str, Any]:
    mapping, problems = parse(kind, text or "{}", path)
    assert mapping is not None, problems
    return mapping


def findings(text: str, options: Options = OPTIONS) -> list[Finding]:
    """What check finds in an example."""
    documents, shared = workspace(files(text))
    return check(documents, shared, options)


def codes(text: str, options: Options = OPTIONS) -> list[str]:
    return [finding.code for finding in findings(text, options)]
