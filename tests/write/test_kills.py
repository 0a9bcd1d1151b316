"""Killed at any step of its work, a command leaves the old state or the new one, and the next one leaves nothing else.

The steps are counted, not timed, so each trial is the same on any machine. `KILLS` says how many trials each command
gets; `make kills` gives it so many that there are more than 110.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, exported_report
from tests.support.gate_server import Server, make_clerk, make_server
from tests.support.git_repository import Repository
from tests.support.interrupted import run_until, spread
from tests.support.program import command
from tests.synthetic import SMALL, make_archive

pytestmark = [pytest.mark.slow, pytest.mark.race]

KILLS = int(os.environ.get("KILLS", "4"))
Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """Every file but what waits and what is kept to be quicker; a folder that is a link is looked into."""
    names: Iterator[Path] = (Path(parent, name) for parent, _, files in os.walk(folder) for name in files)
    kept = (
        path for path in names if not any(part.startswith((".staging-", ".cache")) for part in path.parts)
    )
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(kept)}


@dataclass(frozen=True)
class Trial:
    """A command and what it changes: ``watched`` is the old state or the new one at any moment, ``repaired`` once the
    next command has run."""

    command: Callable[[Path], list[str]]
    watched: str = ""
    repaired: str = ""


IMPORTED = "2004-01.docx"
TRIALS = {
    "build": Trial(lambda root: command("build", "--root", str(root / "archive")), watched="archive/site"),
    "new": Trial(lambda root: command("new", "2004-02", "--root", str(root / "archive")), watched="archive/data"),
    "derive": Trial(lambda root: command("derive", "2004-01", "--root", str(root / "archive")), repaired="archive/data"),
    "import": Trial(lambda root: importing(root), watched="waiting/data"),
    "import again": Trial(lambda root: importing(root, "--force"), repaired="again/data"),
    "publish": Trial(lambda root: command("hooks", "publish", str(root / "server.git")), watched="www/site"),
}  # fmt: skip


def importing(root: Path, *force: str) -> list[str]:
    archive = root / ("again" if force else "waiting")
    return command("import", str(root / IMPORTED), "--period", "2004-01", *force, "--root", str(archive))


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with its site, one that waits for its month, one that has another version of it, and a server."""
    root = tmp_path_factory.mktemp("prepared")
    archive = root / "archive"
    make_archive(archive, months=3, first="2003-11", **SMALL)
    assert run_until(command("build", "--root", str(archive)), root).returncode == 0
    for month in ("2003-11", "2004-01"):
        news = archive / "data" / month / "news.csv"
        news.write_text(news.read_text(encoding="utf-8").replace("示例", "示例示例"), encoding="utf-8")
    shutil.copytree(archive, root / "blank")
    for table in ("town-volume-month", "town-volume-year", "department-volume-month"):
        blank_total(root / "blank/data/2004-01" / f"{table}.csv")
    make_archive(root / "waiting", months=3, first="2003-11", **SMALL)
    (root / IMPORTED).write_bytes(
        exported_report(ArchiveFolder(root / "waiting"), "2004-01", root / "out").read_bytes()
    )
    shutil.rmtree(root / "out")
    shutil.copytree(root / "waiting", root / "again")
    shutil.rmtree(root / "waiting/data/2004-01")
    for table in ("town-volume-month", "window-scores", "awards"):
        path = root / "again/data/2004-01" / f"{table}.csv"
        path.write_text("".join(path.read_text(encoding="utf-8").splitlines(True)[:-1]), encoding="utf-8")
    make_publication(root)
    return root


def make_publication(root: Path) -> None:
    """A server whose site shows the first commit, and which has accepted another."""
    clerk = make_clerk(root / "first", months=3)
    server = make_server(root, clerk, root / "www/site")
    assert server.push().accepted
    news = server.clerk.folder / "data/2004-01/news.csv"
    news.write_text(news.read_text(encoding="utf-8").replace("示例", "示例示例"), encoding="utf-8")
    server.clerk.commit("改动")
    (server.bare / "hooks/post-receive").unlink()
    assert server.push().accepted


def blank_total(table: Path) -> None:
    lines = table.read_text(encoding="utf-8").split("\n")
    lines[-2] = ",合计" + "," * (lines[0].count(",") - 1)
    table.write_text("\n".join(lines), encoding="utf-8")


def copied(prepared: Path, name: str, to: Path) -> Path:
    """The part that the trial works on, in a folder of its own."""
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir()
    shutil.copy(prepared / IMPORTED, to)
    parts = {"import": ["waiting"], "import again": ["again"], "publish": ["server.git", "clerk", "www"]}
    for part in parts.get(name, ["archive"]):
        source = "blank" if name == "derive" else part
        shutil.copytree(prepared / source, to / part, symlinks=True)
    if name == "publish":
        Repository(to / "server.git").git("config", "yuebao.site", str(to / "www/site"))
    return to


def aged(root: Path) -> None:
    """What a killed command left, as it is a few minutes later."""
    for folder in root.rglob(".staging-*"):
        os.utime(folder, (1, 1))


def left(root: Path) -> list[str]:
    return [
        path.name for pattern in (".staging-*", ".building-*", ".pages-*") for path in root.rglob(pattern)
    ]


@pytest.mark.parametrize("name", TRIALS)
def test_a_killed_command_leaves_the_old_state_or_the_new(prepared: Path, tmp_path: Path, name: str) -> None:
    trial = TRIALS[name]
    root = copied(prepared, name, tmp_path / "work")
    area = root / (trial.watched or trial.repaired)
    old = tree(area)
    whole = run_until(trial.command(root), tmp_path)
    assert whole.returncode in (0, 1), whole.stderr
    new = tree(area)
    assert old != new and left(root) == []
    killed = 0
    for step in spread(whole.steps, KILLS, seed=len(name)):
        root = copied(prepared, name, tmp_path / "work")
        ended = run_until(trial.command(root), tmp_path, step)
        killed += ended.killed
        if trial.repaired:
            aged(root)
            assert run_until(command("rules", "--root", str(area.parent)), tmp_path).returncode == 0
        assert tree(area) in (old, new), (name, step, whole.steps)
        aged(root)
        finished = run_until(trial.command(root), tmp_path)
        assert finished.returncode in (0, 1, 2), (step, finished.stderr)
        assert tree(area) == new and left(root) == [], (name, step, whole.steps)
    assert killed == min(KILLS, whole.steps)


def test_a_killed_emit_leaves_whole_files(prepared: Path, tmp_path: Path) -> None:
    """Each page is the old one or the new one; the next run brings all to the new state and removes what waits."""
    root = copied(prepared, "emit", tmp_path / "work")
    docs, call = root / "archive/docs", command("emit", "--root", str(root / "archive"))
    old = tree(docs)
    whole = run_until(call, tmp_path)
    new = tree(docs)
    assert whole.returncode == 0 and old != new
    for step in spread(whole.steps, KILLS, seed=5):
        root = copied(prepared, "emit", tmp_path / "work")
        assert run_until(call, tmp_path, step).killed
        now = tree(docs)
        assert all(now[name] in (old.get(name), new.get(name)) for name in now if name != ".emitted")
        assert old.keys() & new.keys() <= now.keys()
        aged(root)
        assert run_until(call, tmp_path).returncode == 0
        assert tree(docs) == new and left(root) == [], step


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("name", ["build", "derive", "import", "import again", "new"])
def test_a_command_that_is_told_to_end_tidies_up(
    prepared: Path, tmp_path: Path, name: str, number: int
) -> None:
    """The state is whole at once, without a next command, nothing waits any more, and what is said is so."""
    trial = TRIALS[name]
    root = copied(prepared, name, tmp_path / "work")
    area = root / (trial.watched or trial.repaired)
    old = tree(area)
    whole = run_until(trial.command(root), tmp_path)
    new = tree(area)
    for step in spread(whole.steps, max(2, KILLS // 2), seed=number):
        root = copied(prepared, name, tmp_path / "work")
        ended = run_until(trial.command(root), tmp_path, step, number)
        assert tree(area) in (old, new) and left(root) == [], (name, step, whole.steps)
        assert "没有改动任何文件" not in ended.stderr
        if ended.returncode == 130:
            assert "已中断" in ended.stderr.splitlines()[-1]
        else:
            assert tree(area) == new and ended.returncode == whole.returncode, (step, ended.stderr)


def test_the_old_site_comes_back_where_names_cannot_be_exchanged(prepared: Path, tmp_path: Path) -> None:
    """As a killed build leaves it on such a system, between its two renames."""
    root = copied(prepared, "build", tmp_path / "work") / "archive"
    old = tree(root / "site")
    was = root / ".staging-killed/was"
    was.mkdir(parents=True)
    (root / "site").rename(was / "site")
    aged(root)
    table = root / "data/2004-01/news.csv"
    table.unlink()
    assert run_until(command("build", "--root", str(root)), tmp_path).returncode == 1
    assert left(root) == [] and tree(root / "site") == old


def server_of(root: Path) -> Server:
    return Server(root / "server.git", Repository(root / "clerk"), f"file://{root / 'server.git'}")


@pytest.mark.parametrize("damage", ["emptied", "missing", "no list", "altered"])
def test_a_release_that_is_not_whole_is_built_again(prepared: Path, tmp_path: Path, damage: str) -> None:
    """As a power cut leaves it on a server that synced nothing: the newest version, and empty."""
    root = copied(prepared, "publish", tmp_path / "work")
    publish = TRIALS["publish"].command(root)
    assert run_until(publish, tmp_path).returncode == 0
    new = tree(root / "www/site")
    target = os.readlink(root / "www/site")
    assert "已经是最新的版本" in run_until(publish, tmp_path).stderr
    for path in [path for path in (root / "www/site/").rglob("*.html")]:
        if damage == "emptied":
            path.write_bytes(b"")
    page = root / "www/site/index.html"
    if damage == "missing":
        page.unlink()
    if damage == "altered":
        page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    if damage == "no list":
        (root / "www/site/.yuebao-site").unlink()
    done = run_until(publish, tmp_path)
    assert done.returncode == 0 and "文件不全或有改动" in done.stderr and "网站已更新" in done.stderr
    assert tree(root / "www/site") == new and os.readlink(root / "www/site") != target


def test_publishing_again_builds_what_is_live(prepared: Path, tmp_path: Path) -> None:
    root = copied(prepared, "publish", tmp_path / "work")
    publish = TRIALS["publish"].command(root)
    targets = []
    (root / "www/site.releases/mine").mkdir()
    for _ in range(5):
        assert run_until([*publish, "--again"], tmp_path).returncode == 0
        targets.append(os.readlink(root / "www/site"))
    assert len(set(targets)) == 5
    names = {path.name for path in (root / "www/site.releases").iterdir() if not path.name.startswith(".")}
    assert len(names) == 5 and "mine" in names, "三版备用的，一版正用的，别人的文件夹不动"


def test_a_link_that_leads_elsewhere_is_left_alone(prepared: Path, tmp_path: Path) -> None:
    root = copied(prepared, "publish", tmp_path / "work")
    (root / "www/site").unlink()
    (root / "www/site").symlink_to("/srv/other")
    done = subprocess.run(TRIALS["publish"].command(root), capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "是指向别处的链接" in done.stderr
    assert os.readlink(root / "www/site") == "/srv/other"
