"""Putting scaffolded files in place: planned, written whole, checked, by the overwrite rule of every writing verb."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from guidewright.commands import pipeline
from guidewright.commands.guide import Guide
from guidewright.core.check.place import place_in_text
from guidewright.core.codes import problem
from guidewright.core.compile import catalogue, shared_kind
from guidewright.core.diagnostic import Diagnostic, Place, has_errors
from guidewright.core.placeholder import placeholders
from guidewright.core.plan import Action, plan
from guidewright.core.resolve import slugs
from guidewright.core.validate import Located, parse
from guidewright.edges import output
from guidewright.edges.cache import Cache
from guidewright.edges.lock import locked
from guidewright.edges.terminal import Terminal
from guidewright.edges.workspace import Workspace, load_sources, texts_of

SHOWN = 20


@dataclass(frozen=True)
class Placed:
    """What became of the files: paths written, paths left alone because they differ, and the exit code so far."""

    written: tuple[str, ...]
    left: tuple[str, ...]
    code: int


def is_spec(path: str) -> bool:
    return path.startswith("seeds/") and path.count("/") == 2 and shared_kind(path) is None


def check_texts(files: Mapping[str, bytes]) -> list[Diagnostic]:
    """Every problem of the specs and shared files among ``files``, found before anything is written."""
    found: list[Diagnostic] = []
    for path, data in files.items():
        kind = shared_kind(path) if path.startswith("seeds/") else None
        if kind is None and not is_spec(path):
            continue
        found += parse(kind or "spec", data.decode(), path)[1]
    return found


def place(
    root: Path,
    files: Mapping[str, bytes],
    terminal: Terminal,
    *,
    force: bool,
    dry_run: bool,
    mended: Mapping[str, str] | None = None,
) -> Placed:
    """Writes what is missing, and what differs only with ``force`` (a backup is kept).

    ``mended``: paths whose new text was made of the text that is there, with the digest of that text.
    """
    if dry_run:
        actions = _planned(root, files, mended or {})
        for action in actions:
            word = "update" if action.kind == "edited" and force else action.kind
            terminal.result(f"{terminal.paint(word, action.kind):8} {action.path}")
        return _placed(actions, (), terminal, force)
    with locked(root, announce=terminal.say):
        output.sweep(root)
        actions = _planned(root, files, mended or {})
        for action in actions:
            if action.kind == "edited" and force:
                kept = output.back_up(root, action.path)
                terminal.say(f"{action.path}: your version is kept as {kept}")
        writing = [a.path for a in actions if a.kind in ("create", "update") or (a.kind == "edited" and force)]
        for path in writing:
            output.write(root, path, files[path])
            terminal.result(path)
        return _placed(actions, tuple(writing), terminal, force)


def _planned(root: Path, files: Mapping[str, bytes], mended: Mapping[str, str]) -> list[Action]:
    disk, _ = output.disk_digests(root, sorted(files))
    return plan({path: output.sha256(data) for path, data in files.items()}, disk, mended)


def _placed(actions: list[Action], written: tuple[str, ...], terminal: Terminal, force: bool) -> Placed:
    taken = [action.path for action in actions if action.kind == "taken"]
    left = [action.path for action in actions if action.kind == "edited" and not force]
    hint = "move it away: a file goes here"
    found = [problem("GW602", Place(path), "no regular file stands here", hint=hint) for path in taken]
    hint = "nothing to do if it is as you want it; --force replaces it (a backup is kept)"
    found += [problem("GW601", Place(path), "exists and differs, and is left alone", hint=hint) for path in left]
    terminal.report(found)
    return Placed(written, (*left, *taken), 2 if taken else 3 if left else 0)


def check_placed(workspace: Workspace, files: Collection[str], terminal: Terminal) -> bool:
    """Whether the guides among ``files`` build as they stand on disk; says what is wrong where they do not.

    Only these are compiled: a workspace of thousands need not be built to know that fourteen of them are right.
    """
    sources = load_sources(workspace)
    sources.specs = {path: data for path, data in sources.specs.items() if path in files}
    build = pipeline.Build(workspace, sources, Cache())
    for path in sources.specs:
        build.guides[path] = Guide(path, *slugs(path), data_key="", render_key="")
    build.compile(sources.specs)
    guides = build.guides.values()
    found = [each for guide in guides for each in guide.diagnostics]
    broken = {path for path in files if is_spec(path)} - {guide.path for guide in guides if guide.output is not None}
    if broken and not has_errors(found):
        found += catalogue(texts_of(sources.shared, found))[1]
    terminal.report(found)
    return not has_errors(found) and not broken


def say_placeholders(files: Mapping[str, bytes], terminal: Terminal) -> None:
    """What is still to be written, as places to go to: the first ones, and how many more there are."""
    texts = {path: data.decode() for path, data in files.items()}
    values = {path: parse(shared_kind(path) or "spec", text, path)[0] for path, text in texts.items()}
    found = [(path, *each) for path in files for each in placeholders(values[path])]
    if not found:
        return
    count = len({path for path, *_ in found})
    terminal.say(f"to be written: {_count(len(found), 'placeholder')} in {_count(count, 'file')}")
    limit = len(found) if terminal.verbosity > 0 else SHOWN
    for path, at, offset, line in found[:limit]:
        source = Located(texts[path], path)
        terminal.say(f"  {place_in_text(source, at, offset) or source.place(at)}: {line}")
    if len(found) > limit:
        terminal.say(f"  … and {len(found) - limit} more (-v shows all of them)")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
