"""Templates before they run: their names, their syntax, and the names that they use.

A typo is found here even in a branch that no guide takes. Nothing is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from jinja2 import TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateAssertionError

from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, Place, excerpt
from guidewright.core.model.spec import SPEC
from guidewright.core.nearest import did_you_mean
from guidewright.core.reader import unprintable
from guidewright.core.sandbox import Compiled, Sandbox, environment
from guidewright.core.view import CONTEXT_NAMES, EMPTY_ROW

_NAME = re.compile(r"(?:[a-z0-9_.-]+/)*[a-z0-9_.-]+\.j2")
_COMPUTED = ("version", "draft", "templated", "level_mapping", "data_sources")
SPEC_FIELDS = tuple(sorted((SPEC["fields"].keys() | set(_COMPUTED)) - {"body", "style", "ignore", "column_labels"}))
_FIELDS: dict[str, tuple[str, ...]] = {
    "spec": SPEC_FIELDS,
    "company": ("slug", "display", "aliases", "industry", "hq", "ticker"),
    "role": ("slug", "display", "type"),
    "table": ("columns", "header", "rule", "rows"),
}
_PAGE_NAMES = ("page", "companies", "roles", "guides", "rows", "company", "role", "table", "counts")
_MAX_NESTING = 16
_ENDS = {"for", "if", "macro", "block", "call", "filter", "raw", "with", "autoescape"}


@dataclass(frozen=True)
class TemplateSet:
    """Checked templates by name, where each stands, and those that must not be used."""

    sources: Mapping[str, str]
    places: Mapping[str, str]
    """Workspace path of each template, or ``(default)/name`` for one that ships with the tool."""
    broken: frozenset[str] = frozenset()
    overrides: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Base name to the ``companies/<slug>`` and ``roles/<slug>`` prefixes that override it."""
    compiled: Compiled = field(default_factory=Compiled, repr=False, compare=False)

    def instead(self, company: str, role: str) -> dict[str, str]:
        """For one guide: base template name to the more specific one that replaces it."""
        chosen = {}
        for name, prefixes in self.overrides.items():
            for prefix in (f"companies/{company}", f"roles/{role}"):
                if prefix in prefixes:
                    chosen[name] = f"{prefix}/{name}"
                    break
        return chosen


def column_of(line: str, name: str = "", *, of_tag: bool = False) -> int:
    """The 1-based column of ``name`` in a template line, of the tag around it, or of the first expression."""
    at = line.find(name) if name else -1
    if at >= 0 and not of_tag:
        return at + 1
    opened = max(line.rfind("{{", 0, at), line.rfind("{%", 0, at)) if at >= 0 else -1
    if opened >= 0:
        return opened + 1
    match = re.search(r"\{[{%]-?\s*(?:include\s+)?", line)
    return match.end() + 1 if match else 1


def line_of(source: str, number: int) -> str:
    lines = source.split("\n")
    return lines[number - 1] if 0 < number <= len(lines) else ""


def check_templates(sources: Mapping[str, str], places: Mapping[str, str]) -> tuple[TemplateSet, list[Diagnostic]]:
    """Every template parsed and its names checked; a broken one stops only the guides that use it."""
    compiled = Compiled()
    sandbox = environment(sources, compiled=compiled)
    diagnostics: list[Diagnostic] = []
    broken = set()
    for name in sorted(sources):
        found = list(_check(sandbox, name, sources[name].replace("\r\n", "\n"), places[name], compiled))
        if found:
            broken.add(name)
            diagnostics += found
    return replace(template_set(sources, places), broken=frozenset(broken), compiled=compiled), diagnostics


def template_set(sources: Mapping[str, str], places: Mapping[str, str]) -> TemplateSet:
    """The set of templates that are known to be whole."""
    overrides: dict[str, set[str]] = {}
    for name in sources:
        parts = name.split("/")
        if parts[0] in ("companies", "roles") and len(parts) > 2:
            overrides.setdefault("/".join(parts[2:]), set()).add("/".join(parts[:2]))
    return TemplateSet(sources, places, overrides={base: frozenset(each) for base, each in overrides.items()})


def _check(sandbox: Sandbox, name: str, source: str, path: str, compiled: Compiled) -> Iterator[Diagnostic]:
    if not _NAME.fullmatch(name):
        yield problem(
            "GW308", Place(path), f"template named {excerpt(name)}", expected="a-z, 0-9, '_', '.', '-', ending in .j2"
        )
        return
    if re.search(r"\{%-?\s*raw\s*-?%\}\s*\Z", source):
        yield problem(
            "GW301", Place(path, source.count("\n") + 1, 1), "{% raw %} is never closed", hint="add {% endraw %}"
        )
        return
    try:
        tree = sandbox.parse(source, name)
        nested = _too_deep(tree)
        if nested is not None:
            line = line_of(source, nested.lineno)
            place = Place(path, nested.lineno, column_of(line))
            yield problem("GW310", place, f"blocks nested more than {_MAX_NESTING} deep", hint="split the template")
            return
        compiled.keep(sandbox, name, source, sandbox.compile(tree, name, name))
    except TemplateSyntaxError as error:
        yield _syntax(sandbox, error, source, path)
        return
    except (RecursionError, MemoryError):
        yield problem("GW310", Place(path, 1, 1), "an expression nests too deeply", hint="split it with {% set %}")
        return
    except SyntaxError as error:
        yield problem("GW301", Place(path, 1, 1), f"cannot be compiled: {error.msg}", hint="split the template")
        return
    for text in tree.find_all((nodes.TemplateData, nodes.Const)):
        value = text.data if isinstance(text, nodes.TemplateData) else getattr(text, "value", None)
        bad = unprintable(value) if isinstance(value, str) else None
        if bad is not None:
            place = Place(path, text.lineno, column_of(line_of(source, text.lineno)))
            yield problem("GW303", place, f"sandbox: character U+{ord(bad):04X} in a text", hint="remove it")
            return
    yield from _names(tree, name, source, path)


def _syntax(sandbox: Sandbox, error: TemplateSyntaxError, source: str, path: str) -> Diagnostic:
    message = (error.message or "not well-formed").strip()
    number, hint = error.lineno, ""
    line = line_of(source, number)
    if isinstance(error, TemplateAssertionError):
        wanted = re.search(r"No (filter|test) named '([^']*)'", message)
        if wanted:
            known = sandbox.filters if wanted[1] == "filter" else sandbox.tests
            place = Place(path, number, column_of(line, wanted[2]))
            return problem("GW302", place, f"no {wanted[1]} named '{wanted[2]}'", hint=did_you_mean(wanted[2], known))
    if "nexpected end of template" in message or "Missing end of raw" in message:
        opened = _unclosed(sandbox, source)
        if opened:
            number, tag = opened
            line = line_of(source, number)
            column = (line.find("{%") if "{%" in line else 0) + 1
            return problem(
                "GW301", Place(path, number, column), f"{{% {tag} %}} is never closed", hint=f"add {{% end{tag} %}}"
            )
    unknown = re.search(r"unknown tag '([^']*)'", message)
    if unknown:
        hint = did_you_mean(unknown[1], ("for", "if", "set", "include", "macro", "block", "extends", "import", "raw"))
        return problem(
            "GW301", Place(path, number, column_of(line, unknown[1])), f"unknown tag '{unknown[1]}'", hint=hint
        )
    return problem("GW301", Place(path, number, column_of(line)), message.rstrip(".").lower())


def _unclosed(sandbox: Sandbox, source: str) -> tuple[int, str] | None:
    """Line and name of the last block tag that is opened and never closed."""
    open_tags: list[tuple[int, str]] = []
    for match in re.finditer(r"\{%[-+]?\s*(\w+)([^%]*)", source):
        tag = match[1]
        if tag in _ENDS or (tag == "set" and "=" not in match[2]):
            open_tags.append((source.count("\n", 0, match.start()) + 1, tag))
        elif tag.startswith("end") and open_tags and open_tags[-1][1] == tag[3:]:
            open_tags.pop()
    return open_tags[-1] if open_tags else None


def _too_deep(tree: nodes.Template) -> nodes.Node | None:
    stack: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while stack:
        node, depth = stack.pop()
        if depth > _MAX_NESTING:
            return node
        inner = depth + isinstance(node, nodes.For | nodes.If | nodes.With | nodes.CallBlock | nodes.FilterBlock)
        stack += [(child, inner) for child in node.iter_child_nodes()]
    return None


def _names(tree: nodes.Template, name: str, source: str, path: str) -> Iterator[Diagnostic]:
    """Names and fields that no guide has, and operators that templates may not use."""
    page = name.startswith("pages/")
    known = set(_PAGE_NAMES if page else (*CONTEXT_NAMES, "block")) | {
        "loop",
        "range",
        "namespace",
        "caller",
        "varargs",
    }
    known |= {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    known |= {node.name for node in tree.find_all(nodes.Macro)} | {"kwargs", "self", "super"}
    known |= {node.target for node in tree.find_all(nodes.Import)}
    for imported in tree.find_all(nodes.FromImport):
        known |= {item[1] if isinstance(item, tuple) else item for item in imported.names}
    for power in tree.find_all(nodes.Pow):
        place = Place(path, power.lineno, column_of(line_of(source, power.lineno)))
        yield problem("GW304", place, "resource limit: ** is not available in templates")
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in known:
            place = Place(path, node.lineno, column_of(line_of(source, node.lineno), node.name))
            yield problem("GW302", place, f"'{node.name}' does not exist", hint=did_you_mean(node.name, known))
    yield from _attributes(tree, source, path, _FIELDS if not page else {})


def _attributes(
    tree: nodes.Template, source: str, path: str, owners: Mapping[str, tuple[str, ...]]
) -> Iterator[Diagnostic]:
    rows = {
        loop.target.name
        for loop in tree.find_all(nodes.For)
        if isinstance(loop.target, nodes.Name)
        and isinstance(loop.iter, nodes.Getattr)
        and isinstance(loop.iter.node, nodes.Name)
        and (loop.iter.node.name, loop.iter.attr) == ("spec", "compensation")
    }
    fields = dict(owners) | dict.fromkeys(rows, tuple(EMPTY_ROW))
    methods = ("items", "keys", "values", "get")
    for node in tree.find_all(nodes.Getattr):
        owner = node.node
        if not isinstance(owner, nodes.Name) or owner.name not in fields or node.attr in methods:
            continue
        if node.attr not in fields[owner.name]:
            place = Place(path, node.lineno, column_of(line_of(source, node.lineno), node.attr, of_tag=True))
            hint = did_you_mean(node.attr, fields[owner.name])
            yield problem("GW302", place, f"'{node.attr}' does not exist in {owner.name}", hint=hint)
