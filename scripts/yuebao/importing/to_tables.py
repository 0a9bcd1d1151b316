"""A reading brought to the tables of the contract: columns in their order, cells cleaned, every change listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from yuebao.importing.accounting import Account
from yuebao.importing.blocks import Paragraph
from yuebao.importing.cells import NO_SPACES, Cleaned, clean
from yuebao.importing.compact_text import unspaced
from yuebao.importing.document_reader import Reading
from yuebao.importing.remarks import Ambiguous, Discrepancy, Noted, Remark, Unplaced
from yuebao.importing.rows import Record
from yuebao.importing.settling import UNKNOWN_COLUMN
from yuebao.schema.report_form import RankingForm, ReportForm
from yuebao.schema.table_schema import Field, TableSchema

OTHER_COLUMN: Final = re.compile("表里没有“([^”]+)”这一列")
"""What is told of a cell beneath such a word."""
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that is not kept letter by letter: where, what stood there, what is kept, and why."""

    table: str
    row: int
    column: str
    before: str
    after: str
    how: str


@dataclass(frozen=True, slots=True)
class Understood:
    """The tables of a document by name (rows in the order of the schema's columns) and all that is to be told.

    ``row_places`` says where each row stands and ``spots`` where the cells of its columns do, ``places`` where each table was found; ``absent`` are the tables that the document does not hold, ``promised`` those
    of them that its list of attachments names; ``account`` says what became of every character.
    """

    tables: Mapping[str, Rows]
    row_places: Mapping[str, tuple[str, ...]]
    spots: Mapping[str, tuple[Mapping[str, str], ...]]
    places: Mapping[str, tuple[str, ...]]
    masthead: Mapping[str, str]
    absent: tuple[str, ...]
    promised: tuple[str, ...]
    sentences: tuple[Paragraph, ...]
    changes: tuple[Change, ...]
    unplaced: tuple[Unplaced, ...]
    ambiguous: tuple[Ambiguous, ...]
    discrepancies: tuple[Discrepancy, ...]
    noted: tuple[Noted, ...]
    account: Account


def understand(reading: Reading, schemas: Mapping[str, TableSchema], form: ReportForm) -> Understood:
    """The tables with at least one row. A total row's label goes into its column and loses its spaces."""
    tables: dict[str, Rows] = {}
    changes: list[Change] = []
    remarks: list[Remark] = list(reading.remarks)
    for name, schema in schemas.items():
        records = reading.records.get(name, ())
        if not records:
            continue
        rows, changed, doubts = _rows(records, schema)
        tables[name] = rows
        changes += changed
        remarks += doubts
        remarks += _missing_columns(reading, schema)
    remarks += _disagreeing_groups(reading, tables, schemas, form)
    absent = tuple(name for name in schemas if name not in tables)
    return Understood(
        tables,
        {name: tuple(record.place for record in reading.records[name]) for name in tables},
        {name: tuple(record.spots for record in reading.records[name]) for name in tables},
        reading.places,
        reading.masthead,
        absent,
        tuple(name for name in absent if name in reading.promised),
        reading.sentences,
        tuple(changes),
        tuple(remark for remark in remarks if isinstance(remark, Unplaced)),
        tuple(remark for remark in remarks if isinstance(remark, Ambiguous)),
        tuple(remark for remark in remarks if isinstance(remark, Discrepancy)),
        tuple(remark for remark in remarks if isinstance(remark, Noted)),
        reading.account,
    )


def holds_names(schema: TableSchema, field: Field) -> bool:
    """Whether the column holds names: of organizations, or texts that the schema forbids spaces in."""
    described = next(item for item in schema.descriptor["fields"] if item["name"] == field.name)
    pattern = described.get("constraints", {}).get("pattern")
    labels = schema.total_row is not None and schema.total_row.column == field.name
    return bool(field.names) or pattern == NO_SPACES or labels


def _rows(records: Sequence[Record], schema: TableSchema) -> tuple[Rows, list[Change], list[Ambiguous]]:
    spaceless = {field.name: holds_names(schema, field) for field in schema.fields}
    rows, changes, doubts = [], [], []
    for number, record in enumerate(records, 1):
        values, moved = _with_label(record.values, schema)
        if moved is not None:
            changes.append(Change(schema.name, number, moved, "", values[moved], "合计移到名称一列"))
        row = []
        for field in schema.fields:
            text = values.get(field.name, "")
            stored = record.stored.get(field.name)
            above = record.units.get(field.name, "")
            cleaned = clean(text, field, spaceless=spaceless[field.name], stored=stored, above=above)
            row.append(cleaned.text)
            if cleaned.change:
                changes.append(Change(schema.name, number, field.name, text, cleaned.text, cleaned.change))
            if cleaned.doubt:
                doubts.append(_Doubtful(record, field.name, text, cleaned))
        rows.append(tuple(row))
    return tuple(rows), changes, list(_alike(doubts))


@dataclass(frozen=True, slots=True)
class _Doubtful:
    """One cell that somebody should look at: its row, its column, its text as printed, and what was made of it."""

    record: Record
    column: str
    text: str
    cleaned: Cleaned


def _alike(doubts: Sequence[_Doubtful]) -> Iterator[Ambiguous]:
    """The doubts about cells, those of one reason as one with every cell named: a workbook shows each zero of a table in
    the same way."""
    groups: dict[tuple[str, str], list[_Doubtful]] = {}
    for doubt in doubts:
        groups.setdefault((doubt.text, doubt.cleaned.doubt), []).append(doubt)
    for (text, reason), each in groups.items():
        first = each[0]
        others = "、".join(f"{other.record.place}“{other.column}”" for other in each[1:])
        yield Ambiguous(
            first.record.place,
            text,
            f"“{first.column}”{reason}" + (f"；{len(each)} 格相同：又在{others}" if others else ""),
            first.cleaned.others,
            tuple(doubt.record.spots.get(doubt.column, doubt.record.place) for doubt in each),
        )


def _with_label(values: Mapping[str, str], schema: TableSchema) -> tuple[Mapping[str, str], str | None]:
    """The values with the total row's label in its column, and that column when the label stood in the first one."""
    total, first = schema.total_row, schema.fields[0].name
    if total is None or first == total.column or values.get(total.column, "").strip():
        return values, None
    if unspaced(values.get(first, "")) != total.label:
        return values, None
    return {**values, first: "", total.column: total.label}, total.column


def _missing_columns(reading: Reading, schema: TableSchema) -> Iterator[Remark]:
    columns = reading.columns.get(schema.name)
    if columns is None:
        return
    found = {column for record in reading.records[schema.name] for column in record.values}
    missing = [column for column in schema.header if column not in found]
    if missing:
        place = reading.places[schema.name][0]
        names = "、".join(f"“{column}”" for column in missing)
        reason = f"表头里没有 {names}，这几列按空白读入"
        yield Ambiguous(place, f"《{schema.title}》", reason, tuple(_other_words(reading, schema, place)))


def _other_words(reading: Reading, schema: TableSchema, place: str) -> Iterator[str]:
    """The words in the header of the table that no column bears, each once: one of them may be the column that is missing."""
    rows = {record.place for record in reading.records[schema.name]}
    found: dict[str, None] = {}
    for remark in reading.remarks:
        if remark.reason == UNKNOWN_COLUMN and remark.place == place:
            found |= dict.fromkeys(remark.text.split("｜"))
        elif remark.place in rows and (match := OTHER_COLUMN.fullmatch(remark.reason)):
            found[match[1]] = None
    yield from found


def _disagreeing_groups(
    reading: Reading, tables: Mapping[str, Rows], schemas: Mapping[str, TableSchema], form: ReportForm
) -> Iterator[Remark]:
    """Headings of groups whose place or score is not the one of the ranking that the report's form names."""
    rankings: dict[str, RankingForm] = {
        item.table: item.grouped.ranking for item in form.attachments if item.grouped is not None
    }
    for group in reading.groups:
        ranking = rankings[group.table]
        schema = schemas[ranking.table]
        if schema.entity is None or ranking.table not in tables:
            continue
        name = schema.header.index(schema.entity.name)
        score = schema.header.index(ranking.score)
        found = ((at, row) for at, row in enumerate(tables[ranking.table]) if row[name] == group.name)
        at, row = next(found, (0, None))
        said = f"标题写第 {group.number} 名{f'、{group.score} 分' if group.score else ''}"
        if row is None:
            yield Discrepancy(group.place, group.name, f"{said}，《{schema.title}》里没有它；照排名表读入")
            continue
        spots = reading.records[ranking.table][at].spots
        both = ((0, group.number), (score, group.score or row[score]))
        differing = [(schema.header[column], text) for column, text in both if row[column] != text]
        if differing:
            reason = f"{said}，《{schema.title}》写第 {row[0]} 名、{row[score]} 分；照排名表读入"
            cells = tuple(spots[column] for column, _ in differing if column in spots)
            yield Discrepancy(group.place, group.name, reason, tuple(text for _, text in differing), cells)
