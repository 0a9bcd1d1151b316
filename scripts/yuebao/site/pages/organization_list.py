"""The list of all organizations by kind, with their newest figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import escape

from yuebao.model.organization import Organization
from yuebao.model.period import order_of, title_of
from yuebao.schema.organization_kinds import OrganizationKinds
from yuebao.schema.report_form import ChartForm
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.pages.history import Column, Histories, Listing
from yuebao.site.pages.layout import render_page
from yuebao.site.pages.organization_columns import about_tables
from yuebao.site.pages.over_time import Section, figure_label
from yuebao.site.pages.plain_table import heading, link, plain_table, published_cell, row_head
from yuebao.site.pages.succession import turns
from yuebao.site.search.names import without_place
from yuebao.site.search.signs import initial


def list_page(archive: Archive, found: Histories) -> bytes:
    """A table for each kind that the registry has; an organization that no issue lists stands there without figures."""
    up = addresses.up(addresses.ORGANIZATIONS)
    return render_page(
        "organizations.md.j2",
        {
            "title": "单位",
            "hide": ["navigation"],
            "description": f"月报所列的{_listed(archive.latest.organizations)}，及其最近一期的数字。",
        },
        sections=[
            _section(archive, found, kind, archive.latest.organizations.title(kind), up)
            for kind in _kinds(archive)
        ],
        compared=archive.latest.organizations.comparison
        if about_tables(archive, archive.latest.organizations.compared)
        else None,
        letters=_by_letter(archive),
        addresses=addresses,
        up=up,
    )


def _by_letter(archive: Archive) -> dict[str, list[tuple[str, str]]]:
    """Id and name of every organization by the first letter of its name in pinyin, without what stands before names."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for entry in archive.registry.by_id.values():
        letter, order = initial(without_place(archive.latest.search.names, entry.name))
        found.setdefault(letter, []).append((order, entry.id, archive.latest.organizations.full_name(entry)))
    return {letter: [(key, name) for _, key, name in sorted(found[letter])] for letter in sorted(found)}


def _listed(kinds: OrganizationKinds) -> str:
    """All kinds in words: 甲、乙与各丙."""
    own = kinds.titles(kind for kind in kinds.by_id if kind not in kinds.compared)
    others = f"各{kinds.comparison.called}" if kinds.comparison is not None else ""
    return "与".join(words for words in (own, others) if words)


def _kinds(archive: Archive) -> list[str]:
    """The kinds that the registry has, in the order of the page."""
    found = {entry.type for entry in archive.registry.by_id.values()}
    return [kind for kind in archive.latest.organizations.by_id if kind in found]


def _section(archive: Archive, found: Histories, kind: str, title: str, up: str) -> Section:
    entries = [entry for entry in archive.registry.by_id.values() if entry.type == kind]
    forms = [form for form in archive.charts if _lists(archive, form, kind)]
    rows: Iterator[str]
    if forms:
        headings = [
            heading(figure_label(archive.tables[form.table], form, column))
            for form in forms
            for column in form.columns
        ]
        rows = (_row(archive, found, entry, forms, up) for entry in entries)
    else:
        tables = about_tables(archive, (kind,))
        headings = [heading(f"{schema.title}，合计") for schema in tables]
        rows = (
            _column_row(archive, found, entry, [schema.name for schema in tables], up) for entry in entries
        )
    figures = (replace(each, kept=True) for each in headings)
    head = [heading("名称", False), heading("最近一期", False), *figures]
    return Section(kind, title, plain_table(f"t.{kind}", f"{title}与最近一期的数字", head, rows))


def _lists(archive: Archive, form: ChartForm, kind: str) -> bool:
    schema = archive.tables[form.table]
    return schema.lists_once and schema.entity is not None and kind in schema.entity.names


def _name(archive: Archive, entry: Organization) -> str:
    """The name, and what became of one that was merged or divided."""
    became = [turn.plain for turn in turns(archive.registry, entry.id) if turn.ends][-1:]
    told = "".join(f"<small>（{escape(words)}）</small>" for words in became)
    return row_head(link(f"{entry.id}.html", entry.name) + told)


def _month(items: Sequence[Listing] | Sequence[Column], up: str) -> str:
    if not items:
        return '<td class="yb-whole">未列</td>'
    month = max((item.table.month for item in items), key=order_of)
    return f'<td class="yb-whole">{link(up + addresses.issue(month), title_of(month))}</td>'


def _row(archive: Archive, found: Histories, entry: Organization, forms: Sequence[ChartForm], up: str) -> str:
    tables = found.rows.get(entry.id, {})
    newest = [tables[form.table][-1] for form in forms if form.table in tables]
    last = max((item.table.month for item in newest), key=order_of, default="")
    cells = []
    for form in forms:
        item = tables[form.table][-1] if form.table in tables else None
        for column in form.columns:
            if item is None or item.table.month != last:
                cells.append('<td class="n"></td>')
                continue
            page, marks = up + addresses.issue(last), found.marks.get(last, {})
            cells.append(published_cell(item.table, item.rows[0], column, True, marks, page))
    return _name(archive, entry) + _month(newest, up) + "".join(cells)


def _column_row(
    archive: Archive, found: Histories, entry: Organization, tables: Sequence[str], up: str
) -> str:
    columns = found.columns.get(entry.id, {})
    newest = [columns[name][-1] for name in tables if name in columns]
    cells = []
    for name in tables:
        item = columns[name][-1] if name in columns else None
        if item is None or item.table.total is None:
            cells.append('<td class="n"></td>')
            continue
        page, marks = up + addresses.issue(item.table.month), found.marks.get(item.table.month, {})
        cells.append(published_cell(item.table, item.table.total, item.name, True, marks, page))
    return _name(archive, entry) + _month(newest, up) + "".join(cells)
