"""The documents that an issue was taken from, as they can be read beside its tables: their own lines and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yuebao.importing.blocks import Grid, Refused
from yuebao.importing.formats import LIMIT, read_document
from yuebao.load.files import read_bytes
from yuebao.load.problem import Problem
from yuebao.model.issue import Source
from yuebao.model.month import Month
from yuebao.rules.in_force import printed_table
from yuebao.schema.printed_part import row_key
from yuebao.workflows.judge import Standing


@dataclass(frozen=True, slots=True)
class Shown:
    """A document: its name, its blocks (a line of text, or the rows of a table, each with its place), and why it could not be
    read."""

    name: str
    file: str
    blocks: tuple[dict[str, Any], ...] = ()
    unread: str = ""


def originals(standing: Standing, month: Month) -> tuple[Shown, ...]:
    """The documents in force, as they stand."""
    listed = () if month.issue is None else month.issue.sources
    return tuple(_shown(standing, month, source) for source in listed if source.in_force and source.file)


def places(standing: Standing, month: Month) -> dict[str, dict[str, str]]:
    """Where the documents print each row, by table and the row's key; the row's number where it has none."""
    layout = standing.layout(month.month)
    printed = standing.sources.printed(month, layout)
    found: dict[str, dict[str, str]] = {}
    for name, schema in layout.tables.items():
        table = printed_table(printed, schema)
        if table is not None:
            found[name] = {
                row_key(table.columns, row.texts, schema) or str(number): row.place
                for number, row in enumerate(table.rows, 1)
            }
    return found


def _shown(standing: Standing, month: Month, source: Source) -> Shown:
    name = source.file.rpartition("/")[2]
    content = read_bytes(standing.root / month.folder / source.file, LIMIT)
    if isinstance(content, Problem):
        return Shown(name, source.file, unread=content.message)
    try:
        document = read_document(content, name)
    except Refused as refused:
        return Shown(name, source.file, unread=str(refused))
    return Shown(name, source.file, tuple(_blocks(document.blocks)))


def _blocks(blocks: Any) -> Iterator[dict[str, Any]]:
    for block in blocks:
        if isinstance(block, Grid):
            yield {"rows": [{"cells": row.cells, "place": row.place} for row in block.rows]}
        else:
            yield {"text": block.text, "place": block.place, "caption": block.caption}
