"""What a clerk hears first of each mistake that people make when they type a month: the cell, or the one thing that
happened. With the document beside the tables and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.archive import MONTH, REAL_MONTH, ArchiveFolder, Rows, rows
from yuebao.outcome.causes import problems
from yuebao.outcome.outcome import gather
from yuebao.reports.wording import Head, head
from yuebao.workflows.judge import judge_month, read_month, read_standing

Typed = Callable[[Rows], Rows]
DEPARTMENTS, TOWNS, YEAR = "department-volume-month", "town-volume-month", "county-comparison-year"


def cells(changes: dict[tuple[int, str], str]) -> Typed:
    """Some cells typed otherwise, by line and column."""

    def typed(table: Rows) -> Rows:
        for (line, column), text in changes.items():
            table[line - 1][table[0].index(column)] = text
        return table

    return typed


def without(line: int) -> Typed:
    """A line left out."""
    return lambda table: [*table[: line - 1], *table[line:]]


def inserted(line: int, *texts: str) -> Typed:
    """A line too many."""
    return lambda table: [*table[: line - 1], list(texts), *table[line - 1 :]]


def slipped(line: int, column: str, *, down: bool) -> Typed:
    """A column of which the cells from a line on stand one row too low, or too high; the total row stays."""

    def typed(table: Rows) -> Rows:
        place = table[0].index(column)
        part = [row[place] for row in table[line - 1 : -1]]
        moved = [part[0], *part[:-1]] if down else [*part[1:], ""]
        for row, text in zip(table[line - 1 : -1], moved, strict=True):
            row[place] = text
        return table

    return typed


def headers(one: str, other: str) -> Typed:
    """Two names of the header exchanged."""
    exchanged = {one: other, other: one}
    return lambda table: [[exchanged.get(name, name) for name in table[0]], *table[1:]]


def blank(column: str) -> Typed:
    """A column that was not filled in; the total row stays."""
    return lambda table: [
        table[0],
        *([*row[: (at := table[0].index(column))], "", *row[at + 1 :]] for row in table[1:-1]),
        table[-1],
    ]


SPLIT = ("申请件", "受理件", "办结件", "线下办件数")
MISTAKES: list[tuple[str, str, Typed, str, str]] = [
    # 错在哪里、哪张表、怎么录的、先说哪一处、说什么
    ("两位数字颠倒", TOWNS, cells({(4, "受理件"): "1010"}), "town-volume-month.csv:4 D4 行“白马镇” 列“受理件”", "“受理件”"),
    ("同一笔误写了三格", DEPARTMENTS, cells({(3, name): "2825" for name in SPLIT[:3]}), "department-volume-month.csv:3 C3 行“县公安局” 列“申请件”", "这一行的“申请件”、“受理件”、“办结件” 3 格"),
    ("漏了一行", DEPARTMENTS, without(11), "department-volume-month.csv 列“部门”", "缺少“县司法局”一行，应在第 11 行之前"),
    ("漏了第一行", DEPARTMENTS, without(2), "department-volume-month.csv 列“部门”", "缺少“县人力资源社会保障局”一行，应在第 2 行之前"),
    ("漏了一个乡镇", TOWNS, without(5), "town-volume-month.csv 列“乡镇名称”", "缺少“得石镇”一行，应在第 5 行之前"),
    ("一列向下错开一行", DEPARTMENTS, slipped(6, "线下办件数", down=True), "department-volume-month.csv:7 G7 行“县交通运输局” 列“线下办件数”", "自第 7 行起像是向下错开了一行"),
    ("一列向上错开一行", DEPARTMENTS, slipped(6, "线下办件数", down=False), "department-volume-month.csv:6 G6 行“县自然资源规划和林业局” 列“线下办件数”", "自第 6 行起像是向上错开了一行"),
    ("单位改了名", DEPARTMENTS, cells({(25, "部门"): "县文化广播和旅游局"}), "department-volume-month.csv:25 B25 行“县文化广播和旅游局” 列“部门”", "这张表又缺少“县文广旅局”"),
    ("排名里的名称写错", "window-scores", cells({(2, "窗口名称"): "民政窗口"}), "window-scores.csv:2 B2 行“民政窗口” 列“窗口名称”", "单位登记册里没有“民政窗口”"),
    ("合计行四格都错", TOWNS, cells({(13, name): "8641" for name in SPLIT}), "town-volume-month.csv:13 C13 行“合计” 列“申请件”", "4 格"),
    ("合计行四格各错各的", TOWNS, cells(dict(zip(((13, name) for name in SPLIT), ("8641", "8642", "8643", "8642"), strict=True))), "town-volume-month.csv:13", "“合计”一行有 4 格"),
    ("全角数字和千位分隔", DEPARTMENTS, cells({(2, "申请件"): "６１００", (3, "受理件"): "2,525"}), "department-volume-month.csv:2", "文件的写法要整理"),
    ("序号一列没有填", DEPARTMENTS, blank("序号"), "department-volume-month.csv 列“序号”", "“序号”一列整列空白"),
    ("获奖的人不是这个单位的", "awards", cells({(9, "姓名"): "陈忠薇"}), "awards.csv:9 B9", "有同名的人，但单位不同"),
    ("获奖的人写错一个字", "awards", cells({(9, "姓名"): "陈分"}), "awards.csv:9 B9", "最接近的是“陈芬”"),
    ("漏了一个获奖的窗口", "awards", without(3), "awards.csv:3 C3", "缺少“自然资源规划和林业局”"),
    ("多了一个获奖的窗口", "awards", inserted(4, "红旗窗口", "", "司法局"), "awards.csv:4", "这一行像是多出来的"),
    ("空白写成 0", DEPARTMENTS, cells({(20, "受理件"): "0"}), "department-volume-month.csv:20 D20 行“县民宗局” 列“受理件”", "没有的请留空"),
    ("不印平均的写成 0", YEAR, cells({(27, "平均办结"): "0"}), "county-comparison-year.csv:27 H27 行“县民宗局” 列“平均办结”", "没有的请留空"),
    ("表头两格写反", DEPARTMENTS, headers("线上办件数", "线下办件数"), "department-volume-month.csv 列“线下办件数”", "位置写错了，下面的数字还是按规定的次序排的"),
    ("表头两格写反，数字相同", DEPARTMENTS, headers("受理件", "办结件"), "department-volume-month.csv:1", "表头"),
]  # fmt: skip


def first_heard(archive: ArchiveFolder) -> tuple[Head, int]:
    """What is said first, and how many problems there are."""
    standing = read_standing(archive.folder, keep=False)
    month, previous = read_month(standing, REAL_MONTH)
    outcome = gather([judge_month(standing, month, previous)])
    found = problems(outcome.blocking, outcome.suggestions)
    return head(found[0]), len(found)


@pytest.mark.parametrize("proven", [False, True], ids=["tables alone", "with the document"])
@pytest.mark.parametrize(
    ("name", "table", "typed", "where", "said"), MISTAKES, ids=[each[0] for each in MISTAKES]
)
def test_the_cause_is_heard_first(
    real_archive: ArchiveFolder, name: str, table: str, typed: Typed, where: str, said: str, proven: bool
) -> None:
    if not proven:
        real_archive.unproven()
    real_archive.edit(f"{MONTH}/{table}.csv", rows(typed))
    first, count = first_heard(real_archive)
    heard = said in first.message or (proven and "原件印的是" in first.message)
    assert (where in first.where, heard) == (True, True), (first, count)
    assert count <= 2


def moved(line: int, *, down: bool, pushed: str) -> Typed:
    """Names from a line on, to the last but the total row, one row too low or too high. The name that was pushed out stands at
    the other end (`round`), or its place is blank, or holds its neighbour's name twice."""

    def typed(table: Rows) -> Rows:
        end = line + 5 if pushed == "round" else len(table) - 1
        part = [row[1] for row in table[line - 1 : end]]
        edge = {"round": part[-1 if down else 0], "blank": "", "twice": part[0 if down else -1]}[pushed]
        for row, text in zip(
            table[line - 1 : end], [edge, *part[:-1]] if down else [*part[1:], edge], strict=True
        ):
            row[1] = text
        return table

    return typed


def swapped(line: int, other: int) -> Typed:
    """Two names exchanged."""

    def typed(table: Rows) -> Rows:
        one, two = table[line - 1], table[other - 1]
        one[1], two[1] = two[1], one[1]
        return table

    return typed


def called(line: int, name: str) -> Typed:
    """A row called otherwise; lines below 0 count from the end."""

    def typed(table: Rows) -> Rows:
        table[line - 1 if line > 0 else line][1] = name
        return table

    return typed


def total_at(line: int) -> Typed:
    """The total row somewhere else."""
    return lambda table: [*table[: line - 1], table[-1], *table[line - 1 : -1]]


WHOLE_ROWS: dict[str, tuple[Typed, str, int]] = {
    # 怎么录的：说什么，从哪一行说起（0 是末行）
    "names down, round": (moved(4, down=True, pushed="round"), "一列第 4 行至第 9 行像是向下错开了一行：各个名称", 4),
    "names down, a blank": (moved(4, down=True, pushed="blank"), "像是向下错开了一行：各个名称", 4),
    "names down, one twice": (moved(4, down=True, pushed="twice"), "像是向下错开了一行：各个名称", 4),
    "names up, round": (moved(4, down=False, pushed="round"), "一列第 4 行至第 9 行像是向上错开了一行：各个名称", 4),
    "names up, a blank": (moved(4, down=False, pushed="blank"), "像是向上错开了一行：各个名称", 4),
    "two names": (swapped(4, 6), "像是写颠倒了", 4),
    "two names far apart": (swapped(3, 9), "像是写颠倒了", 3),
    "total misspelt": (called(-1, "总计"), "“合计”一行，名称写成了“总计”", 0),
    "total without a name": (called(-1, ""), "“合计”一行，名称写成了“空白”", 0),
    "total first": (total_at(2), "“合计”一行写在了第 2 行，应在表末", 2),
    "total in the middle": (total_at(7), "“合计”一行写在了第 7 行，应在表末", 7),
    "an ordinary row called total": (called(5, "合计"), "第 5 行写成了“合计”，各数却不是其余各行之和", 5),
}  # fmt: skip
TABLES = {
    # With the document or without: nothing else in an archive of one month states the figures of the towns by name.
    **dict.fromkeys((DEPARTMENTS, "county-comparison-month", YEAR), False),
    **dict.fromkeys((TOWNS, "town-volume-year"), True),
}
UNTOLD = {("two names far apart", YEAR)}
"""What the document alone tells: the figures of one of them fit either name."""


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("what", WHOLE_ROWS)
def test_whole_rows_that_stand_elsewhere_are_one_cause(
    real_archive: ArchiveFolder, what: str, table: str
) -> None:
    """Names against their figures, and the total row: each table of which a row is an organization's."""
    if not TABLES[table] and (what, table) not in UNTOLD:
        real_archive.unproven()
    typed, said, line = WHOLE_ROWS[what]
    file = f"{MONTH}/{table}.csv"
    real_archive.edit(file, rows(typed))
    first, count = first_heard(real_archive)
    line = line or len(real_archive.rows(file))
    assert (first.where.split()[0], said in first.message, count) == (f"{file}:{line}", True, 1), first


def test_a_year_column_pasted_into_the_month(real_archive: ArchiveFolder) -> None:
    real_archive.unproven()
    year = {row[1]: row for row in real_archive.rows(f"{MONTH}/town-volume-year.csv")}
    place = year["乡镇名称"].index("受理件")
    real_archive.edit(
        f"{MONTH}/{TOWNS}.csv",
        rows(
            lambda table: [
                table[0],
                *([*row[:place], year.get(row[1], row)[place], *row[place + 1 :]] for row in table[1:]),
            ]
        ),
    )
    first, count = first_heard(real_archive)
    assert (first.where, first.message, count) == (
        "data/2020-07/town-volume-month.csv 列“受理件”",
        "“受理件”一列与《年度乡镇一体化平台办件量》的“受理件”一列逐格相同，多半是贴错了地方",
        1,
    )


def test_a_slip_gets_no_erratum_but_what_was_meant(real_archive: ArchiveFolder) -> None:
    """The errata that there are stay away from it; who has seen the report may have it drafted."""
    real_archive.unproven()
    real_archive.edit(f"{MONTH}/{TOWNS}.csv", rows(cells({(4, "受理件"): "1010"})))
    status, out, err = real_archive.run("errata", "draft", REAL_MONTH)
    assert (status, err) == (0, "")
    assert out.startswith(
        "# 没有拟（像是录入时的笔误，请先对照原报告）：data/2020-07/town-volume-month.csv:4 D4 "
    )
    assert "改为 1100（相邻两位数字颠倒）" in out and all(line.startswith("# ") for line in out.splitlines())
    status, out, err = real_archive.run("errata", "draft", REAL_MONTH, "--all")
    assert (status, out.count("- rule: "), "# 没有拟" in out) == (0, 4, False)


def test_what_the_document_prints_is_no_slip(real_archive: ArchiveFolder) -> None:
    """The online and offline break of July 2020 looks like a slip, and the report has it."""
    (real_archive / MONTH / "errata.yaml").unlink()
    status, out, _ = real_archive.run("errata", "draft", REAL_MONTH)
    assert (status, out.count("- rule: "), "# 没有拟" in out) == (0, 21, False)
