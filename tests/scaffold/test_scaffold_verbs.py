"""init and new: what they write validates and builds, nothing is overwritten, nothing leaves the workspace."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cli_runner import tree
from conftest import REPOSITORY
from scaffolding import run
from test_scaffold_words import BAD_SLUGS

from guidewright.core import reader
from guidewright.core.edit.fmt import fmt
from guidewright.core.edit.vocabulary import file_order, roles_order

PACKAGE = REPOSITORY / "generators"


def specs_of(root: Path, company: str) -> list[str]:
    return sorted(path.stem for path in (root / "seeds" / company).glob("[a-z]*.yaml"))


def assert_canonical(root: Path) -> None:
    """Every file that was scaffolded is as fmt would lay it out."""
    for path in (root / "seeds").rglob("*.yaml"):
        text = path.read_text("utf-8")
        order = roles_order if path.name == "_roles.yaml" else file_order
        assert fmt(text, lambda text: reader.read(text, "x")[0], order).text == text, path


def test_init_builds_at_once(tmp_path: Path) -> None:
    """A new workspace builds and checks without a finding, and its shared files stand without the example."""
    root = tmp_path / "deep" / "ws"
    ran = run("init", root)
    assert ran.code == 0, ran.err
    assert set(ran.out.splitlines()) == set(tree(root))
    assert_canonical(root)
    assert run("build", root=root).code == 0
    assert "Example Corp Global Negotiation Guide" in (root / "output/guides/example/software-engineer.md").read_text()
    built = tree(root)
    again = run("init", root)
    assert (again.code, again.out, tree(root)) == (0, "", built)
    for path in (root / "seeds/example").iterdir():
        path.unlink()
    (root / "seeds/example").rmdir()
    ran = run("build", "--prune=all", root=root)
    assert ran.code == 0, ran.err


def test_init_shared_files_are_the_repositorys(tmp_path: Path) -> None:
    """The catalogue and defaults of a new workspace say what those of the repository say."""
    run("init", tmp_path / "ws")
    for name in ("_roles.yaml", "_defaults.yaml"):
        made, own = ((top / "seeds" / name).read_text("utf-8") for top in (tmp_path / "ws", REPOSITORY))
        assert reader.read(made, name)[0] == reader.read(own, name)[0]


def test_init_editor_settings(tmp_path: Path) -> None:
    """Every schema that the editor is pointed to is there."""
    root = tmp_path / "ws"
    run("init", root)
    settings = json.loads((root / ".vscode/settings.json").read_text())
    assert len(settings["yaml.schemas"]) == 4
    assert all((root / path).is_file() for path in settings["yaml.schemas"])


def test_init_leaves_other_files_alone(tmp_path: Path) -> None:
    """Into a folder that is not empty: what differs stays (exit 3); --force replaces it and keeps a backup."""
    root = tmp_path / "ws"
    root.mkdir()
    (root / "README.md").write_text("mine\n")
    ran = run("init", root, "--dry-run")
    assert (ran.code, tree(root)) == (3, {"README.md": b"mine\n"})
    assert not (root / ".guidewright").exists()
    ran = run("init", root)
    assert ran.code == 3
    assert "README.md: error[GW601] exists and differs, and is left alone" in ran.err
    assert (root / "README.md").read_text() == "mine\n"
    assert run("build", root=root).code == 0
    assert run("init", root, "--force").code == 0
    assert [path.read_text() for path in root.glob(".guidewright/backup/*/README.md")] == ["mine\n"]


def test_init_where_no_folder_can_be(tmp_path: Path) -> None:
    """A file, or a folder below one, is refused with exit code 2."""
    (tmp_path / "file").write_text("")
    for place in ("file", "file/below", "a\x00b"):
        ran = run("init", str(tmp_path / place))
        assert ran.code == 2, ran.err
    assert tree(tmp_path) == {"file": b""}


def test_new_company(workspace: Path) -> None:
    """The 13 standard roles, valid and in canonical layout, which build as drafts without a single amount."""
    ran = run("new", "company", "acme-ai", "--no-input", root=workspace)
    assert ran.code == 0, ran.err
    assert len(specs_of(workspace, "acme-ai")) == 13
    assert len(ran.out.splitlines()) == 14
    assert "company_display: Acme AI\n" in (workspace / "seeds/acme-ai/_company.yaml").read_text()
    assert_canonical(workspace)
    assert run("build", root=workspace).code == 0
    for path in (workspace / "output/guides/acme-ai").iterdir():
        assert "| Region |\n|--------|\n| TODO: region of the headquarters |" in path.read_text()
    before = tree(workspace)
    again = run("new", "company", "acme-ai", "--no-input", root=workspace)
    assert (again.code, again.out, tree(workspace)) == (0, "", before)


def test_new_company_says_where_to_write(workspace: Path) -> None:
    """Every placeholder is named by its place, and stands there."""
    ran = run("-v", "-C", workspace, "new", "company", "acme", "--no-input")
    places = re.findall(r"^  (\S+):(\d+):(\d+): (TODO.*)$", ran.err, re.M)
    texts = {path: path.read_text("utf-8") for path in (workspace / "seeds/acme").iterdir()}
    assert len(places) == sum(line.count("TODO") for text in texts.values() for line in text.splitlines())
    for path, line, column, text in places:
        assert (workspace / path).read_text("utf-8").splitlines()[int(line) - 1][int(column) - 1 :].startswith(text)


def test_new_company_like(workspace: Path) -> None:
    """--like takes roles, regions and currencies, and no figure, sentence or source of the other company."""
    ran = run("new", "company", "acme", "--like", "twilio", "--hq", "Denver", "--no-input", root=workspace)
    assert ran.code == 0, ran.err
    assert specs_of(workspace, "acme") == specs_of(workspace, "twilio")
    spec = (workspace / "seeds/acme/data-engineer.yaml").read_text()
    assert re.findall(r"region: (.*)|currency: (.*)", spec) == [
        ("Denver, CO (HQ)", ""),
        ("San Francisco, CA", ""),
        ("London, UK", ""),
        ("", "GBP"),
    ]
    assert "  spacing: tight\n" in (workspace / "seeds/acme/_company.yaml").read_text()
    theirs = set(re.findall(r"\d+", (workspace / "seeds/twilio/data-engineer.yaml").read_text()))
    ours = set(re.findall(r"\d+", re.sub(r"#.*|TODO: lever \d", "", spec)))
    assert not ours & theirs
    assert "Twilio" not in spec
    assert run("build", root=workspace).code == 0


def test_new_company_like_a_whole_one(empty_workspace: Path) -> None:
    """A company with the 13 standard roles and one of its own lends all 14, and the one is named."""
    for argv in (
        ["company", "stripe", "--roles", "standard,stripe-treasury-engineer"],
        ["company", "acme", "--like", "stripe"],
    ):
        ran = run("new", *argv, "--no-input", root=empty_workspace)
        assert ran.code == 0, ran.err
    assert len(specs_of(empty_workspace, "acme")) == 14
    assert "seeds/acme/acme-treasury-engineer.yaml: stripe has this role of its own" in ran.err
    assert (
        "role_display: Acme Treasury Engineer\nrole_type: specialty\n"
        in (empty_workspace / "seeds/acme/acme-treasury-engineer.yaml").read_text()
    )
    assert_canonical(empty_workspace)
    assert run("build", root=empty_workspace).code == 0


def test_new_company_protects_what_is_there(workspace: Path) -> None:
    """A spec that somebody has begun to fill in stays (exit 3); --force replaces it and keeps a backup."""
    run("new", "company", "acme", "--no-input", root=workspace)
    mine = workspace / "seeds/acme/data-engineer.yaml"
    mine.write_text("last_updated: 2026-01-01\n")
    (workspace / "seeds/acme/data-scientist.yaml").unlink()
    ran = run("new", "company", "acme", "--no-input", root=workspace)
    assert (ran.code, ran.out) == (3, "seeds/acme/data-scientist.yaml\n")
    assert mine.read_text() == "last_updated: 2026-01-01\n"
    ran = run("new", "company", "acme", "--no-input", "--force", root=workspace)
    assert (ran.code, ran.out) == (0, "seeds/acme/data-engineer.yaml\n")
    kept = list(workspace.glob(".guidewright/backup/*/seeds/acme/data-engineer.yaml"))
    assert [path.read_text() for path in kept] == ["last_updated: 2026-01-01\n"]


def test_dry_run_writes_nothing(workspace: Path) -> None:
    """--dry-run names every file and makes none."""
    before = tree(workspace)
    ran = run("new", "company", "acme", "--no-input", "--dry-run", root=workspace)
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 14
    assert all(line.startswith("create   seeds/acme/") for line in ran.out.splitlines())
    assert tree(workspace) == before
    assert not (workspace / ".guidewright").exists()


def test_new_guide(workspace: Path) -> None:
    """A guide takes the shape of the company's other guides; a role that nobody knows is a specialty."""
    ran = run("new", "guide", "twilio/product-manager", "--no-input", root=workspace)
    assert (ran.code, ran.out) == (0, "seeds/twilio/product-manager.yaml\n"), ran.err
    text = (workspace / "seeds/twilio/product-manager.yaml").read_text()
    assert re.findall("region: (.*)", text) == ["San Francisco, CA (HQ)", "Denver, CO", "London, UK"]
    ran = run("new", "guide", "segment/data-enginer", "--no-input", root=workspace)
    assert "is not in seeds/_roles.yaml, so it is a specialty; did you mean 'data-engineer'?" in ran.err
    assert (
        "role_display: Data Enginer\nrole_type: specialty\n"
        in (workspace / "seeds/segment/data-enginer.yaml").read_text()
    )
    assert_canonical(workspace)
    assert run("build", root=workspace).code == 0


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["guide", "twillio/data-engineer"], "no company 'twillio'"),
        (["guide", "twilio"], "expected COMPANY/ROLE"),
        (["guide", "seeds/twilio/x.yaml"], "expected COMPANY/ROLE"),
        (["guide", "twilio/data-engineer", "--display", "Other"], "is called 'Data Engineer' in seeds/_roles.yaml"),
        (["company", "acme", "--like", "twillio"], "did you mean 'twilio'?"),
        (["company", "acme", "--roles", "standard,../x"], "--roles: '../x' is no role slug"),
        (["company", "acme", "--roles", ""], "--roles: '' is no role slug"),
        (["company", "acme", "--display", "a\nb"], "--display:"),
        (["company", "acme", "--display", "  "], "--display: is empty"),
        (["company", "acme", "--hq", "\u202eevil"], "--hq:"),
        (["role", "data-analyst", "--for", "twilio,nobody"], "no company 'nobody'"),
        (["company", "acme", "--data", "nowhere.yaml"], "nowhere.yaml: no such file"),
        (["company", "acme", "--data", "a\x00b"], "null"),
    ],
)
def test_usage(workspace: Path, argv: list[str], said: str) -> None:
    """Wrong arguments: exit code 2, the reason in one line, nothing written."""
    before = tree(workspace)
    ran = run("new", *argv, "--no-input", root=workspace)
    assert ran.code == 2, ran.err
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert tree(workspace) == before


ARGUMENTS = [
    ["company", "{}"],
    ["guide", "{}/data-engineer"],
    ["guide", "twilio/{}"],
    ["role", "{}"],
    ["company", "acme", "--like={}"],
    ["company", "acme", "--roles=standard,{}"],
    ["guide", "twilio/product-manager", "--like={}"],
    ["role", "data-analyst", "--for=twilio,{}"],
]


@pytest.mark.parametrize("slug", [slug for slug in BAD_SLUGS if slug], ids=ascii)
def test_bad_slugs_create_nothing(workspace: Path, slug: str) -> None:
    """No argument takes what is no slug: exit code 2, nothing created anywhere around the workspace."""
    before = tree(workspace.parent)
    for argv in ARGUMENTS:
        if "=" in argv[-1] and slug != slug.strip():
            continue  # lists may have spaces around their commas
        ran = (
            run("new", argv[0], "--no-input", "--", argv[1].format(slug), root=workspace)
            if len(argv) == 2
            else run("new", *(part.format(slug) for part in argv), "--no-input", root=workspace)
        )
        assert ran.code == 2, (argv, ran.err)
        assert "Traceback" not in ran.err
        assert tree(workspace.parent) == before


def test_new_role(workspace: Path) -> None:
    """The catalogue gains an entry and keeps its bytes; --for makes drafts; a second run has nothing to do."""
    before = (workspace / "seeds/_roles.yaml").read_text()
    ran = run("new", "role", "data-analyst", "--for", "all", "--no-input", root=workspace)
    assert ran.code == 0, ran.err
    assert ran.out.split() == ["seeds/_roles.yaml", "seeds/segment/data-analyst.yaml", "seeds/twilio/data-analyst.yaml"]
    after = (workspace / "seeds/_roles.yaml").read_text()
    assert after.startswith(before)
    assert "\n\ndata-analyst:\n  aliases: []\n  role_display: Data Analyst\n  role_type: standard\n" in after
    assert_canonical(workspace)
    assert run("build", root=workspace).code == 0
    again = run("new", "role", "data-analyst", "--for", "all", "--no-input", root=workspace)
    assert (again.code, again.out) == (0, "")
    assert run("new", "role", "data-engineer", "--for", "segment", "--no-input", root=workspace).code == 0


def test_data(workspace: Path, tmp_path: Path) -> None:
    """--data gives values; the command line has the last word."""
    (tmp_path / "v.yaml").write_text(
        "company_display: From File\nindustry: \"{{ 7*7 }}: pay #1\"\ncurrency: EUR\nticker: 'XETRA: ACM'\n"
        "regions: [Berlin (HQ), {region: London, currency: GBP}]\nroles: [data-engineer]\n"
    )
    (tmp_path / "v.json").write_text(json.dumps({"hq": "Berlin", "roles": "data-engineer"}))
    ran = run(
        "new", "company", "acme", "--display", "Acme", "--data", tmp_path / "v.yaml", "--no-input", root=workspace
    )
    assert ran.code == 0, ran.err
    assert specs_of(workspace, "acme") == ["data-engineer"]
    facts = (workspace / "seeds/acme/_company.yaml").read_text()
    assert 'company_display: Acme\nindustry: "{{ 7*7 }}: pay #1"\n' in facts
    assert 'ticker: "XETRA: ACM"\ncurrency: EUR\n' in facts
    spec = (workspace / "seeds/acme/data-engineer.yaml").read_text()
    assert re.findall("region: (.*)", spec) == ["Berlin (HQ)", "London"]
    assert run("new", "company", "beta", "--data", tmp_path / "v.json", "--no-input", root=workspace).code == 0
    assert "region: Berlin\n" in (workspace / "seeds/beta/data-engineer.yaml").read_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("industy: x\n", "v.yaml:1:1: error[GW101] unknown key 'industy'; did you mean 'industry'?"),
        ("hq: 5\n", "v.yaml:1:5: error[GW102] hq: expected text"),
        ("currency: USS\n", "is no currency"),
        ("hq: &a x\n", "an anchor"),
        ("hq: x\nhq: y\n", "said twice"),
        ("regions: []\n", "expected a list of regions"),
        ("regions: [{region: x, currenci: EUR}]\n", "did you mean 'currency'?"),
        ("regions: [3]\n", "expected a name"),
        ("roles: [1]\n", "expected a list of slugs"),
        ("roles: [../x]\n", "is no role slug"),
        ("- a\n", "the top level is a list"),
        ("_shape: {}\n", "unknown key '_shape'"),
        ("role_display: x\n", "unknown key 'role_display'"),
    ],
)
def test_bad_data(workspace: Path, tmp_path: Path, text: str, said: str) -> None:
    """What --data must not say is refused at its place, with exit code 2, and nothing is written."""
    (tmp_path / "v.yaml").write_text(text)
    before = tree(workspace)
    ran = run("new", "company", "acme", "--data", tmp_path / "v.yaml", "--no-input", root=workspace)
    assert ran.code == 2, ran.err
    assert said in ran.err
    assert tree(workspace) == before


def own_template(workspace: Path, settings: object, body: str, name: str = "{{cookiecutter.role}}.yaml") -> Path:
    top = workspace / "templates/scaffold/guide"
    (top / "{{cookiecutter.company}}").mkdir(parents=True)
    (top / "cookiecutter.json").write_text(json.dumps(settings))
    (top / "{{cookiecutter.company}}" / name).write_text(body)
    return top


OWN = {"company": "", "role": "", "team": "Core"}


def test_own_template_wins(workspace: Path, tmp_path: Path) -> None:
    """A workspace's template is used instead of the one that ships, with variables of its own."""
    own_template(workspace, OWN, "negotiation_dna_summary: Team {{ cookiecutter.team }}\n")
    (tmp_path / "v.yaml").write_text("team: Payments\n")
    for argv in (["twilio/product-manager"], ["twilio/data-scientist", "--data", str(tmp_path / "v.yaml")]):
        ran = run("new", "guide", *argv, "--no-input", root=workspace)
        assert ran.code == 0, ran.err
    assert (workspace / "seeds/twilio/product-manager.yaml").read_text() == "negotiation_dna_summary: Team Core\n"
    assert (workspace / "seeds/twilio/data-scientist.yaml").read_text() == "negotiation_dna_summary: Team Payments\n"
    assert run("build", root=workspace).code == 0


@pytest.mark.parametrize(
    ("settings", "body", "name", "code", "said"),
    [
        (OWN, "{{ ''.__class__.__mro__ }}", "", 2, "templates/scaffold/guide:"),
        (OWN, "{{ cookiecutter.__class__.__init__.__globals__ }}", "", 2, "unsafe"),
        (
            OWN,
            "{% for i in range(9999) %}" * 3 + "{% endfor %}" * 3,
            "",
            2,
            "resource limit",
        ),
        (OWN | {"team": "{{ ''.__class__.__mro__ }}"}, "{{ cookiecutter.team }}", "", 2, "templates/scaffold/guide:"),
        (OWN, "{{ cookiecutter.nobody }}", "", 2, "nobody"),
        (OWN, "{% if %}", "", 2, "line 1"),
        (OWN, "a: 1", "{{ '..' }}.yaml", 2, "is no name for a file of a scaffold"),
        (OWN | {"_extensions": ["canary"]}, "a: 1", "", 2, "'_extensions'"),
        (OWN, "nonsense: 1\n", "", 1, "unknown key 'nonsense'"),
        (OWN, "compensation: [\n", "", 1, "GW005"),
    ],
)
def test_own_template_is_held(workspace: Path, settings: object, body: str, name: str, code: int, said: str) -> None:
    """A workspace's template gets the sandbox and the limits; what it makes is checked before it is written."""
    (workspace / "guidewright.toml").write_text("version = 1\n[limits]\nseconds = 1\n")
    top = own_template(workspace, settings, body, name or "{{cookiecutter.role}}.yaml")
    (top / "canary.py").write_text("import pathlib; pathlib.Path('canary').write_text('ran')\n")
    (top / "hooks").mkdir()
    (top / "hooks/pre_gen_project.py").write_text("import pathlib; pathlib.Path('canary').write_text('ran')\n")
    before = tree(workspace.parent)
    ran = run("new", "guide", "twilio/product-manager", "--no-input", root=workspace)
    assert (ran.code, "Traceback" in ran.err) == (code, False), ran.err
    assert said in ran.err
    assert tree(workspace.parent) == before


def test_own_template_holds_no_links(workspace: Path) -> None:
    """A link in a template would put a file of this machine into a spec."""
    top = own_template(workspace, OWN, "a: 1")
    (top / "{{cookiecutter.company}}" / "secret.yaml").symlink_to("/etc/passwd")
    ran = run("new", "guide", "twilio/product-manager", "--no-input", root=workspace)
    assert ran.code == 2
    assert "is a link" in ran.err


def test_linked_company_folder(workspace: Path, tmp_path: Path) -> None:
    """Nothing is written through a link out of the workspace."""
    (tmp_path / "outside").mkdir()
    (workspace / "seeds/acme").symlink_to(tmp_path / "outside")
    ran = run("new", "company", "acme", "--no-input", root=workspace)
    assert ran.code == 2
    assert not list((tmp_path / "outside").iterdir())


def guidewright_process(*argv: str, home: Path, **more: object) -> subprocess.CompletedProcess[str]:
    code = "import sys; from guidewright import cli; from guidewright.cli_scaffold import register\n"
    code += "'new' in cli.cli.commands or register(cli.cli)\nsys.exit(cli.main())"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(home.parent / "tmp"),
        "PYTHONPATH": str(PACKAGE),
    }
    (home.parent / "tmp").mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-c", code, *argv], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_home_stays_empty(workspace: Path, tmp_path: Path) -> None:
    """Neither the home folder nor the temporary folder holds anything afterwards."""
    home = tmp_path / "home"
    home.mkdir()
    for argv in (["init", str(tmp_path / "ws")], ["-C", str(workspace), "new", "company", "acme"]):
        ran = guidewright_process(*argv, home=home)
        assert ran.returncode == 0, ran.stderr
    assert not list(home.rglob("*"))
    assert not list((tmp_path / "tmp").iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_questions_on_a_terminal(workspace: Path) -> None:
    """On a terminal new asks, with the name made of the slug as default; a wrong answer is asked for again."""
    import pty

    code = "import sys; from guidewright import cli; from guidewright.cli_scaffold import register\n"
    code += "'new' in cli.cli.commands or register(cli.cli)\nsys.exit(cli.main())"
    ours, theirs = pty.openpty()
    argv = [sys.executable, "-c", code, "-C", str(workspace), "new", "company", "acme-ai", "--roles", "data-engineer"]
    process = subprocess.Popen(argv, stdin=theirs, stderr=theirs, stdout=subprocess.PIPE, text=True)
    os.close(theirs)
    os.write(ours, b"\nBerlin\n\n\nEURO\nEUR\n")
    out, _ = process.communicate(timeout=60)
    said = os.read(ours, 65536).decode()
    os.close(ours)
    assert process.returncode == 0, said
    assert "Name as printed [Acme AI]: " in said
    assert "is no currency" in said
    assert out.splitlines() == ["seeds/acme-ai/_company.yaml", "seeds/acme-ai/data-engineer.yaml"]
    facts = (workspace / "seeds/acme-ai/_company.yaml").read_text()
    assert "company_display: Acme AI\n" in facts
    assert "hq: Berlin\n" in facts
    assert "currency: EUR\n" in facts
