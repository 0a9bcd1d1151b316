"""The made-up archives: what they hold, and that a new city and a new table need no Python."""

from __future__ import annotations

import csv
import filecmp
from pathlib import Path

import pytest

from tests.synthetic import make_archive
from yuebao.workflows.validate import validate


def findings(root: Path) -> list[str]:
    return [finding.message for finding in validate(root).findings]


@pytest.mark.parametrize(
    "sizes",
    [
        {},
        {"departments": 5, "towns": 1, "counties": 2, "windows": 5, "staff": 5},
        {"departments": 40, "towns": 23, "counties": 3, "windows": 20, "staff": 150},
        {"departments": 12, "towns": 7, "counties": 9, "windows": 6, "staff": 30, "seed": 7},
    ],
    ids=["as in the report", "smallest", "large", "nine counties"],
)
def test_another_city_is_clean_without_python(tmp_path: Path, sizes: dict[str, int]) -> None:
    months = make_archive(tmp_path, months=14, first="2003-11", **sizes)
    outcome = validate(tmp_path)
    assert outcome.findings == ()
    assert outcome.months == tuple(months) == ("2003-11", "2003-12", *(f"2004-{n:02d}" for n in range(1, 13)))


def test_organizations_that_are_renamed_stay_clean(tmp_path: Path) -> None:
    make_archive(tmp_path, months=27)
    assert findings(tmp_path) == []
    registry = (tmp_path / "data/organizations.csv").read_text(encoding="utf-8")
    assert "department-2,department,县示例二局,,,,,2002-12" in registry
    assert "department-2,department,县示例二委,,,,2003-01," in registry


def test_same_arguments_same_bytes_and_longer_begins_as_shorter(tmp_path: Path) -> None:
    for name, months in (("a", 3), ("b", 3), ("c", 5)):
        make_archive(tmp_path / name, months=months)
    for other in ("b", "c"):
        for month in ("2001-01", "2001-02", "2001-03"):
            one, two = tmp_path / "a/data" / month, tmp_path / other / "data" / month
            files = sorted(path.name for path in one.iterdir() if path.is_file())
            assert len(files) == 13
            assert filecmp.cmpfiles(one, two, files, shallow=False) == (files, [], [])


def test_every_name_is_marked_as_an_example(tmp_path: Path) -> None:
    make_archive(tmp_path, months=1)
    with (tmp_path / "data/organizations.csv").open(encoding="utf-8") as stream:
        assert all("示例" in row["name"] for row in csv.DictReader(stream))
    with (tmp_path / "data/2001-01/staff-scores.csv").open(encoding="utf-8") as stream:
        assert all(row["姓名"].startswith("示例") for row in csv.DictReader(stream))
    issue = (tmp_path / "data/2001-01/issue.yaml").read_text(encoding="utf-8")
    assert "title: 2001年1月政务服务月报（示例）" in issue and "publisher: 示例" in issue


HALL = """\
title: 大厅来访
primaryKey: [大厅]
totalRow: {column: 大厅, label: 合计}
fields:
  - {id: number, name: 序号, type: integer, grammar: count}
  - {id: hall, name: 大厅, type: string, constraints: {required: true}}
  - {id: visits, name: 来访, type: integer, grammar: count, constraints: {minimum: 0}}
rules:
  - {id: sequence, kind: sequence, source: 示例, column: 序号}
  - {id: total-row, kind: total-row, source: 示例, columns: [来访]}
"""


def test_a_new_table_is_a_schema_and_a_line_in_the_order(tmp_path: Path) -> None:
    make_archive(tmp_path, months=1)
    (tmp_path / "schemas/hall-visits.yaml").write_text(HALL, encoding="utf-8")
    order = tmp_path / "schemas/archive.yaml"
    order.write_text(
        order.read_text(encoding="utf-8").replace("- news\n", "- news\n  - hall-visits\n"), encoding="utf-8"
    )
    table = tmp_path / "data/2001-01/hall-visits.csv"
    table.write_text("序号,大厅,来访\n1,东厅,12\n2,西厅,30\n,合计,42\n", encoding="utf-8")
    assert findings(tmp_path) == []
    table.write_text("序号,大厅,来访\n1,东厅,12\n2,西厅,30\n,合计,43\n", encoding="utf-8")
    assert [(item.rule, item.table, item.value, item.expected) for item in validate(tmp_path).findings] == [
        ("total-row", "hall-visits", "43", "42")
    ]
