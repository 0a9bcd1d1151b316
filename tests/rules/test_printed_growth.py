"""Comparing with a document takes no more than its share, whatever is wrong with the table: at ten times the rows, the time a
row is within twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from tests.rules import issue, surroundings
from tests.rules.test_as_printed import RULES, document
from tests.support.growth import BOUND, growth
from yuebao.model.issue import Absence
from yuebao.rules.engine import notices
from yuebao.rules.kinds.as_printed import Params, in_table

pytestmark = pytest.mark.race

SIZE = 200
Row = list[str]


def shuffled(rows: list[Row]) -> list[Row]:
    return Random(143).sample(rows, len(rows))


DAMAGES: dict[str, Callable[[list[Row]], list[Row]]] = {
    "sound": lambda rows: rows,
    "every figure another": lambda rows: [[number, name, count + "1"] for number, name, count in rows],
    "every name another": lambda rows: [[number, f"新{name}", count] for number, name, count in rows],
    "nothing alike": lambda rows: [[f"9{number}", f"新{name}", count + "1"] for number, name, count in rows],
    "every second row lost": lambda rows: rows[::2],
    "every row twice": lambda rows: [row for row in rows for _ in range(2)],
    "backwards": lambda rows: rows[::-1],
    "shuffled": shuffled,
    "shuffled and numbered anew": lambda rows: [
        [str(number), *row[1:]] for number, row in enumerate(shuffled(rows), 1)
    ],
    "all alike": lambda rows: [["1", "一局", "1"] for _ in rows],
}


def comparing(damage: str) -> Callable[[int], Callable[[], object]]:
    def work(size: int) -> Callable[[], object]:
        rows = [[str(number), f"单位{number}", str(number * 7)] for number in range(1, size + 1)]
        own, printed = (
            "\n".join(",".join(row) for row in [["号", "键", "甲"], *lines]) + "\n"
            for lines in (DAMAGES[damage](rows), rows)
        )
        month, scope = surroundings({"t": own}, RULES)
        scope = replace(scope, printed=(document(printed),))
        return lambda: list(in_table(Params(), month.tables["t"], scope))

    return work


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_table_of_ten_times_the_rows_takes_ten_times_as_long(damage: str) -> None:
    assert growth(comparing(damage), SIZE) <= BOUND


def test_what_is_said_to_be_absent_cell_by_cell() -> None:
    """Each cell of a column, which the document leaves blank too."""

    def work(size: int) -> Callable[[], object]:
        text = "号,名称,甲\n" + "".join(f"{number},单位{number},\n" for number in range(1, size + 1))
        names = [f"单位{number}" for number in range(1, size + 1)]
        absent = tuple(Absence("t", "甲", name, "示例", "示例", date(2026, 8, 6), 1) for name in names)
        _, scope = surroundings({"t": text}, RULES, issue=replace(issue(7, 7, "2026-08-05"), absent=absent))
        scope = replace(scope, printed=(document(text),))
        return lambda: list(notices(scope.layout, scope))

    assert growth(work, SIZE) <= BOUND
