"""A condition between columns: where one holds another one has to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from yuebao.model.table import Table
from yuebao.rules.condition import Condition, formula, holds, wanted, words
from yuebao.rules.kind import Example, RowFormula, TableKind, Value
from yuebao.rules.row_figures import cells
from yuebao.rules.scope import Scope
from yuebao.rules.verdict import EXPLAIN, INAPPLICABLE, PASSED, Break, Undecided, Verdict
from yuebao.schema.rule import Column


@dataclass(frozen=True, slots=True)
class Params:
    """Where all conditions of ``given`` hold, those of ``then`` do; with ``both``, nowhere else."""

    then: Annotated[tuple[Condition, ...], "这时应当成立的条件，都要成立"]
    given: Annotated[tuple[Condition, ...], "前提，都成立才算；不写则每一行都要合乎 then"] = ()
    both: Annotated[bool, "true：前提不成立时，then 也不可成立"] = False

    def __post_init__(self) -> None:
        if self.both and not self.given:
            raise ValueError("写了 both，就要写前提 given")


def check(params: Params, table: Table, scope: Scope) -> Iterator[Verdict]:
    """Every row in which the first conditions hold, the total row included; with ``both`` every row. Inapplicable where
    there is none. A blank is no text, and among figures counts as 0."""
    asserted = False
    columns = tuple(dict.fromkeys(test.column for test in (*params.then, *params.given)))
    for row in range(len(table)):
        given, then = holds(params.given, table, row), holds(params.then, table, row)
        if given is False and not params.both:
            continue
        asserted = True
        if given is None or then is None:
            yield _undecided(table, row, columns)
        elif given == then:
            yield PASSED
        else:
            yield _break(params, table, scope, row, columns, given)
    if not asserted:
        yield INAPPLICABLE


def _undecided(table: Table, row: int, columns: tuple[Column, ...]) -> Undecided:
    unread = [column for column in columns if not table.readable(row, column)]
    names = "、".join(f"“{column}”" for column in unread)
    return Undecided(f"{names}无法读取，这一项无法核验", row, columns[0], cells(table, row, tuple(unread)))


def _break(
    params: Params, table: Table, scope: Scope, row: int, columns: tuple[Column, ...], given: bool
) -> Break:
    wrong = next(test for test in params.then if not given or holds((test,), table, row) is False)
    text = table.texts[wrong.column][row]
    stated = "、".join(f"“{column}”为{table.texts[column][row] or '空白'}" for column in columns)
    said = f"{words(params.given)}时，" if params.given else ""
    due = f"应{words(params.then)}" if given else f"才应{words(params.then)}"
    grammar = scope.schemas[table.name].field[wrong.column].grammar
    return Break(
        f"{stated}：{said}{due}",
        f"请对照原报告核对这一行；{EXPLAIN}",
        row,
        wrong.column,
        value=text,
        expected=wanted(wrong, grammar, given),
        breach=None if given else "converse",
        evidence=cells(table, row, columns),
    )


def row_formula(params: Params, value: Value) -> RowFormula | None:
    """True where the one holds and the other does not, if all compare figures and one of them was typed."""
    then = formula(params.then, value)
    given = formula(params.given, value) if params.given else "TRUE"
    if then is None or given is None:
        return None
    wrong = f"{given}<>{then}" if params.both else f"AND({given},NOT({then}))"
    columns = dict.fromkeys(test.column for test in (*params.given, *params.then))
    typed = ",".join(f"{value(column)}<>0" for column in columns)
    return RowFormula(f"AND(OR({typed}),{wrong})", tuple(columns))


EXAMPLE: Final = Example(
    rule="""\
id: rate-given
kind: if-then
source: 有办件的单位都公布办结率，没有办件的空白。
given:
  - {column: 受理件, above: 0}
then:
  - {column: 办结率, blank: false}
both: true""",
    files={
        "volume.csv": """\
单位,受理件,办结率
甲,4,100%
乙,,""",
    },
    wrong=("volume.csv", "甲,4,100%", "甲,4,"),
)
"""A rule of the kind, data on which it holds, and a change by which it does not."""

KIND: Final = TableKind(
    name="if-then",
    meaning="列与列之间的条件：前提成立的行，另一些条件也要成立；可以要求前提不成立时都不成立。",
    example=EXAMPLE,
    params=Params,
    about=("then",),
    check=check,
    row_formula=row_formula,
)
"""What a rule of this kind can do."""
