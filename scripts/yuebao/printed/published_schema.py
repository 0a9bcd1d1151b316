"""The schema of a table as an issue prints it: without the columns of which it prints nothing."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Any

from yuebao.model.table import Table
from yuebao.schema.table_schema import TableSchema


def published_schema(schema: TableSchema, table: Table) -> TableSchema:
    """The schema itself where all of it was published. Else its columns are those that the table prints; one with a cell that
    was not published need not be filled, and rows are told apart only by columns that are there in full."""
    return _with_columns(schema, table, {name for name in schema.header if table.prints(name)})


def stored_schema(schema: TableSchema, table: Table) -> TableSchema:
    """The schema of the file that the archive keeps: likewise, but for the columns that stand there blank."""
    return _with_columns(schema, table, set(schema.header) - table.left_out)


def _with_columns(schema: TableSchema, table: Table, kept: Set[str]) -> TableSchema:
    if not table.nothing:
        return schema
    gaps = {column for _, column in table.nothing}
    whole = not gaps & set(schema.primary_key)
    dropped = () if whole else ("primaryKey",)
    descriptor = {key: value for key, value in schema.descriptor.items() if key not in dropped}
    descriptor["fields"] = [
        _optional(field) if field["name"] in gaps else field
        for field in schema.descriptor["fields"]
        if field["name"] in kept
    ]
    return replace(
        schema,
        fields=tuple(field for field in schema.fields if field.name in kept),
        primary_key=schema.primary_key if whole else (),
        descriptor=descriptor,
    )


def _optional(field: dict[str, Any]) -> dict[str, Any]:
    constraints = {name: value for name, value in field.get("constraints", {}).items() if name != "required"}
    return {**field, "constraints": constraints}
