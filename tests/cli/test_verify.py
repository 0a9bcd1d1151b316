"""`yuebao verify`: every way in which a copy of a site differs from its list and from its archive, told by file."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import pytest

from tests.support.archive import ArchiveFolder, made_archive
from tests.support.program import run
from tests.synthetic import SMALL

TABLE = "files/2003-11/2003-11-news.csv"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    archive = made_archive(tmp_path_factory.mktemp("verify") / "archive", 1, first="2003-11", **SMALL)
    assert archive.run("build", "--quiet").status == 0
    return archive


@pytest.fixture
def site(built: ArchiveFolder, tmp_path: Path) -> Path:
    return copytree(built / "site", tmp_path / "copy")


def verify(site: Path, *words: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Called from a folder that is no archive."""
    monkeypatch.chdir(site.parent)
    status, out, err = run("verify", str(site), "--quiet", *words)
    return status, out + err


def test_the_list_holds_every_file_and_suits_sha256sum(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (site / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    there = {str(path.relative_to(site)): path for path in site.rglob("*") if path.is_file()}
    assert listed == {
        name: sha256(path.read_bytes()).hexdigest()
        for name, path in there.items()
        if name not in ("SHA256SUMS", ".yuebao-site")
    }
    subprocess.run(["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"], cwd=site, check=True)
    status, out = verify(site, monkeypatch=monkeypatch)
    assert (status, out) == (0, f"{len(listed)} 个文件与 SHA256SUMS 相同，一个不多，一个不少。\n")


def edited(site: Path) -> None:
    path = site / TABLE
    path.write_bytes(path.read_bytes().replace(b"1", b"2", 1))


def linked(site: Path) -> None:
    (site / TABLE).unlink()
    os.symlink("/etc/hostname", site / TABLE)


def relisted(old: str, new: str) -> Callable[[Path], None]:
    def change(site: Path) -> None:
        path = site / "SHA256SUMS"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (edited, [f"内容与清单不同：{TABLE}"]),
        (lambda site: (site / TABLE).unlink(), [f"清单里有，这里没有：{TABLE}"]),
        (lambda site: (site / "扩大.html").write_text("x"), ["这里有，清单里没有：扩大.html"]),
        (linked, [f"是链接，或者清单里的写法指到了文件夹之外，没有读：{TABLE}"]),
        (
            relisted(f"  {TABLE}", "  ../../etc/passwd"),
            [
                f"这里有，清单里没有：{TABLE}",
                "是链接，或者清单里的写法指到了文件夹之外，没有读：../../etc/passwd",
            ],
        ),
        (
            relisted(f"  {TABLE}", "  /etc/passwd"),
            [
                f"这里有，清单里没有：{TABLE}",
                "是链接，或者清单里的写法指到了文件夹之外，没有读：/etc/passwd",
            ],
        ),
        (relisted(f"  {TABLE}", f" {TABLE}"), [f"这里有，清单里没有：{TABLE}"]),
        (
            lambda site: (site / TABLE).rename(site / "files/2003-11/2003-11-NEWS.csv"),
            [f"清单里有，这里没有：{TABLE}", "这里有，清单里没有：files/2003-11/2003-11-NEWS.csv"],
        ),
        (
            lambda site: os.symlink("/etc", site / "etc"),
            ["是链接，或者清单里的写法指到了文件夹之外，没有读：etc"],
        ),
    ],
)
def test_what_differs_is_told_by_file(
    change: Callable[[Path], object], lines: list[str], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(site)
    status, out = verify(site, monkeypatch=monkeypatch)
    *told, last = out.splitlines()
    assert (status, told) == (1, lines)
    assert re.fullmatch(r"\d+ 个文件与 SHA256SUMS 相同；其余见上。请重新下载，并只从原来的网址下载。", last)


@pytest.mark.parametrize("content", [None, "", "不是清单\n"])
def test_without_a_list_nothing_is_known(
    content: str | None, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "SHA256SUMS").unlink()
    if content is not None:
        (site / "SHA256SUMS").write_text(content, encoding="utf-8")
    status, out = verify(site, monkeypatch=monkeypatch)
    assert (status, "里没有可用的 SHA256SUMS" in out) == (2, True)


def test_a_folder_that_is_none(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert verify(site / "index.html", monkeypatch=monkeypatch)[0] == 2
    assert verify(site / "gone", monkeypatch=monkeypatch)[0] == 2


def test_against_the_archive(built: ArchiveFolder, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the list was forged together with the file; nothing is written into the archive."""
    root = ("--root", str(built.folder))
    before = {path: path.stat().st_mtime_ns for path in (built / "docs").rglob("*")}
    status, out = verify(site, *root, monkeypatch=monkeypatch)
    assert status == 0
    rest = out.splitlines()[1:]
    assert re.fullmatch(r"档案里的数字核验过：\d+ 项相符。", rest[0])
    assert re.fullmatch(r"\d+ 个供下载的文件与档案现在写出的相同。", rest[1])
    digest = sha256((site / TABLE).read_bytes()).hexdigest()
    edited(site)
    relisted(digest, sha256((site / TABLE).read_bytes()).hexdigest())(site)
    assert verify(site, monkeypatch=monkeypatch)[0] == 0
    status, out = verify(site, *root, monkeypatch=monkeypatch)
    assert (status, out.splitlines()[1]) == (1, f"与档案现在写出的不同：{TABLE}")
    assert before == {path: path.stat().st_mtime_ns for path in (built / "docs").rglob("*")}


def test_an_archive_with_open_findings_gives_nothing(
    built: ArchiveFolder, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = built.copy(tmp_path / "other")
    other.edit("data/2003-11/issue.yaml", lambda text: re.sub("(?m)^number: .*", "number: x", text))
    status, out = verify(site, "--root", str(other.folder), monkeypatch=monkeypatch)
    assert status == 1
    assert "档案里有未处理的问题，没有与档案对照；请先执行 yuebao validate。" in out
