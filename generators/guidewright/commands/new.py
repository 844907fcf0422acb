"""new company, guide and role: scaffolds from Cookiecutter templates, checked before and after they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guidewright.commands.lending import Shared, model_of, read_shared
from guidewright.commands.placing import check_placed, check_texts, place, say_placeholders
from guidewright.commands.values import REGIONS, Values, checked_name, checked_slug, collect
from guidewright.core import likeness
from guidewright.core.diagnostic import has_errors
from guidewright.core.likeness import Model, Target
from guidewright.core.nearest import did_you_mean
from guidewright.core.resolve import ROLES
from guidewright.core.scaffold import display_of, role_list, standard_roles
from guidewright.edges import scaffold
from guidewright.edges.errors import OutsideError
from guidewright.edges.output import sha256
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import Workspace, open_workspace


@dataclass(frozen=True)
class NewOptions:
    """What new was asked for; which of these a kind of scaffold knows is the command line's business."""

    root: Path
    slug: str
    display: str | None = None
    hq: str | None = None
    like: str | None = None
    roles: str | None = None
    companies: str | None = None
    data: Path | None = None
    no_input: bool = False
    force: bool = False
    dry_run: bool = False


Job = tuple[Mapping[str, Any], Mapping[str, Any]]
"""The given values and the shape for one rendering of a template."""


@dataclass
class Made:
    """The files of one run by workspace path; ``mended`` are made of what is there; ``advice`` is said at the end."""

    files: dict[str, bytes] = field(default_factory=dict)
    mended: dict[str, str] = field(default_factory=dict)
    advice: list[str] = field(default_factory=list)


def company(options: NewOptions, terminal: Terminal) -> int:
    """A company file and a spec a role. Exit code: 0; 1 what was made is wrong; 2 usage or I/O; 3 files left alone."""
    slug = checked_slug(options.slug, "company")
    like = checked_slug(options.like, "company") if options.like is not None else None
    workspace = _open(options, terminal)
    if workspace is None:
        return 2
    shared = read_shared(workspace)
    model = model_of(shared, like, terminal) if like else Model(currency=shared.currency)
    given = {"company": slug} | _named(options, company_display=options.display, hq=options.hq)
    template, guide = _template("company", workspace), _template("guide", workspace)
    defaults = {"company_display": display_of(slug, company=True), "currency": model.currency}
    values = collect(
        options, terminal, [template, guide], given, defaults, extra=(REGIONS, "roles"), hidden=("role_display",)
    )
    if values is None:
        return 2
    target = Target(
        values.texts["company_display"], values.texts.get("hq", ""), values.texts.get("currency", ""), values.regions
    )
    roles = _roles(options, values, shared, model, slug, like)
    shape = {"hq": likeness.headquarters(model, target), "company": likeness.company_shape(model, target)}
    made = Made(_seeds(scaffold.render(template, [(values.texts, shape)], *_limits(workspace))))
    jobs = _jobs(values.texts, shared, model, target, roles)
    made.files |= _seeds(scaffold.render(guide, jobs, *_limits(workspace)))
    for role in sorted(role for role, there in roles.items() if role not in shared.roles and there in model.specs):
        made.advice.append(
            f"seeds/{slug}/{role}.yaml: {like} has this role of its own; rename or delete it as fits {slug}"
        )
    return _finish(workspace, made, options, terminal, slug)


def guide(options: NewOptions, terminal: Terminal) -> int:
    """A spec for COMPANY/ROLE, in the shape of the company's other guides or of --like's."""
    if options.slug.count("/") != 1:
        raise OutsideError(f"'{options.slug[:80]!a}' names no guide; expected COMPANY/ROLE, like twilio/data-engineer")
    owner, role = options.slug.split("/")
    owner, role = checked_slug(owner, "company"), checked_slug(role, "role")
    like = checked_slug(options.like, "company") if options.like is not None else owner
    workspace = _open(options, terminal)
    if workspace is None:
        return 2
    shared = read_shared(workspace)
    facts = shared.company(owner)
    model = model_of(shared, like, terminal)
    template = _template("guide", workspace)
    known = shared.roles.get(role, {}).get("role_display")
    if known and options.display and options.display != known:
        raise OutsideError(f"--display: {role} is called '{known}' in {ROLES}; leave --display out, or change it there")
    given = {"company": owner, "company_display": facts["company_display"], "role": role}
    given |= _named(options, role_display=options.display or known)
    lent = likeness.lent_display(model, role, facts["company_display"]) or display_of(role)
    values = collect(options, terminal, [template], given, {"role_display": lent}, extra=(REGIONS,))
    if values is None:
        return 2
    target = _target(facts, shared, values)
    jobs = _jobs(values.texts, shared, model, target, {role: role})
    made = Made(_seeds(scaffold.render(template, jobs, *_limits(workspace))))
    if not known:
        hint = did_you_mean(role, shared.roles)
        made.advice.append(f"{role} is not in {ROLES}, so it is a specialty" + (f"; {hint}" if hint else ""))
    return _finish(workspace, made, options, terminal, options.slug)


def role(options: NewOptions, terminal: Terminal) -> int:
    """An entry of the role catalogue, and a spec for it in the companies of ``--for``."""
    slug = checked_slug(options.slug, "role")
    wanted = [part.strip() for part in (options.companies or "").split(",") if part.strip()]
    wanted = [checked_slug(part, "company") for part in wanted]
    workspace = _open(options, terminal)
    if workspace is None:
        return 2
    shared = read_shared(workspace)
    owners = sorted(shared.companies()) if wanted == ["all"] else wanted
    facts = {owner: shared.company(owner) for owner in owners}
    known = shared.roles.get(slug, {}).get("role_display")
    if known and options.display and options.display != known:
        raise OutsideError(f"--display: {slug} is called '{known}' in {ROLES} already; change it there")
    entry, template = _template("role", workspace), _template("guide", workspace)
    given = {"role": slug} | _named(options, role_display=options.display or known)
    asked = ([] if known else [entry]) + ([template] if owners else [])
    values = collect(
        options, terminal, asked, given, {"role_display": display_of(slug)}, hidden=("company", "company_display")
    )
    if values is None:
        return 2
    made = Made()
    if not known:
        rendered = scaffold.render(entry, [(values.texts, {})], *_limits(workspace))
        made.files[ROLES] = shared.with_role(slug, b"".join(rendered.values()), entry.label)
        if ROLES in shared.sources.shared:
            made.mended[ROLES] = sha256(shared.sources.shared[ROLES])
        shared.roles[slug] = {"role_display": values.texts["role_display"]}
    have = [owner for owner in owners if f"seeds/{owner}/{slug}.yaml" in shared.sources.specs]
    jobs: list[Job] = []
    for owner in owners:
        if wanted == ["all"] and owner in have:
            continue
        model = model_of(shared, owner, terminal)
        texts = values.texts | {"company": owner, "company_display": facts[owner]["company_display"]}
        target = _target(facts[owner], shared, values)
        jobs += _jobs(texts, shared, model, target, {slug: slug})
    made.files |= _seeds(scaffold.render(template, jobs, *_limits(workspace))) if jobs else {}
    if have and wanted == ["all"]:
        made.advice.append(f"{len(have)} of {len(owners)} companies have {slug} already; theirs are as they were")
    return _finish(workspace, made, options, terminal, f"*/{slug}")


def _open(options: NewOptions, terminal: Terminal) -> Workspace | None:
    workspace, problems = open_workspace(options.root)
    terminal.report(problems)
    return None if problems else workspace


def _template(kind: str, workspace: Workspace) -> scaffold.Scaffold:
    return scaffold.load(kind, workspace.root)


def _limits(workspace: Workspace) -> tuple[int, int]:
    return workspace.config["limits.seconds"], workspace.config["limits.megabytes"]


def _named(options: NewOptions, **texts: str | None) -> dict[str, str]:
    """The texts that were given on the command line, checked."""
    words = {"company_display": "--display", "role_display": "--display", "hq": "--hq"}
    return {key: checked_name(text, words[key]) for key, text in texts.items() if text is not None}


def _target(facts: Mapping[str, Any], shared: Shared, values: Values) -> Target:
    currency = facts.get("currency") or shared.currency
    return Target(facts["company_display"], facts.get("hq") or "", currency, values.regions)


def _roles(
    options: NewOptions, values: Values, shared: Shared, model: Model, slug: str, like: str | None
) -> dict[str, str]:
    """The roles to make specs for, and what each is called in the company whose shape is taken."""
    listed = options.roles if options.roles is not None else values.roles
    lent = likeness.lent_roles(model, like, slug) if like else {}
    if listed is None:
        roles = list(lent) or standard_roles(shared.roles)
    else:
        roles, problems = role_list(listed, shared.roles)
        for wrong in problems:
            raise OutsideError(f"--roles: {wrong}")
    if not roles:
        raise OutsideError(f"no roles: {ROLES} lists none as standard; name them with --roles")
    return {role: lent.get(role, role) for role in roles}


def _jobs(
    texts: Mapping[str, Any], shared: Shared, model: Model, target: Target, roles: Mapping[str, str]
) -> list[Job]:
    """What the guide template is given for each role (and what the model calls it) of one company."""
    jobs: list[Job] = []
    for role, there in roles.items():
        known = shared.roles.get(role, {}).get("role_display")
        display = known or texts.get("role_display") or likeness.lent_display(model, there, target.company_display)
        shape = likeness.guide_shape(model, there, target) | {"in_catalogue": known is not None}
        jobs.append((dict(texts) | {"role": role, "role_display": display or display_of(role)}, shape))
    return jobs


def _seeds(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"seeds/{path}": data for path, data in files.items()}


def _finish(workspace: Workspace, made: Made, options: NewOptions, terminal: Terminal, select: str) -> int:
    """Checks what was made, puts it in place, checks it there, and says what comes next."""
    found = check_texts(made.files)
    if has_errors(found):
        terminal.report(found)
        terminal.alert("nothing was written: the scaffold template makes specs that are no specs")
        return 1
    placed = place(
        workspace.root, made.files, terminal, force=options.force, dry_run=options.dry_run, mended=made.mended
    )
    if options.dry_run:
        return placed.code
    good = check_placed(workspace, placed.written, terminal)
    for line in made.advice:
        terminal.say(line)
    say_placeholders({path: made.files[path] for path in placed.written if path != ROLES}, terminal)
    if placed.written:
        terminal.say(f"next: write them, then run: guidewright check '{select}'; guidewright build")
    elif not placed.code:
        terminal.say("nothing to do: everything is there already")
    return placed.code or (0 if good else 1)
