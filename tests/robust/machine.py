"""A state machine over a workspace: whatever is done to it, the incremental output equals a clean build's.

    python -m tests.robust.machine [--examples 200] [--steps 40]

Excepted as the design says: a guide that a person edited stays as it is; the guide of a broken spec, and pages and
seed files that would miss it, are left alone; orphans stay until they are pruned.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from guidewright.edges import beside

from .harness import LEDGER, copy_sources, guide_of, inside, make_workspace, specs, temporaries, tree

PICK = st.integers(0, 999)
_ROLES = ("data-engineer", "product-manager", "security-engineer", "data-scientist", "solutions-architect")
steps = 0


def killed_build(root: Path, writes: int) -> None:
    """A build in a forked process that ends without a word at its ``writes``-th rename."""
    child = os.fork()
    if child == 0:
        real, left = os.replace, [writes]

        def replace(*args: Any, **kwargs: Any) -> None:
            left[0] -= 1
            if left[0] < 0:
                os._exit(0)
            real(*args, **kwargs)

        os.replace = replace
        inside(root, "build", "--jobs", "1", "--prune=all")
        os._exit(0)
    os.waitpid(child, 0)


class Workspace(RuleBasedStateMachine):
    """One workspace; ``mine`` holds the guides that a person edited, ``broken`` the broken specs with their texts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="bench-machine-"))
        self.root = self.folder / "workspace"
        self.mine: dict[str, bytes] = {}
        self.broken: dict[Path, str] = {}
        self.removed: dict[Path, str] = {}
        self.orphans = False

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def make(self) -> None:
        make_workspace(self.root, 4, "")
        self.build()

    def spec(self, pick: int) -> Path:
        return specs(self.root)[pick % len(specs(self.root))]

    @rule(pick=PICK, figure=st.integers(20, 24))
    def edit(self, pick: int, figure: int) -> None:
        spec = self.spec(pick)
        head, _, rest = spec.read_text("utf-8").partition("base_low: ")
        if rest and spec not in self.broken:
            tail = rest.partition("\n")[2]
            spec.write_text(f"{head}base_low: {figure * 4000}\n{tail}", encoding="utf-8")
        self.build()

    @rule(pick=PICK, draft=st.booleans())
    def edit_prose(self, pick: int, draft: bool) -> None:
        """Makes a guide a draft, which leaves the seed files, or a finished one again."""
        spec = self.spec(pick)
        if spec not in self.broken:
            text = spec.read_text("utf-8").replace("negotiate_up: TODO ", "negotiate_up: ")
            spec.write_text(text.replace("negotiate_up: ", "negotiate_up: TODO ") if draft else text, encoding="utf-8")
            self.orphans |= draft
        self.build()

    @rule(pick=PICK, industry=st.sampled_from(["Software", "Hardware"]))
    def edit_company(self, pick: int, industry: str) -> None:
        company = self.spec(pick).with_name("_company.yaml")
        head, _, tail = company.read_text("utf-8").partition("industry: ")
        company.write_text(f"{head}industry: {industry}\n{tail.partition(chr(10))[2]}", encoding="utf-8")
        self.build()

    @rule(pick=PICK)
    def lose(self, pick: int) -> None:
        """An output file that is gone is made again, whatever the cache knows of it."""
        files = sorted(tree(self.root).keys() - self.mine.keys() - {LEDGER})
        if files:
            (self.root / files[pick % len(files)]).unlink()
        self.build()

    @precondition(lambda self: len(specs(self.root)) > 2)
    @rule(pick=PICK)
    def delete(self, pick: int) -> None:
        spec = self.spec(pick)
        self.removed[spec] = self.broken.pop(spec, None) or spec.read_text("utf-8")
        spec.unlink()
        self.orphans = True
        self.build()

    @precondition(lambda self: self.removed)
    @rule()
    def restore(self) -> None:
        spec, text = self.removed.popitem()
        if not spec.exists():
            spec.write_text(text, encoding="utf-8")
        self.build()

    @rule(pick=PICK, role=st.sampled_from(_ROLES))
    def rename(self, pick: int, role: str) -> None:
        spec = self.spec(pick)
        target = spec.with_name(f"{role}.yaml")
        if not target.exists() and spec not in self.broken:
            spec.rename(target)
            self.orphans = True
        self.build()

    @rule(pick=PICK, seconds=st.sampled_from([0, 10**9, 4 * 10**9]))
    def touch(self, pick: int, seconds: int) -> None:
        os.utime(self.spec(pick), (seconds, seconds))
        self.build()

    @rule(pick=PICK, text=st.sampled_from(["a: [", "", "body: 3\n", "\x00", "compensation:\n  - base_low: x\n"]))
    def break_(self, pick: int, text: str) -> None:
        spec = self.spec(pick)
        if spec not in self.broken:
            self.broken[spec] = spec.read_text("utf-8")
        spec.write_text(text, encoding="utf-8")
        self.build()

    @precondition(lambda self: self.broken)
    @rule()
    def mend(self) -> None:
        spec, text = self.broken.popitem()
        spec.write_text(text, encoding="utf-8")
        self.build()

    @rule()
    def prune(self) -> None:
        self.orphans = bool(self.broken)  # what a broken spec may still want is kept
        self.build("--prune=all")

    @rule(pick=PICK, where=st.sampled_from(["guides", "pages", "seeds"]))
    def hand_edit(self, pick: int, where: str) -> None:
        files = sorted(path for path in tree(self.root, f"output/{where}") if not path.endswith(".sqlite"))
        if files:
            path = files[pick % len(files)]
            self.mine[path] = (self.root / path).read_bytes() + b"A person wrote this.\n"
            (self.root / path).write_bytes(self.mine[path])
        self.build()

    @rule()
    def force(self) -> None:
        """Overwrites hand edits; each is kept as a backup. Those without a source any more are left."""
        before = dict(self.mine)
        self.mine.clear()
        ran = inside(self.root, "build", "--jobs", "1", "--force")
        now = tree(self.root)
        kept = set(tree(self.root, ".guidewright/backup").values())
        for path, data in before.items():
            if now.get(path) == data:
                self.mine[path] = data
            else:
                assert data in kept, f"{path}: overwritten without a backup"
        assert ran.code in (0, 1, 3), ran.err
        self.build()

    @precondition(lambda self: self.adoptable())
    @rule(pick=PICK)
    def adopt(self, pick: int) -> None:
        """A hand edit that its spec takes over is no hand edit any more, and the guide keeps every byte of it."""
        path = self.adoptable()[pick % len(self.adoptable())]
        ran = inside(self.root, "adopt", path)
        assert ran.code in (0, 1, 2, 3), ran.err
        assert (self.root / path).read_bytes() == self.mine[path], "adopt changed the guide"
        mine = self.mine.pop(path) if ran.code == 0 else self.mine[path]
        self.build()
        assert (self.root / path).read_bytes() == mine

    def adoptable(self) -> list[str]:
        good = {guide_of(self.root, spec).relative_to(self.root).as_posix() for spec in specs(self.root)}
        bad = {guide_of(self.root, spec).relative_to(self.root).as_posix() for spec in self.broken}
        return sorted(self.mine.keys() & (good - bad))

    @rule(writes=st.integers(0, 12))
    def kill(self, writes: int) -> None:
        killed_build(self.root, writes)
        self.build()

    @rule(what=st.sampled_from([".guidewright/cache/index", ".guidewright/cache/records", ".guidewright"]))
    def forget(self, what: str) -> None:
        path = self.root / what
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        self.build()

    @rule(role=st.sampled_from(["#### ", "##### "]))
    def retouch_template(self, role: str) -> None:
        template = self.root / "templates/blocks/evidence.md.j2"
        template.parent.mkdir(parents=True, exist_ok=True)
        lines = "{% for item in block.items %}\n{{ item.marker }}{{ item.line }}\n{% endfor %}\n"
        template.write_text(role + "{{ block.title }}\n" + lines, encoding="utf-8")
        self.build()

    def build(self, *options: str) -> None:
        """An incremental build, and the comparison with a clean one."""
        global steps
        steps += 1
        ran = inside(self.root, "build", "--jobs", "1", *options)
        now = tree(self.root)
        for path, data in self.mine.items():
            assert now.get(path) == data, f"{path}: a hand edit was lost"
        scratch = self.folder / "clean"
        expected = inside(copy_sources(self.root, scratch), "build", "--jobs", "1")
        clean = tree(scratch)
        shutil.rmtree(scratch)
        assert (ran.code in (1, 3)) if self.mine or self.broken else ran.code == expected.code == 0, ran.err
        self.compare(now, clean)
        assert temporaries(self.root) == []

    def compare(self, now: dict[str, bytes], clean: dict[str, bytes]) -> None:
        differing = [path for path in clean if path not in (LEDGER, *self.mine) and now.get(path) != clean[path]]
        assert differing == []
        broken = {guide_of(self.root, spec).relative_to(self.root).as_posix() for spec in self.broken}
        for path in now.keys() - clean.keys() - self.mine.keys():
            held = self.broken and path.startswith(("output/pages/", "output/seeds/"))
            assert held or path in broken or self.orphans, f"{path}: should not be there"
        if not (self.mine or self.broken or self.orphans):
            assert now[LEDGER] == clean[LEDGER]


def run(examples: int, length: int) -> int:
    """Runs the machine; returns how many builds were compared with a clean one. Two processes write, as in a workspace
    of hundreds of guides."""
    global steps
    steps = 0
    chosen = settings(
        max_examples=examples,
        stateful_step_count=length,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    with mock.patch.object(beside, "_MANY", 6):
        run_state_machine_as_test(Workspace, settings=chosen)
    return steps


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--examples", type=int, default=200)
    parser.add_argument("--steps", type=int, default=40)
    options = parser.parse_args()
    print(run(options.examples, options.steps), "steps")  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
