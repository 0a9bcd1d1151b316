"""A published table as an HTML table: caption, scoped headers, an address for every cell, marks on explained cells.

Tables are finished HTML because pipe tables have neither caption nor scope, and no header of two lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

from yuebao.model.issue import LEFT_MARK, NOT_PUBLISHED
from yuebao.model.table import Cell, Table
from yuebao.rules.addresses import Addresses
from yuebao.schema.report_form import Subhead
from yuebao.schema.table_schema import Field, TableSchema
from yuebao.site.marks import Note

Marks = Mapping[Cell, tuple[Note, ...]]
Links = Mapping[int, str]


NOTHING: Final = f'<span class="yb-nothing">{NOT_PUBLISHED}</span>'
"""What stands in the place of a cell that was not published."""
LEFT: Final = f'<span class="yb-left">{LEFT_MARK}</span>'
"""What stands there in a draft whose cell is left."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of their own."""

    heading: str
    rows: tuple[int, ...]


def kept_first(columns: Sequence[str]) -> str:
    """The attribute of a table that names, by their ids, the columns that a narrow screen shows before others."""
    return f' data-keep="{escape(" ".join(columns))}"' if columns else ""


def data_table(
    table: Table,
    schema: TableSchema,
    caption: str,
    marks: Marks,
    addresses: Addresses,
    subhead: Subhead | None = None,
    groups: Sequence[Group] = (),
    grouped_by: str = "",
    links: Links | None = None,
    keep: Sequence[str] = (),
) -> Markup:
    """The whole table. With ``groups``, the column ``grouped_by`` is told by the headings instead. ``links`` leads
    from a row to the page of its organization. ``keep`` are the ids of the columns that a narrow screen shows before others.

    The total row is set apart, so that sorting leaves it last. The key's columns head their rows; where that is every column, the first one does.
    """
    fields = [schema.field[name] for name in table.header if name != grouped_by]
    body = groups or (Group("", tuple(table.body())),)
    rows = _rows(table, schema, fields, marks, addresses, links or {})
    parts = [
        f'<table class="{"grouped" if groups else "sortable"}" id="t.{escape(table.name)}"{kept_first(keep)}>',
        f"<caption>{escape(caption)}</caption>",
        _head(fields, subhead),
        *(_body(rows, len(fields), group) for group in body),
    ]
    if table.total is not None:
        parts.append(f'<tfoot><tr class="total">{rows[table.total]}</tr></tfoot>')
    parts.append("</table>")
    return framed(f"t.{table.name}", caption, "\n".join(parts), len(table) >= LONG)


LONG: Final = 8
"""A table of so many rows can be passed over by keyboard, without a script too."""


def framed(identity: str, caption: str, table: str, long: bool) -> Markup:
    """The finished table in the frame that scrolls sideways where it must; a long one after a link that leads past it."""
    end = f"end.{identity}"
    before = f'<a class="yb-skip" href="#{escape(end)}">跳过此表</a>\n' if long else ""
    after = f'\n<span class="yb-end" id="{escape(end)}"></span>' if long else ""
    opening = f'<div class="yb-table" tabindex="0" role="group" aria-label="{escape(caption)}">'
    return Markup(f"{opening}\n{before}{table}{after}\n</div>")


def _head(fields: Sequence[Field], subhead: Subhead | None) -> str:
    second = [subhead is not None and field.about in subhead.about for field in fields]
    first = "".join(
        _heading(field, any(second) and not below) for field, below in zip(fields, second, strict=True)
    )
    lines = [f"<tr>{first}</tr>"]
    if subhead is not None and any(second):
        cells = "".join(f'<th class="n sub">{escape(subhead.text)}</th>' for below in second if below)
        lines.append(f"<tr>{cells}</tr>")
    return f"<thead>{''.join(lines)}</thead>"


def _heading(field: Field, tall: bool) -> str:
    kind = ' class="n"' if field.grammar else ""
    span = ' rowspan="2"' if tall else ""
    return f'<th scope="col"{kind}{span}>{escape(field.title)}</th>'


def _body(rows: Sequence[str], width: int, group: Group) -> str:
    lines = ["<tbody>"]
    if group.heading:
        lines.append(
            f'<tr class="group"><th scope="rowgroup" colspan="{width}">{escape(group.heading)}</th></tr>'
        )
    lines += [f"<tr>{rows[row]}</tr>" for row in group.rows]
    return "\n".join([*lines, "</tbody>"])


def _rows(
    table: Table,
    schema: TableSchema,
    fields: Sequence[Field],
    marks: Marks,
    addresses: Addresses,
    links: Links,
) -> list[str]:
    """The cells of every row, each with its address; written column by column, as what a cell has depends on it."""
    keys = [field for field in fields if field.name in schema.primary_key]
    heads = keys if len(keys) < len(fields) else keys[:1]
    columns = [
        _column(table, field, marks, addresses, links if field is schema.entity else {}, field in heads)
        for field in fields
    ]
    return ["".join(cells) for cells in zip(*columns, strict=True)]


def _column(
    table: Table, field: Field, marks: Marks, addresses: Addresses, links: Links, heads: bool
) -> list[str]:
    """The cells of a column, which ``heads`` its rows or not."""
    tag, scope = ("th", ' scope="row"') if heads else ("td", "")
    opening, column = f'<{tag}{scope} id="{table.name}.', addresses.column(table.name, field.name)
    kinds = ["n"] if field.grammar else []
    kind = _kind(kinds)
    marked = _marked(table, field, marks)
    cells = []
    for row, (name, text) in enumerate(zip(addresses.rows(table.name), table.texts[field.name], strict=True)):
        inner = _escaped(text) if table.published(row, field.name) else nothing(table, row, field.name)
        if row in links:
            inner = f'<a href="{escape(links[row])}">{inner}</a>'
        found = marked.get(row)
        if found:
            inner += mark_links(found)
        own = _kind([*kinds, *marked_as(found)]) if found else kind
        cells.append(f'{opening}{name}.{column}"{own}>{inner}</{tag}>')
    return cells


def nothing(table: Table, row: int, column: str) -> str:
    """What is shown of a cell that was not published, or that is left of a draft."""
    return LEFT if (row, column) in table.left else NOTHING


@lru_cache(maxsize=1 << 14)
def _escaped(text: str) -> str:
    return str(escape(text))


def _kind(names: Sequence[str]) -> str:
    return f' class="{" ".join(names)}"' if names else ""


def _marked(table: Table, field: Field, marks: Marks) -> dict[int, tuple[Note, ...]]:
    """What stands beside the column's cells, by row."""
    return {
        cell.row: found
        for cell, found in marks.items()
        if cell.table == table.name and cell.column == field.name
    }


def marked_as(found: Sequence[Note]) -> list[str]:
    """The classes of a cell with these marks."""
    return list(dict.fromkeys(note.kind for note in found))


def mark_links(found: Sequence[Note], page: str = "") -> str:
    """The marks beside a cell, each leading to what says more; ``page`` is the way to the page of the issue."""
    return "".join(mark_link(note, page) for note in found)


def mark_link(note: Note, page: str = "") -> str:
    """One of them."""
    if not note.target:
        return f'<abbr class="mark" title="{escape(note.title)}">{note.label}</abbr>'
    return (
        f'<a class="mark" href="{escape(page)}#{note.target}" title="{escape(note.title)}">{note.label}</a>'
    )
