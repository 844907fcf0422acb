"""build --watch: builds again on a change, and shows errors without ending."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.05)


def test_watching_builds_on_change_and_survives_errors(workspace: Path) -> None:
    log = workspace.parent / "log"
    spec = workspace / "seeds/segment/ml-ai-engineer.yaml"
    guide = workspace / "output/guides/segment/ml-ai-engineer.md"
    good = spec.read_text("utf-8")
    with log.open("w") as file:
        command = [sys.executable, "-m", "guidewright", "-C", str(workspace), "build", "--watch"]
        process = subprocess.Popen(command, stderr=file, stdout=file, env=os.environ | {"PYTHONUNBUFFERED": "1"})
        try:
            wait_for(lambda: "watching" in log.read_text())
            spec.write_text(good.replace("base_high: 228000", "base_high: 231000"), encoding="utf-8")
            wait_for(lambda: "$231K" in guide.read_text("utf-8"))
            spec.write_text("a: [", encoding="utf-8")
            wait_for(lambda: "error[GW005]" in log.read_text())
            spec.write_text(good, encoding="utf-8")
            wait_for(lambda: "$228K" in guide.read_text("utf-8"))
            assert process.poll() is None
        finally:
            process.send_signal(signal.SIGINT)
            code = process.wait(10)
    assert code in (0, 130)
    assert "Traceback" not in log.read_text()
