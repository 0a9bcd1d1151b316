"""The preview: a changed cell is shown soon after the edit, and what is wrong is told and not shown."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.loopback import free_port
from tests.support.program import command, environment
from tests.support.repository import ROOT
from tests.support.waiting import PATIENCE, resting, until
from tests.synthetic import SMALL, make_archive

pytestmark = pytest.mark.race
MONTH = "2001-02"


class Shown:
    """A running preview."""

    def __init__(self, root: Path, log: Path) -> None:
        self.root, self.log, self.port = root, log, free_port()
        call = command("serve", "--root", str(root), "--port", str(self.port))
        with log.open("wb") as told:
            self.process = subprocess.Popen(call, stderr=told, env=environment())

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as response:
            return str(response.read().decode())

    def told(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait(self, what: str) -> None:
        """Until the month's page shows a text."""
        until(lambda: what in self._page_so_far(), lambda: self.process.poll() is None)

    def wait_told(self, what: str) -> None:
        """Until the terminal shows a text."""
        until(lambda: what in self.told(), lambda: self.process.poll() is None)

    def _page_so_far(self) -> str:
        try:
            return self.page(f"issues/{MONTH}.html")
        except OSError:
            return ""


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Shown]:
    root = tmp_path / "archive"
    make_archive(root, months=3, **SMALL)
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
    preview.wait_told(f"已更新 {MONTH} 的网页")
    edit(preview.root, "76543", "7６543")
    edit(preview.root, "7６543", "76544")
    preview.wait("76544")
    edit(preview.root, "76544", "一")
    preview.wait_told("应为不带正负号")
    assert "76544" in preview.page(f"issues/{MONTH}.html")
    preview.process.send_signal(signal.SIGINT)
    assert preview.process.wait(PATIENCE) in (0, 130), preview.told()


@pytest.mark.slow
def test_an_open_finding_at_the_start_is_told(tmp_path: Path) -> None:
    make_archive(tmp_path / "archive", months=2, **SMALL)
    edit(tmp_path / "archive", r"\n[0-9]+,", "\n一,")
    shown = Shown(tmp_path / "archive", tmp_path / "log")
    assert shown.process.wait(PATIENCE) == 1
    assert "应为不带正负号" in shown.told()


@pytest.mark.slow
def test_the_preview_comes_to_rest_after_an_edit(preview: Shown) -> None:
    """Every rebuild reads all data: what is read must not count as changed."""
    preview.wait("好差评情况")
    edit(preview.root, r"\n[0-9]+,", "\n76543,")
    preview.wait("76543")
    until(lambda: resting(preview.process.pid))
    assert "76543" in preview.page(f"issues/{MONTH}.html")


def statuses(port: str, root: Path) -> tuple[int, str]:
    """How `yuebao serve` with a port that it cannot have ends, and what it says."""
    status, out, err = ArchiveFolder(root).run_apart("serve", "--port", port)
    assert out == ""
    return status, err


@pytest.mark.parametrize("port", ["99999", "65536", "0", "-1", "9" * 30])
def test_a_port_that_is_none(port: str) -> None:
    assert statuses(port, ROOT) == (2, f"用法有误：端口要在 1 至 65535 之间，现为 {port}\n")


@pytest.mark.parametrize("port", ["abc", "1.5", ""])
def test_a_port_that_is_no_number(port: str) -> None:
    assert statuses(port, ROOT) == (2, "用法有误：--port 要写整数。加上 --help 可以查看用法。\n")


def test_a_port_in_use_is_told_before_anything_is_written(tmp_path: Path) -> None:
    make_archive(tmp_path, months=1, **SMALL)
    before = sorted(tmp_path.rglob("*"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        said = f"用法有误：不能用端口 {port}：端口已被占用；请用 --port 另写一个，如 --port 8001\n"
        assert statuses(port, tmp_path) == (2, said)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.slow
def test_what_fails_in_the_background_is_told(preview: Shown) -> None:
    """The registry is no month: only the run beside the preview reads it."""
    preview.wait("好差评情况")
    registry = preview.root / "data/organizations.csv"
    kept = registry.read_text(encoding="utf-8")
    registry.write_text(kept + "x,nosuchtype,y,,,,,,\n", encoding="utf-8")
    preview.wait_told("其余网页和下载文件没有更新，仍是改动之前的")
    preview.wait_told("data/organizations.csv:")
    registry.write_text(kept, encoding="utf-8")
    schema = preview.root / "schemas/news.yaml"
    schema.write_text(schema.read_text(encoding="utf-8") + "\nnosuchkey: 1\n", encoding="utf-8")
    preview.wait_told("不认识的键“nosuchkey”")
    assert "Traceback" not in preview.told()
