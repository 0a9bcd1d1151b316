"""The figures of each issue that an answer can state: a script an issue, read when it is asked about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from yuebao.model.table import Cell, Table
from yuebao.printed.edition import Edition
from yuebao.schema.table_schema import TableSchema
from yuebao.site.archive import Archive
from yuebao.site.marks import marks_of
from yuebao.site.script_text import assigned


def files(archive: Archive, edition: Edition) -> Iterator[tuple[str, bytes]]:
    """`search/answers/2020-07.js`, which hands the answers of its issue over."""
    name, value = json.dumps(edition.name), answers(archive, edition)
    yield (
        f"search/answers/{edition.name}.js",
        assigned(f"(window.yuebaoAnswers=window.yuebaoAnswers||{{}})[{name}]", value),
    )


def answers(archive: Archive, edition: Edition) -> dict[str, Any]:
    """``tables``: of each table that has one row an organization, or one row at all, the ids of its columns of figures and
    the figures by the row's part of the address, exactly as published; a figure that was not published is ``null``.
    ``marks``: what is said of single cells, by their addresses. ``names``: what the issue calls organizations, by their ids,
    where that is not their newest name."""
    tables = {
        name: _figures(edition, table, edition.layout.tables[name])
        for name, table in edition.month.tables.items()
        if _answers(edition.layout.tables[name])
    }
    return {"tables": tables, "marks": _marks(archive, edition), "names": _names(archive, edition)}


def _answers(schema: TableSchema) -> bool:
    return schema.lists_once or schema.row_count == 1


def _figures(edition: Edition, table: Table, schema: TableSchema) -> list[Any]:
    fields = [field for field in schema.fields if field.grammar and field.unit and table.has(field.name)]
    columns = [edition.addresses.column(table.name, field.name) for field in fields]
    return [
        columns,
        {
            row: [
                None if (index, field.name) in table.nothing else table.texts[field.name][index]
                for field in fields
            ]
            for index, row in enumerate(edition.addresses.rows(table.name))
        },
    ]


def _marks(archive: Archive, edition: Edition) -> dict[str, str]:
    """Errata before corrections; a cell that has several is told of the first."""
    found: dict[str, str] = {}
    for mark in marks_of(edition):
        if isinstance(mark.cell, Cell) and mark.anchor:
            found.setdefault(mark.anchor, f"存疑：按规则{mark.due}")
    for each in archive.corrected(edition):
        if each.anchor:
            found.setdefault(each.anchor, f"更正：原来{each.change.old or '空白'}")
    return found


def _names(archive: Archive, edition: Edition) -> dict[str, str]:
    end = edition.period.end
    return {
        entry.id: entry.name
        for entry in archive.registry.organizations
        if entry.in_force(end) and entry.name != archive.registry.by_id[entry.id].name
    }
