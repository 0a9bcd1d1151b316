"""What a killed check leaves is removed by the next one, and nothing that was pushed lies in the folder for all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gate.test_pre_receive import change, server, start
from tests.support.gate_server import Pushed, Server, spoil_total
from tests.support.git_repository import Repository
from tests.support.repository import ROOT
from tests.support.waiting import until
from yuebao.gate.checking import FOLDER, checking_folder
from yuebao.gate.child import run_bounded

__all__ = ["server", "start"]  # fixtures

STOPPED = """
import os, sys
from pathlib import Path
sys.argv = ["yuebao", "hooks", "pre-receive"]
import yuebao.gate.receive as receive
def stopped(*_, **__):
    os.mkfifo({fifo!r})
    open({fifo!r}).read()
receive.{where} = stopped
from yuebao.cli.app import main
main()
"""


@pytest.mark.slow
@pytest.mark.race
@pytest.mark.parametrize("where", ["validate", "rehearse", "render_problems", "remember_clean"])
def test_a_check_killed_at_any_step_leaves_nothing(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """The hook itself stops at the step and waits there to be killed; the next check is an ordinary one."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setitem(os.environ, "TMPDIR", str(temporary))
    hook = server.bare / "hooks/pre-receive"
    ordinary = hook.read_text(encoding="utf-8")
    program = STOPPED.format(fifo=str(tmp_path / "fifo"), where=where)
    hook.write_text(
        f"#!/bin/sh\necho $$ > {tmp_path}/pid\nTMPDIR={temporary} PYTHONPATH={ROOT}/scripts exec {sys.executable} -c '\n"
        + program.replace("'", '"')
        + "'\n",
        encoding="utf-8",
    )
    server.clerk.commit("空")
    pushed: list[Pushed] = []
    thread = threading.Thread(target=lambda: pushed.append(server.push()))
    thread.start()
    while not (tmp_path / "fifo").exists():
        assert thread.is_alive(), pushed
    os.kill(int((tmp_path / "pid").read_text(encoding="ascii")), signal.SIGKILL)
    thread.join()
    assert pushed and not pushed[0].accepted
    left = list((server.bare / FOLDER).iterdir())
    assert len(left) == (where in ("validate", "rehearse"))
    hook.write_text(ordinary, encoding="utf-8")
    spoil_total(server.clerk.folder)
    server.clerk.commit("不好")
    assert not server.push().accepted
    assert list((server.bare / FOLDER).iterdir()) == [] and list(temporary.iterdir()) == []


def test_the_folder_of_a_living_check_is_left_alone(tmp_path: Path) -> None:
    with checking_folder(tmp_path) as first:
        (first / "x").write_text("x", encoding="ascii")
        with checking_folder(tmp_path) as second:
            assert (first / "x").is_file() and second.is_dir() and first != second
        assert (first / "x").is_file() and not second.exists()
        assert first.stat().st_mode & 0o077 == 0
    assert list((tmp_path / FOLDER).iterdir()) == []


def bounded(program: str, tmp_path: Path, **limits: int) -> tuple[int | None, str]:
    lock = os.open(tmp_path, os.O_RDONLY)
    try:
        ended = run_bounded(
            [sys.executable, "-c", program], tmp_path, lock=lock, environment=os.environ, **limits
        )
    finally:
        os.close(lock)
    return ended.status, ended.said


def gone(process: int) -> bool:
    """Whether the process is gone, or is dead and only not buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(") ")[2][0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_child_ends_with_all_that_it_started(tmp_path: Path) -> None:
    program = (
        "import signal, subprocess, sys\n"
        "inner = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()'])\n"
        "print(inner.pid, flush=True)\n"
        "signal.pause()\n"
    )
    status, said = bounded(program, tmp_path, seconds=5)
    assert status is None
    until(lambda: gone(int(said)))


def test_a_child_that_ends_leaves_nothing_that_runs(tmp_path: Path) -> None:
    program = (
        "import subprocess, sys\n"
        "print(subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()']).pid)\n"
    )
    status, said = bounded(program, tmp_path)
    assert status == 0
    until(lambda: gone(int(said)))


def test_a_child_is_bounded_in_memory_and_in_what_it_says(tmp_path: Path) -> None:
    status, said = bounded("bytearray(2 << 30)", tmp_path, memory=1 << 30)
    assert status == 1 and "MemoryError" in said
    status, said = bounded("print('x' * 1_000_000 + 'end')", tmp_path)
    assert status == 0 and said.endswith("xend\n") and len(said) == 100_000


def rewritten(name: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda folder: change(folder / name, old, new)


def written(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def appended(name: str, text: str) -> Callable[[Path], object]:
    """The file with other navigation, and nothing else changed."""

    def change_navigation(folder: Path) -> None:
        kept = (folder / name).read_text(encoding="utf-8").partition("\nnav:")[0]
        (folder / name).write_text(f"{kept.rstrip()}\n{text}", encoding="utf-8")

    return change_navigation


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "report: no YAML": (written("schemas/report.yaml", "masthead: [\n"), "schemas/report.yaml 第"),
    "report: empty": (written("schemas/report.yaml", ""), "schemas/report.yaml"),
    "report: unknown key": (
        rewritten("schemas/report.yaml", "sections:", "section:"),
        "schemas/report.yaml 第",
    ),
    "report: no template": (
        rewritten("schemas/report.yaml", "{{ issue.title }}", "{{ issue.title"),
        "report.yaml",
    ),
    "report: no such name": (rewritten("schemas/report.yaml", "issue.title", "issue.titel"), "report.yaml"),
    "report: gone": (lambda folder: (folder / "schemas/report.yaml").unlink(), "report.yaml"),
    "intake: no YAML": (written("schemas/intake.yaml", "known: {\n"), "schemas/intake.yaml 第"),
    "intake: no pattern": (
        rewritten("schemas/intake.yaml", "known:\n", "known:\n  - '('\n"),
        "schemas/intake.yaml 第",
    ),
    "intake: runaway": (
        rewritten("schemas/intake.yaml", "known:\n", "known:\n  - '(?:a+)+$'\n"),
        "这个模式太慢",
    ),
    "scoring: runaway": (
        rewritten("schemas/scoring.yaml", r"'([0-9]+)\s*分钟'", r"'([0-9]+)\s*分钟(?:.*)*x'"),
        "这个模式太慢",
    ),
    "intake: gone": (lambda folder: (folder / "schemas/intake.yaml").unlink(), "intake.yaml"),
    "settings: no YAML": (written("mkdocs.yml", "site_name: [\n"), "mkdocs.yml 第"),
    "settings: unknown key": (
        written("mkdocs.yml", "INHERIT: .yuebao/mkdocs.yml\nsite_name: x\nextra: {archive: {nmes: x}}\n"),
        "mkdocs.yml 第 3 行 extra.archive.nmes：不认识的键",
    ),
    "nav: no such page": (
        appended("mkdocs.yml", "nav:\n  - 首页: index.md\n  - 说明:\n      - 录入: nosuch.md\n"),
        "行 nav：列有 nosuch.md，而 docs/ 里没有这个文件",
    ),
    "nav: no list": (appended("mkdocs.yml", "nav: index.md\n"), "行 nav：此处应为列表"),
    "nav: two names": (
        appended("mkdocs.yml", "nav:\n  - {首页: index.md, 各期: issues/index.md}\n"),
        "行 nav.0：导航的一项应为“标题: 网页”",
    ),
    "nav: a name without a page": (
        appended("mkdocs.yml", "nav:\n  - 首页:\n"),
        "行 nav.0.首页：“”既不是 docs/ 里的网页",
    ),
    "nav: a number": (appended("mkdocs.yml", "nav:\n  - 12\n"), "行 nav：列有 12，而 docs/ 里没有这个文件"),
    "settings: gone": (lambda folder: (folder / "mkdocs.yml").unlink(), "mkdocs.yml"),
    "record: no record": (written("data/revisions.csv", "统计期,日期\nx,y\n"), "data/revisions.csv:"),
    "record: no CSV": (written("data/revisions.csv", '"x\n'), "data/revisions.csv"),
    "list of what was written": (written("docs/.emitted", "guide.md\n"), "docs/.emitted：这是程序生成的"),
    "a page of ours": (written("docs/index.md", "手写\n"), "docs/index.md：这是程序生成的"),
    "kept results": (written(".cache", "x"), ".cache：这是程序生成的"),
}


@pytest.mark.slow
@pytest.mark.parametrize("how", BROKEN)
def test_what_cannot_be_published_is_refused(server: Server, how: str) -> None:
    spoil, said = BROKEN[how]
    (server.clerk.folder / "docs").mkdir(exist_ok=True)
    spoil(server.clerk.folder)
    server.clerk.git("add", "--force", "--all")
    server.clerk.commit("不好")
    pushed = server.push()
    assert not pushed.accepted and said in pushed.screen and "Traceback" not in pushed.screen, pushed.screen


ENDLESS = {
    "loops": (
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "schemas/report.yaml 的“masthead”写不出来",
    ),
    "doubled": (
        "{% set x = 'x' %}" + "".join("{% set x = x ~ x %}" for _ in range(40)) + "{{ x }}",
        "schemas/report.yaml 的“masthead”写不出来",
    ),
    "multiplied": (
        "{% set x = month.year * 9999999 %}{{ 'x' * x }}",
        "schemas/report.yaml 的“masthead”写不出来",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("how", ENDLESS)
def test_a_template_without_end_is_refused_in_time(server: Server, how: str) -> None:
    """Refused is what would hold the publication; the hook is as it is installed."""
    template, said = ENDLESS[how]
    change(server.clerk.folder / "schemas/report.yaml", "{{ issue.title }}", template.replace("'", "''"))
    server.clerk.commit("没有尽头")
    pushed = server.push()
    assert not pushed.accepted and said in pushed.screen, pushed.screen


@pytest.mark.slow
@pytest.mark.race
def test_twenty_pushes_at_once(server: Server, tmp_path: Path) -> None:
    """Twenty clerks push at once, each a month's news of their own: each is accepted or told to fetch first, main holds
    one of them after the other, and nothing else is left."""
    clerks = []
    for number in range(20):
        folder = tmp_path / f"clerk-{number}"
        shutil.copytree(server.clerk.folder, folder, symlinks=True)
        clerk = Server(server.bare, Repository(folder), server.url)
        (folder / "README.md").write_text(f"示例 {number}\n", encoding="utf-8")
        clerk.clerk.commit(f"示例 {number}")
        clerks.append(clerk)
    results: list[tuple[str, Pushed]] = []
    threads = [
        threading.Thread(target=lambda clerk=clerk: results.append((clerk.clerk.head(), clerk.push())))
        for clerk in clerks
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    accepted = [commit for commit, pushed in results if pushed.accepted]
    assert len(results) == 20 and accepted == [server.has("main")]
    assert all("Traceback" not in pushed.screen for _, pushed in results)
    assert list((server.bare / FOLDER).iterdir()) == []
    assert subprocess.run(["git", "fsck", "--strict"], cwd=server.bare, check=False).returncode == 0


@pytest.mark.slow
def test_navigation_to_pages_that_will_be_there_is_accepted(server: Server) -> None:
    """Written by hand, made by the program, or elsewhere."""
    folder = server.clerk.folder
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs/hand.md").write_text("# 手写\n", encoding="utf-8")
    lines = ["首页: index.md", "各期: issues/index.md", "手写: hand.md", "别处: https://example.cn/x"]
    appended("mkdocs.yml", "nav:\n" + "".join(f"  - {line}\n" for line in lines))(folder)
    server.clerk.git("add", "--all")
    server.clerk.commit("导航")
    pushed = server.push()
    assert pushed.accepted, pushed.screen
