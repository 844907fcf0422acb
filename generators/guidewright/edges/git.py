"""git through its command line: revisions, listings, many blobs from one process, and local configuration."""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidewright.edges.errors import OutsideError

_QUIET = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


class GitError(OutsideError):
    """git is missing, this is no repository, or it does not know a revision."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a revision. ``mode`` is git's: 100644 and 100755 are regular files."""

    mode: str
    oid: str
    path: str

    @property
    def regular(self) -> bool:
        return self.mode in ("100644", "100755")


def _run(root: Path, *arguments: str, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-c", "core.quotepath=off", *arguments]
    try:
        return subprocess.run(
            command, cwd=root, input=data, capture_output=True, env={**os.environ, **_QUIET}, check=False
        )
    except FileNotFoundError as error:
        if not root.is_dir():
            raise GitError(f"{root}: no such folder") from error
        raise GitError("git was not found; install it, or put it on the PATH") from error
    except OSError as error:
        raise GitError(f"git cannot be run: {(error.strerror or str(error)).lower()}") from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    """What git complained of, in a line."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return (lines[0] if lines else f"exit code {done.returncode}").removeprefix("fatal: ").removeprefix("error: ")


def output(root: Path, *arguments: str) -> bytes:
    """What a git command prints; GitError with git's own words when it fails."""
    done = _run(root, *arguments)
    if done.returncode:
        raise GitError(f"git {arguments[0]}: {_said(done)}")
    return done.stdout


def is_repository(root: Path) -> bool:
    """Whether ``root`` lies in the work tree of a git repository (False also where there is no git)."""
    try:
        return _run(root, "rev-parse", "--is-inside-work-tree").stdout.strip() == b"true"
    except GitError:
        return False


def need_repository(root: Path) -> None:
    done = _run(root, "rev-parse", "--is-inside-work-tree")
    if done.stdout.strip() == b"true":
        return
    said = _said(done)
    if "dubious ownership" in said:
        raise GitError(f"{root}: git refuses to read it: {said}")
    raise GitError(f"{root}: is in no git repository; run 'git init' and commit, or work in a clone")


def known(root: Path, rev: str) -> str | None:
    """The commit that ``rev`` names; None where git knows none."""
    if not rev or rev.startswith("-") or "\0" in rev or "\n" in rev:
        return None
    done = _run(root, "rev-parse", "--verify", "--quiet", f"{rev}^{{commit}}")
    return done.stdout.decode().strip() or None if done.returncode == 0 else None


def commit(root: Path, rev: str) -> str:
    """The commit that ``rev`` names; GitError that says what to do where git knows none."""
    need_repository(root)
    found = known(root, rev)
    if found:
        return found
    if known(root, "HEAD") is None:
        raise GitError(f"unknown revision '{rev}': the repository has no commit yet; commit first")
    if _run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        raise GitError(
            f"unknown revision '{rev}': this is a shallow clone that does not reach it; "
            "run 'git fetch --unshallow' (in a workflow: actions/checkout with fetch-depth: 0)"
        )
    branches = f"; there is 'origin/{rev}'" if known(root, f"origin/{rev}") else ""
    raise GitError(f"unknown revision '{rev}'{branches}; 'git log --oneline' lists what there is")


def merge_base(root: Path, one: str, other: str) -> str:
    """The commit at which two revisions parted."""
    first, second = commit(root, one), commit(root, other)
    done = _run(root, "merge-base", first, second)
    if done.returncode or not done.stdout.strip():
        shallow = _run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        hint = "; this is a shallow clone: run 'git fetch --unshallow'" if shallow else ""
        raise GitError(f"'{one}' and '{other}' have no common commit{hint}")
    return done.stdout.decode().strip()


def listing(root: Path, rev: str, *paths: str) -> list[Entry]:
    """The files of a revision below ``paths``, relative to ``root`` (which may lie below the top of the repository)."""
    data = output(root, "ls-tree", "-r", "-z", commit(root, rev), "--", *paths)
    entries = []
    for record in data.split(b"\0"):
        if record:
            head, _, path = record.partition(b"\t")
            mode, _, oid = head.decode().split(" ")
            entries.append(Entry(mode, oid, os.fsdecode(path)))
    return entries


def blob_id(data: bytes, like: str) -> str:
    """The object name that git gives to a file's bytes, in the repository's hash (told by the length of ``like``)."""
    make = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return make(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def blobs(root: Path, oids: Iterable[str]) -> dict[str, bytes]:
    """The bytes of many objects, from one ``git cat-file --batch``; those that are missing are left out."""
    wanted = list(dict.fromkeys(oids))
    if not wanted:
        return {}
    done = _run(root, "cat-file", "--batch", "--buffer", data="".join(f"{oid}\n" for oid in wanted).encode())
    data, at, found = done.stdout, 0, {}
    for oid in wanted:
        end = data.find(b"\n", at)
        if end < 0:
            raise GitError(f"git cat-file: {_said(done)}")
        head = data[at:end].split(b" ")
        at = end + 1
        if len(head) == 3 and head[1] == b"blob":
            size = int(head[2])
            found[oid] = data[at : at + size]
            at += size + 1
        elif len(head) == 3:
            at += int(head[2]) + 1
    return found


def changed_since(root: Path, rev: str) -> frozenset[str]:
    """Workspace paths that differ between ``rev`` and the working tree, untracked files too."""
    base = commit(root, rev)
    tracked = output(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", base, "--", ".")
    untracked = output(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(os.fsdecode(path) for path in (tracked + untracked).split(b"\0") if path)


def set_config(root: Path, values: Mapping[str, str]) -> None:
    """Sets keys of the repository's own configuration."""
    for key, value in values.items():
        output(root, "config", "--local", key, value)


def drop_sections(root: Path, sections: Sequence[str]) -> list[str]:
    """Removes whole sections of the repository's own configuration; returns those that were there."""
    return [name for name in sections if _run(root, "config", "--local", "--remove-section", name).returncode == 0]


def top(root: Path) -> Path:
    """The top folder of the work tree."""
    need_repository(root)
    return Path(os.fsdecode(output(root, "rev-parse", "--show-toplevel").rstrip(b"\n")))


def author(root: Path) -> str:
    """The name under which commits are made here; empty where git knows none."""
    return _run(root, "config", "user.name").stdout.decode("utf-8", "replace").strip()


def parents_in_merge(root: Path) -> list[str]:
    """The commits that a merge under way may be taking in: from git's environment, or the heads that it keeps."""
    named = [name.removeprefix("GITHEAD_") for name in sorted(os.environ) if name.startswith("GITHEAD_")]
    kept = (known(root, head) for head in ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD", "REVERT_HEAD"))
    return [commit for commit in (*named, *kept) if commit]


def merged_text(root: Path, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """What git makes of three versions of a text; None where they conflict."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, data in zip(files, (ours, base, theirs), strict=True):
            file.write_bytes(data)
        done = _run(root, "merge-file", "-p", "--quiet", *map(str, files))
        return done.stdout if done.returncode == 0 else None


def file_at(root: Path, rev: str, path: str) -> bytes | None:
    """One file of a revision; None where it is not there."""
    done = _run(root, "cat-file", "blob", f"{rev}:./{path}")
    return done.stdout if done.returncode == 0 else None


def files_at(root: Path, rev: str, paths: Sequence[str]) -> dict[str, bytes]:
    """Many files of a revision."""
    wanted = set(paths)
    oids = {entry.path: entry.oid for entry in listing(root, rev, "output") if entry.path in wanted and entry.regular}
    contents = blobs(root, oids.values())
    return {path: contents[oid] for path, oid in oids.items() if oid in contents}
