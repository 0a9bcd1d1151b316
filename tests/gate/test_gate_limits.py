"""What the gate does not even unpack, and that one check is bounded in time and memory."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.git_repository import new_repository
from tests.support.waiting import PATIENCE
from yuebao.gate.limits import FILES, accepted
from yuebao.gate.unpack import unpack
from yuebao.history.git import Entry, contents, entries
from yuebao.model.fault import Fault, UsageError


def entry(path: str, mode: str = "100644", size: int | None = 1) -> Entry:
    return Entry(path, mode, "a" * 40, size)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (entry("data/x", "120000"), "data/x：这是一个符号链接；请用文件本身代替"),
        (entry("data/x", "160000", None), "data/x：这是另一个版本库（子模块）；请移走"),
        (entry("data/x", size=50_000_001), "data/x：有 50.0 MB，超过 50 MB 的上限；请从提交里去掉"),
        (entry("data/../x"), "data/../x：路径指向别处"),
        (entry("/etc/passwd"), "/etc/passwd：路径指向别处"),
        (entry("data/./x"), "data/./x：路径指向别处"),
        (entry("data/.GIT/config"), "data/.GIT/config：路径指向别处"),
        (entry("data\\..\\x"), "data\\..\\x：路径指向别处"),
        (entry("data/\udcff.csv"), "data/\\udcff.csv：文件名不是 UTF-8"),
        (entry("data/a\nb.csv"), "data/a\\u000ab.csv：文件名里有控制字符"),
        (entry(f"data/{'长' * 67}.csv"), f"data/{'长' * 67}.csv：文件名太长"),
        (entry("/".join(["data", *["深"] * 250])), f"{'/'.join(['data', *['深'] * 250])}：文件名太长"),
    ],
)
def test_refused(bad: Entry, reason: str) -> None:
    assert accepted([entry("data/2003-07/说明 一.csv"), bad]) == (
        [entry("data/2003-07/说明 一.csv")],
        [reason],
    )


@pytest.mark.parametrize(
    "paths", [["data/a", "data/a"], ["data/a", "data/a/b"], ["data/a/b/c", "data/a/b"]], ids=str
)
def test_a_forged_version_with_one_path_twice(paths: list[str]) -> None:
    _, reasons = accepted(entry(path) for path in paths)
    assert [reason.partition("：")[2] for reason in reasons] == ["同一路径出现了两次"]


def test_a_version_without_end_is_read_to_the_limit_only() -> None:
    seen = itertools.count()

    def endless() -> Iterator[Entry]:
        while True:
            yield entry(f"data/{next(seen)}")

    files, reasons = accepted(endless())
    assert (len(files), reasons) == (FILES, [f"文件超过 {FILES} 个，不再往下看"])
    assert next(seen) == FILES + 1


def test_many_reasons_are_cut() -> None:
    _, reasons = accepted(entry(f"data/{number}", "120000") for number in range(1000))
    assert len(reasons) == 21 and reasons[-1] == "……后面的不再列出"


def test_unpacks_what_was_committed_and_overwrites_nothing(tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "repository")
    (repository.folder / "数 据").mkdir()
    (repository.folder / "数 据" / "表.csv").write_bytes(b"a\r\n\0b")
    (repository.folder / "empty").write_bytes(b"")
    repository.commit("示例")
    files, reasons = accepted(entries(repository.folder, "HEAD"))
    assert ([file.path for file in files], reasons) == (["empty", "数 据/表.csv"], [])
    unpack(repository.folder, files, tmp_path / "out")
    assert (tmp_path / "out/数 据/表.csv").read_bytes() == b"a\r\n\0b"
    assert (tmp_path / "out/empty").read_bytes() == b""
    with pytest.raises(FileExistsError):
        unpack(repository.folder, files, tmp_path / "out")
    with pytest.raises(Fault, match="版本库里缺少对象"):
        list(contents(repository.folder, ["a" * 40]))
    with pytest.raises(UsageError, match="合计 2000 MB，超过 1000 MB 的上限"):
        unpack(repository.folder, [entry("x", size=2_000_000_000)], tmp_path / "big")


@pytest.mark.race
@pytest.mark.parametrize(
    ("block", "seconds", "said"),
    [
        ("while True: pass", 1, "核验没有在时限内完成"),
        ("re.fullmatch('(a+)+b', 'a' * 60)", 1, "核验没有在时限内完成"),
        ("bytearray(10 << 30)", PATIENCE, "核验要用的内存超过 1 GB 的上限"),
    ],
)
def test_one_check_is_bounded(block: str, seconds: int, said: str) -> None:
    program = (
        f"import re\nfrom yuebao.gate.bounds import bounded\nwith bounded({seconds}, 1 << 30):\n    {block}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 1 and said in done.stderr
