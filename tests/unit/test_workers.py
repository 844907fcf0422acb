"""Batches over worker processes: in order, and whole whatever becomes of a worker."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import pytest

from guidewright.edges import workers
from guidewright.edges.workers import in_batches

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")

HERE = os.getpid()


def _doubled(tasks: Sequence[int]) -> list[tuple[int, int]]:
    return [(2 * task, os.getpid()) for task in tasks]


def _values(batches: list[list[tuple[int, int]]]) -> list[list[int]]:
    return [[value for value, _ in batch] for batch in batches]


def test_batches_come_in_the_order_of_their_tasks_from_other_processes() -> None:
    made = list(in_batches(_doubled, range(7), 2, workers=2))
    assert _values(made) == [[0, 2], [4, 6], [8, 10], [12]]
    assert HERE not in {process for batch in made for _, process in batch}


@pytest.mark.parametrize(("size", "many"), [(7, 2), (2, 1)], ids=["one batch", "one worker"])
def test_what_is_not_worth_processes_is_made_here(size: int, many: int) -> None:
    made = list(in_batches(_doubled, range(7), size, many, warm=lambda: pytest.fail("for nothing")))
    assert [value for batch in _values(made) for value in batch] == list(range(0, 14, 2))
    assert {process for batch in made for _, process in batch} == {HERE}


def test_no_tasks_are_no_batches() -> None:
    assert list(in_batches(_doubled, [], 2, workers=2)) == []


def test_the_batches_of_a_dead_worker_are_redone_here() -> None:
    def work(tasks: Sequence[int]) -> list[tuple[int, int]]:
        if 4 in tasks and os.getpid() != HERE:
            os._exit(1)
        return _doubled(tasks)

    assert _values(list(in_batches(work, range(7), 2, workers=2))) == [[0, 2], [4, 6], [8, 10], [12]]


def test_what_the_work_raises_is_raised_here() -> None:
    def work(tasks: Sequence[int]) -> list[int]:
        return [12 // (task - 4) for task in tasks]

    with pytest.raises(ZeroDivisionError):
        list(in_batches(work, range(7), 2, workers=2))
    assert workers._inherited is None


def test_without_another_process_all_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", refused)
    made = list(in_batches(_doubled, range(7), 2, workers=2))
    assert _values(made) == [[0, 2], [4, 6], [8, 10], [12]]
    assert {process for batch in made for _, process in batch} == {HERE}
