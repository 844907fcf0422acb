"""build: makes the output what the specs say, touching only what differs and nothing that a person edited."""

from __future__ import annotations

import gc
import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from guidewright.commands import aggregates, pipeline, seeding
from guidewright.commands.guide import Guide
from guidewright.commands.remembering import remember
from guidewright.commands.selection import selected
from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, Place, has_errors
from guidewright.core.plan import Action, ledger_after, plan, too_much
from guidewright.core.report.statistics import plural
from guidewright.edges import output
from guidewright.edges.area import Bytes
from guidewright.edges.beside import Beside, halved, many
from guidewright.edges.errors import OutsideError
from guidewright.edges.lock import locked
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import Workspace, open_workspace


@dataclass(frozen=True)
class BuildOptions:
    """What build was asked for. ``prune`` is '', 'some' or 'all'."""

    root: Path
    select: tuple[str, ...] = ()
    check: bool = False
    dry_run: bool = False
    diff: bool = False
    force: bool = False
    prune: str = ""
    jobs: int = 0

    @property
    def writes(self) -> bool:
        return not (self.check or self.dry_run or self.diff)


@dataclass
class Planned:
    """A build with its plan: what is wanted, what is on disk, and what follows from that."""

    build: pipeline.Build
    wanted: dict[str, str]
    kept: set[str]
    ledger: dict[str, str]
    actions: list[Action]
    databases: dict[str, str]
    chosen: list[Guide]

    def of(self, *kinds: str) -> list[Action]:
        return [action for action in self.actions if action.kind in kinds]


def run(options: BuildOptions, terminal: Terminal) -> int:
    """Exit code: 0; 1 bad specs or (for --check) differences; 2 configuration or I/O; 3 hand edits protected."""
    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    gc.disable()  # what cyclic garbage there is can wait for the end; looking for it takes a tenth of a build
    try:
        return _build(workspace, options, terminal)
    finally:
        gc.enable()


def _build(workspace: Workspace, options: BuildOptions, terminal: Terminal) -> int:
    if not options.writes:
        return _show(options, make_plan(workspace, options, terminal), terminal)
    with locked(workspace.root, announce=terminal.say):
        return _write(options, make_plan(workspace, options, terminal), terminal)


def make_plan(workspace: Workspace, options: BuildOptions, terminal: Terminal) -> Planned:
    """The whole way up to the plan; nothing is written, but what a killed build has left behind is removed."""
    root = workspace.root
    ledger, begun = output.read_ledger(root), output.read_ledger(root, output.BEGUN)
    with _early_digests(root, [] if options.select else sorted(ledger), options.writes) as early:
        build, chosen = _prepared(workspace, options, terminal)
        found = early.result()
    wanted = {guide.target: guide.output for guide in chosen if guide.output} if options.select else build.wanted
    partial = options.select or build.unread_companies
    kept = build.kept | ((ledger.keys() | begun.keys()) - wanted.keys() if partial else set())
    paths = wanted.keys() | (ledger.keys() - kept) | begun.keys()
    disk = {path: digest for path, digest in wanted.items() if found.get(path) == digest}
    raw: dict[str, str] = {}
    looked_at = halved(lambda some: output.disk_digests(root, some, build.cache.databases), sorted(paths - disk.keys()))
    for digests, of_databases in looked_at:
        disk |= digests
        raw |= of_databases
    ledger |= {path: digest for path, digest in begun.items() if disk[path] == digest}
    databases = {raw[path]: disk[path] for path in raw}
    return Planned(build, wanted, kept, ledger, plan(wanted, disk, ledger, kept), databases, chosen)


def _prepared(workspace: Workspace, options: BuildOptions, terminal: Terminal) -> tuple[pipeline.Build, list[Guide]]:
    """The build with everything known that is asked for, and the guides that are."""
    formats = () if options.select else seeding.TEXTS & set(workspace.config["build.seed_files"])
    progress = terminal.progress("building")
    build = pipeline.prepare(workspace, jobs=options.jobs, progress=progress, formats=formats)
    chosen = selected(build, options.select)
    if not options.select:
        aggregates.complete(build)
    return build, chosen


def _early_digests(root: Path, paths: list[str], sweeping: bool) -> Beside[dict[str, str]]:
    """Reads many files of the output while the sources are read. Good only for knowing that a file is as it should be:
    what is about to be written over is looked at again. Removes what a killed build has left behind, too."""
    some = [path for path in paths if not path.endswith(".sqlite")] if many(paths) else []

    def look() -> dict[str, str]:
        if sweeping:
            output.sweep(root)
        return output.disk_digests(root, some)[0]

    def look_later() -> dict[str, str]:
        os.nice(5)  # the sources come first: these digests are asked for last
        return look()

    return Beside(look_later, bool(some), instead=look)


def diagnostics_of(planned: Planned) -> list[Diagnostic]:
    guides = planned.build.guides.values()
    return planned.build.diagnostics + [each for guide in guides for each in guide.diagnostics]


def _protected(action: Action) -> Diagnostic:
    if action.kind == "taken":
        hint = "move it away: output goes here"
        return problem("GW602", Place(action.path), "no regular file of guidewright's stands here", hint=hint)
    hint = f"take it over with 'guidewright adopt {action.path}', or overwrite it with 'guidewright build --force'"
    if action.orphan:
        hint = "its spec is gone: move it away, or restore the spec and adopt it"
    elif not action.path.startswith("output/guides/"):
        hint = "edit its source instead, and overwrite it with 'guidewright build --force' (a backup is kept)"
    return problem("GW601", Place(action.path), "was edited by hand, and is left alone", hint=hint)


def _show(options: BuildOptions, planned: Planned, terminal: Terminal) -> int:
    """--check, --dry-run and --diff: says what a build would do."""
    found = diagnostics_of(planned)
    terminal.report(found)
    differing = planned.of("create", "update", "orphan", "edited", "taken")
    if options.diff:
        from guidewright.commands.difference import show_differences

        show_differences(planned, terminal)
    else:
        for action in differing:
            word = (
                {"create": "missing", "update": "stale"}.get(action.kind, action.kind) if options.check else action.kind
            )
            terminal.result(f"{terminal.paint(word, action.kind):8} {action.path}")
    _summary(planned, terminal, would="would be ")
    if options.check:
        for command in _commands(planned, has_errors(found)):
            terminal.say(command)
    if has_errors(found):
        return 1
    if options.check:
        return 1 if differing else 0
    if planned.of("taken"):
        return 2
    return 3 if planned.of("edited") and not options.force else 1 if options.diff and differing else 0


def _commands(planned: Planned, errors: bool) -> list[str]:
    """What mends the differences, as commands to type."""
    commands = ["mend the errors above first" if errors else ""]
    if planned.of("create", "update"):
        commands.append("run: guidewright build")
    if planned.of("orphan"):
        commands.append("run: guidewright build --prune")
    edited = planned.of("edited")
    commands += [f"run: guidewright adopt {action.path}   (or guidewright build --force)" for action in edited]
    return [command for command in commands if command]


def _write(options: BuildOptions, planned: Planned, terminal: Terminal) -> int:
    root = planned.build.workspace.root
    found = diagnostics_of(planned)
    writing = planned.of("create", "update")
    forced = [action for action in planned.of("edited") if options.force and not action.orphan]
    orphans = planned.of("orphan") if options.prune else []
    config = planned.build.workspace.config
    limits = config["prune.percent"], config["prune.files"]
    if options.prune == "some" and too_much(len(orphans), len(planned.ledger), *limits):
        hint = "say --prune=all if that is meant"
        place = Place(output.LEDGER)
        found.append(
            problem("GW603", place, f"{len(orphans)} of {len(planned.ledger)} files would be pruned", hint=hint)
        )
        orphans = []
    contents = planned.build.contents([action.path for action in (*writing, *forced)])
    for path in contents:
        if path.endswith(".sqlite"):
            planned.databases[output.sha256(contents[path])] = planned.wanted[path]
    with Beside(lambda: remember(planned.build, planned.databases), many(contents)) as remembering:
        output.begin(root, planned.ledger, {path: planned.wanted[path] for path in contents})
        done = _apply(root, writing, forced, orphans, contents, terminal)
        ledger = ledger_after(planned.actions, planned.wanted, planned.ledger, done, planned.kept)
        output.write_ledger(root, ledger)
        output.finish(root)
        remembering.result()
    protected = [_protected(a) for a in planned.of("edited", "taken") if a.path not in done]
    terminal.report([*found, *protected])
    if planned.build.held_back and not options.select:
        terminal.say(f"{len(planned.build.held_back)} pages and seed files held back until the broken specs are mended")
    _summary(planned, terminal, done=done)
    if any(each.code in ("GW602", "GW603") for each in (*protected, *found)):
        return 2
    return 3 if protected else 1 if has_errors(found) else 0


def _apply(
    root: Path,
    writing: list[Action],
    forced: list[Action],
    orphans: list[Action],
    contents: dict[str, Bytes],
    terminal: Terminal,
) -> set[str]:
    """Writes and removes; returns the paths that are as planned now."""
    done = set()
    for action in forced:
        kept = output.back_up(root, action.path)
        terminal.say(f"{action.path}: your version is kept as {kept}")
    made = [action for action in (*writing, *forced) if action.path in contents]
    output.write_all(root, {action.path: contents[action.path] for action in made})
    for action in made:
        done.add(action.path)
        terminal.detail(f"{action.kind} {action.path}")
    for action in orphans:
        output.remove(root, action.path)
        done.add(action.path)
        terminal.detail(f"prune {action.path}")
    return done


_WORDS = {"create": "created", "update": "updated", "identical": "identical"}


def _summary(planned: Planned, terminal: Terminal, *, would: str = "", done: Collection[str] = ()) -> None:
    """One line: how many guides, what became of the files, and what wants a look."""
    counts = [(len(planned.of(kind)), f"{would if kind != 'identical' else ''}{word}") for kind, word in _WORDS.items()]
    orphans, edited = planned.of("orphan"), planned.of("edited")
    pruned, forced = (sum(action.path in done for action in group) for group in (orphans, edited))
    counts += [(pruned, "pruned"), (len(orphans) - pruned, "orphaned")]
    counts += [(forced, "overwritten"), (len(edited) - forced, "edited by hand")]
    files = ", ".join(f"{count} {word}" for count, word in counts if count)
    broken = sum(guide.output is None for guide in planned.chosen)
    drafts = sum(any(each.code == "GW201" for each in guide.diagnostics) for guide in planned.chosen if guide.output)
    extra = [f"{broken} broken"] if broken else []
    extra += [plural(drafts, "draft")] if drafts else []
    terminal.say("; ".join([plural(len(planned.chosen), "guide"), f"files: {files or 'none'}", *extra]))


def watch(options: BuildOptions, terminal: Terminal, changes: Iterable[object]) -> int:
    """Builds at every turn of ``changes``, and shows errors without ending, until there are no more turns."""
    for _ in changes:
        try:
            code = run(options, terminal)
            terminal.say(
                f"watching for changes (last build: {'ok' if code == 0 else f'exit code {code}'}); Ctrl-C ends"
            )
        except OutsideError as error:
            terminal.alert(f"error: {error}")
    return 0
