"""`make races`: the tests that could bet on time, many times over, in three conditions."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.repository import ROOT

MARKED = "import pytest\n@pytest.mark.race\ndef test_one(): {}\ndef test_other(): assert False\n"
TIMING = re.compile(
    r"\btime\.(?:sleep|time|monotonic|perf_counter)\(|wait_for_timeout|[(,] ?timeout=|[(,] ?delay=|deadline=(?!None)"
    r"|\.(?:wait|join|communicate|acquire|alarm|settimeout)\([0-9]|\balarm\("
)
KNOWING = ("support/import_trial.py", "support/waiting.py", "project/test_races.py", "benchmark/")
"""Files that may speak of time: the one that waits for all, this one, and the measurements."""
AGED = "os.utime("
"""A file made to look old is no bet."""


def races(folder: Path, body: str, times: int) -> tuple[int, list[str]]:
    """Status and lines of the script over one marked test."""
    (folder / "test_marked.py").write_text(MARKED.format(body), encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = race: x\n", encoding="utf-8")
    done = subprocess.run(
        [str(ROOT / "scripts/races.sh"), str(Path(sys.executable).parent), str(times), str(folder)],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        env={**os.environ, "RACES_MARK": str(folder)},
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def left(folder: Path) -> list[str]:
    """The processes that the script began and did not end."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if f"RACES_MARK={folder}".encode() in (path / "environ").read_bytes().split(b"\0"):
                found.append(path.name)
        except OSError:
            continue
    return found


@pytest.mark.slow
def test_each_condition_is_counted_and_one_failure_is_enough(tmp_path: Path) -> None:
    cores = len(os.sched_getaffinity(0))
    status, lines = races(tmp_path, "assert __import__('os').sched_getaffinity(0) != {0}", 2)
    assert (status, [line for line in lines if re.search("^[^ =E]+.*：2 遍，", line)]) == (
        1,
        [
            "空闲：2 遍，通过 2 项次，不通过 0 遍",
            f"每个处理器上有一个空转的程序（共 {cores} 个）：2 遍，通过 2 项次，不通过 0 遍",
            "只用一个处理器：2 遍，通过 0 项次，不通过 2 遍",
        ],
    )
    assert left(tmp_path) == []


def test_no_test_knows_how_long_anything_takes() -> None:
    bets = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if not str(path.relative_to(ROOT / "tests")).startswith(KNOWING)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if TIMING.search(line) and AGED not in line and "PATIENCE" not in line
    ]
    assert bets == []
