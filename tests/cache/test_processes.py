"""Work spread over processes: what becomes of the workers when the process that reads is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.repository import ROOT
from tests.support.waiting import until

READER = """
import os
from yuebao.cache.processes import spread

def endless(part):
    while True:
        yield b"x" * 1000

results = spread(endless, [1, 2, 3, 4], {workers})
for _ in range(100):
    next(results)
print(open(f"/proc/self/task/{{os.getpid()}}/children").read(), flush=True)
os.kill(os.getpid(), {signal})
"""


def runs(process: int) -> bool:
    """Whether a process still does anything; one that nobody waits for stays listed when it has ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.race
@pytest.mark.parametrize("workers", [2, 3])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGABRT])
def test_no_worker_outlives_a_reader_that_was_killed(
    tmp_path: Path, workers: int, number: signal.Signals
) -> None:
    code = READER.format(workers=workers, signal=int(number))
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    said, told = tmp_path / "said", tmp_path / "told"  # files: a pipe would wait for the workers to close it
    with said.open("w") as out, told.open("w") as errors:
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=environment, stdout=out, stderr=errors, check=False)
    assert done.returncode == -number
    children = [int(process) for process in said.read_text(encoding="ascii").split()]
    assert len(children) == workers
    try:
        until(lambda: not any(map(runs, children)))
    finally:
        for process in filter(runs, children):
            os.kill(process, signal.SIGKILL)
    assert told.read_text(encoding="utf-8") == ""
