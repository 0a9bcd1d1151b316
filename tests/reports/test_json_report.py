"""The public JSON: keys, values, order and counts, with three months of which the first is bad."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.support.archive import ArchiveFolder, cell, made_archive
from tests.synthetic import SMALL


def report(archive: ArchiveFolder, *arguments: str) -> Any:
    return json.loads(archive.run("validate", *arguments, "--format", "json").out)


def test_three_months_the_first_one_bad(archive: ArchiveFolder) -> None:
    archive.edit("data/2003-11/satisfaction.csv", "满意度", "满意率")
    archive.write("data/2003-11/news.csv", "日期,内容\n2003-12-01,示例\n")
    (archive / "data/2004-13").mkdir()
    document = report(archive)
    found = [
        (item["period"], item["table"], item["line"], item["column"], item["rule"], item["status"])
        for item in document["findings"]
    ]
    assert found == [
        (None, None, None, None, "structure", "open"),
        ("2003-11", "news", 2, "日期", "date-in-month", "open"),
        ("2003-11", "satisfaction", None, None, "satisfaction", "undecided"),
        ("2003-11", "satisfaction", None, None, "satisfaction", "undecided"),
        ("2003-11", "satisfaction", 1, None, "structure", "open"),
    ]
    assert {key: document["summary"][key] for key in ("issues", "open", "undecided")} == {
        "issues": 3,
        "open": 3,
        "undecided": 2,
    }


GAP = (
    "2001年4月的累计只核对了不低于2001年1月的累计与本月数之和：2001年2月至2001年3月没有收入档案，《年度乡镇一体化平台办件量》的 year-to-date、"
    "《年度各县（区）一体化平台办件对比表》的 year-to-date 不能逐格推算"
)


def test_what_a_gap_leaves_unchecked_is_told_in_every_format_that_has_a_place_for_it(tmp_path: Path) -> None:
    archive = made_archive(tmp_path, 4, **SMALL)
    for month in ("2001-02", "2001-03"):
        shutil.rmtree(tmp_path / "data" / month)
    assert report(archive)["summary"]["notices"] == [{"period": "2001-04", "message": GAP}]
    told = {
        name: archive.run("validate", "--format", name).out
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
    assert "\n没有核验的：\n\n- 2001年4月的累计只核对了" in told["markdown"]
    assert json.loads(told["gitlab"]) == [], "Code Quality has a place for findings alone"


def test_a_named_month_is_judged_with_the_one_before_but_only_it_is_reported(tmp_path: Path) -> None:
    archive = made_archive(tmp_path, 3, **SMALL)
    archive.edit("data/2001-02/satisfaction.csv", "满意度", "满意率")
    year = "data/2001-02/town-volume-year.csv"
    archive.edit(year, cell("1", "申请件", "1" + archive.rows(year)[1][2]))
    document = report(archive, "2001-03")
    assert document["summary"]["issues"] == 1
    assert {item["period"] for item in document["findings"]} == {"2001-03"}
    assert {item["rule"] for item in document["findings"]} == {"year-to-date"}
    assert report(archive, "2001-01")["findings"] == []
