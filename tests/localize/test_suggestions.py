"""What is suggested for one wrong figure of each kind, and where the search ends: signs and bounds, values by hand."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.synthetic import write_csv
from tests.synthetic.hostile import MONTHS
from yuebao.localize.equations import Constraint, System
from yuebao.localize.rejudge import printed
from yuebao.localize.search import DEAREST, LARGEST, Repair, repairs
from yuebao.model.table import Cell
from yuebao.schema.reader import Schemas

NEWEST = MONTHS[-1]
Row = Callable[[dict[str, str]], bool]

PRINTED: list[tuple[str, str, str, str, str | None]] = [
    # 表、列、应为的数、现在写的，写成什么（不能写成则无）
    ("window-score-items", "加减分", "0.2", "+0.1", "+0.2"),
    ("window-score-items", "加减分", "-2", "+2", "-2"),
    ("window-score-items", "加减分", "-0.2", "+0.2", "-0.2"),
    ("town-volume-month", "受理件", "5", "4", "5"),
    ("town-volume-month", "受理件", "10", "4", "10"),
    ("town-volume-month", "受理件", "100", "4", "100"),
    ("town-volume-month", "受理件", "0", "4", "0"),
    ("town-volume-month", "受理件", "0", "", ""),
    ("town-volume-month", "受理件", "-1", "4", None),
    ("town-volume-month", "受理件", "0.5", "4", None),
    ("town-volume-month", "按时办结率", "100", "99%", None),
    ("window-scores", "得分", "105.5", "105", "105.5"),
    ("window-scores", "得分", "100", "105", "100"),
]


@pytest.mark.parametrize(("table", "column", "value", "like", "expected"), PRINTED)
def test_a_figure_as_its_column_prints_it(
    real_schemas: Schemas, table: str, column: str, value: str, like: str, expected: str | None
) -> None:
    assert printed(real_schemas.latest.tables[table].field[column], Decimal(value), like) == expected


def rows_of(root: Path, table: str) -> list[list[str]]:
    with (root / f"data/{NEWEST}/{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


SLIPS: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "a point lost": ("window-score-items", "加减分", lambda text: text.replace("+0.2", "+0.1")),
    "a sign turned": ("window-score-items", "加减分", lambda text: text.replace("+0.2", "-0.2")),
    "a digit too many": ("town-volume-month", "受理件", lambda text: f"{text}0"),
    "a digit lost": ("department-volume-month", "线上办件数", lambda text: text[:-1]),
    "a figure left out": ("department-volume-month", "线上办件数", lambda _: ""),
}


@pytest.mark.parametrize("case", SLIPS)
def test_the_wrong_figure_is_suggested_as_it_was(hostile_archive: ArchiveFolder, case: str) -> None:
    table, column, spoil = SLIPS[case]
    rows = rows_of(hostile_archive.folder, table)
    at = rows[0].index(column)
    row = next(
        row for row in rows[1:-1] if (len(row[at]) > 1 and spoil(row[at]) != row[at]) or row[at] == "6"
    )
    right = row[at]
    row[at] = spoil(right)
    write_csv(hostile_archive / f"data/{NEWEST}/{table}.csv", rows)
    status, out, _ = hostile_archive.run("validate", NEWEST)
    assert status == 1
    line = rows.index(row) + 1
    told = [text for text in out.split("\n") if "推测：" in text or f"{table}.csv:{line} " in text]
    figures = f"{row[at] or '空白'} → {right}"
    assert any(f"改为 {right}" in text or figures in text for text in told), out
    assert json.loads(hostile_archive.run("validate", NEWEST, "--format", "json")[1])["findings"]


# --- where the search ends ---


def cells(count: int) -> list[Cell]:
    return [Cell("t", row, "c") for row in range(count)]


def chain(length: int) -> System:
    """``length`` equations of two cells each, `c0 = 1`, `c1 = c0`, …: one wrong end moves all."""
    held = cells(length)
    equations = [Constraint("r", held[0], {held[0]: Decimal(1)}, Decimal(-1), None)]
    equations += [
        Constraint("r", two, {two: Decimal(1), one: Decimal(-1)}, Decimal(0), None)
        for one, two in pairwise(held)
    ]
    using = {
        cell: tuple(index for index, equation in enumerate(equations) if cell in equation.terms)
        for cell in held
    }
    return System(tuple(equations), dict.fromkeys(held, Decimal(0)), using, frozenset())


def found(system: System, price: float) -> list[Repair]:
    return list(repairs(system, 0, lambda cell, value: price))


@pytest.mark.parametrize("length", range(1, LARGEST + 1))
def test_a_chain_is_mended_whole(length: int) -> None:
    [repair] = found(chain(length), 1.0)
    assert repair.changed == dict.fromkeys(cells(length), Decimal(1))
    assert repair.price == length


def test_more_than_the_most_changes_are_no_guess() -> None:
    assert LARGEST == 4
    assert found(chain(LARGEST + 1), 0.1) == []


@pytest.mark.parametrize(("price", "count"), [(DEAREST / 2, 1), (DEAREST / 2 + 0.25, 0), (DEAREST / 4, 1)])
def test_a_repair_may_be_as_dear_as_the_bound_and_no_dearer(price: float, count: int) -> None:
    assert DEAREST == 6.0
    assert len(found(chain(2), price)) == count


@pytest.mark.parametrize("sign", [1, -1, 2, -4])
def test_what_is_lacking_is_absorbed_with_the_sign_of_the_cell(sign: int) -> None:
    one, two = cells(2)
    terms = {one: Decimal(sign), two: Decimal(1)}
    system = System(
        (Constraint("r", one, terms, Decimal(-8), None),), {one: Decimal(0), two: Decimal(4)}, {one: (0,), two: (0,)}, frozenset(),
    )  # fmt: skip
    assert [dict(repair.changed) for repair in found(system, 1.0)] == [
        {one: Decimal(4) / sign},
        {two: Decimal(8)},
    ]


def test_what_a_cell_cannot_hold_is_no_repair() -> None:
    assert list(repairs(chain(2), 0, lambda cell, value: None)) == []
