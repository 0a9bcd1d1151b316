"""Commands killed or stopped at a chosen step of their work on files (`interruptions/sitecustomize.py`)."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.repository import ROOT

HOOK = Path(__file__).resolve().parent / "interruptions"


@dataclass(frozen=True)
class Ended:
    """How a command ended; how many steps on files it had made by then."""

    returncode: int
    stderr: str
    steps: int

    @property
    def killed(self) -> bool:
        return self.returncode == -signal.SIGKILL


def _environment(count: Path, steps: Sequence[int], number: int) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(HOOK), str(ROOT / "scripts")]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "YUEBAO_CACHE": "",  # what an earlier run kept would spare a later one its steps
        "TRIAL_COUNT": str(count),
        "TRIAL_STEPS": ",".join(map(str, steps)),
        "TRIAL_SIGNAL": str(number),
    }


def run_until(
    command: Sequence[str], scratch: Path, step: int | None = None, number: int = signal.SIGKILL
) -> Ended:
    """The command in a group of its own, to its end or until just before the step, where its whole group gets the
    signal."""
    count = _counting(scratch)
    done = subprocess.run(
        command,
        env=_environment(count, [] if step is None else [step], number),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        start_new_session=True,
    )
    return Ended(done.returncode, done.stderr, count.stat().st_size)


def stops(command: Sequence[str], scratch: Path, steps: Sequence[int]) -> Iterator[int]:
    """The command, at rest just before each of the steps in turn, and at last its exit status."""
    count = _counting(scratch)
    process = subprocess.Popen(
        command,
        env=_environment(count, steps, signal.SIGSTOP),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while True:
            _, status = os.waitpid(process.pid, os.WUNTRACED)
            if not os.WIFSTOPPED(status):
                process.returncode = os.waitstatus_to_exitcode(status)
                yield process.returncode
                return
            yield -signal.SIGSTOP
            _signal(count, signal.SIGCONT)
    finally:
        if process.returncode is None:
            _signal(count, signal.SIGKILL)
            process.wait()


def _counting(scratch: Path) -> Path:
    """Where one command is counted: another may run while it is at rest."""
    return Path(tempfile.mkdtemp(prefix="trial-", dir=scratch)) / "steps"


def _groups(count: Path) -> Path:
    return count.with_name(f"{count.name}.groups")


def _signal(count: Path, number: int) -> None:
    """Send the signal to every group of the command that is still there."""
    for group in {int(line) for line in _groups(count).read_text(encoding="ascii").split()}:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, number)


def spread(total: int, count: int, seed: int) -> list[int]:
    """So many steps out of all, in order: the first and the last ones, where things are switched, and others by lot."""
    ends = {1, *range(max(1, total - count // 2), total + 1)}
    chosen = ends | set(random.Random(seed).choices(range(1, total + 1), k=count))
    return sorted(random.Random(seed).sample(sorted(chosen), min(count, len(chosen))))
