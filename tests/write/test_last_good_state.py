"""A full disk, a folder that may not be written, two at once: the archive, its pages and its site keep their last good
state. All through the command line, so that it holds whatever lies behind it. Kills: `test_kills`."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, cell, exported_report, made_archive
from tests.support.program import Ended, command, environment
from tests.support.waiting import PATIENCE
from tests.support.whole_draft import begun
from tests.synthetic import SMALL, make_archive

pytestmark = pytest.mark.slow

Preparation = Callable[[], None]
Tree = dict[str, bytes]


def start(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """The command on its way, in a group of processes of its own."""
    return subprocess.Popen(
        command(*arguments, "--root", str(root)),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def tree(root: Path) -> Tree:
    """Every file, but for what is only kept to be quicker the next time."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with its pages and its site."""
    root = tmp_path_factory.mktemp("published")
    make_archive(root, months=3, first="2003-11", **SMALL)
    assert ArchiveFolder(root).run_apart("build").status == 0
    return root


@pytest.fixture
def archive(published: Path, tmp_path: Path) -> Path:
    """A copy of it in which a figure has changed since, so that there is something to write."""
    root = tmp_path / "archive"
    shutil.copytree(published, root, symlinks=True)
    for month in ("2003-11", "2003-12", "2004-01"):
        satisfaction = root / "data" / month / "satisfaction.csv"
        header, line, _ = satisfaction.read_text(encoding="utf-8").split("\n")
        rated, rest = line.split(",", 1)
        satisfaction.write_text(f"{header}\n{int(rated) + 1},{rest}\n", encoding="utf-8")
    return root


@pytest.fixture
def report(tmp_path: Path) -> tuple[Path, str]:
    """An archive without its month, and the published report of that month."""
    root = made_archive(tmp_path / "waiting", 3, first="2003-11", **SMALL)
    document = exported_report(root, "2004-01", tmp_path / "exported")
    shutil.rmtree(root / "data/2004-01")
    return root.folder, str(document)


def hidden(folder: Path) -> set[str]:
    """The hidden entries of a folder."""
    return {entry.name for entry in os.scandir(folder) if entry.name.startswith(".")}


# --- a full disk ---


def full(size: int) -> Preparation:
    """No file may grow beyond so many bytes, as when the disk fills up while it is written."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def assert_refused(done: Ended) -> None:
    """A fault, told in Chinese, that no one takes for an error in the data."""
    assert done.status == 3, done.err
    assert "程序或规则有误（不是数据的问题）" in done.err
    assert "Traceback" not in done.err.partition("mkdocs")[0]


FULL = [
    ("emit", size) for size in (1, 2_000, 10_000, 45_000)
] + [
    ("build", size) for size in (1, 20_000, 45_000, 130_000)
] + [
    ("new 2004-02", size) for size in (1, 50, 200)
] + [
    ("new 2004-02 --workbook", size) for size in (50, 2_000)
] + [
    ("derive 2004-01", size) for size in (1, 20, 150)
] + [
    ("export 2003-11", size) for size in (1, 5_000)
] + [("revisions --record", 1)]  # fmt: skip
"""Commands, and the size beyond which no file may grow: before the first file is written, in the middle, at the last."""


@pytest.mark.parametrize(("arguments", "size"), FULL)
def test_a_full_disk(archive: Path, arguments: str, size: int) -> None:
    """A fault, told in Chinese; every file is as it was, no half a month, nothing that waits."""
    if arguments.startswith("derive"):
        for name in ("town-volume-month", "department-volume-month"):
            table = archive / f"data/2004-01/{name}.csv"
            lines = table.read_text(encoding="utf-8").split("\n")
            lines[-2] = ",合计,,,,,,"
            table.write_text("\n".join(lines), encoding="utf-8")
    before, beside = tree(archive), hidden(archive)
    assert_refused(ArchiveFolder(archive).run_apart(*arguments.split(), prepare=full(size)))
    now = tree(archive)
    if arguments == "build" and size > 45_000:  # the pages were written, the site was not
        before, now = tree_of_site(before), tree_of_site(now)
    assert now == before and hidden(archive) == beside
    assert ArchiveFolder(archive).run_apart(*arguments.split()).status in (0, 1)
    assert tree(archive) != before


def tree_of_site(files: Tree) -> Tree:
    return {name: content for name, content in files.items() if name.startswith(("site/", "data/"))}


@pytest.mark.parametrize("command", ["derive 2004-01", "import {csv} --period 2004-01 --force"])
def test_a_full_disk_when_only_the_workbook_is_left(archive: Path, command: str, tmp_path: Path) -> None:
    """What was written before stays, and the fault says that it speaks of the workbook alone."""
    own = begun(ArchiveFolder(archive))
    typed = tmp_path / "town-volume-month.csv"
    typed.write_bytes((own / "data/2004-01/town-volume-month.csv").read_bytes())
    own.edit("data/2004-01/town-volume-month.csv", cell("合计", "申请件", ""))
    assert own.run("workbook", "2004-01").status == 0
    book = archive / "build/new/2004-01.xlsx"
    before = book.read_bytes()
    done = own.run_apart(*command.format(csv=typed).split(), prepare=full(len(before) // 2))
    assert_refused(done)
    assert done.err.endswith(
        "这里只说工作簿：这一期的各表已经写好；之后执行 yuebao workbook 2004-01，再写工作簿。\n"
    )
    assert book.read_bytes() == before
    assert own.run("workbook", "2004-01").status == 0
    assert book.read_bytes() != before


@pytest.mark.parametrize("size", [1, 1_000, 5_000])
def test_import_on_a_full_disk(report: tuple[Path, str], size: int) -> None:
    root, text = report
    before = tree(root)
    assert_refused(ArchiveFolder(root).run_apart("import", text, "--period", "2004-01", prepare=full(size)))
    assert tree(root) == before
    assert not (root / "data/2004-01").exists()


# --- a folder that may not be written ---


def bound_by_permissions() -> None:
    """Take from root what lets it write where it may not, and that alone."""
    if os.geteuid() == 0:
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            if ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):  # PR_CAPBSET_DROP
                os._exit(99)


def lock(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o555)


def unlock(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)


@pytest.mark.parametrize(
    ("folder", "arguments"),
    [("docs", ["emit"]), ("data", ["new", "2004-02"])],
    ids=["emit", "new"],
)
def test_a_folder_that_may_not_be_written(archive: Path, folder: str, arguments: list[str]) -> None:
    before = tree(archive)
    lock(archive / folder)
    try:
        assert_refused(ArchiveFolder(archive).run_apart(*arguments, prepare=bound_by_permissions))
    finally:
        unlock(archive / folder)
    assert tree(archive) == before
    assert ArchiveFolder(archive).run_apart(*arguments).status in (0, 1)


def test_import_where_data_may_not_be_written(report: tuple[Path, str]) -> None:
    root, text = report
    before = tree(root)
    lock(root / "data")
    try:
        assert_refused(
            ArchiveFolder(root).run_apart("import", text, "--period", "2004-01", prepare=bound_by_permissions)
        )
    finally:
        unlock(root / "data")
    assert tree(root) == before


def test_a_file_where_a_folder_belongs(archive: Path) -> None:
    shutil.rmtree(archive / "docs/issues")
    (archive / "docs/issues").write_text("挡路", encoding="utf-8")
    before = tree(archive)
    done = ArchiveFolder(archive).run_apart("emit")
    assert done.status == 2 and "docs/issues 是一个文件，却应是文件夹" in done.err, done.err
    assert tree(archive) == before


# --- two at once ---


def together(root: Path, *commands: Sequence[str]) -> list[int]:
    """The commands started at once; how each ended."""
    runs = [start(root, *arguments) for arguments in commands]
    return [process.wait(PATIENCE) for process in runs]


def test_emit_and_validate_at_once(archive: Path, tmp_path: Path) -> None:
    finished = tmp_path / "finished"
    shutil.copytree(archive, finished)
    assert ArchiveFolder(finished).run_apart("emit").status == 0
    assert together(archive, ["emit"], ["validate"]) == [0, 0]
    assert tree(archive) == tree(finished)


def test_two_imports_of_one_month_at_once(report: tuple[Path, str]) -> None:
    """One of them makes the month; the other finds it there and changes nothing, or sees that it is the same."""
    root, text = report
    arguments = ["import", text, "--period", "2004-01"]
    ends = together(root, arguments, arguments)
    assert set(ends) <= {0, 1, 2} and 3 not in ends
    made = tree(root / "data/2004-01")
    assert not list((root / "data").glob(".staging-*"))
    shutil.rmtree(root / "data/2004-01")
    alone = ArchiveFolder(root).run_apart(*arguments)
    assert alone.status in ends
    assert made == tree(root / "data/2004-01")


def test_two_new_months_at_once(archive: Path) -> None:
    ends = together(archive, ["new", "2004-02"], ["new", "2004-02"])
    assert sorted(ends) == [0, 2]
    made = tree(archive / "data/2004-02")
    shutil.rmtree(archive / "data/2004-02")
    assert ArchiveFolder(archive).run_apart("new", "2004-02").status == 0
    assert made == tree(archive / "data/2004-02")


def test_two_builds_at_once(archive: Path) -> None:
    """The site is that of one of them, and nothing of either lies about."""
    beside = hidden(archive)
    assert 0 in together(archive, ["build"], ["build"])
    both = tree(archive / "site")
    assert hidden(archive) == beside
    assert ArchiveFolder(archive).run_apart("build").status == 0
    assert both == tree(archive / "site")
