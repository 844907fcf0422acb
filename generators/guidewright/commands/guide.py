"""One spec's place in a build: what is known of it, and what was made of it in this run."""

from __future__ import annotations

import marshal
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from guidewright.core.diagnostic import Diagnostic, unpacked
from guidewright.edges.area import Bytes
from guidewright.edges.cache import Part
from guidewright.edges.output import sha256

if TYPE_CHECKING:
    from guidewright.edges.compiling import Done


@dataclass
class Guide:
    """One spec's place in a build. ``output`` is the digest of its guide; None when it is not built."""

    path: str
    company: str
    role: str
    data_key: str
    render_key: str
    packed_facts: bytes = b""
    """What overviews and selections ask of it, marshalled: most builds look into few."""
    shown: Bytes = b""
    """What pages show of it, marshalled, where that is at hand."""
    shown_check: bytes = b""
    json: str = ""
    """The digest of its JSON seed file; empty where it is not known."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    output: str | None = None
    part: Part | None = None
    """What the cache keeps of its record, where that was made in this run."""
    content: Bytes | None = None
    shares: dict[str, bytes] = field(default_factory=dict)
    """What it adds to the seed files, by format, as far as that was made in this run."""

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What ``packed_facts`` says. Not to be changed."""
        return marshal.loads(self.packed_facts) if self.packed_facts else {}

    @property
    def summary(self) -> dict[str, Any]:
        """The facts, and what pages show beside them, which must have been recalled."""
        shown: dict[str, Any] = marshal.loads(self.shown)
        return self.facts | shown

    @property
    def target(self) -> str:
        return f"output/guides/{self.company}/{self.role}.md"

    def take(self, result: Done, render_only: bool) -> None:
        """Notes what the spec came to; ``render_only``: its record was known, and so were the problems in it."""
        found = [unpacked(each) for each in result.diagnostics]
        self.diagnostics = list(dict.fromkeys([*self.diagnostics, *found] if render_only else found))
        if (part := result.part) is not None:
            self.__dict__.pop("facts", None)  # those of before
            self.part, self.packed_facts, self.shown, self.shown_check = part, part.facts, part.shown, part.shown_check
        self.content = result.output
        self.output = result.digest if result.succeeded else None
        if result.shares is not None:
            self.shares |= result.shares
            self.json = sha256(result.shares["json"]) if "json" in result.shares else self.json
