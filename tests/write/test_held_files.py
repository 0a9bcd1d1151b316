"""A file that cannot be replaced, as one that is open in Excel: nothing is changed, and the file is named in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.privileged import call, disk, keep_mounts_to_oneself
from tests.write.test_kills import copied, left, prepared, tree

pytestmark = [pytest.mark.slow, pytest.mark.privileged]
__all__ = ["prepared"]


@contextmanager
def protected(path: Path, letter: str) -> Iterator[None]:
    call("chattr", f"+{letter}", path)
    try:
        yield
    finally:
        call("chattr", f"-{letter}", path)


@contextmanager
def mounted_over(path: Path) -> Iterator[None]:
    keep_mounts_to_oneself()
    call("mount", "--bind", path, path)
    try:
        yield
    finally:
        call("umount", path)


HOLDS: dict[str, Callable[[Path], object]] = {
    "unchangeable": lambda path: protected(path, "i"),
    "append only": lambda path: protected(path, "a"),
    "mounted": mounted_over,
}

HELD = [
    ("derive", "archive/data/2004-01/town-volume-year.csv", ["derive", "2004-01"]),
    ("derive", "archive/data/2004-01/department-volume-month.csv", ["derive", "2004-01"]),
    ("import again", "again/data/2004-01/town-volume-month.csv", ["import", "2004-01.docx", "--period", "2004-01", "--force"]),
    ("import again", "again/data/2004-01/awards.csv", ["import", "2004-01.docx", "--period", "2004-01", "--force"]),
    ("emit", "archive/docs/issues/2004-01.md", ["emit"]),
    ("emit", "archive/docs/files/2004-01/2004-01.docx", ["emit"]),
    ("emit", "archive/docs/.emitted", ["emit"]),
    ("build", "archive/docs/issues/2003-11.md", ["build"]),
    ("build", "archive/docs/search/words.js", ["build"]),
]  # fmt: skip


@pytest.mark.parametrize("how", HOLDS)
@pytest.mark.parametrize(("part", "held", "arguments"), HELD)
def test_a_file_that_is_held_is_named_and_nothing_changes(
    prepared: Path,
    tmp_path: Path,
    how: str,
    part: str,
    held: str,
    arguments: list[str],
) -> None:
    with disk(tmp_path) as made:
        root = copied(prepared, part, made.root / "work")
        archive = ArchiveFolder(root / held.split("/")[0])
        given = [str(root / each) if each.endswith(".docx") else each for each in arguments]
        before = tree(root)
        with HOLDS[how](root / held):  # type: ignore[attr-defined]
            status, _, said = archive.run_apart(*given)
            assert tree(root) == before
        assert status == 3, said
        last = said.splitlines()[-1]
        assert f"{root / held}：" in last and "没有改动任何文件。请先关闭这个文件" in last
        assert "Traceback" not in said and left(root) == []
        assert archive.run_apart(*given).status in (0, 1) and tree(root) != before


@pytest.mark.parametrize("letter", ["i", "a"])
def test_a_file_of_the_site_that_is_held(prepared: Path, tmp_path: Path, letter: str) -> None:
    with disk(tmp_path) as made:
        root = copied(prepared, "build", made.root / "work")
        before = tree(root)
        with protected(root / "archive/site/issues/2003-11.html", letter):
            status, _, said = ArchiveFolder(root / "archive").run_apart("build")
            assert tree(root) == before and status == 3
        assert f"{root / 'archive/site/issues/2003-11.html'}：系统不允许；没有改动任何文件。请先关闭" in said
        assert left(root) == []
