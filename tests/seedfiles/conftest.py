"""The ``postgres`` mark: tests that need a PostgreSQL server; in CI they must run."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "postgres: needs a PostgreSQL server (.ci/postgres.sh); fails in CI without one")
