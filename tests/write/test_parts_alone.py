"""The parts of writing by themselves: some files refreshed, a folder begun, two names exchanged, what a killed command
left, and whether a site is whole."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.archive import tree
from tests.write.test_write import listed, publish
from yuebao.model.fault import Fault, UsageError
from yuebao.write import journal
from yuebao.write.commit import require_free
from yuebao.write.durable import sync_tree
from yuebao.write.exchange import WAS, exchange, put_in_place
from yuebao.write.files import Written, staging
from yuebao.write.generated import refresh
from yuebao.write.new_folder import write_new_folder
from yuebao.write.site_folder import MARK, finish_site, is_whole
from yuebao.write.staging_folder import remove_abandoned

# --- some of the files that were published ---


def refreshed(root: Path, files: dict[str, bytes]) -> Written:
    with staging(root) as waiting:
        return refresh(
            waiting, {name: waiting.add(name, content) for name, content in files.items()}, ".made"
        )


def test_some_files_are_refreshed_and_the_others_stay_the_program_s(tmp_path: Path) -> None:
    publish(tmp_path, {"a.md": b"1", "b.md": b"1", "c.md": b"1"}, ".made")
    assert refreshed(tmp_path, {"a.md": b"2", "b.md": b"1", "new.md": b"1"}) == Written(
        ("a.md", "new.md"), ("b.md",)
    )
    whole = {"a.md": b"2", "b.md": b"1", "c.md": b"1", "new.md": b"1"}
    assert tree(tmp_path) == {**whole, ".made": listed(whole)}
    assert publish(tmp_path, {"a.md": b"2"}, ".made").removed == ("b.md", "c.md", "new.md")


def test_a_page_that_somebody_changed_is_not_refreshed(tmp_path: Path) -> None:
    publish(tmp_path, {"a.md": b"1", "b.md": b"1"}, ".made")
    (tmp_path / "a.md").write_bytes(b"theirs")
    before = tree(tmp_path)
    with pytest.raises(UsageError, match="不是程序写的，或在程序写出之后又改过"):
        refreshed(tmp_path, {"a.md": b"2", "b.md": b"2"})
    assert tree(tmp_path) == before


# --- a folder that is begun ---

FILES = {"a.txt": b"1", "deep/b.txt": b"2"}


@pytest.mark.parametrize("there", ["nothing", "the folder", "a folder above"])
def test_a_new_folder_is_whole(tmp_path: Path, there: str) -> None:
    folder = tmp_path / "one/two/three"
    if there != "nothing":
        (folder if there == "the folder" else folder.parent).mkdir(parents=True)
    write_new_folder(folder, FILES)
    assert tree(tmp_path) == {f"one/two/three/{name}": content for name, content in FILES.items()}


@pytest.mark.parametrize("came", [True, False])
def test_a_folder_that_came_meanwhile_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, came: bool
) -> None:
    """Refused at the last step, because somebody was quicker, or for another reason."""
    folder = tmp_path / "one/two"
    rename = os.rename

    def refusing(source: Path, target: Path) -> None:
        if target != tmp_path / "one":
            return rename(source, target)
        if came:
            target.mkdir()
        raise PermissionError(1, "refused", str(target))

    monkeypatch.setattr(os, "rename", refusing)
    with pytest.raises(UsageError if came else Fault) as caught:
        write_new_folder(folder, FILES)
    assert str(caught.value).startswith(
        f"{tmp_path / 'one'} 刚刚被别的操作建立了，没有改动它" if came else f"无法写入 {tmp_path / 'one'}："
    )
    assert tree(tmp_path) == {}


# --- two names ---


def folders(root: Path) -> tuple[Path, Path]:
    new, place = root / "waiting/new", root / "site"
    for folder, text in ((new, b"new"), (place, b"old")):
        folder.mkdir(parents=True)
        (folder / "it").write_bytes(text)
    return new, place


def never(one: Path, other: Path) -> bool:
    return False


@pytest.mark.parametrize("able", [True, False])
def test_a_folder_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, able: bool
) -> None:
    """In one step, or by two names where the system knows no such step: the old one is left beside the new one."""
    new, place = folders(tmp_path)
    if not able:
        monkeypatch.setattr("yuebao.write.exchange.exchange", never)
    put_in_place(new, place)
    left = "waiting/new/it" if able and exchange_works(tmp_path) else f"waiting/{WAS}/site/it"
    assert {name: text for name, text in tree(tmp_path).items() if name[0] in "ws"} == {
        left: b"old",
        "site/it": b"new",
    }


def exchange_works(root: Path) -> bool:
    for name in ("try/one", "try/other"):
        (root / name).mkdir(parents=True)
    return exchange(root / "try/one", root / "try/other")


def test_refused_between_two_names_the_old_one_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, place = folders(tmp_path)
    before = tree(tmp_path)
    rename = os.rename

    def refusing(source: Path, target: Path) -> None:
        if source == new:
            raise PermissionError(1, "refused", str(target))
        rename(source, target)

    monkeypatch.setattr("yuebao.write.exchange.exchange", never)
    monkeypatch.setattr(os, "rename", refusing)
    with pytest.raises(PermissionError):
        put_in_place(new, place)
    assert tree(tmp_path) == before


def test_what_cannot_be_exchanged_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError) as caught:
        exchange(tmp_path / "one", tmp_path / "other")
    assert caught.value.filename == str(tmp_path / "other")


# --- what a killed command left ---


@pytest.fixture
def left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[dict[str, tuple[bytes | None, bytes]]], Path]:
    """A folder with a journal: by name the content before, ``None`` where there was no file, and the one that waits."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def make(files: dict[str, tuple[bytes | None, bytes]]) -> Path:
        root = tmp_path / "root"
        folder = root / ".staging-left"
        folder.mkdir(parents=True)
        steps = []
        for number, (name, (old, new)) in enumerate(files.items()):
            (folder / f"{number}.new").write_bytes(new)
            if old is not None:
                (folder / f"{number}.old").write_bytes(old)
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_bytes(old)
            steps.append(journal.Step(name, f"{number}.new"))
        journal.begin(folder, steps)
        return root

    return make


@pytest.mark.parametrize("young", [False, True])
@pytest.mark.parametrize("taken", ["nothing", "a file", "a folder"])
@pytest.mark.parametrize("now", [None, b"theirs"])
def test_what_was_taken_away_is_put_back_where_its_place_is_empty(
    now: bytes | None, taken: str, young: bool, tmp_path: Path
) -> None:
    """And the rest goes; but a folder so young may belong to a command that has only begun."""
    folder = tmp_path / ".staging-left"
    (folder / WAS).mkdir(parents=True)
    (folder / "0.new").write_bytes(b"new")
    kept = {"nothing": {}, "a file": {"it": b"old"}, "a folder": {"it/deep/a": b"old"}}[taken]
    for name, content in kept.items():
        (folder / WAS / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / WAS / name).write_bytes(content)
    if now is not None:
        (tmp_path / "it").write_bytes(now)
    before = tree(tmp_path)
    if not young:
        os.utime(folder, (0, 0))
    remove_abandoned(tmp_path)
    assert tree(tmp_path) == (before if young else kept if now is None else {"it": now})


Left = Callable[[dict[str, tuple[bytes | None, bytes]]], Path]
WAITING: dict[str, tuple[bytes | None, bytes]] = {
    "a.csv": (b"old", b"new"), "b.csv": (None, b"new"), "deep/er/c.csv": (None, b"new"), "d.csv": (b"old", b"new"),
}  # fmt: skip


def test_the_next_command_finishes_what_was_written_down(left: Left, tmp_path: Path) -> None:
    root = left(WAITING)
    assert journal.finish(root) == tuple(WAITING)
    assert tree(tmp_path) == {f"root/{name}": b"new" for name in WAITING}
    assert journal.finish(root) == ()


@pytest.mark.parametrize("name", WAITING)
@pytest.mark.parametrize("now", [b"theirs", None, b"new"])
def test_a_file_that_was_changed_since_is_left_as_it_is(left: Left, name: str, now: bytes | None) -> None:
    """Changed, taken away, or made where there was none, and so also where it was already finished."""
    root = left(WAITING)
    (root / name).unlink(missing_ok=True)
    if now is not None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(now)
    untouched = now is None and WAITING[name][0] is None
    assert journal.finish(root) == tuple(each for each in WAITING if each != name or untouched)
    wanted = {each: b"new" for each in WAITING}
    if not untouched:
        wanted = {each: text for each, text in {**wanted, name: now}.items() if text is not None}
    assert tree(root) == wanted


def test_what_was_already_renamed_is_not_named_again(left: Left) -> None:
    root = left(WAITING)
    os.replace(root / ".staging-left/0.new", root / "a.csv")
    assert journal.finish(root) == tuple(name for name in WAITING if name != "a.csv")
    assert tree(root) == {name: b"new" for name in WAITING}


def test_a_journal_names_nothing_outside_its_folder(left: Left, tmp_path: Path) -> None:
    root = left({"a.csv": (None, b"new")})
    steps = json.loads((root / ".staging-left/journal").read_bytes())["steps"]
    assert steps == [{"name": "a.csv", "waiting": "0.new"}]
    (tmp_path / "outside.new").write_bytes(b"outside")
    shutil.rmtree(root / ".staging-left")
    (root / ".staging-left").mkdir()
    journal.begin(root / ".staging-left", [journal.Step("a.csv", "../../outside.new")])
    assert journal.finish(root) == ()
    assert tree(root) == {} and (tmp_path / "outside.new").read_bytes() == b"outside"


def test_a_journal_of_somebody_else_keeps_nobody_s_waiting(left: Left) -> None:
    """One that was not begun here comes first in the folder, and is passed over."""
    root = left(WAITING)
    shutil.copytree(root / ".staging-left", root / ".staging-a")
    (root / ".staging-a/journal").write_bytes(b'{"steps": [{"name": "forged.csv", "waiting": "0.new"}]}')
    assert journal.finish(root) == tuple(WAITING)
    assert not (root / "forged.csv").exists()


# --- a site ---


def spoil_content(site: Path) -> None:
    (site / "a/b.html").write_bytes(b"2")


def spoil_size(site: Path) -> None:
    (site / "index.html").write_bytes(b"1\n")


def folder_for_file(site: Path) -> None:
    (site / "index.html").unlink()
    (site / "index.html").mkdir()


SPOILED: dict[str, Callable[[Path], object]] = {
    "another content": spoil_content,
    "a byte more": spoil_size,
    "a file is missing": lambda site: (site / "index.html").unlink(),
    "the list is missing": lambda site: (site / MARK).unlink(),
    "the list is empty": lambda site: (site / MARK).write_bytes(b""),
    "the list is no list": lambda site: (site / MARK).write_bytes(b"x"),
    "a folder in a file's place": folder_for_file,
}


@pytest.mark.parametrize("case", SPOILED)
def test_a_site_is_whole_when_every_file_is_as_it_was_finished(tmp_path: Path, case: str) -> None:
    (tmp_path / "a").mkdir()
    for name in ("index.html", "a/b.html"):
        (tmp_path / name).write_bytes(b"1")
    assert not is_whole(tmp_path)
    finish_site(tmp_path)
    assert is_whole(tmp_path)
    SPOILED[case](tmp_path)
    assert not is_whole(tmp_path)


def test_a_file_more_does_not_make_a_site_less_whole(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"1")
    finish_site(tmp_path)
    (tmp_path / "more.html").write_bytes(b"1")
    assert is_whole(tmp_path)


# --- on the disk for good ---


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files and folders that are synced one by one."""
    names: list[str] = []
    fsync = os.fsync

    def noting(handle: int) -> None:
        names.append(os.path.basename(os.readlink(f"/proc/self/fd/{handle}")))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noting)
    return names


def many(folder: Path, number: int) -> list[str]:
    """So many files in a folder with a link beside them, and what is synced of it, the folder itself included."""
    (folder / "deep").mkdir(parents=True)
    names = [f"{each:03d}" for each in range(number)]
    for name in names:
        (folder / "deep" / name).write_bytes(b"1")
    return sorted([*names, "deep", folder.name])


def test_few_files_are_synced_one_by_one(tmp_path: Path, synced: list[str]) -> None:
    """64 with the folders that hold them; what a link leads to is not the link's."""
    expected = many(tmp_path / "few", 61)
    (tmp_path / "few/link").symlink_to("nowhere")
    sync_tree(tmp_path / "few")
    assert sorted(synced) == expected
    assert synced.index("deep") > synced.index("060")  # what a folder holds before the folder
    assert synced[-1] == "few"


def test_many_files_are_synced_with_their_file_system(tmp_path: Path, synced: list[str]) -> None:
    many(tmp_path / "many", 63)
    sync_tree(tmp_path / "many")
    assert synced == []


def test_where_the_system_knows_no_such_call_many_are_synced_one_by_one_as_well(
    tmp_path: Path, synced: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = many(tmp_path / "many", 63)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    sync_tree(tmp_path / "many")
    assert sorted(synced) == expected


def test_a_file_system_that_cannot_be_synced_is_told_by_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The call refuses what was opened as a mere path."""
    many(tmp_path / "many", 63)
    monkeypatch.setattr(os, "O_RDONLY", os.O_PATH)
    open_before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(OSError) as caught:
        sync_tree(tmp_path / "many")
    assert (caught.value.errno, caught.value.filename) == (errno.EBADF, str(tmp_path / "many"))
    assert len(os.listdir("/proc/self/fd")) == open_before


@pytest.mark.parametrize(
    ("system", "refused", "raised"),
    [
        ("posix", errno.EACCES, False),  # it may be replaced all the same
        ("nt", errno.EACCES, True),  # somebody has it open
        ("posix", errno.EPERM, True),
        ("nt", errno.EPERM, True),
        ("posix", errno.ETXTBSY, True),
    ],
)
def test_a_file_that_may_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, refused: int, raised: bool
) -> None:
    (tmp_path / "file").write_bytes(b"1")
    path = str(tmp_path / "file")

    def refusing(*_: object) -> int:
        raise OSError(refused, "refused", path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refusing)
        patch.setattr(os, "name", system)
        said = None
        try:
            require_free(path)  # type: ignore[arg-type]
        except OSError as error:
            said = error.errno
    assert said == (refused if raised else None)
