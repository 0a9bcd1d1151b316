"""A workbook to type a month into: its cells check themselves, and `yuebao import` reads it back.

Names and column heads stand already and are protected, and so does what was typed before; totals are typed as they are
printed and turn red where the rows add up to something else; what `yuebao derive` works out is shaded. What the archive
says beside the tables stands in areas of its own, which an import leaves out (`entry_beside`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from yuebao.fill.new_rows import is_complete
from yuebao.model.issue import ARCHIVE_NOTE, DRAFT_MARK, ENTRY_BASE
from yuebao.model.organization import Registry
from yuebao.model.period import period
from yuebao.model.table import spreadsheet_column
from yuebao.printed.entry_beside import FOUND, write_base, write_beside, write_found, write_sums
from yuebao.printed.entry_checks import TEXT_LIMIT, highlights, marked_rules, validation
from yuebao.printed.entry_grid import Entry, Found, Grid, write_cell, write_text
from yuebao.printed.sheets import (
    Book,
    cut,
    fitting_widths,
    measured,
    set_heights,
    set_page,
    set_widths,
    sheet_names,
    write_header,
)
from yuebao.rules.registry import totalled
from yuebao.schema.table_schema import Field, TableSchema

Texts = tuple[str, ...]
GUIDE, MASTHEAD, LISTS = "填写说明", "刊头", "名单"
ROOM, MORE = 200, 50
"""Rows of a table of which nobody knows beforehand how many it has, and how many of them are blank at least."""
_MISSING, _WRONG = "#FFF2CC", "#FFC7CE"
_WIDE: Final = 110
_GUIDE_WIDTH, _MASTHEAD_WIDTH = 76, 60
_NARROW, _ROOMY = 10, 40
_DRAFT: Final = f"{DRAFT_MARK}：导入以后仍是整理中，空白的格算还没有录；录全的表写进 issue.yaml 的 complete，空白就作没有。"
_STEPS: Final = (
    "说明：先填“刊头”一页里空着的格，再逐页填各表；表头、单位名称已经写好，不能改动。",
    "说明：报告里空白的格留空，印着 - 的填 -。百分数照报告写，如 61.42%、100%。",
    "说明：灰色的格（名次、加分、平均、比例、得分、序号等）可以不填，导入后由 yuebao derive 推算；填了就照所填的核验。",
    "说明：行的先后不必理会，yuebao derive 会照规定排列并编号。",
    "说明：表的右边，灰色的是上一期的数，供对照；合计下面一行是各行相加，与所印的不同就变红。这些不读入，所印的也不会被它们代替。",
    "说明：橙色的格有问题，黄色的格无法核验，批注说明原因和办法，“核对”一页逐条列出。别处后来改过的格，导入时照别处的，并逐一说明。",
    "说明：合计照报告所印的填，变红的与上面各行之和不符；报告原文如此的照填，以后写成勘误。变红的名称重复了；变红的行不合规则。",
)
_LAST: Final = ("说明：填完先保存、关闭，再执行：",)


def entry_workbook(entry: Entry, schemas: Mapping[str, TableSchema], registry: Registry) -> bytes:
    """The .xlsx for a month. The same month gives the same bytes."""
    book = Book(entry.title, "", date.fromisoformat(f"{period(entry.month).months[0]}-01"))
    _write_guide(book, entry, schemas)
    _write_masthead(book, entry.masthead)
    names = sheet_names(schemas, taken=(GUIDE, MASTHEAD, LISTS, FOUND, ENTRY_BASE))
    choices = _choices(schemas, registry, entry.month)
    ranges = _ranges(dict.fromkeys(choices.values()))
    for table, (_, *body) in entry.rows.items():
        grid = _grid(book, names[table], entry, schemas[table], body)
        limits = {column: ranges[texts] for (of, column), texts in choices.items() if of == table}
        _write_table(grid, limits)
        write_beside(grid, entry.last_month, entry.last.get(table, ()))
    write_found(book, entry, names, schemas)
    _write_lists(book, ranges)
    write_base(book, entry.base)
    return book.content()


def _grid(book: Book, name: str, entry: Entry, schema: TableSchema, body: Sequence[Sequence[str]]) -> Grid:
    derived = {(cell.row, cell.column) for cell in entry.derived if cell.table == schema.name}
    found: dict[tuple[int, str], list[Found]] = {}
    for each in entry.found:
        for cell in each.cells:
            if cell.table == schema.name:
                found.setdefault((cell.row, cell.column), []).append(each)
    free = schema.name in entry.free
    count = len(body) - (schema.total_row is not None)
    rows = max(ROOM, len(body) + MORE) if free else count
    return Grid(book, book.sheet(name), schema, entry.month, body, derived, found, rows, free)


def _write_guide(book: Book, entry: Entry, schemas: Mapping[str, TableSchema]) -> None:
    sheet = book.sheet(GUIDE)
    lines = (GUIDE, *guide_lines(entry.month, schemas))
    for row, text in enumerate(lines):
        style = book.style(font_size=12 if row else 14, bold=not row, text_wrap=True, valign="vcenter")
        sheet.write_string(row, 0, text, style)
    set_widths(sheet, [_GUIDE_WIDTH])
    set_heights(sheet, measured([lines]), [_GUIDE_WIDTH], 20.0)
    sheet.protect()
    set_page(sheet, landscape=False)


def guide_lines(month: str, schemas: Mapping[str, TableSchema]) -> tuple[str, ...]:
    """What the first page says, a paragraph each."""
    command = f"说明：yuebao import 这个文件 --period {month} --force，然后 yuebao derive {month}。"
    return (_DRAFT, *_STEPS, *_marked(schemas), *_LAST, command)


def _marked(schemas: Mapping[str, TableSchema]) -> Iterator[str]:
    """A line for each table in which rows that break a rule turn red, with the words in which the rules are declared."""
    for schema in schemas.values():
        sources = [source.rstrip("。") for source in marked_rules(schema)]
        if sources:
            yield f"说明：变红的行，《{schema.title}》：{'；'.join(sources)}。"


def _write_masthead(book: Book, lines: Sequence[tuple[str, str]]) -> None:
    sheet = book.sheet(MASTHEAD)
    for row, (text, hint) in enumerate(lines):
        shade = {"bg_color": _MISSING} if hint else {}
        write_text(sheet, row, 0, text, book.style(font_size=12, num_format="@", locked=False, **shade))
        if hint:
            prompt = {"input_title": "待填", "input_message": cut(hint, TEXT_LIMIT)}
            sheet.data_validation(row, 0, row, 0, {"validate": "any", **prompt})
    set_widths(sheet, [_MASTHEAD_WIDTH])
    sheet.protect()
    set_page(sheet, landscape=False)


def _choices(
    schemas: Mapping[str, TableSchema], registry: Registry, month: str
) -> dict[tuple[str, str], Texts]:
    """What may be chosen in each column that is limited: the texts of its schema, or the registered names of a type of
    organization and then their aliases."""
    choices = {}
    for table, schema in schemas.items():
        for field in schema.fields:
            if schema.choices(field.name):
                choices[table, field.name] = schema.choices(field.name)
            elif field.names:
                active = registry.active(field.names, month)
                aliases = (alias for entry in active for alias in entry.aliases)
                choices[table, field.name] = tuple(
                    dict.fromkeys((*(entry.name for entry in active), *aliases))
                )
    return choices


def _ranges(lists: Iterable[Texts]) -> dict[Texts, str]:
    """Where each list stands on the sheet of lists."""
    return {
        texts: f"{LISTS}!${letter}$2:${letter}${max(len(texts), 1) + 1}"
        for column, texts in enumerate(lists)
        for letter in [spreadsheet_column(column)]
    }


def _write_lists(book: Book, lists: Iterable[Texts]) -> None:
    """What may be chosen, on a hidden sheet: a list in a cell's own check holds 255 characters and no comma."""
    sheet = book.sheet(LISTS)
    sheet.hide()
    sheet.write_string(0, 0, ARCHIVE_NOTE)
    for column, texts in enumerate(lists):
        for row, text in enumerate(texts, 1):
            sheet.write_string(row, column, text)


def _write_table(grid: Grid, ranges: Mapping[str, str]) -> None:
    """``ranges`` are the lists of the columns that are limited to one."""
    sheet, schema = grid.sheet, grid.schema
    write_header(grid.book, sheet, schema.header)
    for row in range(grid.count):
        texts = grid.body[row] if row < len(grid.body) else [""] * len(schema.header)
        for column, name in enumerate(schema.header):
            write_cell(grid, row, column, texts[column], locked=bool(texts[column]) and _is_given(grid, name))
    if schema.total_row is not None:
        _write_total(grid)
    _add_checks(grid, ranges)
    widths = _widths(schema, grid.body)
    set_widths(sheet, widths)
    sheet.freeze_panes(1, _frozen(schema))
    sheet.protect("", {"format_columns": True, "format_rows": True})
    set_page(sheet, landscape=sum(widths) > _WIDE)


def _is_given(grid: Grid, name: str) -> bool:
    """Whether a column says which rows there are, so that nobody changes it by mistake."""
    schema = grid.schema
    named = is_complete(schema) and schema.entity is not None and schema.entity.name == name
    return not grid.free and (named or bool(schema.choices(name)))


def _widths(schema: TableSchema, body: Sequence[Sequence[str]]) -> list[int]:
    lengths = measured([name, *(row[index] for row in body)] for index, name in enumerate(schema.header))
    fitting = fitting_widths(lengths, _NARROW)
    return [
        _ROOMY if _is_prose(schema, field) else width
        for field, width in zip(schema.fields, fitting, strict=True)
    ]


def _is_prose(schema: TableSchema, field: Field) -> bool:
    """Whether sentences are typed into the column."""
    short = field.grammar or field.names or field.person or field.type == "date"
    return not short and not schema.choices(field.name) and schema.total_row is None


def _frozen(schema: TableSchema) -> int:
    """How many columns stay in view: up to the name of the row."""
    return schema.header.index(schema.entity.name) + 1 if schema.total_row and schema.entity else 0


def _write_total(grid: Grid) -> None:
    """The total row: typed as printed, for a sum that was computed must never stand for one that was published; the sum
    stands beneath it."""
    sums = totalled(grid.schema.rules)
    row, red = grid.count, grid.book.style(bg_color=_WRONG)
    total = grid.schema.total_row
    for column, (name, text) in enumerate(zip(grid.schema.header, grid.body[row], strict=True)):
        given = total is not None and name == total.column and bool(text)
        write_cell(grid, row, column, text, bold=True, locked=given)
        if name in sums:
            cell, letter = f"{spreadsheet_column(column)}{row + 2}", spreadsheet_column(column)
            differs = f'=AND({cell}<>"",N({cell})<>SUM({letter}2:{letter}{row + 1}))'
            rule = {"type": "formula", "criteria": differs, "format": red}
            for place in (row + 1, row + 2):
                grid.sheet.conditional_format(place, column, place, column, rule)
    write_sums(grid, sums)


def _add_checks(grid: Grid, ranges: Mapping[str, str]) -> None:
    sheet, schema = grid.sheet, grid.schema
    last = grid.count
    for column, field in enumerate(schema.fields):
        check = validation(schema, field, grid.month, ranges.get(field.name))
        sheet.data_validation(1, column, last, column, check)
    red = grid.book.style(bg_color=_WRONG)
    end = last + (schema.total_row is not None)
    for highlight in highlights(schema, grid.count):
        rule = {"type": "formula", "criteria": f"={highlight.text}", "format": red}
        for name in highlight.columns:
            column = schema.header.index(name)
            sheet.conditional_format(1, column, end, column, rule)
