"""One command, measured: wall time, processor time, peak memory; the best of several rounds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
METER = Path(__file__).with_name("meter.py")


@dataclass(frozen=True)
class Reading:
    """Seconds by the clock, seconds of processors, and the memory of the largest process in MB."""

    wall: float
    processor: float
    peak: float

    def best(self, other: Reading) -> Reading:
        return Reading(
            min(self.wall, other.wall), min(self.processor, other.processor), max(self.peak, other.peak)
        )


def environment() -> dict[str, str]:
    """As a user has it: compiled Python is kept (beside the measurements), nothing speaks."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    compiled = str(ROOT / ".cache" / "benchmark" / "compiled")
    return {
        **kept,
        "PYTHONPATH": str(ROOT / "scripts"),
        "PYTHONPYCACHEPREFIX": compiled,
        "NO_MKDOCS_2_WARNING": "1",
    }


def run(*arguments: str, given: str = "") -> Reading:
    """Run Python with these arguments; ``given`` is its input. A status other than 0 and 1 ends the measurements."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(METER), sys.executable, *arguments],
        input=given,
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    wall, processor, peak, status = done.stdout.split()
    if status not in ("0", "1"):
        raise SystemExit(f"{arguments}: {done.stderr}")
    return Reading(float(wall), float(processor), int(peak) / 1024)


Prepare = Callable[[], object]


def side_by_side(
    rounds: int, commands: Mapping[str, Sequence[str]], prepare: Mapping[str, Prepare] | None = None
) -> dict[str, Reading]:
    """Every command in turn, round after round, so that all see the same machine; the best of each.

    ``prepare`` brings about what a command needs, unmeasured, before each of its rounds.
    """
    found: dict[str, Reading] = {}
    for _ in range(rounds):
        for name, command in commands.items():
            if prepare and name in prepare:
                prepare[name]()
            reading = run(*command)
            found[name] = found[name].best(reading) if name in found else reading
    return found
