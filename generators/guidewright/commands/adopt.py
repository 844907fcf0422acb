"""adopt: lifts hand edits of guides back into their specs, one guide at a time, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guidewright.commands import pipeline
from guidewright.commands.build import BuildOptions, make_plan
from guidewright.core.adopt.adopt import Adoption, adopt
from guidewright.core.adopt.codes import RefusedError
from guidewright.core.adopt.printing import House
from guidewright.core.diagnostic import Diagnostic
from guidewright.core.nearest import did_you_mean
from guidewright.core.render import Renderer
from guidewright.core.text import decode
from guidewright.edges import output
from guidewright.edges.errors import OutsideError
from guidewright.edges.limits import limits
from guidewright.edges.lock import locked
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import Workspace, open_workspace, read_regular

_GUIDES = "output/guides/"


@dataclass(frozen=True)
class AdoptOptions:
    """``guides``: output paths or COMPANY/ROLE; none for every guide that was edited by hand."""

    root: Path
    guides: tuple[str, ...] = ()
    dry_run: bool = False


@dataclass
class _Run:
    """One run: the build that it compares with, the ledger as it grows, and what there is to report."""

    build: pipeline.Build
    ledger: dict[str, str]
    house: House
    options: AdoptOptions
    terminal: Terminal
    adopted: int = 0
    changes: int = 0
    found: list[Diagnostic] = field(default_factory=list)


def run(options: AdoptOptions, terminal: Terminal) -> int:
    """Exit code 0 all adopted, or nothing to adopt; 1 some edit was refused; 2 usage, configuration or I/O."""
    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    if options.dry_run:
        return _all(workspace, options, terminal)
    with locked(workspace.root, announce=terminal.say):
        output.sweep(workspace.root)
        return _all(workspace, options, terminal)


def _all(workspace: Workspace, options: AdoptOptions, terminal: Terminal) -> int:
    if options.guides:
        build = pipeline.prepare(workspace)
        wanted = [_target(name, build) for name in options.guides]
    else:
        planned = make_plan(workspace, BuildOptions(workspace.root), terminal)
        build = planned.build
        wanted = [each.path for each in planned.of("edited") if each.path.startswith(_GUIDES)]
    bounds = workspace.config["limits.seconds"], workspace.config["limits.megabytes"]
    with limits(*bounds) as guard:
        texts: Mapping[str, str] = build.texts
        house = House(build.catalogue, texts, Renderer(build.templates, guard))
        state = _Run(build, output.read_ledger(workspace.root), house, options, terminal)
        for target in dict.fromkeys(wanted):
            _one(state, target)
    terminal.report(state.found)
    refused = {each.place.path for each in state.found if each.severity == "error"}
    would = "would be " if options.dry_run else ""
    counts = f"{state.adopted} {would}adopted ({_number(state.changes, 'change')}), {len(refused)} refused"
    terminal.say(f"{_number(len(wanted), 'guide')}: {counts}" if wanted else "no guide was edited by hand")
    if state.adopted and not options.dry_run:
        terminal.say("run: guidewright build   (for the pages and seed files)")
    return 1 if refused else 0


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _target(name: str, build: pipeline.Build) -> str:
    """The output path of a guide given by path or by COMPANY/ROLE; its spec need not be sound."""
    bare = name.removeprefix("./").removesuffix(".md")
    root = str(build.workspace.root) + "/"
    bare = bare.removeprefix(root).removeprefix(_GUIDES)
    known = {guide.path.removeprefix("seeds/").removesuffix(".yaml") for guide in build.guides.values()}
    if bare in known:
        return f"{_GUIDES}{bare}.md"
    hint = did_you_mean(bare, sorted(known))
    raise OutsideError(f"there is no guide '{name}' with a spec" + (f"; {hint}" if hint else ""))


def _one(state: _Run, target: str) -> None:
    """Adopts one guide: spec and ledger are written only when everything is proved."""
    root = state.build.workspace.root
    path = f"seeds/{target.removeprefix(_GUIDES).removesuffix('.md')}.yaml"
    try:
        data = read_regular(root / target)
    except (OSError, ValueError) as error:
        reason = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
        raise OutsideError(f"{target}: {reason}") from error
    spec = state.build.sources.specs.get(path)
    text, found = decode(spec, path) if spec is not None else (None, [])
    if text is None:
        gone = RefusedError("GW658", 1, f"its spec {path} cannot be read", hint="restore it").at(target)
        state.found += [*found, gone]
        return
    known, guide = state.ledger.get(target), state.build.guides[path]
    digest = output.sha256(data)
    if digest in (known, guide.output):
        state.terminal.say(f"{target}: was not edited by hand")
        return
    if known is not None and guide.output is not None and known != guide.output:
        hint = "take your change of the spec or template back, adopt, then make it again"
        what = f"{path} or what it uses changed since this guide was built, so the hand edit cannot be told apart"
        state.found.append(RefusedError("GW650", 1, what, hint=hint).at(target))
        return
    if known is None:
        what = "the ledger does not know this guide; it is compared with what its spec prints now"
        state.found.append(RefusedError("GW660", 1, what).at(target))
    adoption = adopt(path, text, target, data, state.house)
    state.found += adoption.diagnostics
    if adoption.spec is None or adoption.guide is None:
        return
    _report(state, adoption, target)
    if not state.options.dry_run:
        _write(state, adoption, target, data)


def _report(state: _Run, adoption: Adoption, target: str) -> None:
    for change in adoption.changes:
        state.terminal.result(str(change))
    if adoption.further:
        state.terminal.say(f"{target}: lines that print an adopted value follow: {_ranges(adoption.further)}")
    state.adopted += 1
    state.changes += len(adoption.changes)


def _ranges(numbers: Sequence[int]) -> str:
    """``1, 2, 3, 7`` as ``1–3, 7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _write(state: _Run, adoption: Adoption, target: str, data: bytes) -> None:
    """The guide where further lines follow (a backup is kept), then the spec, then the ledger.

    In this order a run that is killed leaves a guide with all of the hand edit; build protects it, or finds it
    identical.
    """
    assert adoption.spec is not None
    assert adoption.guide is not None
    root = state.build.workspace.root
    if adoption.guide != data:
        state.terminal.detail(f"{target}: your version is kept as {output.back_up(root, target)}")
        output.write(root, target, adoption.guide)
    output.write(root, adoption.path, adoption.spec.encode())
    state.ledger[target] = output.sha256(adoption.guide)
    output.write_ledger(root, state.ledger)
