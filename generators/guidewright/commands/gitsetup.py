"""git install, git uninstall, and what git calls back: textconv and the ledger's merge driver."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from guidewright.core.plan import format_ledger, parse_ledger
from guidewright.core.review.attributes import ATTRIBUTES, SECTIONS, kept_in_merges, settings, with_block, without_block
from guidewright.core.review.ledgers import Ledger, contested, merge_ledgers
from guidewright.core.review.side import sha256
from guidewright.core.review.textconv import spec_text
from guidewright.edges import git, output
from guidewright.edges.errors import OutsideError
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import find_root

_DATABASE = b"SQLite format 3\0"
_Texts = tuple[str, str, str]
_MOST = 5000
"""Contested files that are merged one by one; beyond, our digests stand."""


def install(start: Path, terminal: Terminal) -> int:
    """Writes our block of .gitattributes and our keys of this clone's configuration."""
    root = _root(start)
    git.need_repository(root)
    before = _attributes(root)
    after = with_block(before)
    if after != before:
        output.write(root, ATTRIBUTES, after.encode())
    git.set_config(root, settings(_command(root)))
    terminal.say(f"{ATTRIBUTES}: {'written' if after != before else 'as it should be'}; commit it")
    terminal.say(
        "this clone's configuration: textconv for specs and databases, merge drivers; every clone installs its own"
    )
    return 0


def uninstall(start: Path, terminal: Terminal) -> int:
    """Takes out what install put in, and nothing else."""
    root = _root(start)
    git.need_repository(root)
    before = _attributes(root)
    after = without_block(before)
    if before and not after:
        output.remove(root, ATTRIBUTES)
    elif after != before:
        output.write(root, ATTRIBUTES, after.encode())
    dropped = git.drop_sections(root, SECTIONS)
    terminal.say(f"{ATTRIBUTES}: {'our lines removed' if after != before else 'had no lines of ours'}")
    terminal.say(f"this clone's configuration: {len(dropped)} sections removed")
    return 0


def _root(start: Path) -> Path:
    try:
        return find_root(start.resolve(strict=True))
    except OSError as error:
        raise OutsideError(f"{start}: {(error.strerror or str(error)).lower()}") from error


def _attributes(root: Path) -> str:
    try:
        return (root / ATTRIBUTES).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise OutsideError(f"{ATTRIBUTES}: cannot be read: {error}") from error


def _command(root: Path) -> str:
    """How git, which starts at the top of the work tree, calls guidewright for this workspace."""
    command = "guidewright" if shutil.which("guidewright") else f"{shlex.quote(sys.executable)} -m guidewright"
    below = root.relative_to(git.top(root).resolve()).as_posix()
    return command if below == "." else f"{command} -C {shlex.quote(below)}"


def textconv(file: str, start: Path, terminal: Terminal) -> int:
    """Prints what a diff shows of a spec or database; anything else as it is."""
    try:
        data = Path(file).read_bytes()
    except OSError as error:
        raise OutsideError(f"{file}: {(error.strerror or str(error)).lower()}") from error
    if data.startswith(_DATABASE):
        from guidewright.edges.sqlite import dump

        terminal.out.write(dump(data))
        return 0
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        terminal.out.write(data.decode("utf-8", "backslashreplace"))
        return 0
    terminal.out.write(spec_text(text, _defaults(start)))
    return 0


def _defaults(start: Path) -> dict[str, object]:
    """The workspace's defaults as they stand, the same for both sides of a diff; empty where they cannot be read."""
    from guidewright.core.reader import read

    try:
        text = (_root(start) / "seeds/_defaults.yaml").read_text("utf-8")
    except (OSError, OutsideError, UnicodeDecodeError):
        return {}
    return read(text, "seeds/_defaults.yaml")[0] or {}


def merge_ledger(start: Path, base: str, ours: str, theirs: str, terminal: Terminal) -> int:
    """Rebuilds the ledger from three versions; the result takes the place of OURS, as git expects. Never a conflict."""
    root = _root(start)
    texts = (_read(base), _read(ours), _read(theirs))
    ledgers = tuple(parse_ledger(text) for text in texts)
    disputed = [path for path in contested(*ledgers) if not kept_in_merges(path)]
    merged = _merged(root, texts, ledgers, disputed) if 0 < len(disputed) <= _MOST else {}
    rebuilt = merge_ledgers(ledgers[0], ledgers[1], ledgers[2], merged)
    Path(ours).write_text(format_ledger(rebuilt), encoding="utf-8", newline="\n")
    terminal.say(f"{output.LEDGER}: rebuilt; run 'guidewright build' after the merge")
    return 0


def _read(file: str) -> str:
    try:
        return Path(file).read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise OutsideError(f"{file}: {(error.strerror or str(error)).lower()}") from error


def _merged(root: Path, texts: _Texts, ledgers: Sequence[Ledger], paths: list[str]) -> dict[str, str]:
    """The digests of contested files as git merges them, where both sides hold exactly what the tool wrote."""
    commits = _commits(root, texts)
    if commits is None:
        return {}
    versions = [git.files_at(root, commit, paths) for commit in commits]
    found = {}
    for path in paths:
        if any(
            path not in own or sha256(own[path]) != ledger.get(path)
            for own, ledger in zip(versions, ledgers, strict=True)
        ):
            continue
        text = git.merged_text(root, versions[0][path], versions[1][path], versions[2][path])
        if text is not None:
            found[path] = sha256(text)
    return found


def _commits(root: Path, texts: _Texts) -> tuple[str, str, str] | None:
    """The commits whose ledgers git has given us: base, ours and theirs; None where that cannot be told."""

    def holds(commit: str | None, text: str) -> bool:
        data = git.file_at(root, commit, output.LEDGER) if commit else None
        return data is not None and data.decode("utf-8", "replace") == text

    ours = git.known(root, "HEAD")
    if ours is None or not holds(ours, texts[1]):
        return None
    for theirs in git.parents_in_merge(root):
        if not holds(theirs, texts[2]):
            continue
        try:
            parted = git.merge_base(root, ours, theirs)
        except git.GitError:
            parted = None
        for base in (parted, git.known(root, f"{theirs}^")):
            if base and holds(base, texts[0]):
                return base, ours, theirs
    return None
