"""Reading a document takes no more than its share, whatever somebody puts into it: at ten times the size the time a unit is
within twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.importing.test_grids import WORDS
from tests.support.growth import BOUND, growth
from tests.support.repository import ROOT
from yuebao.importing.blocks import Document, Grid, Row
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.to_tables import understand
from yuebao.workflows.judge import read_declared

pytestmark = pytest.mark.race

LAYOUT = read_declared(ROOT).layout("2021-07")
HEADER = ("序号", "乡镇名称", "申请件")

CELLS: dict[str, tuple[str, str, str]] = {
    "marks of two readings": ("5", "注①", "x"),
    "marks with figures": ("", "注1", "x*"),
    "marks in brackets": ("5", "(1)", "x*"),
    "stars": ("5", "*", "x"),
    "circled figures": ("甲", "①", "乙"),
    "blanks": ("甲", " ", "乙"),
}
"""What a cell begins with, what it repeats, what it ends with."""


@pytest.mark.parametrize("case", CELLS)
def test_one_long_cell(case: str) -> None:
    """A figure and a name with marks of notes behind them, or nearly so."""
    before, repeated, behind = CELLS[case]

    def work(size: int) -> Callable[[], object]:
        text = before + repeated * size + behind
        rows = (HEADER, ("1", text, text), ("2", "白马镇", "5"))
        document = Document(
            "示例", (Grid(tuple(Row(cells, f"第 {number} 行") for number, cells in enumerate(rows, 1))),)
        )
        return lambda: understand(read_blocks(document, WORDS), LAYOUT.tables, LAYOUT.form)

    assert growth(work, 3_000) <= BOUND
