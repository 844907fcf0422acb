"""The lines that ``git install`` puts into .gitattributes, between markers, and taking exactly them out again."""

from __future__ import annotations

import re

ATTRIBUTES = ".gitattributes"
_START, _END = "# >>> guidewright git install >>>", "# <<< guidewright git install <<<"
_JOINED = " (the line above had no end)"
"""Said behind the first marker when the file did not end with a newline, so that uninstall can restore it."""
LINES = (
    "# Generated files: collapsed in reviews, never converted (the ledger knows their bytes).",
    "output/** -text linguist-generated",
    "# In merges the ledger is rebuilt, and of the seed files made of all guides ours stand until the next build.",
    "output/guidewright.lock merge=guidewright-ledger",
    "output/seeds/* merge=guidewright-built",
    "output/seeds/*.sqlite diff=guidewright-sqlite",
    "# Specs show their figures as the guide prints them.",
    "seeds/*/*.yaml diff=guidewright-spec",
)
SECTIONS = ("diff.guidewright-spec", "diff.guidewright-sqlite", "merge.guidewright-ledger", "merge.guidewright-built")
"""Our sections of a clone's configuration."""
_BLOCK = re.compile(rf"(\n?){re.escape(_START)}([^\n]*)\n.*?{re.escape(_END)}(?:\n|\Z)", re.DOTALL)


def kept_in_merges(path: str) -> bool:
    """Whether our version of an output stands in a merge: what is made of all guides conflicts in nearly every one."""
    return path.startswith("output/seeds/") and path.count("/") == 2


def settings(command: str) -> dict[str, str]:
    """Our keys of a clone's configuration; ``command`` runs guidewright in a shell."""
    return {
        "diff.guidewright-spec.textconv": f"{command} git textconv",
        "diff.guidewright-sqlite.textconv": f"{command} git textconv",
        "diff.guidewright-sqlite.binary": "true",
        "merge.guidewright-ledger.name": "guidewright: rebuild the ledger",
        "merge.guidewright-ledger.driver": f"{command} git merge-ledger %O %A %B",
        "merge.guidewright-built.name": "guidewright: keep ours until the next build",
        "merge.guidewright-built.driver": "true",
    }


def with_block(text: str) -> str:
    """The attributes with our block at the end; an older one is replaced."""
    own = without_block(text)
    joined = bool(own) and not own.endswith("\n")
    start = _START + (_JOINED if joined else "")
    return own + ("\n" if joined else "") + "\n".join((start, *LINES, _END)) + "\n"


def without_block(text: str) -> str:
    """The attributes as they were before ``with_block``."""

    def before(match: re.Match[str]) -> str:
        return "" if _JOINED in match[2] else match[1]

    return _BLOCK.sub(before, text)
