"""A real git repository for tests, untouched by the settings of the machine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_AUTHOR_NAME": "示例",
    "GIT_AUTHOR_EMAIL": "example@example.invalid",
    "GIT_COMMITTER_NAME": "示例",
    "GIT_COMMITTER_EMAIL": "example@example.invalid",
}


@dataclass(frozen=True)
class Repository:
    """A work tree with its git."""

    folder: Path

    def git(
        self, *arguments: str, check: bool = True, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run git here."""
        return subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=ENVIRONMENT | dict(environment or {}),
            check=check,
            capture_output=True,
            text=True,
        )

    def commit(self, message: str, **environment: str) -> str:
        """Commit everything and return the commit's name."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message, environment=environment)
        return self.head()

    def head(self) -> str:
        """The name of the newest commit."""
        return self.git("rev-parse", "HEAD").stdout.strip()


def new_repository(folder: Path) -> Repository:
    """An empty repository in ``folder``, on branch main."""
    folder.mkdir(parents=True, exist_ok=True)
    repository = Repository(folder)
    repository.git("init", "--quiet", "--initial-branch", "main")
    return repository
