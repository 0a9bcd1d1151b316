"""What readers may say beside names and texts: of columns, tables, services and questions, and how an answer is worded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, replace
from typing import Any, Final

from yuebao.load.errata import CATEGORIES
from yuebao.printed.edition import Edition
from yuebao.schema.search_form import SearchForm
from yuebao.schema.table_schema import Field
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive
from yuebao.site.pages.organization_columns import accumulates
from yuebao.site.search.names import services, stems
from yuebao.site.search.signs import readings, traditional
from yuebao.site.search.words import pages

_LONGEST_NAME: Final = 5
"""Texts of fewer signs, as names of people are, are found by their pinyin."""


def vocabulary(archive: Archive) -> dict[str, Any]:
    """The words, the tables with their columns, and the sentences of the newest layout; columns by their ids."""
    form, newest = archive.latest.search, archive.editions[-1] if archive.editions else None
    names = _names(archive, form)
    return {
        "home": _home(newest),
        "before": list(form.names.before),
        "endings": [list(endings) for endings in form.names.endings],
        "stems": names,
        "parents": {entry.id: entry.parent for entry in archive.registry.by_id.values() if entry.parent},
        "services": services(form, archive.registry, newest.name if newest else ""),
        "columns": _columns(archive),
        "numbered": [item.table for item in archive.latest.form.attachments],
        "sections": [[section.title, section.id] for section in archive.latest.form.sections],
        "measures": [["|".join(each.said), list(each.columns)] for each in form.measures],
        "said": [["|".join(each.said), list(each.tables)] for each in form.tables],
        "figures": _sentences(archive),
        "leaders": [
            [each.table, _id(archive, each.table, each.column), each.called] for each in form.leaders
        ],
        "highlights": [
            [each.label, each.table, archive.tables[each.table].field[each.column].id]
            for each in archive.highlights
        ],
        "questions": {
            "newest": list(form.questions.newest),
            "previous": list(form.questions.previous),
            "oldest": list(form.questions.oldest),
            "first": list(form.questions.first),
            "last": list(form.questions.last),
            "none": list(form.questions.none),
            "filler": list(form.questions.fillers),
        },
        "asked": [
            [addresses.ERRATA, [*CATEGORIES, *form.questions.errata]],
            [addresses.FILES, list(form.questions.files)],
        ],
        **_signs(archive, names),
    }


def _names(archive: Archive, form: SearchForm) -> dict[str, Any]:
    """The short forms of every organization by its id; compared places may stand before a name."""
    compared = archive.latest.organizations.compared
    places = [
        entry.name
        for entry in archive.registry.organizations
        if entry.type in compared and len(entry.name) > 1
    ]
    found = {}
    for identity, entries in archive.registry.entries.items():
        own = [name for entry in entries for name in (entry.name, *entry.aliases)]
        others = places
        if entries[-1].type in compared:  # a place is often written with a sign that the reports leave out
            own, others = [*own, *(name + sign for name in own for sign in form.names.before[:1])], []
        if short := stems(form.names, own, others):
            found[identity] = short
    return found


def _home(newest: Edition | None) -> str:
    """The id of the organization that the reports are of, empty where none is named."""
    if newest is None:
        return ""
    home = newest.scope.home
    return home.id if home is not None and home.type in newest.layout.organizations.compared else ""


def _columns(archive: Archive) -> dict[str, Any]:
    """Of each table the kinds of its rows' organizations, whether its figures are those of the year to date, and its columns
    of figures: id, header, unit, the kind of organization that it is named after, and what is counted there as the second
    line of the printed header says."""
    counted = {
        (str(item.table), kind): item.subhead.text
        for item in archive.latest.form.attachments
        if item.subhead is not None
        for kind in item.subhead.about
    }
    return {
        name: [
            list(schema.entity.names) if schema.lists_once and schema.entity else [],
            accumulates(schema),
            [
                [
                    *(_address(archive, field), field.title or field.name, field.unit, field.about),
                    counted.get((name, field.about), ""),
                ]
                for field in schema.fields
                if field.grammar and field.unit
            ],
        ]
        for name, schema in archive.tables.items()
    }


def _address(archive: Archive, field: Field) -> str:
    """The part of addresses that is the column's: of one named after an organization the id of that one."""
    entry = archive.editions[-1].scope.named_after(field) if archive.editions else None
    return field.id if entry is None else entry.id


def _sentences(archive: Archive) -> list[list[Any]]:
    return [
        [each.table, _id(archive, each.table, each.column), each.text, each.leads]
        for each in archive.latest.search.figures
    ]


def _id(archive: Archive, table: str, column: str) -> str:
    return archive.latest.tables[table].field[column].id


def _signs(archive: Archive, names: dict[str, Any]) -> dict[str, Any]:
    """The other forms and the readings of what may be typed."""
    typed = _typed(archive, names)
    texts = [
        text
        for edition in archive.editions
        for table in edition.month.tables.values()
        for column in table.texts.values()
        for text in column
    ]
    named = {text for text in texts if 1 < len(text) < _LONGEST_NAME}
    return {
        "traditional": traditional({*texts, *typed}),
        "readings": readings((*typed, *sorted(named))),
    }


def _typed(archive: Archive, names: dict[str, Any]) -> list[str]:
    """What readers may type beside the texts of the tables: names and their short forms, titles, and every word of the form
    but how an answer is said."""
    registered = [name for entry in archive.registry.organizations for name in (entry.name, *entry.aliases)]
    short = [stem for groups in names.values() for _, stems in groups for stem in stems.split("|")]
    headers = [
        text
        for schema in archive.tables.values()
        for field in schema.fields
        for text in (field.name, field.title)
    ]
    titles = [
        *(schema.title for schema in archive.tables.values()),
        *(title for title, _ in pages(archive)),
        *(kind.title for kind in archive.latest.organizations.kinds),
        *(section.title for section in archive.latest.form.sections),
        *(each.label for each in archive.highlights),
        *(edition.issue.title for edition in archive.editions),
    ]
    form = _flat(astuple(replace(archive.latest.search, figures=(), leaders=())))
    return [*registered, *short, *titles, *headers, *form, *CATEGORIES, "年度月季报上下半期总第号附件"]


def _flat(values: tuple[Any, ...]) -> Iterator[str]:
    """The texts in nested tuples."""
    for value in values:
        if isinstance(value, tuple):
            yield from _flat(value)
        elif isinstance(value, str):
            yield value
