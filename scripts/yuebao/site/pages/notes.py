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


def _columns(schema: TableSchema) -> list[tuple[Field, str, tuple[str, ...]]]:
    return [
        (field, GRAMMAR_WORDS.get(field.grammar, "文字"), _rules(schema, field)) for field in schema.fields
    ]


def _rules(schema: TableSchema, field: Field) -> tuple[str, ...]:
    """The ids of the rules that read the column, each once."""
    return tuple(dict.fromkeys(rule.id for rule in schema.rules if (schema.name, field.name) in rule.reads))
