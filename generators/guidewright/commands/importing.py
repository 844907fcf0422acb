"""import: lifts legacy guides into specs and company files, proves what was kept, and overwrites nobody's work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from guidewright.core.compile import Compiled, catalogue, compile_record
from guidewright.core.diagnostic import Diagnostic, Place, has_errors, in_order
from guidewright.core.importing import Given, Identity, company_files, identify
from guidewright.core.lift_report import FileReport, Report
from guidewright.core.plan import Action, plan
from guidewright.core.render import Renderer
from guidewright.core.resolve import ROLES, Catalogue, company_path
from guidewright.core.templates import TemplateSet
from guidewright.core.validate import parse
from guidewright.edges import output
from guidewright.edges.errors import OutsideError
from guidewright.edges.legacy import find
from guidewright.edges.lifting import Lifted, lift_all
from guidewright.edges.lock import locked
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import Workspace, load_sources, open_workspace, texts_of

NO_GUIDE = "GW510"


@dataclass(frozen=True)
class ImportOptions:
    """``report``: a file to write the report to, by its ending .json or .html."""

    root: Path
    sources: tuple[Path, ...]
    report: tuple[Path, ...] = ()
    verified_on: str | None = None
    quarter: str | None = None
    dry_run: bool = False
    force: bool = False
    jobs: int = 0


@dataclass
class Import:
    """An import under way: files by outcome, and what would be written."""

    files: dict[str, str] = field(default_factory=dict)
    reports: list[FileReport] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def run(options: ImportOptions, terminal: Terminal) -> int:
    """Exit code 0 all lifted; 1 some file was refused or has a fault; 2 usage or I/O; 3 an existing spec was kept."""
    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    for target in options.report:
        _check_report(target)
    items, skipped = find(options.sources)
    if not items:
        raise OutsideError("no guide to import: name a folder of <company>/<role>.md, or files")
    lifted = lift_all(items, options.jobs or workspace.config["build.jobs"], terminal.progress("lifting"))
    shared = _catalogue(workspace)
    made = _assemble(lifted, shared, options)
    made.diagnostics += skipped
    if options.dry_run:
        return _finish(options, made, [], set(), terminal)
    with locked(workspace.root, announce=terminal.say):
        output.sweep(workspace.root, ("seeds",))
        actions, done = _apply(workspace.root, made.files, options.force, terminal)
    return _finish(options, made, actions, done, terminal)


def _catalogue(workspace: Workspace) -> Catalogue:
    sources = load_sources(workspace)
    made, found = catalogue(texts_of(sources.shared, []))
    if ROLES in made.broken:
        raise OutsideError("; ".join(str(each) for each in found if each.place.path == ROLES) or f"{ROLES} is broken")
    return made


def _assemble(lifted: Sequence[Lifted], shared: Catalogue, options: ImportOptions) -> Import:
    """Groups the lifted guides by company and makes their files; what fails is reported and left out."""
    made = Import()
    companies: dict[str, list[tuple[Identity, Lifted]]] = {}
    for one in lifted:
        identity, found = _identity(one, shared)
        if _is_stray(one):
            noted = [replace(each, severity="warning") for each in one.diagnostics]
            made.reports.append(_report(one._replace(diagnostics=noted), None, "skipped", found))
        elif identity is None:
            made.reports.append(_report(one, None, "refused", found))
        else:
            companies.setdefault(identity.company, []).append(
                (identity, one._replace(diagnostics=[*one.diagnostics, *found]))
            )
    given = Given(options.verified_on, options.quarter)
    for company, guides in sorted(companies.items()):
        existing = None if options.force else shared.companies.get(company)
        pairs = [(identity, one.result) for identity, one in guides if one.result is not None]
        files = company_files(company, pairs, shared.roles, existing, given)
        _check(company, guides, files.files, files.diagnostics, shared, made)
    return made


def _identity(one: Lifted, shared: Catalogue) -> tuple[Identity | None, list[Diagnostic]]:
    if one.result is None or one.result.outcome == "refused":
        return None, []
    return identify(one.result, one.item.company, one.item.role, shared.roles)


def _is_stray(one: Lifted) -> bool:
    return one.item.stray and any(each.code == NO_GUIDE for each in one.diagnostics)


def _check(
    company: str,
    guides: Sequence[tuple[Identity, Lifted]],
    files: Mapping[str, str],
    problems: Sequence[Diagnostic],
    shared: Catalogue,
    made: Import,
) -> None:
    """Reads back what was made, as a build would: a spec that does not compile is not written, and says why."""
    path = company_path(company)
    own = dict(shared.companies)
    if path in files:
        checked, found = parse("company", files[path], path)
        made.diagnostics += found
        if checked is None:
            made.reports += [_report(one, identity, "refused", found) for identity, one in guides]
            return
        own[company] = checked
        made.files[path] = files[path]
    catalogue = Catalogue(shared.defaults, shared.roles, own)
    renderer = Renderer(TemplateSet({}, {}))
    for identity, one in guides:
        spec = f"seeds/{company}/{identity.role}.yaml"
        twice = [each for each in problems if each.place.path == one.item.shown]
        if twice:
            made.reports.append(_report(one, identity, "refused", twice))
            continue
        compiled = compile_record(spec, files[spec], catalogue, renderer)
        if compiled.record is not None:
            made.files[spec] = files[spec]
        made.reports.append(_outcome(one, identity, compiled))


def _outcome(one: Lifted, identity: Identity, compiled: Compiled) -> FileReport:
    if compiled.record is None:
        errors = [each for each in compiled.diagnostics if each.severity == "error"]
        told = [each.at(Place(one.item.shown, 1, 1)) for each in errors]
        return _report(one, identity, "refused", told)
    assert one.result is not None
    return _report(one, identity, one.result.outcome, [])


def _report(one: Lifted, identity: Identity | None, outcome: str, more: Sequence[Diagnostic]) -> FileReport:
    guide = f"{identity.company}/{identity.role}" if identity else ""
    return FileReport(
        one.item.shown, guide, identity.by if identity else "", outcome, one.result, [*one.diagnostics, *more]
    )


def _apply(root: Path, files: Mapping[str, str], force: bool, terminal: Terminal) -> tuple[list[Action], set[str]]:
    """Writes what is new; what exists and differs is kept unless forced, and then backed up."""
    contents = {path: text.encode() for path, text in files.items()}
    wanted = {path: output.sha256(data) for path, data in contents.items()}
    disk, _ = output.disk_digests(root, sorted(wanted))
    actions = plan(wanted, disk, {})
    done = set()
    for action in actions:
        if action.kind == "edited" and force:
            terminal.detail(f"{action.path}: the old one is kept as {output.back_up(root, action.path)}")
        if action.kind == "create" or (action.kind == "edited" and force):
            output.write(root, action.path, contents[action.path])
            done.add(action.path)
    return actions, done


def _finish(options: ImportOptions, made: Import, actions: Sequence[Action], done: set[str], terminal: Terminal) -> int:
    found = [each for report in made.reports for each in report.diagnostics] + made.diagnostics
    errors = [each for each in in_order(found) if each.severity == "error"]
    kept = [action.path for action in actions if action.kind in ("edited", "taken") and action.path not in done]
    report = Report(tuple(sorted(made.reports, key=lambda each: each.path)), tuple(made.diagnostics), len(made.files))
    terminal.report(found if terminal.verbosity > 0 else errors)
    for target in options.report:
        _write_report(target, report, terminal)
    for line in report.lines():
        terminal.say(line)
    for path in kept:
        terminal.alert(
            f"{path}: exists and differs, and was left alone; import --force overwrites it (a backup is kept)"
        )
    if options.dry_run:
        terminal.say("dry run: nothing was written")
    faults = has_errors(found) or any(each.is_faulty for each in made.reports)
    return 3 if kept else 1 if faults else 0


def _check_report(target: Path) -> None:
    if target.suffix not in (".json", ".html"):
        raise OutsideError(f"{target}: a report ends in .json or .html")
    if not target.resolve().parent.is_dir():
        raise OutsideError(f"{target.resolve().parent}: there is no such folder")


def _write_report(target: Path, report: Report, terminal: Terminal) -> None:
    text = report.html() if target.suffix == ".html" else report.json()
    output.write(target.resolve().parent, target.name, text.encode())
    terminal.detail(f"report written to {target}")
