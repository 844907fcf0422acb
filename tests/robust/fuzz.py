"""Fuzz targets: whatever the input, a located diagnostic or success; never a traceback, a hang or a lost byte.

    python -m tests.robust.fuzz [--inputs 20000] [--seed 1] [TARGET...]

Inputs are made from the examples by seeded mutation: bytes and lines are cut, doubled, swapped and replaced, and bits
of hostile text are put in. ``--inputs`` is the number for each target.
"""

from __future__ import annotations

import argparse
import atexit
import random
import re
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import yaml

from .harness import REPOSITORY, inside, make_workspace, tree

SECONDS = 5
"""No input of a few kilobytes may take longer."""
_HOSTILE = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\t", b"&a ", b"*a", b"!!python/object ", b"<<: ", b"{{ x }}", b"|",
    b"{% for i in range(9) %}", b"{{ ''.__class__ }}", b"{# ", b"- ", b": ", b"---\n", b"[[[[", b"}}", b"\xe2\x80\xae",
    b"1e999", b"-0", b"0x10", b"99999999999999999999", b"null", b"~", b"\xc3\xa2\xe2\x82\xac\xe2\x80\x9c", b"**", b"> ",
    b'"', b"'", b",", b"\xf0\x9f\x8f\x97\xef\xb8\x8f", b"$170K\xe2\x80\x93", b"Q9", b"2026-13-45", b"#" * 7,
    b"{% include 'guide.md.j2' %}",
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One to eight changes to ``data``, mostly few, so that much of it still makes sense."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at, until = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        until = min(until, at + chance.choice((1, 4, 40, 400)))
        kind = chance.randrange(7)
        if kind == 0:
            data = data[:at] + data[until:]
        elif kind == 1:
            data = data[:until] + data[at:until] + data[until:]
        elif kind == 2:
            data = data[:at] + chance.choice(_HOSTILE) + data[at:]
        elif kind == 3:
            data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        elif kind == 4:
            lines = data.split(b"\n")
            one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[one], lines[other] = lines[other], lines[one]
            data = b"\n".join(lines)
        elif kind == 5 and (digits := [at for at, byte in enumerate(data) if 48 <= byte <= 57]):
            at = chance.choice(digits)
            data = data[:at] + b"%d" % chance.randrange(10) + data[at + 1 :]
        else:
            data = data[:at] + chance.choice(_HOSTILE) * chance.choice((1, 2, 50)) + data[until:]
    return data


def _located(diagnostics: list[Any]) -> None:
    for each in diagnostics:
        assert re.fullmatch(r"GW\d{3}", each.code), each
        assert each.place.path, each
        assert each.found, each
        assert each.place.line is None or each.place.line >= 0, each


class SpecTarget:
    """A spec's bytes, all the way to its guide."""

    path = "seeds/twilio/data-engineer.yaml"

    def __init__(self) -> None:
        from guidewright.core.compile import catalogue
        from guidewright.core.templates import check_templates

        shared = {
            path: (REPOSITORY / path).read_text("utf-8") for path in ("seeds/_defaults.yaml", "seeds/_roles.yaml")
        }
        shared["seeds/twilio/_company.yaml"] = (REPOSITORY / "seeds/twilio/_company.yaml").read_text("utf-8")
        self.shared, _ = catalogue(shared)
        self.templates, _ = check_templates(*_templates())
        self.examples = [path.read_bytes() for path in sorted((REPOSITORY / "seeds/twilio").glob("[!_]*.yaml"))]

    def guide(self, data: bytes) -> bytes:
        """The guide of a good spec."""
        from guidewright.core.compile import compile_record
        from guidewright.core.render import Renderer

        renderer = Renderer(self.templates)
        compiled = compile_record(self.path, data.decode("utf-8"), self.shared, renderer)
        assert compiled.record is not None
        output, _ = renderer.guide(compiled.record, self.shared.companies["twilio"])
        assert output is not None
        return output

    def __call__(self, data: bytes) -> str:
        from guidewright.core.compile import compile_record
        from guidewright.core.diagnostic import has_errors
        from guidewright.core.render import Renderer
        from guidewright.core.text import decode

        text, found = decode(data, self.path)
        if text is None:
            _located(found)
            return "refused"
        renderer = Renderer(self.templates)
        compiled = compile_record(self.path, text, self.shared, renderer)
        _located(compiled.diagnostics)
        if compiled.record is None:
            assert has_errors(compiled.diagnostics), "no record and no error"
            return "refused"
        output, found = renderer.guide(compiled.record, self.shared.companies["twilio"])
        _located(found)
        assert output is not None or has_errors(found), "no guide and no error"
        if output is not None:
            _, head, body = output.decode("utf-8").split("---\n", 2)
            assert isinstance(yaml.safe_load(head), dict)
            assert body.strip()
        return "built"


class TemplateTarget:
    """A template's text: checked, and a guide rendered with it."""

    def __init__(self) -> None:
        from guidewright.core.compile import compile_record
        from guidewright.core.render import Renderer
        from guidewright.core.templates import check_templates

        spec = SpecTarget()
        self.shared, self.names = spec.shared, _templates()
        set_, _ = check_templates(*self.names)
        text = (REPOSITORY / "seeds/twilio/data-engineer.yaml").read_text("utf-8")
        self.record = compile_record("seeds/twilio/data-engineer.yaml", text, self.shared, Renderer(set_)).record
        self.examples = [
            source.encode() for name, source in sorted(self.names[0].items()) if name.startswith("blocks/")
        ]

    def __call__(self, data: bytes) -> str:
        from guidewright.core.diagnostic import has_errors
        from guidewright.core.render import Renderer
        from guidewright.core.templates import check_templates
        from guidewright.core.text import decode
        from guidewright.edges.limits import limits

        text, found = decode(data, "templates/blocks/lever.md.j2")
        if text is None:
            _located(found)
            return "refused"
        sources = self.names[0] | {"blocks/lever.md.j2": text}
        with limits(SECONDS - 3, 512) as guard:
            checked, problems = check_templates(sources, self.names[1])
            output, found = Renderer(checked, guard).guide(self.record, {})
        _located([*problems, *found])
        assert output is not None or has_errors([*problems, *found]), "no guide and no error"
        return "built" if output is not None else "refused"


class LegacyTarget:
    """A legacy guide's bytes: decoded and lifted; every line of it is in the tree."""

    def __init__(self) -> None:
        spec = SpecTarget()
        self.examples = [spec.guide(data) for data in spec.examples]

    def __call__(self, data: bytes) -> str:
        from guidewright.core.diagnostic import has_errors
        from guidewright.core.legacy.encoding import decode
        from guidewright.core.legacy.lift import lift
        from guidewright.core.legacy.tree import parse, to_text

        text, found = decode(data, "twilio/data-engineer.md")
        _located(found)
        if text is None:
            assert has_errors(found), "no text and no error"
            return "refused"
        assert to_text(parse(text)) == text, "the tree lost something"
        result = lift(text, "twilio/data-engineer.md", _mapping)
        _located([*result.diagnostics])
        assert result.spec or result.diagnostics, "refused without a reason"
        return "lifted" if result.spec else "refused"


class SheetTarget:
    """A sheet for refresh, through the command line; a dry run changes nothing."""

    def __init__(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix="bench-sheet-"))
        atexit.register(shutil.rmtree, folder)
        self.root = make_workspace(folder / "workspace", 3)
        self.before = tree(self.root, "seeds")
        grid = inside(self.root, "grid")
        assert grid.code == 0, grid.err
        self.examples = [grid.out.encode(), grid.out.replace(",", ";").encode(), grid.out.replace("0,", "5,").encode()]

    def __call__(self, data: bytes) -> str:
        sheet = self.root / "sheet.csv"
        sheet.write_bytes(data)
        ran = inside(
            self.root, "refresh", str(sheet), "--quarter", "2026-Q4", "--verified-on", "2026-12-01", "--dry-run"
        )
        assert ran.code in (0, 1, 2, 3), f"exit code {ran.code}: {ran.err}"
        assert ran.code == 0 or ran.err.strip() or ran.out.strip(), "failed without a word"
        assert "Traceback" not in ran.err, ran.err
        assert tree(self.root, "seeds") == self.before, "a dry run changed a spec"
        return "accepted" if ran.code == 0 else "refused"


def _mapping(text: str) -> dict[str, Any] | None:
    try:
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def _templates() -> tuple[dict[str, str], dict[str, str]]:
    top = REPOSITORY / "templates"
    names = {
        path.relative_to(top).as_posix(): path.read_text("utf-8")
        for folder in ("blocks", "pages")
        for path in sorted((top / folder).glob("*.j2"))
    }
    names["guide.md.j2"] = (top / "guide.md.j2").read_text("utf-8")
    return names, {name: f"templates/{name}" for name in names}


TARGETS: dict[str, Callable[[], Any]] = {
    "spec": SpecTarget,
    "template": TemplateTarget,
    "legacy": LegacyTarget,
    "sheet": SheetTarget,
}


def inputs(examples: list[bytes], count: int, seed: int) -> Iterator[bytes]:
    """``count`` inputs, the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        yield mutated(chance.choice(examples), chance)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TimeoutError(f"longer than {SECONDS} s")


def run(name: str, count: int, seed: int) -> tuple[dict[str, int], list[tuple[bytes, BaseException]]]:
    """How often a target came to what, and the inputs that broke it."""
    target = TARGETS[name]()
    counts: dict[str, int] = {}
    broken: list[tuple[bytes, BaseException]] = []
    before = signal.signal(signal.SIGALRM, _stop)
    try:
        for data in inputs(target.examples, count, seed):
            signal.setitimer(signal.ITIMER_REAL, SECONDS)
            try:
                came_to = target(data)
            except (Exception, RecursionError) as error:
                came_to = "broken"
                broken.append((data, error))
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
            counts[came_to] = counts.get(came_to, 0) + 1
    finally:
        signal.signal(signal.SIGALRM, before)
    return counts, broken


def main() -> int:
    import sys
    import traceback

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=" ".join(TARGETS))
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    failed = False
    for name in options.targets or TARGETS:
        counts, broken = run(name, options.inputs, options.seed)
        print(name, counts, flush=True)  # noqa: T201
        for data, error in broken[:10]:
            sys.stderr.write(f"{name}: {data!r}\n")
            traceback.print_exception(error)
        failed = failed or bool(broken)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
