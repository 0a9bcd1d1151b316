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
from yuebao.importing.sheet import Sheet, Unseen, blocks_of_sheets, visible_part
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


ROWS: dict[str, tuple[str, ...]] = {
    "the first column again and again": ("序号",),
    "a header again and again": HEADER,
}


@pytest.mark.parametrize("case", ROWS)
def test_one_wide_row(case: str) -> None:
    """Each repetition could be where another table begins."""

    def work(size: int) -> Callable[[], object]:
        grid = Grid((Row(ROWS[case] * size, "第 1 行"), Row(("1",) * len(ROWS[case]) * size, "第 2 行")))
        return lambda: read_blocks(Document("示例", (grid,)), WORDS)

    assert growth(work, 30) <= BOUND


def test_many_merged_cells() -> None:
    """Each pair of cells is merged; the text of every second one is covered."""

    def work(size: int) -> Callable[[], object]:
        texts = {(row, column): "甲" for row in range(size) for column in (0, 1)}
        sheet = Sheet("示例", texts, {}, tuple((row, 0, row, 1) for row in range(size)))

        def read() -> None:
            shown, left = visible_part(sheet, Unseen())
            assert len(left) == size
            assert len(list(blocks_of_sheets([shown]))) == 2

        return read

    assert growth(work, 400) <= BOUND
