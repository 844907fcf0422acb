"""What rules look at: a guide with its rows and texts at hand, and the corpus that it belongs to."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from guidewright.core.check.texts import Block, Text, blocks, texts
from guidewright.core.figures import Pay
from guidewright.core.model.rows import Row, to_row
from guidewright.core.reader import Path

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Document:
    """One guide as the pipeline has it: the spec's path, its checked mapping, and the record with rendered texts."""

    path: str
    spec: Mapping[str, Any]
    record: Mapping[str, Any]


@dataclass(frozen=True)
class Guide:
    """A document on the day of the check."""

    path: str
    spec: Mapping[str, Any]
    record: Mapping[str, Any]
    as_of: datetime.date
    _known: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, compute: Callable[[Guide], T]) -> T:
        """What ``compute`` makes of this guide, computed at the first call."""
        if compute not in self._known:
            self._known[compute] = compute(self)
        known: T = self._known[compute]
        return known

    @property
    def company(self) -> str:
        return str(self.record["company"])

    @property
    def role(self) -> str:
        return str(self.record["role"])

    @cached_property
    def rows(self) -> list[Row]:
        """The rows with computed totals, in the order of the spec's ``compensation``."""
        return [to_row(row) for row in self.record["compensation"]]

    def all_rows(self) -> Iterator[tuple[Path, Row]]:
        """Every row and every second-currency row with its key path."""
        for index, row in enumerate(self.rows):
            yield ("compensation", index), row
            if row.also:
                yield ("compensation", index, "also"), row.also

    def declares(self, at: Path, key: str) -> bool:
        """Whether the spec states ``key`` in the row at ``at``; a total that is computed is not stated."""
        row: Any = self.spec
        for part in at:
            row = row[part]
        return row.get(key) is not None

    @cached_property
    def pay(self) -> Pay:
        return Pay(self.record["total_formula"], self.record["vesting_years"], self.record["currency_labels"])

    @cached_property
    def blocks(self) -> list[Block]:
        return blocks(self.spec, self.record)

    @cached_property
    def texts(self) -> list[Text]:
        return texts(self.spec, self.record, self.blocks)

    def of_kind(self, kind: str) -> list[Block]:
        return [block for block in self.blocks if block.kind == kind]

    @cached_property
    def sources(self) -> list[tuple[Path, str]]:
        """The sources of the evidence blocks with their key paths: words, note and address in one text."""
        found: list[tuple[Path, str]] = []
        for block in self.of_kind("evidence"):
            base = block.at if isinstance(block.written, list) else (*block.at, "items")
            for index, item in enumerate(block.printed["items"]):
                parts = (item["text"], item["note"], item["url"])
                found.append(((*base, index), " ".join(part for part in parts if part)))
        return found

    def place_of(self, *kinds: str) -> Path:
        """The key path of the first block of one of ``kinds``, else of the body, else of the file."""
        for block in self.blocks:
            if block.kind in kinds and block.index is not None:
                return block.at
        return ("body",) if self.spec.get("body") else ()


@dataclass(frozen=True)
class Corpus:
    """All guides of a workspace, with the facts of their companies and the role catalogue."""

    guides: Sequence[Guide]
    companies: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    roles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    as_of: datetime.date = datetime.date.min
    _known: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, compute: Callable[[Corpus], T]) -> T:
        """What ``compute`` makes of this corpus, computed at the first call."""
        if compute not in self._known:
            self._known[compute] = compute(self)
        known: T = self._known[compute]
        return known

    @cached_property
    def by_company(self) -> dict[str, list[Guide]]:
        """Guides by company slug, both in order."""
        grouped: dict[str, list[Guide]] = {}
        for guide in sorted(self.guides, key=lambda guide: guide.path):
            grouped.setdefault(guide.company, []).append(guide)
        return grouped

    @cached_property
    def by_role(self) -> dict[str, list[Guide]]:
        grouped: dict[str, list[Guide]] = {}
        for guide in sorted(self.guides, key=lambda guide: guide.path):
            grouped.setdefault(guide.role, []).append(guide)
        return grouped
