"""What a spec prints, in pieces: front matter, title line and one chunk a block, each with its record.

Decides nothing about edits. A piece can be printed anew with other content, which is how a reading is proved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.compile import compile_record
from guidewright.core.diagnostic import Diagnostic
from guidewright.core.legacy.front import cut
from guidewright.core.reader import Path, read
from guidewright.core.render import Renderer
from guidewright.core.resolve import Catalogue, Origin, origins, resolve, slugs
from guidewright.core.validate import Located, parse
from guidewright.core.view import comp_view, company_view, context


@dataclass(frozen=True)
class House:
    """What all guides of a workspace share: the checked files, their texts by path, and the templates."""

    catalogue: Catalogue
    texts: Mapping[str, str]
    renderer: Renderer


@dataclass(frozen=True)
class Printed:
    """A spec with everything that it prints. ``body`` maps each block of the record to its index in the spec's body
    (None for the summary and the table where they stand at the top by themselves)."""

    path: str
    text: str
    spec: Mapping[str, Any]
    values: Mapping[str, Any]
    record: Mapping[str, Any]
    house: House
    guide: str
    front: str
    title: str
    chunks: tuple[str, ...]
    body: tuple[int | None, ...]

    @property
    def whole(self) -> bool:
        """Whether the chunks are all of the body: not so where a workspace's own guide template prints more."""
        return self.front + self.title + "".join(self.chunks) == self.guide

    def chunk(self, block: Mapping[str, Any]) -> str | None:
        """What the guide would print for ``block`` (a block of a record); None where its template fails."""
        return _page({**self.record, "body": [block]}, self.house, self.path, self.title)

    def origin(self, at: Path) -> Origin | None:
        """The file and line that decides the value at ``at``; None where no file says it."""
        company, role = slugs(self.path)
        layers = self.house.catalogue.layers(company, role, self.spec)
        found = origins(layers, {**self.house.texts, self.path: self.text}, at)
        return found[-1] if found and found[-1].place.path != "(built in)" else None

    def quoted(self) -> dict[str, Any]:
        """The names that templated texts of this spec may use."""
        made, facts = self.record, self.house.catalogue.companies.get(self.record["company"], {})
        return {
            "comp": comp_view(made),
            "company": company_view(made["company"], made["company_display"], facts),
            "role": {"slug": made["role"], "display": made["role_display"], "type": made["role_type"]},
            "currency_labels": made["currency_labels"],
        }

    def shown(self, source: str) -> str:
        """A templated text as printed."""
        place = Located(self.text, self.path)
        return self.house.renderer.text(source, self.quoted(), lambda: place.place(()), "")[0]


@dataclass
class Attempt:
    """A spec printed, or the problems that stop it."""

    printed: Printed | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)


def print_spec(path: str, text: str, house: House) -> Attempt:
    """Everything that the spec's ``text`` prints."""
    compiled = compile_record(path, text, house.catalogue, house.renderer)
    made, found = compiled.record, list(compiled.diagnostics)
    spec, _ = parse("spec", text, path)
    raw, _ = read(text, path)
    values = resolve(path, spec, house.catalogue)[0] if spec is not None else None
    if made is None or values is None or raw is None:
        return Attempt(None, found)
    facts = house.catalogue.companies.get(values["company"], {})
    data, told = house.renderer.guide(made, facts)
    found += told
    if data is None:
        return Attempt(None, found)
    guide = data.decode()
    front, body, _ = cut(guide)
    head = guide.removesuffix(body) if front is not None else ""
    title = _page(made | {"body": []}, house, path, "") or ""
    chunks = [_page(made | {"body": [block]}, house, path, title) or "" for block in made["body"]]
    places = _places(values, made)
    return Attempt(Printed(path, text, raw, values, made, house, guide, head, title, tuple(chunks), places), found)


def _page(made: Mapping[str, Any], house: House, path: str, without: str) -> str | None:
    facts = house.catalogue.companies.get(made["company"], {})
    shown = context(made, facts)
    text, _ = house.renderer.page("guide.md.j2", shown, path, made["company"], made["role"])
    return None if text is None else text.removeprefix(without)


def _places(values: Mapping[str, Any], made: Mapping[str, Any]) -> tuple[int | None, ...]:
    """The index in the spec's body of each block of the record, by the record's rule for the top of a guide."""
    kinds = [block if isinstance(block, str) else next(iter(block)) for block in values.get("body", ())]
    shown = {block["kind"] for block in made["body"]}
    head: list[int | None] = [None for kind in ("summary", "compensation") if kind in shown and kind not in kinds]
    return (*head, *(index for index, kind in enumerate(kinds) if kind in shown))
