"""The report of July 2020: nothing is open, every break is explained, and no figure may change unnoticed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest

from tests.support.archive import MONTH, ArchiveFolder
from tests.support.one_figure import changed_text, written
from tests.support.repository import ROOT
from yuebao.load.fields import judges_of
from yuebao.load.table import read_table
from yuebao.model.finding import Finding, Status
from yuebao.model.month import Month
from yuebao.rules.engine import check_month
from yuebao.schema.layout import Layout
from yuebao.workflows.judge import Standing, read_month, read_standing, scope_of
from yuebao.workflows.validate import validate

# As the report prints them, found by adding up the printed tables by hand.
WITHIN, TOTAL, SPLIT = "month-within-year", "total-row", "accepted-split"
COMPARED, YEAR = "county-comparison-month", "county-comparison-year"
BREAKS = [
    (WITHIN, COMPARED, "县司法局", "仁和", "4", "≤0"),
    (WITHIN, COMPARED, "县公安局", "东区", "48", "≤5"),
    (WITHIN, COMPARED, "县市场监管局", "西区", "148", "≤57"),
    (WITHIN, COMPARED, "县卫生健康局", "盐边", "2004", "≤543"),
    (WITHIN, COMPARED, "县残联", "西区", "391", "≤202"),
    (WITHIN, COMPARED, "县发展改革局", "仁和", "31", "≤27"),
    (WITHIN, COMPARED, "县税务局", "东区", "234", "≤0"),
    (WITHIN, COMPARED, "县税务局", "仁和", "113", "≤0"),
    (WITHIN, COMPARED, "县公共资源交易中心", "西区", "1", "≤0"),
    (WITHIN, COMPARED, "县水利局", "西区", "5", "≤3"),
    (WITHIN, COMPARED, "县退役军人局", "盐边", "2", "≤0"),
    (TOTAL, COMPARED, "合计", "东区", "2057", "392"),
    (TOTAL, COMPARED, "合计", "西区", "7754", "7752"),
    ("share-of-first", YEAR, "县发展改革委", "米易占第一名比例", "35.2%", "35%"),
    ("average", YEAR, "县新闻出版局（县版权局）", "平均办结", "1", "0"),
    ("average", YEAR, "县经合商务局", "平均办结", "1", "0"),
    (TOTAL, YEAR, "合计", "东区", "7166", "2350"),
    (TOTAL, YEAR, "合计", "西区", "47025", "47021"),
    (SPLIT, "department-volume-month", "县发展改革局", "受理件", "2", "1"),
    (SPLIT, "department-volume-month", "合计", "受理件", "11134", "11133"),
    (SPLIT, "volume-summary", "县级部门 / 本月", "受理件", "11134", "11133"),
]


def break_of(finding: Finding) -> tuple[str | None, ...]:
    return (
        finding.rule,
        finding.table,
        finding.row,
        finding.column,
        finding.value,
        finding.expected,
    )


def test_nothing_is_open_and_every_break_is_explained() -> None:
    outcome = validate(ROOT, keep=False)
    assert outcome.blocking == ()
    assert [break_of(finding) for finding in outcome.findings] == BREAKS
    assert {finding.status for finding in outcome.findings} == {Status.EXPLAINED}


def test_a_break_that_is_gone_leaves_a_stale_erratum(real_archive: ArchiveFolder) -> None:
    real_archive.unproven()
    real_archive.edit(f"{MONTH}/{YEAR}.csv", "20,县经合商务局,,,,,2,1,100%", "20,县经合商务局,,,,,2,0,100%")
    assert [
        (item.rule, item.status, item.file, item.line, *break_of(item)[1:])
        for item in validate(real_archive.folder, keep=False).blocking
    ] == [("erratum", "stale", f"{MONTH}/errata.yaml", 152, YEAR, "县经合商务局", "平均办结", "1", "0")]


def test_without_errata_every_break_is_open(real_archive: ArchiveFolder) -> None:
    (real_archive / MONTH / "errata.yaml").unlink()
    outcome = validate(real_archive.folder, keep=False)
    assert [break_of(finding) for finding in outcome.blocking] == BREAKS
    assert {finding.status for finding in outcome.findings} == {Status.OPEN}


class Change(NamedTuple):
    """One figure changed by one."""

    table: str
    row: str
    column: str
    by: int


# Figures that no rule of the contract can reach, with the reason. A change in the other direction is found.
DOWN, UP, BOTH = (-1,), (1,), (-1, 1)
RATE = "没有公布按时办结的件数，100% 改为 99% 仍在 0%..100% 之内"
BASE = "没有公布评价的总数，无从核对"
FIRST = "第一名再高仍是第一名；个人得分的明细没有公布"
LAST = "最后一名再低仍是最后一名；个人得分的明细没有公布"
ALONE = "今年以来县级部门没有所附的表，只有正文这一处"
DEPARTMENTS = [
    *(
        "县人力资源社会保障局",
        "县公安局",
        "县市场监管局",
        "县医保局",
        "县自然资源规划和林业局",
        "县交通运输局",
    ),
    *(
        "县民政局",
        "县农业农村局",
        "县卫生健康局",
        "县司法局",
        "县综合执法局",
        "县税务局",
        "县残联",
        "县档案局",
    ),
    *("县经信科技局", "县发展改革局", "县住房城乡建设局"),
]
TOWNS = [
    *(
        "湾丘彝族乡",
        "普威镇",
        "白马镇",
        "得石镇",
        "白坡彝族乡",
        "草场镇",
        "攀莲镇",
        "麻陇彝族乡",
        "新山傈僳族乡",
    ),
]
UNREACHED: list[tuple[str, list[str], str, tuple[int, ...], str]] = [
    ("department-volume-month", DEPARTMENTS, "按时办结率", DOWN, RATE),
    ("town-volume-month", TOWNS, "按时办结率", DOWN, RATE),
    ("town-volume-year", [*TOWNS, "丙谷镇", "撒莲镇"], "按时办结率", DOWN, RATE),
    ("volume-summary", ["县级部门 / 今年以来"], "按时办结率", DOWN, ALONE),
    ("volume-summary", ["县级部门 / 今年以来"], "申请件", UP, ALONE),
    ("staff-scores", ["陈芬 / 民政局"], "得分", UP, FIRST),
    ("staff-scores", ["何佳 / 人力资源和社会保障局"], "得分", DOWN, LAST),
    ("satisfaction", ["1"], "主动评价件数", BOTH, BASE),
    ("satisfaction", ["1"], "主动评价率", BOTH, BASE),
]


FIGURES = 32 * 7 + 2 * 12 * 7 + 32 * 9 + 32 * 8 + 11 * 2 + 44 + 84 * 2 + 4 * 7 + 4
"""Cells of figures, blank ones included, table by table: rows by columns of figures."""


def unreached() -> set[Change]:
    return {
        Change(table, row, column, by)
        for table, rows, column, directions, _ in UNREACHED
        for row in rows
        for by in directions
    }


@cache
def real() -> tuple[Standing, Month]:
    standing = read_standing(ROOT)
    return standing, read_month(standing, "2020-07")[0]


def changes(standing: Standing, month: Month) -> Iterator[tuple[Change, str]]:
    """Every change of a figure, with the new content of the table."""
    for name, schema in standing.schemas.latest.tables.items():
        table = month.tables[name]
        text = (ROOT / MONTH / f"{name}.csv").read_text(encoding="utf-8")
        lines = [list(cells) for cells in zip(*(table.texts[column] for column in table.header), strict=True)]
        assert text == written(table.header, lines)
        for index, field in enumerate(schema.fields):
            for row in range(len(table)) if field.grammar else ():
                for by in BOTH:
                    new = changed_text(lines[row][index], by)
                    if new is None:
                        continue
                    old, lines[row][index] = lines[row][index], new
                    key = table.keys[row] or str(row + 1)
                    yield Change(name, key, field.name, by), written(table.header, lines)
                    lines[row][index] = old


def reading(layout: Layout, table: str, column: str) -> Layout:
    """The layout with only the rules that read the column: the others cannot tell the difference."""
    return replace(
        layout,
        rules=(),
        tables={
            name: replace(schema, rules=tuple(rule for rule in schema.rules if (table, column) in rule.reads))
            for name, schema in layout.tables.items()
        },
    )


def keys(standing: Standing, month: Month, layout: Layout) -> set[tuple[str | None, ...]]:
    found = check_month(month, replace(scope_of(standing, month, None), layout=layout)).findings
    return {break_of(finding) for finding in found if finding.status is Status.OPEN}


@pytest.mark.slow
def test_changing_any_figure_by_one_is_found() -> None:
    standing, month = real()
    judges = judges_of(standing.schemas.latest.tables)
    before: dict[tuple[str, str], set[tuple[str | None, ...]]] = {}
    layouts: dict[tuple[str, str], Layout] = {}
    unnoticed: set[Change] = set()
    count = 0
    for change, content in changes(standing, month):
        place = change.table, change.column
        if place not in layouts:
            layouts[place] = reading(standing.schemas.latest, *place)
            before[place] = keys(standing, month, layouts[place])
        table, _, problems = read_table(
            content.encode(),
            standing.schemas.latest.tables[change.table],
            judges[change.table],
            "2020-07",
            "t.csv",
        )
        assert table is not None
        after = replace(month, tables={**month.tables, change.table: table}, problems=tuple(problems))
        count += change.by > 0
        # A new break is an open finding; a break that is gone leaves its erratum behind, which is a stale one.
        if keys(standing, after, layouts[place]) == before[place]:
            unnoticed.add(change)
    assert sorted(unnoticed - unreached()) == [], "these changes go unnoticed"
    assert sorted(unreached() - unnoticed) == [], "these changes are found after all"
    assert count == FIGURES
