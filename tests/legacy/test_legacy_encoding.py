"""Bytes to text: the damaged seeds come back exactly, clean text is never touched, the rest is refused with a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidewright.core.legacy.encoding import MAX_LINE, decode, repair
from guidewright.core.legacy.front import cut
from guidewright.core.legacy.mojibake import damaged

SEEDS = {
    "000": "twilio--ml-ai-engineer",
    "001": "twilio--devops-engineer",
    "002": "twilio--staff-software-engineer",
    "003": "twilio--data-engineer",
    "004": "segment--ml-ai-engineer",
}


@pytest.mark.parametrize("number", SEEDS)
def test_originals_are_repaired_to_the_expected_bodies(shared: Path, number: str) -> None:
    """What is certain is one note; the emoji that lost bytes is told as a guess with its place."""
    original = next((shared / "seeds" / "original").glob(f"{number}_*")).read_bytes()
    expected = (shared / "seeds" / "expected" / f"{SEEDS[number]}.md").read_text("utf-8")
    text, found = decode(original, "guide.md")
    assert text is not None
    assert cut(text)[1].strip() == cut(expected)[1].strip()
    assert [d.code for d in found] == ["GW506", "GW507"]
    assert found[1].place.line > 1


@pytest.mark.parametrize(
    ("clean", "guessed"),
    [
        ("a – b — c £5 €7 ₹9", False),
        ("### 🤖 Lever", False),
        ("### 🏗️ Lever", True),
        ("#### 👁️‍🗨️ Invisible Pay", True),
        ("### ⚡ Runtime", False),
        ("He said “yes” and left", True),
        ("São Paulo, Malmö, 北京", False),
    ],
)
def test_damage_is_undone(clean: str, guessed: bool) -> None:
    """Lossless pieces are decoded, lossy ones are looked up."""
    text, found = repair(damaged(clean))
    assert text == clean
    assert any(d.code == "GW507" for d in found) == guessed


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=80))
def test_repair_never_raises(text: str) -> None:
    """Any text comes back as some text."""
    assert isinstance(repair(text)[0], str)


@pytest.mark.parametrize("text", ["CAFÉ™ and É¢", "naïve café – “fine” …", "Ärger, Ö–Ü", "5 € · 7 £", "🏗️ 👁️‍🗨️ 🌏"])
def test_clean_text_is_never_touched(text: str) -> None:
    """Text that merely contains such characters is no damage."""
    assert repair(text) == (text, [])


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"ok\n\xe2\x80\x93 a\x96b", "GW501", 2, 4),
        (b"a\x00b", "GW502", 1, 2),
        (b"\xff\xfea\x00", "GW502", 1, 1),
        (b" \n\t\n", "GW504", 1, 1),
        (b"a\n" + b"x" * (MAX_LINE + 1), "GW503", 2, 1),
    ],
)
def test_what_is_no_guide_is_refused_with_its_place(data: bytes, code: str, line: int, column: int) -> None:
    text, found = decode(data, "g.md")
    assert text is None
    assert (found[-1].code, found[-1].place.line, found[-1].place.column) == (code, line, column)


def test_a_byte_order_mark_is_left_out() -> None:
    text, found = decode(b"\xef\xbb\xbf### T", "g.md")
    assert (text, [d.code for d in found]) == ("### T", ["GW505"])
