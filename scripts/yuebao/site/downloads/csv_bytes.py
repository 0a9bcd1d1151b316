"""CSV as it is downloaded: UTF-8 with BOM, because Excel in China opens it garbled without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yuebao.model.csv_text import csv_text


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows, header first."""
    return csv_text(rows).encode("utf-8-sig")
