"""All or none, and nothing of an earlier run for ever: with failures that the file system itself makes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.archive import tree
from tests.write.test_write import listed, publish
from yuebao.model.fault import Fault, UsageError
from yuebao.write.files import write_files
from yuebao.write.staged import staged_month


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
    with pytest.raises(UsageError):
        write_files(tmp_path, files)
    assert tree(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(before)


@pytest.mark.parametrize("case", OLD)
def test_a_failed_publication_leaves_what_was_published(tmp_path: Path, case: str) -> None:
    publish(tmp_path, {**OLD[case], "gone.txt": b"1"}, ".made")
    folder_for_file(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(UsageError):
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


def test_a_month_made_aside_never_writes_through_a_link(tmp_path: Path) -> None:
    """Whatever stands in the month already: the copy that is made of it is written, and nothing outside."""
    outside = tmp_path / "outside"
    outside.write_bytes(b"not of the archive")
    month = tmp_path / "archive/data/2003-07"
    (month / "source").mkdir(parents=True)
    (month / "kept.csv").write_bytes(b"kept")
    for name in ("news.csv", "source/issue.txt"):
        (month / name).symlink_to(outside)
    files = {"news.csv": b"new", "source/issue.txt": b"new", "other.csv": b"new"}
    before = tree(month)
    # Such a month may be refused as a whole.
    with suppress(UsageError), staged_month(tmp_path / "archive", "2003-07", files) as staging:
        made = staging / "data/2003-07"
        assert tree(made) == {**files, "kept.csv": b"kept"}
        assert not any(path.is_symlink() for path in made.rglob("*"))
    assert outside.read_bytes() == b"not of the archive"
    assert tree(month) == before
