"""`yuebao hooks install` and what git tells a hook."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.git_repository import Repository, new_repository
from yuebao.gate.install import install
from yuebao.gate.release import release
from yuebao.gate.settings import Settings, read_settings, repository_at
from yuebao.gate.updates import Update, read_updates
from yuebao.model.fault import UsageError

OLD, NEW, NONE = "a" * 40, "b" * 40, "0" * 40


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    new_repository(tmp_path).git("init", "--quiet", "--bare", "--initial-branch", "trunk", "server.git")
    return tmp_path / "server.git"


def test_installs_twice_and_keeps_what_was_set(bare: Path, tmp_path: Path) -> None:
    Repository(bare).git("config", "receive.maxInputSize", "5m")
    assert install(bare, None, None) == (
        f"已装好 {bare}/hooks：受保护的分支 trunk；不发布网站（未设 yuebao.site）。"
    )
    Repository(bare).git("config", "--add", "yuebao.protected", "county")
    assert install(bare, "main", tmp_path / "www") == (
        f"已装好 {bare}/hooks：受保护的分支 county、main；网站发布到 {tmp_path}/www。"
    )
    for name in ("pre-receive", "post-receive"):
        hook = bare / "hooks" / name
        assert hook.stat().st_mode & 0o111
        assert hook.read_text(encoding="utf-8").endswith(f" -P -m yuebao hooks {name}\n")
    assert read_settings(bare) == Settings("main", frozenset(("main", "county")), tmp_path / "www")
    assert Repository(bare).git("config", "receive.maxInputSize").stdout == "5m\n"
    assert Repository(bare).git("config", "receive.fsckObjects").stdout == "true\n"


def test_a_hook_of_someone_else_is_left_alone(bare: Path) -> None:
    (bare / "hooks/pre-receive").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    with pytest.raises(UsageError, match="已有别的钩子，没有改动"):
        install(bare, None, None)
    assert not (bare / "hooks/post-receive").exists()


@pytest.mark.parametrize("leads_to", ["other", "nothing", "an own hook", "folder of hooks"])
def test_nothing_is_written_through_a_link(bare: Path, tmp_path: Path, leads_to: str) -> None:
    """Whatever the link leads to, it is left as it is, and so is the other hook."""
    other = tmp_path / "other"
    hooks = bare / "hooks"
    if leads_to == "an own hook":
        install(bare, None, None)
        (hooks / "post-receive").rename(other)
        (hooks / "pre-receive").unlink()
    elif leads_to == "other":
        other.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    if leads_to == "folder of hooks":
        hooks.rename(other)
        hooks.symlink_to(other)
    else:
        (hooks / "post-receive").symlink_to(other)
    before = sorted((path.name, path.read_bytes()) for path in hooks.iterdir() if path.is_file())
    with pytest.raises(UsageError, match=r"是一个符号链接（指向 .*other），没有改动它"):
        install(bare, None, None)
    assert sorted((path.name, path.read_bytes()) for path in hooks.iterdir() if path.is_file()) == before
    assert other.exists() == (leads_to != "nothing")


def test_what_is_no_repository_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不是 git 版本库"):
        repository_at(tmp_path / "nothing")


def test_nothing_to_publish_is_said(bare: Path, tmp_path: Path) -> None:
    said: list[str] = []
    assert release(bare, read_settings(bare), said.append)
    assert said == ["没有设置 yuebao.site，不发布网站。"]
    install(bare, None, tmp_path / "www")
    with pytest.raises(UsageError, match="版本库里还没有 trunk 分支"):
        release(bare, read_settings(bare), said.append)
    assert not (tmp_path / "www").exists()


def test_updates() -> None:
    lines = [f"{NONE} {NEW} refs/heads/a/b\n", f"{OLD} {NONE} refs/tags/v1\n", f"{OLD} {NEW} refs/heads/名"]
    updates = read_updates(line.encode() for line in lines)
    assert updates == (
        Update(None, NEW, "refs/heads/a/b"),
        Update(OLD, None, "refs/tags/v1"),
        Update(OLD, NEW, "refs/heads/名"),
    )
    assert [update.branch for update in updates] == ["a/b", None, "名"]
    with pytest.raises(UsageError, match="不是 git 给钩子的内容"):
        read_updates([b"rm -rf /\n"])
