"""Nothing takes more than its share: at ten times the size, the time a unit is within twice.

Lines, findings, errata, columns, registered names, empty lines, one after another and damaged in every way that a whole
month can be.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.rules import bench_of, schemas_of
from tests.support.growth import BOUND, growth
from tests.synthetic import make_archive
from yuebao.load.errata import read_errata
from yuebao.load.registry import read_registry
from yuebao.load.table import read_table
from yuebao.model.finding import Finding, Status
from yuebao.model.month import Month
from yuebao.model.suggestion import Assertion, Change, Suggestion
from yuebao.model.table import Cell
from yuebao.outcome.causes import problems
from yuebao.outcome.errata import settle
from yuebao.outcome.outcome import MonthVerdict, Outcome, gather
from yuebao.reports.errata_draft import render as draft
from yuebao.reports.registry import FORMATS, named_format
from yuebao.rules.engine import Verdicts, check_month
from yuebao.rules.scope import Scope
from yuebao.workflows.judge import Standing, read_month, read_standing, scope_of

pytestmark = pytest.mark.race

MONTH = "2001-02"
SIZE = 20
"""Departments, towns, windows and half the staff of the smaller month."""
Row = list[str]
Damage = Callable[[list[Row]], Iterable[Row]]


def figures(change: Callable[[int, str], str]) -> Damage:
    """Every count changed, by the number of its row."""
    return lambda rows: [
        [change(number, cell) if cell.isdigit() else cell for cell in row] for number, row in enumerate(rows)
    ]


DAMAGES: dict[str, Damage] = {
    "sound": lambda rows: rows,
    "every figure off by its own amount": figures(lambda number, cell: str(int(cell) + number + 1)),
    "every figure off by one": figures(lambda number, cell: str(int(cell) + 1)),
    "every figure unreadable": figures(lambda number, cell: f"x{cell}"),
    "every figure blank": figures(lambda number, cell: ""),
    "every name unknown": lambda rows: [
        [cell if cell.isdigit() else f"{cell}错" for cell in row] for row in rows
    ],
    "one name throughout": lambda rows: [[*row[:1], rows[0][1], *row[2:]] for row in rows],
    "an empty line after each": lambda rows: [line for row in rows for line in (row, [""] * len(row))],
    "as many empty lines at the end": lambda rows: [*rows, *([""] * len(row) for row in rows)],
    "every line twice": lambda rows: [*rows, *rows],
    "every line too short": lambda rows: [row[:-1] for row in rows],
    "every line too long": lambda rows: [[*row, "1"] for row in rows],
    "backwards": lambda rows: rows[::-1],
    "nothing but totals": lambda rows: [["", "合计", *row[2:]] for row in rows],
}


@cache
def spoilt(size: int, damage: str) -> tuple[Standing, Month, Scope]:
    """A month of that size, every table of it damaged, as it was read."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        make_archive(root, months=2, departments=size, towns=size, windows=size, staff=2 * size)
        for path in sorted((root / "data" / MONTH).glob("*.csv")):
            header, *rows = csv.reader(path.read_text(encoding="utf-8").split("\n")[:-1])
            path.write_text(csv_of([header, *DAMAGES[damage](rows)]), encoding="utf-8")
        standing = read_standing(root)
        month, previous = read_month(standing, MONTH)
        return standing, month, scope_of(standing, month, previous)


def csv_of(rows: Iterable[Row]) -> str:
    stream = StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def checked(size: int, damage: str) -> tuple[Standing, Month, Scope, Verdicts]:
    standing, month, scope = spoilt(size, damage)
    return standing, month, scope, check_month(month, scope)


@pytest.mark.parametrize("damage", DAMAGES)
def test_checking(damage: str) -> None:
    def work(size: int) -> Callable[[], object]:
        _, month, scope = spoilt(size, damage)
        return lambda: check_month(month, replace(scope))

    assert growth(work, SIZE) <= BOUND


@pytest.mark.parametrize("damage", DAMAGES)
def test_reading(damage: str) -> None:
    def work(size: int) -> Callable[[], object]:
        standing, month, _ = spoilt(size, damage)
        texts = [
            (schema, month.texts[f"data/{MONTH}/{name}.csv"].encode())
            for name, schema in standing.schemas.latest.tables.items()
        ]
        judges = standing.reader.judges(standing.schemas.latest)

        def read() -> None:
            for schema, content in texts:
                read_table(content, schema, judges[schema.name], MONTH, f"{schema.name}.csv")

        return read

    assert growth(work, SIZE) <= BOUND


@pytest.mark.parametrize("damage", DAMAGES)
def test_reporting(damage: str) -> None:
    """Grouping what has one cause, every format, the draft of errata."""

    def work(size: int) -> Callable[[], object]:
        _, month, _, verdicts = checked(size, damage)
        outcome = gather([MonthVerdict(MONTH, settle(month, verdicts.findings), verdicts.tallies)])
        return partial(reported, outcome)

    assert growth(work, SIZE) <= BOUND


@pytest.mark.parametrize("barred", [1, 0], ids=["all of it barred", "nothing barred"])
def test_what_blocks_in_a_draft(barred: int) -> None:
    def work(size: int) -> Callable[[], object]:
        found = tuple(finding(number) for number in range(size))
        verdict = MonthVerdict(MONTH, found, (), draft="示例", barred=tuple(range(size * barred)))
        return lambda: gather([verdict]).blocking

    assert growth(work, 300) <= BOUND


def reported(outcome: Outcome) -> None:
    for name in FORMATS:
        named_format(name)(outcome)
    draft(outcome.findings[:100])


def finding(number: int, **others: object) -> Finding:
    known = {
        "rule": "total-row", "status": Status.OPEN, "month": MONTH, "table": "t", "file": "t.csv", "message": "示例",
        "remedy": "示例", "line": number + 2, "row": str(number), "column": "甲", "value": "1", "expected": "2",
        "difference": str(number + 1), "cell": Cell("t", number, "甲"), "evidence": (Cell("t", number, "乙"),),
    }  # fmt: skip
    return Finding(**{**known, **others})  # type: ignore[arg-type]


GROUPS: dict[str, Callable[[int], Finding]] = {
    "alone": finding,
    "rows alike": lambda number: finding(number, difference="1"),
    "pairs that share a cell": lambda number: finding(
        number, difference=str(number // 2), evidence=(Cell("t", number // 2, "乙"),)
    ),
    "all of one cell": lambda number: finding(number, difference="1", evidence=(Cell("t", 0, "乙"),)),
    "a chain": lambda number: finding(
        number, difference="1", evidence=(Cell("t", number, "乙"), Cell("t", number + 1, "乙"))
    ),
    "unreadable": lambda number: finding(number, rule="structure", difference=None),
    "undecided": lambda number: finding(
        number, status=Status.UNDECIDED, difference=None, evidence=(Cell("t", 0, "乙"),)
    ),
    "cause and consequence": lambda number: finding(
        number // 2,
        **({"rule": "structure"} if number % 2 else {"status": Status.UNDECIDED}),
        difference=None,
    ),
    "stale": lambda number: finding(number, rule="erratum", status=Status.STALE, difference=None),
    "stale beside open": lambda number: finding(
        number // 2,
        **({"rule": "erratum", "status": Status.STALE, "difference": None} if number % 2 else {}),
    ),
    "all of one place": lambda number: finding(0, difference=str(number)),
    "a table that cannot be read": lambda number: finding(
        number, rule="structure", line=1, cell=None, evidence=(), difference=None
    ),
}


@pytest.mark.parametrize("group", GROUPS)
def test_grouping(group: str) -> None:
    def work(size: int) -> Callable[[], object]:
        found = [GROUPS[group](number) for number in range(size)]
        return lambda: problems(found)

    assert growth(work, 1000) <= BOUND


def test_grouping_months_with_suggestions() -> None:
    def suggestion(month: str, item: Finding) -> Suggestion:
        assert item.cell is not None
        change = Change(item.cell, "t.csv", 2, "1", "甲", "A2", "1", "2", "")
        return Suggestion(month, (change,), (Assertion.of(item),), ())

    def work(size: int) -> Callable[[], object]:
        found = [finding(number, month=f"{number:06d}") for number in range(size)]
        suggestions = [suggestion(item.month, item) for item in found]
        return lambda: problems(found, suggestions)

    assert growth(work, 300) <= BOUND


ENTRY = """\
- rule: total-row
  table: t
  row: "{0}"
  column: 甲
  published: "1"
  expected: "{1}"
  category: 待核
  reason: 示例
  reviewer: 示例
  reviewed: 2026-09-01
"""


@pytest.mark.parametrize("expected", ["2", "3"], ids=["settled", "stale"])
def test_errata(expected: str) -> None:
    def work(size: int) -> Callable[[], object]:
        text = "".join(ENTRY.format(number, expected) for number in range(size))
        found = [finding(number) for number in range(size)]
        month = Month(MONTH, f"data/{MONTH}", None, {}, (), (), {})

        def run() -> None:
            errata, _, problems = read_errata(text.encode())
            assert (len(errata), problems) == (size, [])
            settle(replace(month, errata=errata), found)

        return run

    assert growth(work, 60) <= BOUND


def test_errata_of_one_place() -> None:
    def work(size: int) -> Callable[[], object]:
        errata = read_errata((ENTRY.format(0, 2) + ENTRY.format(0, 3)).encode())[0]
        month = Month(MONTH, f"data/{MONTH}", None, {}, errata * size, (), {})
        found = [finding(0) for _ in range(size)]
        return lambda: settle(month, found)

    assert growth(work, 300) <= BOUND


NAMES: dict[str, Callable[[int], str]] = {
    "names of their own": lambda number: f"o{number},department,局{number},办{number},,,,,",
    "one name": lambda number: f"o{number},department,局,,,,,,",
    "one id": lambda number: f"o,department,局{number},,,,,,",
    "one name, one month after another": lambda number: (
        f"o{number},department,局,,,,{number + 1000:04d}-01,{number + 1000:04d}-12,"
    ),
    "no parent": lambda number: f"o{number},window,窗{number},,,nobody,,,",
    "many aliases": lambda number: (
        f"o{number},department,局{number},{'|'.join(f'别{number}{n}' for n in range(20))},,,,,"
    ),
    "each merged into the next": lambda number: f"o{number},town,镇{number},,,,,2025-12,o{number + 1}",
    "all merged into one": lambda number: (
        f"o{number},town,镇{number},,,,,{'' if number == 0 else '2025-12'},{'o0' if number else ''}"
    ),
}


@pytest.mark.parametrize("names", NAMES)
def test_registry(names: str) -> None:
    schemas = schemas_of({"t": "名称"}, {})

    def work(size: int) -> Callable[[], object]:
        header = "id,type,name,aliases,code,parent,valid_from,valid_to,successors"
        lines = [header, *map(NAMES[names], range(size))]
        content = "\n".join(lines).encode()
        return lambda: read_registry(content, schemas.registry, schemas.organizations)

    assert growth(work, 400) <= BOUND


WIDE: dict[str, Callable[[int], str]] = {
    "empty columns": lambda size: f"名称,甲{',' * size}\n一局,3{',' * size}",
    "unknown columns": lambda size: "\n".join(
        [f"名称,甲,{','.join(f'列{number}' for number in range(size))}", f"一局,3{',1' * size}"]
    ),
    "unknown columns first": lambda size: "\n".join(
        [f"{','.join(f'列{number}' for number in range(size))},名称,甲", f"{'1,' * size}一局,x"]
    ),
    "short lines below a long header": lambda size: "\n".join(
        [f"名称,甲,{','.join(f'列{number}' for number in range(size))}", *["一局,3"] * size]
    ),
    "long lines below a short header": lambda size: "\n".join(["名称,甲", *["一局,3,,,,"] * size]),
    "one long line": lambda size: f"名称,甲\n一局,3{',1' * size}",
    "empty lines as Excel leaves them": lambda size: "\n".join(["名称,甲", "一局,3", *[","] * size]),
    "empty lines": lambda size: f"名称,甲\n一局,3{chr(10) * size}",
    "duplicates": lambda size: "\n".join(["名称,甲", *["一局,3"] * size]),
}


@pytest.mark.parametrize("shape", WIDE)
def test_shapes_of_a_table(shape: str) -> None:
    layout, judges = bench_of({"t": "名称,甲"}, {})

    def work(size: int) -> Callable[[], object]:
        content = WIDE[shape](size).encode()

        def read() -> None:
            _, _, found = read_table(content, layout.tables["t"], judges["t"], MONTH, "t.csv")
            problems(found)

        return read

    assert growth(work, 600) <= BOUND
