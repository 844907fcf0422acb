"""Reports: what each format says of the same diagnostics, whole."""

from __future__ import annotations

import json

import jsonschema
import pytest
from sarif_schema import SCHEMA

from guidewright.core.diagnostic import Diagnostic, Place
from guidewright.core.report import github, sarif, statistics, text
from guidewright.core.report import json as json_report

SPEC = "seeds/acme/data-engineer.yaml"
LOW = Diagnostic(
    "GW401", "error", Place(SPEC, 3, 15), "155 is off", "whole units", "155000", "compensation[0].base_low"
)
SPACE = Diagnostic("GW483", "note", Place(SPEC, 5, 21), "more than one space", key="body[0].narrative")
FILE = Diagnostic("GW463", "warning", Place("seeds/acme/_company.yaml"), "no guide, 50%\nof: roles", also=(LOW.place,))
ALL = [LOW, SPACE, FILE]
SOURCES = {SPEC: "compensation:\n  - region: HQ\n    base_low: 155\nbody:\n  - narrative: 東京  x\n"}
TITLES = {"GW401": "thousandfold", "GW463": "roles missing", "GW483": "double space"}


def test_text() -> None:
    assert text.text(ALL, SOURCES) == (
        f"{SPEC}:3:15: error[GW401] compensation[0].base_low: 155 is off; expected whole units; 155000\n"
        "  3 |     base_low: 155\n"
        "    |               ^\n"
        f"{SPEC}:5:21: note[GW483] body[0].narrative: more than one space\n"
        "  5 |   - narrative: 東京  x\n"
        "    |                       ^\n"
        f"seeds/acme/_company.yaml: warning[GW463] no guide, 50% of: roles (see {SPEC}:3:15)\n"
        "1 error, 1 warning, 1 note in 2 files\n"
    )


def test_text_in_color_says_the_same() -> None:
    colored = text.text(ALL, SOURCES, color=True)
    plain = colored
    for code in ("0", "1", "2", "31", "33", "36"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == text.text(ALL, SOURCES)
    assert colored != plain


def test_nothing_found() -> None:
    assert text.text([], {}) == "nothing found\n"
    assert github.text([], {}) == "guidewright: nothing found\n"
    assert json.loads(json_report.text([]))["summary"] == {"error": 0, "warning": 0, "note": 0, "files": 0}


@pytest.mark.parametrize("column", [1, 60, 100, 101, 500, 901])
def test_long_lines_are_cut_around_the_caret(column: int) -> None:
    source = "".join(chr(0x61 + n % 26) for n in range(900))
    found = text.excerpt(Place("a", 1, column), source)
    assert found is not None
    line, caret = found
    assert len(line) <= text.WIDTH + 2
    assert caret <= len(line)
    assert line[caret : caret + 1] in (source[column - 1 : column], "")


def test_control_characters_never_reach_the_terminal() -> None:
    place = Place("a\x1b[2J.yaml", 1, 2)
    shown = text.text([Diagnostic("GW002", "error", place, "x\x1b]0;y\x07")], {place.path: "a\x1b[31mb\n"})
    assert "\x1b" not in shown
    assert "\x07" not in shown


@pytest.mark.parametrize("place", [Place("a", 9, 1), Place("a", 1, 99), Place("a", 1), Place("a")])
def test_places_outside_the_source_have_no_excerpt(place: Place) -> None:
    assert text.excerpt(place, "one\n") is None


def test_json() -> None:
    report = json.loads(json_report.text(ALL))
    assert report["version"] == 1
    assert report["summary"] == {"error": 1, "warning": 1, "note": 1, "files": 2}
    assert report["findings"][0] == {
        "code": "GW401",
        "severity": "error",
        "path": SPEC,
        "line": 3,
        "column": 15,
        "key": "compensation[0].base_low",
        "found": "155 is off",
        "expected": "whole units",
        "hint": "155000",
        "message": LOW.message,
        "also": [],
    }
    assert report["findings"][2]["line"] is None
    assert report["findings"][2]["also"] == [{"path": SPEC, "line": 3, "column": 15}]


def test_github() -> None:
    """Worst first, with the escapes of workflow commands."""
    assert github.text(ALL, TITLES, prefix="guides/") == (
        f"::error file=guides/{SPEC},line=3,col=15,title=GW401 thousandfold::{LOW.message}\n"
        "::warning file=guides/seeds/acme/_company.yaml,title=GW463 roles missing::"
        f"no guide, 50%25%0Aof: roles (see {SPEC}:3:15)\n"
        f"::notice file=guides/{SPEC},line=5,col=21,title=GW483 double space::{SPACE.message}\n"
        "guidewright: 1 error, 1 warning, 1 note in 2 files\n"
    )
    odd = Diagnostic("GW1", "error", Place("a,b:c%.yaml"), "x")
    assert github.annotation(odd, {}) == "::error file=a%2Cb%3Ac%25.yaml,title=GW1::x"


def test_github_is_capped() -> None:
    many = [Diagnostic("GW483", "note", Place(SPEC, n, 1), "x") for n in range(1, 31)]
    lines = github.text([*many, LOW], TITLES).splitlines()
    assert lines[0].startswith("::error ")
    assert sum(line.startswith("::notice ") for line in lines) == 10
    assert lines[-1] == (
        "guidewright: 1 error, 30 notes in 1 file; 20 of them are not annotated (at most 10 a severity)"
    )


def test_sarif_is_valid() -> None:
    rules = {"GW401": sarif.RuleText("figure a thousandfold off its neighbours", "error", "Units.", "Long help.")}
    log = json.loads(sarif.text(ALL, rules, fingerprints={LOW: "f00d"}, prefix="my guides/"))
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    run = log["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["GW401", "GW463", "GW483"]
    assert run["tool"]["driver"]["rules"][0]["name"] == "FigureAThousandfoldOffItsNeighbours"
    first = run["results"][0]
    assert first["partialFingerprints"] == {"guidewright/v1": "f00d"}
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": f"my%20guides/{SPEC}", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 15},
    }
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_an_empty_sarif_log_is_valid() -> None:
    jsonschema.Draft7Validator(SCHEMA).validate(sarif.document([], {}))


def test_the_schema_refuses_what_sarif_refuses() -> None:
    """The trimmed schema is strict where a mistake is likely."""
    for spoil in (
        lambda log: log.update(version="2.0.0"),
        lambda log: log["runs"][0]["results"][0].update(level="info"),
        lambda log: log["runs"][0]["results"][0].pop("message"),
        lambda log: log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        lambda log: log["runs"][0]["results"][0].update(file="x"),
        lambda log: log["runs"][0].pop("tool"),
    ):
        log = sarif.document([LOW], {})
        spoil(log)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft7Validator(SCHEMA).validate(log)


def test_statistics() -> None:
    assert statistics.statistics([SPACE, SPACE, LOW], TITLES) == (
        "2  GW483  note     double space (1 file)\n"
        "1  GW401  error    thousandfold (1 file)\n"
        "1 error, 2 notes in 1 file\n"
    )
