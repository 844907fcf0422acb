"""check: everything that is wrong or missing, by rule, in the form that the reader wants; and mends what is safe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guidewright.commands.mending import mend
from guidewright.commands.pipeline import Build, prepare
from guidewright.commands.selection import selected
from guidewright.core.all_codes import ALL_CODES
from guidewright.core.check import baseline as baselines
from guidewright.core.check.explain import explain
from guidewright.core.check.finding import Finding, Options
from guidewright.core.check.guide import Document
from guidewright.core.check.place import diagnose
from guidewright.core.check.rules import BY_CODE
from guidewright.core.check.run import check
from guidewright.core.diagnostic import SEVERITIES, Diagnostic, Severity, in_order
from guidewright.core.nearest import did_you_mean
from guidewright.core.report import github, sarif, statistics
from guidewright.core.report import json as report_json
from guidewright.core.report import text as report_text
from guidewright.core.text import decode
from guidewright.core.validate import Located
from guidewright.edges import output
from guidewright.edges.checking import Job, document, look_at
from guidewright.edges.clock import today
from guidewright.edges.errors import OutsideError
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import Workspace, open_workspace


@dataclass(frozen=True)
class CheckOptions:
    """``format``: text, json, github or sarif. ``as_of``: the day to judge freshness by; None for today."""

    root: Path
    select: tuple[str, ...] = ()
    format: str = "text"
    as_of: str | None = None
    fix: bool = False
    diff: bool = False
    statistics: bool = False
    update_baseline: bool = False
    use_baseline: bool = True
    since: str | None = None


@dataclass
class Checked:
    """A workspace looked at: what was found, what the baseline knew, and the texts that places refer to."""

    workspace: Workspace
    build: Build
    documents: list[Document]
    findings: list[Finding]
    problems: list[Diagnostic]
    options: Options
    known: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    _located: dict[str, Located | None] = field(default_factory=dict)

    def located(self, path: str) -> Located | None:
        """The text of a source file, for places."""
        if path not in self._located:
            data = self.build.sources.specs.get(path) or self.build.sources.shared.get(path)
            text = decode(data, path)[0] if data is not None else None
            self._located[path] = Located(text, path) if text is not None else None
            if text is not None:
                self.texts[path] = text
        return self._located[path]

    def data(self, path: str) -> Mapping[str, Any] | None:
        """The checked mapping of a spec, for the baseline's names."""
        return self._specs.get(path)

    @property
    def _specs(self) -> dict[str, Mapping[str, Any]]:
        return {document.path: document.spec for document in self.documents}

    def diagnostics(self) -> list[Diagnostic]:
        """Everything that was found, by place."""
        found = [self.diagnosed(each) for each in self.findings]
        return in_order([*self.problems, *found])

    def diagnosed(self, finding: Finding) -> Diagnostic:
        if finding.code == "GW493":
            return baselines.diagnose_entry(finding)
        return diagnose(finding, self.located)


def run(options: CheckOptions, terminal: Terminal) -> int:
    """Exit code: 0 nothing that fails; 1 findings at or above check.fail_on; 2 usage or configuration."""
    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    as_of = options.as_of or today()
    checked = look(workspace, options.select, as_of, terminal)
    checked.problems += _unapproved(checked, options.since)
    if options.update_baseline:
        return _write_baseline(checked, options, terminal)
    if options.use_baseline:
        _apply_baseline(checked, whole=not options.select)
    if options.fix or options.diff:
        mended = mend(
            checked.workspace,
            checked.documents,
            checked.build,
            {f.path for f in checked.findings},
            options.diff,
            terminal,
        )
        if options.diff:
            return 1 if mended else 0
        checked = look(workspace, options.select, as_of, terminal)
        if options.use_baseline:
            _apply_baseline(checked, whole=not options.select)
    found = checked.diagnostics()
    _print(checked, found, options, terminal)
    limit = SEVERITIES.index(checked.options.fail_on)
    return 1 if any(SEVERITIES.index(each.severity) <= limit for each in found) else 0


def look(workspace: Workspace, select: Sequence[str], as_of: str, terminal: Terminal) -> Checked:
    """Compiles the workspace and runs the rules."""
    build = prepare(workspace, progress=terminal.progress("reading"))
    chosen = {guide.path for guide in selected(build, select, as_of)}
    config = workspace.config
    severities = _severities(config["check.severity"])
    disabled = frozenset(config["check.disable"])
    for code in [*severities, *disabled]:
        if code not in BY_CODE:
            hint = did_you_mean(code, sorted(BY_CODE))
            raise OutsideError(f"guidewright.toml: check names the rule '{code}', which does not exist; {hint}")
    options = Options(as_of, disabled, severities, config["check.fail_on"])
    documents, known = _documents(build, options)
    findings = check(documents, build.catalogue, options, selected=chosen if select else None, known=known)
    problems = build.diagnostics + [
        each for guide in build.guides.values() if guide.path in chosen for each in guide.diagnostics
    ]
    told = {(each.code, each.place.path) for each in problems}
    findings = [each for each in findings if (each.code, each.path) not in told]
    return Checked(workspace, build, documents, findings, problems, options)


def _severities(configured: Mapping[str, str]) -> dict[str, Severity]:
    known: dict[str, Severity] = {each: each for each in SEVERITIES}
    for code, severity in configured.items():
        if severity not in known:
            raise OutsideError(
                f"guidewright.toml: check.severity.{code} is '{severity}'; expected one of {', '.join(known)}"
            )
    return {code: known[severity] for code, severity in configured.items()}


def _documents(build: Build, options: Options) -> tuple[list[Document], list[Finding]]:
    """Every guide as rules see it, and what those find that look at one guide each."""
    records = build.packed(build.built)
    paths = [guide.path for guide in build.built if guide.path in records]
    job = Job(build.sources.specs, records, build.catalogue, options)
    looked = list(look_at(paths, job, build.jobs or build.workspace.config["build.jobs"]))
    specs = [spec for each in looked for spec in each.specs]
    documents = [document(path, spec, job) for path, spec in zip(paths, specs, strict=True) if spec is not None]
    return documents, [finding for each in looked for finding in each.findings]


def _unapproved(checked: Checked, since: str | None) -> list[Diagnostic]:
    """Figures that moved too far since a revision (default: HEAD, where specs differ from it) without an approval."""
    from guidewright.commands.approve import unapproved
    from guidewright.edges import git

    root = checked.workspace.root
    if since is None:
        if not git.is_repository(root) or git.known(root, "HEAD") is None:
            return []
        if not any(path.startswith("seeds/") for path in git.changed_since(root, "HEAD")):
            return []
    return unapproved(checked.build, since or "HEAD")


def _baseline_path(workspace: Workspace) -> Path:
    path = (workspace.root / workspace.config["check.baseline"]).resolve()
    if workspace.root not in path.parents:
        raise OutsideError(f"guidewright.toml: check.baseline {path} lies outside the workspace")
    return Path(path)


def _write_baseline(checked: Checked, options: CheckOptions, terminal: Terminal) -> int:
    if options.select:
        raise OutsideError("--update-baseline covers the whole workspace; leave out SELECT")
    path = _baseline_path(checked.workspace)
    kept = [each for each in checked.findings if each.severity != "note"]
    output.write(
        checked.workspace.root,
        path.relative_to(checked.workspace.root).as_posix(),
        baselines.write(kept, checked.data).encode(),
    )
    terminal.say(f"{len(kept)} findings are known now: {path.name}")
    terminal.report(each for each in checked.problems if each.severity == "error")
    return 1 if any(each.severity == "error" for each in checked.problems) else 0


def _apply_baseline(checked: Checked, *, whole: bool) -> None:
    path = _baseline_path(checked.workspace)
    if not path.is_file():
        return
    name = path.relative_to(checked.workspace.root).as_posix()
    text, found = decode(path.read_bytes(), name)
    checked.problems += found
    known, found = baselines.read(text or "{}", name) if text is not None else (baselines.Baseline(name), [])
    checked.problems += found
    checked.findings, checked.known = baselines.apply(
        checked.findings, known, checked.data, checked.options, whole=whole
    )


def _print(checked: Checked, found: list[Diagnostic], options: CheckOptions, terminal: Terminal) -> None:
    titles = {code: each.title for code, each in ALL_CODES.items()}
    if options.statistics:
        terminal.result(statistics.statistics(found, titles).rstrip("\n"))
    elif options.format == "json":
        terminal.result(report_json.text(found).rstrip("\n"))
    elif options.format == "github":
        terminal.result(github.text(found, titles).rstrip("\n"))
    elif options.format == "sarif":
        names = {checked.diagnosed(each): baselines.fingerprint(each, checked.data) for each in checked.findings}
        rules = {code: sarif.RuleText(each.title, each.severity, each.meaning) for code, each in ALL_CODES.items()}
        terminal.result(sarif.text(found, rules, fingerprints=names).rstrip("\n"))
    else:
        shown = [each for each in found if each.severity != "note" or terminal.verbosity > 0]
        if terminal.verbosity < 0:
            shown = [each for each in shown if each.severity == "error"]
        for path in {each.place.path for each in shown}:
            checked.located(path)
        for each in shown:
            terminal.result(report_text.one(each, checked.texts, color=terminal.colour).rstrip("\n"))
        hidden = sum(each.severity == "note" for each in found) if terminal.verbosity <= 0 else 0
        known = f"; {len(checked.known)} known by the baseline" if checked.known else ""
        notes = f"; {statistics.plural(hidden, 'note')} not shown (guidewright -v check)" if hidden else ""
        counted = statistics.summary([each for each in found if each.severity != "note"])
        terminal.say(f"{statistics.plural(len(checked.documents), 'guide')}: {counted}{notes}{known}")


def explain_code(code: str, terminal: Terminal) -> int:
    """The meaning of a rule or of any other diagnostic code."""
    if code in BY_CODE:
        terminal.result(explain(BY_CODE[code]).rstrip("\n"))
        return 0
    if code in ALL_CODES:
        known = ALL_CODES[code]
        terminal.result(f"{code} {known.title} ({known.severity})\n\n{known.meaning}")
        return 0
    hint = did_you_mean(code, sorted(ALL_CODES))
    raise OutsideError(f"there is no code '{code}'" + (f"; {hint}" if hint else ""))


def forecast(options: CheckOptions, weeks: int, terminal: Terminal) -> int:
    """What falls due in the coming weeks."""
    import datetime

    from guidewright.core.check.forecast import by_week, dues
    from guidewright.core.check.run import corpus_of

    workspace, problems = open_workspace(options.root)
    if problems:
        terminal.report(problems)
        return 2
    as_of = options.as_of or today()
    checked = look(workspace, options.select, as_of, terminal)
    chosen = {guide.path for guide in selected(checked.build, options.select, as_of)}
    documents = [document for document in checked.documents if document.path in chosen]
    corpus = corpus_of(documents, checked.build.catalogue, as_of)
    for week in by_week(dues(corpus), datetime.date.fromisoformat(as_of), weeks):
        counts = ", ".join(f"{count} {BY_CODE[code].title}" for code, count in week.counts.items())
        terminal.result(f"week of {week.monday}  {counts or '—'}")
    return 0
