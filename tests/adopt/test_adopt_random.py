"""Random hand edits of imported guides: each is reproduced exactly or refused, and nothing else is touched."""

from __future__ import annotations

import difflib
import random
import shutil
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from cli_runner import guidewright

from adopt.adopting import Shop, open_shop
from adopt.edits_made import EDITS
from guidewright.core.adopt.codes import CODES

COMPANIES = ("adobe", "anthropic", "hubspot", "monzo", "sea-group", "twilio", "new-relic", "payoneer")
ROUNDS = 300
ALWAYS_ADOPTED = {
    *("region", "row removed", "row added", "row moved", "paragraph added", "script word", "ask"),
    *("level line", "bold heading", "evidence heading", "lever moved", "lever removed", "lever added", "section added"),
    *("front matter date", "front matter quality", "front matter figure", "word"),
}
ONE_LINE = {
    *("figure", "total", "percent", "region", "word", "script word", "level line", "front matter figure", "summary"),
    *("front matter summary", "front matter level", "front matter region", "summary in both places"),
}
"""Kinds of edits that change one value, and so one line of the spec."""


@pytest.fixture(scope="module")
def shop(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Imported sample guides, every spec with comments of its own."""
    root = tmp_path_factory.mktemp("adopt")
    (root / "guidewright.toml").write_text("version = 1\n", encoding="utf-8")
    (root / "seeds").mkdir()
    for name in ("_defaults.yaml", "_roles.yaml"):
        shutil.copy(Path(__file__).parents[2] / "seeds" / name, root / "seeds" / name)
    folders = [shared / "corpus" / "legacy" / company for company in COMPANIES]
    ran = guidewright("-q", "import", *folders, "--verified-on", "2026-02-01", "--quarter", "2025-Q4", root=root)
    assert ran.code in (0, 1), ran.err
    opened = open_shop(root)
    return Shop({path: _commented(text) for path, text in opened.specs.items()}, opened.house)


def _commented(text: str) -> str:
    """The spec with a comment above every top-level key, row and block."""
    lines: list[str] = []
    in_list = False
    for line in text.split("\n"):
        if line[:1].isalpha():
            lines.append(f"# note {len(lines)} on {line.partition(':')[0]}")
            in_list = line.startswith(("compensation:", "body:"))
        elif in_list and line.startswith("  - "):
            lines.append(f"  # note {len(lines)} on an item")
        lines.append(line)
    return "\n".join(lines)


def _reproduced(before: str, edited: str, after: str) -> None:
    """Every line that was put in by hand stands in the new guide; none that was taken out came back."""
    old, mid, new = (Counter(text.split("\n")) for text in (before, edited, after))
    put_in, taken_out = mid - old, old - mid
    assert not put_in - new
    assert not {line for line in taken_out & (new - mid) if line.strip()}
    one, other = edited.split("\n"), after.split("\n")
    for tag, a1, a2, _, _ in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            assert not [line for line in one[a1:a2] if line in put_in and line.strip()]


def _check(shop: Shop, kind: str, path: str, edited: str) -> str:
    """Adopts one edit, checks all that must hold, and says what became of it."""
    before = shop.printed(path)
    found = shop.adopt(path, edited)
    if found.spec is None or found.guide is None:
        assert found.spec is None
        errors = [each for each in found.diagnostics if each.severity == "error"]
        assert errors
        assert all(each.code in CODES and 1 <= each.place.line <= edited.count("\n") + 1 for each in errors)
        return errors[0].code
    after = found.guide.decode()
    _reproduced(before, edited, after)
    assert shop.printed(path, found.spec) == after
    old, new = shop.specs[path].split("\n"), found.spec.split("\n")
    assert [line for line in old if line.lstrip().startswith("# note")] == sorted(
        (line for line in new if line.lstrip().startswith("# note")), key=old.index
    )
    if kind in ONE_LINE:
        assert sum(line not in new for line in old) <= 1, found.changes
    again = shop.adopt(path, after, found.spec)
    assert again.spec == found.spec
    assert not again.changes
    return "exact" if after == edited else "exact, and further prints follow"


@pytest.mark.corpus
def test_every_random_edit_is_reproduced_or_refused(shop: Shop, record_property: pytest.RecordProperty) -> None:
    """The edited lines come out as they were left, the spec keeps its comments; counts by kind are recorded."""
    chance = random.Random(20260223)
    paths, kinds = sorted(shop.specs), list(EDITS)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    done = 0
    while done < ROUNDS:
        kind, path = kinds[done % len(kinds)], chance.choice(paths)
        before = shop.printed(path)
        edited = EDITS[kind](before, chance)
        if edited is None or edited == before:
            continue
        done += 1
        counts[kind][_check(shop, kind, path, edited)] += 1
    for kind, outcome in counts.items():
        record_property(kind, dict(outcome))
        if kind in ALWAYS_ADOPTED:
            assert not {each for each in outcome if each.startswith("GW")} - {"GW657"}, (kind, outcome)
    adopted = sum(count for each in counts.values() for word, count in each.items() if word.startswith("exact"))
    assert adopted >= ROUNDS * 0.7


@pytest.mark.corpus
def test_several_edits_of_one_guide(shop: Shop) -> None:
    """Two or three edits at once are reproduced together, or refused together."""
    chance = random.Random(7)
    usual = [kind for kind in EDITS if kind in ALWAYS_ADOPTED]
    outcomes: Counter[str] = Counter()
    for _ in range(80):
        path = chance.choice(sorted(shop.specs))
        edited = before = shop.printed(path)
        for kind in chance.sample(usual, 3):
            edited = EDITS[kind](edited, chance) or edited
        if edited != before:
            outcomes[_check(shop, "several", path, edited)] += 1
    assert outcomes["exact"] + outcomes["exact, and further prints follow"] >= 60, outcomes
