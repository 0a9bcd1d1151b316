"""What is said of a machine that has everything, and of one that lacks each thing."""

from __future__ import annotations

import io
import os
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.git_repository import new_repository
from yuebao.importing.office import office
from yuebao.model.machine import Condition
from yuebao.reports.doctor_report import render
from yuebao.workflows import doctor
from yuebao.workflows.doctor import examine

GOOD = Condition("Python", True, "3.11.7")
LACKING = Condition("磁盘", False, "还有 3 MB", "请腾出 200 MB 以上。")
WITHOUT = Condition("git", False, "没有", "没有它，不能推送。", needed=False)

REPORTS = {
    "all is there": ([GOOD], "Python  好  3.11.7\n\n必需的都有。\n"),
    "something is needed": (
        [GOOD, LACKING],
        "Python  好  3.11.7\n磁盘    缺  还有 3 MB\n\n磁盘：请腾出 200 MB 以上。\n\n缺了必需的：磁盘。\n",
    ),
    "something can be done without": (
        [GOOD, WITHOUT],
        "Python  好    3.11.7\ngit     没有  没有\n\ngit：没有它，不能推送。\n\n必需的都有。\n",
    ),
}


@pytest.mark.parametrize("case", REPORTS)
def test_the_report(case: str) -> None:
    conditions, text = REPORTS[case]
    assert render(conditions) == text


def met(root: Path) -> dict[str, bool]:
    return {each.name: each.met for each in examine(root)}


def test_this_machine(archive: ArchiveFolder) -> None:
    found = met(archive.folder)
    assert list(found) == ["Python", "档案的文件夹", "磁盘", "终端", "Git", "LibreOffice"]
    assert found["LibreOffice"] == (office() is not None)
    assert all(found[name] for name in ("Python", "档案的文件夹", "磁盘", "Git"))


def test_a_machine_without_programs(
    archive: ArchiveFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not met(archive.folder)["Git"]
    (tmp_path / "git").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "git").chmod(0o755)
    (git,) = [each for each in examine(archive.folder) if each.name == "Git"]
    assert (git.met, git.needed, git.found) == (False, False, "没有，或者运行不了")


def test_all_that_is_said_of_a_machine_that_lacks_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without `data/`, an older Python, a full disk, a terminal of ASCII, no git, no LibreOffice in the path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(doctor, "_PYTHON", (99, 1))
    monkeypatch.setattr(doctor, "_ROOM", 10**18)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    python, folder, disk, *rest = examine(tmp_path)
    assert python == Condition(
        "Python", False, ".".join(map(str, sys.version_info[:3])), "请安装 Python 3.11 或更新的版本。"
    )
    assert folder == Condition(
        "档案的文件夹", False, f"{tmp_path / 'data'} 不能写", "请取消文件夹的只读，或换一个可以写的位置。"
    )
    assert disk == Condition("磁盘", False, disk.found, "请腾出 200 MB 以上。")
    assert re.fullmatch(r"还有 [\d,]+ MB", disk.found)
    remedies = {
        "终端": "终端显示不了的字写成 \\u 加编码；请改用 UTF-8 的终端。",
        "Git": "没有它，不能推送和查看历史；可以在工作台里把一期装成一个文件，用 U 盘带走。",
        "LibreOffice": "没有它，读不了 .doc、.wps、.et 等旧格式；其余照常。",
    }
    place = office()
    assert rest == [
        Condition("终端", False, "ascii", remedies["终端"], needed=False),
        Condition("Git", False, "没有，或者运行不了", remedies["Git"], needed=False),
        Condition("LibreOffice", place is not None, place or "没有", remedies["LibreOffice"], needed=False),
    ]


HISTORIES = {
    "of somebody else": (
        b"fatal: detected dubious ownership\n\tgit config --global --add safe.directory '/x'\n",
        Condition(
            "Git",
            False,
            "2.39.2，但文件夹属于别的用户，git 不读它的历史",
            '网页上因此没有公布后的修订；若信得过，请运行 git config --global --add safe.directory "{}"。',
            needed=False,
        ),
    ),
    "none of git's": (
        b"fatal: not a git repository\n",
        Condition("Git", True, "2.39.2（这个文件夹没有历史）"),
    ),
}


@pytest.mark.parametrize("case", HISTORIES)
def test_a_folder_of_which_git_tells_no_history(tmp_path: Path, case: str) -> None:
    said, expected = HISTORIES[case]
    whole = replace(expected, remedy=expected.remedy.format(tmp_path.as_posix()))
    assert doctor._without_history(tmp_path, "2.39.2", said) == whole


def git_of(root: Path) -> Condition:
    (found,) = [each for each in examine(root) if each.name == "Git"]
    return found


def test_a_history_that_git_has_not_whole(archive: ArchiveFolder, tmp_path: Path) -> None:
    assert git_of(archive.folder).met and git_of(archive.folder).found.endswith("（这个文件夹没有历史）")
    repository = new_repository(archive.folder)
    repository.commit("示例")
    repository.commit("示例二")
    assert git_of(archive.folder).met and "历史" not in git_of(archive.folder).found
    copy = tmp_path / "copy"
    repository.git("clone", "--quiet", "--depth", "1", archive.folder.as_uri(), str(copy))
    assert not git_of(copy).met and git_of(copy).found.endswith("，但这个文件夹的历史不完整")
    assert git_of(copy).remedy == "网页上因此没有公布后的修订；请运行 git fetch --unshallow。"


@pytest.mark.privileged
def test_a_folder_of_somebody_else(archive: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a stick or a shared drive: git reads nothing there before it is told to."""
    new_repository(archive.folder).commit("示例")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for path in (archive.folder, archive / ".git"):
        os.chown(path, 65534, 65534)
    found = git_of(archive.folder)
    assert (found.met, found.needed) == (False, False)
    assert found.found.endswith("，但文件夹属于别的用户，git 不读它的历史")
    assert f'git config --global --add safe.directory "{archive.folder.as_posix()}"' in found.remedy


def test_a_machine_without_room_ends_with_one(
    archive: ArchiveFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_ROOM", 10**18)
    status, out, err = archive.run("doctor")
    assert (status, err) == (1, "")
    assert "\n磁盘：请腾出 200 MB 以上。\n" in out and out.endswith("缺了必需的：磁盘。\n")


INSTALLED = {
    "Windows": ("LibreOffice/program/soffice.exe", "ProgramFiles"),
    "Windows, 64 bit": ("LibreOffice/program/soffice.exe", "ProgramW6432"),
    "a package of the project": ("libreoffice7.6/program/soffice", ""),
}


@pytest.mark.parametrize("case", INSTALLED)
def test_where_installers_put_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    place, variable = INSTALLED[case]
    monkeypatch.setenv("PATH", str(tmp_path))
    variables = {variable: str(tmp_path)} if variable else {}
    assert office(variables, str(tmp_path)) is None
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).touch()
    assert office(variables, str(tmp_path)) == str(tmp_path / place)
