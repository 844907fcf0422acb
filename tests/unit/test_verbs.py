"""The smaller verbs: explain, status, export, schema, fmt, check; and what the command line does with mistakes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_runner import guidewright, tree

SPEC = "seeds/twilio/data-engineer.yaml"
AS_OF = ("--as-of", "2026-03-01")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_explain_names_the_file_and_line_of_every_value(workspace: Path) -> None:
    ran = guidewright("explain", "twilio/data-engineer:currency", root=workspace)
    assert ran.code == 0
    lines = (workspace / "seeds/twilio/_company.yaml").read_text("utf-8").split("\n")
    number = next(index for index, line in enumerate(lines, 1) if line.startswith("currency:"))
    assert ran.out.split("\n")[0] == f"currency = USD  (seeds/twilio/_company.yaml:{number}:11)"
    listed = json.loads(guidewright("explain", "twilio/data-engineer", "--json", root=workspace).out)["values"]
    assert all(each["origins"] for each in listed if each["key"] not in ("company", "role", "next_review_due"))


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("twilio/data-enginer", "did you mean 'twilio/data-engineer'"),
        ("twilio/data-engineer:currncy", "did you mean 'currency'"),
    ],
)
def test_explain_suggests_what_was_meant(workspace: Path, subject: str, said: str) -> None:
    ran = guidewright("explain", subject, root=workspace)
    assert ran.code == 2
    assert said in ran.err


def test_status_says_what_a_build_would_do(workspace: Path) -> None:
    before = tree(workspace)
    ran = guidewright("status", "--json", "--as-of", "2026-08-01", root=workspace)
    assert ran.code == 1
    facts = json.loads(ran.out)
    assert facts["freshness"] == {"fresh": 0, "stale": 5, "expired": 0, "undated": 0}
    assert len(facts["missing"]) == 21
    assert "output/guides/twilio/data-engineer.md" in facts["build"]["create"]
    assert tree(workspace) == before
    guidewright("build", root=workspace)
    assert guidewright("status", *AS_OF, root=workspace).code == 0


def test_export_writes_what_was_asked_for(workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert (
        guidewright("export", "twilio", "--format", "csv", "--format", "json", "--out", out, root=workspace).code == 0
    )
    assert sorted(tree(out)) == ["compensation.csv", *(f"guides/twilio/{name}.json" for name in (
        "data-engineer", "devops-engineer", "ml-ai-engineer", "staff-software-engineer"))]  # fmt: skip
    assert guidewright("export", "--out", workspace / "output" / "x", root=workspace).code == 2


def test_schemas_are_written_once(workspace: Path, tmp_path: Path) -> None:
    assert guidewright("schema", "--out", tmp_path / "s", root=workspace).out.count("\n") >= 6
    assert guidewright("schema", "--out", tmp_path / "s", root=workspace).out == ""
    for data in tree(tmp_path / "s").values():
        json.loads(data)


def test_fmt_lays_out_and_then_finds_nothing(workspace: Path) -> None:
    assert guidewright("fmt", "--check", root=workspace).code == 0
    edit(workspace / SPEC, "data_quality: high\n", "data_quality:   'high'   # as reviewed\n")
    assert guidewright("fmt", "--check", root=workspace).code == 1
    assert guidewright("fmt", root=workspace).code == 0
    assert "data_quality: high" in (workspace / SPEC).read_text("utf-8")
    assert "# as reviewed" in (workspace / SPEC).read_text("utf-8")
    assert guidewright("fmt", "--check", root=workspace).code == 0


def test_check_reports_in_every_form(workspace: Path) -> None:
    edit(workspace / SPEC, "base_low: 135000", "base_low: 135")
    text = guidewright("check", *AS_OF, root=workspace)
    assert text.code == 1
    assert f"{SPEC}:17:15: error[GW401]" in text.out
    assert "base_low: 135\n" in text.out
    findings = json.loads(guidewright("check", *AS_OF, "--format", "json", root=workspace).out)
    assert findings["version"] == 1
    github = guidewright("check", *AS_OF, "--format", "github", root=workspace).out
    assert github.startswith(f"::error file={SPEC},line=17,col=15,title=GW401")
    sarif = json.loads(guidewright("check", *AS_OF, "--format", "sarif", root=workspace).out)
    assert sarif["version"] == "2.1.0"
    assert "GW401" in guidewright("check", *AS_OF, "--statistics", root=workspace).out


def test_a_baseline_keeps_what_is_known_quiet(workspace: Path) -> None:
    edit(
        workspace / "seeds/segment/ml-ai-engineer.yaml",
        "data_sources:\n",
        "ignore:\n  - {code: GW999, reason: none}\ndata_sources:\n",
    )
    assert guidewright("check", *AS_OF, root=workspace).code == 1
    assert guidewright("check", *AS_OF, "--update-baseline", root=workspace).code == 0
    assert guidewright("check", *AS_OF, root=workspace).code == 0
    assert guidewright("check", *AS_OF, "--no-baseline", root=workspace).code == 1
    edit(workspace / "seeds/twilio/devops-engineer.yaml", "last_updated: 2026-02-23", "last_updated: 2025-02-23")
    assert "GW442" in guidewright("check", *AS_OF, root=workspace).out


def test_fix_mends_what_is_safe_and_diff_shows_it(workspace: Path) -> None:
    edit(workspace / "seeds/segment/ml-ai-engineer.yaml", "Twilio RSUs are liquid", "Twilio  RSUs are liquid")
    before = tree(workspace)
    shown = guidewright("check", "--diff", *AS_OF, root=workspace)
    assert shown.code == 1
    assert "+        script: " in shown.out or "+      - " in shown.out
    assert tree(workspace) == before
    guidewright("check", "--fix", *AS_OF, root=workspace)
    changed = [path for path, data in tree(workspace).items() if before.get(path) != data]
    assert changed == ["seeds/segment/ml-ai-engineer.yaml"]
    assert "Twilio RSUs are liquid" in (workspace / changed[0]).read_text("utf-8")


def test_every_code_is_explained() -> None:
    from guidewright.core.all_codes import ALL_CODES

    for code in ALL_CODES:
        ran = guidewright("check", "--explain", code)
        assert ran.code == 0
        assert code in ran.out


MISTAKES = {
    "no such verb": (["bild"], "No such command"),
    "bad date": (["check", "--as-of", "yesterday"], "YYYY-MM-DD"),
    "bad quarter": (["import", "x", "--quarter", "Q1"], "2025-Q4"),
    "no such source": (["import", "nowhere"], "no such file"),
    "bad report": (["import", "seeds", "--report", "r.txt"], ".json or .html"),
    "unknown code": (["check", "--explain", "GW40"], "did you mean"),
}


@pytest.mark.parametrize(("argv", "said"), MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_in_usage_is_told_and_exits_with_2(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, argv: list[str], said: str
) -> None:
    monkeypatch.chdir(workspace)
    ran = guidewright(*argv, root=workspace)
    assert ran.code == 2
    assert said in ran.err
