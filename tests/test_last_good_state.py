"""A full disk, a folder that may not be written, a process killed at any moment, two at once: the archive, its pages and
its site keep their last good state. All through the command line, so that it holds whatever lies behind it."""

from __future__ import annotations

import ctypes
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from real_archive import MONTH, copy_archive
from repository import ROOT
from synthetic import make_archive

pytestmark = pytest.mark.slow

SMALL = {"departments": 5, "towns": 2, "counties": 2, "windows": 5, "staff": 5}
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
Preparation = Callable[[], None]
Tree = dict[str, bytes]


def command(root: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "yuebao", *arguments, "--root", str(root)]


def run(root: Path, *arguments: str, prepare: Preparation | None = None) -> subprocess.CompletedProcess[str]:
    """The command to its end, ``prepare`` called in its process before it starts."""
    return subprocess.run(
        command(root, *arguments),
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=prepare,
    )


def start(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """The command on its way, in a group of processes of its own."""
    return subprocess.Popen(
        command(root, *arguments),
        env=ENVIRONMENT,
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
    assert run(root, "build").returncode == 0
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
    root = copy_archive(tmp_path / "real")
    text = tmp_path / "issue-143.txt"
    shutil.copy(root / MONTH / "source/issue-143.txt", text)
    shutil.rmtree(root / MONTH)
    return root, str(text)


def hidden(folder: Path) -> set[str]:
    """The hidden entries of a folder."""
    return {entry.name for entry in os.scandir(folder) if entry.name.startswith(".")}


# --- a full disk ---


def full(size: int) -> Preparation:
    """No file may grow beyond so many bytes, as when the disk fills up while it is written."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def assert_refused(done: subprocess.CompletedProcess[str]) -> None:
    """A fault, told in Chinese, that no one takes for an error in the data."""
    assert done.returncode == 3, done.stderr
    assert "程序或规则有误（不是数据的问题）" in done.stderr
    assert "Traceback" not in done.stderr.partition("mkdocs")[0]


def test_emit_on_a_full_disk(archive: Path) -> None:
    """The pages fit, the table of all figures does not."""
    before = tree(archive)
    assert_refused(run(archive, "emit", prepare=full(45_000)))
    assert tree(archive) == before
    assert run(archive, "emit").returncode == 0


def test_build_on_a_disk_that_is_full_when_the_site_is_written(archive: Path) -> None:
    """The pages fit, the largest files of the site do not."""
    before, beside = tree(archive / "site"), hidden(archive)
    assert_refused(run(archive, "build", prepare=full(130_000)))
    assert tree(archive / "site") == before
    assert hidden(archive) == beside


def test_a_new_month_on_a_full_disk(archive: Path) -> None:
    before = tree(archive)
    assert_refused(run(archive, "new", "2004-02", prepare=full(50)))
    assert tree(archive) == before
    assert not (archive / "data/2004-02").exists()
    assert run(archive, "new", "2004-02").returncode == 0


def test_import_on_a_full_disk(report: tuple[Path, str]) -> None:
    root, text = report
    before = tree(root)
    assert_refused(run(root, "import", text, "--month", "2020-07", prepare=full(1000)))
    assert tree(root) == before
    assert not (root / MONTH).exists()


def test_derive_on_a_full_disk(archive: Path) -> None:
    table = archive / "data/2004-01/town-volume-month.csv"
    lines = table.read_text(encoding="utf-8").split("\n")
    lines[-2] = ",合计,,,,,,"
    table.write_text("\n".join(lines), encoding="utf-8")
    before = tree(archive)
    assert_refused(run(archive, "derive", "2004-01", prepare=full(20)))
    assert tree(archive) == before


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
        assert_refused(run(archive, *arguments, prepare=bound_by_permissions))
    finally:
        unlock(archive / folder)
    assert tree(archive) == before
    assert run(archive, *arguments).returncode in (0, 1)


def test_import_where_data_may_not_be_written(report: tuple[Path, str]) -> None:
    root, text = report
    before = tree(root)
    lock(root / "data")
    try:
        assert_refused(run(root, "import", text, "--month", "2020-07", prepare=bound_by_permissions))
    finally:
        unlock(root / "data")
    assert tree(root) == before


def test_a_file_where_a_folder_belongs(archive: Path) -> None:
    shutil.rmtree(archive / "docs/issues")
    (archive / "docs/issues").write_text("挡路", encoding="utf-8")
    before = tree(archive)
    assert_refused(run(archive, "emit"))
    assert tree(archive) == before


# --- killed at any moment ---


def kill_when(process: subprocess.Popen[bytes], ready: Callable[[], bool], then: float) -> bool:
    """Kill the whole group ``then`` seconds after it is ready; whether it was still at work."""
    end = time.monotonic() + 60
    while not ready() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.001)
    time.sleep(then)
    working = process.poll() is None
    if working:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)
    return working


def waiting(folder: Path, prefix: str) -> Callable[[], bool]:
    """Whether files wait there to be put in place."""
    return lambda: any(entry.name.startswith(prefix) for entry in os.scandir(folder))


def aged(folder: Path, prefix: str) -> None:
    """What a killed process left, as it is a few minutes later."""
    for path in folder.glob(f"{prefix}*"):
        os.utime(path, (time.time() - 600,) * 2)


def whole(now: Tree, old: Tree, new: Tree) -> bool:
    """Whether each file is the old one or the new one, byte for byte."""
    return all(content in (old.get(name), new.get(name)) for name, content in now.items())


def not_hidden(files: Tree) -> Tree:
    """Without what waits in hidden folders."""
    return {name: content for name, content in files.items() if not name.startswith(".staging-")}


def test_emit_killed_at_any_moment(archive: Path, tmp_path: Path) -> None:
    finished = tmp_path / "finished"
    shutil.copytree(archive, finished)
    assert run(finished, "emit").returncode == 0
    docs, new = archive / "docs", tree(finished / "docs")
    old = tree(docs)
    assert old != new
    draw, killed = random.Random(6), 0
    moments = [(docs.exists, 0.2), *((waiting(docs, ".staging-"), draw.uniform(0, 0.4)) for _ in range(5))]
    for ready, then in moments:
        shutil.rmtree(docs)
        write(docs, old)
        killed += kill_when(start(archive, "emit"), ready, then)
        now = not_hidden(tree(docs))
        assert whole(now, old, new)
        assert old.keys() & new.keys() <= now.keys()
    assert killed >= 3
    aged(docs, ".staging-")
    assert run(archive, "emit").returncode == 0
    assert tree(docs) == new
    assert not list(docs.glob(".staging-*"))


def write(folder: Path, files: Tree) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def test_build_killed_while_the_site_is_made(archive: Path) -> None:
    before, beside = tree(archive / "site"), hidden(archive)
    assert kill_when(start(archive, "build"), lambda: hidden(archive) != beside, 0.7)
    assert tree(archive / "site") == before
    for left in hidden(archive) - beside:
        aged(archive, left)
    assert run(archive, "build").returncode == 0
    assert tree(archive / "site") != before
    assert hidden(archive) == beside


@pytest.mark.parametrize("then", [0.0, 0.05])
def test_import_killed(report: tuple[Path, str], then: float) -> None:
    """The month is not there, or it is there as a whole."""
    root, text = report
    kill_when(start(root, "import", text, "--month", "2020-07"), waiting(root / "data", ".staging-"), then)
    month = tree(root / MONTH) if (root / MONTH).exists() else {}
    aged(root / "data", ".staging-")
    assert run(root, "import", text, "--month", "2020-07").returncode in (0, 1)
    assert month in ({}, tree(root / MONTH))
    assert not list((root / "data").glob(".staging-*"))


# --- two at once ---


def together(root: Path, *commands: Sequence[str]) -> list[int]:
    """The commands started at once; how each ended."""
    runs = [start(root, *arguments) for arguments in commands]
    return [process.wait(120) for process in runs]


def test_emit_and_validate_at_once(archive: Path, tmp_path: Path) -> None:
    finished = tmp_path / "finished"
    shutil.copytree(archive, finished)
    assert run(finished, "emit").returncode == 0
    assert together(archive, ["emit"], ["validate"]) == [0, 0]
    assert tree(archive) == tree(finished)


def test_two_imports_of_one_month_at_once(report: tuple[Path, str]) -> None:
    """One of them makes the month; the other finds it there and changes nothing, or sees that it is the same."""
    root, text = report
    arguments = ["import", text, "--month", "2020-07"]
    ends = together(root, arguments, arguments)
    assert set(ends) <= {0, 1, 2} and 3 not in ends
    made = tree(root / MONTH)
    assert not list((root / "data").glob(".staging-*"))
    shutil.rmtree(root / MONTH)
    alone = run(root, *arguments)
    assert alone.returncode in ends
    assert made == tree(root / MONTH)


def test_two_new_months_at_once(archive: Path) -> None:
    ends = together(archive, ["new", "2004-02"], ["new", "2004-02"])
    assert sorted(ends) == [0, 2]
    made = tree(archive / "data/2004-02")
    shutil.rmtree(archive / "data/2004-02")
    assert run(archive, "new", "2004-02").returncode == 0
    assert made == tree(archive / "data/2004-02")


def test_two_builds_at_once(archive: Path) -> None:
    """The site is that of one of them, and nothing of either lies about."""
    beside = hidden(archive)
    assert 0 in together(archive, ["build"], ["build"])
    both = tree(archive / "site")
    assert hidden(archive) == beside
    assert run(archive, "build").returncode == 0
    assert both == tree(archive / "site")
