"""What scaffolds read of a workspace: the role catalogue, the defaults, and the company whose shape is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from guidewright.core import reader
from guidewright.core.compile import catalogue
from guidewright.core.diagnostic import Diagnostic
from guidewright.core.likeness import Model
from guidewright.core.nearest import did_you_mean
from guidewright.core.resolve import DEFAULTS, ROLES, Catalogue, company_path
from guidewright.core.validate import parse
from guidewright.edges.errors import OutsideError
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import Sources, Workspace, load_sources, texts_of


@dataclass
class Shared:
    """A workspace's sources, with what specs share at hand."""

    sources: Sources
    house: Catalogue
    roles: dict[str, Any]

    @property
    def currency(self) -> str:
        return str(self.house.defaults.get("currency", "USD"))

    def companies(self) -> set[str]:
        """The slugs of all companies: those with a company file or a spec."""
        return {path.split("/")[1] for path in (*self.sources.specs, *self.sources.shared) if path.count("/") == 2}

    def company(self, slug: str) -> dict[str, Any]:
        """The facts of a company, which must have a company file that can be read."""
        path = company_path(slug)
        if path not in self.sources.shared:
            hint = did_you_mean(slug, self.companies()) or f"make it with 'guidewright new company {slug}'"
            raise OutsideError(f"no company '{slug}' ({path} is missing); {hint}")
        found: list[Diagnostic] = []
        texts = texts_of({path: self.sources.shared[path]}, found)
        facts, problems = parse("company", texts.get(path, ""), path) if path in texts else (None, found)
        if facts is None:
            raise OutsideError(f"{next((each for each in problems if each.severity == 'error'), path)}")
        return facts

    def with_role(self, slug: str, entry: bytes, label: str) -> bytes:
        """The role catalogue with one more role at its end; what stands there stays as it is, byte for byte."""
        text = self.sources.shared.get(ROLES, b"").decode()
        before = reader.read(text, ROLES)[0] if text.strip() else {}
        added, found = reader.read(entry.decode(), label)
        if added is None or list(added) != [slug]:
            why = str(found[0]) if found else "it names another role"
            raise OutsideError(f"{label}: makes no entry for {slug}: {why}")
        gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
        whole = text + gap + entry.decode()
        if before is None or reader.read(whole, ROLES)[0] != before | added:
            raise OutsideError(
                f"{ROLES}: a role cannot be added at its end; write it there by hand:\n\n{entry.decode()}"
            )
        return whole.encode()


def read_shared(workspace: Workspace) -> Shared:
    """The workspace's sources; OutsideError where the defaults or the role catalogue cannot be read."""
    sources = load_sources(workspace)
    found: list[Diagnostic] = []
    texts = texts_of({path: sources.shared[path] for path in (DEFAULTS, ROLES) if path in sources.shared}, found)
    house, problems = catalogue(texts)
    errors = [each for each in (*found, *problems) if each.severity == "error"]
    errors += [each for each in sources.diagnostics if each.place.path in (DEFAULTS, ROLES)]
    if errors:
        raise OutsideError("; ".join(map(str, errors)))
    return Shared(sources, house, {slug: dict(role) for slug, role in house.roles.items()})


def model_of(shared: Shared, slug: str, terminal: Terminal) -> Model:
    """The company whose shape is taken; a spec of its that is broken lends nothing, and is named."""
    facts = shared.company(slug)
    own = {path: data for path, data in shared.sources.specs.items() if path.startswith(f"seeds/{slug}/")}
    found: list[Diagnostic] = []
    texts = texts_of(own, found)
    specs: dict[str, dict[str, Any]] = {}
    for path, text in sorted(texts.items()):
        spec, problems = parse("spec", text, path)
        found += problems
        if spec is not None:
            specs[path.rsplit("/", 1)[1].removesuffix(".yaml")] = spec
    terminal.report(each for each in found if each.severity == "error")
    return Model(facts, specs, str(facts.get("currency") or shared.currency))
