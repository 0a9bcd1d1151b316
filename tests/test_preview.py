"""The preview: a changed cell is shown soon after the edit, and what is wrong is told and not shown."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from repository import ROOT
from synthetic import make_archive

MONTH = "2001-02"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Shown:
    """A running preview."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root, self.log, self.port = root, log, free_port()
        command = [sys.executable, "-m", "yuebao", "serve", "--root", str(root), "--port", str(self.port)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
        self.process = subprocess.Popen(command, stderr=log.open("wb"), env=environment)

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=5) as response:
            return str(response.read().decode())

    def told(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait(self, what: str, seconds: float = 120) -> float:
        """Until the month's page shows a text; how long it took."""
        start = time.monotonic()
        while time.monotonic() < start + seconds:
            assert self.process.poll() is None, self.told()
            try:
                if what in self.page(f"issues/{MONTH}.html"):
                    return time.monotonic() - start
            except OSError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"{what} is not shown after {seconds} s:\n{self.told()}")


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Shown]:
    root = tmp_path / "archive"
    make_archive(root, months=3, departments=5, towns=2, counties=2, windows=5, staff=5)
    shown = Shown(root, tmp_path / "log")
    yield shown
    if shown.process.poll() is None:
        shown.process.terminate()
        shown.process.wait()


def edit(root: Path, old: str, new: str) -> None:
    path = root / "data" / MONTH / "satisfaction.csv"
    path.write_text(re.sub(old, new, path.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.mark.slow
def test_the_preview_follows_the_data(preview: Shown) -> None:
    preview.wait("好差评情况")
    edit(preview.root, r"\n[0-9]+,", "\n76543,")
    preview.wait("76543")
    assert f"已更新 {MONTH} 的网页" in preview.told()
    edit(preview.root, "76543", "7６543")
    edit(preview.root, "7６543", "76544")
    preview.wait("76544")
    edit(preview.root, "76544", "一")
    while "应为不带正负号" not in preview.told():
        time.sleep(0.05)
    assert "76544" in preview.page(f"issues/{MONTH}.html")
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(30) in (0, 130), preview.told()


@pytest.mark.slow
def test_an_open_finding_at_the_start_is_told(tmp_path: Path) -> None:
    make_archive(tmp_path / "archive", months=2, departments=5, towns=2, counties=2, windows=5, staff=5)
    edit(tmp_path / "archive", r"\n[0-9]+,", "\n一,")
    shown = Shown(tmp_path / "archive", tmp_path / "log")
    assert shown.process.wait(120) == 1
    assert "应为不带正负号" in shown.told()


@pytest.mark.slow
def test_the_preview_comes_to_rest_after_an_edit(preview: Shown) -> None:
    """Every rebuild reads all data: what is read must not count as changed."""
    preview.wait("好差评情况")
    edit(preview.root, r"\n[0-9]+,", "\n76543,")
    preview.wait("76543")
    deadline = time.monotonic() + 60
    while used(preview.process.pid, seconds=3) > 0.5:
        assert time.monotonic() < deadline
    assert "76543" in preview.page(f"issues/{MONTH}.html")


def used(process: int, seconds: float) -> float:
    """How many seconds of processor the process takes in so many seconds."""
    before = ticks(process)
    time.sleep(seconds)
    return (ticks(process) - before) / os.sysconf("SC_CLK_TCK")


def ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
