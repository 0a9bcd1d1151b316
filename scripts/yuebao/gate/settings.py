"""The settings of a repository: `git config yuebao.*`."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from yuebao.gate.updates import HEADS, branch_of
from yuebao.history.git import run, target
from yuebao.model.fault import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """``branch`` is published and always protected; ``protected`` are all that accept only clean months; ``site`` is
    where the web server looks, ``None`` when nothing is published; ``more`` are settings of MkDocs that the keeper of the
    server adds when the site is built."""

    branch: str
    protected: frozenset[str]
    site: Path | None
    more: Path | None = None


def repository_at(path: Path) -> Path:
    """The git folder of the repository at ``path``. Raises `UsageError` when there is none."""
    try:
        return Path(run(path, "rev-parse", "--absolute-git-dir").decode().rstrip("\n"))
    except (subprocess.CalledProcessError, NotADirectoryError, FileNotFoundError) as error:
        raise UsageError(f"{path} 不是 git 版本库；新建一个：git init --bare {path}") from error


def read_settings(repository: Path) -> Settings:
    """The published branch defaults to the one that HEAD names; a branch that stands for another is that other.

    Only the repository's own file is asked: whoever pushes may bring other files along in the environment.
    """
    branch = _true_name(repository, (_values(repository, "yuebao.branch") or [_head(repository)])[-1])
    site = _values(repository, "yuebao.site")
    also = (_true_name(repository, name) for name in _values(repository, "yuebao.protected"))
    more = _values(repository, "yuebao.settings")
    return Settings(
        branch,
        frozenset((branch, *also)),
        Path(site[-1]) if site else None,
        Path(more[-1]) if more else None,
    )


def _true_name(repository: Path, branch: str) -> str:
    """The branch that an update of this one moves. Raises `UsageError` for one that leads to no branch."""
    name = branch_of(target(repository, f"{HEADS}{branch}"))
    if name is None:
        raise UsageError(f"分支 {branch} 是指向别处的符号引用，不是分支；请用 git symbolic-ref 改正")
    return name


def _values(repository: Path, key: str) -> list[str]:
    try:
        return [
            value
            for value in os.fsdecode(run(repository, "config", "--local", "--null", "--get-all", key)).split(
                "\0"
            )
            if value
        ]
    except subprocess.CalledProcessError:
        return []


def _head(repository: Path) -> str:
    name = branch_of(target(repository, "HEAD"))
    if name is None:
        raise UsageError("版本库的 HEAD 不指向分支；请用 yuebao hooks install --branch 写明受保护的分支")
    return name
