"""From a record to the bytes of a guide. Errors name the template's line, the spec and, for texts, the key."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError

from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, Place, excerpt
from guidewright.core.frontmatter import front
from guidewright.core.nearest import did_you_mean
from guidewright.core.reader import unprintable
from guidewright.core.sandbox import LimitError, PrintedMappingError, Sandbox, UnknownNameError, environment
from guidewright.core.templates import TemplateSet, column_of, line_of
from guidewright.core.view import context

MAX_OUTPUT = 2 * 1024 * 1024
_TOO_MUCH = f"resource limit: more than {MAX_OUTPUT:,} characters printed"
Guard = Callable[[], AbstractContextManager[None]]
"""Makes the context in which template code runs; it may raise LimitError or MemoryError."""
_TEXT = "(text)"
_STRIKES = 2
_COMP = re.compile(r"\bcomp\b")


@dataclass
class Renderer:
    """Renders records with one set of templates. Environments are kept by their overrides."""

    templates: TemplateSet
    guard: Guard = nullcontext
    _environments: dict[tuple[tuple[str, str], ...], Sandbox] = field(default_factory=dict)
    _strikes: dict[str, int] = field(default_factory=dict)

    @cached_property
    def _texts(self) -> Sandbox:
        return environment({})

    @cached_property
    def _names_comp(self) -> bool:
        return any(_COMP.search(source) for source in self.templates.sources.values())

    def environment(self, company: str, role: str) -> Sandbox:
        instead = self.templates.instead(company, role)
        key = tuple(sorted(instead.items()))
        if key not in self._environments:
            self._environments[key] = environment(self.templates.sources, instead, self.templates.compiled)
        return self._environments[key]

    def warm(self) -> None:
        """Compiles the templates that every guide uses, so that processes forked later need not."""
        sandbox = self.environment("", "")
        for name in self.templates.sources:
            if name not in self.templates.broken and name.startswith(("guide.md", "blocks/")):
                sandbox.get_template(name)

    def guide(
        self, record: Mapping[str, Any], company: Mapping[str, Any], head: str | None = None
    ) -> tuple[bytes | None, list[Diagnostic]]:
        """The bytes of a guide, or the reason why there are none. ``company``: the company file's facts; ``head``: the
        guide's front matter, where it is known already."""
        path = f"seeds/{record['company']}/{record['role']}.yaml"
        if blocked := self._blocked(record):
            return None, blocked
        values = context(record, company, self._names_comp)
        text, diagnostics = self.page("guide.md.j2", values, path, record["company"], record["role"])
        if text is None:
            return None, diagnostics
        if not text or text.isspace():
            instead = self.templates.instead(record["company"], record["role"])
            place = Place(self.templates.places[instead.get("guide.md.j2", "guide.md.j2")])
            return None, [
                problem("GW306", place, f"prints only white space for {path}", hint="print the guide's blocks")
            ]
        return ((front(record) if head is None else head) + text).encode(), []

    def page(
        self, name: str, values: Mapping[str, Any], subject: str, company: str = "", role: str = ""
    ) -> tuple[str | None, list[Diagnostic]]:
        """The text of template ``name``; ``subject`` is what it is rendered for, named in errors."""
        sandbox = self.environment(company, role)
        if self._strikes.get(name, 0) >= _STRIKES:
            return None, []
        try:
            with self.guard():
                text = sandbox.get_template(name).render(values)
            if len(text) > MAX_OUTPUT:
                raise LimitError(_TOO_MUCH)
        except Exception as error:  # a template may raise anything; every kind becomes a located diagnostic
            if isinstance(error, LimitError | MemoryError):
                self._strikes[name] = self._strikes.get(name, 0) + 1
            return None, [self._diagnose(error, name, subject)]
        return text, []

    def _blocked(self, record: Mapping[str, Any]) -> list[Diagnostic]:
        """A pointer to the broken template that this guide needs; its own problems are told elsewhere."""
        if not self.templates.broken and "guide.md.j2" in self.templates.sources:
            return []
        instead = self.templates.instead(record["company"], record["role"])
        needed = ["guide.md.j2", *dict.fromkeys(f"blocks/{block['kind']}.md.j2" for block in record["body"])]
        for name in needed:
            chosen = instead.get(name, name)
            if chosen in self.templates.broken or (name == "guide.md.j2" and chosen not in self.templates.sources):
                path = f"seeds/{record['company']}/{record['role']}.yaml"
                found = f"not built: its template {self.templates.places.get(chosen, chosen)} is broken"
                return [problem("GW305", Place(path), found, hint="mend the template")]
        return []

    def text(
        self, source: str, values: Mapping[str, Any], place: Callable[[], Place], key: str
    ) -> tuple[str, list[Diagnostic]]:
        """A templated text of a spec, rendered; the text itself when that fails. It reaches no template: a spec's
        record must not change with them."""
        try:
            with self.guard():
                rendered = self._texts.from_string(source).render(values)
            _check_output(rendered)
            return rendered, []
        except Exception as error:
            found = self._diagnose(error, _TEXT, place().path, source)
            at = place()
            line = max(found.place.line - 1, 0)
            moved = Place(at.path, at.line + line, at.column if not line else found.place.column)
            return source, [Diagnostic(found.code, "error", moved, found.found, found.expected, found.hint, key)]

    def _diagnose(self, error: Exception, name: str, subject: str, source: str | None = None) -> Diagnostic:
        """The problem that an exception of a template stands for, at the template's line."""
        chosen, line = _where(error, self.templates.sources, name)
        text = line_of(source if source is not None else self.templates.sources.get(chosen, ""), line)
        path = self.templates.places.get(chosen, chosen)
        behind = f" (for {subject})"
        place = Place(path, line, column_of(text))
        if isinstance(error, UnknownNameError):
            tagged = bool(error.owner)
            place = Place(path, line, column_of(text, error.name, of_tag=tagged))
            return problem("GW302", place, f"{error}{behind}", hint=did_you_mean(error.name, error.known))
        if isinstance(error, LimitError | MemoryError):
            found = str(error) or "resource limit: out of memory"
            return problem("GW304", place, found + behind, hint="templates print values; compute in the spec")
        if isinstance(error, RecursionError):
            chain = " → ".join(_chain(error, self.templates.sources, name)[:6])
            return problem("GW310", place, f"includes or calls itself without end: {chain}{behind}")
        if isinstance(error, TemplateNotFound):
            return problem("GW307", place, f"template not found: {excerpt(str(error.name))}{behind}")
        if isinstance(error, PrintedMappingError):
            return problem("GW309", place, f"{error}{behind}", hint="print a value in it, or use 'is not none'")
        if isinstance(error, SecurityError):
            return problem("GW303", place, f"sandbox: {error}{behind}", hint="templates get plain values only")
        if isinstance(error, TemplateSyntaxError):
            place = Place(path, error.lineno, column_of(line_of(source or "", error.lineno)))
            return problem("GW301", place, f"{(error.message or '').rstrip('.').lower()}{behind}")
        if isinstance(error, UndefinedError | TemplateRuntimeError | TemplateError):
            return problem("GW302", place, f"{error}{behind}")
        return problem("GW305", place, f"{type(error).__name__}: {error} in {excerpt(text.strip())}{behind}")


def _check_output(text: str) -> None:
    """Refuses what no file of ours may hold: too much, half characters, control characters."""
    if len(text) > MAX_OUTPUT:
        raise LimitError(_TOO_MUCH)
    bad = unprintable(text)
    if bad is not None:
        raise SecurityError(f"character U+{ord(bad):04X} is printed")


def _where(error: Exception, sources: Mapping[str, str], name: str) -> tuple[str, int]:
    """The innermost template frame of a traceback: template name and line."""
    found = (name, 1)
    for frame, line in traceback.walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if file in sources or (name == _TEXT and file == "<template>"):
            found = (file if file in sources else name, line)
    return found


def _chain(error: Exception, sources: Mapping[str, str], name: str) -> list[str]:
    names = [name]
    for frame, _ in traceback.walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if file in sources:
            names.append(file)
        if len(names) > 6:
            break
    return names
