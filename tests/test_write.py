"""Writing files: all or none, only what changed, and nothing stale left behind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from yuebao.model.fault import Fault
from yuebao.write.files import Written, publish, write_files


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


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
    with pytest.raises(Fault):
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


def test_a_link_is_replaced_and_its_target_left_alone(tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"outside")
    (tmp_path / "root").mkdir()
    (tmp_path / "root/link").symlink_to(tmp_path / "outside")
    write_files(tmp_path / "root", {"link": b"own"})
    assert tree(tmp_path) == {"outside": b"outside", "root/link": b"own"}


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
        ".made": b"x/1.md\nz.md\n",
        "by-hand.md": b"mine",
        "x/1.md": b"1",
        "x/by-hand.md": b"mine",
        "z.md": b"4",
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == [".made", "by-hand.md", "x", "z.md"]


def test_publish_again_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, {"1.md": b"1"}, ".made")
    assert publish(tmp_path, {"1.md": b"1"}, ".made") == Written((), ("1.md",))
