"""Put the hooks into a repository: thin scripts that call this very program."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Final

from yuebao.gate.settings import read_settings, repository_at
from yuebao.history.git import run
from yuebao.model.fault import UsageError

HOOKS: Final = ("pre-receive", "post-receive")
_MARK: Final = "# 由 yuebao hooks install 写入；再次安装会覆盖。"
_SAFETY: Final = {
    "receive.fsckObjects": "true",
    "receive.maxInputSize": "200m",
    "receive.shallowUpdate": "false",
    "core.useReplaceRefs": "false",
}
"""Set where the repository has no value: forged objects and huge packs end before the check begins."""


def install(path: Path, branch: str | None, site: Path | None) -> str:
    """Write both hooks and the settings that are given; what was done, in Chinese.

    Raises `UsageError` when there is no repository or a hook of someone else's stands in the place.
    """
    repository = repository_at(path)
    folder = Path(run(repository, "rev-parse", "--git-path", "hooks").decode().rstrip("\n"))
    hooks = {name: repository / folder / name for name in HOOKS}
    for hook in hooks.values():
        _require_plain(hook)
        if hook.exists() and _MARK not in hook.read_text(encoding="utf-8", errors="replace"):
            raise UsageError(f"{hook} 已有别的钩子，没有改动；请先把它移走，或在其中调用 {_call(hook.name)}")
    for hook in hooks.values():
        hook.parent.mkdir(parents=True, exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{_MARK}\n{_call(hook.name)}\n", encoding="utf-8")
        hook.chmod(0o755)
    given = {"yuebao.branch": branch, "yuebao.site": None if site is None else os.path.abspath(site)}
    for key, value in given.items():
        if value is not None:
            run(repository, "config", key, value)
    for key, value in _SAFETY.items():
        if not _has(repository, key):
            run(repository, "config", key, value)
    settings = read_settings(repository)
    where = "不发布网站（未设 yuebao.site）" if settings.site is None else f"网站发布到 {settings.site}"
    return f"已装好 {repository / folder}：受保护的分支 {'、'.join(sorted(settings.protected))}；{where}。"


def _require_plain(hook: Path) -> None:
    """Raises `UsageError` where writing the hook would write something else: over a link, or into what is no file."""
    for place in (hook, hook.parent):
        if place.is_symlink():
            raise UsageError(
                f"{place} 是一个符号链接（指向 {os.readlink(place)}），没有改动它；请用文件（文件夹）本身代替，再安装一次"
            )
    if hook.exists() and not hook.is_file():
        raise UsageError(f"{hook} 不是普通文件，没有改动它；请先把它移走")


def _call(name: str) -> str:
    """The command of a hook. ``-P`` keeps the repository's own folder from being searched for modules."""
    package = Path(__file__).resolve().parents[2]
    return (
        f"PYTHONPATH={shlex.quote(str(package))} exec {shlex.quote(sys.executable)} -P -m yuebao hooks {name}"
    )


def _has(repository: Path, key: str) -> bool:
    try:
        run(repository, "config", "--get", key)
    except subprocess.CalledProcessError:
        return False
    return True
