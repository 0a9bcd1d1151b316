"""From push to verdict: `PYTHONPATH=scripts python -m tests.benchmark.push`.

One changed month in an archive of 240, on a real bare repository with the hook, beside two yardsticks in the same run:
importing Frictionless, and the same push where no hook looks.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from tests.support.gate_server import Pushed, Server, make_server
from tests.support.git_repository import Repository, new_repository
from tests.synthetic import make_archive

MONTHS, TIMES = 240, 7


Taken = tuple[float, float]
"""Seconds by the clock, and seconds of processor in all processes: on a busy machine only the second is steady."""


def taken(work: Callable[[], object]) -> Taken:
    """How long it takes."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, processor


def medians(all_taken: Iterable[Taken]) -> Taken:
    """The median of each."""
    clock, processor = zip(*all_taken, strict=True)
    return median(clock), median(processor)


def pushes(server: Server, month: str, accepted: bool) -> Taken:
    """The median of several pushes that change one month; bad ones are refused."""
    name, old = ("news", "示例") if accepted else ("satisfaction", "%")
    path = server.clerk.folder / f"data/{month}/{name}.csv"
    good = path.read_text(encoding="utf-8")
    found: list[Taken] = []
    results: list[Pushed] = []
    for number in range(TIMES):
        path.write_text(
            good.replace(old, f"{old}{number}" if accepted else f"{number}％", 1), encoding="utf-8"
        )
        server.clerk.commit(str(number))
        found.append(taken(lambda: results.append(server.push())))
        assert results[-1].accepted is accepted, results[-1].screen
    if not accepted:
        server.clerk.git("reset", "--quiet", "--hard", f"HEAD~{TIMES}")
    return medians(found)


def main() -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        months = make_archive(folder / "first", MONTHS)
        clerk = new_repository(folder / "first")
        clerk.commit("示例")
        server = make_server(folder, clerk)
        rows = [("第一次推送，核验全部月份", taken(server.push))]
        rows.append(("改一个月，接受", pushes(server, months[-1], True)))
        rows.append(("改一个月，拒绝", pushes(server, months[-1], False)))
        Repository(server.bare).git("config", "core.hooksPath", "none")
        rows.append(("同样的推送，没有钩子", pushes(server, months[-2], True)))
    command = [sys.executable, "-c", "import frictionless"]
    yardstick = medians(taken(lambda: subprocess.run(command, check=True)) for _ in range(TIMES))
    print("| 情形 | 秒 | 处理器秒 | 与 import frictionless 的处理器秒之比 |\n|---|---:|---:|---:|")
    for label, (clock, processor) in (*rows, ("import frictionless", yardstick)):
        print(f"| {label} | {clock:.2f} | {processor:.2f} | {processor / yardstick[1]:.1f} |")


if __name__ == "__main__":
    main()
