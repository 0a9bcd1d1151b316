"""The gate and what was published: nothing goes away unsaid, and only accepted versions are shown as history."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gate.test_pre_receive import server, start
from tests.support.gate_server import Server, make_clerk, make_server
from tests.support.git_repository import ENVIRONMENT, Repository
from tests.support.program import run_apart
from tests.support.withdrawing import publish_again, withdraw
from yuebao.gate.accepted import accepted_tips, begin
from yuebao.history.tips import Tip

pytestmark = pytest.mark.slow
__all__ = ["server", "start"]  # fixtures

MONTHS = ("2003-11", "2003-12", "2004-01")


def recorded(server: Server) -> list[str]:
    """The commits that the server wrote down as accepted."""
    text = (server.bare / "yuebao/accepted/main").read_text(encoding="ascii")
    return [line.split(" ")[0] for line in text.splitlines()]


def remove_month(data: Path) -> list[str]:
    shutil.rmtree(data / "2003-12")
    return ["data/2003-12：2003-12 已经公布（"]


def rename_month(data: Path) -> list[str]:
    (data / "2003-12").rename(data / "2003-10")
    return ["data/2003-12：2003-12 已经公布（"]


def remove_all_months(data: Path) -> list[str]:
    for month in MONTHS:
        shutil.rmtree(data / month)
    return [f"data/{month}：{month} 已经公布（" for month in MONTHS]


def remove_data(data: Path) -> list[str]:
    shutil.rmtree(data)
    return [f"data/{month}：{month} 已经公布（" for month in MONTHS]


def remove_organizations(data: Path) -> list[str]:
    (data / "organizations.csv").unlink()
    return ["data/organizations.csv", "缺少这个文件"]


def remove_table(data: Path) -> list[str]:
    (data / "2003-12/news.csv").unlink()
    return ["data/2003-12/news.csv：news.csv 已随 2003-12 公布（"]


def rename_table(data: Path) -> list[str]:
    (data / "2003-12/news.csv").rename(data / "2003-12/news-old.csv")
    return ["data/2003-12/news.csv：news.csv 已随 2003-12 公布（"]


def table_into_a_folder(data: Path) -> list[str]:
    (data / "2003-12/source").mkdir(exist_ok=True)
    (data / "2003-12/news.csv").rename(data / "2003-12/source/news.csv")
    return ["data/2003-12/news.csv：news.csv 已随 2003-12 公布（"]


def month_into_a_file(data: Path) -> list[str]:
    shutil.rmtree(data / "2003-12")
    (data / "2003-12").write_text("撤了\n", encoding="utf-8")
    return ["data/2003-12：2003-12 已经公布（"]


def table_with_its_schema(data: Path) -> list[str]:
    archive = data.parent / "schemas/archive.yaml"
    text = archive.read_text(encoding="utf-8")
    archive.write_text(text.replace("  - news\n", ""), encoding="utf-8")
    (data.parent / "schemas/news.yaml").unlink()
    for month in MONTHS:
        (data / month / "news.csv").unlink()
    return [f"data/{month}/news.csv：news.csv 已随 {month} 公布（" for month in MONTHS]


def withdraw_without_a_reason(data: Path) -> list[str]:
    withdraw(data.parent, "2003-12", "\u200b")
    for path in (data / "2003-12").glob("*.csv"):
        path.unlink()
    return ["data/2003-12/issue.yaml", "“reason”里没有看得见的文字"]


def last_month_by_merge(data: Path) -> list[str]:
    clerk = Repository(data.parent)
    clerk.git("checkout", "--quiet", "-b", "side")
    shutil.rmtree(data / "2004-01")
    clerk.commit("撤下")
    clerk.git("checkout", "--quiet", "main")
    clerk.git("merge", "--quiet", "--no-ff", "--message", "合并", "side")
    return ["data/2004-01：2004-01 已经公布（"]


WAYS = (
    *(remove_month, rename_month, remove_all_months, remove_data, remove_organizations, remove_table),
    *(rename_table, table_into_a_folder, month_into_a_file, table_with_its_schema),
    *(withdraw_without_a_reason, last_month_by_merge),
)


@pytest.mark.parametrize("way", WAYS)
def test_what_was_published_may_not_go_away(server: Server, way: Callable[[Path], list[str]]) -> None:
    before, known = server.has("main"), recorded(server)
    said = way(server.clerk.folder / "data")
    server.clerk.commit("不见了")
    pushed = server.push()
    assert not pushed.accepted
    assert [text for text in said if text not in pushed.screen] == [], pushed.screen
    assert "Traceback" not in pushed.screen
    assert server.has("main") == before
    assert recorded(server) == known


def test_what_goes_and_comes_back_within_a_push_was_never_gone(server: Server) -> None:
    shutil.copytree(server.clerk.folder / "data/2003-12", server.clerk.folder.parent / "kept")
    remove_month(server.clerk.folder / "data")
    server.clerk.commit("撤下")
    shutil.copytree(server.clerk.folder.parent / "kept", server.clerk.folder / "data/2003-12")
    server.clerk.commit("放回")
    assert server.push().accepted
    assert len(recorded(server)) == 2


def test_a_withdrawal_is_accepted_and_said(server: Server) -> None:
    data = server.clerk.folder / "data"
    withdraw(server.clerk.folder, "2003-11")
    for path in (data / "2003-11").glob("*.csv"):
        path.unlink()
    server.clerk.commit("撤回")
    pushed = server.push()
    assert pushed.accepted, pushed.screen
    assert "正在核验 main 的 2 期（共 3 期）" in pushed.screen
    assert "2003年12月的累计没有核对：2003年11月已撤回" in pushed.screen
    remove = remove_month(data)
    server.clerk.commit("再撤下一个月")
    pushed = server.push()
    assert not pushed.accepted and remove[0] in pushed.screen


def test_what_lies_behind_a_withdrawn_month_is_judged_with_it(server: Server) -> None:
    """The order of issues is that of the newest issue before, which only the whole archive tells."""
    withdraw(server.clerk.folder, "2003-12")
    server.clerk.commit("撤回")
    assert server.push().accepted
    path = server.clerk.folder / "data/2003-11/issue.yaml"
    total = path.read_text(encoding="utf-8").split("total_number: ")[1].split("\n")[0]
    path.write_text(
        path.read_text(encoding="utf-8").replace(f"total_number: {total}", "total_number: 9999"),
        encoding="utf-8",
    )
    server.clerk.commit("期数错了")
    pushed = server.push()
    assert not pushed.accepted
    assert "正在核验 main 的 3 期（共 3 期）" in pushed.screen
    assert "data/2004-01/issue.yaml" in pushed.screen and "9999" in pushed.screen


def test_the_server_writes_down_what_it_accepted(server: Server) -> None:
    first = server.has("main")
    assert recorded(server) == [first]
    for number in range(3):
        (server.clerk.folder / "README.md").write_text(str(number), encoding="utf-8")
        server.clerk.commit("说明")
    second = server.clerk.head()
    assert server.push().accepted
    assert recorded(server) == [first, second]
    assert server.push().accepted
    remove_month(server.clerk.folder / "data")
    server.clerk.commit("不见了")
    assert not server.push().accepted
    assert recorded(server) == [first, second]


def test_a_lost_note_is_written_when_the_next_push_comes(server: Server) -> None:
    """A hook that is killed after the push was accepted writes nothing."""
    first = server.has("main")
    hook = server.bare / "hooks/post-receive"
    text = hook.read_text(encoding="utf-8")
    hook.unlink()
    second = server.clerk.commit("二")
    assert server.push().accepted
    assert recorded(server) == [first]
    hook.write_text(text, encoding="utf-8")
    hook.chmod(0o755)
    third = server.clerk.commit("三")
    assert server.push().accepted
    assert recorded(server) == [first, second, third]


def test_notes_stand_in_the_order_of_the_branch_however_they_come(server: Server) -> None:
    commits = [server.clerk.commit(str(number)) for number in range(4)]
    assert server.push().accepted
    (server.bare / "yuebao/accepted/main").write_text("", encoding="ascii")
    for index in (1, 3, 0, 2):
        tips = accepted_tips(server.bare, "main", commits[index])
        assert tips[-1].commit == commits[index]
    assert recorded(server) == commits
    assert [tip.commit for tip in accepted_tips(server.bare, "main", commits[1])] == commits[:2]


def test_a_branch_older_than_the_gate_published_its_own_line(server: Server, tmp_path: Path) -> None:
    news = server.clerk.folder / "data/2003-12/news.csv"
    days = {"GIT_COMMITTER_DATE": "2004-03-05T12:00:00+0800"}
    news.write_text(news.read_text(encoding="utf-8").replace("。", "！", 1), encoding="utf-8")
    second = server.clerk.commit("改", **days)
    old = tmp_path / "old.git"
    server.clerk.git("clone", "--quiet", "--bare", ".", str(old))
    tips = accepted_tips(old, "main", second)
    assert [tip.commit for tip in tips] == [server.has("main"), second]
    assert tips[-1] == Tip(second, "2004-03-05")
    begin(old, "main")
    assert accepted_tips(old, "main", second) == tips, "已有的记录不重来"


def test_the_first_push_publishes_one_version(tmp_path: Path) -> None:
    clerk = make_clerk(tmp_path / "first")
    news = clerk.folder / "data/2003-12/news.csv"
    for sign in "！？。":
        text = news.read_text(encoding="utf-8")
        news.write_text(text.replace(text[text.index("\n2003") + 20], sign, 1), encoding="utf-8")
        clerk.commit("往返")
    server = make_server(tmp_path / "second", clerk)
    hook = server.bare / "hooks/post-receive"
    hook.unlink()
    pushed = server.push()
    assert pushed.accepted, pushed.screen
    assert recorded(server) == []
    assert [tip.commit for tip in accepted_tips(server.bare, "main", server.has("main"))] == [
        server.has("main")
    ]


@pytest.mark.parametrize("branch", ["主分支", "a/b", "x" * 150, "一" * 60, "\udcff", "-", "..."])
def test_any_name_of_a_branch_can_be_written_down(server: Server, branch: str) -> None:
    begin(server.bare, branch)
    tip = server.has("main")
    assert [each.commit for each in accepted_tips(server.bare, branch, tip)] == [tip]
    assert {path.parent for path in (server.bare / "yuebao/accepted").rglob("*")} == {
        server.bare / "yuebao/accepted"
    }


# What the published pages show of it.


def published_page(server: Server, site: Path, month: str) -> str:
    Repository(server.bare).git("config", "yuebao.site", str(site))
    done = run_apart("hooks", "publish", str(server.bare), variables=ENVIRONMENT)
    assert done.status == 0, done.err
    return (site / f"issues/{month}.html").read_text(encoding="utf-8")


def test_what_a_push_adds_and_removes_is_never_shown(server: Server, tmp_path: Path) -> None:
    news = server.clerk.folder / "data/2003-12/news.csv"
    before = news.read_text(encoding="utf-8")
    news.write_text(before.replace("。", "，某人曾被写在这里。", 1), encoding="utf-8")
    server.clerk.commit("误写")
    news.write_text(before.replace("。", "，改好了。", 1), encoding="utf-8")
    server.clerk.commit("改好")
    assert server.push().accepted
    page = published_page(server, tmp_path / "www/site", "2003-12")
    assert "某人曾被写在这里" not in page
    assert page.count("改好了") >= 2 and "修订" in page
    holding = [
        path
        for path in (tmp_path / "www/site").rglob("*")
        if path.is_file() and "某人曾被写".encode() in path.read_bytes()
    ]
    assert holding == []


def test_a_month_withdrawn_in_one_push_and_changed_in_another_shows_the_old_figure(
    server: Server, tmp_path: Path
) -> None:
    news = server.clerk.folder / "data/2003-12/news.csv"
    before = news.read_text(encoding="utf-8")
    withdraw(server.clerk.folder, "2003-12")
    for path in (server.clerk.folder / "data/2003-12").glob("*.csv"):
        path.rename(tmp_path / path.name)
    server.clerk.commit("撤回")
    pushed = server.push()
    assert pushed.accepted, pushed.screen
    page = published_page(server, tmp_path / "www/site", "2003-12")
    assert "这一期已撤回" in page and "<table" not in page
    publish_again(server.clerk.folder, "2003-12")
    for path in tmp_path.glob("*.csv"):
        path.rename(server.clerk.folder / "data/2003-12" / path.name)
    old = before.split("\n")[1].partition(",")[2]
    news.write_text(before.replace("。", "，从来如此。", 1), encoding="utf-8")
    server.clerk.commit("重新公布")
    pushed = server.push()
    assert pushed.accepted, pushed.screen
    page = published_page(server, tmp_path / "www/site", "2003-12")
    revisions = page[page.index('id="revisions"') :]
    assert "整行删去" in revisions and old in revisions
    assert "刊头的撤回的理由" in revisions
