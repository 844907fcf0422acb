"""Running refresh in tests, and looking at what it changed."""

from __future__ import annotations

from pathlib import Path

from cli_runner import Ran, guidewright, tree


def refreshed(root: Path, file: Path | str, *more: str) -> Ran:
    """``guidewright refresh`` for a quarter after all that the specs state."""
    return guidewright("refresh", file, "--quarter", "2026-Q1", *more, root=root)


def spec_of(root: Path, name: str = "acme/data-scientist") -> Path:
    return root / "seeds" / f"{name}.yaml"


def changed_lines(old: bytes, new: bytes) -> list[tuple[str, str]]:
    """The lines that differ between two texts of as many lines."""
    pairs = zip(old.decode().split("\n"), new.decode().split("\n"), strict=True)
    return [(before, after) for before, after in pairs if before != after]


def check_refused(root: Path, file: Path, place: str, code: str, words: str, *more: str) -> None:
    """Exit 1, one message with its place, code and words, and not a byte changed."""
    before = tree(root)
    ran = refreshed(root, file, *more)
    assert (ran.code, tree(root)) == (1, before), ran.err
    assert f"{file.name}:{place}: error[{code}]" in ran.err
    assert words in ran.err
