"""From a text to a checked mapping: the vocabulary, types and limits, with every problem at its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

from pydantic_core import CoreSchema, ErrorDetails, SchemaSerializer, SchemaValidator, ValidationError

from guidewright.core import reader
from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, Place, excerpt, has_errors
from guidewright.core.model.base import SLUG_RULE
from guidewright.core.model.blocks import BLOCK_KINDS
from guidewright.core.model.rows import FIGURES, figure_keys
from guidewright.core.model.spec import COMPANY, DEFAULTS, ROLE, ROLES, SPEC
from guidewright.core.nearest import did_you_mean
from guidewright.core.reader import Path, Span, dotted
from guidewright.core.semantics import Finding, findings

FileKind = Literal["spec", "company", "defaults", "roles"]
_MAPPINGS = {"spec": SPEC, "company": COMPANY, "defaults": DEFAULTS, "roles": ROLE}
"""What the keys of each kind of file are; of the role catalogue, those of a role."""
_AMOUNT_KEYS = frozenset(
    key for name in FIGURES for part, key in figure_keys(name).items() if part in ("low", "high")
) | {"low", "high"}
"""Keys whose problems are shown at the key: their values are short and the key names the figure."""
_ROW_KEYS = ("region", "level", "title", "currency", "also", "extra")


@dataclass
class Located:
    """A text whose places are looked up only when something has to be shown."""

    text: str
    path: str
    _spans: dict[Path, Span] | None = field(default=None, repr=False)

    def place(self, at: Path, *, of_key: bool = False) -> Place:
        """The place of the value at ``at`` (of its key where asked), or of the nearest thing around it."""
        if self._spans is None:
            self._spans = reader.locate(self.text, self.path)
        while at and at not in self._spans:
            at, of_key = at[:-1], True
        if not at:
            return Place(self.path, 1, 1)
        span = self._spans[at]
        return Place(self.path, *(span.key if of_key else span.value))

    def inside(self, at: Path) -> Place:
        """The place of the first character of the text at ``at``, behind its opening quote."""
        place = self.place(at)
        line = self.text.removeprefix("\ufeff").split("\n")[place.line - 1]
        quoted = line[place.column - 1 : place.column] in ("'", '"')
        return replace(place, column=place.column + 1) if quoted else place


def _has_index(value: Any, part: Any) -> bool:
    return isinstance(value, list) and isinstance(part, int) and part < len(value)


def _data_path(loc: tuple[Any, ...], value: Any) -> Path:
    """The part of pydantic's location that is a path in the data; its names of union members are dropped."""
    at: list[str | int] = []
    for index, part in enumerate(loc):
        if (isinstance(value, dict) and part in value) or _has_index(value, part):
            value = value[part]
        elif index == len(loc) - 1 and isinstance(value, dict) and isinstance(part, str) and "[" not in part:
            at.append(part)
            break
        else:
            continue
        at.append(part)
    return tuple(at)


_EXPECTED = {
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a mapping",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "date": "a date as YYYY-MM-DD",
    "quarter": "a quarter as YYYY-Qn, like 2025-Q4",
    "percent": "a number from 0 to 300 with at most two decimals",
    "slug": SLUG_RULE,
}
_CODES = {"date": "GW107", "quarter": "GW107", "percent": "GW115", "slug": "GW106", "blank": "GW110"}


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return excerpt(value)
    if isinstance(value, dict | list):
        return "a mapping" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)[:40]


def _known_keys(kind: FileKind, at: Path) -> list[str]:
    """The keys that could have been meant at ``at``, for the hint."""
    if "compensation" in at:
        return [*_ROW_KEYS, *(key for name in FIGURES for key in figure_keys(name).values())]
    return sorted(_MAPPINGS[kind]["fields"]) if len(at) <= (2 if kind == "roles" else 1) else []


def _diagnose(error: ErrorDetails, data: Any, kind: FileKind, source: Located) -> Diagnostic:
    at = _data_path(error["loc"], data)
    type_, context, value = error["type"], error.get("ctx", {}), error["input"]
    key, last = dotted(at), at[-1] if at else ""
    if last in _AMOUNT_KEYS and type_ != "extra_forbidden":
        expected = "a whole number like 155000"
        return problem("GW115", source.place(at, of_key=True), f"{_shown(value)}", expected=expected, key=key)
    if type_ == "extra_forbidden":
        hint = did_you_mean(str(last), _known_keys(kind, at))
        place = source.place(at, of_key=True)
        return problem("GW101", place, f"unknown key {excerpt(str(last))}", hint=hint, key=dotted(at[:-1]))
    if type_ == "missing":
        place = source.place(at[:-1], of_key=True)
        return problem("GW104", place, f"required key '{last}' is missing", key=dotted(at[:-1]))
    if type_ == "union_tag_not_found":
        hint = "a block is a mapping with one key, its kind: " + ", ".join(BLOCK_KINDS[2:])
        return problem("GW105", source.place(at), f"{_shown(value)} is no block", hint=hint, key=key)
    place = source.place(at)
    if type_ == "literal_error":
        allowed = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        hint = did_you_mean(str(value), allowed.split(", "))
        return problem("GW105", place, _shown(value), expected=f"one of {allowed}", hint=hint, key=key)
    if type_ == "string_too_long":
        found = f"text of {len(value):,} characters"
        place = source.inside(at)
        return problem("GW109", place, found, expected=f"at most {context['max_length']:,}", key=key)
    if type_ in ("too_short", "blank"):
        return problem("GW110", place, "is empty", expected="a value, or leave the key out", key=key)
    expected = _EXPECTED.get(type_, error["msg"].lower())
    hint = "quote it" if type_ == "string_type" and isinstance(value, int | float) else ""
    return problem(_CODES.get(type_, "GW102"), place, _shown(value), expected=expected, key=key, hint=hint)


def _without_alternatives(errors: list[ErrorDetails], data: Any) -> list[ErrorDetails]:
    """One problem a value: of the members of a union, the one that comes nearest to what is there."""
    kept: dict[Path, ErrorDetails] = {}
    deep = [error for error in errors if error["type"] not in ("string_type", "dict_type", "list_type")]
    inner_first = sorted(errors, key=lambda error: -len(_data_path(error["loc"], data)))
    for error in [*deep, *inner_first]:
        at = _data_path(error["loc"], data)
        covered = any(other[: len(at)] == at for other in kept)
        if not covered:
            kept[at] = error
        elif at in kept and "type" in error["type"] and kept[at]["type"] != error["type"] and kept[at] not in deep:
            kept[at] = {**kept[at], "type": "either", "msg": "Expected text, a list or a mapping"}
    return list(kept.values())


def _at_figures(diagnostic: Diagnostic) -> Diagnostic:
    """An empty amount is a missing number: say what a number looks like."""
    last = diagnostic.key.rsplit(".", 1)[-1]
    if diagnostic.code == "GW012" and last in _AMOUNT_KEYS:
        return replace(diagnostic, expected="a whole number like 155000")
    return diagnostic


def _semantic(finding: Finding, source: Located) -> Diagnostic:
    also = tuple(source.place(at) for at in finding.also)
    place = source.place(finding.at, of_key=finding.of_key)
    return problem(
        finding.code,
        place,
        finding.found,
        expected=finding.expected,
        hint=finding.hint,
        key=dotted(finding.at),
        also=also,
    )


def parse(kind: FileKind, text: str, path: str) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """The checked mapping that a file says, nulls left out, and every problem in it.

    ``path`` is workspace-relative with forward slashes; a spec's company and role are checked against it.
    The mapping is None when any problem is an error.
    """
    raw, problems = reader.read(text, path)
    diagnostics = [_at_figures(diagnostic) for diagnostic in problems]
    if raw is None:
        return None, diagnostics
    source = Located(text, path)
    empty = {diagnostic.place.line for diagnostic in diagnostics if diagnostic.code in ("GW011", "GW012")}
    try:
        said = checked(kind, raw)
    except ValidationError as errors:
        details = _without_alternatives(errors.errors(include_url=False), raw)
        found = [_diagnose(error, raw, kind, source) for error in details]
        diagnostics += [diagnostic for diagnostic in found if diagnostic.place.line not in empty]
        said = raw
    diagnostics += [_semantic(finding, source) for finding in findings(kind, said, path)]
    return (None if has_errors(diagnostics) else said), diagnostics


def warm() -> None:
    """Builds what checks a spec now; else the first spec does."""
    _checks("spec")


@cache
def _checks(kind: FileKind) -> tuple[SchemaValidator, SchemaSerializer]:
    """What checks a file of a kind, and what leaves out its nulls."""
    schema: CoreSchema = ROLES if kind == "roles" else _MAPPINGS[kind]
    return SchemaValidator(schema), SchemaSerializer(schema)


def checked(kind: FileKind, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The mapping that a file of a kind says, its lines cleaned and nulls left out; ValidationError if it is none."""
    validator, serializer = _checks(kind)
    said: dict[str, Any] = serializer.to_python(validator.validate_python(raw), exclude_none=True)
    return said
