"""Blank cells that a sentence of the report would print: no sentence is written with a hole in it.

The templates themselves are asked, with every blank cell standing for itself, so that no list of columns has to be kept
beside them. A template that asks first whether the cell is blank prints none; one that needs what the issue does not print
is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Self

from yuebao.model.finding import Finding, Status
from yuebao.model.table import Cell, Table
from yuebao.printed.sentences import CellText, NotPublished, Questions, write
from yuebao.rules.row_selection import selected
from yuebao.rules.scope import Scope
from yuebao.schema.report_form import BlockForm, ReportForm

_OPEN, _CLOSE = "\ue003", "\ue004"
_HOLE: Final = re.compile(f"{_OPEN}([^\t]*)\t([0-9]+)\t([^{_CLOSE}]*){_CLOSE}")


class Hole(CellText):
    """A blank cell: to whoever asks it is as empty as any, and where it is printed it can be found."""

    def __new__(cls, text: str, cell: Cell) -> Self:
        return super().__new__(cls, f"{_OPEN}{cell.table}\t{cell.row}\t{cell.column}{_CLOSE}", cell)

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return other == ""

    def __hash__(self) -> int:
        return hash("")


class _Asking(Questions):
    """Questions whose blank answers are holes."""

    def _text(self, table: Table, row: int, column: str) -> CellText:
        found = super()._text(table, row, column)
        blank = found == "" or found in self._scope.schemas[table.name].field[column].missing
        return Hole("", found.cell) if blank else found


def holes(scope: Scope) -> tuple[Finding, ...]:
    """A finding for each blank cell that a sentence prints, in the order of the report; each cell once.

    Raises `Fault` for a form that cannot be carried out.
    """
    cells: dict[Cell, str] = {}
    for title, cell in _holes(scope.layout.form, scope):
        cells.setdefault(cell, title)
    return tuple(_finding(scope.tables[cell.table], cell, title) for cell, title in cells.items())


def _holes(form: ReportForm, scope: Scope) -> Iterator[tuple[str, Cell]]:
    asking = _Asking(scope)
    for line in form.masthead:
        yield from (("刊头", cell) for cell in _printed(line, asking, "masthead"))
    for section in form.sections:
        for block in section.blocks:
            yield from ((section.title, cell) for cell in _of_block(block, asking, scope, section.id))
    for attachment in form.attachments:
        if attachment.table in scope.tables:
            yield from (("附件标题", cell) for cell in _printed(attachment.title, asking, attachment.table))


def _of_block(block: BlockForm, asking: Questions, scope: Scope, where: str) -> Iterator[Cell]:
    if block.table is not None and block.table not in scope.tables:
        return
    if block.names is not None:
        table = scope.tables[block.names.table]
        rows, columns = selected(table, block.names.where), (block.names.name, block.names.unit)
    elif block.dated is not None:
        table = scope.tables[block.dated.table]
        rows, columns = list(range(len(table))), (block.dated.date, block.dated.text)
    else:
        yield from _printed(block.text, asking, where)
        return
    yield from (
        Cell(table.name, row, name)
        for row in rows
        for name in columns
        if not table.texts[name][row] and table.published(row, name)
    )


def _printed(template: str, asking: Questions, where: str) -> Iterator[Cell]:
    try:
        text = "".join(run.text for run in write(template, asking, where))
    except NotPublished:
        return
    for table, row, column in _HOLE.findall(text):
        yield Cell(table, int(row), column)


def _finding(table: Table, cell: Cell, title: str) -> Finding:
    return Finding(
        rule="structure",
        status=Status.OPEN,
        month=table.month,
        table=table.name,
        file=table.file,
        message=f"“{cell.column}”空白，而报告“{title}”的句子要写出它",
        remedy="请照原报告填写这一格；没有的，句子里写 0。",
        line=table.lines[cell.row],
        row=table.keys[cell.row],
        column=cell.column,
        address=table.address(cell.row, cell.column),
        value="",
        cell=cell,
        evidence=(cell,),
    )
