"""What kept results follow from: another byte, file, version or name is another key; and what a shelf gives back."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from tests.reports.test_formats import EXPLAINED, TOTAL, UNDECIDED
from yuebao.cache.fingerprint import of_parts, of_path, of_program
from yuebao.cache.keys import NOTHING, Keys, month_keys, read_keys
from yuebao.cache.shelf import Shelf
from yuebao.cache.verdict import findings_from_json, findings_to_json, verdict_from_json, verdict_to_json
from yuebao.model.finding import Tally
from yuebao.model.suggestion import Assertion, Cause, Change, Place, Suggestion
from yuebao.model.table import Cell
from yuebao.outcome.outcome import MonthVerdict

CHUNK = 1 << 17
SIZES = (1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 3 * CHUNK - 1)


@pytest.mark.parametrize("size", SIZES)
def test_every_byte_of_a_file_counts(tmp_path: Path, size: int) -> None:
    """At the beginning, the end, and on both sides of each piece that is read at a time."""
    path = tmp_path / "file"
    content = bytearray(size)
    path.write_bytes(content)
    whole = of_path(path)
    places = {0, size - 1, size // 2, CHUNK - 1, CHUNK, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1}
    prints = {whole}
    for place in sorted(place for place in places if place < size):
        content[place] = 1
        path.write_bytes(content)
        prints.add(of_path(path))
        content[place] = 0
    path.write_bytes(content)
    assert of_path(path) == whole
    assert len(prints) == 1 + sum(place < size for place in places)
    for other in (content + b"\0", content[:-1]):
        path.write_bytes(other)
        assert of_path(path) != whole


def test_sizes_alone_tell_files_apart(tmp_path: Path) -> None:
    prints = set()
    for size in SIZES:
        (tmp_path / "file").write_bytes(bytes(size))
        prints.add(of_path(tmp_path / "file"))
    assert len(prints) == len(SIZES)


def rename(folder: Path) -> None:
    (folder / "a").rename(folder / "c")


def empty_folder(folder: Path) -> None:
    (folder / "e").mkdir()


def move_in(folder: Path) -> None:
    (folder / "a").rename(folder / "deep/a")


def link(folder: Path) -> None:
    (folder / "a").unlink()
    (folder / "a").symlink_to("b")


def swap(folder: Path) -> None:
    (folder / "a").write_text("2", encoding="ascii")
    (folder / "b").write_text("1", encoding="ascii")


def run_together(folder: Path) -> None:
    (folder / "a").write_text("", encoding="ascii")
    (folder / "b").write_text("12", encoding="ascii")


def beneath(folder: Path) -> None:
    (folder / "deep/deeper/d").write_text("4!", encoding="ascii")


CHANGES = (rename, empty_folder, move_in, link, swap, run_together, beneath)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    (made / "deep/deeper").mkdir(parents=True)
    for name, text in {"a": "1", "b": "2", "deep/deeper/d": "4"}.items():
        (made / name).write_text(text, encoding="ascii")
    return made


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_folder_is_its_names_kinds_and_contents(folder: Path, change: Callable[[Path], None]) -> None:
    before = of_path(folder)
    change(folder)
    assert of_path(folder) != before


def test_compiled_python_and_what_a_link_leads_to_do_not_count(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (folder / "out").symlink_to(tmp_path / "outside")
    before = of_path(folder)
    (folder / "deep/__pycache__").mkdir()
    (folder / "deep/__pycache__/x.pyc").write_bytes(b"1")
    (tmp_path / "outside/new").write_bytes(b"1")
    assert of_path(folder) == before


def test_what_is_not_there_has_a_print_of_its_own(tmp_path: Path) -> None:
    absent = of_path(tmp_path / "absent")
    (tmp_path / "absent").write_bytes(b"")
    assert of_path(tmp_path / "absent") != absent


def test_parts_do_not_run_together() -> None:
    assert len({of_parts(parts) for parts in (["ab", "c"], ["a", "bc"], ["abc"], ["a", "b", "c"], [])}) == 5


def test_the_program_is_its_files_its_python_and_what_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    prints = [of_program()]
    (tmp_path / "thing-1.0.dist-info").mkdir()
    prints.append(of_program())
    (tmp_path / "thing-1.0.dist-info").rename(tmp_path / "thing-1.1.dist-info")
    prints.append(of_program())
    monkeypatch.setattr(sys, "version", "3.99")
    prints.append(of_program())
    assert len(set(prints)) == 4
    assert of_program() == prints[-1]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    for name in ("schemas/a.yaml", "data/organizations.csv", *(f"data/2020-0{n}/a.csv" for n in (1, 2, 3))):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1", encoding="ascii")
    return tmp_path


ALL = ("2020-01", "2020-02", "2020-03")


@pytest.mark.parametrize(
    ("changed", "months"),
    [
        ("data/2020-01/a.csv", {"2020-01", "2020-02"}),
        ("data/2020-02/a.csv", {"2020-02", "2020-03"}),
        ("data/2020-03/new.csv", {"2020-03"}),
        ("schemas/a.yaml", set(ALL)),
        ("schemas/new.yaml", set(ALL)),
        ("data/organizations.csv", set(ALL)),
        ("mkdocs.yml", set()),
    ],
)
def test_a_month_follows_from_itself_the_one_before_and_what_all_share(
    small: Path, changed: str, months: set[str]
) -> None:
    before = read_keys(small, ALL, ALL)
    assert len(set(before.months.values())) == 3
    (small / changed).write_text("2", encoding="ascii")
    after = read_keys(small, ALL, ALL)
    assert {month for month in ALL if before.months[month] != after.months[month]} == months
    assert (before.base != after.base) == (months == set(ALL))
    assert month_keys(small, ALL, ALL, after.base) == after.months
    assert before.of_all(ALL) != after.of_all(ALL)


def test_a_new_name_in_data_changes_what_all_months_give(small: Path) -> None:
    before = read_keys(small, ALL, ALL)
    (small / "data/2020-13").mkdir()
    after = read_keys(small, ALL, ALL)
    assert (before.base, before.months) == (after.base, after.months)
    assert before.of_all(ALL) != after.of_all(ALL)


def test_nothing_is_kept_where_something_cannot_be_read(small: Path, tmp_path: Path) -> None:
    assert read_keys(tmp_path / "absent", ALL, ALL) == NOTHING == Keys(None, None, {})
    assert month_keys(small, ALL, ALL, None) == {}
    assert NOTHING.of_all(()) is None


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf of an archive for which nothing was kept yet."""
    monkeypatch.setenv("YUEBAO_CACHE", str(tmp_path / "cache"))
    (tmp_path / "archive").mkdir()
    return Shelf.of(tmp_path / "archive", "part")


def entries(shelf: Shelf) -> list[str]:
    assert shelf.folder is not None
    return sorted(os.listdir(shelf.folder))


def test_a_shelf_gives_back_what_it_was_given_for_the_same_key(shelf: Shelf) -> None:
    value = {"名": [1, None, "A & B"]}
    assert shelf.get("2003-07", "k") is None
    shelf.put("2003-07", "k", value)
    assert shelf.get("2003-07", "k") == value
    assert shelf.get("2003-07", "other") is None
    assert shelf.get("2003-08", "k") is None
    assert shelf.get("2003-07", None) is None
    shelf.put("2003-07", "k2", [])
    assert (shelf.get("2003-07", "k"), shelf.get("2003-07", "k2")) == (None, [])
    shelf.put("2020-09", None, value)
    assert entries(shelf) == ["2003-07"]


@pytest.mark.parametrize("place", ["head", "body", "end", "none"])
def test_a_damaged_entry_counts_as_absent(shelf: Shelf, place: str) -> None:
    shelf.put("entry", "k", {"a": "1"})
    assert shelf.folder is not None
    path = shelf.folder / "entry"
    content = path.read_bytes()
    damaged = {
        "head": content.replace(b"k ", b"j ", 1),
        "body": content.replace(b'"1"', b'"2"'),
        "end": content[:-1],
        "none": b"",
    }[place]
    assert damaged != content
    path.write_bytes(damaged)
    assert shelf.get("entry", "k") is None


def test_what_cannot_be_kept_leaves_the_old_entry_and_nothing_else(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put("entry", "k", 1)

    def refuse(*_: object) -> None:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        shelf.put("entry", "k", 2)
    assert shelf.get("entry", "k") == 1
    with pytest.raises(TypeError):
        shelf.put("entry", "k", object())
    assert (shelf.get("entry", "k"), entries(shelf)) == (1, ["entry"])
    (tmp_path / "file").write_bytes(b"")
    Shelf(shelf.root, tmp_path / "file").put("entry", "k", 1)
    nowhere = Shelf(shelf.root, None)
    nowhere.put("entry", "k", 1)
    assert nowhere.get("entry", "k") is None
    shelf.put("entry", "None", 1)
    assert shelf.get("entry", None) is None
    monkeypatch.chdir(tmp_path)
    (tmp_path / "None").symlink_to(shelf.folder or "")
    assert nowhere.get("entry", "None") is None
    assert (tmp_path / "file").read_bytes() == b""


def test_a_verdict_comes_back_as_it_was() -> None:
    change = Change(Cell("hall", 0, "来访"), "f", 2, None, "来访", "C2", "4", "5", "一位数字不同")
    suggestion = Suggestion("2003-07", (change,), (Assertion.of(TOTAL),), ((change, change), ()))
    for findings in ((), (TOTAL, UNDECIDED, replace(EXPLAINED, erratum=3))):
        for suggestions in ((), (suggestion, suggestion)):
            tallies = (Tally("hall", ("rank", "total-row"), 1, 2, 3, 4), Tally("", (), 0, 0, 0))
            verdict = MonthVerdict("2003-07", findings, tallies, suggestions)
            written = json.loads(json.dumps(verdict_to_json(verdict)))
            assert verdict_from_json("2003-07", written) == verdict
            assert findings_from_json(json.loads(json.dumps(findings_to_json(findings)))) == findings


def test_every_field_of_a_verdict_comes_back() -> None:
    """Each one holds something, and nothing that it holds of itself."""
    change = Change(Cell("hall", 0, "来访"), "f", 2, None, "来访", "C2", "4", "5", "一位数字不同")
    cause = Cause("单位写错", "改正单位", Place("hall.csv", "hall", 2, "甲", "来访", "C2"))
    suggestion = Suggestion(
        "2003-07", (change,), (Assertion.of(TOTAL),), ((change,),), cause=cause, printed=True
    )
    tally = Tally("hall", ("rank",), 1, 2, 3, 4, 5, ("total-row",))
    verdict = MonthVerdict("2003-07", (TOTAL,), (tally,), (suggestion,), ("提示",), "整理中", (4,))
    for one in (verdict, suggestion):
        for field in fields(one):
            assert getattr(one, field.name) not in (field.default, None, (), "", False), field.name
    assert all(tally)
    assert verdict_from_json("2003-07", json.loads(json.dumps(verdict_to_json(verdict)))) == verdict
