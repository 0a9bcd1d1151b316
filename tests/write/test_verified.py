"""A copy of a site against its list: what holds of every file and of every entry, each kind of thing alone and all together."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.write.test_write import publish
from yuebao.model.fault import Fault, UsageError
from yuebao.write.checksums import of_bytes, write_list
from yuebao.write.site_folder import MARK, SUMS, require_free
from yuebao.write.verified import Compared, Verified, verify_folder

FILES = {"index.html": b"1", "data/b.csv": b"2", "data/深/c.csv": b"3"}


def copied(folder: Path, *more: str) -> Path:
    """A site with its list, which also names ``more``."""
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    entries = [(name, of_bytes(content)) for name, content in FILES.items()]
    (folder / SUMS).write_bytes(write_list([*entries, *((name, of_bytes(b"")) for name in more)]))
    (folder / MARK).write_bytes(b"")
    return folder


NAMES = ("data/b.csv", "data/深/c.csv", "index.html")


def change(folder: Path) -> None:
    (folder / "data/b.csv").write_bytes(b"22")


def remove(folder: Path) -> None:
    (folder / "data/b.csv").unlink()


def add(folder: Path) -> None:
    (folder / "data/new").mkdir()
    (folder / "data/new/d.csv").write_bytes(b"4")


def link_instead(folder: Path) -> None:
    """It leads to the same content, and is not followed."""
    (folder / "data/b.csv").rename(folder.parent / "b.csv")
    (folder / "data/b.csv").symlink_to(folder.parent / "b.csv")


def link_beside(folder: Path) -> None:
    (folder / "all").symlink_to(folder / "data")


def leave(folder: Path) -> None:
    assert folder.is_dir()


OTHERS = tuple(name for name in NAMES if name != "data/b.csv")
CASES: dict[str, tuple[Callable[[Path], None], Verified]] = {
    "as it was": (leave, Verified(NAMES, (), (), (), ())),
    "changed": (change, Verified(OTHERS, ("data/b.csv",), (), (), ())),
    "gone": (remove, Verified(OTHERS, (), ("data/b.csv",), (), ())),
    "more": (add, Verified(NAMES, (), (), ("data/new/d.csv",), ())),
    "a link in its place": (link_instead, Verified(OTHERS, (), (), (), ("data/b.csv",))),
    "a link beside": (link_beside, Verified(NAMES, (), (), (), ("all",))),
}


@pytest.mark.parametrize("case", CASES)
def test_every_file_is_told_of_by_what_holds_of_it(case: str, tmp_path: Path) -> None:
    spoil, found = CASES[case]
    folder = copied(tmp_path / "site")
    spoil(folder)
    assert verify_folder(folder) == found
    assert found.whole == (case == "as it was")


@pytest.mark.parametrize("name", ["../b.csv", "/b.csv", "data/../../b.csv", "C:b.csv", "data\\b.csv"])
def test_an_entry_that_leads_outside_is_strange_and_nothing_else(name: str, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_bytes(b"")
    assert verify_folder(copied(tmp_path / "site", name)) == Verified(NAMES, (), (), (), (name,))


def test_everything_at_once_is_told_in_order(tmp_path: Path) -> None:
    folder = copied(tmp_path / "site", "z", "a", "../y", "../x")
    for spoil in (add, link_beside):
        spoil(folder)
    (folder / "b").write_bytes(b"")
    assert verify_folder(folder) == Verified(
        NAMES, (), ("a", "z"), ("b", "data/new/d.csv"), ("../x", "../y", "all")
    )


def test_a_colon_further_down_is_a_name_like_any_other(tmp_path: Path) -> None:
    assert verify_folder(copied(tmp_path / "site", "data/C:b.csv")).missing == ("data/C:b.csv",)


@pytest.mark.parametrize("there", ["nothing", "a file", "no list", "an empty list"])
def test_what_is_no_copy_of_a_site_is_refused_by_its_name(there: str, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    if there == "a file":
        folder.write_bytes(b"")
    elif there != "nothing":
        copied(folder)
        (folder / SUMS).unlink()
    if there == "an empty list":
        (folder / SUMS).write_bytes(b"")
    with pytest.raises(UsageError) as told:
        verify_folder(folder)
    assert str(told.value) == (
        f"{folder} 不是文件夹；请写网站（或下载下来的整个网站）所在的文件夹"
        if there in ("nothing", "a file")
        else f"{folder} 里没有可用的 {SUMS}，不知道各个文件应当是什么；它在网站最上一层，请一起下载"
    )


@pytest.mark.parametrize(
    ("compared", "alike"),
    [
        (Compared(known=True, same=2), True),
        (Compared(known=False, same=2), False),
        (Compared(known=True, changed=("a",)), False),
        (Compared(known=True, missing=("a",)), False),
    ],
)
def test_whether_a_site_holds_what_the_archive_gives(compared: Compared, alike: bool) -> None:
    assert compared.alike == alike


# --- files that the system holds on to ---


@pytest.mark.parametrize(("number", "refused"), [(errno.EPERM, True), (errno.ETXTBSY, False), (0, False)])
def test_a_file_that_is_protected_for_good_is_found_before_anything_is_replaced(
    number: int, refused: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that cannot be opened just now can be taken away all the same. No file stays open."""
    folder = copied(tmp_path / "site")
    before = sorted(os.listdir("/proc/self/fd"))
    opened = os.open

    def refuse(path: Path, flags: int) -> int:
        if number and path.name == "c.csv":
            raise OSError(number, "", str(path))
        return opened(path, flags)

    monkeypatch.setattr(os, "open", refuse)
    if refused:
        with pytest.raises(OSError, match=r"c\.csv") as told:
            require_free(folder)
        assert told.value.errno == number
    else:
        require_free(folder)
    monkeypatch.undo()
    assert sorted(os.listdir("/proc/self/fd")) == before


def test_a_file_that_cannot_be_removed_is_told_with_what_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, {"a.md": b"1", "old.md": b"1"}, ".made")
    removed = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == "old.md":
            raise OSError(errno.EIO, "", str(path))
        removed(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(Fault) as told:
        publish(tmp_path, {"a.md": b"2"}, ".made")
    assert str(told.value) == (
        f"无法写入 {tmp_path / 'old.md'}：磁盘读写出错；它没有删去，其余的文件已经写好。请检查磁盘空间和文件夹权限。"
    )
    assert (tmp_path / "a.md").read_bytes() == b"2"
