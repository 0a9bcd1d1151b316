"""A file that opens the desk by a double click."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.program import command, environment
from yuebao.desk.shortcut import batch, entry, put_shortcut
from yuebao.model.fault import UsageError


def test_a_batch_file() -> None:
    text = batch([r"C:\程序\python.exe", "-P", "desk", "--root", r"D:\月报 100%\档案"])
    assert text.split("\r\n") == [
        "@echo off",
        "chcp 65001 >nul",
        r'"C:\程序\python.exe" "-P" "desk" "--root" "D:\月报 100%%\档案"',
        "if errorlevel 1 pause",
        "",
    ]


def test_a_desktop_entry() -> None:
    text = entry(["/opt/a b/python", "desk", "--root", "/data/50%$x"])
    assert text.split("\n")[3] == r'Exec="/opt/a b/python" "desk" "--root" "/data/50%%\\$x"'


def words_of(text: str) -> list[str]:
    """The words of an `Exec` line, as a desktop takes them apart: first the escapes of a value, then those of quotes."""
    (line,) = [line.removeprefix("Exec=") for line in text.split("\n") if line.startswith("Exec=")]
    value = re.sub(r"\\(.)", r"\1", line)
    return [
        re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in re.findall(r'"((?:[^"\\]|\\.)*)"', value)
    ]


@pytest.mark.parametrize("name", ["档案", "a b", "50%", "$x", "`x`", "back\\slash", "it's"])
def test_a_double_click_opens_the_desk_of_the_archive(
    archive: ArchiveFolder, tmp_path: Path, name: str
) -> None:
    folder, desktop = tmp_path / name, tmp_path / "桌面"
    archive.folder.rename(folder)
    desktop.mkdir()
    path = put_shortcut(desktop, command(), folder, "posix")
    assert os.access(path, os.X_OK) and path.name == "月报工作台.desktop"
    words = words_of(path.read_text(encoding="utf-8"))
    with subprocess.Popen(
        [*words, "--no-open"], env=environment(), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("工作台：http://127.0.0.1:")
        process.send_signal(signal.SIGTERM)
        process.communicate()


def test_not_within_the_archive(archive: ArchiveFolder) -> None:
    with pytest.raises(UsageError, match="在档案里"):
        put_shortcut(archive / "data", ["yuebao"], archive.folder)


def test_not_where_nothing_is(archive: ArchiveFolder, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有文件夹"):
        put_shortcut(tmp_path / "nowhere", ["yuebao"], archive.folder)


def test_not_with_a_path_that_cannot_be_written(archive: ArchiveFolder, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="引号或控制字符"):
        put_shortcut(tmp_path, ['a"b'], archive.folder)
