"""The public JSON: keys, values, order and counts, with two months of which the first is bad."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.support.real_archive import rewrite, run
from tests.synthetic import make_archive

FINDING = [
    *("rule", "status", "period", "table", "file", "line", "row", "column", "address"),
    *("value", "expected", "difference", "break", "against", "message", "remedy"),
]


def report(root: Path, *arguments: str) -> Any:
    return json.loads(run("validate", *arguments, "--root", str(root), "--format", "json")[1])


def test_real_month() -> None:
    """The example of the contract: the total of 东区, as it stands in the report."""
    status, out, _ = run("validate", "--format", "json")
    document = json.loads(out)
    assert status == 0
    assert list(document) == ["summary", "findings"]
    assert document["summary"] == {
        "issues": 1,
        "drafts": 0,
        "open": 0,
        "explained": 21,
        "stale": 0,
        "undecided": 0,
        "passed": 1620,
        "failed": 21,
        "inapplicable": 3,
        "rules_evaluated": 1620 + 21,
        "silent_rules": [],
        "notices": [],
    }
    assert [list(item) for item in document["findings"]] == [FINDING] * 21
    assert [item for item in document["findings"] if item["column"] == "东区"][-2] == {
        "rule": "total-row",
        "status": "explained",
        "period": "2020-07",
        "table": "county-comparison-month",
        "file": "data/2020-07/county-comparison-month.csv",
        "line": 33,
        "row": "合计",
        "column": "东区",
        "address": "C33",
        "value": "2057",
        "expected": "392",
        "difference": "1665",
        "break": None,
        "against": None,
        "message": "“东区”公布为 2057，以上 31 行之和应为 392，相差 1665",
        "remedy": "请对照原报告核对此格与所依据的各格；若报告原文如此，请在 errata.yaml 中说明原因。",
    }


def test_two_months_the_first_one_bad(tmp_path: Path) -> None:
    make_archive(tmp_path, months=2)
    rewrite(tmp_path / "data/2001-01/satisfaction.csv", "满意度", "满意率")
    (tmp_path / "data/2001-01/news.csv").write_text("日期,内容\n2001-02-01,示例\n", encoding="utf-8")
    (tmp_path / "data/2001-13").mkdir()
    document = report(tmp_path)
    found = [
        (item["period"], item["table"], item["line"], item["column"], item["rule"], item["status"])
        for item in document["findings"]
    ]
    assert found == [
        (None, None, None, None, "structure", "open"),
        ("2001-01", "news", 2, "日期", "date-in-month", "open"),
        ("2001-01", "satisfaction", None, None, "satisfaction", "undecided"),
        ("2001-01", "satisfaction", None, None, "satisfaction", "undecided"),
        ("2001-01", "satisfaction", 1, None, "structure", "open"),
    ]
    assert {key: document["summary"][key] for key in ("issues", "open", "undecided")} == {
        "issues": 2,
        "open": 3,
        "undecided": 2,
    }


GAP = (
    "2001-04 的累计没有核对：2001-03 没有收入档案，《年度乡镇一体化平台办件量》的 year-to-date、"
    "《年度各县（区）一体化平台办件对比表》的 year-to-date 不适用"
)


def test_what_a_gap_leaves_unchecked_is_told_in_every_format_that_has_a_place_for_it(tmp_path: Path) -> None:
    make_archive(tmp_path, months=4, departments=5, towns=2, counties=2, windows=5, staff=5)
    for month in ("2001-02", "2001-03"):
        shutil.rmtree(tmp_path / "data" / month)
    assert report(tmp_path)["summary"]["notices"] == [{"period": "2001-04", "message": GAP}]
    told = {
        name: run("validate", "--root", str(tmp_path), "--format", name)[1]
        for name in ("text", "github", "junit", "sarif", "markdown", "gitlab")
    }
    assert f"没有核验的\n  {GAP}\n" in told["text"]
    assert told["github"].startswith(f"::notice title=没有核验的::{GAP}\n::stop-commands::")
    suites = ElementTree.fromstring(told["junit"]).findall("testsuite")
    assert [(suite.attrib["name"], suite.findtext("system-out")) for suite in suites] == [
        ("2001-01", None),
        ("2001-04", GAP),
    ]
    (invocation,) = json.loads(told["sarif"])["runs"][0]["invocations"]
    assert invocation == {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            {"level": "note", "message": {"text": GAP}, "properties": {"period": "2001-04"}}
        ],
    }
    assert "\n没有核验的：\n\n- 2001-04 的累计没有核对" in told["markdown"]
    assert json.loads(told["gitlab"]) == [], "Code Quality has a place for findings alone"


def test_a_named_month_is_judged_with_the_one_before_but_only_it_is_reported(tmp_path: Path) -> None:
    make_archive(tmp_path, months=3)
    rewrite(tmp_path / "data/2001-02/satisfaction.csv", "满意度", "满意率")
    year = tmp_path / "data/2001-02/town-volume-year.csv"
    lines = year.read_text(encoding="utf-8").split("\n")
    cells = lines[1].split(",")
    lines[1] = ",".join([*cells[:2], "1" + cells[2], *cells[3:]])
    year.write_text("\n".join(lines), encoding="utf-8")
    document = report(tmp_path, "2001-03")
    assert document["summary"]["issues"] == 1
    assert {item["period"] for item in document["findings"]} == {"2001-03"}
    assert {item["rule"] for item in document["findings"]} == {"year-to-date"}
    assert report(tmp_path, "2001-01")["findings"] == []
