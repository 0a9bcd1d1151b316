"""What the documents in force print together: table by table, the corrections in the place of what they correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from yuebao.model.issue import CORRECTION
from yuebao.model.printed import Printed, PrintedDocument, PrintedRow, PrintedSentence, PrintedTable
from yuebao.schema.printed_part import is_part, overlaid, rows_by_key
from yuebao.schema.table_schema import TableSchema


class Stated(NamedTuple):
    """What a document states, and where."""

    text: str
    place: str


class Conflict(NamedTuple):
    """A cell about which two documents of one role differ: the row's key, the column, and what either states."""

    row: str
    column: str
    one: Stated
    other: Stated


def file_name(document: PrintedDocument) -> str:
    """`issue-143.txt`, the folder left out."""
    return document.file.rpartition("/")[2]


def printed_table(documents: Printed, schema: TableSchema) -> PrintedTable | None:
    """The table as the documents in force print it; ``None`` where none of them does.

    A correction takes the place of an original, a later document of one role that of an earlier one. One that prints fewer
    than half of the rows, or not all columns, takes the place of the rows and columns that it prints.
    """
    found: PrintedTable | None = None
    for _, table in _holding(documents, schema.name):
        found = table if found is None or not is_part(table, found) else overlaid(found, table, schema)
    return found


def stated_masthead(documents: Printed) -> Mapping[str, Stated]:
    """The keys of the masthead that the documents in force state, likewise."""
    return {
        key: Stated(text, file_name(document))
        for document in _in_turn(documents)
        for key, text in document.masthead.items()
    }


def stated_sentences(documents: Printed) -> tuple[PrintedSentence, ...]:
    """The sentences of the corrections, where one has any, else those of the originals."""
    said = [document for document in documents if document.sentences]
    corrections = [document for document in said if document.role == CORRECTION]
    return tuple(sentence for document in corrections or said for sentence in document.sentences)


def conflicts(documents: Printed, schema: TableSchema) -> Iterator[Conflict]:
    """The cells about which documents of one role differ; of a table without a key nobody can tell."""
    known: dict[tuple[str, str, str], Stated] = {}
    for document, table in _holding(documents, schema.name):
        for key, row in rows_by_key(table, schema).items():
            for column, text in zip(table.columns, row.texts, strict=True):
                stated, place = Stated(text, row.place), (document.role, key, column)
                if known.setdefault(place, stated).text != text:
                    yield Conflict(key, column, known[place], stated)
                    known[place] = stated


def _in_turn(documents: Printed) -> list[PrintedDocument]:
    return sorted(documents, key=lambda document: document.role == CORRECTION)


def _holding(documents: Printed, name: str) -> Iterator[tuple[PrintedDocument, PrintedTable]]:
    """The documents that print the table, what counts most the last, each row with the name of its document."""
    for document in _in_turn(documents):
        if name in document.tables:
            table, file = document.tables[name], file_name(document)
            rows = tuple(PrintedRow(row.texts, f"{file} {row.place}") for row in table.rows)
            yield document, replace(table, rows=rows)
