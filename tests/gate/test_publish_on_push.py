"""From a clerk's push to the site that a web server shows, on real git, over files and over HTTP."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from tests.support.gate_server import Pushed, Server, make_clerk, make_server, spoil_total
from tests.support.git_repository import ENVIRONMENT, Repository
from tests.support.loopback import get, git_over_http, polled, site_over_http
from tests.support.program import Ended, run_apart
from tests.support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.race]

NEW = "data/2004-02"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Server, Path]:
    """A server whose site shows three months; the fourth waits beside the clerk's folder."""
    folder = tmp_path_factory.mktemp("published")
    clerk = make_clerk(folder / "first", months=4)
    shutil.move(clerk.folder / NEW, folder / "waiting")
    clerk.git("add", "--all")
    clerk.git("commit", "--quiet", "--amend", "--no-edit")
    server = make_server(folder, clerk, folder / "www/site")
    pushed = server.push()
    assert pushed.accepted and "网站已更新" in pushed.screen, pushed.screen
    return server, folder


@pytest.fixture
def server(published: tuple[Server, Path], tmp_path: Path) -> Iterator[Server]:
    """A copy of the published server with its own site."""
    _, folder = published
    for name in ("server.git", "clerk", "www", "waiting"):
        shutil.copytree(folder / name, tmp_path / name, symlinks=True)
    bare = Repository(tmp_path / "server.git")
    bare.git("config", "yuebao.site", str(tmp_path / "www/site"))
    yield Server(bare.folder, Repository(tmp_path / "clerk"), f"file://{bare.folder}")


def site_of(server: Server) -> Path:
    return server.bare.parent / "www/site"


def live(server: Server) -> str:
    """The commit that the site shows."""
    return os.readlink(site_of(server)).rpartition("/")[2].partition("-")[0]


def add_month(server: Server) -> str:
    shutil.copytree(server.bare.parent / "waiting", server.clerk.folder / NEW)
    return server.clerk.commit("二月")


def publish(server: Server) -> Ended:
    return run_apart("hooks", "publish", str(server.bare), variables=ENVIRONMENT)


def pushing(server: Server) -> tuple[threading.Thread, list[Pushed]]:
    """Push in the background."""
    result: list[Pushed] = []
    thread = threading.Thread(target=lambda: result.append(server.push()))
    thread.start()
    return thread, result


def processes(server: Server, *words: str) -> list[int]:
    """The processes whose command line holds all the words and which run for this server."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            command = (path / "cmdline").read_bytes().decode("utf-8", "replace")
            folder = os.readlink(path / "cwd")
        except OSError:
            continue
        here = str(server.bare.parent)
        if all(word in command for word in words) and (here in command or folder.startswith(here)):
            found.append(int(path.name))
    return found


HOOK = """
import fcntl
import os

def on_pre_build(**_):
    try:
        os.rename({first!r}, {arrived!r})
    except FileNotFoundError:
        return
    with open({held!r}) as file:
        fcntl.flock(file, fcntl.LOCK_SH)
"""


@dataclass(frozen=True)
class Held:
    """The first build on a server, which stops inside MkDocs. ``arrived`` is there once it has stopped."""

    arrived: Path
    lock: IO[str]

    def let_go(self) -> None:
        """It goes on, and so does what is left of it. Whoever holds it and ends lets it go too."""
        self.lock.close()


@pytest.fixture
def held(server: Server) -> Iterator[Held]:
    """The first build is held until the test lets it go."""
    folder = server.bare.parent / "held"
    folder.mkdir()
    lock = (folder / "lock").open("w", encoding="utf-8")
    fcntl.flock(lock, fcntl.LOCK_EX)
    found = Held(folder / "arrived", lock)
    (folder / "first").touch()
    hook = HOOK.format(first=str(folder / "first"), arrived=str(found.arrived), held=str(folder / "lock"))
    (folder / "wait.py").write_text(hook, encoding="utf-8")
    (folder / "more.yml").write_text("hooks: [wait.py]\n", encoding="utf-8")
    Repository(server.bare).git("config", "yuebao.settings", str(folder / "more.yml"))
    yield found
    found.let_go()


def has_waiting(server: Server) -> bool:
    """Whether a second publication has come to the lock that the first one holds."""
    lock = site_of(server).with_name("site.releases") / ".lock"
    return sum(_has_open(process, lock) for process in processes(server, "post-receive")) > 1


def _has_open(process: int, file: Path) -> bool:
    try:
        return any(each.resolve() == file.resolve() for each in Path(f"/proc/{process}/fd").iterdir())
    except OSError:
        return False


def test_a_bad_month_is_refused_and_the_mended_one_shown_over_http(server: Server) -> None:
    add_month(server)
    table = server.clerk.folder / NEW / "town-volume-month.csv"
    good = table.read_text(encoding="utf-8")
    spoil_total(server.clerk.folder, NEW)
    server.clerk.commit("抄错合计")
    with git_over_http(server.bare.parent) as git, site_over_http(site_of(server)) as web:
        clerk = Server(server.bare, server.clerk, f"{git}/server.git")
        server_git = Repository(server.bare)
        server_git.git("config", "http.receivepack", "true")
        with polled(web, "/index.html") as answers:
            refused = clerk.push()
            assert not refused.accepted
            assert "data/2004-02/town-volume-month.csv:4 C4 行“合计” 列“申请件”" in refused.screen
            assert "公布：999999" in refused.screen
            assert get(web, "/issues/2004-02.html")[0] == 404
            table.write_text(good, encoding="utf-8")
            mended = server.clerk.commit("改正合计")
            accepted = clerk.push()
            assert accepted.accepted and "网站已更新" in accepted.screen, accepted.screen
            status, page = get(web, "/issues/2004-02.html")
            assert status == 200 and "2004年2月政务服务月报（示例）" in page
    assert live(server) == server.has("main") == mended
    assert set(answers) == {(200, True)}


def test_a_build_that_fails_leaves_the_old_site_and_says_so(server: Server) -> None:
    before = live(server)
    more = server.bare.parent / "more.yml"
    more.write_text("plugins: [no_such_plugin]\n", encoding="utf-8")
    Repository(server.bare).git("config", "yuebao.settings", str(more))
    server.clerk.commit("服务器上的配置写错")
    pushed = server.push()
    assert pushed.accepted
    assert "生成网站失败" in pushed.screen and "原来的网站保持不变" in pushed.screen
    assert "no_such_plugin" in pushed.screen
    assert live(server) == before and (site_of(server) / "index.html").is_file()
    more.write_text("site_author: 示例作者\n", encoding="utf-8")
    masthead = server.clerk.folder / "data/2003-12/issue.yaml"
    text = masthead.read_text(encoding="utf-8")
    masthead.write_text(text.replace("publisher: 示例", "publisher: 示例局"), encoding="utf-8")
    (server.clerk.folder / "markdown.py").write_text(
        "raise SystemExit('执行了推送来的程序')", encoding="utf-8"
    )
    mended = server.clerk.commit("编者改正")
    assert server.push().accepted
    assert live(server) == mended
    page = (site_of(server) / "issues/2003-12.html").read_text(encoding="utf-8")
    assert "刊头的编者" in page and "改为 <b>示例局</b>" in page, "网站由裸库的历史得知修订"


def test_a_link_that_leads_nowhere_is_told_and_the_site_is_published(server: Server) -> None:
    page = server.clerk.folder / "docs/about.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("# 示例 {#about}\n\n[示例](missing.md)\n", encoding="utf-8")
    commit = server.clerk.commit("手写的网页")
    pushed = server.push()
    assert pushed.accepted and "网站已更新" in pushed.screen, pushed.screen
    assert "请改正：about.md 里的链接 missing.md 没有指向的文件" in pushed.screen
    assert live(server) == commit and (site_of(server) / "about.html").is_file()


@pytest.mark.parametrize("victim", ["build", "post-receive"])
def test_killing_the_build_half_way_loses_nothing(server: Server, held: Held, victim: str) -> None:
    before = live(server)
    commit = add_month(server)
    with site_over_http(site_of(server)) as web, polled(web, "/index.html") as answers:
        thread, result = pushing(server)
        until(held.arrived.exists, thread.is_alive)
        victims = processes(server, "yuebao", victim)
        assert victims
        for process in victims:
            os.kill(process, signal.SIGKILL)
        thread.join()
        assert result[0].accepted and server.has("main") == commit
        assert live(server) == before
        held.let_go()  # what outlived its parents ends
        done = publish(server)
        assert done.status == 0 and "网站已更新" in done.err, done.err
        assert live(server) == commit
    assert set(answers) == {(200, True)}
    left = sorted(path.name for path in site_of(server).with_name("site.releases").iterdir())
    assert [name for name in left if name.startswith(".building")] == []


def test_two_pushes_in_a_row_end_with_the_newer_one(server: Server, held: Held) -> None:
    first = server.clerk.commit("第一次")
    thread, result = pushing(server)
    until(held.arrived.exists, thread.is_alive)
    second = add_month(server)
    later, later_result = pushing(server)
    until(lambda: server.has("main") == second and has_waiting(server))
    held.let_go()
    thread.join()
    later.join()
    assert result[0].accepted and later_result[0].accepted
    assert "另一次发布正在进行" in later_result[0].screen
    assert first != second == live(server) == server.has("main")
    assert (site_of(server) / "issues/2004-02.html").is_file()


def test_publishing_again_changes_nothing(server: Server) -> None:
    before = os.readlink(site_of(server))
    done = publish(server)
    assert (done.status, "已经是最新" in done.err) == (0, True)
    assert os.readlink(site_of(server)) == before


def test_a_site_that_is_a_plain_folder_is_not_replaced(server: Server) -> None:
    site_of(server).unlink()
    site_of(server).mkdir()
    (site_of(server) / "index.html").write_text("别人的网站", encoding="utf-8")
    done = publish(server)
    assert done.status == 2 and "是一个普通文件夹" in done.err
    assert (site_of(server) / "index.html").read_text(encoding="utf-8") == "别人的网站"
