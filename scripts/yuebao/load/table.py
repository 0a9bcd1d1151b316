"""One CSV file into a `Table`, with a problem for everything that breaks `structure`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from yuebao.load.csv_text import Record, read_records
from yuebao.load.fields import FieldJudge, Judged
from yuebao.load.files import decode
from yuebao.load.problem import Problem, as_finding
from yuebao.model.finding import DUPLICATE, Finding
from yuebao.model.numbers import UNREADABLE, Number
from yuebao.model.table import KEY_SEPARATOR, Cell, Table, spreadsheet_column
from yuebao.spec.table_schema import TableSchema

_TWICE: Final = (
    "请删去重复的一行；若报告原文如此（同一行印了两次，或两人同名），请在 errata.yaml 中说明原因。"
)
_NONE: Final[frozenset[tuple[int, str]]] = frozenset()


def read_table(
    content: bytes, schema: TableSchema, judges: Mapping[str, FieldJudge], month: str, file: str
) -> tuple[Table | None, str, list[Finding]]:
    """The table, its text, and the findings. ``None`` when the file cannot be read as a table at all.

    Equal cells are one object, also across the months that the same judges read: most of an archive is the same few
    names and small figures.

    Columns are found by name, so a wrong order is reported once and the rest still checked. In a line with too many or
    too few cells nobody knows which cell is which: the whole line is unreadable.
    """
    text = decode(content)
    if isinstance(text, Problem):
        return None, "", [as_finding(text, month, schema.name, file)]
    records, problems = read_records(text)
    findings = [as_finding(problem, month, schema.name, file) for problem in problems]
    if not records or records[0].cells is None:
        return None, text, findings
    header = schema.header if records[0].cells == schema.header else records[0].cells
    findings += [as_finding(problem, month, schema.name, file) for problem in _header(header, schema)]
    if not set(header) & set(schema.header) or len(set(header)) < len(header):
        return None, text, findings
    if len(records) == 1:
        empty = Problem("只有表头，没有数据行", "请录入本月的数据。", 1)
        findings.append(as_finding(empty, month, schema.name, file))
    elif schema.row_count is not None and len(records) - 1 != schema.row_count:
        found, wanted = str(len(records) - 1), str(schema.row_count)
        count = Problem(
            f"应有 {wanted} 行数据，现有 {found} 行", "请对照原报告增删。", value=found, expected=wanted
        )
        findings.append(as_finding(count, month, schema.name, file))
    table, cell_findings = _table(header, records[1:], schema, judges, month, file)
    spoiled = {record.line: row for row, record in enumerate(records[1:]) if record.cells is None}
    findings = [
        replace(finding, evidence=_row_cells(table, spoiled[finding.line]))
        if finding.line in spoiled
        else finding
        for finding in findings
    ]
    return table, text, findings + cell_findings


def _header(header: tuple[str, ...], schema: TableSchema) -> list[Problem]:
    if header == schema.header:
        return []
    wanted = ",".join(schema.header)
    missing = [name for name in schema.header if name not in header]
    extra = [name for name in header if name not in schema.header]
    parts = []
    if missing:
        parts.append(f"缺少 {'、'.join(f'“{name}”' for name in missing)}")
    for name in extra:
        close = get_close_matches(name, missing, n=1)
        parts.append(f"多出“{name}”" + (f"（是否为“{close[0]}”？）" if close else ""))
    if len(set(header)) < len(header):
        parts.append("有重复的列名")
    if not parts:
        parts.append("各列次序不对")
    remedy = "请照约定改正列名和次序。"
    return [Problem(f"表头不对：{'；'.join(parts)}", remedy, 1, value=",".join(header), expected=wanted)]


def _table(
    header: tuple[str, ...],
    records: Sequence[Record],
    schema: TableSchema,
    judges: Mapping[str, FieldJudge],
    month: str,
    file: str,
) -> tuple[Table, list[Finding]]:
    width = len(header)
    broken = {row for row, record in enumerate(records) if not _whole(record, width)}
    rows = [_fit(record.cells or (), width) for record in records]
    unreadable = {(row, name) for row in broken for name in header}
    texts: dict[str, tuple[str, ...]] = {}
    numbers: dict[str, tuple[Number, ...]] = {}
    bad: list[tuple[int, str, str]] = []
    columns = dict(zip(header, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(header, ())
    for field in schema.fields:
        name = field.name
        if name not in columns:
            continue
        judge = judges[name]
        texts[name], figures, problems = _apart([judge[text] for text in columns[name]])
        if field.grammar:
            numbers[name] = _without(figures, broken)
        if any(problems):
            wrong = [(row, name, said) for row, said in enumerate(problems) if said and row not in broken]
            unreadable |= {(row, name) for row, _, _ in wrong}
            bad += wrong
    totals = _totals(schema, texts)
    lines = tuple(record.line for record in records)
    table = Table(
        schema.name, file, month, header, lines, _keys(schema, texts, len(rows)), texts, numbers,
        frozenset(unreadable) if unreadable else _NONE, totals,
    )  # fmt: skip
    findings = [_cell_finding(table, row, name, problem) for row, name, problem in bad]
    findings += _lines(records, table)
    findings += _duplicates(table, schema)
    return table, findings


def _fit(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells if len(cells) == width else (cells + ("",) * width)[:width]


def _whole(record: Record, width: int) -> bool:
    return record.cells is not None and len(record.cells) == width


def _apart(judged: Sequence[Judged]) -> tuple[tuple[str, ...], tuple[Number, ...], tuple[str, ...]]:
    """The texts, the figures and the problems of a column."""
    texts, figures, problems = zip(*judged, strict=True) if judged else ((), (), ())
    return texts, figures, problems


def _without(figures: tuple[Number, ...], broken: Set[int]) -> tuple[Number, ...]:
    """Every cell of a line that could not be taken apart is unreadable rather than blank."""
    if not broken:
        return figures
    return tuple(UNREADABLE if row in broken else figure for row, figure in enumerate(figures))


def _totals(schema: TableSchema, texts: dict[str, tuple[str, ...]]) -> tuple[int, ...]:
    total_row = schema.total_row
    if total_row is None or total_row.column not in texts:
        return ()
    return tuple(row for row, text in enumerate(texts[total_row.column]) if text == total_row.label)


def _keys(schema: TableSchema, texts: dict[str, tuple[str, ...]], count: int) -> tuple[str | None, ...]:
    columns = [texts[name] for name in schema.primary_key if name in texts]
    if not columns:
        return (None,) * count
    return tuple(KEY_SEPARATOR.join(filter(None, parts)) or None for parts in zip(*columns, strict=True))


def _cell_finding(table: Table, row: int, column: str, problem: str) -> Finding:
    text = table.texts[column][row]
    shown = f"“{text}”" if text else "空白"
    finding = as_finding(
        Problem(
            f"“{column}”为{shown}：{problem}", "请按要求改正这一格。", table.lines[row], row, column, text
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
    return tuple(Cell(table.name, row, column) for column in table.header)


def _duplicates(table: Table, schema: TableSchema) -> list[Finding]:
    """Rows with the same primary key; the total row is `sequence`'s concern."""
    first: dict[str, int] = {}
    findings = []
    for row, key in enumerate(table.keys):
        if key is None or row in table.totals or not schema.primary_key:
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
