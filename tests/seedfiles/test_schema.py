"""The schemas say what the checks check: for every key words and examples, and no example file is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from seed_cases import FORMATS, RICH, ROOT, checked, records, seed_files, spec_paths

from guidewright.core.config import CONFIG, FIELDS
from guidewright.core.diagnostic import has_errors
from guidewright.core.reader import read
from guidewright.core.schema import config_schema, schemas
from guidewright.core.schema_reference import spec_reference
from guidewright.core.seedfiles.csvfile import COLUMNS
from guidewright.core.validate import parse

FILES = {name.partition(".")[0]: json.loads(data) for name, data in schemas().items() if name.endswith(".schema.json")}
TABLE = json.loads(schemas()["compensation.tableschema.json"])


def validator(name: str, **kwargs: Any) -> Draft202012Validator:
    return Draft202012Validator(FILES[name], format_checker=Draft202012Validator.FORMAT_CHECKER, **kwargs)


def problems(name: str, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(name).iter_errors(value)]


def keys(schema: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key of a schema, at any depth, with its own schema."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties":
                for name, inner in value.items():
                    yield f"{at}.{name}", inner
                    yield from keys(inner, f"{at}.{name}")
            elif key not in ("examples", "default", "enum", "const"):
                yield from keys(value, f"{at}/{key}")
    elif isinstance(schema, list):
        for index, item in enumerate(schema):
            yield from keys(item, f"{at}[{index}]")


def test_files() -> None:
    """Every kind of file has its schema, and each says who it is."""
    expected = {"guide", "company", "roles", "defaults", "config", "record", "compensation"}
    assert expected == set(FILES)
    assert len({schema["$id"] for schema in FILES.values()}) == len(FILES)
    assert all(schema["title"] and schema["description"] for schema in FILES.values())


@pytest.mark.parametrize("name", FILES)
def test_schema_is_valid(name: str) -> None:
    """Every schema is one, by the meta-schema of draft 2020-12."""
    Draft202012Validator.check_schema(FILES[name])


@pytest.mark.parametrize("name", FILES)
def test_every_key_is_explained(name: str) -> None:
    """Every key has a description and an example, the example is allowed, and what it allows is said."""
    found = dict(keys(FILES[name]))
    assert found
    for at, schema in found.items():
        assert schema.get("description"), at
        assert schema.get("examples"), at
        assert {"type", "enum", "const", "$ref", "anyOf"} & schema.keys(), at
        whole = {"$defs": FILES[name].get("$defs", {})} | schema
        for example in schema["examples"]:
            errors = list(Draft202012Validator(whole).iter_errors(example))
            assert not errors, (at, example, errors[0].message)


def test_objects_are_closed() -> None:
    """A mistyped key is refused wherever keys are named."""

    def closed(schema: Any) -> bool:
        if isinstance(schema, list):
            return all(closed(item) for item in schema)
        if not isinstance(schema, dict):
            return True
        if "properties" in schema and schema.get("additionalProperties") is not False:
            return False
        inner = [value for key, value in schema.items() if key not in ("examples", "default", "properties", "$defs")]
        named = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]
        return all(closed(value) for value in [*inner, *named])

    for name, schema in FILES.items():
        assert closed(schema), name


def written(text: str) -> Any:
    value, found = read(text, "seeds/a/b.yaml")
    assert not has_errors(found)
    return value


@pytest.mark.parametrize("path", spec_paths(), ids=lambda path: path.stem)
def test_example_specs(path: Any) -> None:
    assert problems("guide", written(path.read_text("utf-8"))) == []


def test_rich_spec() -> None:
    """The spec that uses every key is allowed as it is written, and as an editor's YAML 1.2 reader sees it."""
    assert problems("guide", written(RICH)) == []
    assert problems("guide", checked("spec", RICH, "seeds/twilio/quant.yaml")) == []


def test_shared_example_files() -> None:
    for path in ROOT.glob("seeds/*/_company.yaml"):
        assert problems("company", written(path.read_text("utf-8"))) == [], path
    assert problems("roles", written((ROOT / "seeds/_roles.yaml").read_text("utf-8"))) == []
    assert problems("defaults", written((ROOT / "seeds/_defaults.yaml").read_text("utf-8"))) == []


BAD = [
    "last_updated: 23.02.2026",
    "last_updated: 2026-02-30",
    "salary_data_quarter: Q4 2025",
    "data_quality: best",
    "role_type: Standard Role",
    "company_dispaly: Acme",
    "company_display: ''",
    "review_cadence: 0",
    "vesting_years: '4'",
    "compensation: []",
    "compensation: [{region: A, base_low: 170000.5}]",
    "compensation: [{region: A, base_low: 170K}]",
    "compensation: [{region: A, base_lo: 170000}]",
    "compensation: [{region: A, bonus_pct: 301}]",
    "compensation: [{region: A, base_period: decade}]",
    "compensation: [{region: A, extra: [{pct: 5}]}]",
    "body: [unknown]",
    "body: [{unknown: text}]",
    "body: [{narrative: text, section: {text: x}}]",
    "body: [{lever: {text: no title}}]",
    "body: [{global_levers: {items: []}}]",
    "style: {spacing: wide}",
    "ignore: [{code: GW410}]",
]


@pytest.mark.parametrize("text", BAD)
def test_editor_and_check_agree(text: str) -> None:
    """What the check refuses, the editor marks."""
    values, found = parse("spec", text, "seeds/acme/swe.yaml")
    assert values is None, found
    assert problems("guide", written(text)) != []


def test_records() -> None:
    """Every guide's JSON and every NDJSON line is a record by the schema."""
    files = seed_files(records(), {}, {}, FORMATS)
    lines = [json.loads(line) for line in files["guides.ndjson"].split(b"\n")[:-1]]
    pages = [json.loads(data) for path, data in files.items() if path.endswith(".json")]
    assert len(lines) == len(pages) == len(records())
    for each in [*lines, *pages]:
        assert problems("record", each) == [], each["role"]


def test_compensation_rows() -> None:
    """Every row of the CSV, read with the types of its Table Schema, is a row by the schema; the key is a key."""
    readers: dict[str, Any] = {
        "integer": int,
        "number": float,
        "boolean": {"true": True, "false": False}.__getitem__,
        "string": str,
        "date": str,
    }
    text = seed_files(records(), {}, {}, ("csv",))["compensation.csv"].decode()
    types = {field["name"]: readers[field["type"]] for field in TABLE["fields"]}
    assert [column.name for column in COLUMNS] == list(types)
    rows = [
        {name: types[name](cell) if cell else None for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)
    ]
    for row in rows:
        assert problems("compensation", row) == [], row["role"]
    assert len({tuple(row[name] for name in TABLE["primaryKey"]) for row in rows}) == len(rows)


def test_config() -> None:
    """The example configuration is allowed; keys and values that the reader refuses are not."""
    tomllib = pytest.importorskip("tomllib")
    if (ROOT / CONFIG).exists():
        assert problems("config", tomllib.loads((ROOT / CONFIG).read_text("utf-8"))) == []
    assert problems("config", {"version": 1, "build": {"seed_files": ["csv"], "jobs": 2}}) == []
    bad: list[Any] = [{"version": 2}, {"build": {"jobs": -1}}, {"build": {"seed_files": ["xlsx"]}}, {"builds": {}}]
    for wrong in bad:
        assert problems("config", wrong) != [], wrong
    dotted = {at.lstrip(".") for at, _ in keys(config_schema(FIELDS))}
    assert {field.key for field in FIELDS} <= dotted


def test_dates_are_texts_to_an_editor() -> None:
    """A plain date is a text in YAML 1.2, which the editors' YAML server reads; PyYAML would make an object."""
    assert yaml.load("last_updated: 2026-02-23", Loader=yaml.BaseLoader) == {"last_updated": "2026-02-23"}
    assert problems("guide", {"last_updated": "2026-02-23"}) == []


def test_same_bytes() -> None:
    assert schemas() == schemas()


def test_reference_names_every_key() -> None:
    """The reference lists each key that a schema of a written file has, and its tables are well formed."""
    text = spec_reference()
    for name in ("guide", "company", "roles", "defaults"):
        for at, _ in keys(FILES[name]):
            assert f"`{at.rpartition('.')[2]}`" in text, at
    for line in text.split("\n"):
        if line.startswith("| `"):
            assert line.replace("\\|", "").count("|") in (6, 12), line
