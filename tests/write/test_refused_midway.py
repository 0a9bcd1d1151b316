"""Refused at each step on the way: at each file that is renamed into its place, at each that is put back, and before
anything is begun."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.archive import tree
from tests.write.test_write import listed, publish
from tests.write.test_written_together import OLD
from yuebao.model.fault import Fault, UsageError
from yuebao.write.commit import LEFT
from yuebao.write.files import write_files
from yuebao.write.handed_out import hand_out
from yuebao.write.staged import place_month, staged_month

NAMES = ("a.txt", "b.txt", "c.txt", "deep/er/d.txt", "deep/z.txt")
NEW = dict.fromkeys(NAMES, b"new")
Replace = Callable[[Path, Path], None]


def refuse_the(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """The system refuses the so manieth file that comes from waiting into its place."""
    replace = os.replace
    seen: list[Path] = []

    def refusing(source: Path, target: Path) -> None:
        if Path(source).suffix == ".new":
            seen.append(target)
            if len(seen) == number:
                raise OSError(errno.ENOSPC, "full")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)


@pytest.mark.parametrize("number", range(1, len(NAMES) + 1))
@pytest.mark.parametrize("case", OLD)
def test_whichever_file_is_refused_nothing_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, number: int
) -> None:
    """Old files are old, new ones are gone with the folders that were made for them, and the file is named."""
    write_files(tmp_path, OLD[case])
    before = tree(tmp_path)
    refuse_the(monkeypatch, number)
    with pytest.raises(Fault) as caught:
        write_files(tmp_path, NEW)
    assert str(caught.value).startswith(f"无法写入 {tmp_path / NAMES[number - 1]}：")
    assert "没有改动任何文件" in str(caught.value)
    assert tree(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(before)


@pytest.mark.parametrize("number", range(1, len(NAMES) + 2))
@pytest.mark.parametrize("case", OLD)
def test_a_refused_publication_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, number: int
) -> None:
    """The list of files is one of the files."""
    publish(tmp_path, {**OLD[case], "gone.txt": b"1"}, ".made")
    before = tree(tmp_path)
    refuse_the(monkeypatch, number)
    with pytest.raises(Fault):
        publish(tmp_path, NEW, ".made")
    assert tree(tmp_path) == before
    monkeypatch.undo()
    publish(tmp_path, NEW, ".made")
    assert tree(tmp_path) == {**NEW, ".made": listed(NEW)}


@pytest.mark.parametrize("case", ["all are old", "one is old"])
def test_what_cannot_be_put_back_either_is_kept_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """The third file is refused, and from then on the system lets nobody touch the first."""
    write_files(tmp_path, OLD[case])
    replace = os.replace
    seen: list[Path] = []

    def refusing(source: Path, target: Path) -> None:
        seen.append(target)
        if len(seen) >= 3 and target.name in ("a.txt", "c.txt"):
            target.chmod(0o444) if target.exists() else None
            raise PermissionError(errno.EPERM, "held", str(target))
        replace(source, target)

    def refusing_copy(source: Path, target: Path, *_: object, **__: object) -> None:
        if target.name == "a.txt" and LEFT not in target.parts:
            raise PermissionError(errno.EPERM, "held", str(target))
        target.write_bytes(source.read_bytes())

    monkeypatch.setattr(os, "replace", refusing)
    monkeypatch.setattr("yuebao.write.commit.shutil.copyfile", refusing_copy)
    with pytest.raises(Fault) as caught:
        write_files(tmp_path, NEW)
    first, *others = caught.value.args
    assert first == "写到一半被系统拒绝，下面的文件没有能够复原，请用所列的文件手工替换："
    assert others == [f"{tmp_path / 'a.txt'}：原来的内容在 {tmp_path / LEFT / 'a.txt'}"]
    assert (tmp_path / LEFT / "a.txt").read_bytes() == b"old"
    rest = {name: text for name, text in OLD[case].items() if name != "a.txt"}
    assert {name: text for name, text in tree(tmp_path).items() if "a.txt" not in name} == rest


def test_a_new_file_that_cannot_be_taken_away_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_the(monkeypatch, 2)
    unlink = Path.unlink

    def refusing(path: Path, missing_ok: bool = False) -> None:
        if path.name == "a.txt":
            raise PermissionError(errno.EPERM, "held", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refusing)
    with pytest.raises(Fault) as caught:
        write_files(tmp_path, NEW)
    assert caught.value.args[1:] == (f"{tmp_path / 'a.txt'}：原来没有这个文件，请删去",)


# --- what is known before anything is begun ---


@pytest.mark.parametrize("held", ["old.txt", "a.txt"])
def test_a_file_that_will_not_go_or_be_replaced_stops_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    """One that is to be removed, and one that is to be replaced: held open where that forbids it."""
    publish(tmp_path, {"old.txt": b"1", "a.txt": b"1"}, ".made")
    before = tree(tmp_path)
    opened = os.open

    def refusing(path: Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if str(path) == str(tmp_path / held) and flags & os.O_WRONLY:
            raise PermissionError(errno.EPERM, "held", str(path))
        return opened(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(Fault, match=rf"{held}：.*没有改动任何文件。请先关闭这个文件"):
        publish(tmp_path, {"a.txt": b"2", "new.txt": b"2"}, ".made")
    assert tree(tmp_path) == before


# --- what the next command would finish ---


def journals(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the journal of the folder names, each time that a file is renamed into its place."""
    found: list[list[str]] = []
    replace = os.replace

    def looking(source: Path, target: Path) -> None:
        if Path(source).suffix == ".new":
            paths = list(root.glob(".staging-*/journal"))
            found.append([step["name"] for path in paths for step in json.loads(path.read_bytes())["steps"]])
        replace(source, target)

    monkeypatch.setattr(os, "replace", looking)
    return found


@pytest.mark.parametrize("count", [1, 2, 5])
def test_files_that_belong_together_are_written_down_before_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """One alone is whole by itself; and nothing is left of the journal."""
    (tmp_path / "archive").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for write in (
        lambda files: write_files(tmp_path / "archive", files),
        lambda files: hand_out(tmp_path / "archive", tmp_path / "handed", files),
    ):
        with monkeypatch.context() as patch:
            found = journals(tmp_path / "archive", patch)
            handed = journals(tmp_path / "handed", patch)
            files = {name: b"new" for name in NAMES[:count]}
            write(files)
        told = [names for names in (*found, *handed) if names]
        assert told == ([list(files)] * count if count > 1 else [])
    assert list(tmp_path.rglob("journal")) == []
    assert tree(tmp_path / "state") == {}


def test_a_publication_is_made_again_and_needs_no_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = journals(tmp_path, monkeypatch)
    publish(tmp_path, NEW, ".made")
    assert len(found) > len(NEW) and not any(found)


def test_each_folder_made_in_vain_goes_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody has put something into one of them meanwhile: that one stays, with what is theirs."""
    replace = os.replace

    def refusing(source: Path, target: Path) -> None:
        if target.name == "z.txt":
            (tmp_path / "y/theirs").write_bytes(b"theirs")
            raise OSError(errno.ENOSPC, "full")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(Fault):
        write_files(tmp_path, {"x/a.txt": b"1", "y/b.txt": b"1", "z.txt": b"1"})
    assert tree(tmp_path) == {"y/theirs": b"theirs"}
    assert [path.name for path in tmp_path.iterdir()] == ["y"]


@pytest.mark.parametrize("came", [False, True])
def test_a_month_that_cannot_be_put_in_place_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, came: bool
) -> None:
    (tmp_path / "data").mkdir()

    def refusing(source: Path, target: Path) -> None:
        if came:
            target.mkdir()
        raise OSError(errno.ENOSPC, "full")

    with staged_month(tmp_path, "2021-07", {"a.csv": b"1"}) as staging:
        monkeypatch.setattr(os, "rename", refusing)
        with pytest.raises(UsageError if came else Fault) as caught:
            place_month(staging, tmp_path, "2021-07")
    assert str(caught.value) == (
        "data/2021-07 刚刚被别的操作建立了，没有改动它"
        if came
        else f"无法建立 {tmp_path / 'data/2021-07'}：磁盘空间不足；没有改动任何文件"
    )
