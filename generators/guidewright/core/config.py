"""What ``guidewright.toml`` may say: one table of fields, from which it is read, documented and schematised."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guidewright.core.codes import problem
from guidewright.core.diagnostic import SEVERITIES, Diagnostic, Place
from guidewright.core.nearest import did_you_mean

CONFIG = "guidewright.toml"
SEED_FORMATS = ("json", "ndjson", "csv", "sqlite", "sql", "schema")


@dataclass(frozen=True, slots=True)
class ConfigField:
    """One key of the configuration: ``key`` is dotted (``build.jobs``)."""

    key: str
    type: str
    description: str
    default: Any
    example: Any
    allowed: tuple[str, ...] = ()


FIELDS: tuple[ConfigField, ...] = (
    ConfigField("version", "integer", "Version of this file's format", 1, 1),
    ConfigField(
        "build.seed_files", "list", "Seed files to write into output/seeds/", list(SEED_FORMATS), ["csv"], SEED_FORMATS
    ),
    ConfigField(
        "build.pages", "boolean", "Whether the company, role, index and coverage pages are written", True, False
    ),
    ConfigField("build.drafts", "boolean", "Whether seed files hold guides that are drafts", False, True),
    ConfigField("build.jobs", "integer", "Worker processes; 0: one a core", 0, 2),
    ConfigField("limits.seconds", "integer", "Seconds that the templates of one guide may run", 5, 5),
    ConfigField("limits.megabytes", "integer", "Memory that they may take", 512, 512),
    ConfigField("prune.percent", "integer", "Largest share of the outputs that --prune removes unasked", 10, 10),
    ConfigField("prune.files", "integer", "Largest number of outputs that --prune removes unasked", 20, 20),
    ConfigField(
        "check.fail_on", "string", "Least severity at which check exits with 1", "warning", "error", SEVERITIES
    ),
    ConfigField("check.disable", "list", "Codes of rules that are not run", [], ["GW481"]),
    ConfigField("check.severity", "table", "Severity by code, instead of the rule's own", {}, {"GW405": "note"}),
    ConfigField(
        "check.baseline", "string", "File of known findings, below the workspace", "guidewright-baseline.json", "b.json"
    ),
)
_TYPES: dict[str, tuple[type, str]] = {
    "integer": (int, "a whole number"),
    "boolean": (bool, "true or false"),
    "string": (str, "a text"),
    "list": (list, "a list of texts"),
    "table": (dict, "a table"),
}


@dataclass(frozen=True)
class Config:
    """The configuration of a workspace: every field has a value."""

    values: Mapping[str, Any] = field(default_factory=lambda: {each.key: each.default for each in FIELDS})

    def __getitem__(self, key: str) -> Any:
        return self.values[key]


def _place(text: str, key: str) -> Place:
    last = key.rsplit(".", 1)[-1]
    match = re.search(rf"^\s*(?:\[[\w.]*{re.escape(last)}\]|\"?{re.escape(last)}\"?\s*=)", text, re.M)
    if not match:
        return Place(CONFIG, 1, 1)
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    return Place(CONFIG, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    tables = {each.key for each in FIELDS if each.type == "table"}
    flat: dict[str, Any] = {}
    for name, value in table.items():
        key = prefix + name
        flat |= _flat(value, f"{key}.") if isinstance(value, dict) and key not in tables else {key: value}
    return flat


def _problem(each: ConfigField, value: Any, text: str) -> Diagnostic | None:
    kind, expected = _TYPES[each.type]
    place = _place(text, each.key)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        return problem("GW901", place, f"{each.key} is {value!r}", expected=expected)
    if isinstance(value, int) and value < 0:
        return problem("GW901", place, f"{each.key} is {value}", expected="a whole number that is not negative")
    words = value if isinstance(value, list) else [value] if isinstance(value, str) else []
    if any(not isinstance(word, str) for word in words):
        return problem("GW901", place, f"{each.key} holds something else than text", expected=expected)
    for word in words if each.allowed else ():
        if word not in each.allowed:
            allowed = ", ".join(each.allowed)
            hint = did_you_mean(word, each.allowed)
            return problem("GW901", place, f"{each.key}: '{word}'", expected=f"one of {allowed}", hint=hint)
    return None


def parse_config(text: str) -> tuple[Config, list[Diagnostic]]:
    """The configuration that a text says, and every problem in it."""
    defaults = Config()
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = Place(CONFIG, int(at[1]), int(at[2])) if at else Place(CONFIG, 1, 1)
        return defaults, [problem("GW901", place, re.sub(r" \(at .*", "", str(error)).lower())]
    fields = {each.key: each for each in FIELDS}
    values, found = dict(defaults.values), []
    for key, value in _flat(table).items():
        if key not in fields:
            hint = did_you_mean(key, fields)
            found.append(problem("GW901", _place(text, key), f"unknown key '{key}'", hint=hint))
        elif (wrong := _problem(fields[key], value, text)) is not None:
            found.append(wrong)
        else:
            values[key] = value
    if not found and values["version"] != 1:
        place = _place(text, "version")
        found.append(problem("GW901", place, f"version {values['version']}", expected="1", hint="upgrade guidewright"))
    return Config(values), found
