"""One CSV file into a `Table`, with a problem for everything that breaks `structure`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Final

from yuebao.load.csv_text import Record, read_records
from yuebao.load.fields import FieldJudge, Judged
from yuebao.load.files import decode
from yuebao.load.form import Note, untidy
from yuebao.load.header import header_problems, read_header, without_headers
from yuebao.load.likely import likely
from yuebao.load.problem import NO_ROWS, OR_ELSE, Problem, as_finding
from yuebao.model.characters import shown
from yuebao.model.finding import DUPLICATE, Finding
from yuebao.model.numbers import UNREADABLE, Number
from yuebao.model.table import Cell, Table, figures_with, spreadsheet_column
from yuebao.schema.table_schema import Field, TableSchema

_TWICE: Final = (
    "请删去重复的一行；若报告原文如此（同一行印了两次，或两人同名），请在 errata.yaml 中说明原因。"
)
_NONE: Final[frozenset[tuple[int, str]]] = frozenset()


def read_table(
    content: bytes,
    schema: TableSchema,
    judges: Mapping[str, FieldJudge],
    month: str,
    file: str,
    absent: Set[str] = frozenset(),
) -> tuple[Table | None, str, list[Finding]]:
    """The table, its text, and the findings. ``None`` when the file cannot be read as a table at all.

    Equal cells are one object, also across the months that the same judges read: most of an archive is the same few
    names and small figures.

    However it is written, what can be read for sure is read, and all that differs from the form of the archive is one
    finding. Columns are found by name, so a wrong order is reported once and the rest still checked. In a line with too
    many or too few cells nobody knows which cell is which: the whole line is unreadable. A line that repeats the header
    is told and is no row. Columns that are ``absent`` may be left out.
    """
    decoded = decode(content)
    if isinstance(decoded, Problem):
        return None, "", [as_finding(decoded, month, schema.name, file)]
    text, notes = decoded
    reading = read_records(text, schema.header, schema.row_count or 0)
    problems, notes = list(reading.problems), [*notes, *reading.notes]
    if not reading.records or reading.records[0].cells is None:
        problems += untidy(notes, month)
        return None, text, [as_finding(problem, month, schema.name, file) for problem in problems]
    header, changed = read_header(reading.records[0], schema)
    notes += changed
    problems += header_problems(header, schema, absent)
    if not set(header) & set(schema.header) or len(set(header)) < len(header):
        problems += untidy(notes, month)
        return None, text, [as_finding(problem, month, schema.name, file) for problem in problems]
    rows, repeated = without_headers(reading.records[1:], header)
    problems += repeated + _count(len(rows), schema, month)
    table, cell_findings, forms = _table(header, rows, schema, judges, month, file)
    problems += untidy([*notes, *forms], month)
    spoiled = {record.line: row for row, record in enumerate(rows) if record.cells is None}
    findings = [as_finding(problem, month, schema.name, file) for problem in problems]
    findings = [
        replace(finding, evidence=_row_cells(table, spoiled[finding.line]))
        if finding.line in spoiled
        else finding
        for finding in findings
    ]
    return table, text, findings + cell_findings


def _count(found: int, schema: TableSchema, month: str) -> list[Problem]:
    if not found:
        wanted = f"请录入本期的数据。{OR_ELSE}" if month else "请逐行登记单位。"
        return [Problem(NO_ROWS, wanted, 1)]
    if schema.row_count is None or found == schema.row_count:
        return []
    said = f"应有 {schema.row_count} 行数据，现有 {found} 行"
    return [Problem(said, "请对照原报告增删。", value=str(found), expected=str(schema.row_count))]


def _table(
    header: tuple[str, ...],
    records: Sequence[Record],
    schema: TableSchema,
    judges: Mapping[str, FieldJudge],
    month: str,
    file: str,
) -> tuple[Table, list[Finding], list[Note]]:
    width = len(header)
    broken = {row for row, record in enumerate(records) if not _whole(record, width)}
    known = [name for name in header if name in judges]
    unreadable = {(row, name) for row in broken for name in known}
    texts: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, tuple[Number, ...]] = {}
    bad: list[tuple[int, str, str]] = []
    unknown: set[tuple[int, str]] = set()
    notes: list[Note] = []
    columns = _columns(header, [record.cells or () for record in records], known, whole=not broken)
    for field in schema.fields:
        name = field.name
        if name not in columns:
            continue
        judge = judges[name]
        texts[name], figures, problems, forms = _apart([judge[text] for text in columns[name]])
        if any(forms):
            notes += _notes(forms, columns[name], records, broken)
        if field.grammar:
            numbers[name] = figures
        if field.unknown:
            unknown |= {(row, name) for row, text in enumerate(texts[name]) if text in field.unknown}
        if any(problems):
            wrong = [(row, name, said) for row, said in enumerate(problems) if said and row not in broken]
            unreadable |= {(row, name) for row, _, _ in wrong}
            bad += wrong
    unknown -= unreadable
    unreadable |= unknown
    if unreadable:
        numbers = figures_with(numbers, unreadable, UNREADABLE)
    totals = schema.total_rows(texts)
    lines = tuple(record.line for record in records)
    table = Table(
        schema.name, file, month, header, lines, schema.row_keys(texts, len(records)), texts, numbers,
        frozenset(unreadable) if unreadable else _NONE, totals, _sheet_rows(records),
        frozenset(unknown) if unknown else _NONE,
    )  # fmt: skip
    findings = [_cell_finding(table, row, schema.field[name], problem) for row, name, problem in bad]
    findings += _lines(records, table)
    findings += _duplicates(table, schema)
    return table, findings, notes


def _notes(
    forms: Sequence[str], written: Sequence[str], records: Sequence[Record], broken: Set[int]
) -> Iterator[Note]:
    """What cells were written with; in a line that cannot be taken apart nobody knows what is a figure."""
    for row, form in enumerate(forms):
        if form and row not in broken:
            yield Note(form, records[row].line, 1, shown(written[row]))


def _sheet_rows(records: Sequence[Record]) -> tuple[int, ...]:
    """The rows of a spreadsheet, where they are not the lines of the file."""
    rows = tuple(record.row for record in records)
    return () if all(record.row == record.line for record in records) else rows


def _columns(
    header: Sequence[str], rows: Sequence[tuple[str, ...]], known: Sequence[str], *, whole: bool
) -> Mapping[str, tuple[str, ...]]:
    """The cells of the columns that the schema knows, blank where a line is too short. The others are left out: beside a
    line that is far too long they would make a table far too large."""
    if whole and rows:
        return dict(zip(header, zip(*rows, strict=True), strict=True))
    places = {name: index for index, name in enumerate(header)}
    return {
        name: tuple(cells[places[name]] if places[name] < len(cells) else "" for cells in rows)
        for name in known
    }


def _whole(record: Record, width: int) -> bool:
    return record.cells is not None and len(record.cells) == width


def _apart(
    judged: Sequence[Judged],
) -> tuple[tuple[str, ...], tuple[Number, ...], tuple[str, ...], tuple[str, ...]]:
    """The texts, the figures, the problems and the forms of a column."""
    texts, figures, problems, forms = zip(*judged, strict=True) if judged else ((), (), (), ())
    return texts, figures, problems, forms


def _cell_finding(table: Table, row: int, field: Field, problem: str) -> Finding:
    column = field.name
    text = table.texts[column][row]
    said = f"“{shown(text)}”" if text else "空白"
    meant = likely(text, field, table.month)
    problem = f"{problem}；{meant}" if meant else problem
    finding = as_finding(
        Problem(
            f"“{column}”为{said}：{problem}", "请按要求改正这一格。", table.lines[row], row, column, text
        ),
        table.month,
        table.name,
        table.file,
    )
    return _at(finding, table, row, column)


def _at(finding: Finding, table: Table, row: int, column: str) -> Finding:
    cell = Cell(table.name, row, column)
    return replace(
        finding,
        row=table.row_name(row),
        column=column,
        address=table.address(row, column),
        cell=cell,
        evidence=(cell,),
    )


def _lines(records: Sequence[Record], table: Table) -> list[Finding]:
    """A finding for each line whose number of cells is not that of the header."""
    findings = []
    width = len(table.header)
    for row, record in enumerate(records):
        if record.cells is not None and len(record.cells) != width:
            last = spreadsheet_column(width - 1)
            what = "多" if len(record.cells) > width else "少"
            message = f"这一行有 {len(record.cells)} 格，表头有 {width} 格（到 {last} 列），{what}了"
            remedy = "请核对逗号个数；数字不用千分位逗号，文字里有逗号时整格要括在引号里。"
            problem = Problem(message, remedy, record.line, expected=str(width), value=str(len(record.cells)))
            finding = as_finding(problem, table.month, table.name, table.file)
            findings.append(replace(finding, evidence=_row_cells(table, row)))
    return findings


def _row_cells(table: Table, row: int) -> tuple[Cell, ...]:
    return tuple(Cell(table.name, row, column) for column in table.texts)


def _duplicates(table: Table, schema: TableSchema) -> list[Finding]:
    """Rows with the same primary key; the total row is `sequence`'s concern."""
    first: dict[str, int] = {}
    totals = set(table.totals)
    findings = []
    for row, key in enumerate(table.keys):
        if key is None or row in totals or not schema.primary_key:
            continue
        if key in first:
            line = table.lines[first[key]]
            column = schema.primary_key[0]
            problem = Problem(
                f"与第 {line} 行重复：“{key}”", _TWICE, table.lines[row], row, column, key, breach=DUPLICATE
            )
            finding = as_finding(problem, table.month, table.name, table.file)
            findings.append(_at(finding, table, row, column) if column in table.header else finding)
        else:
            first[key] = row
    return findings
