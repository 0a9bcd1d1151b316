"""Files whose periods are known, sorted out: which go together, which are one, which stand against each other or against
what the archive has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, Rows, added
from yuebao.importing.batch import Beside
from yuebao.workflows.judge import Standing, read_standing
from yuebao.workflows.opened_document import date_document, open_document
from yuebao.workflows.seen_files import Seen, Sorted, sorted_out

MONTHLY, YEARLY, AWARDS = "town-volume-month", "town-volume-year", "window-scores"
TITLES = {
    MONTHLY: "{}乡镇一体化平台办件量",
    YEARLY: "2004年度乡镇一体化平台办件量",
    AWARDS: "{}常驻窗口（单位）综合考核排名表",
    "department-volume-month": "{}县级部门一体化平台办件量",
    "county-comparison-month": "{}各县（区）月办件对比及考核得分表",
    "county-comparison-year": "2004年度各县（区）一体化平台办件对比表",
    "staff-scores": "{}窗口工作人员综合考核排名表",
}
FEBRUARY = "2004年2月"
Tables = dict[str, Rows]


def page(title: str, tables: Tables) -> str:
    """A document as a bureau may keep it on the web."""
    parts = [f"<p>{title}政务服务月报</p>"]
    for name, rows in tables.items():
        cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
        parts.append(f"<p>附件1　{TITLES[name].format(title)}</p><table>{cells}</table>")
    return f"<html><body>{''.join(parts)}</body></html>"


def changed(rows: Rows, row: int, column: int, text: str) -> Rows:
    return [
        [text if (y, x) == (row, column) else cell for x, cell in enumerate(cells)]
        for y, cells in enumerate(rows)
    ]


class House:
    """An archive, and a folder of files."""

    def __init__(self, archive: ArchiveFolder, folder: Path) -> None:
        self.archive, self.folder = archive, folder
        folder.mkdir()
        self.standing: Standing = read_standing(archive.folder)
        self.tables = {name: archive.rows(f"data/2004-01/{name}.csv") for name in TITLES}

    def file(self, name: str, *tables: str, title: str = FEBRUARY, **own: Rows) -> Seen:
        """A file with tables of the newest issue, or with others in their place."""
        rows = {table: own.get(table.replace("-", "_"), self.tables[table]) for table in tables}
        path = self.folder / f"{name}.html"
        path.write_text(page(title, rows), encoding="utf-8")
        opened = open_document(path)
        return Seen(path, opened.sha256, opened, date_document(self.standing, opened))

    def sort(self, *seen: Seen, force: bool = False) -> Sorted:
        return sorted_out(self.standing, seen, force=force)


@pytest.fixture
def house(archive: ArchiveFolder, tmp_path: Path) -> House:
    return House(archive, tmp_path / "文件")


def jobs(found: Sorted) -> list[list[str]]:
    return [[one.file.stem for one in job.files] for job in found.jobs]


def settled(found: Sorted) -> list[tuple[str, str, str, str]]:
    return [
        (Path(each.line.file).stem, each.line.period, each.line.state, each.line.note)
        for each in found.settled
    ]


def test_what_could_not_be_read_and_what_is_there_twice(house: House) -> None:
    one = house.file("一", MONTHLY)
    again = house.file("再", MONTHLY)
    refused = Seen(house.folder / "坏.docx", "1", refused="读不出")
    broken = Seen(house.folder / "错.docx", "2", refused="ValueError：x", broken=True)
    found = house.sort(refused, one, broken, again)
    assert jobs(found) == [["一"]]
    assert settled(found) == [
        ("坏", "", "没有导入", "读不出"),
        ("错", "", "程序出错", "ValueError：x"),
        ("再", "2004-02", "重复", f"与 {one.file} 内容相同"),
    ]
    assert [each.line.sha256 for each in found.settled] == ["1", "2", again.sha256]
    assert found.beside == ()


def test_parts_of_one_issue_the_fullest_first(house: House) -> None:
    found = house.sort(house.file("甲", YEARLY), house.file("乙", MONTHLY, AWARDS))
    assert (jobs(found), found.settled, found.beside) == ([["乙", "甲"]], (), ())


def test_of_files_that_hold_the_same_the_fullest(house: House) -> None:
    fuller = house.file("乙", MONTHLY, AWARDS)
    found = house.sort(house.file("甲", MONTHLY), fuller)
    assert jobs(found) == [["乙"]]
    assert settled(found) == [("甲", "2004-02", "重复", f"各格与 {fuller.file} 相同")]
    assert found.beside == ()


def test_of_files_that_say_otherwise_none(house: House) -> None:
    """Those that differ are set beside the fullest; the one that agrees with it is not."""
    rows = house.tables[MONTHLY]
    fuller = house.file("乙", MONTHLY, AWARDS)
    other = house.file("甲", MONTHLY, town_volume_month=changed(rows, 1, 2, "7"))
    same = house.file("丙", MONTHLY)
    found = house.sort(other, fuller, same)
    assert jobs(found) == []
    note = "同一期有几份，内容不同，都没有导入；请留下对的一份，或单独导入它"
    assert settled(found) == [(name, "2004-02", "同期另有一份", note) for name in ("甲", "乙", "丙")]
    (beside,) = found.beside
    assert (beside.month, beside.first, beside.second) == ("2004-02", str(fuller.file), str(other.file))
    (cell,) = beside.cells
    assert rows[1][2] in cell and "7" in cell and rows[1][1] in cell


def test_periods_that_share_a_month(house: House) -> None:
    month = house.file("月", MONTHLY)
    quarter = house.file("季", YEARLY, title="2004年第一季度")
    later = house.file("后", MONTHLY, title="2004年5月")
    found = house.sort(month, quarter, later)
    assert jobs(found) == [["后"]]
    assert settled(found) == [
        ("季", "2004-Q1", "同期另有一份", f"统计期与 {month.file} 的 2004-02 重叠，都没有导入"),
        ("月", "2004-02", "同期另有一份", f"统计期与 {quarter.file} 的 2004-Q1 重叠，都没有导入"),
    ]


def test_periods_in_their_order(house: House) -> None:
    found = house.sort(
        *(house.file(f"{month}月", MONTHLY, title=f"2004年{month}月") for month in (10, 3, 2, 12))
    )
    assert jobs(found) == [["2月"], ["3月"], ["10月"], ["12月"]]


STANDING = "2004年1月"


@pytest.mark.parametrize("force", [False, True])
def test_what_is_published_is_left_alone(house: House, force: bool) -> None:
    """Where the file differs is told, cell by cell, with force too."""
    rows = changed(changed(house.tables[MONTHLY], 1, 2, "7"), 2, 3, "8")
    file = house.file("甲", MONTHLY, title=STANDING, town_volume_month=rows)
    found = house.sort(file, force=force)
    assert jobs(found) == []
    assert settled(found) == [
        ("甲", "2004-01", "这一期已有", "data/2004-01 已有，来自别的文件，没有改动；与它不同的有 2 处")
    ]
    (beside,) = found.beside
    assert (beside.month, beside.first, beside.second, len(beside.cells)) == (
        *("2004-01", "data/2004-01", str(file.file), 2),
    )


def test_what_is_published_and_agrees(house: House) -> None:
    file = house.file("甲", MONTHLY, title=STANDING)
    found = house.sort(file)
    assert settled(found)[0][3].endswith("与它不同的有 0 处")
    assert found.beside == (Beside("2004-01", "data/2004-01", str(file.file), ()),)


def registered(house: House, seen: Seen) -> None:
    """The issue of January says that it was taken from the file."""
    house.archive.write("data/2004-01/source/甲.html", seen.file.read_bytes())
    entry = f"  - file: source/甲.html\n    sha256: {seen.sha256}\n    role: 原件\n    in_force: false\n"
    house.archive.edit(
        "data/2004-01/issue.yaml", lambda text: text.replace("sources:\n", f"sources:\n{entry}")
    )


@pytest.mark.parametrize("force", [False, True])
def test_a_published_issue_and_the_file_that_it_was_taken_from(house: House, force: bool) -> None:
    file = house.file("甲", MONTHLY, title=STANDING)
    registered(house, file)
    found = house.sort(file, force=force)
    assert (jobs(found), found.settled, found.beside) == ([["甲"]], (), ())
    (one,) = found.jobs[0].files
    assert (one.done, one.sha256, one.opened) == ("2004-01", file.sha256, None)


@pytest.mark.parametrize(
    ("force", "taken", "done"),
    [(False, True, "2004-01"), (True, True, ""), (True, False, ""), (False, False, None)],
)
def test_a_draft_is_read_again_with_force_alone(
    house: House, force: bool, taken: bool, done: str | None
) -> None:
    """Without it, what it was taken from stands, and any other file is told of."""
    file = house.file("甲", MONTHLY, title=STANDING)
    if taken:
        registered(house, file)
    house.archive.edit("data/2004-01/issue.yaml", added("state: 整理中\n"))
    found = house.sort(file, force=force)
    if done is None:
        assert (jobs(found), len(found.settled), len(found.beside)) == ([], 1, 1)
    else:
        (job,) = found.jobs
        assert [(one.done, one.opened is None) for one in job.files] == [(done, bool(done))]


def test_what_the_list_says_is_done_needs_no_look(house: House) -> None:
    done = Seen(house.folder / "甲.docx", "1", done="2004-01")
    other = Seen(house.folder / "乙.docx", "2", done="2004-01")
    found = house.sort(done, other)
    assert (found.jobs[0].files, found.jobs[1].files, len(found.jobs)) == ((done,), (other,), 2)
    assert done.month == "2004-01"


def test_where_the_program_fails_the_others_do_not_wait(house: House) -> None:
    """A file that was never opened cannot be set beside another."""
    good = house.file("后", MONTHLY, title="2004年3月")
    dated = house.file("甲", MONTHLY)
    unopened = [Seen(house.folder / f"{name}.html", name, None, dated.dated) for name in "子丑"]
    found = house.sort(*unopened, good)
    assert jobs(found) == [["后"]]
    assert [(each[0], each[1], each[2]) for each in settled(found)] == [
        ("子", "2004-02", "程序出错"),
        ("丑", "2004-02", "程序出错"),
    ]
    assert settled(found)[0][3].startswith("AssertionError：")
