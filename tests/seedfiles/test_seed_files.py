"""Seed files: which there are, in what order, the same bytes each time; JSON and NDJSON say exactly the record."""

from __future__ import annotations

import json
import random
from typing import Any

from hypothesis import HealthCheck, given, settings
from seed_cases import FORMATS, catalogue, nasty_records, records, seed_files

from guidewright.core.seedfiles.jsontext import pretty

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
_CATALOGUE = catalogue()


def files(found: list[dict[str, Any]], formats: tuple[str, ...] = FORMATS) -> dict[str, bytes]:
    return seed_files(found, _CATALOGUE.companies, _CATALOGUE.roles, formats)


def test_paths() -> None:
    """One JSON a guide, and one file of each other format; a format that is not made here adds nothing."""
    expected = {"guides.ndjson", "compensation.csv", "seed.sql"}
    expected |= {f"guides/{each['company']}/{each['role']}.json" for each in records()}
    assert expected == set(files(records()))
    assert files(records(), ("sqlite", "schema")) == {}
    assert list(files(records(), ("csv",))) == ["compensation.csv"]


def test_no_guides() -> None:
    """A workspace without a guide has seed files all the same: readers find the shape they expect."""
    found = seed_files([], {}, {}, FORMATS)
    assert set(found) == {"guides.ndjson", "compensation.csv", "seed.sql"}
    assert found["guides.ndjson"] == b""
    assert found["compensation.csv"].count(b"\n") == 1


def test_order_does_not_matter() -> None:
    """The order of records, companies and authors' mappings changes no byte; guides come by company, then role."""
    shuffled = records()
    random.Random(7).shuffle(shuffled)
    for each in shuffled:
        each["style"] = dict(reversed(each["style"].items()))
    backwards = dict(reversed(list(_CATALOGUE.companies.items())))
    assert files(records()) == seed_files(shuffled, backwards, dict(reversed(list(_CATALOGUE.roles.items()))), FORMATS)
    lines = [json.loads(line) for line in files(records())["guides.ndjson"].split(b"\n")[:-1]]
    slugs = [(line["company"], line["role"]) for line in lines]
    assert sorted(slugs) == slugs
    assert len(slugs) == len(records())


def test_form() -> None:
    """Every file is UTF-8 with LF and one final newline; JSON is indented and keeps characters as they are."""
    for path, data in files(records()).items():
        text = data.decode()
        assert "\r" not in text, path
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
    page = files(records())["guides/twilio/data-engineer.json"].decode()
    assert page.startswith('{\n  "version": 1,\n  "company": "twilio",\n')
    assert "$150K–$200K" in page


@QUICK
@given(nasty_records())
def test_json_is_exact(record: dict[str, Any]) -> None:
    """Any text comes back from JSON and NDJSON; the indented form is ``json.dumps``' own."""
    found = files([record], ("json", "ndjson"))
    page, lines = found[f"guides/{record['company']}/{record['role']}.json"], found["guides.ndjson"]
    assert json.loads(page) == record
    assert lines.count(b"\n") == 1
    assert json.loads(lines) == record
    assert pretty(record) == json.dumps(record, ensure_ascii=False, indent=2)


def test_json_numbers() -> None:
    """Amounts are integers; a percentage has decimals only where it needs them."""
    page = files(records())["guides/twilio/quant.json"].decode()
    assert '"base_low": 170000,' in page
    assert '"bonus_pct": 12.5,' in page
    assert '"bonus_pct_high": 15,' in page
