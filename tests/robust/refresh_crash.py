"""Kills of a refresh: every spec is as before or as after, and the same refresh again ends as if undisturbed."""

from __future__ import annotations

import random
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from .crash import Tally, kill_after
from .harness import guidewright, make_workspace, temporaries, torn, tree


def sheet(root: Path, to: Path, number: int) -> Path:
    """The grid of ``root`` with the low ends of base pay moved by a little, differently for every ``number``."""
    ran = guidewright(root, "grid")
    assert ran.code == 0, ran.err
    head, *lines = ran.out.split("\n")
    at = head.split(",").index("base_low")
    moved = []
    for line in lines:
        cells = re.findall(r'"[^"]*"|[^,]+|(?<=,)(?=,|$)|^(?=,)', line)
        if len(cells) > at and cells[at].isdigit():
            cells[at] = str(int(cells[at]) - 1000 * (1 + number % 4))
        moved.append(",".join(cells))
    to.write_text("\n".join([head, *moved]), encoding="utf-8")
    return to


def refresh_kills(
    folder: Path, kills: int, guides: int, seed: int, say: Callable[[str], None] = lambda text: None
) -> Tally:
    """Kills ``kills`` refreshes of a workspace of ``guides`` specs."""
    chance = random.Random(seed)
    made = make_workspace(folder / "made", guides)
    root, tally = folder / "workspace", Tally()
    options = ("--quarter", "2026-Q4", "--verified-on", "2026-12-01", "--accept", "all")
    for number in range(4):
        sheet(made, folder / f"{number}.csv", number)
    before, results = tree(made, "seeds"), []
    longest = 0.0
    for number in range(4):
        shutil.copytree(made, root)
        started = time.monotonic()
        ran = guidewright(root, "refresh", str(folder / f"{number}.csv"), *options)
        longest = max(longest, time.monotonic() - started)
        assert ran.code in (0, 1), ran.err
        results.append(tree(root, "seeds"))
        assert results[number] != before, "the refresh changes nothing"
        shutil.rmtree(root)
    while tally.killed < kills:
        argv = ("refresh", str(folder / f"{tally.rounds % 4}.csv"), *options)
        wanted = results[tally.rounds % 4]
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(made, root)
        for _ in range(min(chance.randrange(1, 4), kills - tally.killed)):
            killed, ended = kill_after(root, chance.uniform(0.1, longest), argv)
            tally.tries += 1
            tally.killed += killed
            tally.processes += not ended
            tally.torn += len(torn(tree(root, "seeds"), before, wanted))
        again = guidewright(root, *argv)
        tally.rounds += 1
        tally.wrong_code += again.code not in (0, 1)
        tally.left_over += len(temporaries(root))
        tally.unequal += tree(root, "seeds") != wanted
        say(f"refresh {tally.killed}/{kills} {asdict(tally)}")
    return tally
