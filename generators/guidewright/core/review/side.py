"""One side of a review: a state of the workspace, compiled, with what was committed or written as its output."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.compile import compile_record
from guidewright.core.diagnostic import Diagnostic
from guidewright.core.render import Renderer
from guidewright.core.resolve import Catalogue
from guidewright.core.templates import TemplateSet
from guidewright.core.text import decode

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Side:
    """``records`` has the guides that compile, by spec path; ``broken`` why the others do not.

    ``outputs`` are the generated files as they stand in this state, ``ledger`` what was last written there.
    """

    label: str
    specs: Mapping[str, bytes]
    catalogue: Catalogue
    templates: TemplateSet
    records: Mapping[str, Record] = field(default_factory=dict)
    broken: Mapping[str, list[Diagnostic]] = field(default_factory=dict)
    outputs: Mapping[str, bytes] = field(default_factory=dict)
    ledger: Mapping[str, str] = field(default_factory=dict)
    rendered: Mapping[str, str] = field(default_factory=dict)
    """The sha256 of each guide as the present tool renders it, by spec path, where that is known already."""
    config: Mapping[str, Any] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def facts(self, company: str) -> Mapping[str, Any]:
        """The company's file, as templates see it."""
        return self.catalogue.companies.get(company, {})


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """Why an output differs: which kind of input, and which one where there are several of the kind."""

    kind: str
    name: str = ""

    def __str__(self) -> str:
        words = {
            "spec": "its spec",
            "tool": "the tool, or not built when it was committed",
            "hand": "a hand edit",
            "rename": "a rename",
            "sources": "sources changed since the last build",
        }
        shown = {"template": "template", "company": "company file", "role": "role catalogue", "defaults": "defaults"}
        if self.kind in words:
            return words[self.kind]
        return f"{shown.get(self.kind, self.kind)} {self.name}".strip()


def target(path: str) -> str:
    """The guide that a spec makes."""
    return "output/guides/" + path.removeprefix("seeds/").removesuffix(".yaml") + ".md"


def guide_name(path: str) -> str:
    return path.removeprefix("seeds/").removesuffix(".yaml")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def compiled(path: str, data: bytes, catalogue: Catalogue, renderer: Renderer) -> Record | None:
    """The record of a spec under a catalogue that may be a mixture of two; None where it does not compile."""
    text, _ = decode(data, path)
    if text is None:
        return None
    return compile_record(path, text, catalogue, renderer).record
