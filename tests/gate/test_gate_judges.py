"""What the gate says of an update, whole and in its own process: on real git, of objects that no reference names yet."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.gate_server import make_clerk, spoil_total
from tests.support.git_repository import Repository
from yuebao.gate.accepted import accepted_tips
from yuebao.gate.clean import was_clean
from yuebao.gate.receive import receive
from yuebao.gate.settings import Settings, read_settings
from yuebao.gate.updates import Update

SETTINGS = Settings("main", frozenset({"main"}), None)
REFUSED = "不接受对 main 的推送"
LOOK = "请照上面所说改正，再提交、推送一次；服务器上的数据没有任何改动。"


@dataclass(frozen=True)
class Gate:
    """A repository whose first version was accepted, and what the gate said of that."""

    clerk: Repository
    first: str
    said: tuple[str, ...]

    @property
    def git(self) -> Path:
        return self.clerk.folder / ".git"

    def update(
        self, old: str | None, new: str | None, name: str = "refs/heads/main"
    ) -> tuple[bool, list[str]]:
        said: list[str] = []
        return receive(self.git, SETTINGS, [Update(old, new, name)], said.append), said


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    clerk = make_clerk(tmp_path_factory.mktemp("gate") / "clerk")
    gate = Gate(clerk, clerk.head(), ())
    passed, said = gate.update(None, gate.first)
    assert passed
    return Gate(clerk, gate.first, tuple(said))


@pytest.fixture
def gate(start: Gate, tmp_path: Path) -> Gate:
    folder = shutil.copytree(start.clerk.folder, tmp_path / "clerk", symlinks=True)
    return Gate(Repository(folder), start.first, start.said)


def test_a_first_version_is_judged_whole(start: Gate) -> None:
    assert start.said[0] == "正在核验 main 的 3 期（共 3 期）……"
    assert len(start.said) == 2 and start.said[1].rstrip("\n") == start.said[1]
    assert "通过。" in start.said[1]
    assert was_clean(start.git, start.first)
    assert [tip.commit for tip in accepted_tips(start.git, "main", start.first)] == [start.first]


def link(folder: Path) -> None:
    (folder / "data/2004-01/source/link.txt").symlink_to("nowhere")


def months(folder: Path) -> None:
    for index in range(241):
        month = folder / f"data/{2100 + index // 12}-{index % 12 + 1:02d}"
        month.mkdir()
        (month / "issue.yaml").write_text("year: 1\n", encoding="utf-8")


def no_settings(folder: Path) -> None:
    (folder / "mkdocs.yml").unlink()


def no_month(folder: Path) -> None:
    shutil.rmtree(folder / "data/2004-01")


def nothing(folder: Path) -> None:
    (folder / "README.md").write_text("示例\n", encoding="utf-8")


def news(folder: Path) -> None:
    path = folder / "data/2003-12/news.csv"
    path.write_text(path.read_text(encoding="utf-8") + "2003-12-31,示例。\n", encoding="utf-8")


CHANGES: dict[str, tuple[Callable[[Path], None], bool, list[str], str]] = {
    "a wrong total": (spoil_total, False, ["正在核验 main 的 1 期（共 3 期）……", "", f"{REFUSED}。{LOOK}"], "公布：999999"),
    "a link": (link, False, [""], " 的 data/2004-01/source/link.txt：这是一个符号链接；请用文件本身代替"),
    "241 issues": (months, False, [f"{REFUSED}：一次改动了 241 期，上限是 240 期；请分几次推送。"], "241"),
    "an issue gone": (no_month, False, [""], f"{REFUSED}：公布过的不能不见\n  data/2004-01：2004-01 已经公布"),
    "nothing of an issue": (nothing, True, ["正在核验 main 的 0 期（共 3 期）……", ""], "通过。"),
    "an item more": (news, True, ["正在核验 main 的 2 期（共 3 期）……", ""], "通过。"),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_what_is_said_of_a_change(case: str, gate: Gate) -> None:
    """What is empty here is not compared whole; ``part`` stands in the last of these."""
    spoil, passes, whole, part = CHANGES[case]
    spoil(gate.clerk.folder)
    new = gate.clerk.commit("改动")
    passed, said = gate.update(gate.first, new)
    assert (passed, len(said)) == (passes, len(whole)), said
    assert [text for text in whole if text and text not in said] == [], said
    assert part in "\n".join(said)
    assert was_clean(gate.git, new) is passes


def test_all_is_judged_where_the_old_version_was_never_found_clean(gate: Gate) -> None:
    shutil.rmtree(gate.git / "yuebao/clean")
    nothing(gate.clerk.folder)
    passed, said = gate.update(gate.first, gate.clerk.commit("只改说明"))
    assert (passed, said[0]) == (True, "正在核验 main 的 3 期（共 3 期）……")


def test_what_never_happens_to_a_protected_branch(gate: Gate) -> None:
    nothing(gate.clerk.folder)
    later = gate.clerk.commit("以后的")
    rewritten = "分支 main 受保护，不接受改写历史（强制推送）。请先 git pull，再推送。"
    assert gate.update(gate.first, None) == (False, ["分支 main 受保护，不能删除。"])
    assert gate.update(later, gate.first) == (False, [rewritten])


@pytest.mark.parametrize("name", ["refs/heads/draft", "refs/tags/v1"])
def test_what_publishes_nothing_is_not_looked_at(gate: Gate, name: str) -> None:
    spoil_total(gate.clerk.folder)
    new = gate.clerk.commit("没有公布的")
    assert gate.update(None, new, name) == (True, [])
    assert gate.update(new, None, "refs/heads/draft") == (True, [])


def test_a_broken_schema_is_no_fault_of_the_data(gate: Gate) -> None:
    path = gate.clerk.folder / "schemas/news.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\nnowhere: 1\n", encoding="utf-8")
    passed, said = gate.update(gate.first, gate.clerk.commit("坏的结构"))
    assert not passed and said[-1].startswith(f"{REFUSED}：规则或程序有误（不是数据的问题）：")
    assert "schemas/news.yaml" in said[-1]


def test_without_settings_the_reason_is_said(gate: Gate) -> None:
    no_settings(gate.clerk.folder)
    passed, said = gate.update(gate.first, gate.clerk.commit("没有设置"))
    assert not passed and said[-1].startswith(f"{REFUSED}：") and "mkdocs.yml" in said[-1]


def taken_back(folder: Path) -> None:
    path = folder / "data/2003-12/issue.yaml"
    text = path.read_text(encoding="utf-8")
    why = 'withdrawn: {reason: "示例", reviewer: "示例", reviewed: 2004-03-01}'
    path.write_text(f"{text.rstrip()}\nstate: 已撤回\n{why}\n", encoding="utf-8")


def test_the_tables_of_an_issue_that_is_taken_back_may_go(gate: Gate) -> None:
    taken_back(gate.clerk.folder)
    for path in (gate.clerk.folder / "data/2003-12").glob("*.csv"):
        path.unlink()
    passed, said = gate.update(gate.first, gate.clerk.commit("撤回一期"))
    assert passed, said
    assert "通过。" in said[-1]


def test_of_many_findings_the_first_hundred_are_shown(gate: Gate) -> None:
    path = gate.clerk.folder / "data/2004-01/news.csv"
    rows = "".join(f"2004-01-{day % 28 + 1:02d},\n" for day in range(150))
    path.write_text(path.read_text(encoding="utf-8") + rows, encoding="utf-8")
    passed, said = gate.update(gate.first, gate.clerk.commit("空的内容"))
    assert not passed
    assert said[1].count("data/2004-01/news.csv:") == 100


@pytest.mark.parametrize("late", [0, 1, 2])
def test_accepted_versions_stand_in_the_order_of_the_branch(gate: Gate, late: int) -> None:
    """Of pushes one after another, any may come to be written down last."""
    commits = [gate.first]
    for number in range(3):
        (gate.clerk.folder / "README.md").write_text(f"{number}\n", encoding="utf-8")
        commits.append(gate.clerk.commit(f"第 {number} 次"))
    pushed = commits[1:]
    for commit in (*(each for each in pushed if each != pushed[late]), pushed[late]):
        accepted_tips(gate.git, "main", commit)
    for number, commit in enumerate(commits, 1):
        assert [tip.commit for tip in accepted_tips(gate.git, "main", commit)] == commits[:number]


@pytest.mark.parametrize(
    ("key", "values", "expected"),
    [
        ("yuebao.settings", ["/a.yml"], Settings("main", frozenset({"main"}), None, Path("/a.yml"))),
        (
            "yuebao.settings",
            ["/a.yml", "/b.yml"],
            Settings("main", frozenset({"main"}), None, Path("/b.yml")),
        ),
        ("yuebao.site", ["/a", "/b"], Settings("main", frozenset({"main"}), Path("/b"))),
        ("yuebao.branch", ["a", "b"], Settings("b", frozenset({"b"}), None)),
        ("yuebao.protected", ["a", "b"], Settings("main", frozenset({"main", "a", "b"}), None)),
        ("yuebao.nothing", ["a"], Settings("main", frozenset({"main"}), None)),
    ],
)
def test_settings_of_a_repository(gate: Gate, key: str, values: list[str], expected: Settings) -> None:
    for value in values:
        gate.clerk.git("config", "--add", key, value)
    assert read_settings(gate.git) == expected
