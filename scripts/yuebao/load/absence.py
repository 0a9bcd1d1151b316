"""`absent:` of a month's `issue.yaml`: what the issue does not print, and the tables with these blanks in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from yuebao.load.problem import Problem
from yuebao.load.yaml_data import Keys, check_reviewed
from yuebao.model.finding import DUPLICATE, Finding
from yuebao.model.issue import Absence
from yuebao.model.numbers import UNREADABLE
from yuebao.model.table import Cell, Table, figures_with
from yuebao.schema.declared_keys import ABSENCE
from yuebao.schema.strict import meant
from yuebao.schema.table_schema import TableSchema

KEY = "absent"
_GUESSED: Final = 50
"""Wrong names of rows in one table for which a similar one is looked for, which takes longer than all else."""


def read_absences(
    keys: Keys, tables: Mapping[str, TableSchema], published: date, today: date | None
) -> tuple[tuple[Absence, ...], list[Problem]]:
    """The entries that are complete, and the problems of the others. What is named has to be in the layout of the issue;
    rows are looked for when the tables were read."""
    entries = keys.values.get(KEY, [])
    if not isinstance(entries, list):
        keys.report(f"“{KEY}”应为列表", "每项写作 - {table: …, reason: …, reviewer: …, reviewed: …}。", KEY)
        return (), []
    found: list[Absence] = []
    problems: list[Problem] = []
    said = _Said({}, {})
    for index, value in enumerate(entries):
        entry = Keys(keys.document, (KEY, index), value)
        absence = _read(entry, tables, keys.document.line(KEY, index))
        check_reviewed(entry, absence.reviewed, published, today)
        if not entry.problems and (line := said.line(absence)) is not None:
            entry.report(f"与第 {line} 行的一项说的是同一处", "请只保留一项：整张表、整列、一格，写一种。")
        problems += entry.problems
        if not entry.problems:
            found.append(absence)
            said.add(absence)
    return tuple(found), problems


def _read(entry: Keys, tables: Mapping[str, TableSchema], line: int) -> Absence:
    entry.only(*ABSENCE)
    table = entry.text("table") or ""
    column = entry.text("column", optional=True, quoted=True) or ""
    row = entry.text("row", optional=True, quoted=True) or ""
    if table and table not in tables:
        entry.report(f"本期的版式没有表“{table}”{meant(table, tables)}", "请改正表的名称。", "table")
    elif table and column and column not in tables[table].field:
        known = meant(column, tables[table].header)
        entry.report(f"表 {table} 没有“{column}”一列{known}", "请照本期的表头改正列名。", "column")
    if row and not column:
        entry.report("写了 row 而没有写 column", "请写明是这一行的哪一列。", "row")
    return Absence(
        table, column, row, entry.words("reason"), entry.words("reviewer"), entry.day("reviewed"), line
    )


_Place = tuple[str, ...]
"""A table, a column of it, or a cell: the names that lead there."""


@dataclass(frozen=True, slots=True)
class _Said:
    """The lines of the entries so far: by the place that each names, and the first by each place that it lies in."""

    named: dict[_Place, int]
    within: dict[_Place, int]

    def line(self, absence: Absence) -> int | None:
        """That of an entry about the same, about more or about a part of it."""
        places = _places(absence)
        known = next((self.named[place] for place in places if place in self.named), None)
        return self.within.get(places[-1]) if known is None else known

    def add(self, absence: Absence) -> None:
        """Note an entry about which nothing is said yet."""
        places = _places(absence)
        self.named[places[-1]] = absence.line
        for place in places:
            self.within.setdefault(place, absence.line)


def _places(absence: Absence) -> list[_Place]:
    """What the entry lies in, the widest first, then what it names."""
    names = [name for name in (absence.table, absence.column, absence.row) if name]
    return [tuple(names[:count]) for count in range(1, len(names) + 1)]


@dataclass(frozen=True, slots=True)
class Blanks:
    """A table in which what was not published is marked, the findings that stand, and the problems of the entries."""

    table: Table
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]


def columns_absent(absences: Sequence[Absence], table: str) -> frozenset[str]:
    """The columns of a table that are not published at all."""
    return frozenset(each.column for each in absences if each.table == table and each.column and not each.row)


def tables_absent(absences: Sequence[Absence]) -> dict[str, Absence]:
    """The tables that are not published at all."""
    return {each.table: each for each in absences if not each.column}


def mark_absent(
    table: Table, schema: TableSchema, findings: Sequence[Finding], absences: Sequence[Absence]
) -> Blanks:
    """The table with each absent cell unreadable and known as such; a blank that had to be filled is no finding there. A
    column that the file leaves out stands in the header again, its cells blank. Rows are not the same of which a part of the
    key is not known."""
    own = [each for each in absences if each.table == table.name and each.column]
    if not own:
        return Blanks(table, tuple(findings), ())
    table = _with_left_out(table, schema, columns_absent(own, table.name))
    problems: list[Problem] = []
    cells: set[tuple[int, str]] = set()
    named = _by_name(table) if any(each.row for each in own) else {}
    for absence in own:
        texts = table.texts[absence.column]
        rows = _row(table, absence, named, problems) if absence.row else range(len(table))
        filled = next((row for row in rows if texts[row]), None)
        if filled is not None:
            problems.append(_holds(table, absence, filled))
        cells |= {(row, absence.column) for row in rows if not texts[row]}
    return Blanks(*_marked(table, schema, findings, cells), tuple(problems))


def mark_left(
    table: Table, schema: TableSchema, findings: Sequence[Finding]
) -> tuple[Table, tuple[Finding, ...]]:
    """The table of a draft with each blank cell unreadable and known to be left."""
    cells = {
        (row, name)
        for name, texts in table.texts.items()
        for row, text in enumerate(texts)
        if not text and (row, name) not in table.nothing
    }
    marked, findings = _marked(table, schema, findings, cells)
    return replace(marked, left=frozenset(cells)), findings


def _marked(
    table: Table, schema: TableSchema, findings: Sequence[Finding], cells: Set[tuple[int, str]]
) -> tuple[Table, tuple[Finding, ...]]:
    if not cells:
        return table, tuple(findings)
    marked = replace(
        table,
        numbers=figures_with(table.numbers, cells, UNREADABLE),
        unreadable=table.unreadable | cells,
        nothing=table.nothing | cells,
        unknown=table.unknown - cells,
    )
    blank = {Cell(table.name, row, name) for row, name in cells}
    unknown = {table.keys[row] for row, name in cells if name in schema.primary_key}
    return marked, tuple(
        each
        for each in findings
        if each.cell not in blank and not (each.breach == DUPLICATE and each.value in unknown)
    )


def _with_left_out(table: Table, schema: TableSchema, absent: Set[str]) -> Table:
    left_out = frozenset(name for name in absent if not table.has(name))
    if not left_out:
        return table
    blank, known = ("",) * len(table), set(table.header) | left_out
    header = [name for name in schema.header if name in known]
    header += [name for name in table.header if name not in schema.field]
    figures = {name: (UNREADABLE,) * len(table) for name in left_out if schema.field[name].grammar}
    return replace(
        table,
        header=tuple(header),
        texts={**table.texts, **dict.fromkeys(left_out, blank)},
        numbers={**table.numbers, **figures},
        left_out=left_out,
    )


def _by_name(table: Table) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in range(len(table)):
        found.setdefault(table.row_name(row), []).append(row)
    return found


def _row(
    table: Table, absence: Absence, named: Mapping[str, Sequence[int]], problems: list[Problem]
) -> Sequence[int]:
    """The row of that name; none, and a problem, where no row or several are called so."""
    rows = named.get(absence.row, ())
    if len(rows) == 1:
        return rows
    if rows:
        said, remedy = f"表 {table.name} 有 {len(rows)} 行叫“{absence.row}”", "请先改正重复的行。"
    else:
        guess = meant(absence.row, map(table.row_name, range(len(table)))) if len(problems) < _GUESSED else ""
        said = f"表 {table.name} 没有“{absence.row}”一行{guess}"
        remedy = "请照这张表改正行的名称；没有名称的行写序数。"
    problems.append(Problem(said, remedy, absence.line, column=KEY, value=absence.row))
    return ()


def _holds(table: Table, absence: Absence, row: int) -> Problem:
    text = table.texts[absence.column][row]
    where = f"“{table.row_name(row)}”行“{absence.column}”列"
    return Problem(
        f"{KEY} 说没有公布 {table.name} 的{where}，那一格（第 {table.lines[row]} 行）却写着“{text}”",
        f"公布了的，从 {KEY} 删去这一项；没有公布的，让那一格空着。",
        absence.line,
        column=KEY,
        value=text,
    )


def tables_there(absences: Sequence[Absence], there: Set[str]) -> Iterator[Problem]:
    """A problem for each table that is said to be absent while its file exists."""
    for table, absence in tables_absent(absences).items():
        if table in there:
            yield Problem(
                f"{KEY} 说没有公布表 {table}，却有 {table}.csv",
                f"公布了的，从 {KEY} 删去这一项；没有公布的，删去这个文件。",
                absence.line,
                column=KEY,
                value=table,
            )
