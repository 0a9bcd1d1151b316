"""Running all rules of a month: every field of every finding, and what each table's tally counts, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.rules import issue, surroundings
from yuebao.model.finding import Finding, Status, Tally
from yuebao.model.issue import Issue
from yuebao.model.table import HEADER, Cell
from yuebao.rules.engine import Verdicts, check_month
from yuebao.rules.text_rules import check_standing

TABLES = {
    "a": "名称,甲,乙,丙\n一局,3,1,1\n二局,2,1,1\n三局,x,1,1\n四局,4,2,2\n五局,5,2,2\n六局,6,3,3\n七局,y,,",
    "o": "名称,丙\n一局,1",
    "u": "文\n无",
}
SHAPE = {**TABLES, "gone": "名称,甲,乙,丙\n一局,3,1,2", "o": "名称,乙\n一局,1"}
SHAPE = {name: SHAPE[name] for name in ("gone", "a", "o", "u")}
SPLIT = {"kind": "sum-of-columns", "sum": "甲", "parts": ["乙", "丙"], "source": "示例"}
RULES: dict[str, list[dict[str, Any]]] = {
    "": [
        {
            "id": "later-order",
            "kind": "increasing",
            "always": ["number"],
            "source": "示例",
            "since": "2027-01",
        },
        {
            "id": "order",
            "kind": "increasing",
            "always": ["total_number", "published", "number"],
            "source": "示例",
        },
        {
            "id": "personal",
            "kind": "personal-data",
            "numbers": [{"name": "手机", "digits": "1[0-9]{10}"}],
            "source": "示例",
        },
    ],
    "gone": [{"id": "alone", **SPLIT}],
    "a": [
        {
            "id": "later",
            "kind": "non-increasing",
            "columns": ["甲", "乙"],
            "source": "示例",
            "since": "2027-01",
        },
        {"id": "split", **SPLIT},
        {"id": "table", "kind": "agreement", "of": "gone", "columns": {"甲": "乙"}, "source": "示例"},
        {"id": "column", "kind": "agreement", "of": "o", "columns": {"甲": "乙"}, "source": "示例"},
    ],
    "o": [{"id": "known", "kind": "known-organizations", "column": "名称", "source": "示例"}],
}
MEND = "请先改正这张表的格式问题，再重新核验。"
FORMAT = "请先改正上面所说的格式问题，再重新核验。"
SUMS = "请对照原报告核对这一行的 3 格；若报告原文如此，请在 errata.yaml 中说明原因。"
OPEN, UNDECIDED, MONTH = Status.OPEN, Status.UNDECIDED, "2003-07"


def split(row: int, name: str, figure: str, parts: str, due: str) -> Finding:
    """A break of the split; the cell and those that it was worked out from."""
    cells = tuple(Cell("a", row, column) for column in "甲乙丙")
    said = f"“甲”公布为 {figure}，{parts} ＝ {due}，相差 1"
    place = Finding("split", OPEN, MONTH, "a", "a.csv", said, SUMS, row + 2, name, "甲", f"B{row + 2}")
    return replace(place, value=figure, expected=due, difference="1", cell=cells[0], evidence=cells)


def unread(row: int, name: str) -> Finding:
    """The split of a row whose sum cannot be read."""
    cell = Cell("a", row, "甲")
    said = "“甲”无法读取，这一项无法核验"
    place = Finding("split", UNDECIDED, MONTH, "a", "a.csv", said, FORMAT, row + 2, name, "甲", f"B{row + 2}")
    return replace(place, cell=cell, evidence=(cell,))


def order(column: str, value: str) -> Finding:
    """An issue that does not come after the last one."""
    said = f"{column} 为 {value}，没有大于上一期（示例）的 {value}"
    remedy = "请对照两期报告的刊头，改正 issue.yaml。"
    place = Finding("order", OPEN, MONTH, None, f"data/{MONTH}/issue.yaml", said, remedy, column=column)
    return replace(place, value=value, expected=f">{value}")


def personal(file: str, table: str | None, line: int, month: str = MONTH) -> Finding:
    """A mobile number, its middle hidden."""
    return Finding(
        *("personal", OPEN, month, table, file, "疑似手机号码：138******00（此处已隐去中间各位）"),
        *("请删去或隐去该号码；它若已提交，历史记录也要清除。这一项不能用勘误说明。", line),
        value="138******00",
    )


def whole(rule: str, table: str, message: str, remedy: str, evidence: Cell) -> Finding:
    """A rule that could not run at all."""
    return Finding(rule, UNDECIDED, MONTH, table, f"{table}.csv", message, remedy, evidence=(evidence,))


TEXTS = {
    f"data/{MONTH}/a.csv": "电话13800138000\n无\n电话13800138000",
    f"data/{MONTH}/issue.yaml": "title: 13800138000",
    f"data/{MONTH}/o.csv": "无",
    f"data/{MONTH}/u.csv": "无",
}


def judged(now_issue: Issue, last_issue: Issue | None, month: str = MONTH) -> tuple[int, Verdicts]:
    """How many findings the reader had, and the verdicts."""
    now, scope = surroundings(TABLES, RULES, month, None, now_issue, last_issue, True, SHAPE)
    return len(now.problems), check_month(replace(now, texts=TEXTS), scope)


def test_a_month_with_everything() -> None:
    read, verdicts = judged(issue(5, 143, "2003-08-11"), issue(5, 142, "2003-08-11"))
    assert [item.table for item in verdicts.findings[:read]] == ["a", "a", "o"]
    assert list(verdicts.findings[read:]) == [
        replace(
            whole("alone", "gone", "《表gone》无法读取，这条规则无法核验", MEND, Cell("gone", HEADER, "")),
            file=f"data/{MONTH}/gone.csv",
        ),
        split(0, "一局", "3", "乙 1 ＋ 丙 1", "2"),
        unread(2, "三局"),
        split(4, "五局", "5", "乙 2 ＋ 丙 2", "4"),
        unread(6, "七局"),
        whole("table", "a", "表 gone 无法读取，这条规则无法核验", FORMAT, Cell("gone", HEADER, "")),
        whole("column", "a", "表 o 缺少“乙”一列，这条规则无法核验", FORMAT, Cell("o", HEADER, "乙")),
        order("published", "2003-08-11"),
        order("number", "5"),
        personal(f"data/{MONTH}/a.csv", "a", 1),
        personal(f"data/{MONTH}/a.csv", "a", 3),
        personal(f"data/{MONTH}/issue.yaml", None, 1),
        Finding(
            *("structure", OPEN, MONTH, "u", "u.csv"),
            f"没有一条规则在 {MONTH} 适用于这张表，其中的数字未经核验",
            "请在 schemas/u.yaml 中为这个月份声明规则。",
        ),
    ]
    assert verdicts.tallies == (
        Tally("gone", ("structure", "alone"), 1, 0, 1),
        Tally("a", ("structure", "split", "table", "column"), 3, 4, 4),
        Tally("o", ("structure", "known"), 1, 1, 0),
        Tally("u", ("structure",), 1, 0, 0),
        Tally("", ("order", "personal"), 1 + 2, 2 + 3, 0),
    )


def test_rules_come_into_force_and_mastheads_cannot_be_told() -> None:
    month = "2027-01"
    _, verdicts = judged(issue(1, 149, "2027-02-09"), None, month)
    later = [item for item in verdicts.findings if item.rule in ("later", "later-order", "order")]
    assert [(item.rule, item.status, item.line, item.column) for item in later] == [
        ("later", UNDECIDED, 4, "乙"),
        ("later", UNDECIDED, 8, "乙"),
        ("later-order", UNDECIDED, None, None),
        ("order", UNDECIDED, None, None),
    ]
    assert later[2] == Finding(
        *("later-order", UNDECIDED, month, None, f"data/{month}/issue.yaml"),
        "上一期的 issue.yaml 无法读取，期数与日期的先后无法核验",
        FORMAT,
    )
    assert verdicts.tallies[1] == Tally(
        "a", ("structure", "later", "split", "table", "column"), 3 + 5, 4, 2 + 4
    )
    assert verdicts.tallies[-1] == Tally("", ("later-order", "order", "personal"), 2, 3, 2)


def test_the_registry_holds_no_personal_numbers() -> None:
    _, scope = surroundings(TABLES, RULES, shape=SHAPE)
    texts = {"data/a.csv": "无", "data/organizations.csv": "一局\n13800138000", "data/z.csv": "无"}
    assert check_standing([], texts, [], scope.layout) == [personal("data/organizations.csv", None, 2, "")]
    assert check_standing([], {"data/organizations.csv": "一局"}, [], scope.layout) == []


TOTALS = {"p": "名称,甲\n一局,1\n合计,1", "q": "名称,甲\n一局,1\n合计,1"}


@pytest.mark.parametrize(
    ("tables", "rule", "message"),
    [
        # Rows cannot be told apart without the names and, in a table with a total row, without its label.
        (
            {"p": "名,甲\n一局,1"},
            {"kind": "total-row", "columns": ["甲"]},
            "表 p 缺少“名称”一列，这条规则无法核验",
        ),
        (
            {"p": "名,甲\n一局,1", "q": TOTALS["q"]},
            {"kind": "agreement", "of": "q", "columns": {"甲": "甲"}},
            "表 p 缺少“名称”一列，这条规则无法核验",
        ),
        (
            {"p": TOTALS["p"], "q": "名,甲\n一局,1"},
            {"kind": "agreement", "of": "q", "columns": {"甲": "甲"}},
            "表 q 缺少“名称”一列，这条规则无法核验",
        ),
        # A rule about one table does not need to know whom its rows are about.
        ({"r": "名,丙\n一局,1"}, {"kind": "rate", "column": "丙"}, None),
    ],
)
def test_what_a_rule_needs_to_run(tables: dict[str, str], rule: dict[str, Any], message: str | None) -> None:
    first = next(iter(tables))
    shape = {**TOTALS, "r": "名称,丙\n一局,1"}
    now, scope = surroundings(tables, {first: [{"id": "rule", "source": "示例", **rule}]}, shape=shape)
    told = [item.message for item in check_month(now, scope).findings if item.rule == "rule"]
    assert told == ([] if message is None else [message])
