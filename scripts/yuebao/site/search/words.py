"""Pages, organizations, issues and every text of the tables, each text once with the issues that hold it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from yuebao.model.issue import DRAFT, WITHDRAWN
from yuebao.model.organization import Organization
from yuebao.schema.handwritten import PAGE
from yuebao.schema.table_schema import TableSchema
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.pages.organization_columns import about_tables
from yuebao.site.pages.succession import origins, turns


def words(archive: Archive) -> dict[str, Any]:
    """The index of everything but figures.

    ``issues`` oldest first; postings in ``texts`` are indexes into it, written `0-3,5`. Names of organizations are left
    to ``organizations``, which has them all with their aliases. ``kinds`` are in the order in which equal names are
    found: one that belongs to another comes after it.
    """
    kinds = archive.latest.organizations
    return {
        "issues": [
            [
                edition.name,
                edition.issue.total_number,
                edition.issue.number,
                edition.issue.title,
                edition.issue.year,
                *(edition.period.year, edition.period.first_month, edition.period.last_month),
                str(edition.issue.published),
                edition.label,
            ]
            for edition in archive.editions
        ],
        "unpublished": _unpublished(archive),
        "kinds": [[kind.id, kind.title] for kind in sorted(kinds.kinds, key=lambda kind: bool(kind.parents))],
        "organizations": _organizations(archive),
        "tables": [[name, schema.title] for name, schema in archive.tables.items()],
        "pages": pages(archive),
        "texts": [group for name in archive.tables for group in _texts(archive, name)],
    }


def pages(archive: Archive) -> list[list[str]]:
    """Title and address of the pages that are not of one issue or organization; last those that the navigation names, by
    its titles."""
    kinds = archive.latest.organizations
    page, tables = kinds.comparison, about_tables(archive, kinds.compared)
    return [
        ["首页", addresses.HOME],
        ["全部各期", addresses.ISSUES],
        ["单位", addresses.ORGANIZATIONS],
        *([[page.title, addresses.COUNTIES]] if page is not None and tables else []),
        ["自选比较", addresses.COMPARE],
        ["存疑（勘误）", addresses.ERRATA],
        ["数据说明", addresses.NOTES],
        ["下载", addresses.FILES],
        ["JSON 的写法", addresses.JSON],
        ["缺少的各期", addresses.MISSING],
        ["无障碍说明", addresses.ACCESSIBILITY],
        *(
            [f"{year}年", addresses.year(year)]
            for year in dict.fromkeys(edition.year for edition in reversed(archive.listed))
        ),
        *([f"{listed.issue.title}（已撤回）", addresses.issue(listed.name)] for listed in archive.withdrawn),
        *(
            [title, page.removesuffix(PAGE) + ".html"]
            for title, page in archive.settings.nav
            if page.endswith(PAGE)
        ),
    ]


def _unpublished(archive: Archive) -> list[list[Any]]:
    """The issues that are listed without their figures: name, title, state, address, year, first and last month."""
    return [
        [
            *(listed.name, listed.label, state, address(listed.name)),
            *(listed.period.year, listed.period.first_month, listed.period.last_month),
        ]
        for listings, state, address in (
            (archive.withdrawn, WITHDRAWN, addresses.issue),
            (archive.drafts, DRAFT, lambda _: addresses.ISSUES),
        )
        for listed in listings
    ]


def _organizations(archive: Archive) -> list[list[Any]]:
    """Each organization once: its newest name, type, id and every other name that it has had or goes by; of one that was
    merged or divided, or came about so, what became of it, and the names of those that it came from with how."""
    registry = archive.registry
    result: list[list[Any]] = []
    for identity, entries in registry.entries.items():
        now = registry.by_id[identity]
        names = _names(entries)
        found = [now.name, now.type, identity, [name for name in names if name != now.name]]
        became = next((turn.plain for turn in reversed(turns(registry, identity)) if turn.ends), "")
        before = [[_names([entry]), turn.plain] for entry, turn in origins(registry, identity)]
        result.append([*found, became, before] if became or before else found)
    return result


def _names(entries: Iterable[Organization]) -> list[str]:
    return list(dict.fromkeys(name for entry in entries for name in (entry.name, *entry.aliases)))


def _texts(archive: Archive, name: str) -> Iterable[dict[str, Any]]:
    schema = archive.tables[name]
    for column in _text_columns(schema):
        postings: dict[str, list[int]] = {}
        for index, edition in enumerate(archive.editions):
            table = archive.shown(edition).get(name)
            for text in dict.fromkeys(table.texts[column] if table and table.has(column) else ()):
                if text:
                    postings.setdefault(text, []).append(index)
        if postings:
            values = [[text, ranges(indexes)] for text, indexes in postings.items()]
            yield {"table": name, "column": column, "values": values}


def _text_columns(schema: TableSchema) -> list[str]:
    """Columns of plain text: no figures, dates or names of organizations."""
    return [
        field.name
        for field in schema.fields
        if not field.grammar and not field.names and field.type == "string"
    ]


def ranges(indexes: list[int]) -> str:
    """`0-3,5` for 0, 1, 2, 3, 5; ``indexes`` ascend."""
    parts: list[list[int]] = []
    for index in indexes:
        if parts and index == parts[-1][1] + 1:
            parts[-1][1] = index
        else:
            parts.append([index, index])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)
