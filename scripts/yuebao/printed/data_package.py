"""A month as a Data Package: its tables as CSV, their schemas inlined, the errata beside them, in one .zip.

The package is read by any Data Package tool and validates untouched with `frictionless validate`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from yuebao.model.csv_text import csv_text, published_rows
from yuebao.model.issue import Erratum, Issue
from yuebao.model.table import Table
from yuebao.printed.published_schema import published_schema
from yuebao.printed.zip_bytes import zip_bytes
from yuebao.schema.table_schema import TableSchema

DESCRIPTOR: Final = "datapackage.json"
_ERRATA: Final = (
    ("rule", "规则"),
    ("table", "表"),
    ("row", "行"),
    ("column", "列"),
    ("published", "公布的值"),
    ("expected", "按规则应为"),
    ("category", "类别"),
    ("reason", "原因"),
    ("reviewer", "审核人"),
    ("reviewed", "审核日期"),
)


def issue_package(
    month: str,
    issue: Issue,
    tables: Mapping[str, Table],
    schemas: Mapping[str, TableSchema],
    errata: Sequence[Erratum],
) -> bytes:
    """The .zip of an issue. CSV is UTF-8 without BOM, every cell as published; tables and columns that were not published
    are not in it."""
    resources, files = [], {}
    for name, table in tables.items():
        content = csv_text(published_rows(table)).encode()
        files[f"data/{name}.csv"] = content
        schema = published_schema(schemas[name], table)
        resources.append(_resource(name, schema.title, schema.description, dict(schema.descriptor), content))
    errata_content = csv_text([[name for name, _ in _ERRATA], *(_cells(item) for item in errata)]).encode()
    files["data/errata.csv"] = errata_content
    resources.append(
        _resource("errata", "勘误", "与规则不符、经审核说明的公布数字。", _errata_schema(), errata_content)
    )
    descriptor = _descriptor(month, issue, resources)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    return zip_bytes({DESCRIPTOR: text.encode(), **files})


def _descriptor(month: str, issue: Issue, resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": f"issue-{month.lower()}",
        "title": issue.title,
        "description": "".join(
            (*"，".join(issue.ordinals), "；" if issue.ordinals else "", f"统计期 {month}。")
        ),
        "version": "1.0.0",
        "created": f"{issue.published.isoformat()}T00:00:00Z",
        "contributors": [{"title": issue.publisher, "role": "publisher"}],
        "resources": resources,
    }


def _resource(name: str, title: str, description: str, schema: Any, content: bytes) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "description": description,
        "path": f"data/{name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def _cells(erratum: Erratum) -> list[str]:
    values = [getattr(erratum, name) for name, _ in _ERRATA]
    return ["" if value is None else str(value) for value in values]


def _errata_schema() -> dict[str, Any]:
    kinds = {"reviewed": "date"}
    return {
        "fields": [
            {"name": name, "title": title, "type": kinds.get(name, "string")} for name, title in _ERRATA
        ],
        "missingValues": [""],
    }
