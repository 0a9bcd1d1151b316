"""The public JSON of the published month."""

from __future__ import annotations

import json

from tests.support.archive import MONTH, REAL_MONTH
from tests.support.program import run

FINDING = [
    *("rule", "status", "period", "table", "file", "line", "row", "column", "address", "cell"),
    *("value", "expected", "difference", "break", "against", "message", "remedy"),
]


CELLS = 32 * 8 + 2 * 12 * 8 + 32 * 10 + 32 * 9 + 11 * 3 + 44 * 4 + 84 * 4 + 4 * 9 + 4 + 22 * 3 + 6 * 2
"""Every cell of the twelve tables, rows by columns."""
PROVEN = CELLS + 12 + 6 + 7
"""What the document proves: each cell, the order of each table, what it states of the masthead, which is all but
the county, and its paragraphs that state figures."""


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
        "passed": 1620 + PROVEN,
        "failed": 21,
        "inapplicable": 3 + 1,
        "rules_evaluated": 1620 + PROVEN + 21,
        "silent_rules": [],
        "left": [],
        "notices": [],
    }
    assert [list(item) for item in document["findings"]] == [FINDING] * 21
    assert [item for item in document["findings"] if item["column"] == "东区"][-2] == {
        "rule": "total-row",
        "status": "explained",
        "period": REAL_MONTH,
        "table": "county-comparison-month",
        "file": f"{MONTH}/county-comparison-month.csv",
        "line": 33,
        "row": "合计",
        "column": "东区",
        "address": "C33",
        "cell": "#county-comparison-month.total.dongqu",
        "value": "2057",
        "expected": "392",
        "difference": "1665",
        "break": None,
        "against": None,
        "message": "“东区”公布为 2057，以上 31 行之和应为 392，相差 1665",
        "remedy": "请对照原报告核对此格与所依据的各格；若报告原文如此，请在 errata.yaml 中说明原因。",
    }
