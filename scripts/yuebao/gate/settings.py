"""The settings of a repository: `git config yuebao.*`."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from yuebao.history.git import run
from yuebao.model.fault import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """``branch`` is published and always protected; ``protected`` are all that accept only clean months; ``site`` is
    where the web server looks, ``None`` when nothing is published."""

    branch: str
    protected: frozenset[str]
    site: Path | None


def repository_at(path: Path) -> Path:
    """The git folder of the repository at ``path``. Raises `UsageError` when there is none."""
    try:
        return Path(run(path, "rev-parse", "--absolute-git-dir").decode().rstrip("\n"))
    except (subprocess.CalledProcessError, NotADirectoryError, FileNotFoundError) as error:
        raise UsageError(f"{path} 不是 git 版本库；新建一个：git init --bare {path}") from error


def read_settings(repository: Path) -> Settings:
    """The published branch defaults to the one that HEAD names."""
    branch = _values(repository, "yuebao.branch") or [_head(repository)]
    site = _values(repository, "yuebao.site")
    protected = frozenset((branch[-1], *_values(repository, "yuebao.protected")))
    return Settings(branch[-1], protected, Path(site[-1]) if site else None)


def _values(repository: Path, key: str) -> list[str]:
    try:
        return [
            value
            for value in run(repository, "config", "--null", "--get-all", key).decode().split("\0")
            if value
        ]
    except subprocess.CalledProcessError:
        return []


def _head(repository: Path) -> str:
    name = run(repository, "symbolic-ref", "HEAD").decode().strip()
    return name.removeprefix("refs/heads/")
