"""How the assertions ended is told in every format that has room for it: GitLab's list holds nothing but what blocks."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest

from yuebao.model.finding import Tally
from yuebao.outcome.outcome import Outcome
from yuebao.reports.registry import FORMATS, named_format

OUTCOME = Outcome(
    months=("2021-06", "2021-07"),
    findings=(),
    tallies={
        "2021-06": (Tally("t", ("甲",), 11, 0, 0, 0, 7),),
        "2021-07": (Tally("t", ("甲",), 20, 3, 0, 3, 4), Tally("", ("乙",), 1, 0, 0, 0, 2)),
    },
)
"""32 passed, 3 failed and explained, 13 do not apply."""
WORDS = "共 2 期，核验 35 项，另有 13 项不适用"


@pytest.mark.parametrize("name", ["text", "github", "markdown", "html"])
def test_in_words(name: str) -> None:
    assert WORDS in named_format(name)(OUTCOME)


def test_in_json() -> None:
    summary = json.loads(named_format("json")(OUTCOME))["summary"]
    assert (summary["passed"], summary["failed"], summary["inapplicable"]) == (32, 3, 13)


def test_in_sarif() -> None:
    (run,) = json.loads(named_format("sarif")(OUTCOME))["runs"]
    assert run["properties"] == {
        "passed": 32, "failed": 3, "undecided": 0, "explained": 3, "inapplicable": 13,
    }  # fmt: skip


def test_in_junit() -> None:
    suites = ET.fromstring(named_format("junit")(OUTCOME).encode())
    told = [{each.get("name"): each.get("value") for each in suite.iter("property")} for suite in suites]
    assert told == [
        {"passed": "11", "failed": "0", "undecided": "0", "explained": "0", "inapplicable": "7"},
        {"passed": "21", "failed": "3", "undecided": "0", "explained": "3", "inapplicable": "6"},
    ]


def test_no_format_is_forgotten() -> None:
    assert set(FORMATS) == {"text", "github", "markdown", "json", "sarif", "junit", "gitlab", "html"}
