"""One tree, whatever the machine: builds over hash seed, TZ, LC_ALL, umask, folder, workers, directory order, clock.

python -m tests.robust.determinism [--guides 200] [--builds 16]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from .harness import copy_sources, make_workspace, script, tree, tree_hash

_RUN = """
import datetime, os, random, sys, time
root, jobs, umask, order, ahead = sys.argv[1], sys.argv[2], int(sys.argv[3], 8), int(sys.argv[4]), float(sys.argv[5])
os.umask(umask)

real = os.scandir
class Shuffled:
    def __init__(self, entries):
        with entries:
            self.entries = list(entries)
        random.Random(order).shuffle(self.entries)
    def __iter__(self): return iter(self.entries)
    def __enter__(self): return self
    def __exit__(self, *rest): return None
os.scandir = lambda *path: Shuffled(real(*path))

moved = time.time
time.time = lambda: moved() + ahead
class Date(datetime.date):
    @classmethod
    def today(cls): raise AssertionError("build reads the clock")
class Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None): raise AssertionError("build reads the clock")
    utcnow = today = now
datetime.date, datetime.datetime = Date, Datetime

from guidewright.cli import main
sys.exit(main(["-q", "-C", root, "build", "--jobs", jobs]))
"""


class Setting(NamedTuple):
    hash_seed: str
    zone: str
    locale: str
    umask: str
    jobs: str
    order: str
    ahead: str
    elsewhere: bool


def settings(count: int) -> list[Setting]:
    """``count`` settings in which every value of every part occurs, next to changing others."""
    zones = ("UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati")
    locales = ("C", "C.UTF-8", "tr_TR.UTF-8", "POSIX")
    year = str(366 * 86_400)
    return [
        Setting(
            str(at * 7919 % 1000),
            zones[at % 4],
            locales[(at // 2) % 4],
            ("022", "077", "002")[at % 3],
            ("1", "2", "3", "8")[(at // 3) % 4],
            str(at),
            (year, "0")[at % 2],
            at % 5 > 2,
        )
        for at in range(count)
    ]


def build_hash(sources: Path, folder: Path, setting: Setting) -> str:
    """The hash of the tree that a build from nothing makes under ``setting``."""
    root = copy_sources(sources, folder)
    variables = {"PYTHONHASHSEED": setting.hash_seed, "TZ": setting.zone, "LC_ALL": setting.locale}
    place = Path("/") if setting.elsewhere else root
    where = str(root) if setting.elsewhere else "."
    ran = script(_RUN, where, setting.jobs, setting.umask, setting.order, setting.ahead, root=place, **variables)
    assert ran.code == 0, ran.err
    made = tree_hash(tree(root))
    shutil.rmtree(root)
    return made


def hashes(folder: Path, sources: Path, count: int) -> dict[str, list[Setting]]:
    """The settings by the hash of what they built."""
    found: dict[str, list[Setting]] = {}
    for at, setting in enumerate(settings(count)):
        found.setdefault(build_hash(sources, folder / f"build-{at}", setting), []).append(setting)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--guides", type=int, default=200)
    parser.add_argument("--builds", type=int, default=16)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="bench-determinism-"))
    found = hashes(folder, make_workspace(folder / "made", options.guides, ""), options.builds)
    shutil.rmtree(folder)
    for digest, own in found.items():
        print(digest, len(own), "builds")  # noqa: T201
    return 0 if len(found) == 1 else 1


if __name__ == "__main__":
    raise SystemExit(main())
