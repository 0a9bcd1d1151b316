"""A month as a Data Package: its tables as CSV, their schemas inlined, the errata beside them, in one .zip.

The package is read by any Data Package tool and validates untouched with `frictionless validate`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from yuebao.model.csv_text import csv_text, published_rows, table_rows
from yuebao.model.finding import DUPLICATE, Finding
from yuebao.model.issue import DRAFT, NOT_PUBLISHED, Absence, Erratum, Issue
from yuebao.model.month import Month
from yuebao.model.table import Table
from yuebao.model.trust import UNTOLD, Checked, Trust
from yuebao.printed.published_schema import published_schema, stored_schema
from yuebao.printed.trust_notes import summary, unproven_notes
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
_CHECKS: Final = (
    ("table", "表"),
    ("number", "第几行，表头不算"),
    ("row", "行"),
    ("column", "列"),
    ("state", "状态"),
    ("basis", "凭据"),
)


def issue_package(
    month: Month,
    issue: Issue,
    schemas: Mapping[str, TableSchema],
    findings: Sequence[Finding],
    checked: Checked = UNTOLD,
) -> bytes:
    """The .zip of an issue. CSV is UTF-8 without BOM, every cell as published; tables and columns that were not published
    are not in it. ``findings`` are those that the errata explain; `checks.csv` says of each figure how far it was
    ``checked``. Of a draft the descriptor says so, and how many cells of
    each table are left, which are blank."""
    resources, files = [], {}
    for name, table in month.tables.items():
        rows, schema = _printed(schemas[name], table)
        content = csv_text(rows).encode()
        resource = _resource(name, schema.title, schema.description, _keyed(schema, findings))
        files[resource["path"]] = content
        resources.append(resource | _checked(content) | ({"left": len(table.left)} if table.left else {}))
    errata_content = csv_text(
        [[name for name, _ in _ERRATA], *(_cells(item) for item in month.errata)]
    ).encode()
    resource = _resource("errata", "存疑", "与规则不符、经审核说明的公布数字。", _errata_schema())
    files[resource["path"]] = errata_content
    resources.append(resource | _checked(errata_content))
    if checked.columns:
        checks_content = csv_text([[name for name, _ in _CHECKS], *_checks(month, checked)]).encode()
        resource = _resource("checks", "核验", "每个数字核验到什么程度。", _checks_schema())
        files[resource["path"]] = checks_content
        resources.append(resource | _checked(checks_content))
    descriptor = _descriptor(month.month, issue, resources)
    if checked.columns:
        descriptor["checked"] = [summary(checked), *unproven_notes(checked, schemas)]
    if month.draft:
        absent = {name: count for name, count in month.left.items() if name and name not in month.tables}
        descriptor |= {"state": DRAFT, "left": sum(month.left.values()), "tablesLeft": absent}
    return zip_bytes({DESCRIPTOR: _json(descriptor).encode(), **files})


def _printed(schema: TableSchema, table: Table) -> tuple[Iterable[Sequence[str]], TableSchema]:
    """The rows and the schema: all columns of a table of which cells are left, else those that were published."""
    if table.left:
        return table_rows(table), stored_schema(schema, table)
    return published_rows(table), published_schema(schema, table)


def issue_descriptor(month: Month, schemas: Mapping[str, TableSchema], findings: Sequence[Finding]) -> str:
    """`datapackage.json` for the files of an issue as they lie in the archive, from whose folder their paths lead. It says
    how they have to be, also of a file that is not so or that is not there; ``findings`` are those that errata explain."""
    resources = []
    for name, schema in schemas.items():
        if name not in month.nothing:
            own = _of_file(schema, month, name)
            path = f"{month.folder}/{name}.csv"
            resources.append(_resource(name, schema.title, schema.description, _keyed(own, findings), path))
    return _json(_descriptor(month.month, month.issue, resources))


def _of_file(schema: TableSchema, month: Month, name: str) -> TableSchema:
    """The schema of the file of a table: a column that was not published may be left out of it."""
    table = month.tables.get(name)
    return schema if table is None else stored_schema(schema, table)


def _keyed(schema: TableSchema, findings: Sequence[Finding]) -> dict[str, Any]:
    """The plain schema. Where errata explain that rows were printed twice, nothing tells rows apart: the key stands
    beside the schema with the rows, for no reader of Data Packages would take it."""
    descriptor = dict(schema.descriptor)
    twice = [
        finding.value
        for finding in findings
        if (finding.table, finding.rule, finding.breach) == (schema.name, "structure", DUPLICATE)
    ]
    if twice and "primaryKey" in descriptor:
        descriptor["printedTwice"] = {"key": descriptor.pop("primaryKey"), "rows": twice}
    return descriptor


def _json(descriptor: dict[str, Any]) -> str:
    return json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"


def _descriptor(month: str, issue: Issue | None, resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": f"issue-{month.lower()}",
        **({} if issue is None else _masthead(issue, month)),
        "version": "1.0.0",
        **({} if issue is None or not issue.absent else {"absent": list(map(_absent, issue.absent))}),
        "resources": resources,
    }


def _absent(item: Absence) -> dict[str, Any]:
    """What was not published: of a table, a column of it or one cell, whose blank is none in the file."""
    place = {"table": item.table, "column": item.column, "row": item.row}
    return {
        "state": NOT_PUBLISHED,
        **{key: text for key, text in place.items() if text},
        "reason": item.reason,
        "reviewer": item.reviewer,
        "reviewed": item.reviewed.isoformat(),
    }


def _masthead(issue: Issue, month: str) -> dict[str, Any]:
    """What the issue says of itself; a draft may say only some of it."""
    known: dict[str, Any] = {}
    if issue.get("title") is not None:
        known["title"] = issue.title
    known["description"] = "".join(
        (*"，".join(issue.ordinals), "；" if issue.ordinals else "", f"统计期 {month}。")
    )
    if issue.get("published") is not None:
        known["created"] = f"{issue.published.isoformat()}T00:00:00Z"
    if issue.publisher:
        known["contributors"] = [{"title": issue.publisher, "role": "publisher"}]
    return known


def _resource(name: str, title: str, description: str, schema: Any, path: str = "") -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "description": description,
        "path": path or f"data/{name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _checked(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _cells(erratum: Erratum) -> list[str]:
    values = [getattr(erratum, name) for name, _ in _ERRATA]
    return ["" if value is None else str(value) for value in values]


def _checks(month: Month, checked: Checked) -> Iterator[tuple[str, ...]]:
    """Each figure by its table, the number of its row among the data rows of the CSV, and its column. One that was not
    published has its state too."""
    for (name, column), found in checked.columns.items():
        table = month.tables[name]
        for row, value in enumerate(found):
            trust = Trust(value)
            yield name, str(row + 1), table.row_name(row), column, trust.state, trust.basis


def _checks_schema() -> dict[str, Any]:
    kinds = {"number": "integer"}
    fields = [{"name": name, "title": title, "type": kinds.get(name, "string")} for name, title in _CHECKS]
    return {"fields": fields, "primaryKey": ["table", "number", "column"], "missingValues": [""]}


def _errata_schema() -> dict[str, Any]:
    kinds = {"reviewed": "date"}
    return {
        "fields": [
            {"name": name, "title": title, "type": kinds.get(name, "string")} for name, title in _ERRATA
        ],
        "missingValues": [""],
    }
