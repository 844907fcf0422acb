"""Templates: errors say where and for which spec, names are checked before any guide needs them, limits hold."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from cli_runner import guidewright, tree

GUIDE = "templates/guide.md.j2"


def override(root: Path, text: str, name: str = GUIDE) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


MESSAGES = {
    "{{ spec.compny }}\n": ("guide.md.j2:1:1: error[GW302] 'compny' does not exist in spec; did you mean 'company'?",),
    "a\n{% if false %}{{ spec.rle }}{% endif %}\n": ("guide.md.j2:2:15: error[GW302]", "did you mean 'role'?"),
    "{{ bdy }}\n": ("guide.md.j2:1:4: error[GW302] 'bdy' does not exist; did you mean 'body'?",),
    "{% for r in spec.compensation %}{{ r.base_lo }}{% endfor %}\n": ("did you mean 'base_low'?",),
    "{{ spec.role | uper }}\n": ("guide.md.j2:1:16: error[GW302] no filter named 'uper'; did you mean 'upper'?",),
    "{{ spec.data_sources }}\n": ("error[GW309] a whole list is printed",),
    "{{ spec.title_tail }}\n": ("error[GW309] a null is printed",),
    "x\n{{ comp['Nowhere'].base }}\n": ("guide.md.j2:2:", "error[GW302] 'Nowhere' does not exist", "seeds/segment"),
    "{% include 'blocks/none.md.j2' %}\n": ("error[GW307] template not found: 'blocks/none.md.j2'",),
    "{% raw %}\n": ("guide.md.j2:", "{% raw %} is never closed"),
    "{{ '\x00' }}x\n": ("error[GW303]",),
}


@pytest.mark.parametrize(("text", "said"), MESSAGES.items(), ids=[text[:30].strip() for text in MESSAGES])
def test_an_error_names_its_place_and_what_was_meant(workspace: Path, text: str, said: tuple[str, ...]) -> None:
    override(workspace, text)
    ran = guidewright("build", root=workspace)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    for words in said:
        assert words in ran.err


ENDLESS = {
    "loops": "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}"
    "{% endfor %}",
    "doubling": "{% set ns = namespace(x='a') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}"
    "{{ ns.x|length }}",
    "long text": "{{ 'a'.ljust(999999999) }}",
    "replace": "{% set ns = namespace(x='aaaaaaaaaa') %}{% for i in range(9) %}"
    "{% set ns.x = ns.x.replace('a', ns.x) %}{% endfor %}x",
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=list(ENDLESS))
def test_a_template_cannot_take_all_time_or_memory(workspace: Path, text: str) -> None:
    (workspace / "guidewright.toml").write_text("[limits]\nseconds = 1\nmegabytes = 256\n", encoding="utf-8")
    override(workspace, text + "\n")
    started = time.monotonic()
    ran = guidewright("build", root=workspace)
    assert ran.code == 1
    assert "error[GW304] resource limit" in ran.err
    assert f"{GUIDE}:1:" in ran.err
    assert time.monotonic() - started < 20


def test_a_broken_partial_stops_only_the_guides_that_use_it(workspace: Path) -> None:
    override(workspace, "{% if %}\n", "templates/companies/segment/blocks/lever.md.j2")
    ran = guidewright("build", root=workspace)
    assert ran.code == 1
    assert "templates/companies/segment/blocks/lever.md.j2:1:" in ran.err
    built = tree(workspace, "output/guides")
    assert len(built) == 4
    assert not any("segment" in path for path in built)


def test_check_finds_a_template_error_too(workspace: Path) -> None:
    override(workspace, "{% if false %}{{ spec.rle }}{% endif %}\n")
    ran = guidewright("check", "--as-of", "2026-03-01", root=workspace)
    assert ran.code == 1
    assert "GW302" in ran.out


def test_text_in_a_spec_is_data_unless_it_says_templated(workspace: Path) -> None:
    spec = workspace / "seeds/segment/ml-ai-engineer.yaml"
    text = spec.read_text("utf-8").replace("- region: New York", "- region: New York {{ 7 * 7 }} {% raw %} | x", 1)
    spec.write_text(text, encoding="utf-8")
    assert guidewright("build", root=workspace).code == 0
    guide = (workspace / "output/guides/segment/ml-ai-engineer.md").read_text("utf-8")
    assert "| New York {{ 7 * 7 }} {% raw %} \\| x | $182K" in guide


TEMPLATED = {
    "{{ comp.nowhere.base }}": "'nowhere' does not exist",
    "{{ comp.hq.base_lo }}": "did you mean 'base_low'?",
    "{{ 9 ** 9 }}": "resource limit",
    "{% if %}": "GW301",
    "{{ spec.role }}": "'spec' does not exist",
    "{% include 'blocks/lever.md.j2' %}": "GW307",
}


@pytest.mark.parametrize(("text", "said"), TEMPLATED.items(), ids=list(TEMPLATED))
def test_an_error_in_a_templated_text_names_the_spec_and_the_key(workspace: Path, text: str, said: str) -> None:
    spec = workspace / "seeds/twilio/data-engineer.yaml"
    lines = spec.read_text("utf-8").split("\n")
    at = next(index for index, line in enumerate(lines) if line.startswith("  - narrative: |"))
    lines[at + 3] += " " + text
    spec.write_text("\n".join(lines), encoding="utf-8")
    ran = guidewright("build", root=workspace)
    assert ran.code == 1
    assert "seeds/twilio/data-engineer.yaml:" in ran.err
    assert "body[0].narrative" in ran.err
    assert said in ran.err
    assert (workspace / "output/guides/segment/ml-ai-engineer.md").is_file()


def test_line_ends_of_a_template_do_not_reach_a_guide(workspace: Path) -> None:
    guidewright("build", root=workspace)
    before = tree(workspace, "output")
    default = Path(__file__).parents[2] / "templates/blocks/evidence.md.j2"
    override(workspace, "", "templates/blocks/evidence.md.j2")
    (workspace / "templates/blocks/evidence.md.j2").write_bytes(default.read_bytes().replace(b"\n", b"\r\n"))
    assert guidewright("build", root=workspace).code == 0
    assert tree(workspace, "output") == before


def test_a_guide_of_white_space_names_the_template_that_printed_it(workspace: Path) -> None:
    override(workspace, " \n", "templates/companies/segment/guide.md.j2")
    ran = guidewright("build", root=workspace)
    assert ran.code == 1
    assert "templates/companies/segment/guide.md.j2: error[GW306] prints only white space for seeds/segment/" in ran.err
