"""数据说明: every table, column, unit and rule, generated from the schemas."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.model.numbers import GRAMMAR_WORDS
from yuebao.schema.table_schema import Field, TableSchema
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.pages.layout import render_page


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The data dictionary."""
    yield (
        addresses.source(addresses.NOTES),
        render_page(
            "notes.md.j2",
            {
                "title": "数据说明",
                "hide": ["navigation"],
                "description": "每张表、每一列、单位与核验规则，由表结构生成。",
            },
            tables=[(schema, _columns(schema)) for schema in archive.latest.tables.values()],
            rules=archive.latest.rules,
            scales=archive.latest.scoring.scales.values(),
        ),
    )


def _columns(schema: TableSchema) -> list[tuple[Field, str, list[int]]]:
    return [
        (field, GRAMMAR_WORDS.get(field.grammar, "文字"), _rules(schema, field)) for field in schema.fields
    ]


def _rules(schema: TableSchema, field: Field) -> list[int]:
    """The numbers, from 1, of the rules that read the column, as the page lists them."""
    return [number for number, rule in enumerate(schema.rules, 1) if (schema.name, field.name) in rule.reads]
