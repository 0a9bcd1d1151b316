"""What was judged before: taken when nothing changed, never when anything did, and the same however it came about."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.program import command, environment
from tests.synthetic import SMALL, make_archive
from yuebao.cache.fingerprint import of_path
from yuebao.cache.place import kept_folder
from yuebao.cache.processes import spread
from yuebao.cache.shelf import Shelf
from yuebao.model.fault import Fault, UsageError
from yuebao.workflows.validate import report, validate

FORMATS = ("text", "json")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty-six months in which one table, one registry entry and one figure of a year to date are wrong."""
    root = tmp_path_factory.mktemp("archive")
    make_archive(root, months=26, **SMALL)
    replace(root / "data/2001-05/town-volume-month.csv", ",100%", ",100")
    replace(root / "data/2002-03/department-volume-month.csv", "合计", "总计")
    replace(root / "data/2003-01/issue.yaml", "total_number: 25", "total_number: 2")
    (root / "data/notes.txt").write_text("示例\n", encoding="utf-8")
    return root


@pytest.fixture
def copy(archive: Path, tmp_path: Path) -> Path:
    """The archive with what was kept of it."""
    written(archive)
    made = Path(shutil.copytree(archive, tmp_path / "copy"))
    shutil.copytree(kept(archive), kept(made))
    return made


def kept(root: Path) -> Path:
    """Where results on the archive are kept."""
    folder = kept_folder(root)
    assert folder is not None
    return folder


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def written(root: Path) -> dict[str, str]:
    return dict(report(root, None, FORMATS).texts)


def judged(root: Path) -> list[str]:
    """The months that a run on the archive would judge afresh, by a run that counts them."""
    seen: list[int] = []
    validate(root, step=lambda done, total: seen.append(done))
    return [str(done) for done in seen]


def test_cold_warm_parallel_and_single_are_the_same_to_the_byte(archive: Path) -> None:
    shutil.rmtree(kept(archive), ignore_errors=True)
    cold, warm = written(archive), written(archive)
    outcomes = [
        validate(archive, workers=workers, keep=keep)
        for workers, keep in ((1, False), (2, False), (3, False), (1, True))
    ]
    assert len(outcomes[0].findings) > 3
    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert cold == warm
    (kept(archive) / "report-text-json").unlink()
    assert written(archive) == cold


CHANGES: dict[str, tuple[Callable[[Path], object], int]] = {
    "nothing": (lambda root: None, 0),
    "a figure": (lambda root: replace(root / "data/2001-08/news.csv", "示例", "例"), 3),
    "a file of the last month": (lambda root: (root / "data/2003-02/x.txt").write_text("x"), 1),
    "the masthead of the month before": (
        lambda root: replace(root / "data/2002-12/issue.yaml", "total_number: 24", "total_number: 240"),
        2,
    ),
    "the source document": (lambda root: (root / "data/2001-01/source/issue.txt").write_text("x"), 3),
    "a table becomes a link": (lambda root: linked(root / "data/2001-02/news.csv"), 3),
    "a table becomes a folder": (lambda root: folder(root / "data/2001-02/news.csv"), 3),
    "a month goes": (lambda root: shutil.rmtree(root / "data/2001-06"), 2),
    "a month is renamed": (lambda root: (root / "data/2003-02").rename(root / "data/2003-03"), 1),
    "a schema": (lambda root: replace(root / "schemas/news.yaml", "title: ", "title: 新"), 26),
    "the registry": (lambda root: append(root / "data/organizations.csv", "x,county,示例新县,,,,,,\n"), 26),
}


def linked(path: Path) -> None:
    path.rename(path.parent / "source" / path.name)
    path.symlink_to(f"source/{path.name}")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_only_what_a_change_can_affect_is_judged_again(copy: Path, change: str) -> None:
    edit, count = CHANGES[change]
    edit(copy)
    shutil.copytree(copy, copy.parent / "cold", symlinks=True)
    assert len(judged(copy)) == count
    assert written(copy) == written(copy.parent / "cold")


@pytest.mark.parametrize("damage", ["cut", "flipped", "emptied", "another month's", "a folder", "a link"])
def test_a_damaged_entry_is_judged_again(copy: Path, damage: str) -> None:
    before = validate(copy, keep=False)
    for name in ("2001-05", "standing", "report-text-json"):
        path = kept(copy) / name
        content = path.read_bytes()
        path.unlink()
        if damage == "cut":
            path.write_bytes(content[:-10])
        elif damage == "flipped":
            path.write_bytes(content[:-20] + bytes([content[-20] ^ 1]) + content[-19:])
        elif damage == "another month's":
            path.write_bytes((kept(copy) / "2001-07").read_bytes())
        elif damage == "a folder":
            path.mkdir()
        elif damage == "a link":
            path.symlink_to("/dev/null")
        else:
            path.write_bytes(b"")
    assert len(judged(copy)) == 1
    assert validate(copy) == before
    assert written(copy) == written(copy)


def test_another_program_judges_afresh(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version", "another Python")
    assert len(judged(copy)) == 26


def test_a_month_that_changes_while_it_is_read_is_not_kept(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import yuebao.workflows.judge

    honest = yuebao.workflows.judge.judge_month

    def disturbed(*arguments: object) -> object:
        verdict = honest(*arguments)  # type: ignore[arg-type]
        append(copy / "data/2003-02/news.csv", "2003-02-01,示例：改动。\n")
        return verdict

    append(copy / "data/2003-02/news.csv", "2003-02-02,示例：改动。\n")
    monkeypatch.setattr(yuebao.workflows.judge, "judge_month", disturbed)
    assert len(judged(copy)) == 1
    assert len(judged(copy)) == 1


def test_schemas_that_were_found_legal_are_not_asked_about_again(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(
        "yuebao.workflows.judge.require_legal", lambda schemas: asked.append(len(tuple(schemas)))
    )
    append(copy / "data/2003-02/news.csv", "2003-02-02,示例：改动。\n")
    assert (judged(copy), asked) == (["26"], [])
    replace(copy / "schemas/news.yaml", "title: ", "title: 新")
    assert (len(judged(copy)), asked) == (26, [13])
    (kept(copy) / "standing").unlink()
    append(copy / "data/2003-02/news.csv", "2003-02-03,示例：改动。\n")
    assert (judged(copy), asked) == (["26"], [13, 13])


def test_schemas_that_change_after_the_start_are_not_taken_for_legal(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import yuebao.workflows.judge

    honest = yuebao.workflows.judge.read_standing

    def disturbed(root: Path, *, known: bool = False, keep: bool = True) -> object:
        if known:
            replace(root / "schemas/news.yaml", "{required: true}\n", "{required: true, minimum: 1}\n")
        return honest(root, known=known, keep=keep)

    append(copy / "data/2003-02/news.csv", "2003-02-02,示例：改动。\n")
    monkeypatch.setattr(yuebao.workflows.judge, "read_standing", disturbed)
    with pytest.raises(Fault, match="不是合法的 Table Schema"):
        validate(copy)


def test_a_folder_that_cannot_be_written_costs_time_only(copy: Path) -> None:
    before = written(copy)
    shutil.rmtree(kept(copy))
    kept(copy).write_text("a file where the folder should be", encoding="utf-8")
    assert written(copy) == before
    assert len(judged(copy)) == 26
    assert kept(copy).is_file()


def test_what_is_kept_lies_outside_of_the_archive(copy: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*")}
    append(copy / "data/2001-05/news.csv", "2001-05-02,示例：改动。\n")
    written(copy)
    assert before.keys() == set(copy.rglob("*"))
    assert copy not in kept(copy).parents and kept(copy).stat().st_mode & 0o077 == 0


def test_two_runs_at_once_agree(copy: Path) -> None:
    expected = written(copy)["json"].encode()
    shutil.rmtree(kept(copy))
    call = command("validate", "--format", "json", "--root", str(copy))
    runs = [subprocess.Popen(call, stdout=subprocess.PIPE, env=environment()) for _ in range(2)]
    assert [run.communicate()[0] for run in runs] == [expected] * 2
    assert validate(copy) == validate(copy, keep=False)
    assert not [path for path in (kept(copy)).iterdir() if path.name.startswith(".2")]


def test_an_entry_is_the_old_or_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path, tmp_path / "shelf")
    shelf.put("entry", "key", {"figures": [1, None, "示例"]})

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    shelf.put("entry", "other key", [2])
    assert shelf.get("entry", "key") == {"figures": [1, None, "示例"]}
    assert shelf.get("entry", "other key") is None
    assert sorted(os.listdir(tmp_path / "shelf")) == ["entry"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": "b"}, {"a": "c"}),
        ({"a": "b"}, {"b": "b"}),
        ({"a": "b", "c": "d"}, {"a": "bc", "d": ""}),
        ({"a/b": "c"}, {"a": "", "b": "c"}),
        ({"a": ""}, {"a/b": ""}),
        ({}, {"a": ""}),
    ],
)
def test_another_name_kind_or_byte_is_another_fingerprint(
    tmp_path: Path, one: dict[str, str], other: dict[str, str]
) -> None:
    prints = []
    for index, files in enumerate((one, other)):
        root = tmp_path / str(index)
        root.mkdir()
        for name, text in files.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        prints.append(of_path(root))
    assert prints[0] != prints[1]


def test_a_fingerprint_reads_nothing_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "month").mkdir()
    (tmp_path / "secret").write_text("a", encoding="utf-8")
    (tmp_path / "month/link").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "month/pipe")
    before = of_path(tmp_path / "month")
    (tmp_path / "secret").write_text("b", encoding="utf-8")
    assert of_path(tmp_path / "month") == before


def squares(part: list[int]) -> list[int]:
    if 13 in part:
        raise UsageError("thirteen")
    if 17 in part:
        os.kill(os.getpid(), 9)
    return [number * number for number in part]


def test_work_is_spread_over_processes() -> None:
    parts = [[1, 2], [3], [4, 5, 6]]
    assert sorted(spread(squares, parts, 2)) == [1, 4, 9, 16, 25, 36]
    assert list(spread(squares, parts, 1)) == [1, 4, 9, 16, 25, 36]
    assert list(spread(squares, [], 2)) == []


def test_what_goes_wrong_in_a_process_is_told() -> None:
    with pytest.raises(UsageError, match="thirteen") as caught:
        list(spread(squares, [[1], [13], [3]], 2))
    assert "in squares" in "".join(caught.value.__notes__)
    with pytest.raises(Fault, match="意外结束"):
        list(spread(squares, [[1], [17], [3]], 2))
