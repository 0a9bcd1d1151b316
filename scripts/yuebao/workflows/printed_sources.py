"""What the kept documents of an issue print, read by the reader of `import`; a document that was read before is taken from
what was kept.

A document is known by its content: the same bytes, layout, program and name are read alike. What could not be read is
not kept, because another machine, or this one tomorrow, may have what it takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any, Final

from yuebao.cache.fingerprint import of_parts, of_program
from yuebao.cache.shelf import Shelf
from yuebao.importing.blocks import Document, Refused
from yuebao.importing.document_reader import Reading, read_blocks
from yuebao.importing.formats import LIMIT, read_document, takes_office
from yuebao.importing.to_tables import understand
from yuebao.importing.vocabulary import words_of
from yuebao.load.files import read_bytes
from yuebao.load.problem import Problem
from yuebao.model.fault import Fault
from yuebao.model.issue import Source
from yuebao.model.month import Month
from yuebao.model.printed import Printed, PrintedDocument, PrintedRow, PrintedSentence, PrintedTable
from yuebao.rules.registry import covers_all
from yuebao.schema.layout import Layout
from yuebao.schema.masthead import MONTH

_KEPT: Final = "readings"
CONVERTING: Final = 900
"""Seconds of LibreOffice, in each process, after which no more documents are converted."""
_LATE: Final = (
    f"转换用的时间合计已过 {CONVERTING} 秒，这一份没有再由 LibreOffice 转换；再核验一次，转换过的不再转换"
)


@dataclass(frozen=True)
class _Kept:
    """What was read before by the same program with the same ``declared`` texts of `schemas/`, on a ``shelf``."""

    declared: Mapping[str, str]
    shelf: Shelf

    @cached_property
    def base(self) -> str:
        """What everything that was read follows from."""
        return of_parts([of_program(), *(part for item in self.declared.items() for part in item)])


@dataclass
class _Spent:
    """The seconds that LibreOffice took so far."""

    seconds: float = 0


@dataclass(frozen=True, slots=True)
class SourceReader:
    """Reads the documents of issues below ``root``; ``kept`` is what was read before, ``None`` where nothing is kept.
    ``opened`` are documents that this call has open already, by name and hash. ``office`` is what LibreOffice
    took so far to convert documents, seconds for each: past a limit no more are converted."""

    root: Path
    kept: _Kept | None
    opened: Mapping[tuple[str, str], Document] = field(default_factory=dict)
    office: _Spent = field(default_factory=_Spent)

    @classmethod
    def of(cls, root: Path, declared: Mapping[str, str], *, keep: bool = True) -> SourceReader:
        """The reader for an archive; without ``keep`` it reads everything afresh."""
        return cls(root, _Kept(declared, Shelf.of(root, _KEPT)) if keep else None)

    def at(self, root: Path, opened: Mapping[tuple[str, str], Document]) -> SourceReader:
        """The same reader for an issue that stands elsewhere, with documents that are open."""
        return replace(self, root=root, opened=opened)

    def printed(self, month: Month, layout: Layout) -> Printed:
        """What the documents in force print; nothing where no rule of the layout asks for it."""
        if not covers_all(layout.rules) or month.issue is None:
            return ()
        return tuple(
            self.document(month, source, layout) for source in month.issue.sources if source.in_force
        )

    def document(self, month: Month, source: Source, layout: Layout) -> PrintedDocument:
        """What one document of an issue prints, in force or not."""
        unread = PrintedDocument(source.file, source.role)
        content = read_bytes(self.root / month.folder / source.file, LIMIT)
        if isinstance(content, Problem):
            return replace(unread, unread=_reason(content.message))
        if sha256(content).hexdigest() != source.sha256:
            return replace(unread, unread="与登记的 sha256 不符")
        name, key = f"{month.month}-{source.sha256}", self._key(month, source)
        before = None if self.kept is None else self.kept.shelf.get(name, key)
        if before is not None:
            return _from_json(source, before)
        file = source.file.rpartition("/")[2]
        opened = self.opened.get((file, source.sha256))
        if opened is None and takes_office(content, file) and self.office.seconds > CONVERTING:
            return replace(unread, unread=_LATE)
        try:
            opened = opened or self._opened(content, file)
            read = _read(opened, source, layout, month.month)
        except Refused as refused:
            return replace(unread, unread=_reason(str(refused)))
        except Exception as error:
            raise Fault(
                f"{month.folder}/{source.file}：读这个文件时程序出错（{type(error).__name__}：{error}）"
            ) from error
        if self.kept is not None:
            self.kept.shelf.put(name, key, _to_json(read))
        return read

    def _opened(self, content: bytes, file: str) -> Document:
        if not takes_office(content, file):
            return read_document(content, file)
        start = monotonic()
        try:
            return read_document(content, file)
        finally:
            self.office.seconds += monotonic() - start

    def _key(self, month: Month, source: Source) -> str | None:
        if self.kept is None:
            return None
        return of_parts([self.kept.base, month.month, source.file, source.sha256])


_DRAFT: Final = "它是录入用的工作簿或草稿，不是公布的文件"


def _reason(message: str) -> str:
    """The cause without the advice to who imports."""
    return message.partition("。")[0].splitlines()[0]


def _read(document: Document, source: Source, layout: Layout, month: str) -> PrintedDocument:
    if document.draft:
        return PrintedDocument(source.file, source.role, unread=_DRAFT)
    reading = read_blocks(document, words_of(layout, month))
    understood = understand(reading, layout.tables, layout.form)
    tables = {
        table: PrintedTable(*_printed(reading, table, layout.tables[table].header, rows))
        for table, rows in understood.tables.items()
    }
    masthead = {key: text for key, text in understood.masthead.items() if key != MONTH}
    sentences = tuple(PrintedSentence(each.text, each.place) for each in understood.sentences)
    return PrintedDocument(source.file, source.role, tables, masthead, sentences)


def _printed(
    reading: Reading, table: str, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> tuple[tuple[str, ...], tuple[PrintedRow, ...]]:
    """The columns that the document has, all where the table stands in running text, and the rows with their places."""
    records = reading.records[table]
    found = {column for record in records for column in record.values}
    kept = [index for index, column in enumerate(header) if table not in reading.columns or column in found]
    printed = tuple(
        PrintedRow(tuple(row[index] for index in kept), record.place)
        for row, record in zip(rows, records, strict=True)
    )
    return tuple(header[index] for index in kept), printed


def _to_json(document: PrintedDocument) -> Any:
    tables = {name: [table.columns, table.rows] for name, table in document.tables.items()}
    return {
        "tables": tables,
        "masthead": document.masthead,
        "sentences": document.sentences,
        "unread": document.unread,
    }


def _from_json(source: Source, value: Any) -> PrintedDocument:
    tables = {
        name: PrintedTable(tuple(columns), tuple(PrintedRow(tuple(texts), place) for texts, place in rows))
        for name, (columns, rows) in value["tables"].items()
    }
    sentences = tuple(PrintedSentence(text, place) for text, place in value["sentences"])
    return PrintedDocument(source.file, source.role, tables, value["masthead"], sentences, value["unread"])
