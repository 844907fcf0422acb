"""The reference of the spec's keys as Markdown (``docs/reference/spec.md``), from the schemas that editors use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from guidewright.core.figures import escape_cell
from guidewright.core.model.rows import FIGURES, figure_keys
from guidewright.core.model.spec import SHARED
from guidewright.core.schema_words import BARE_BLOCKS, SLUG_PATTERN, Schema, word_schemas
from guidewright.core.seedfiles.jsontext import line
from guidewright.core.seedfiles.relations import FIGURE_PARTS
from guidewright.core.table import markdown

_HEADER = ("Key", "What it holds", "Allowed", "Example", "Default")
_TEXTS = {200: "one line, at most 200 characters", 8_000: "one line of Markdown", 100_000: "paragraphs of Markdown"}
_NUMBERS = {"integer": "whole number", "number": "number with at most two decimals"}
_PARTS = {
    "CompensationRow": "Compensation rows",
    "LevelMappingFacts": "Level mapping",
    "Style": "Style",
    "Ignore": "Accepted findings",
    "LeverItem": "A global lever",
    "LevelTable": "A level table",
    "Source": "A source",
    "Extra": "A column of the author's own",
    "SecondCurrency": "A second currency",
}
"""Parts that keys refer to, by the heading under which their own keys are listed."""
_INTRO = """\
Generated from the models that check specs. A key may be left out or be `null` unless it is required. Values come from
`_defaults.yaml`, then the role catalogue, then the company file, then the spec; the last one counts."""


def spec_reference() -> str:
    """Every key of specs and of the files that they share: what it holds, what is allowed, an example, the default."""
    words = word_schemas()
    guide, shared = words["guide"]["properties"], SHARED
    own = {key: schema for key, schema in guide.items() if key not in shared}
    company = {key: schema for key, schema in words["company"]["properties"].items() if key not in shared}
    role = {k: schema for k, schema in words["roles"]["$defs"]["Role"]["properties"].items() if k not in shared}
    parts = words["guide"]["$defs"]
    sections = [
        "# Reference: the keys of a spec",
        _INTRO,
        "## A spec\n\n`seeds/<company>/<role>.yaml`. Beside these keys it may have those that files share.",
        _keys(own),
        "## Keys that files share\n\nEach of the four kinds of file may set them for the guides below it.",
        _keys({key: guide[key] for key in shared}),
        "## The company file\n\n`seeds/<company>/_company.yaml`.",
        _keys(company, words["company"]["required"]),
        "## The role catalogue\n\n`seeds/_roles.yaml`: these keys for each role's slug.",
        _keys(role, words["roles"]["$defs"]["Role"]["required"]),
        "## Defaults\n\n`seeds/_defaults.yaml` has the shared keys only.",
        *_rows(parts),
        *_blocks(parts),
        *_small_parts(parts),
    ]
    return "\n\n".join(section.rstrip("\n") for section in sections) + "\n"


def _rows(parts: Mapping[str, Schema]) -> list[str]:
    row = parts["CompensationRow"]["properties"]
    names = {key for name in FIGURES for key in figure_keys(name).values()}
    grid = [(what, *(f"`{figure_keys(name)[part]}`" for part in FIGURE_PARTS)) for name, what in FIGURES.items()]
    listed = {part: parts["Extra"]["properties"][part] for part in FIGURE_PARTS}
    return [
        f"## {_PARTS['CompensationRow']}\n\n{parts['CompensationRow']['description']}",
        _keys({key: schema for key, schema in row.items() if key not in names}),
        "A row has seven figures. What can be said of a figure is the same for each:",
        _keys(listed),
        "The keys of a row are the figure's name and one of these:",
        markdown(("Figure", *FIGURE_PARTS), tuple(grid)),
        f"### {_PARTS['Extra']}\n\nAn item of `extra`: `label` (the heading of the column) and the parts of a figure.",
        f"### {_PARTS['SecondCurrency']}\n\n`also`: `currency`, the keys of the figures, and `extra`.",
    ]


def _blocks(parts: Mapping[str, Schema]) -> list[str]:
    kinds = parts["BlockParts"]["properties"]
    bare = "\n".join(f"- `{word}`: {text}" for word, text in BARE_BLOCKS.items())
    sections = [f"## Blocks\n\n{parts['Block']['description']}", _keys(kinds), "As bare words:", bare]
    for kind, schema in kinds.items():
        sections += _part(f"### `{kind}`", parts[_refers(schema)])
    return sections


def _small_parts(parts: Mapping[str, Schema]) -> list[str]:
    sections = []
    for name in ("LeverItem", "LevelTable", "Source", "LevelMappingFacts", "Style", "Ignore"):
        sections += _part(f"## {_PARTS[name]}", parts[name])
    return sections


def _part(heading: str, part: Schema) -> list[str]:
    return [f"{heading}\n\n{part['description']}", _keys(part["properties"], part.get("required", ()))]


def _refers(schema: Schema) -> str:
    """The name of the part that a key's mapping is, of its alternatives the mapping."""
    refs = [choice["$ref"] for choice in [schema, *schema.get("anyOf", ())] if "$ref" in choice]
    return str(refs[-1]).rpartition("/")[2]


def _keys(properties: Mapping[str, Schema], required: Collection[str] = ()) -> str:
    rows = [
        (
            f"`{key}`",
            schema["description"] + (" (required)" if key in required else ""),
            _allowed(schema),
            _code(schema["examples"][0]),
            _code(schema["default"]) if "default" in schema else "",
        )
        for key, schema in properties.items()
    ]
    return markdown(_HEADER, tuple(tuple(escape_cell(cell) for cell in row) for row in rows))


def _code(value: Any) -> str:
    text = value if isinstance(value, str) and "\n" not in value else line(value)
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _allowed(schema: Schema) -> str:
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"] if value is not None)
    if "anyOf" in schema:
        return _either(choice for choice in schema["anyOf"] if choice != {"type": "null"})
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return f"mapping: {_PARTS[name].lower()}" if name in _PARTS else "block" if name == "Block" else "mapping"
    kind = next(kind for kind in _types(schema) if kind != "null")
    if kind == "string":
        return _text(schema)
    if kind == "array":
        return f"list: {_allowed(schema['items'])}"
    if kind == "object":
        return f"mapping, values: {_allowed(schema['additionalProperties'])}"
    return "`true`, `false`" if kind == "boolean" else _number(kind, schema)


def _types(schema: Schema) -> list[str]:
    kinds = schema["type"]
    return kinds if isinstance(kinds, list) else [kinds]


def _either(choices: Iterable[Schema]) -> str:
    return "; or ".join(_allowed(choice) for choice in choices)


def _text(schema: Schema) -> str:
    if schema.get("pattern") == SLUG_PATTERN:
        return "slug"
    if schema.get("format") == "date":
        return "date, `YYYY-MM-DD`"
    if "Q[1-4]" in schema.get("pattern", ""):
        return "quarter, `YYYY-Qn`"
    longest = schema.get("maxLength", 0)
    return _TEXTS.get(longest, f"text of at most {longest:,} characters")


def _number(kind: str, schema: Schema) -> str:
    return f"{_NUMBERS[kind]}, {schema['minimum']:,} to {schema['maximum']:,}"
