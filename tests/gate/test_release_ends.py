"""What is told of a build by how it ends, each end by a process of its own that ends so; and the lock that is waited for."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path
from typing import Final

import pytest

from yuebao.gate import release
from yuebao.gate.child import SECONDS
from yuebao.workflows.build import WARNED

SITE: Final = "mkdir -p work/site; touch work/site/index.html; "
ENDS: Final[dict[str, tuple[str, bool, list[str]]]] = {
    "well": (f"{SITE}echo 好", True, []),
    "with warnings": (
        f"{SITE}echo '{WARNED}甲'; echo 好; echo '{WARNED}乙'", True, [f"{WARNED}甲\n{WARNED}乙"],
    ),
    "with many warnings": (
        f"{SITE}for number in $(seq 40); do echo \"{WARNED}$number\"; done",
        True, ["\n".join(f"{WARNED}{number}" for number in range(1, 31))],
    ),
    "without a site": ("echo 好", False, ["生成网站失败（状态 0）：\n  好"]),
    "too late": (f"{SITE}kill -ALRM $$", False, [f"生成网站超过 {SECONDS // 60} 分钟，已停止。"]),
    "badly": ("echo; echo 甲; echo 乙; echo; exit 3", False, ["生成网站失败（状态 3）：\n  \n  甲\n  乙"]),
    "badly after many words": (
        "seq 100; exit 1", False,
        ["\n".join(["生成网站失败（状态 1）：", *(f"  {number}" for number in range(71, 101))])],
    ),
}  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
def test_how_a_build_ends(end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script, built, words = ENDS[end]
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    (tmp_path / "work").mkdir()
    said: list[str] = []
    lock = os.open(tmp_path / ".lock", os.O_RDWR | os.O_CREAT)
    try:
        assert (release._build(tmp_path / "work", None, lock, said.append), said) == (built, words)
    finally:
        os.close(lock)
    assert not (tmp_path / "work.tmp").exists()


def test_the_lock_is_held_once_it_is_waited_for(tmp_path: Path) -> None:
    one, other = (os.open(tmp_path / ".lock", os.O_RDWR | os.O_CREAT) for _ in range(2))
    try:
        release._wait(one)
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(one)
        os.close(other)
