"""What commands tell a clerk, each as a whole: what was filled, tidied, drafted, suggested, left in doubt, and the rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.schema.test_read_whole import read
from yuebao.fill.by_dependency import Unfilled
from yuebao.fill.month import Completion, FilledCell
from yuebao.load.form import Note
from yuebao.load.problem import Problem as FileProblem
from yuebao.model.finding import Finding, Status, Tally
from yuebao.model.suggestion import Assertion, Change, Suggestion
from yuebao.model.table import Cell, Table
from yuebao.outcome.outcome import Outcome
from yuebao.outcome.problem import Problem
from yuebao.reports import derive_report, doubt_list, errata_draft, rule_list, tidy_report
from yuebao.reports.columns import aligned
from yuebao.reports.registry import named_format
from yuebao.reports.text_format import render_problems
from yuebao.reports.wording import drafts, numbers, place, silent, suggested
from yuebao.site.masking import Doubt

FINDING = Finding(
    rule="total-row",
    status=Status.OPEN,
    month="2021-07",
    table="towns",
    file="data/2021-07/towns.csv",
    message="合计 43，各行之和 42",
    remedy="请核对。",
    line=4,
    row="合计",
    column="东区",
    address="B4",
    value="43",
    expected="42",
    difference="1",
    cell=Cell("towns", 2, "东区"),
)
BARE = Finding(
    *("total-row", Status.OPEN, "2021-07", "towns", "data/2021-07/towns.csv"),
    *("合计 43，各行之和 42", "请核对。"),
)

# --- yuebao derive ---

LAYOUT = read().latest
RULE = LAYOUT.tables["towns"].rules[0]


def table(name: str) -> Table:
    rows = ("甲", "乙", "合计")
    return Table(
        *(name, f"data/2021-07/{name}.csv", "2021-07", ("乡镇", "东区"), (2, 3, 4), rows),
        *({"乡镇": rows, "东区": ("1", "", "1")}, {}, frozenset(), (2,)),
    )


TABLES = {"towns": table("towns"), "year": table("year")}
DONE = Completion(
    month="2021-07",
    tables=TABLES,
    filled=(
        FilledCell(Cell("towns", 0, "东区"), "B2", "甲", "1", "1 ＋ 0"),
        FilledCell(Cell("year", 1, "东区"), "B3", "乙", "2", "上月 1 ＋ 1"),
    ),
    unfilled=(Unfilled(Cell("year", 2, "东区"), "它所依据的格尚未填好", RULE),),
    differing=(FINDING, replace(FINDING, status=Status.EXPLAINED, line=3, row="乙", address="B3")),
    ordered=("towns",),
    total_rows=("towns", "year"),
)
FILLED = """\
data/2021-07/towns.csv 《各乡镇》：补上合计行，各行已按规定排序
  B2 行“甲” 列“东区” 填 1 ← 1 ＋ 0

data/2021-07/year.csv 《》：补上合计行
  B3 行“乙” 列“东区” 填 2 ← 上月 1 ＋ 1

已有的数与推算不同，未改动：
  data/2021-07/towns.csv:4 B4 行“合计” 列“东区”：合计 43，各行之和 42
  data/2021-07/towns.csv:3 B3 行“乙” 列“东区”：合计 43，各行之和 42（勘误已说明）

不能推算，仍为空白：
  data/2021-07/year.csv:4 B4 行“合计” 列“东区”：它所依据的格尚未填好

2021-07：填入 2 格；与推算不同 2 格（其中勘误已说明 1）；不能推算 1 格。
"""


def test_what_was_filled() -> None:
    assert derive_report.render(DONE, LAYOUT.tables) == FILLED


def test_what_was_filled_where_little_was() -> None:
    assert derive_report.render(Completion("2021-07", TABLES), LAYOUT.tables) == (
        "2021-07：填入 0 格；与推算不同 0 格（其中勘误已说明 0）；不能推算 0 格。\n"
    )
    ordered = Completion("2021-07", TABLES, ordered=("year",))
    assert derive_report.render(ordered, LAYOUT.tables).startswith(
        "data/2021-07/year.csv 《》：各行已按规定排序\n\n2021-07：填入 0 格"
    )
    one = Completion("2021-07", TABLES, filled=DONE.filled[:1])
    assert derive_report.render(one, LAYOUT.tables).startswith(
        "data/2021-07/towns.csv 《各乡镇》\n  B2 行“甲” 列“东区” 填 1 ← 1 ＋ 0\n\n2021-07：填入 1 格"
    )


def test_why_nothing_was_filled() -> None:
    assert derive_report.render(replace(DONE, blocked=(FINDING, BARE)), LAYOUT.tables) == (
        "2021-07 有表格缺少或格式不对，没有推算，也没有改动任何文件。请先改正：\n"
        "  data/2021-07/towns.csv:4 B4 行“合计” 列“东区”：合计 43，各行之和 42\n    处理：请核对。\n"
        "  data/2021-07/towns.csv：合计 43，各行之和 42\n    处理：请核对。\n"
    )


# --- yuebao tidy ---


def test_what_was_tidied() -> None:
    notes = [Note("千位分隔", 3, 2, "1,011"), Note("有 BOM")]
    left = {
        "b.csv": FileProblem("引号不成对", "请补上。", line=7),
        "c.csv": FileProblem("读不出", "请另存。"),
    }
    assert tidy_report.render("2021-07", {"a.csv": notes}, left) == (
        "a.csv：已整理\n  第 3 行起：千位分隔 2 处（如“1,011”）\n  第 1 行起：有 BOM\n"
        "b.csv 第 7 行：没有整理，文件未动：引号不成对。请补上。\n"
        "c.csv：没有整理，文件未动：读不出。请另存。\n"
        "整理了 1 个文件，数字和名称都没有变。请执行 yuebao validate 2021-07。\n"
    )
    assert tidy_report.render("2021-07", {}, {"c.csv": left["c.csv"]}) == (
        "c.csv：没有整理，文件未动：读不出。请另存。\n"
    )
    assert tidy_report.render("2021-07", {}, {}) == "2021-07 的文件都是规定的写法，没有改动。\n"


# --- yuebao errata draft ---


def test_drafts_of_errata() -> None:
    """What no erratum may explain has none; what YAML would read otherwise is quoted."""
    odd = replace(
        FINDING,
        row="是: 否",
        column=None,
        value="",
        expected=None,
        breach="order",
        against="乙",
        table=None,
    )
    explained = replace(FINDING, status=Status.EXPLAINED)
    assert errata_draft.render([FINDING, explained, replace(FINDING, rule="personal-data"), odd]) == (
        "# 合计 43，各行之和 42\n- rule: total-row\n  table: towns\n  row: 合计\n  column: 东区\n"
        "  published: '43'\n  expected: '42'\n  category: 待核\n  reason:\n  reviewer:\n  reviewed:\n"
        "# 合计 43，各行之和 42\n- rule: total-row\n  table: ''\n  row: '是: 否'\n  published: ''\n"
        "  break: order\n  against: 乙\n  category: 待核\n  reason:\n  reviewer:\n  reviewed:\n"
    )
    assert errata_draft.render([explained]) == ""


# --- names that may be left ---


def test_doubts_about_names() -> None:
    assert doubt_list.render(
        [Doubt("data/a.csv", 3, "内容", "某同志\n来"), Doubt("data/b.csv", 4, "事由", "乙")]
    ) == (
        "要遮盖姓名，但有 2 处文字不能判断是否含有姓名，请逐条核对：\n"
        "  data/a.csv:3 列“内容”：某同志\\u000a来\n  data/b.csv:4 列“事由”：乙\n"
        "  处理：含有姓名的，把姓名写进 mkdocs.yml 的 extra.archive.hidden；"
        "常见的写法，补进 schemas/ 里该列的 persons（named 有姓名，nobody 没有）。\n"
    )
    assert doubt_list.render([]) == ""


# --- the rules ---

RULES = """\
towns　各乡镇
  split（sum-of-columns）
    列：东区、办结
    依据：甲
  part（not-above）
    列：办结
    列：year 的 全年办结
    依据：乙

year　
  没有规则

（整期）
  order（increasing）
    列：came_out、count
    依据：刊头

（不须声明）
  structure
    列：所有表的所有列
    依据：各表的 fields、primaryKey、totalRow、rowCount：文件、编码、表头、类型、必填、不重复、数字写法。
  erratum
    列：errata.yaml 各条所指的列
    依据：每条勘误与它所说明的问题完全相符。

没有规则核验的数字列
  towns：率
"""


def test_the_rules_and_what_none_reads() -> None:
    assert rule_list.render(LAYOUT) == RULES
    covered = replace(LAYOUT, tables={"year": LAYOUT.tables["year"]}, rules=LAYOUT.tables["towns"].rules)
    text = rule_list.render(covered)
    assert text.startswith("year　\n  没有规则\n\n（整期）\n  split（sum-of-columns）\n")
    assert text.endswith("没有规则核验的数字列\n  无\n")
    elsewhere = replace(LAYOUT.tables["towns"].rules[0], reads=(), other="year")
    text = rule_list.render(replace(covered, rules=(elsewhere,)))
    assert "  split（sum-of-columns）\n    表：year\n    依据：甲\n" in text


# --- words that all formats share ---


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "data/2021-07/towns.csv:4 B4 行“合计” 列“东区”"),
        ({"address": None}, "data/2021-07/towns.csv:4 行“合计” 列“东区”"),
        ({"line": None, "row": ""}, "data/2021-07/towns.csv B4 列“东区”"),
        ({"row": "长" * 40, "column": None}, f"data/2021-07/towns.csv:4 B4 行“{'长' * 40}”"),
        ({"row": "长" * 41, "column": None}, f"data/2021-07/towns.csv:4 B4 行“{'长' * 39}…”"),
    ],
)
def test_the_place_of_a_finding(change: dict[str, Any], said: str) -> None:
    assert place(replace(FINDING, **change)) == said


@pytest.mark.parametrize(
    ("value", "expected", "difference", "said"),
    [
        ("43", "42", "1", "公布：43　应为：42　相差：1"),
        ("", "", None, "公布：空白　应为：空白"),
        (None, "3", None, "公布：空白　应为：3"),
        ("x", None, "", "公布：x"),
        (None, None, "1", ""),
    ],
)
def test_the_numbers_of_a_finding(
    value: str | None, expected: str | None, difference: str | None, said: str
) -> None:
    assert numbers(replace(FINDING, value=value, expected=expected, difference=difference)) == said


def change(row: str | None, column: str, address: str | None, new: str, slip: str = "") -> Change:
    cell = Cell("towns", 2 if row == "合计" else 0, column)
    return Change(cell, "data/2021-07/towns.csv", 4, row, column, address, "43", new, slip)


GUESS = "这只是推算，程序不会改动数字，请以原报告为准。"
OWN, ELSE = change("合计", "东区", "B4", "42", "末位抄错"), change("甲", "东区", None, "")
ONE = (Assertion.of(FINDING),)


@pytest.mark.parametrize(
    ("suggestion", "lines"),
    [
        (None, []),
        (
            Suggestion("2021-07", (OWN,), ONE, ()),
            [f"推测：这一格改为 42（末位抄错），这项不符消失，也不引起新的不符。{GUESS}"],
        ),
        (
            Suggestion("2021-07", (replace(OWN, slip="", suggested=""),), ONE * 2, ()),
            [f"推测：这一格改为 空白，这 2 项不符同时消失，也不引起新的不符。{GUESS}"],
        ),
        (
            Suggestion("2021-07", (ELSE,), ONE * 3, ()),
            [
                f"推测：下面的改动能使这 3 项不符同时消失，也不引起新的不符。{GUESS}",
                "  data/2021-07/towns.csv:4 行“甲” 列“东区”：43 → 空白",
            ],
        ),
        (
            Suggestion("2021-07", (OWN,), ONE, ((replace(ELSE, row=None),), (OWN, ELSE))),
            [
                f"推测：下面的改动能使这项不符消失，也不引起新的不符。{GUESS}",
                "  data/2021-07/towns.csv:4 B4 行“合计” 列“东区”：43 → 42（末位抄错）",
                "或者：",
                "  data/2021-07/towns.csv:4 列“东区”：43 → 空白",
                "或者：",
                "  data/2021-07/towns.csv:4 B4 行“合计” 列“东区”：43 → 42（末位抄错）",
                "  data/2021-07/towns.csv:4 行“甲” 列“东区”：43 → 空白",
            ],
        ),
    ],
)
def test_where_the_error_probably_is(suggestion: Suggestion | None, lines: list[str]) -> None:
    assert list(suggested(Problem((FINDING,), suggestion))) == lines


TALLIES = {
    "2021-07": (Tally("towns", ("rank",), 1, 0, 0, silent=("rank", "sorted")), Tally("", (), 0, 0, 0, silent=("order",))),
    "2021-08": (Tally("towns", ("rank",), 1, 0, 0, silent=("rank",)),),
}  # fmt: skip
OUTCOME = Outcome(
    ("2021-07", "2021-08"),
    (FINDING, replace(FINDING, month="2021-08"), replace(FINDING, month="2021-08", status=Status.EXPLAINED)),
    TALLIES,
    notices={"2021-07": ("没有上月，累计没有核验",)},
    drafts={"2021-08": "还差 22 格"},
)


def test_rules_that_asserted_nothing() -> None:
    assert list(silent(OUTCOME)) == [
        "towns rank（2021-07 等 2 期）",
        "towns sorted（2021-07）",
        "（整期） order（2021-07）",
    ]


def test_how_far_a_draft_is() -> None:
    assert list(drafts(OUTCOME)) == ["整理中 2021-08：还差 22 格；另有 1 处问题，见 yuebao validate 2021-08"]
    assert list(drafts(OUTCOME.asked_for(["2021-08"]))) == ["整理中 2021-08：还差 22 格"]
    assert list(drafts(replace(OUTCOME, findings=()))) == ["整理中 2021-08：还差 22 格"]


def test_the_first_problems_for_a_small_screen() -> None:
    other = replace(FINDING, line=9, column="办结", cell=Cell("towns", 7, "办结"), difference=None)
    whole = replace(OUTCOME, findings=(FINDING, other), drafts={}, notices={})
    first = (
        "1. data/2021-07/towns.csv:4 B4 行“合计” 列“东区”\n   [待处理 total-row] 合计 43，各行之和 42\n"
        "   公布：43　应为：42　相差：1\n   处理：请核对。\n\n"
    )
    end = "未通过。共 2 期，核验 2 项；待处理 2。\n"
    assert render_problems(whole, 1) == f"{first}另有 1 个问题没有列出。\n{end}"
    assert render_problems(whole, 2) == (
        f"{first}2. data/2021-07/towns.csv:9 B4 行“合计” 列“办结”\n"
        "   [待处理 total-row] 合计 43，各行之和 42\n   公布：43　应为：42\n   处理：请核对。\n\n" + end
    )
    assert render_problems(OUTCOME, 9) == (
        "整理中 2021-08：还差 22 格；另有 1 处问题，见 yuebao validate 2021-08\n\n"
        f"{first}没有核验的\n  没有上月，累计没有核验\n\n"
        "未通过。共 2 期（其中整理中 1 期），核验 2 项；待处理 1，已勘误 1。\n"
    )


def test_columns_leave_every_text_as_it_is() -> None:
    rows = [("统计期", "通过"), ("2021-07", "60.00"), ("长名称一", "1e5")]
    assert list(aligned(rows)) == ["统计期     通过", "2021-07   60.00", "长名称一    1e5"]
    assert list(aligned(rows, "left")) == ["统计期    通过", "2021-07   60.00", "长名称一  1e5"]
    assert list(aligned([("  甲", "1"), ("乙", " 22")])) == ["  甲    1", "乙     22"]
    assert list(aligned([])) == []


def test_junit_says_which_cases_asserted_nothing() -> None:
    root = ET.fromstring(named_format("junit")(OUTCOME).partition("?>")[2])
    cases = {
        (suite.get("name"), case.get("classname"), case.get("name")): [
            (child.tag, child.get("message")) for child in case if child.tag != "failure"
        ]
        for suite in root
        for case in suite.iter("testcase")
    }
    nothing = [("skipped", "没有核验任何一项")]
    assert cases == {
        ("2021-07", "2021-07.towns", "rank"): nothing,
        ("2021-07", "2021-07.towns", "total-row"): [],
        ("2021-08", "2021-08.towns", "rank"): nothing,
        ("2021-08", "2021-08.towns", "total-row"): [("skipped", "整理中，其中的问题不计")],
    }
    assert [(suite.get("tests"), suite.get("failures"), suite.get("skipped")) for suite in root] == [
        ("2", "1", "1"),
        ("2", "0", "2"),
    ]
    assert [suite.findtext("system-out") for suite in root] == [
        "没有上月，累计没有核验",
        "整理中 2021-08：还差 22 格；另有 1 处问题，见 yuebao validate 2021-08",
    ]
