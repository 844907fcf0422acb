"""explain: where a value of a guide comes from, file and line, and what it overrides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from guidewright.commands.pipeline import prepare
from guidewright.core.diagnostic import has_errors
from guidewright.core.figures import FORMULA_PARTS
from guidewright.core.model.spec import TOTAL_FORMULAS
from guidewright.core.nearest import did_you_mean
from guidewright.core.reader import Path, dotted
from guidewright.core.record import record
from guidewright.core.resolve import Origin, origins, resolve, slugs
from guidewright.core.text import decode
from guidewright.core.validate import parse
from guidewright.edges.errors import OutsideError
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import open_workspace


@dataclass(frozen=True)
class ExplainOptions:
    """``subject`` is COMPANY/ROLE or COMPANY/ROLE:PATH."""

    root: FilePath
    subject: str
    json: bool = False


def parse_key(text: str) -> Path:
    """``compensation[0].base_low`` as a key path; OutsideError for what is none."""
    if not re.fullmatch(r"\w+(?:\[\d+\])*(?:\.\w+(?:\[\d+\])*)*", text):
        raise OutsideError(f"'{text}' is no path of keys; write it like compensation[0].base_low")
    parts = re.findall(r"\w+|\[\d+\]", text)
    return tuple(int(part[1:-1]) if part.startswith("[") else part for part in parts)


def run(options: ExplainOptions, terminal: Terminal) -> int:
    """Exit code 0; 1 when the spec is broken; 2 when there is no such guide or key."""
    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    name, _, key = options.subject.partition(":")
    build = prepare(workspace)
    path = f"seeds/{name}.yaml"
    if path not in build.sources.specs:
        known = [guide.path.removeprefix("seeds/").removesuffix(".yaml") for guide in build.guides.values()]
        hint = did_you_mean(name, known)
        raise OutsideError(f"there is no guide '{name}'" + (f"; {hint}" if hint else ""))
    text, found = decode(build.sources.specs[path], path)
    spec, more = parse("spec", text, path) if text is not None else (None, [])
    if spec is None or text is None:
        terminal.report([*found, *more])
        return 1
    values, missing = resolve(path, spec, build.catalogue)
    terminal.report([*missing, *build.diagnostics])
    if values is None:
        return 1
    company, role = slugs(path)
    layers = build.catalogue.layers(company, role, spec)
    texts = build.texts | {path: text}
    keys = [parse_key(key)] if key else [at for at in _leaves(values, ()) if at != ("draft",)]
    rows = [(at, _value(values, at), origins(layers, texts, at)) for at in keys]
    if key and rows[0][1] is _ABSENT:
        return _computed(keys[0], values, name, terminal)
    if options.json:
        _json(rows, terminal)
    else:
        for at, value, chain in rows:
            _print(dotted(at), value, chain, terminal, full=bool(key))
    return 1 if has_errors(build.diagnostics) else 0


_ABSENT = object()


def _value(values: Any, at: Path) -> Any:
    for part in at:
        known = isinstance(values, Mapping) and part in values
        listed = isinstance(values, list) and isinstance(part, int) and part < len(values)
        if not known and not listed:
            return _ABSENT
        values = values[part]
    return values


def _leaves(value: Any, at: Path) -> Iterator[Path]:
    """Every scalar's path; texts of the body by block."""
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _leaves(inner, (*at, key))
    elif isinstance(value, list) and value and any(isinstance(item, Mapping | list) for item in value):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*at, index))
    else:
        yield at


def _short(value: Any) -> str:
    text = str(value if value is not None else "null").replace("\n", " ").strip()
    return text if len(text) <= 70 else text[:69] + "…"


def _print(key: str, value: Any, chain: list[Origin], terminal: Terminal, *, full: bool) -> None:
    if not chain:
        terminal.result(f"{key} = {_short(value)}  ({_derived(key)})")
        return
    terminal.result(f"{key} = {_short(value)}  ({chain[-1].place})")
    for origin in reversed(chain[:-1]) if full else ():
        word = "adds to" if isinstance(value, Mapping) else "instead of"
        terminal.result(f"  {word} {_short(origin.value)}  ({origin.place})")


def _derived(key: str) -> str:
    return {
        "company": "from the path",
        "role": "from the path",
        "next_review_due": "computed: last_updated + review_cadence months",
    }.get(key, "computed")


def _json(rows: list[tuple[Path, Any, list[Origin]]], terminal: Terminal) -> None:
    import json

    listed = [
        {
            "key": dotted(at),
            "value": None if value is _ABSENT else value,
            "origins": [
                {"path": o.place.path, "line": o.place.line, "column": o.place.column, "value": o.value} for o in chain
            ],
        }
        for at, value, chain in rows
    ]
    terminal.result(json.dumps({"version": 1, "values": listed}, ensure_ascii=False, indent=2))


def _computed(at: Path, values: Mapping[str, Any], name: str, terminal: Terminal) -> int:
    """A key that no file sets: a computed total, or nothing at all."""
    made = _value(record(values), at)
    key = dotted(at)
    if made is _ABSENT:
        known = {dotted(leaf) for leaf in _leaves(values, ())}
        hint = did_you_mean(key, known)
        raise OutsideError(f"{name} has no value at '{key}'" + (f"; {hint}" if hint else ""))
    formula = values["total_formula"]
    parts = ", ".join(FORMULA_PARTS[formula])
    terminal.result(f"{key} = {_short(made)}  (computed: {formula}: {TOTAL_FORMULAS[formula]}; from {parts})")
    return 0
