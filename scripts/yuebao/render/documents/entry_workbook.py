"""A workbook to type a month into: its cells check themselves, and `yuebao import` reads it back.

Names and column heads stand already and are protected; totals are formulas; what `yuebao derive` works out is shaded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from yuebao.fill.opening import is_complete
from yuebao.model.organization import Registry
from yuebao.model.table import Cell, spreadsheet_column
from yuebao.render.documents.entry_checks import highlights, summed, validation
from yuebao.render.documents.sheets import (
    FONT,
    set_heights,
    set_page,
    set_widths,
    sheet_names,
    workbook_bytes,
    write_header,
)
from yuebao.spec.table_schema import Field, TableSchema

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

GUIDE, MASTHEAD, LISTS = "填写说明", "刊头", "名单"
ROOM: Final = 200
"""Blank rows of a table whose rows are not known beforehand."""
_DERIVED, _TYPED, _WRONG = "FFEDEDED", "FFFFFFFF", "FFFFC7CE"
_WIDE: Final = 110
_GUIDE_WIDTH: Final = 76
_NARROW, _ROOMY = 10, 40
_NO_ZERO: Final = "0;-0;;@"
"""A total of no cases is blank, as in the report."""
_STEPS: Final = (
    "说明：先填“刊头”一页里空着的格，再逐页填各表；表头、单位名称、合计已经写好，不能改动。",
    "说明：没有办件的格留空；某县（区）没有这个部门，填 -。百分数照报告写，如 61.42%、100%。",
    "说明：灰色的格（名次、加分、平均、比例、得分、序号等）可以不填，导入后由 yuebao derive 推算；填了就照所填的核验。",
    "说明：合计由公式算出。变红的行是线上、线下之和与受理件不等，或申请、受理、办结的次序不对；变红的名称重复了。",
    "说明：行的先后不必理会，yuebao derive 会照规定排列并编号。",
    "说明：填完先用 Excel 或 WPS 保存（公式的结果才会存下来），再执行：",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the workbook is made for. ``masthead`` are the printed lines above the report with a hint for each line
    that is not known yet; ``rows`` begin with the header; ``derived`` are the cells that may stay blank."""

    month: str
    title: str
    masthead: Sequence[tuple[str, str]]
    rows: Mapping[str, Sequence[Sequence[str]]]
    derived: Collection[Cell]


def entry_workbook(entry: Entry, schemas: Mapping[str, TableSchema], registry: Registry) -> bytes:
    """The .xlsx for a month. The same month gives the same bytes."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write_guide(workbook.create_sheet(GUIDE), entry)
    _write_masthead(workbook.create_sheet(MASTHEAD), entry.masthead)
    names = sheet_names(schemas)
    lists = _lists(schemas, registry, entry.month)
    ranges = _ranges(lists)
    for table, rows in entry.rows.items():
        derived = {(cell.row, cell.column) for cell in entry.derived if cell.table == table}
        _write_table(workbook.create_sheet(names[table]), schemas[table], rows, derived, entry.month, ranges)
    _write_lists(workbook, lists)
    return workbook_bytes(workbook, entry.title, "", date.fromisoformat(f"{entry.month}-01"))


def _write_guide(sheet: Worksheet, entry: Entry) -> None:
    from openpyxl.styles import Alignment, Font

    command = (
        f"说明：yuebao import 这个文件 --month {entry.month} --force，然后 yuebao derive {entry.month}。"
    )
    lines = (GUIDE, *_STEPS, command)
    for row, text in enumerate(lines, 1):
        cell = sheet.cell(row, 1, text)
        cell.font = Font(name=FONT, bold=row == 1, size=14 if row == 1 else 12)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.column_dimensions["A"].width = _GUIDE_WIDTH
    set_heights(sheet, [lines], 20.0)
    sheet.protection.sheet = True
    set_page(sheet, landscape=False)


def _write_masthead(sheet: Worksheet, lines: Sequence[tuple[str, str]]) -> None:
    from openpyxl.styles import Font, PatternFill, Protection
    from openpyxl.worksheet.datavalidation import DataValidation

    for row, (text, hint) in enumerate(lines, 1):
        cell = sheet.cell(row, 1, text or None)
        cell.font, cell.number_format = Font(name=FONT, size=12), "@"
        cell.protection = Protection(locked=False)
        if hint:
            cell.fill = PatternFill("solid", start_color="FFFFF2CC")
            prompt = DataValidation(type=None, promptTitle="待填", prompt=hint[:255], showInputMessage=True)
            prompt.add(cell.coordinate)
            sheet.add_data_validation(prompt)
    sheet.column_dimensions["A"].width = 60
    sheet.protection.sheet = True
    set_page(sheet, landscape=False)


def _lists(schemas: Mapping[str, TableSchema], registry: Registry, month: str) -> dict[str, list[str]]:
    """The names of each type of organization that some column names: the registered ones, then their aliases."""
    kinds = dict.fromkeys(
        field.names for schema in schemas.values() for field in schema.fields if field.names
    )
    return {
        kind: list(
            dict.fromkeys(
                [entry.name for entry in registry.active(kind, month)]
                + [alias for entry in registry.active(kind, month) for alias in entry.aliases]
            )
        )
        for kind in kinds
    }


def _ranges(lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {
        kind: f"{LISTS}!${letter}$1:${letter}${max(len(names), 1)}"
        for index, (kind, names) in enumerate(lists.items())
        for letter in [spreadsheet_column(index)]
    }


def _write_lists(workbook: Workbook, lists: Mapping[str, Sequence[str]]) -> None:
    """The names for the lists, on a hidden sheet: a list in a cell's own rule holds 255 characters at most."""
    sheet = workbook.create_sheet(LISTS)
    for column, names in enumerate(lists.values(), 1):
        for row, name in enumerate(names, 1):
            sheet.cell(row, column, name)
    sheet.sheet_state = "hidden"


def _write_table(
    sheet: Worksheet,
    schema: TableSchema,
    rows: Sequence[Sequence[str]],
    derived: Collection[tuple[int, str]],
    month: str,
    lists: Mapping[str, str],
) -> None:
    header, *body = rows
    total = schema.total_row
    count = len(body) - (total is not None) if body else ROOM
    write_header(sheet, header)
    for row in range(count):
        texts = body[row] if body else [""] * len(header)
        for column, name in enumerate(header):
            given = bool(texts[column]) and (is_complete(schema, month) or bool(schema.choices(name)))
            shade = _DERIVED if (row, name) in derived else _TYPED
            _write_cell(sheet, row + 2, column + 1, texts[column], schema.field[name], shade, not given)
    if total is not None and body:
        _write_total(sheet, schema, body[-1], count, summed(schema.rules, month), derived)
    _add_checks(sheet, schema, month, lists, count)
    set_widths(sheet, [[name, *(row[index] for row in body)] for index, name in enumerate(header)], _NARROW)
    for index, field in enumerate(schema.fields):
        if _is_prose(schema, field):
            sheet.column_dimensions[spreadsheet_column(index)].width = _ROOMY
    sheet.freeze_panes = f"{spreadsheet_column(_frozen(schema))}2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    set_page(sheet, sum(dimension.width for dimension in sheet.column_dimensions.values()) > _WIDE)


def _is_prose(schema: TableSchema, field: Field) -> bool:
    """Whether sentences are typed into the column."""
    short = field.grammar or field.names or field.person or field.type == "date"
    return not short and not schema.choices(field.name) and schema.total_row is None


def _frozen(schema: TableSchema) -> int:
    """How many columns stay in view: up to the name of the row."""
    return schema.header.index(schema.entity.name) + 1 if schema.total_row and schema.entity else 0


def _write_cell(
    sheet: Worksheet, row: int, column: int, text: str, field: Field, shade: str, typed: bool
) -> None:
    from openpyxl.styles import Border, Font, PatternFill, Protection, Side

    line = Side(style="thin", color="FFBFBFBF")
    cell = sheet.cell(row, column, text or None)
    cell.font, cell.border = Font(name=FONT), Border(left=line, right=line, top=line, bottom=line)
    cell.protection = Protection(locked=not typed)
    cell.number_format = _format(field)
    if shade != _TYPED:
        cell.fill = PatternFill("solid", start_color=shade)


def _format(field: Field) -> str:
    """Figures as they are typed; percentages and texts as text, so that they stay what was typed."""
    if field.type == "date":
        return "yyyy-mm-dd"
    if field.grammar == "signed":
        return "+General;-General"
    return "General" if field.grammar in ("count", "decimal") else "@"


def _write_total(
    sheet: Worksheet,
    schema: TableSchema,
    texts: Sequence[str],
    count: int,
    sums: Collection[str],
    derived: Collection[tuple[int, str]],
) -> None:
    """The total row: protected sums, blank where nothing was counted."""
    from openpyxl.styles import Font

    row = count + 2
    for column, name in enumerate(schema.header, 1):
        shade = _DERIVED if (count, name) in derived else _TYPED
        locked = name in sums or bool(texts[column - 1])
        _write_cell(sheet, row, column, texts[column - 1], schema.field[name], shade, not locked)
        cell = sheet.cell(row, column)
        cell.font = Font(name=FONT, bold=True)
        if name in sums:
            letter = spreadsheet_column(column - 1)
            cell.value = f"=SUM({letter}2:{letter}{count + 1})"
            cell.number_format = _NO_ZERO


def _add_checks(
    sheet: Worksheet, schema: TableSchema, month: str, lists: Mapping[str, str], count: int
) -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    last = count + 1
    for index, field in enumerate(schema.fields):
        letter = spreadsheet_column(index)
        check = validation(schema, field, month, lists)
        check.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(check)
    red = DifferentialStyle(fill=PatternFill("solid", start_color=_WRONG, end_color=_WRONG))
    total = schema.total_row is not None
    for highlight in highlights(schema, month, count):
        for name in highlight.columns:
            letter = spreadsheet_column(schema.header.index(name))
            area = f"{letter}2:{letter}{last + total}"
            rule = Rule(type="expression", dxf=red, formula=[highlight.formula])
            sheet.conditional_formatting.add(area, rule)
