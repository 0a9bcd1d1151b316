"""The gate on real git: what a push to a protected branch of a bare repository gets."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.gate_server import Server, make_clerk, make_server, spoil_total
from tests.support.git_repository import ENVIRONMENT, Repository

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Server:
    folder = tmp_path_factory.mktemp("gate")
    server = make_server(folder, make_clerk(folder / "first"))
    assert server.push().accepted
    return server


@pytest.fixture
def server(start: Server, tmp_path: Path) -> Server:
    shutil.copytree(start.bare, tmp_path / "server.git")
    shutil.copytree(start.clerk.folder, tmp_path / "clerk", symlinks=True)
    return Server(
        tmp_path / "server.git", Repository(tmp_path / "clerk"), f"file://{tmp_path / 'server.git'}"
    )


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def stray_quote(folder: Path) -> None:
    change(folder / "data/2004-01/news.csv", "内容\n", '内容\n"')


def broken_masthead(folder: Path) -> None:
    change(folder / "data/2004-01/issue.yaml", "year: 2004", "year: [2004")


def broken_errata(folder: Path) -> None:
    (folder / "data/2004-01/errata.yaml").write_text("- rule: [\n", encoding="utf-8")


def aliases_without_end(folder: Path) -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (folder / "data/2004-01/issue.yaml").write_text("\n".join(lines), encoding="utf-8")


def huge_file(folder: Path) -> None:
    with (folder / "data/2004-01/source/扫描.pdf").open("wb") as stream:
        stream.truncate(100_000_000)


def five_hundred_months(folder: Path) -> None:
    for index in range(500):
        month = folder / f"data/{2100 + index // 12}-{index % 12 + 1:02d}"
        month.mkdir()
        (month / "issue.yaml").write_text("year: 1\n", encoding="utf-8")


def link_out(folder: Path) -> None:
    (folder / "data/2004-01/source/link.txt").symlink_to("/etc/passwd")


def link_to_folder(folder: Path) -> None:
    shutil.rmtree(folder / "data/2004-01/source")
    (folder / "data/2004-01/source").symlink_to("../../../..")


def no_such_month(folder: Path) -> None:
    shutil.copytree(folder / "data/2004-01", folder / "data/2020-13")


def table_is_a_folder(folder: Path) -> None:
    path = folder / "data/2004-01/news.csv"
    path.unlink()
    path.mkdir()
    (path / "news.csv").write_text("x", encoding="utf-8")


def strange_name(folder: Path) -> None:
    (folder / "data/2004-01/说明 第一稿.csv").write_text("x", encoding="utf-8")


def name_in_another_encoding(folder: Path) -> None:
    path = os.fsencode(folder / "data/2004-01/source") + b"/\xcb\xff.txt"
    with open(path, "wb") as stream:
        stream.write(b"x")


def name_with_escape_codes(folder: Path) -> None:
    (folder / "data/2004-01/\x1b[2J.csv").write_text("x", encoding="utf-8")


def no_data(folder: Path) -> None:
    shutil.rmtree(folder / "data")


def broken_schema(folder: Path) -> None:
    change(folder / "schemas/news.yaml", "column: 日期", "column: 日其")


def registry_without_a_town(folder: Path) -> None:
    path = folder / "data/organizations.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(line for line in lines if ",town," not in line), encoding="utf-8")


BAD: list[tuple[Callable[[Path], None], list[str]]] = [
    (spoil_total, ["data/2004-01/town-volume-month.csv:4 C4 行“合计” 列“申请件”", "公布：999999"]),
    (stray_quote, ["data/2004-01/news.csv:2", "引号不成对"]),
    (broken_masthead, ["data/2004-01/issue.yaml:"]),
    (broken_errata, ["data/2004-01/errata.yaml:"]),
    (aliases_without_end, ["data/2004-01/issue.yaml:", "别名层层相套"]),
    (huge_file, ["data/2004-01/source/扫描.pdf：有 100.0 MB，超过 50 MB 的上限"]),
    (five_hundred_months, ["一次改动了 500 期，上限是 240 期"]),
    (link_out, ["data/2004-01/source/link.txt：这是一个符号链接"]),
    (link_to_folder, ["data/2004-01/source：这是一个符号链接"]),
    (no_such_month, ["“2020-13”不是一期的文件夹"]),
    (table_is_a_folder, ["data/2004-01/news.csv", "这不是普通文件"]),
    (strange_name, ["不认识的文件“说明 第一稿.csv”"]),
    (name_in_another_encoding, ["文件名不是 UTF-8"]),
    (name_with_escape_codes, ["文件名里有控制字符"]),
    (no_data, ["data/2003-11：2003-11 已经公布", "data/2004-01：2004-01 已经公布", "state: 已撤回"]),
    (broken_schema, ["规则或程序有误（不是数据的问题）", "schemas/news.yaml"]),
    (registry_without_a_town, ["2003-11", "2004-01", "单位登记册里没有"]),
]


@pytest.mark.parametrize(("spoil", "said"), BAD, ids=[spoil.__name__ for spoil, _ in BAD])
def test_a_bad_push_is_refused_with_its_reason(
    server: Server, spoil: Callable[[Path], None], said: list[str]
) -> None:
    before = server.has("main")
    spoil(server.clerk.folder)
    commit = server.clerk.commit("不好")
    pushed = server.push()
    assert not pushed.accepted
    assert [text for text in said if text not in pushed.screen] == [], pushed.screen
    assert "Traceback" not in pushed.screen and "\x1b" not in pushed.screen
    assert server.has("main") == before
    assert server.has(commit) == "", "没有留下任何对象"


def test_the_mended_month_is_accepted(server: Server) -> None:
    spoil_total(server.clerk.folder)
    server.clerk.commit("不好")
    assert not server.push().accepted
    server.clerk.git("revert", "--no-edit", "HEAD")
    pushed = server.push()
    assert pushed.accepted
    assert server.has("main") == server.clerk.head()
    assert "通过。" in pushed.screen


def test_only_what_a_change_affects_is_judged_on_a_clean_commit(server: Server) -> None:
    path = server.clerk.folder / "data/2003-12/news.csv"
    path.write_text(path.read_text(encoding="utf-8") + "2003-12-31,示例。\n", encoding="utf-8")
    server.clerk.commit("十二月多一条")
    pushed = server.push()
    assert pushed.accepted
    assert "正在核验 main 的 2 期（共 3 期）" in pushed.screen


def test_all_is_judged_when_another_program_found_the_commit_clean(server: Server) -> None:
    record = server.bare / "yuebao/clean" / server.has("main")
    record.write_text("another program", encoding="ascii")
    server.clerk.commit("没有改动")
    pushed = server.push()
    assert pushed.accepted
    assert "正在核验 main 的 3 期（共 3 期）" in pushed.screen


def test_an_old_mistake_does_not_hide_behind_a_small_change(server: Server) -> None:
    hook = server.bare / "hooks/pre-receive"
    text = hook.read_text(encoding="utf-8")
    hook.unlink()
    spoil_total(server.clerk.folder)
    server.clerk.commit("装钩子以前的错误")
    assert server.push().accepted
    hook.write_text(text, encoding="utf-8")
    hook.chmod(0o755)
    (server.clerk.folder / "README.md").write_text("示例", encoding="utf-8")
    server.clerk.commit("只改说明")
    pushed = server.push()
    assert not pushed.accepted
    assert "data/2004-01/town-volume-month.csv:4 C4" in pushed.screen


def test_a_path_that_climbs_out_is_refused(server: Server, tmp_path: Path) -> None:
    def write(kind: str, content: bytes) -> str:
        command = ["git", "hash-object", "-w", "--literally", "-t", kind, "--stdin"]
        done = subprocess.run(
            command, cwd=server.clerk.folder, env=ENVIRONMENT, input=content, capture_output=True, check=True
        )
        return done.stdout.decode().strip()

    blob = write("blob", b"out")
    climbing = write(
        "tree", b"40000 ..\0" + bytes.fromhex(write("tree", b"100644 x\0" + bytes.fromhex(blob)))
    )
    root = server.clerk.git("ls-tree", "HEAD").stdout.replace("\tdata", "\tdata-of-before")
    data = subprocess.run(
        ["git", "mktree"],
        cwd=server.clerk.folder,
        env=ENVIRONMENT,
        input=f"{root}040000 tree {climbing}\tdata\n",
        text=True,
        capture_output=True,
        check=True,
    ).stdout.strip()
    commit = server.clerk.git("commit-tree", data, "-p", "HEAD", "-m", "出界").stdout.strip()
    assert not server.push(f"{commit}:main").accepted
    server_git = Repository(server.bare)
    server_git.git("config", "receive.fsckObjects", "false")
    pushed = server.push(f"{commit}:main")
    assert not pushed.accepted
    assert "data/..：路径指向别处" in pushed.screen
    assert not (tmp_path / "x").exists()


def test_references_that_publish_nothing_are_let_through(server: Server) -> None:
    spoil_total(server.clerk.folder)
    commit = server.clerk.commit("草稿")
    server.clerk.git("tag", "draft")
    server.clerk.git("tag", "--annotate", "draft-2", "--message", "草稿")
    assert server.push("main:refs/heads/draft", "draft", "draft-2").accepted
    assert server.has("draft-2") == server.has("refs/heads/draft") == commit
    assert server.push(":refs/heads/draft", ":refs/tags/draft").accepted
    assert server.has("refs/heads/draft") == ""


def test_one_bad_reference_of_several_refuses_the_push(server: Server) -> None:
    Repository(server.bare).git("config", "--add", "yuebao.protected", "county")
    good = server.clerk.commit("好")
    spoil_total(server.clerk.folder)
    bad = server.clerk.commit("不好")
    for pair in ((f"{bad}:refs/heads/county", f"{good}:main"), (f"{good}:refs/heads/county", f"{bad}:main")):
        pushed = server.push(*pair)
        assert not pushed.accepted
        assert "data/2004-01/town-volume-month.csv:4 C4" in pushed.screen
        assert server.has("refs/heads/county") == "" and server.has("main") not in (good, bad)
    assert server.push(f"{good}:refs/heads/county", f"{good}:main").accepted
    assert server.has("refs/heads/county") == server.has("main") == good


def test_several_bad_months_are_all_named(server: Server) -> None:
    spoil_total(server.clerk.folder)
    change(server.clerk.folder / "data/2003-11/satisfaction.csv", "%", "％")
    server.clerk.commit("两个月都不好")
    pushed = server.push()
    assert not pushed.accepted
    assert "data/2004-01/town-volume-month.csv:4 C4" in pushed.screen
    assert "data/2003-11/satisfaction.csv:2" in pushed.screen


def test_a_protected_branch_is_neither_deleted_nor_rewritten(server: Server) -> None:
    before = server.has("main")
    Repository(server.bare).git("config", "receive.denyDeleteCurrent", "ignore")
    pushed = server.push(":main")
    assert not pushed.accepted and "分支 main 受保护，不能删除。" in pushed.screen
    server.clerk.git("commit", "--quiet", "--amend", "--message", "另一段历史")
    pushed = server.push("+main")
    assert not pushed.accepted and "不接受改写历史（强制推送）" in pushed.screen
    assert server.has("main") == before
