"""Crossed combinations: old inputs exchanged for new ones, one at a time, to see which of them changes what.

The order is fixed: templates by name, defaults, role catalogue, company file, spec. Each exchange that changes the
record or the rendered guide is a step, and what differs between its two ends has that one cause. An input without a
step is a cause all the same when taking it back from the new state changes the guide: it acts only together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.frontmatter import front
from guidewright.core.render import Guard, Renderer
from guidewright.core.resolve import Catalogue, slugs
from guidewright.core.review.side import Cause, Record, Side, compiled
from guidewright.core.templates import TemplateSet, check_templates
from guidewright.core.view import context


@dataclass(frozen=True, slots=True)
class Version:
    """A guide under one combination of inputs; ``output`` is None where it cannot be rendered."""

    record: Record
    output: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One exchange (several where the combinations between do not render), and the guide before and after it."""

    causes: tuple[Cause, ...]
    before: Version
    after: Version


@dataclass
class TemplateSteps:
    """The renderers from the old template set to the new one, one changed template at a time."""

    names: list[str]
    renderers: list[Renderer]
    without: dict[str, Renderer] = field(default_factory=dict)
    """By template: the new set with the old version of that one."""

    @property
    def old(self) -> Renderer:
        return self.renderers[0]

    @property
    def new(self) -> Renderer:
        return self.renderers[-1]


def template_steps(old: TemplateSet, new: TemplateSet, guard: Guard) -> TemplateSteps:
    """All mixtures of two template sets that are needed."""
    names = sorted(n for n in old.sources.keys() | new.sources.keys() if old.sources.get(n) != new.sources.get(n))
    renderers = [Renderer(old, guard)]
    renderers += [Renderer(_mixed(old, new, frozenset(names[:count])), guard) for count in range(1, len(names))]
    if names:
        renderers.append(Renderer(new, guard))
    steps = TemplateSteps(names, renderers)
    if len(names) == 1:
        steps.without[names[0]] = renderers[0]
    else:
        steps.without = {name: Renderer(_mixed(new, old, frozenset((name,))), guard) for name in names}
    return steps


def _mixed(base: TemplateSet, other: TemplateSet, switched: frozenset[str]) -> TemplateSet:
    """``base`` with the ``switched`` templates of ``other``."""
    sources = {name: text for name, text in base.sources.items() if name not in switched}
    sources |= {name: other.sources[name] for name in switched if name in other.sources}
    places = {**other.places, **base.places}
    return check_templates(sources, {name: places[name] for name in sources})[0]


@dataclass
class Crossing:
    """Everything that renders mixtures of the same two sides."""

    old: Side
    new: Side
    templates: TemplateSteps
    _prepared: tuple[Record, Mapping[str, Any], str, dict[str, Any]] | None = None
    _named: dict[str, bool] = field(default_factory=dict)

    def differing(self, path: str) -> list[Cause]:
        """The inputs of a guide other than templates that differ, in the order in which they are exchanged."""
        company, role = slugs(path)
        old, new = self.old, self.new
        found = []
        if old.catalogue.defaults != new.catalogue.defaults:
            found.append(Cause("defaults", "seeds/_defaults.yaml"))
        if old.catalogue.roles.get(role) != new.catalogue.roles.get(role):
            found.append(Cause("role", role))
        if old.facts(company) != new.facts(company):
            found.append(Cause("company", company))
        if old.specs.get(path) != new.specs.get(path):
            found.append(Cause("spec", path))
        return found

    def render(self, renderer: Renderer, record: Record, facts: Mapping[str, Any]) -> str | None:
        """The guide as a build would render it; front matter and context are made once a record."""
        if renderer.templates.broken:
            data, _ = renderer.guide(record, facts)
            return None if data is None else data.decode("utf-8")
        if self._prepared is None or self._prepared[0] is not record or self._prepared[1] is not facts:
            self._prepared = record, facts, front(record), context(record, facts)
        company, role = record["company"], record["role"]
        text, _ = renderer.page(
            "guide.md.j2", self._prepared[3], f"seeds/{company}/{role}.yaml", record["company"], role
        )
        return self._prepared[2] + text if text is not None and text.strip() else None

    def _concerns(self, name: str, path: str) -> bool:
        """Whether a template may take part in a guide: what is named by no template and no block of it does not."""
        if name not in self._named:
            sources = (set_.sources for set_ in (self.old.templates, self.new.templates))
            self._named[name] = any(name in text for each in sources for other, text in each.items() if other != name)
        if self._named[name] or name == "guide.md.j2":
            return True
        company, role = slugs(path)
        folder, _, rest = name.partition("/")
        if folder in ("companies", "roles"):
            return rest.startswith(f"{company if folder == 'companies' else role}/")
        if folder == "blocks":
            kinds = {block["kind"] for side in (self.old, self.new) for block in side.records[path]["body"]}
            return rest.removesuffix(".md.j2") in kinds or "/" in rest
        return folder != "pages"

    def steps(self, path: str) -> tuple[list[Step], list[Cause]]:
        """The steps of a guide that both sides have, and the causes that act only together with others."""
        differing = self.differing(path)
        old_record, new_record = self.old.records[path], self.new.records[path]
        if not self.templates.names and (
            not differing or (old_record == new_record and differing[-1].kind == "spec" and len(differing) == 1)
        ):
            return [], []
        facts = self.old.facts(old_record["company"])
        version = Version(old_record, self.render(self.templates.old, old_record, facts))
        steps: list[Step] = []
        idle: list[Cause] = []
        waiting: tuple[Cause, ...] = ()
        for name, renderer in zip(self.templates.names, self.templates.renderers[1:], strict=True):
            if self._concerns(name, path):
                after: Version | None = Version(old_record, self.render(renderer, old_record, facts))
                version, waiting = self._advance(steps, idle, (*waiting, Cause("template", name)), version, after)
        final = self._final(path) if differing else Version(new_record, self._last(path, version))
        for index, cause in enumerate(differing):
            last = index == len(differing) - 1
            after = final if last else self._mixture(path, differing[: index + 1])
            version, waiting = self._advance(steps, idle, (*waiting, cause), version, after, last=last)
        if waiting:
            steps.append(Step(waiting, version, final))
        return steps, [cause for cause in idle if steps and self._acts_together(path, cause, differing, final)]

    def _last(self, path: str, version: Version) -> str | None:
        """The new guide where only templates differ: what the last one that concerns it left."""
        return version.output if version.output is not None else self._final(path).output

    def _advance(
        self,
        steps: list[Step],
        idle: list[Cause],
        causes: tuple[Cause, ...],
        version: Version,
        after: Version | None,
        last: bool = False,
    ) -> tuple[Version, tuple[Cause, ...]]:
        """Takes one step, or waits for the next input when this combination cannot be rendered."""
        if after is None or (after.output is None and version.output is not None and not last):
            return version, causes
        if after.output == version.output and (after.record is version.record or after.record == version.record):
            idle.extend(causes)
        else:
            steps.append(Step(causes, version, after))
        return after, ()

    def _final(self, path: str) -> Version:
        record = self.new.records[path]
        return Version(record, self.render(self.templates.new, record, self.new.facts(record["company"])))

    def _mixture(self, path: str, switched: Sequence[Cause]) -> Version | None:
        """The guide with the new templates and the ``switched`` inputs new, all others old."""
        kinds = {cause.kind for cause in switched}
        company, role = slugs(path)
        old, new = self.old.catalogue, self.new.catalogue
        roles = new.roles if "role" in kinds else old.roles
        facts = (new if "company" in kinds else old).companies.get(company)
        catalogue = Catalogue(
            new.defaults if "defaults" in kinds else old.defaults,
            {role: roles[role]} if role in roles else {},
            {} if facts is None else {company: facts},
        )
        spec = (self.new if "spec" in kinds else self.old).specs[path]
        record = compiled(path, spec, catalogue, self.templates.new)
        return None if record is None else Version(record, self.render(self.templates.new, record, facts or {}))

    def _acts_together(self, path: str, cause: Cause, differing: Sequence[Cause], final: Version) -> bool:
        """Whether the new guide is another when ``cause`` alone is taken back."""
        if cause.kind == "template":
            facts = self.new.facts(final.record["company"])
            return self.render(self.templates.without[cause.name], final.record, facts) != final.output
        others = [each for each in differing if each != cause]
        back = self._mixture(path, others)
        return back is None or back.output != final.output
