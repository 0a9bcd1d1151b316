"""The published figures of one organization over time: a table for each table of the report that lists it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from yuebao.model.issue import NOT_PUBLISHED
from yuebao.model.period import Period, in_order, order_of, title_of
from yuebao.printed.edition import Edition
from yuebao.schema.report_form import ChartForm
from yuebao.schema.table_schema import Field, TableSchema
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.pages.history import Histories, Listing
from yuebao.site.pages.plain_table import (
    Heading,
    heading,
    link,
    nothing_cell,
    plain_table,
    published_cell,
    row_head,
)


@dataclass(frozen=True, slots=True)
class Section:
    """One table with its heading and its address on the page."""

    id: str
    title: str
    html: Markup


def shown_fields(schema: TableSchema) -> list[Field]:
    """The columns that tell something about the organization of the row: neither its name nor a running number,
    which has no unit."""
    return [
        field for field in schema.fields if field is not schema.entity and (field.unit or not field.grammar)
    ]


def figure_heading(field: Field) -> Heading:
    """The title of a column, as the published table prints it."""
    return heading(field.title, bool(field.grammar))


def figure_label(schema: TableSchema, form: ChartForm, column: str) -> str:
    """What a figure of a chart is called away from it."""
    return form.title if len(form.columns) == 1 else schema.field[column].title


def sections(archive: Archive, found: Histories, identity: str, name: str, up: str) -> Iterator[Section]:
    """Every table with a row of the organization, in the order of the archive, then how often the lists name it."""
    tables = found.rows.get(identity, {})
    for table, schema in archive.tables.items():
        if table in tables and schema.lists_once:
            yield Section(table, schema.title, _figures(archive, found, schema, identity, name, up))
    lists = {table: listings for table, listings in tables.items() if not archive.tables[table].lists_once}
    if lists:
        yield Section("lists", "名单与明细", _lists(archive, lists, name, up))


def _figures(
    archive: Archive, found: Histories, schema: TableSchema, identity: str, name: str, up: str
) -> Markup:
    listings = found.rows[identity][schema.name]
    fields = [(field.name, bool(field.grammar)) for field in shown_fields(schema)]
    entity = schema.entity.name if schema.entity else schema.header[0]

    def row(item: Listing | Edition) -> str:
        if not isinstance(item, Listing):
            return row_head(
                link(f"{up}{addresses.issue(item.name)}#{schema.name}", item.period.title)
            ) + "".join(nothing_cell(figure) for _, figure in fields)
        table, place = item.table, item.rows[0]
        page, marks = up + addresses.issue(table.month), found.marks.get(table.month, {})
        cells = [published_cell(table, place, column, figure, marks, page) for column, figure in fields]
        href = f"{page}#{archive.address(item.edition, table.name, place, entity)}"
        return row_head(link(href, item.edition.period.title)) + "".join(cells)

    headings = [heading("统计期", False), *map(figure_heading, shown_fields(schema))]
    caption = f"{name}：{schema.title}，历期"
    items: list[Listing | Edition] = [*listings, *without(archive, schema.name, identity)]
    items.sort(key=_period, reverse=True)
    return plain_table(f"t.{schema.name}", caption, headings, map(row, items))


def _period(item: Listing | Edition) -> Period:
    return item.edition.period if isinstance(item, Listing) else item.period


def without(archive: Archive, table: str, identity: str) -> Iterator[Edition]:
    """The issues that do not print the table, while the organization was there to be listed: no row would say that it was
    not."""
    names = archive.registry.entries[identity]
    for edition in archive.editions:
        if table in edition.month.nothing and any(entry.active(edition.name) for entry in names):
            yield edition


def _first_cell(archive: Archive, item: Listing, schema: TableSchema, page: str) -> str:
    """The first cell about the organization beside its name: where rows are printed in groups, the name is none."""
    column = next(name for name in item.table.header if schema.field[name] is not schema.entity)
    return f"{page}#{archive.address(item.edition, item.table.name, item.rows[0], column)}"


def _lists(archive: Archive, lists: Mapping[str, Sequence[Listing]], name: str, up: str) -> Markup:
    """How many rows of each list are about the organization; of lists with categories, how many of each."""
    schemas = [schema for table, schema in archive.tables.items() if table in lists]
    by_month: dict[str, dict[str, Listing]] = {}
    for table, listings in lists.items():
        for item in listings:
            by_month.setdefault(item.table.month, {})[table] = item

    def row(month: str) -> str:
        page = up + addresses.issue(month)
        nothing = next(iter(by_month[month].values())).edition.month.nothing
        cells = "".join(
            nothing_cell(not category_of(schema))
            if schema.name in nothing
            else _list_cell(archive, by_month[month].get(schema.name), schema, page)
            for schema in schemas
        )
        return row_head(link(page, title_of(month))) + cells

    headings = [
        heading("统计期", False),
        *(
            heading(schema.title if category_of(schema) else f"{schema.title}（条）", not category_of(schema))
            for schema in schemas
        ),
    ]
    months = in_order(by_month)[::-1]
    return plain_table("t.lists", f"{name}：名单与明细，历期", headings, map(row, months))


def _list_cell(archive: Archive, item: Listing | None, schema: TableSchema, page: str) -> str:
    column = category_of(schema)
    if item is None:
        return "<td></td>" if column else '<td class="n"></td>'
    href = _first_cell(archive, item, schema, page)
    if not column:
        return f'<td class="n">{link(href, str(len(item.rows)))}</td>'
    counts = Counter(
        item.table.texts[column][row] if item.table.published(row, column) else NOT_PUBLISHED
        for row in item.rows
        if item.table.has(column)
    )
    words = "、".join(text if number == 1 else f"{text} {number} 次" for text, number in counts.items())
    return f"<td>{link(href, words)}</td>"


def category_of(schema: TableSchema) -> str:
    """The column whose few values sort the rows, if there is one."""
    for field in schema.descriptor["fields"]:
        if field.get("constraints", {}).get("enum"):
            return str(field["name"])
    return ""


def published_names(archive: Archive, found: Histories, identity: str) -> dict[str, tuple[str, str]]:
    """Every name under which the reports list the organization, with the first and the last month that does."""
    names: dict[str, tuple[str, str]] = {}
    for table, listings in found.rows.get(identity, {}).items():
        entity = archive.tables[table].entity
        if entity is not None:
            texts = ((item.table.texts[entity.name], item) for item in listings)
            _note(names, ((column[row], item.table.month) for column, item in texts for row in item.rows))
    for columns in found.columns.get(identity, {}).values():
        _note(names, ((item.printed, item.table.month) for item in columns))
    return names


def _note(names: dict[str, tuple[str, str]], mentions: Iterable[tuple[str, str]]) -> None:
    """Add the names of one table, whose months ascend."""
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for text, month in mentions:
        first.setdefault(text, month)
        last[text] = month
    for text, month in first.items():
        known = names.get(text, (month, month))
        names[text] = min(known[0], month, key=order_of), max(known[1], last[text], key=order_of)
