"""All or none, and nothing of an earlier run for ever: with failures that the file system itself makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from test_write import listed, publish, tree
from yuebao.model.fault import Fault
from yuebao.write.files import write_files


def folder_for_file(root: Path) -> None:
    """A file stands where a folder must be made: seen only when the file is to be put in its place."""
    (root / "m").write_bytes(b"in the way")


OLD: dict[str, dict[str, bytes]] = {
    "all are new": {},
    "one is old": {"a.txt": b"old"},
    "old and new in turn": {"a.txt": b"old", "c.txt": b"old"},
    "all are old": {"a.txt": b"old", "b.txt": b"old", "c.txt": b"old"},
}


@pytest.mark.parametrize("case", OLD)
@pytest.mark.parametrize(
    "names", [["a.txt"], ["a.txt", "b.txt"], ["a.txt", "b.txt", "c.txt", "deep/er/d.txt", "z.txt"]]
)
def test_a_failure_leaves_every_old_file_and_no_new_one(tmp_path: Path, case: str, names: list[str]) -> None:
    write_files(tmp_path, OLD[case])
    folder_for_file(tmp_path)
    before = tree(tmp_path)
    files = {**dict.fromkeys(names, b"new"), "m/x.txt": b"never"}
    with pytest.raises(Fault):
        write_files(tmp_path, files)
    assert tree(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(before)


@pytest.mark.parametrize("case", OLD)
def test_a_failed_publication_leaves_what_was_published(tmp_path: Path, case: str) -> None:
    publish(tmp_path, {**OLD[case], "gone.txt": b"1"}, ".made")
    folder_for_file(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(Fault):
        publish(tmp_path, {"a.txt": b"new", "b.txt": b"new", "m/x.txt": b"never"}, ".made")
    assert tree(tmp_path) == before


@pytest.mark.parametrize("runs", [1, 2, 3])
def test_what_could_not_be_removed_is_removed_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: int
) -> None:
    """A run that ends between writing and removing, as often as it may: the next whole one still knows the old file."""
    publish(tmp_path, {"old.md": b"1", "kept.md": b"1"}, ".made")
    unlink = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == "old.md":
            raise PermissionError(13, "refused", str(path))
        unlink(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        for number in range(runs):
            with pytest.raises(Fault):
                publish(tmp_path, {"kept.md": b"1", f"new{number}.md": b"2"}, ".made")
    assert (tmp_path / "old.md").read_bytes() == b"1"
    publish(tmp_path, {"kept.md": b"1"}, ".made")
    assert tree(tmp_path) == {".made": listed({"kept.md": b"1"}), "kept.md": b"1"}
