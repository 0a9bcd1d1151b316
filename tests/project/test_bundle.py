"""The folder to unpack and use: whole without any other Python, without network; upgraded beside the old one, then switched;
for Windows what can be seen without Windows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import bundle
from tests.support.archive import ArchiveFolder
from tests.support.repository import ROOT
from yuebao import __version__

pytestmark = pytest.mark.slow
BARE = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
ALONE = ["unshare", "--map-root-user", "--net"]
"""A network of its own, in which there is nobody."""
SHIPPED = "python311.zip\r\n.\r\n\r\n# Uncomment to run site.main() automatically\r\n#import site\r\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder for this system, where somebody unpacked it."""
    folder = tmp_path_factory.mktemp("月报 档案")
    return bundle.make(folder)


def shielded() -> list[str]:
    """Without network, where the system lets a test do that."""
    can = shutil.which(ALONE[0]) and subprocess.run([*ALONE, "true"], check=False).returncode == 0
    return ALONE if can else []


def run(folder: Path, script: str, *words: str) -> tuple[int, str, str]:
    """A launcher, with no variable that leads to another Python."""
    call = [*shielded(), str(folder / script), *words]
    done = subprocess.run(
        call, env={**BARE, "HOME": str(folder.parent)}, cwd="/", capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def test_it_is_whole(made: Path, archive: ArchiveFolder) -> None:
    assert run(made, "yuebao.sh", "--version") == (0, f"{__version__}\n", "")
    status, out, _ = run(made, "yuebao.sh", "validate", "--root", str(made / "archive"))
    assert (status, out.splitlines()[-1].partition("。")[0]) == (0, "通过")
    status, out, _ = run(made, "yuebao.sh", "validate", "--root", str(archive.folder))
    assert status == 0 and "通过。共 3 期" in out
    status, out, err = run(made, "yuebao.sh", "export", "2004-01", "--root", str(archive.folder))
    assert (status, err) == (0, "") and len(out.splitlines()) == 4


def test_it_names_no_place_of_the_machine_that_made_it(made: Path) -> None:
    place = str(ROOT).encode()
    assert [path for path in files_of(made) if place in path.read_bytes()] == []


def files_of(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def test_the_desktop_file_finds_the_folder_that_it_lies_in(made: Path, tmp_path: Path) -> None:
    """The words of its line as a desktop takes them apart: backslashes of the value, then of what stands in quotes."""
    line = (made / "desk.desktop").read_text(encoding="utf-8").partition("Exec=")[2].splitlines()[0]
    words = [
        re.sub(r"\\(.)", r"\1", quoted) or plain
        for quoted, plain in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line.replace("\\\\", "\\"))
    ]
    assert words[:2] == ["sh", "-c"] and words[3:] == ["sh", "%k"]
    (tmp_path / "一 个").mkdir()
    script = tmp_path / "一 个/desk.sh"
    script.write_text('#!/bin/sh\necho "$0"\n')
    script.chmod(0o755)
    for given in (f"{script.parent}/desk.desktop", f"file://{script.parent}/desk.desktop"):
        done = subprocess.run([*words[:-1], given], capture_output=True, text=True, check=True)
        assert done.stdout == f"{script}\n"


def older(made: Path, folder: Path) -> Path:
    """The same folder as it was with an older version, and somebody's archive in it."""
    shutil.copytree(made, folder, symlinks=True, copy_function=os.link)
    (folder / f"program/{__version__}").rename(folder / "program/0.0.9")
    current = folder / "program/current.txt"
    current.unlink()
    current.write_text("0.0.9\n")
    (folder / "archive/own.txt").write_text("自己的\n", encoding="utf-8")
    return folder


def test_it_is_upgraded_beside_the_old_one_and_then_switched(made: Path, tmp_path: Path) -> None:
    old = older(made, tmp_path / "原来 的")
    kept = {path: path.read_bytes() for path in files_of(old / "archive")}
    status, out, err = run(made, "upgrade.sh", str(old))
    assert (status, err) == (0, "") and f"已经换成 {__version__}" in out
    assert (old / "program/current.txt").read_text() == f"{__version__}\n"
    assert sorted(path.name for path in (old / "program").iterdir()) == ["0.0.9", __version__, "current.txt"]
    assert {path: path.read_bytes() for path in files_of(old / "archive")} == kept
    assert run(old, "yuebao.sh", "--version")[:2] == (0, f"{__version__}\n")
    assert "没有改动" in run(made, "upgrade.sh", str(old))[1]


def test_one_that_does_not_run_there_is_not_switched_to(made: Path, tmp_path: Path) -> None:
    old = older(made, tmp_path / "old")
    before = sorted(old.rglob("*"))
    broken = tmp_path / "new"
    (broken / "program/9.9.9/python/bin").mkdir(parents=True)
    (broken / "program/current.txt").write_text("9.9.9\n")
    python, script = made / f"program/{__version__}/python", made / f"program/{__version__}/upgrade.py"
    for new, words, status in (
        (broken, "新的程序在这里不能用，没有换，原来的 0.0.9 照常可用", 1),
        (old, "不是原来的那个文件夹", 2),
    ):
        done = subprocess.run(
            [python / "bin/python3", "-I", script, new, old],
            env={**BARE, "LD_LIBRARY_PATH": str(python / "lib")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status and words in done.stderr
        assert sorted(old.rglob("*")) == before


@pytest.fixture
def embeddable(tmp_path: Path) -> Path:
    """The members of the archive for Windows that the folder depends on, as they are called and written there."""
    path = tmp_path / "python-3.11.9-embed-amd64.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (("python.exe", "MZ"), ("python311.zip", "PK"), ("python311._pth", SHIPPED)):
            archive.writestr(name, content)
    return path


def test_the_folder_for_windows(embeddable: Path, tmp_path: Path) -> None:
    made = bundle.make(tmp_path / "made", embeddable, packages=lambda site: None)
    assert sorted(path.name for path in made.iterdir()) == [
        *("README.txt", "archive", "desk.cmd", "program", "upgrade.cmd", "yuebao.cmd")
    ]
    own = made / "program" / __version__
    assert (own / "python/python311._pth").read_bytes() == b"python311.zip\r\n.\r\nLib\\site-packages\r\n"
    assert (own / "python/Lib/site-packages/yuebao/desk/templates/check.j2").is_file()
    assert (made / "program/current.txt").read_bytes() == f"{__version__}\r\n".encode()
    for path in made.glob("*.cmd"):
        text = path.read_bytes().decode("ascii")
        assert text.count("\n") == text.count("\r\n") > 0 and text.startswith("@echo off\r\n")
        assert re.findall(r"[A-Za-z]:\\|\"/", text) == []
        assert all("%~dp0" in line for line in text.splitlines() if ".exe" in line or "call" in line)
    assert [path for path in files_of(made) if str(ROOT).encode() in path.read_bytes()] == []


def test_another_archive_than_that_of_python_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("python.exe", "MZ")
    with pytest.raises(SystemExit, match="不是 Windows 的 Python 嵌入包"):
        bundle.make(tmp_path / "made", path)
