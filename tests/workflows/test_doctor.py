"""What is said of a machine that has everything, and of one that lacks each thing."""

from __future__ import annotations

import os
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
