"""The five seed guides come out byte for byte from specs derived from their own content."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from cli_runner import guidewright

from golden.seed_specs import derive

SEEDS = (
    "segment--ml-ai-engineer",
    "twilio--data-engineer",
    "twilio--devops-engineer",
    "twilio--ml-ai-engineer",
    "twilio--staff-software-engineer",
)


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_guide_is_printed_byte_for_byte(name: str, shared: Path, empty_workspace: Path) -> None:
    expected = (shared / "seeds" / "expected" / f"{name}.md").read_bytes()
    company, role = name.split("--")
    spec = empty_workspace / "seeds" / company / f"{role}.yaml"
    spec.parent.mkdir()
    dumped = yaml.safe_dump(derive(expected.decode()), allow_unicode=True, sort_keys=False, width=10**6)
    spec.write_text(dumped, encoding="utf-8")
    ran = guidewright("build", root=empty_workspace)
    assert ran.code == 0, ran.err
    assert (empty_workspace / "output" / "guides" / company / f"{role}.md").read_bytes() == expected
