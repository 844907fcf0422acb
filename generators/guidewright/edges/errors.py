"""What can go wrong outside: one exception tree, caught in one place (``cli.main``)."""

from __future__ import annotations


class OutsideError(Exception):
    """Usage, configuration or I/O: exit code 2. The message names the path and what to do."""


class NoWorkspaceError(OutsideError):
    """No guidewright.toml here or above."""


class BusyError(OutsideError):
    """Another guidewright holds the workspace's lock."""
