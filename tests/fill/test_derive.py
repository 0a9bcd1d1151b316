"""`yuebao derive`: what follows from the base columns, in which order, and what is never touched.

Which cells are derived is listed here by hand from the data contract; nothing asks the program.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, Rows, made_archive, rows
from tests.support.kept_documents import as_text, declare, keep
from yuebao.fill.by_dependency import Filled, Unfilled, Wave, moved
from yuebao.fill.month import Completion, fill_month
from yuebao.fill.tables_in_progress import draft_of
from yuebao.model.table import Cell
from yuebao.workflows.judge import read_month, read_standing, scope_of

COUNTS = ["申请件", "受理件", "办结件", "线上办件数", "线下办件数"]
COUNTIES = ["东区", "西区", "仁和", "盐边", "米易"]
EVERY_ROW = {
    "department-volume-month": ["序号"],
    "town-volume-month": ["序号"],
    "town-volume-year": ["序号"],
    "county-comparison-month": ["序号", "米易", "对比名次", "月考核加分", "年终绩效考核得分"],
    "county-comparison-year": ["序号", "平均办结", "米易占第一名比例"],
    "window-scores": ["名次", "得分"],
    "staff-scores": ["排名"],
    "volume-summary": ["单位数", "办结件"],
}
TOTAL_ROW = {
    "department-volume-month": COUNTS,
    "town-volume-month": COUNTS,
    "town-volume-year": COUNTS,
    "county-comparison-month": COUNTIES,
    "county-comparison-year": COUNTIES,
}
SUMMARY = ["申请件", "受理件", "按时办结率", "线上办件数", "线下办件数"]


def blank(columns: list[str], only: Callable[[list[str]], bool] = lambda row: True) -> Callable[[Rows], Rows]:
    """Empty these columns in the rows that are asked for; a `-` says that there is no such department and stays."""

    def change(rows: Rows) -> Rows:
        header = rows[0]
        return [header] + [
            [
                "" if only(row) and name in columns and text != "-" else text
                for name, text in zip(header, row, strict=True)
            ]
            for row in rows[1:]
        ]

    return change


def blank_derived(
    archive: ArchiveFolder, month: str, counties: list[str] = COUNTIES, home: str = "米易"
) -> None:
    """Empty every derived cell of the month. Shares of `-` are derived too."""
    for table, columns in EVERY_ROW.items():
        archive.edit(
            f"data/{month}/{table}.csv", rows(blank([column.replace("米易", home) for column in columns]))
        )
    for table, columns in TOTAL_ROW.items():
        names = counties if columns is COUNTIES else columns
        archive.edit(f"data/{month}/{table}.csv", rows(blank(names, lambda row: row[1] == "合计")))
    archive.edit(
        f"data/{month}/volume-summary.csv",
        rows(blank(SUMMARY, lambda row: row[:2] != ["县级部门", "今年以来"])),
    )
    share = f"{home}占第一名比例"
    archive.edit(
        f"data/{month}/county-comparison-year.csv",
        rows(lambda rows: [rows[0]] + [[*row[:-1], ""] for row in rows[1:]]),
    )
    assert archive.rows(f"data/{month}/county-comparison-year.csv")[0][-1] == share


def fill(archive: ArchiveFolder, month: str) -> Completion:
    standing = read_standing(archive.folder)
    now, previous = read_month(standing, month)
    return fill_month(now, scope_of(standing, now, previous))


def texts(done: Completion) -> dict[str, str]:
    return {file: content.decode() for file, content in done.files.items()}


def published(archive: ArchiveFolder, month: str) -> dict[str, str]:
    files = sorted((archive / f"data/{month}").glob("*.csv"))
    return {f"data/{month}/{path.name}": path.read_text(encoding="utf-8") for path in files}


def differences(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str, str, str, str]]:
    """(table, row, column, published, derived) of every cell that is not the same."""
    found = []
    assert before.keys() == after.keys()
    for file, text in before.items():
        old, new = (list(csv.reader(content.splitlines())) for content in (text, after[file]))
        assert old[0] == new[0] and len(old) == len(new)
        for one, other in zip(old[1:], new[1:], strict=True):
            for column, left, right in zip(old[0], one, other, strict=True):
                if left != right:
                    found.append((Path(file).stem, one[1], column, left, right))
    return sorted(found)


def test_rows_without_numbers_are_put_in_order(archive: ArchiveFolder) -> None:
    before = published(archive, "2003-12")

    def backwards(rows: Rows) -> Rows:
        return [rows[0], *(["", *row[1:]] for row in rows[-2:0:-1]), rows[-1]]

    archive.edit("data/2003-12/department-volume-month.csv", rows(backwards))
    done = fill(archive, "2003-12")
    assert texts(done) == before
    assert done.ordered == ("department-volume-month",)
    assert [item.text for item in done.filled] == [str(number) for number in range(1, 6)]


def test_what_was_filled_and_what_was_not_moves_with_its_row(archive: ArchiveFolder) -> None:
    standing = read_standing(archive.folder)
    month, _ = read_month(standing, "2003-12")
    layout = standing.layout("2003-12")
    rule = layout.tables["town-volume-month"].rules[0]
    draft = draft_of(scope_of(standing, month, None))
    town, news = Cell("town-volume-month", 0, "申请件"), Cell("news", 0, "内容")
    wave = Wave(
        draft,
        (Filled(town, "1", rule), Filled(news, "2", rule)),
        (Unfilled(town, "甲", rule), Unfilled(news, "乙", rule)),
    )
    names = draft.tables["town-volume-month"].texts["乡镇名称"]
    after = moved(wave, "town-volume-month", [2, 0, 1])
    assert after.draft.tables["town-volume-month"].texts["乡镇名称"] == (names[2], names[0], names[1])
    second = Cell("town-volume-month", 1, "申请件")
    assert after.filled == (Filled(second, "1", rule), Filled(news, "2", rule))
    assert after.unfilled == (Unfilled(second, "甲", rule), Unfilled(news, "乙", rule))


def test_rows_with_a_number_keep_their_order(archive: ArchiveFolder) -> None:
    def swapped(rows: Rows) -> Rows:
        rows[1], rows[2] = rows[2], rows[1]
        rows[3][0] = ""
        return rows

    archive.edit("data/2003-12/department-volume-month.csv", rows(swapped))
    done = fill(archive, "2003-12")
    assert done.ordered == ()
    assert [(item.address, item.text) for item in done.filled] == [("A4", "3")]
    assert [
        (item.address, item.value, item.expected)
        for item in done.differing
        if item.table == "department-volume-month"
    ] == [
        ("A2", "2", "1"),
        ("A3", "1", "2"),
    ]


def test_a_missing_total_row_is_added(archive: ArchiveFolder) -> None:
    archive.edit("data/2003-11/town-volume-month.csv", rows(lambda rows: rows[:-1]))
    done = fill(archive, "2003-11")
    assert done.total_rows == ("town-volume-month",)
    # The rate of the total row is reported, not derived: it stays empty.
    assert texts(done)["data/2003-11/town-volume-month.csv"].splitlines()[-1] == ",合计,2387,2387,2387,2387,,"
    assert [(item.address, item.key, item.text, item.how) for item in done.filled] == [
        ("C4", "合计", "2387", "以上 2 行之和"),
        ("D4", "合计", "2387", "以上 2 行之和"),
        ("E4", "合计", "2387", "以上 2 行之和"),
        ("F4", "合计", "2387", "以上 2 行之和"),
    ]


@pytest.mark.parametrize("month", ["2001-01", "2001-02"], ids=["January", "from last month"])
def test_year_to_date_and_all_else_from_the_base_columns(tmp_path: Path, month: str) -> None:
    archive = made_archive(tmp_path, months=2, counties=3, departments=9, towns=4, windows=5, staff=12)
    counties = ["示例一县", "示例二县", "示例三县"]
    before = published(archive, month)
    blank_derived(archive, month, counties, "示例三县")
    archive.edit(f"data/{month}/town-volume-year.csv", rows(blank(COUNTS)))
    archive.edit(f"data/{month}/county-comparison-year.csv", rows(blank(counties)))
    done = fill(archive, month)
    assert texts(done) == before
    assert done.unfilled == () and done.differing == ()


def test_a_total_waits_for_the_cells_above_it(tmp_path: Path) -> None:
    """One year-to-date figure is missing together with its total: the total must not be the sum of the others."""
    archive = made_archive(tmp_path, months=2, towns=3, departments=9, windows=5, staff=12)
    before = published(archive, "2001-02")
    archive.edit(
        "data/2001-02/town-volume-year.csv", rows(blank(["办结件"], lambda row: row[0] in ("1", "")))
    )
    assert texts(fill(archive, "2001-02")) == before


def test_rules_that_disagree_leave_the_cell_empty(tmp_path: Path) -> None:
    """The total of the year is the sum above and also last month's total and this month's; here they differ by 1."""
    archive = made_archive(tmp_path, months=2, towns=1, departments=9, windows=5, staff=12)

    def one_more(rows: Rows) -> Rows:
        rows[-1][4] = str(int(rows[-1][4]) + 1)
        return rows

    archive.edit("data/2001-01/town-volume-year.csv", rows(one_more))
    total = int(archive.rows("data/2001-02/town-volume-year.csv")[-1][4])
    archive.edit("data/2001-02/town-volume-year.csv", rows(blank(["办结件"], lambda row: row[1] == "合计")))
    archive.edit(
        "data/2001-02/volume-summary.csv",
        rows(blank(["办结件"], lambda row: row[:2] == ["乡镇", "今年以来"])),
    )
    done = fill(archive, "2001-02")
    assert done.filled == ()
    assert [(item.cell.table, item.cell.column) for item in done.unfilled] == [
        ("town-volume-year", "办结件"),
        ("volume-summary", "办结件"),
    ]
    assert f"得 {total + 1}" in done.unfilled[0].reason and f"得 {total}；" in f"{done.unfilled[0].reason}；"
    assert done.unfilled[1].reason == "它所依据的格尚未填好"


def test_a_figure_that_cannot_be_read_is_not_guessed(archive: ArchiveFolder) -> None:
    def with_unit(rows: Rows) -> Rows:
        rows[1][2] = "2386件"
        return rows

    archive.edit("data/2003-11/town-volume-month.csv", rows(with_unit))
    archive.edit("data/2003-11/town-volume-month.csv", rows(blank(COUNTS, lambda row: row[1] == "合计")))
    done = fill(archive, "2003-11")
    assert [(item.cell.column, item.reason) for item in done.unfilled] == [
        ("申请件", "它所依据的数字无法读取")
    ]
    assert [item.address for item in done.filled] == ["D4", "E4", "F4"]


@pytest.mark.parametrize(
    ("table", "spoil", "message"),
    [
        ("news", lambda path: path.unlink(), "缺少这个文件"),
        ("news", lambda path: path.write_bytes(path.read_bytes().replace("示例：新增".encode(), b'"')), "引号不成对"),
        ("staff-scores", lambda path: path.write_bytes(path.read_bytes().replace(b"106.6", b"106.6,1")), "这一行有 5 格"),
    ],
    ids=["missing", "a stray quote", "a cell too many"],
)  # fmt: skip
def test_a_broken_file_stops_before_anything_is_written(
    archive: ArchiveFolder, table: str, spoil: Callable[[Path], None], message: str
) -> None:
    blank_derived(archive, "2003-12", ["示例一县", "示例二县"], "示例二县")
    spoil(archive / f"data/2003-12/{table}.csv")
    before = published(archive, "2003-12")
    status, out, _ = archive.run("derive", "2003-12")
    assert status == 1
    assert message in out and "没有改动任何文件" in out
    assert published(archive, "2003-12") == before


def test_what_the_document_prints_is_never_filled_in_or_moved(archive: ArchiveFolder) -> None:
    """A running number, a total and an order that the document leaves out or has otherwise stay as printed; without the
    document they are filled in."""
    declare(archive)
    table = "data/2003-12/town-volume-month.csv"

    def spoil(found: Rows) -> Rows:
        header, first, second, _total = found
        return [header, ["", *second[1:]], ["", *first[1:]]]

    archive.edit(table, rows(spoil))
    printed = as_text(archive, "2003-12").encode()
    keep(archive, "2003-12", ("issue.txt", printed))
    before = archive.rows(table)
    archive.run("derive", "2003-12")
    assert archive.rows(table) == before
    keep(archive, "2003-12", ("scan.pdf", b"%PDF-1.4"))
    archive.run("derive", "2003-12")
    assert [row[0] for row in archive.rows(table)[1:]] == ["1", "2", ""]
