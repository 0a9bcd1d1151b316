"""An issue on its way to the server: committed with its own files alone, and pushed where the branch goes."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yuebao.history.git import run
from yuebao.model.fault import Unready, UsageError

_FROM_THERE: Final = re.compile(r"^remote: ?(.*?)\s*$", re.MULTILINE)
_BEHIND: Final = ("fetch first", "non-fast-forward")


@dataclass(frozen=True, slots=True)
class Sent:
    """Whether anything was ``committed``, whether the server has it, and what the server ``said``."""

    committed: bool
    accepted: bool
    said: str


def has_repository(root: Path) -> bool:
    """Whether the archive is kept in git, and there is a git to ask."""
    return _asked(root, "rev-parse", "--is-inside-work-tree") == "true"


def upstream(root: Path) -> str:
    """The remote branch that the present one goes to, `origin/main`; empty where there is none."""
    return _asked(root, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")


def unsent(root: Path, paths: Sequence[str]) -> list[str]:
    """The files below these paths that differ from the newest version."""
    told = run(root, "status", "--porcelain", "-z", "--untracked-files=all", "--", *paths)
    return [os.fsdecode(each[3:]) for each in told.split(b"\0") if len(each) > 3]


def send(root: Path, paths: Sequence[str], message: str) -> Sent:
    """Commit what changed below the paths, and push. What else lies in the folder or waits in the index stays there.

    Raises `Unready` where git refuses to commit, with its reason.
    """
    committed = bool(unsent(root, paths))
    if committed:
        _done(root, "add", "--all", "--", *paths)
        _done(root, "commit", "--quiet", "--message", message, "--", *paths)
    said = _push(root)
    if said is not None and any(words in said for words in _BEHIND):
        _take_over(root)
        said = _push(root)
    return Sent(committed, said is None, "" if said is None else _from_the_server(said))


def fetch(root: Path) -> str:
    """Bring over what the server has. What it came to, in words. Raises `Unready` where that is not possible."""
    before = _asked(root, "rev-parse", "HEAD")
    _take_over(root)
    return "取回了新的版本" if _asked(root, "rev-parse", "HEAD") != before else "已经是最新的"


def _take_over(root: Path) -> None:
    """Put the own commits behind those of the server. What cannot be put there is left as it was."""
    try:
        run(root, "pull", "--quiet", "--rebase", "--autostash")
    except subprocess.CalledProcessError as error:
        _asked(root, "rebase", "--abort")
        raise Unready(
            f"服务器上有别人的改动，与这里的合不到一起，或连不上；这里的文件没有动：\n{_words(error)}"
        ) from error


def _push(root: Path) -> str | None:
    """What git said when it was refused; ``None`` where it was not."""
    try:
        run(root, "push", "--porcelain")
    except subprocess.CalledProcessError as error:
        return _words(error)
    return None


def _done(root: Path, *arguments: str) -> None:
    try:
        run(root, *arguments)
    except subprocess.CalledProcessError as error:
        words = _words(error)
        if "user.email" in words or "user.name" in words:
            words = "git 还不知道你是谁；请执行一次 git config user.name 姓名 和 git config user.email 邮箱"
        raise Unready(f"没有提交：{words}") from error


def _asked(root: Path, *arguments: str) -> str:
    """What git answers; nothing where it refuses, or where there is none."""
    try:
        return os.fsdecode(run(root, *arguments)).strip()
    except (UsageError, subprocess.CalledProcessError):
        return ""


def _words(error: subprocess.CalledProcessError) -> str:
    return (
        b"\n".join(part for part in (error.stdout, error.stderr) if part).decode("utf-8", "replace").strip()
    )


def _from_the_server(said: str) -> str:
    """What the server itself says, else all that git said."""
    return "\n".join(_FROM_THERE.findall(said)).strip() or said
