"""Properties over many made-up months, and readers fed with whatever may come. Bounded in time; longer by hand:
`make fuzz`."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.example_month import example
from tests.support.fuzzing import examples
from tests.support.masthead import DECLARED
from tests.support.one_figure import changed_text, written
from tests.support.repository import ROOT
from tests.synthetic import make_archive
from tests.synthetic.explained import EXPLAINED
from yuebao.load.csv_text import read_records
from yuebao.load.errata import read_errata
from yuebao.load.fields import FieldJudge, judges_of
from yuebao.load.files import decode
from yuebao.load.issue import read_issue
from yuebao.load.table import read_table
from yuebao.model.fault import Fault
from yuebao.model.finding import Status
from yuebao.model.month import Month
from yuebao.model.table import Table
from yuebao.rules.engine import check_month
from yuebao.rules.registry import PARAMS
from yuebao.schema.reader import read_schemas
from yuebao.workflows.judge import Standing, judge_month, read_month, read_standing, scope_of
from yuebao.workflows.validate import validate

CITIES = st.fixed_dictionaries(
    {
        "departments": st.integers(5, 12),
        "towns": st.integers(1, 5),
        "counties": st.integers(2, 7),
        "windows": st.just(5),
        "staff": st.integers(15, 24),
        "seed": st.integers(0, 10**6),
        "first": st.sampled_from(["2001-01", "2003-11", "2010-06"]),
    }
)


@pytest.mark.slow
@examples(8)
@given(CITIES)
def test_a_generated_archive_is_clean(city: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        make_archive(Path(folder), months=3, **city)
        assert validate(Path(folder), keep=False).findings == ()


# --- any single change to a figure ---


@cache
def made_up() -> tuple[Standing, list[tuple[Month, Month | None]]]:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        names = make_archive(root, months=3, departments=9, towns=4, windows=6, staff=20, seed=11)
        standing = read_standing(root)
        return standing, [read_month(standing, name) for name in names]


def figures(standing: Standing, month: Month) -> list[tuple[str, int, str]]:
    return [
        (name, row, field.name)
        for name, schema in standing.schemas.latest.tables.items()
        for field in schema.fields
        if field.grammar
        for row in range(len(month.tables[name]))
    ]


def out_of_reach(table: Table, row: int, column: str, old: str, new: str) -> bool:
    """What `tests/real_month/test_real_month.py` lists by name, said of any month: see scripts/handbook/trust.md."""
    name, key = table.name, table.keys[row]
    if column == "按时办结率":
        return row not in table.totals and key != "乡镇 / 本月" and "" not in (old, new) and rate(new) <= 100
    if name == "satisfaction":
        return column != "差评件数" or "0" not in (old, new)
    return name == "staff-scores" or (name, key) == ("volume-summary", "县级部门 / 今年以来")


def rate(text: str) -> Decimal:
    return Decimal(text.removesuffix("%"))


@pytest.mark.slow
@examples(100)
@given(st.data())
def test_any_single_change_to_a_figure_is_found(data: st.DataObject) -> None:
    standing, months = made_up()
    month, previous = months[data.draw(st.integers(0, len(months) - 1))]
    name, row, column = data.draw(st.sampled_from(figures(standing, month)))
    table = month.tables[name]
    old = table.texts[column][row]
    step = st.integers(-30, 30).filter(bool).map(lambda by: changed_text(old, by))
    new = data.draw(st.one_of(step, st.just("")))
    assume(new is not None and new != old and not {old, new} <= {"", "0", "-"})
    assume(not out_of_reach(table, row, column, old, new or ""))
    lines = [list(cells) for cells in zip(*(table.texts[each] for each in table.header), strict=True)]
    lines[row][table.header.index(column)] = new or ""
    content = written(table.header, lines).encode()
    judges = judges_of(standing.schemas.latest.tables)
    changed, _, problems = read_table(
        content, standing.schemas.latest.tables[name], judges[name], month.month, "t.csv"
    )
    assert changed is not None
    after = replace(month, tables={**month.tables, name: changed}, problems=tuple(problems))
    found = check_month(after, scope_of(standing, after, previous)).findings
    assert [item for item in found if item.status in (Status.OPEN, Status.UNDECIDED)] != [], (
        name,
        row,
        column,
        old,
        new,
    )


# --- the readers ---

TOWN, ISSUE, ERRATA = (
    example().text(name).encode() for name in ("town-volume-month.csv", "issue.yaml", "errata.yaml")
)
PIECES = [
    *(b",", b"\n", b"\r\n", b'"', b'""', b"\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe5\x90", "合计".encode()),
    *(
        "１２".encode(),
        b"-",
        b"%",
        b"1e9",
        b"NaN",
        b": ",
        b"- ",
        b"&a ",
        b"*a",
        b"[",
        b"{",
        b"!!python/x ",
        b"\t",
        b"<<: ",
    ),
    "\u2028\u202e".encode(),
]


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """The file cut, with pieces put in and taken out."""
    content = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 12)))
        content[start:end] = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)))
    return (
        bytes(content[: draw(st.integers(0, len(content)))])
        if draw(st.integers(0, 5)) == 0
        else bytes(content)
    )


@examples(250)
@given(st.one_of(damaged(TOWN), st.binary(max_size=200)))
def test_a_damaged_table_is_read_or_told(content: bytes) -> None:
    schema = example().standing.schemas.latest.tables["town-volume-month"]
    table, _, found = read_table(content, schema, judges()[schema.name], EXPLAINED, "t.csv")
    assert all(item.message and item.remedy and item.rule == "structure" for item in found)
    if table is None:
        assert found
    elif not found:
        assert csv_rows(content) == [list(row) for row in rows_of(table)]


def rows_of(table: Table) -> list[tuple[str, ...]]:
    return [table.header, *zip(*(table.texts[column] for column in table.header), strict=True)]


def csv_rows(content: bytes) -> list[list[str]]:
    """What the standard library reads from the same bytes."""
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


@examples(60)
@given(damaged(TOWN))
def test_a_damaged_table_never_stops_the_judging(content: bytes) -> None:
    standing, month, *_ = example()
    schema = standing.schemas.latest.tables["town-volume-month"]
    table, _, problems = read_table(content, schema, judges()[schema.name], EXPLAINED, "t.csv")
    tables = {name: each for name, each in month.tables.items() if name != schema.name}
    if table is not None:
        tables[schema.name] = table
    verdict = judge_month(standing, replace(month, tables=tables, problems=tuple(problems)), None)
    same = table is not None and table.texts == month.tables[schema.name].texts
    clean = all(item.status is Status.EXPLAINED for item in verdict.findings)
    assert not clean or same, "another table passes"


@examples(300)
@given(st.one_of(damaged(ISSUE), damaged(ERRATA), st.binary(max_size=200)))
def test_damaged_yaml_is_read_or_told(content: bytes) -> None:
    issue, _, problems = read_issue(content, EXPLAINED, DECLARED)
    assert issue is not None or problems
    read_errata(content)
    text = decode(content)
    if isinstance(text, str):
        read_records(text)


@cache
def schemas() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").glob("*.yaml")}


@examples(120)
@given(st.sampled_from(sorted(schemas())), st.data())
def test_a_damaged_schema_is_a_fault_or_still_one(name: str, data: st.DataObject) -> None:
    content = data.draw(damaged(schemas()[name].encode()))
    try:
        read_schemas({**schemas(), name: content.decode("utf-8", errors="replace")}, PARAMS)
    except Fault as fault:
        assert str(fault).startswith("schemas/")


@cache
def judges() -> dict[str, dict[str, FieldJudge]]:
    return dict(judges_of(example().standing.schemas.latest.tables))
