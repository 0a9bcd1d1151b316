"""What errata settle and never settle, and which findings are one problem."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from tests.reports.test_formats import TOTAL
from tests.support.archive import ArchiveFolder
from tests.synthetic import write_csv
from yuebao.load.registry import read_registry
from yuebao.model.finding import Finding, Status
from yuebao.model.table import Cell
from yuebao.outcome.causes import problems
from yuebao.schema.reader import Schemas

MONTH = "2003-03"
PHONE = "13800138000"
Change = Callable[[list[list[str]]], None]


def edit(root: Path, table: str, change: Change, month: str = MONTH) -> None:
    path = root / f"data/{month}/{table}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    change(rows)
    write_csv(path, rows)


def cell(row: int, column: str, text: str) -> Change:
    def change(rows: list[list[str]]) -> None:
        assert rows[row][rows[0].index(column)] != text
        rows[row][rows[0].index(column)] = text

    return change


def findings(root: Path, month: str = MONTH) -> list[dict[str, str | None]]:
    found: list[dict[str, str | None]] = json.loads(
        ArchiveFolder(root).run("validate", month, "--format", "json")[1]
    )["findings"]
    return found


def drafted(root: Path) -> list[dict[str, str]]:
    """What the program itself drafts, filled in as a reviewer does."""
    status, text, _ = ArchiveFolder(root).run("errata", "draft", MONTH, "--all")
    assert status == 0
    entries = yaml.load(text, yaml.BaseLoader) or []
    return [{**entry, "reason": "示例", "reviewer": "示例", "reviewed": "2003-04-11"} for entry in entries]


def explain(root: Path, entries: list[dict[str, str]], month: str = MONTH) -> None:
    text = yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)
    (root / f"data/{month}/errata.yaml").write_text(text, encoding="utf-8")


BROKEN = {
    "a blank in a total row": ("town-volume-month", cell(-1, "受理件", "")),
    "a blank in a row": ("town-volume-month", cell(1, "受理件", "")),
    "a figure where none may be": ("county-comparison-month", cell(-1, "月考核加分", "2")),
    "a figure too large": ("town-volume-year", cell(-1, "办结件", "999999")),
    "a summary off by one": ("volume-summary", cell(1, "单位数", "7")),
    "a rate left out": ("town-volume-month", cell(1, "按时办结率", "")),
    "a place that is blank": ("county-comparison-month", cell(1, "对比名次", "")),
}


@pytest.mark.parametrize("case", BROKEN)
def test_every_finding_is_settled_by_its_own_draft(hostile_archive: ArchiveFolder, case: str) -> None:
    edit(hostile_archive.folder, *BROKEN[case])
    before = [item for item in findings(hostile_archive.folder) if item["status"] == "open"]
    assert before
    entries = drafted(hostile_archive.folder)
    explain(hostile_archive.folder, entries)
    after = findings(hostile_archive.folder)
    told = [(item["rule"], item["row"], item["column"], item["status"]) for item in after]
    assert told == [(item["rule"], item["row"], item["column"], "explained") for item in before]
    assert hostile_archive.run("validate", MONTH)[0] == 0


def test_an_erratum_for_a_blank_settles_that_blank_alone(hostile_archive: ArchiveFolder) -> None:
    edit(hostile_archive.folder, *BROKEN["a blank in a total row"])
    entries = drafted(hostile_archive.folder)
    blanks = [
        index for index, entry in enumerate(entries) if "published" not in entry or not entry["published"]
    ]
    assert blanks
    for index in blanks:
        entries[index]["published"] = "1"
    explain(hostile_archive.folder, entries)
    assert sorted(item["status"] or "" for item in findings(hostile_archive.folder) if item["status"] != "explained") == [
        *["open"] * len(blanks), *["stale"] * len(blanks),
    ]  # fmt: skip


@pytest.mark.parametrize("entry", ["as it is found", "with the table alone", "another rule beside it"])
def test_no_erratum_settles_personal_data(hostile_archive: ArchiveFolder, entry: str) -> None:
    """Neither the number in a table, nor is anything published, whatever the entry says."""
    edit(hostile_archive.folder, "news", lambda rows: rows[1].__setitem__(1, f"示例：电话{PHONE}"))
    [found] = findings(hostile_archive.folder)
    assert (found["rule"], found["status"]) == ("personal-data", "open")
    keys = ("rule", "table", "row", "column", "value", "expected")
    full = {("published" if key == "value" else key): found[key] or "" for key in keys}
    if entry == "with the table alone":
        full = {"rule": "personal-data", "table": "news"}
    review = {"category": "原文如此", "reason": "示例", "reviewer": "示例", "reviewed": "2003-04-11"}
    written = [{**{key: text for key, text in full.items() if text}, **review}]
    if entry == "another rule beside it":
        written.append({**written[0], "rule": "date-in-month"})
    explain(hostile_archive.folder, written)
    told = [(item["rule"], item["status"]) for item in findings(hostile_archive.folder)]
    assert sorted(told) == sorted([("personal-data", "open"), *[("erratum", "stale")] * len(written)])
    said = hostile_archive.run("validate", MONTH)
    assert said[0] == 1 and "所指的规则不能用勘误说明" in said[1]
    assert hostile_archive.run("emit")[0] == 1
    assert not (hostile_archive / "docs/.emitted").exists()
    assert drafted(hostile_archive.folder) == []


@pytest.mark.parametrize("rule", ["structure", "erratum", "personal-data"])
def test_the_rules_that_nothing_explains(hostile_archive: ArchiveFolder, rule: str) -> None:
    edit(hostile_archive.folder, "satisfaction", cell(1, "满意度", "一"))
    [found] = [item for item in findings(hostile_archive.folder) if item["rule"] == "structure"]
    review = {"category": "原文如此", "reason": "示例", "reviewer": "示例", "reviewed": "2003-04-11"}
    place = {
        "table": "satisfaction",
        "column": "满意度",
        "published": "一",
        "expected": found["expected"] or "",
    }
    explain(
        hostile_archive.folder,
        [{"rule": rule, **{key: text for key, text in place.items() if text}, **review}],
    )
    told = {
        item["rule"]: item["status"]
        for item in findings(hostile_archive.folder)
        if item["status"] != "undecided"
    }
    assert told == {"structure": "open", "erratum": "stale"}


SHARED = Cell("hall", 0, "来访")


def off(difference: str, place: Cell, *evidence: Cell, expected: str = "42") -> Finding:
    return replace(
        TOTAL, table=place.table, row=str(place.row), column=place.column, cell=place, evidence=evidence,
        difference=difference, expected=expected,
    )  # fmt: skip


A, B = Cell("hall", 9, "来访"), Cell("summary", 0, "来访")


@pytest.mark.parametrize(
    ("one", "other", "groups"),
    [
        ("90", "90", 1),
        ("90", "-90", 1),
        ("-90", "90", 1),
        ("-90", "-90", 1),
        ("90", "91", 2),
        ("90", "-91", 2),
        ("0.5", "-0.5", 1),
    ],
)
def test_sums_that_share_a_cell_and_are_off_alike_are_one_problem(one: str, other: str, groups: int) -> None:
    """Whichever sign: a wrong figure makes the sum that it is in too large and the rest that it is taken from too small."""
    found = [off(one, A, SHARED), off(other, B, SHARED)]
    assert [len(problem.findings) for problem in problems(found)] == ([2] if groups == 1 else [1, 1])


def test_sums_that_share_nothing_are_problems_of_their_own() -> None:
    found = [off("90", A, SHARED), off("90", B, Cell("hall", 1, "来访"))]
    assert [len(problem.findings) for problem in problems(found)] == [1, 1]


@pytest.mark.parametrize("expected", ["≤42", "", "35%"])
def test_a_bound_or_a_rate_is_no_sum(expected: str) -> None:
    found = [off("90", A, SHARED, expected=expected), off("90", B, SHARED, expected=expected)]
    assert [len(problem.findings) for problem in problems(found)] == [1, 1]


def test_an_explained_sum_takes_part_in_no_problem() -> None:
    found = [replace(off("90", A, SHARED), status=Status.EXPLAINED), off("90", B, SHARED)]
    assert [len(problem.findings) for problem in problems(found)] == [1, 1]


# --- names that stand for two ---

HEADER = "id,type,name,aliases,code,parent,valid_from,valid_to,successors"
NAMES: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "the same name": ("a,town,甲镇,,,,,", "b,town,甲镇,,,,,", [("甲镇", "名称“甲镇”同时指 a 和 b")]),
    "an alias that is a name": ("a,town,甲镇,,,,,", "b,town,乙镇,甲镇,,,,", [("甲镇", "名称“甲镇”同时指 a 和 b")]),
    "a name that is an alias": ("a,town,甲镇,乙镇,,,,", "b,town,乙镇,,,,,", [("乙镇", "名称“乙镇”同时指 a 和 b")]),
    "two aliases": ("a,town,甲镇,丙|丁,,,,", "b,town,乙镇,丁|戊,,,,", [("丁", "名称“丁”同时指 a 和 b")]),
    "two names at once": (
        "a,town,甲镇,丙|丁,,,,",
        "b,town,乙镇,丁|丙,,,,",
        [("丁", "名称“丁”同时指 a 和 b"), ("丙", "名称“丙”同时指 a 和 b")],
    ),
    "another kind": ("a,town,甲镇,,,,,", "b,window,甲镇,,,,,", []),
    "one after the other": ("a,town,甲镇,,,,,2003-06", "b,town,甲镇,,,,2003-07,", []),
    "the other before the one": ("a,town,甲镇,,,,2003-07,", "b,town,甲镇,,,,,2003-06", []),
    "one month in common": (
        "a,town,甲镇,,,,,2003-07", "b,town,甲镇,,,,2003-07,", [("甲镇", "名称“甲镇”同时指 a 和 b")],
    ),
    "one within the other": (
        "a,town,甲镇,,,,2019-01,2021-01",
        "b,town,甲镇,,,,2020-01,2020-02",
        [("甲镇", "名称“甲镇”同时指 a 和 b")],
    ),
    "one id twice at one time": ("a,town,甲镇,,,,,", "a,town,乙镇,,,,,", [("a", "id“a”在同一时期出现了两次")]),
    "one id under two names in turn": ("a,town,甲镇,,,,,2003-06", "a,town,乙镇,,,,2003-07,", []),
    "a parent that is not there": (
        "a,window,甲,,,b,,", "c,window,丙,,,,,", [("", "parent“b”不是登记册里的 id")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NAMES)
def test_a_name_that_stands_for_two_is_told(real_schemas: Schemas, case: str) -> None:
    one, other, expected = NAMES[case]
    _, _, found = read_registry(
        f"{HEADER}\n{one},\n{other},\n".encode(), real_schemas.registry, real_schemas.organizations
    )
    line = 2 if case.startswith("a parent") else 3
    told = sorted((item.value or "", item.message, item.line) for item in found)
    assert told == [(value, message, line) for value, message in sorted(expected)]


def test_an_ambiguous_name_stops_the_archive(hostile_archive: ArchiveFolder) -> None:
    path = hostile_archive / "data/organizations.csv"
    text = path.read_text(encoding="utf-8")
    [third] = re.findall(r"^department-3,department,([^,]*),", text, re.MULTILINE)
    path.write_text(text.replace("示例&<甲>", third, 1), encoding="utf-8")
    status, said, _ = hostile_archive.run("validate")
    assert status == 1
    assert f"名称“{third}”同时指 department-1 和 department-3" in said
