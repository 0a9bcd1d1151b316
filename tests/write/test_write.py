"""Writing files: all or none, only what changed, and nothing stale left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.archive import tree
from yuebao.model.content import Content
from yuebao.model.fault import Fault, UsageError
from yuebao.write.files import Written, staging, write_files
from yuebao.write.generated import publish as commit


def listed(files: Mapping[str, bytes]) -> bytes:
    """The list as `sha256sum` writes it."""
    return "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def publish(root: Path, files: Mapping[str, Content], manifest: str) -> Written:
    with staging(root) as waiting:
        return commit(
            waiting, {name: waiting.add(name, content) for name, content in files.items()}, manifest
        )


def test_new_changed_and_unchanged(tmp_path: Path) -> None:
    files = {"a/b.txt": b"one", "c.txt": b"two"}
    assert write_files(tmp_path, files) == Written(("a/b.txt", "c.txt"), ())
    before = os.stat(tmp_path / "c.txt").st_mtime_ns
    assert write_files(tmp_path, {"a/b.txt": b"ONE", "c.txt": b"two"}) == Written(("a/b.txt",), ("c.txt",))
    assert os.stat(tmp_path / "c.txt").st_mtime_ns == before
    assert tree(tmp_path) == {"a/b.txt": b"ONE", "c.txt": b"two"}


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "", "a\\b", "a\0b", "folder"])
def test_a_path_that_cannot_be_written_changes_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "root/folder").mkdir(parents=True)
    (tmp_path / "root/folder/keep").write_bytes(b"kept")
    with pytest.raises((Fault, UsageError)):
        write_files(tmp_path / "root", {"good.txt": b"good", name: b"bad"})
    assert tree(tmp_path) == {"root/folder/keep": b"kept"}


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_half_way_puts_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    write_files(tmp_path, {"a.txt": b"old", "b.txt": b"old"})
    replace, calls = os.replace, []

    def third_fails(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 3:
            raise failure
        replace(source, target)

    monkeypatch.setattr(os, "replace", third_fails)
    with pytest.raises(Fault if isinstance(failure, OSError) else KeyboardInterrupt):
        write_files(tmp_path, {"a.txt": b"new", "b.txt": b"new", "c/d/e.txt": b"new"})
    assert [path.name for path in calls] == ["a.txt", "b.txt", "e.txt", "b.txt", "a.txt"]
    assert tree(tmp_path) == {"a.txt": b"old", "b.txt": b"old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("link", ["file", "folder/file", "root"])
def test_nothing_is_written_over_a_link(tmp_path: Path, link: str) -> None:
    (tmp_path / "outside/folder").mkdir(parents=True)
    (tmp_path / "outside/file").write_bytes(b"outside")
    (tmp_path / "outside/folder/file").write_bytes(b"outside")
    root = tmp_path / "root"
    if link == "root":
        root.symlink_to(tmp_path / "outside")
    else:
        root.mkdir()
        top = Path(link).parts[0]
        (root / top).symlink_to(tmp_path / "outside" / top)
    before = tree(tmp_path)
    with pytest.raises(UsageError, match="是一个符号链接，不写进它所指的地方；没有改动任何文件"):
        write_files(root, {"a": b"good", "file" if link == "root" else link: b"own"})
    assert tree(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside", "root"]


def test_publish_removes_only_what_it_wrote_before(tmp_path: Path) -> None:
    (tmp_path / "by-hand.md").write_bytes(b"mine")
    assert publish(tmp_path, {"x/1.md": b"1", "x/2.md": b"2", "y/3.md": b"3"}, ".made") == Written(
        ("x/1.md", "x/2.md", "y/3.md"), ()
    )
    (tmp_path / "x/by-hand.md").write_bytes(b"mine")
    assert publish(tmp_path, {"x/1.md": b"1", "z.md": b"4"}, ".made") == Written(
        ("z.md",), ("x/1.md",), ("x/2.md", "y/3.md")
    )
    assert tree(tmp_path) == {
        ".made": listed({"x/1.md": b"1", "z.md": b"4"}),
        "by-hand.md": b"mine",
        "x/1.md": b"1",
        "x/by-hand.md": b"mine",
        "z.md": b"4",
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == [".made", "by-hand.md", "x", "z.md"]


def test_publish_again_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, {"1.md": b"1"}, ".made")
    assert publish(tmp_path, {"1.md": b"1"}, ".made") == Written((), ("1.md",))


def test_a_file_that_writes_itself_is_written_where_it_differs(tmp_path: Path) -> None:
    def large(path: Path) -> None:
        path.write_bytes(b"large")

    assert publish(tmp_path, {"large": large, "small": b"1"}, ".made") == Written(("large", "small"), ())
    before = os.stat(tmp_path / "large").st_mtime_ns
    assert publish(tmp_path, {"large": large, "small": b"2"}, ".made") == Written(("small",), ("large",))
    assert os.stat(tmp_path / "large").st_mtime_ns == before
    assert tree(tmp_path) == {
        ".made": listed({"large": b"large", "small": b"2"}),
        "large": b"large",
        "small": b"2",
    }


def test_what_is_not_committed_is_gone(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), staging(tmp_path) as waiting:
        assert waiting.add("a/b.txt", b"never").differs
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    """And what another process holds is not, nor what is so young that it may not be held yet."""
    for name, age in {"left": 61, "held": 61, "young": 0}.items():
        folder = tmp_path / f".staging-{name}"
        folder.mkdir()
        (folder / "x.new").write_bytes(b"half")
        os.utime(folder, (time.time() - age,) * 2)
    program = "import fcntl, os, sys; fcntl.flock(os.open(sys.argv[1], 0), fcntl.LOCK_EX); print(flush=True); input()"
    command = [sys.executable, "-c", program, str(tmp_path / ".staging-held")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        write_files(tmp_path, {"a.txt": b"1"})
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            ".staging-held",
            ".staging-young",
            "a.txt",
        ]
