"""The pre-commit hooks and the GitHub Action, run as far as can be without the services."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from desk import DATA, REPOSITORY, Desk

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))}
ACTION = yaml.safe_load((REPOSITORY / "action.yml").read_text("utf-8"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The example workspace, built and committed."""
    return Desk(tmp_path / "desk")


def run_hook(desk: Desk, name: str) -> int:
    """Runs a hook on what is staged as pre-commit does: files that match, or none at all."""
    hook = HOOKS[name]
    staged = desk.git("diff", "--cached", "--name-only", "--diff-filter=d").split()
    files = [path for path in staged if re.search(hook["files"], path)]
    if not files:
        return 0
    given = files if hook.get("pass_filenames", True) else []
    return desk.shell(*shlex.split(hook["entry"]), *given).returncode


FIRED = {
    f"seeds/{DATA}.yaml": {"guidewright-check", "guidewright-build-check"},
    "seeds/twilio/_company.yaml": {"guidewright-check-all", "guidewright-build-check-all"},
    "seeds/_roles.yaml": {"guidewright-check-all", "guidewright-build-check-all"},
    "templates/blocks/lever.md.j2": {"guidewright-check-all", "guidewright-build-check-all"},
    "output/pages/index.md": {"guidewright-build-check-all"},
    "README.md": set(),
}


@pytest.mark.parametrize("path", FIRED)
def test_which_files_a_hook_looks_at(path: str) -> None:
    """A spec concerns itself; what specs share concerns everything."""
    assert {name for name, hook in HOOKS.items() if re.search(hook["files"], path)} == FIRED[path]


def test_hooks_stop_what_is_broken_or_not_built(desk: Desk) -> None:
    """A spec that is not built stops the commit until it is; a broken one stops the check."""
    desk.edit_spec(DATA, "base_low: 135000", "base_low: 136000")
    desk.git("add", "-A")
    assert run_hook(desk, "guidewright-build-check") == 1
    desk.build()
    desk.git("add", "-A")
    assert run_hook(desk, "guidewright-build-check") == 0
    assert run_hook(desk, "guidewright-build-check-all") == 0
    desk.edit_spec(DATA, "base_low: 136000", "base_low: lots")
    desk.git("add", "-A")
    assert run_hook(desk, "guidewright-check") == 1
    assert run_hook(desk, "guidewright-build-check") == 1


def value_of(text: str, inputs: dict[str, str], github: dict[str, str]) -> str:
    """What GitHub makes of ``${{ a || b }}`` with inputs and github contexts; nothing else is used."""

    def chosen(match: re.Match[str]) -> str:
        known = {f"inputs.{key}": value for key, value in inputs.items()} | {
            f"github.{k}": v for k, v in github.items()
        }
        names = [name.strip() for name in match[1].split("||")]
        return next((known[name] for name in names if known.get(name)), "")

    return re.sub(r"\$\{\{(.*?)\}\}", chosen, text)


def run_action(desk: Desk, summary: Path, **github: str) -> dict[str, int]:
    """Runs the shell steps of the action, except the installation, as GitHub does; exit codes by name."""
    inputs = {key: each.get("default", "") for key, each in ACTION["inputs"].items()}
    codes = {}
    for step in ACTION["runs"]["steps"]:
        if "run" not in step or step["name"].startswith("Install"):
            continue
        env = {key: value_of(value, inputs, github) for key, value in step["env"].items()}
        ran = desk.shell("bash", "-e", "-o", "pipefail", "-c", step["run"], GITHUB_STEP_SUMMARY=str(summary), **env)
        codes[step["name"]] = ran.returncode
    return codes


def test_the_action_tells_and_checks(desk: Desk, tmp_path: Path) -> None:
    """The report goes to the job summary; the checks fail where something is wrong."""
    desk.edit_spec(DATA, "base_low: 135000", "base_low: 170000")
    desk.commit()
    summary = tmp_path / "summary.md"
    codes = run_action(desk, summary, **{"event.before": desk.git("rev-parse", "HEAD~1").strip()})
    text = summary.read_text("utf-8")
    assert "+25.9 %" in text
    assert text.startswith("## ")
    assert codes["Tell what changed"] == 0
    assert codes["Check that the output is built"] == 1


@pytest.mark.parametrize("before", ["", "0" * 40, "f" * 40])
def test_the_action_without_a_base(before: str, desk: Desk, tmp_path: Path) -> None:
    """A first push, or a base that the clone does not reach, fails nothing: it is said."""
    summary = tmp_path / "summary.md"
    codes = run_action(desk, summary, **{"event.before": before})
    assert codes["Tell what changed"] == 0
    assert "could not compare" in summary.read_text("utf-8")
    assert codes["Check that the output is built"] == 0


def test_the_action_puts_no_input_into_a_script() -> None:
    """Inputs and events reach the shell as variables only: a branch name is never run."""
    steps: list[dict[str, Any]] = ACTION["runs"]["steps"]
    assert ACTION["runs"]["using"] == "composite"
    for step in steps:
        assert "${{" not in step.get("run", "")
        assert "shell" in step or "uses" in step
