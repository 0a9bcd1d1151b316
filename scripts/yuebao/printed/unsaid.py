"""What the issue prints in sentences alone, where a sentence cannot be written because it needs something else that
was not published: they stand in tables after the attachments then."""

from __future__ import annotations

from collections.abc import Iterator, Set

from yuebao.model.table import Cell, Table
from yuebao.printed.model import Attachment, Block, NameList, News, Report, Run
from yuebao.rules.scope import Scope
from yuebao.schema.report_form import AttachmentForm
from yuebao.schema.rule import OtherTable
from yuebao.schema.table_schema import TableSchema


def unsaid(report: Report, scope: Scope) -> Iterator[Attachment]:
    """A table for each that is no attachment and of which something published stands in no sentence, without a number; none
    of a draft, nor of an issue that prints everything, as its layout may leave figures out of its sentences."""
    if scope.issue is None or scope.issue.draft or not scope.issue.absent:
        return
    attached = {item.form.table for item in report.attachments}
    said = {run.cell for section in report.sections for block in section.blocks for run in _runs(block)}
    for name, table in scope.tables.items():
        schema = scope.schemas[name]
        rows = range(len(table))
        if name not in attached and any(_left_out(table, row, schema, said) for row in rows):
            yield Attachment(0, schema.title, AttachmentForm(OtherTable(name), schema.title))


def _left_out(table: Table, row: int, schema: TableSchema, said: Set[Cell | None]) -> bool:
    """Whether no sentence repeats anything of the row, or one of its figures is repeated by none."""
    told = {name for name in table.header if Cell(table.name, row, name) in said}
    figures = (field.name for field in schema.fields if field.grammar and table.texts[field.name][row])
    return not told or any(name not in told for name in figures)


def _runs(block: Block) -> Iterator[Run]:
    if isinstance(block, NameList):
        yield from (run for pair in block.people for run in pair)
    elif isinstance(block, News):
        yield from (run for item in block.items for run in item.runs)
    else:
        yield from block.runs
