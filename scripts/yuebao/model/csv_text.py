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
    """The table as rows of text, header first."""
    columns = [table.texts[name] for name in table.header]
    return [table.header, *zip(*columns, strict=True)]
