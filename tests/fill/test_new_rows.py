"""A month before its figures: which rows each table opens with, and what the masthead will say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.schema.test_read_whole import read
from yuebao.fill.new_rows import opening_masthead, opening_rows
from yuebao.model.issue import Issue
from yuebao.model.organization import Organization, Registry
from yuebao.model.table import Table
from yuebao.schema.masthead import Masthead, MastheadKey
from yuebao.schema.rule import KindNames
from yuebao.schema.table_schema import TableSchema


def entry(identity: str, name: str, since: str = "", until: str = "", kind: str = "town") -> Organization:
    return Organization(identity, kind, name, (), "", "", since, until)


REGISTRY = Registry(
    (
        replace(entry("jia", "甲镇"), aliases=("甲",)),
        entry("yi", "乙乡", "", "2026-07"),
        entry("yi", "乙镇", "2026-08"),
        entry("bing", "丙乡", "", "2026-07"),
        entry("ding", "丁乡", "2026-08"),
        entry("office", "办公室", kind="office"),
        entry("wu", "戊县", kind="county"),
    )
)
NAMES = "fields: [{id: town, name: 乡镇, names: town}, {id: cases, name: 办件, grammar: count}]\n"
EACH = "rules: [{id: known, kind: known-organizations, source: 示例, column: 乡镇, complete: true}]\n"
KEY, TOTAL = "primaryKey: [乡镇]\n", "totalRow: {column: 乡镇, label: 合计}\n"
CHOICES = """\
primaryKey: [范围, 期间]
fields:
  - {id: range, name: 范围, constraints: {enum: [乡镇, 部门]}}
  - {id: when, name: 期间, constraints: {enum: [本月, 今年, 去年]}}
  - {id: cases, name: 办件, grammar: count}
"""
KEYLESS = "fields: [{id: cases, name: 办件, grammar: count}, {id: rate, name: 率, grammar: percent}]\n"


def schema(text: str) -> TableSchema:
    return read(
        towns=text,
        report="{masthead: [示例], sections: [], attachments: [], highlights: []}",
        intake="masthead: ['(?P<name>.)']\ngrouped: {heading: '(?P<place>.)(?P<name>.)(?P<score>.)', bullet: ·}\n",
    ).latest.tables["towns"]


def table(month: str, totals: Sequence[int] = (), **texts: Sequence[str]) -> Table:
    rows = len(next(iter(texts.values())))
    columns = {name: tuple(cells) for name, cells in texts.items()}
    return Table(
        *("towns", "towns.csv", month, tuple(texts), tuple(range(2, rows + 2)), (None,) * rows),
        *(columns, {}, frozenset(), tuple(totals)),
    )


LAST = table("2026-07", [4], 乡镇=["丙乡", "乙乡", "没有", "甲", "合计"], 办件=["1", "2", "3", "4", "10"])
HEADER = ["乡镇", "办件"]


@pytest.mark.parametrize(
    ("text", "last", "names"),
    [
        # Each once: in the order of the last table, an alias as it was, those that are new after them.
        (KEY + NAMES + EACH, LAST, ["乙镇", "甲", "丁乡"]),
        (KEY + NAMES + EACH + TOTAL, LAST, ["乙镇", "甲", "丁乡", "合计"]),
        (KEY + NAMES + EACH, None, ["甲镇", "乙镇", "丁乡"]),
        (KEY + NAMES, LAST, ["乙镇", "甲"]),  # some of them once each: those of the last one
        (KEY + NAMES, table("2026-07", 乡镇=["没有"], 办件=["1"]), ["甲镇", "乙镇", "丁乡"]),
        (KEY + NAMES, None, ["甲镇", "乙镇", "丁乡"]),
        (KEY + NAMES + EACH, table("2026-07", 乡镇=["甲", "甲镇"], 办件=["", ""]), ["甲", "乙镇", "丁乡"]),
        (NAMES, LAST, []),  # an organization may stand there twice
        (NAMES + TOTAL, None, ["合计"]),
        ("primaryKey: [乡镇, 办件]\n" + NAMES, LAST, []),
    ],
)
def test_the_organizations_of_the_month(text: str, last: Table | None, names: list[str]) -> None:
    assert opening_rows(schema(text), REGISTRY, "2026-08", last) == [HEADER, *([name, ""] for name in names)]


@pytest.mark.parametrize(
    ("text", "last", "rows"),
    [
        (KEYLESS, None, []),
        ("rowCount: 2\n" + KEYLESS, None, [["", ""], ["", ""]]),
        ("rowCount: 2\n" + KEYLESS, table("2026-07", 办件=["1", "2"], 率=["", ""]), [["", ""], ["", ""]]),
        ("rowCount: 2\nprimaryKey: [办件]\n" + KEYLESS, None, []),
        (
            CHOICES,
            None,
            [[one, other, ""] for other in ("本月", "今年", "去年") for one in ("乡镇", "部门")],
        ),
        (
            CHOICES,
            table("2026-07", [1], 范围=["部门", "合计", "乡镇"], 期间=["今年", "", "本月"], 办件=["1", "3", "2"]),
            [["部门", "今年", ""], ["乡镇", "本月", ""]],
        ),
        (CHOICES, table("2026-07", 范围=[], 期间=[], 办件=[]), [["乡镇", "本月", ""], ["部门", "本月", ""]]),
        (CHOICES.replace(", 期间]", "]"), None, [["乡镇", "", ""], ["部门", "", ""]]),
        (CHOICES.replace("constraints: {enum: [本月, 今年, 去年]}", "unit: 月"), None, []),
    ],
)  # fmt: skip
def test_rows_that_are_known_otherwise(text: str, last: Table | None, rows: list[list[str]]) -> None:
    read_rows = opening_rows(schema(text), REGISTRY, "2026-08", last)
    assert read_rows[: len(rows) + 1][1:] == rows
    if last is None or len(last):
        assert len(read_rows) == len(rows) + 1


# --- the masthead ---

ROLES = {
    **{"title": "name", "published": "day", "publisher": "by", "year": "of"},
    **{"number": "no", "total_number": "all", "home": "place"},
}
MASTHEAD = Masthead(
    tuple(
        MastheadKey(
            key,
            "示例",
            "date" if role == "published" else "integer" if role in ("year", "number", "total_number") else "text",
            role=role,  # type: ignore[arg-type]
            names=KindNames(("county",) if role == "home" else ()),
        )
        for role, key in ROLES.items()
    )
)  # fmt: skip


def issue(**values: Any) -> Issue:
    whole: Mapping[str, Any] = {
        **{"name": "2026年7月的月报", "day": date(2026, 8, 11), "by": "示例局", "place": "戊县"},
        **{"of": 2026, "no": 5, "all": 143},
        **values,
    }
    return Issue({key: value for key, value in whole.items() if value is not None}, ROLES, ())


@pytest.mark.parametrize(
    ("month", "last", "last_month", "expected"),
    [
        ("2026-08", None, None, {"of": "2026", "place": "戊县"}),
        (
            "2026-08",
            issue(),
            "2026-07",
            {"of": "2026", "by": "示例局", "place": "戊县", "no": "6", "all": "144", "name": "2026年8月的月报"},
        ),
        (
            "2026-09",  # an issue is missing in between
            issue(),
            "2026-07",
            {"of": "2026", "by": "示例局", "place": "戊县", "name": "2026年9月的月报"},
        ),
        (
            "2027-01",
            issue(name="2026年12月的月报", no=11),
            "2026-12",
            {"of": "2027", "by": "示例局", "place": "戊县", "no": "1", "all": "144", "name": "2027年1月的月报"},
        ),
        (
            "2027-01",  # it counts itself to the year after its period
            issue(name="2026年12月的月报", no=11, of=2027),
            "2026-12",
            {"of": "2027", "by": "示例局", "place": "戊县", "no": "12", "all": "144", "name": "2027年1月的月报"},
        ),
        ("2026-08", issue(no=None, by=None, name="月报"), "2026-07", {"of": "2026", "place": "戊县", "all": "144"}),
        (
            "2026-08",
            issue(all=None, place=None),
            "2026-07",
            {"of": "2026", "by": "示例局", "no": "6", "name": "2026年8月的月报"},
        ),
    ],
)  # fmt: skip
def test_what_the_masthead_will_say(
    month: str, last: Issue | None, last_month: str | None, expected: dict[str, str]
) -> None:
    assert opening_masthead(MASTHEAD, month, last, last_month, REGISTRY) == expected


def test_the_place_of_the_first_issue_where_there_are_several() -> None:
    two = Registry((*REGISTRY.organizations, entry("ji", "己县", kind="county")))
    assert opening_masthead(MASTHEAD, "2026-08", None, None, two) == {"of": "2026"}
    bare = Masthead(tuple(key for key in MASTHEAD.keys if key.role in ("title", "published", "home")))
    assert opening_masthead(bare, "2026-08", None, None, REGISTRY) == {"place": "戊县"}
