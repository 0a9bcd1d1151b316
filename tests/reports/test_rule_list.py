"""`yuebao rules`: every rule with its tables and columns, and the figures that no rule covers."""

from __future__ import annotations

from tests.support.archive import ArchiveFolder
from tests.support.kept_documents import declare
from tests.support.program import run

CONTRACT = [
    *(
        "structure",
        "organization-known",
        "sequence",
        "sorted",
        "accepted-split",
        "flow-order",
        "on-time-rate",
    ),
    *(
        "total-row",
        "rank",
        "rank-points",
        "average",
        "share-of-first",
        "month-within-year",
        "table-agreement",
    ),
    *("year-to-date", "score-sum", "rank-points-agreement", "item-points", "award", "satisfaction"),
    *("date-in-month", "issue-order", "personal-data", "as-printed", "erratum"),
]


def test_every_rule_of_the_contract_is_declared_and_no_other() -> None:
    status, out, _ = run("rules")
    listed = {line.split("（")[0].strip() for line in out.split("\n") if line[:2] == "  " and line[2] != " "}
    assert status == 0
    assert listed - {"无", "satisfaction：主动评价件数"} == set(CONTRACT)


def test_a_rule_is_listed_with_its_tables_columns_and_clause() -> None:
    out = run("rules")[1]
    assert (
        "  month-within-year（not-above）\n"
        "    列：东区、西区、仁和、盐边、米易\n"
        "    列：county-comparison-year 的 东区、西区、仁和、盐边、米易\n"
        "    依据：附件4是年度累计，包含附件3的本月数。\n"
    ) in out
    assert "  as-printed（as-printed）\n    列：所有表的所有列，刊头的各键\n    依据：" in out


def test_figures_that_nothing_covers_are_listed_with_and_without_a_document(archive: ArchiveFolder) -> None:
    assert archive.run("rules").out.endswith("\n没有规则核验的数字列\n  satisfaction：主动评价件数\n")
    declare(archive)
    assert archive.run("rules").out.endswith(
        "\n没有规则核验的数字列\n  无\n"
        "\n没有规则核验的数字列，如果读不出那一期的原件\n  satisfaction：主动评价件数\n"
    )
