"""JSON 的写法: where the JSON of an issue is, and what each of its keys holds, generated from its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yuebao.site import download_addresses as downloads
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.downloads.json_schema import issue_schema
from yuebao.site.pages.layout import render_page


def pages(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """The page of the JSON, to which the page of files leads."""
    yield (
        addresses.source(addresses.JSON),
        render_page(
            "json_keys.md.j2",
            {
                "title": "JSON 的写法",
                "hide": ["navigation"],
                "description": "每期的 JSON 在哪里，各键是什么，由 JSON Schema 生成。",
            },
            version=downloads.VERSION,
            schemas=(downloads.ISSUE_SCHEMA, downloads.INDEX_SCHEMA),
            json_keys=_keys(issue_schema(archive)),
            addresses=addresses,
        ),
    )


def _keys(schema: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every key of an issue's JSON with what it holds, those of a table under it."""
    published, _ = schema["anyOf"]
    found = []
    for name, inner in {**schema["properties"], **published["properties"]}.items():
        found.append((name, inner.get("description", "")))
        if name == "tables":
            table, _ = inner["additionalProperties"]["anyOf"]
            found += [(f"tables.表.{key}", each["description"]) for key, each in table["properties"].items()]
    return found
