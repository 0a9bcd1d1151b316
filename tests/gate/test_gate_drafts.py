"""The gate and drafts: an unfinished one is nobody's concern, but for what no state excuses; and nothing published becomes
one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gate.test_pre_receive import server, start
from tests.support.gate_server import Server

pytestmark = pytest.mark.slow
__all__ = ["server", "start"]  # fixtures

MONTH = "2004-02"


def unfinished(root: Path) -> Path:
    """A month that was begun: one of its tables is wrong, one empty, one not there."""
    folder = shutil.copytree(root / "data/2004-01", root / "data" / MONTH)
    issue = folder / "issue.yaml"
    issue.write_text(issue.read_text(encoding="utf-8") + "state: 整理中\n", encoding="utf-8")
    news = folder / "news.csv"
    news.write_text(news.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    (folder / "satisfaction.csv").unlink()
    return folder


def test_an_unfinished_draft_is_accepted(server: Server) -> None:
    unfinished(server.clerk.folder)
    server.clerk.commit("新的一期")
    pushed = server.push()
    assert pushed.accepted, pushed.screen
    assert f"整理中 {MONTH}：还差 " in pushed.screen


def identity(folder: Path) -> None:
    path = folder / "awards.csv"
    path.write_text(path.read_text(encoding="utf-8") + "红旗窗口,,110101199003077758\n", encoding="utf-8")


def link(folder: Path) -> None:
    (folder / "satisfaction.csv").symlink_to("news.csv")


def odd(folder: Path) -> None:
    (folder / "a b?.txt").write_text("x", encoding="utf-8")


def published(folder: Path) -> None:
    path = folder / "issue.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("state: 整理中\n", ""), encoding="utf-8")


@pytest.mark.parametrize("spoil", [identity, link, odd, published])
def test_what_no_state_excuses_is_refused(server: Server, spoil: Callable[[Path], None]) -> None:
    before = server.has("main")
    spoil(unfinished(server.clerk.folder))
    server.clerk.commit("新的一期")
    pushed = server.push()
    assert not pushed.accepted, pushed.screen
    assert "Traceback" not in pushed.screen
    assert server.has("main") == before


def test_nothing_published_becomes_a_draft(server: Server) -> None:
    path = server.clerk.folder / "data/2003-12/issue.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "state: 整理中\n", encoding="utf-8")
    server.clerk.commit("退回整理")
    pushed = server.push()
    assert not pushed.accepted
    assert "2003-12 已经公布（" in pushed.screen
    assert "现在却写作整理中" in pushed.screen
