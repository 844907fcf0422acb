"""A killed refresh is finished by the next one, undo is byte for byte, and what people edited since is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runner import guidewright, tree

from guidewright.edges import journal
from refresh.refreshing import refreshed, spec_of

NEW = "company,role,region,field,value\nacme,data-scientist,San Francisco,base_low,160000\n"


@pytest.fixture
def plan(acme: Path) -> dict[str, tuple[bytes, bytes]]:
    """Old and new text of three specs."""
    text = spec_of(acme).read_bytes().replace(b"role: data-scientist\n", b"").replace(b"company: acme\n", b"")
    files = {}
    for role in ("data-engineer", "product-manager", "software-engineer"):
        spec_of(acme, f"acme/{role}").write_bytes(text)
        files[f"seeds/acme/{role}.yaml"] = (text, text.replace(b"155000", b"160000"))
    return files


def _killed(root: Path, plan: dict[str, tuple[bytes, bytes]], written: int) -> None:
    """What a kill leaves after ``written`` files: the whole journal, those files, and a temporary file."""
    journal._put(root, journal.PENDING, journal.Journal("figures.csv, 2026-Q1", plan))
    for path in list(plan)[:written]:
        (root / path).write_bytes(plan[path][1])
    (root / "seeds/acme/.gw-tmp-000000").write_text("half", encoding="utf-8")


@pytest.mark.parametrize("written", [0, 1, 2, 3])
def test_a_killed_refresh_is_finished(acme: Path, plan: dict[str, tuple[bytes, bytes]], written: int) -> None:
    before = tree(acme)
    _killed(acme, plan, written)
    ran = refreshed(acme, _sheet(acme, NEW.replace("160000", "155000")))
    assert ran.code == 0
    assert f"finished now: {3 - written} specs written" in ran.err
    assert {path: (acme / path).read_bytes() for path in plan} == {path: new for path, (_, new) in plan.items()}
    assert guidewright("refresh", "--undo", root=acme).code == 0
    assert tree(acme) == before | {"figures.csv": (acme / "figures.csv").read_bytes()}


def _sheet(root: Path, text: str) -> Path:
    path = root / "figures.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_killed_refresh_is_undone_when_asked(acme: Path, plan: dict[str, tuple[bytes, bytes]]) -> None:
    before = tree(acme)
    _killed(acme, plan, 1)
    assert guidewright("refresh", "--undo", root=acme).code == 0
    assert tree(acme) == before


def test_a_killed_undo_is_finished(acme: Path, plan: dict[str, tuple[bytes, bytes]]) -> None:
    before = tree(acme)
    journal.carry_out(acme, journal.Journal("figures.csv, 2026-Q1", plan))
    journal._put(acme, journal.PENDING, journal.Journal("x", {p: (new, old) for p, (old, new) in plan.items()}, True))
    (acme / "seeds/acme/data-engineer.yaml").write_bytes(plan["seeds/acme/data-engineer.yaml"][0])
    ran = guidewright("refresh", "--undo", root=acme)
    assert "the undo of a refresh (x) was interrupted; finished now: 2 specs" in ran.err
    assert ran.code == 2, "there is nothing left to undo"
    assert tree(acme) == before


def test_a_spec_edited_after_the_kill_is_left_alone(acme: Path, plan: dict[str, tuple[bytes, bytes]]) -> None:
    _killed(acme, plan, 1)
    mine = acme / "seeds/acme/product-manager.yaml"
    mine.write_bytes(b"# mine\n" + plan["seeds/acme/product-manager.yaml"][0])
    ran = guidewright("refresh", "--undo", root=acme)
    assert "seeds/acme/product-manager.yaml: was edited since" in ran.err
    assert mine.read_text("utf-8").startswith("# mine\n")
    assert (acme / "seeds/acme/data-engineer.yaml").read_bytes() == plan["seeds/acme/data-engineer.yaml"][0]


def test_undo_refuses_when_a_spec_was_edited_since(acme: Path, plan: dict[str, tuple[bytes, bytes]]) -> None:
    journal.carry_out(acme, journal.Journal("figures.csv, 2026-Q1", plan))
    with (acme / "seeds/acme/product-manager.yaml").open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    before = tree(acme)
    ran = guidewright("refresh", "--undo", root=acme)
    assert (ran.code, tree(acme)) == (3, before)
    assert "seeds/acme/product-manager.yaml: was edited since the refresh" in ran.err
    assert "data-engineer" not in ran.err


def test_a_dry_run_finishes_nothing(acme: Path, plan: dict[str, tuple[bytes, bytes]]) -> None:
    _killed(acme, plan, 1)
    before = tree(acme)
    assert refreshed(acme, _sheet(acme, NEW), "--dry-run").code == 3
    assert tree(acme) == before | {"figures.csv": NEW.encode()}


def test_nothing_to_undo(acme: Path) -> None:
    ran = guidewright("refresh", "--undo", root=acme)
    assert (ran.code, ran.err) == (2, "error: there is no refresh to undo\n")


@pytest.mark.parametrize("damage", ["{", "[]", '{"version": 2}', "", "path", "digest", "short"])
def test_a_damaged_journal_is_never_followed(acme: Path, plan: dict[str, tuple[bytes, bytes]], damage: str) -> None:
    journal._put(acme, journal.PENDING, journal.Journal("x", plan))
    file = acme / journal.PENDING
    whole = file.read_text("ascii")
    lines = whole.splitlines(keepends=True)
    damaged = {
        "path": whole.replace("seeds/acme/data-engineer", "seeds/../outside"),
        "digest": whole.replace("160000", "170000", 1),
        "short": "".join(lines[:-1]),
    }
    file.write_text(damaged.get(damage, damage), encoding="ascii")
    before = tree(acme)
    ran = guidewright("refresh", "--undo", root=acme)
    assert (ran.code, tree(acme)) == (2, before)
    assert "journal of a refresh cannot be read" in ran.err
