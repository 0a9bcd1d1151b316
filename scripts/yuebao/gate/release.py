"""After a push: build the site beside the live one and switch in one step.

The web server's folder is a symbolic link into ``<site>.releases/``. A build that fails or is killed leaves the link
as it was.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from typing import Final

from yuebao.cache.fingerprint import of_parts, of_program
from yuebao.cache.place import VARIABLE as CACHE
from yuebao.gate.accepted import accepted_tips
from yuebao.gate.child import SECONDS, run_bounded
from yuebao.gate.limits import accepted
from yuebao.gate.settings import Settings
from yuebao.gate.unpack import unpack
from yuebao.gate.updates import HEADS
from yuebao.history.git import entries, run, tip
from yuebao.history.tips import PUBLISHED, Tip, write_tips
from yuebao.load.clock import latest_day
from yuebao.model.fault import UsageError
from yuebao.workflows.build import WARNED
from yuebao.workflows.emit import recorded_end
from yuebao.write.durable import sync
from yuebao.write.site_folder import is_whole

Say = Callable[[str], None]
KEPT: Final = 3
"""Releases that stay beside the live one, for a way back."""
_RELEASE: Final = re.compile(r"([0-9a-f]{40,64}-[0-9a-f]{10}-[0-9]+)(?:-until-([0-9]{4}-[0-9]{2}-[0-9]{2}))?")
"""The commit, the program, and the how manieth time; the last day on which it is right, where names in it have an end."""
_WAITING: Final = 2 * SECONDS
"""Seconds that one publication waits for others."""
_TAIL: Final = 30


def release(
    repository: Path, settings: Settings, say: Say, *, again: bool = False, today: date | None = None
) -> bool:
    """Publish what the branch holds now; whether the site then shows it. What is live and whole already is built only
    when it is asked for ``again``, or when on the day of ``today``, the calendar's where none is given, a name in it is past
    its end.

    One at a time: who waited builds what is newest by then, so the site ends with the last push.
    """
    site = settings.site
    if site is None:
        say("没有设置 yuebao.site，不发布网站。")
        return True
    releases = site.with_name(f"{site.name}.releases")
    _require_own_link(site, releases)
    releases.mkdir(parents=True, exist_ok=True)
    with _alone(releases, say) as lock:
        for leftover in releases.glob(".building-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        commit = _tip(repository, settings.branch)
        name = f"{commit}-{_program(settings.more)[:10]}"
        if _live(site).startswith(name) and not again:
            why = _why_again(site, today or latest_day())
            if not why:
                say(f"网站已经是最新的版本（{commit[:10]}）。")
                return True
            say(f"网站是最新的版本，但{why}，重新生成。")
        workspace = releases / f".building-{commit[:10]}-{os.getpid()}"
        say(f"正在生成网站（{commit[:10]}），原来的网站照常可用……")
        try:
            _check_out(repository, commit, workspace)
            tips = accepted_tips(repository, settings.branch, commit)
            _remember(workspace, tips)
            built = _build(workspace, settings.more, lock, say)
            if built:
                _switch(workspace / "site", site, _free(releases, name, recorded_end(workspace)))
        finally:
            shutil.rmtree(workspace, ignore_errors=True)
        if not built:
            say("网站没有生成，原来的网站保持不变。改正后再推送，或在服务器上运行 yuebao hooks publish。")
            return False
        _prune(releases, site)
    say(f"网站已更新（{commit[:10]}）。")
    return True


def _require_own_link(site: Path, releases: Path) -> None:
    """Raises `UsageError` where something stands that publishing did not put there."""
    if site.is_symlink():
        if site.parent / Path(os.readlink(site)).parent != releases:
            raise UsageError(
                f"{site} 是指向别处的链接（{os.readlink(site)}），没有改动它；请把它移走，再发布一次"
            )
    elif site.exists():
        raise UsageError(f"{site} 是一个普通文件夹，不能原子地切换；请把它移走，再发布一次")


def _tip(repository: Path, branch: str) -> str:
    """The newest commit of the branch."""
    newest = tip(repository, f"{HEADS}{branch}")
    if newest is None:
        raise UsageError(f"版本库里还没有 {branch} 分支，没有可以发布的版本")
    return newest


@contextmanager
def _alone(releases: Path, say: Say) -> Iterator[int]:
    """Hold the lock of this site. The build inherits it, so an orphaned build still keeps others waiting."""
    descriptor = os.open(releases / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("另一次发布正在进行，等它结束……")
            _wait(descriptor)
        yield descriptor
    finally:
        os.close(descriptor)


def _wait(descriptor: int) -> None:
    """Take the lock as soon as it is free. Raises `UsageError` when that takes longer than publications may."""
    end = time.monotonic() + _WAITING
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > end:
                raise UsageError(
                    f"另一次发布 {_WAITING // 60} 分钟还没有结束，不再等它；推送的数据已经接受，"
                    "稍后请在服务器上执行 yuebao hooks publish"
                ) from error
        time.sleep(0.1)


def _live(site: Path) -> str:
    """The name of the release that the link leads to, empty when there is none."""
    return Path(os.readlink(site)).name if site.is_symlink() and site.exists() else ""


def _check_out(repository: Path, commit: str, workspace: Path) -> None:
    """The commit's files, and its history without copying it: the pages show revisions."""
    files, reasons = accepted(entries(repository, commit))
    if reasons:
        raise UsageError("；".join(reasons))
    clone = ("clone", "--quiet", "--shared", "--no-checkout", str(repository), str(workspace))
    run(workspace.parent, *clone)
    run(workspace, "update-ref", "--no-deref", "HEAD", commit)
    unpack(repository, files, workspace)


def _remember(workspace: Path, tips: Sequence[Tip]) -> None:
    """Tell the build in which versions the archive was published: revisions compare these."""
    path = workspace / ".git" / PUBLISHED
    path.parent.mkdir(parents=True)
    path.write_text(write_tips(tips), encoding="ascii")


def _program(more: Path | None) -> str:
    """What the site is built by: the program, and the settings that the keeper of the server adds. Raises `UsageError`."""
    if more is None:
        return of_program()
    if not more.is_absolute():
        raise UsageError(f"yuebao.settings 要写完整的路径，现为 {more}")
    try:
        return of_parts([of_program(), str(more), more.read_text(encoding="utf-8")])
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"yuebao.settings 所指的 {more} 不能读取；请改正或用 git config --unset 去掉"
        ) from error


def _trusted_environment() -> dict[str, str]:
    """The environment in which Python finds this program and what is installed with it, and nothing else."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONSAFEPATH": "1"}


def _build(workspace: Path, more: Path | None, lock: int, say: Say) -> bool:
    """Whether the site was built. What it keeps for later and what it puts aside stays beside it and goes with it."""
    aside = workspace.with_name(f"{workspace.name}.tmp")
    aside.mkdir()
    added = () if more is None else ("--settings", str(more))
    try:
        done = run_bounded(
            [sys.executable, "-P", "-m", "yuebao", "build", "--lenient", "--root", str(workspace), *added],
            workspace.parent,  # not the pushed folder: Python would look for modules there
            lock=lock,
            environment={**_trusted_environment(), "TMPDIR": str(aside), CACHE: ""},
        )
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    if done.status == 0 and (workspace / "site/index.html").is_file():
        warned = [line for line in done.said.split("\n") if line.startswith(WARNED)]
        if warned:
            say("\n".join(warned[:_TAIL]))
        return True
    if done.status is None or done.status == -signal.SIGALRM:
        say(f"生成网站超过 {SECONDS // 60} 分钟，已停止。")
        return False
    lines = done.said.rstrip().split("\n")
    say("\n".join([f"生成网站失败（状态 {done.status}）：", *(f"  {line}" for line in lines[-_TAIL:])]))
    return False


def _why_again(site: Path, today: date) -> str:
    """Why the newest version has to be built once more; empty where it does not."""
    found = _RELEASE.fullmatch(_live(site))
    if found and found[2] and today > date.fromisoformat(found[2]):
        return f"有姓名已经到期（公开到 {found[2]}）"
    return "" if is_whole(site.resolve()) else "文件不全或有改动（例如断过电）"


def _free(releases: Path, name: str, until: date | None) -> Path:
    """Where the release goes; the same version may have been built before."""
    known = (_RELEASE.fullmatch(path.name) for path in releases.iterdir())
    taken = {found[1] for found in known if found}
    own = next(each for number in count(1) if (each := f"{name}-{number}") not in taken)
    return releases / (own if until is None else f"{own}-until-{until.isoformat()}")


def _switch(built: Path, site: Path, target: Path) -> None:
    """Move the built site to its place, then the link onto it: each a single rename, the one on the disk before the
    other. The site itself came there before its list did (`site_folder.finish_site`)."""
    os.rename(built, target)
    sync([target.parent])
    link = target.with_name(f".link-{target.name}")
    link.unlink(missing_ok=True)
    link.symlink_to(target.relative_to(site.parent))
    sync([target.parent])
    os.replace(link, site)
    sync([site.parent])


def _prune(releases: Path, site: Path) -> None:
    """Remove all but the live release and the newest few before it; what is no release stays."""
    live = _live(site)
    old = [path for path in releases.iterdir() if _RELEASE.fullmatch(path.name) and path.name != live]
    old.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in old[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
