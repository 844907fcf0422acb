"""Questions to a person: asked on stderr, and only where someone sits at a terminal."""

from __future__ import annotations

import sys

from guidewright.edges.terminal import Terminal


def is_interactive(terminal: Terminal) -> bool:
    """Whether questions can be asked: stdin and stderr are both a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and terminal.err.isatty()


def ask(question: str, default: str) -> str:
    """The answer, without white space around it; the default for an empty one."""
    import click

    answer: str = click.prompt(question, default=default, show_default=bool(default), err=True, type=str)
    return answer.strip()


def choose(question: str, choices: list[str]) -> str:
    """One of the choices; the first for an empty answer."""
    import click

    answer: str = click.prompt(question, default=choices[0], type=click.Choice(choices), err=True)
    return answer
