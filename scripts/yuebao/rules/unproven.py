"""What no document proves: told in words, so that nobody takes for compared what was not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from yuebao.model.printed import PrintedRow, PrintedTable
from yuebao.rules.coverage import uncovered_columns
from yuebao.rules.in_force import file_name, printed_table
from yuebao.rules.scope import Scope
from yuebao.schema.layout import Layout
from yuebao.schema.printed_part import row_key
from yuebao.schema.table_schema import TableSchema


def unproven(params: object, scope: Scope) -> Iterator[str]:
    """Which documents could not be read and why; which tables and columns none in force prints; which figures of those no
    rule checks either; and what is said to be absent though a document prints it."""
    for document in scope.printed:
        if document.unread:
            yield f"{scope.month} 的 {file_name(document)} 没有读出，不能与各表对照：{document.unread}"
    layout = scope.layout
    found = {name: printed_table(scope.printed, schema) for name, schema in layout.tables.items()}
    gone = [name for name in scope.tables if found[name] is None]
    if gone:
        yield f"{scope.month} 不在原件里、没有对照的表：{_titles(layout, gone)}；{_left(layout, gone)}"
    for name, table in scope.tables.items():
        printed = found[name]
        if printed is None:
            continue
        header = layout.tables[name].header
        columns = [
            each for each in header if each not in printed.columns and table.has(each) and table.prints(each)
        ]
        if columns:
            yield f"{scope.month} 的《{layout.tables[name].title}》，{_quoted(columns)}不在原件里，没有对照"
    yield from _contradicted(scope, found)


def _contradicted(scope: Scope, found: Mapping[str, PrintedTable | None]) -> Iterator[str]:
    """What is said not to be published, and stands in a document all the same. Rows are told by their places: a key may
    name a person, and this is shown in public."""
    absent = scope.issue.absent if scope.issue else ()
    named = {
        name: _by_name(printed, scope.schemas[name])
        for name in {each.table for each in absent}
        if (printed := found.get(name)) is not None
    }
    for absence in absent:
        printed, schema = found.get(absence.table), scope.schemas.get(absence.table)
        if printed is None or schema is None or (absence.column and absence.column not in printed.columns):
            continue
        at = printed.columns.index(absence.column) if absence.column else None
        for row in named[absence.table].get(absence.row, ()):
            if at is None or row.texts[at]:
                column = f"“{absence.column}”一列" if absence.column else ""
                yield f"{scope.month} 的《{schema.title}》{column}有写作未公布的，{row.place}却印着，请核对"
                break


def _by_name(printed: PrintedTable, schema: TableSchema) -> dict[str, list[PrintedRow]]:
    """The printed rows by what they are called, and all of them under no name."""
    found: dict[str, list[PrintedRow]] = {"": list(printed.rows)}
    for row in printed.rows:
        if name := row_key(printed.columns, row.texts, schema):
            found.setdefault(name, []).append(row)
    return found


def _titles(layout: Layout, names: Iterable[str]) -> str:
    return "".join(f"《{layout.tables[name].title}》" for name in names)


def _left(layout: Layout, names: Iterable[str]) -> str:
    """What rules say of tables that no document proves."""
    uncovered = uncovered_columns(layout)
    nothing = [
        f"《{layout.tables[name].title}》的{_quoted(uncovered[name])}" for name in names if name in uncovered
    ]
    return (
        f"其中的数字只由规则核验，{'、'.join(nothing)}没有规则核验" if nothing else "其中的数字只由规则核验"
    )


def _quoted(columns: Iterable[str]) -> str:
    return "、".join(f"“{column}”" for column in columns)
