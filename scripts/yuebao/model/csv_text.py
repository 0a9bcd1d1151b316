"""Tables as CSV text, in the one writing that the archive keeps."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from yuebao.model.table import Table


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """The rows, header first, with LF and commas; quotes only where a cell holds a comma, a quote or a line end."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def table_rows(table: Table) -> list[tuple[str, ...]]:
    """The table as rows of text, header first, as its file has them."""
    return _rows(table, table.written)


def published_rows(table: Table) -> list[tuple[str, ...]]:
    """`table_rows` without the columns of which nothing was published."""
    return _rows(table, [name for name in table.header if table.prints(name)])


def _rows(table: Table, header: Sequence[str]) -> list[tuple[str, ...]]:
    columns = [table.texts[name] for name in header]
    return [tuple(header), *zip(*columns, strict=True)]
