"""Read `schemas/`: every table schema, rule, form and scoring rule of any time, handed out as the layout of one issue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from yuebao.model.period import month_name, period
from yuebao.schema.declared_keys import ARCHIVE as ARCHIVE_KEYS
from yuebao.schema.declared_keys import OWN_FIELD, REGISTRY, TABLE
from yuebao.schema.documents import (
    ARCHIVE,
    INTAKE,
    MASTHEAD,
    REPORT,
    SCORING,
    SEARCH,
    Documents,
    read_documents,
)
from yuebao.schema.format import check_format
from yuebao.schema.intake_form import read_intake_form
from yuebao.schema.layout import Layout
from yuebao.schema.masthead import read_masthead
from yuebao.schema.organization_kinds import OrganizationKinds, read_kinds, with_types
from yuebao.schema.plain import items, keys, known_keys, text, texts
from yuebao.schema.read_field import read_field
from yuebao.schema.read_rules import read_rules
from yuebao.schema.read_scoring import read_scoring
from yuebao.schema.report_form import read_report_form
from yuebao.schema.rule import Kinds
from yuebao.schema.search_form import read_search_form
from yuebao.schema.strict import (
    NotThen,
    Place,
    Vocabulary,
    column_named,
    figure_named,
    meant,
    read_params,
)
from yuebao.schema.table_schema import TableSchema, TotalRow

ARCHIVE_TABLE = ""
"""The name under which rules of the whole issue, not of one table, are declared."""


@dataclass(frozen=True, slots=True)
class Schemas:
    """Everything that `schemas/` declares. ``registry`` is the schema of the list of organizations and ``organizations``
    their kinds, which belong to no issue; all else is asked for as the `layout` of one."""

    registry: TableSchema
    organizations: OrganizationKinds
    _documents: Documents
    _kinds: Kinds
    _layouts: dict[int, Layout] = field(default_factory=dict, repr=False, compare=False)

    def layout(self, name: str) -> Layout:
        """The layout of the issue of that period: what is in force in its last month. Raises `Fault` for a layout that is
        declared wrongly, and `ValueError` for what is no period."""
        return self._at(bisect_right(self._documents.changes, period(name).last))

    def layouts(self) -> Iterator[Layout]:
        """Every layout that there is, the oldest first."""
        return (self._at(index) for index in range(len(self._documents.changes) + 1))

    @property
    def latest(self) -> Layout:
        """The layout that is in force without end."""
        return self._at(len(self._documents.changes))

    def tables(self) -> Iterator[TableSchema]:
        """The schema of every table of every layout, and of the registry."""
        yield self.registry
        for layout in self.layouts():
            yield from layout.tables.values()

    def _at(self, index: int) -> Layout:
        if index not in self._layouts:
            changes = self._documents.changes
            month = changes[index - 1] if index else changes[0] - 1 if changes else 0
            self._layouts[index] = _read_layout(self._documents, month, self.organizations, self._kinds)
        return self._layouts[index]


def read_schemas(texts: Mapping[str, str], kinds: Kinds) -> Schemas:
    """The declarations in ``texts`` (file name to content). ``kinds`` are those that rules may have.

    Raises `Fault` for an unknown file or key, and for what belongs to no time or to the latest layout, before any data
    is read.
    """
    documents = read_documents(texts)
    check_format(documents.files[ARCHIVE])
    place = known_keys(documents.files[f"{documents.registry}.yaml"], {**TABLE, **REGISTRY})
    organizations = read_kinds(place)
    schema = _read_registry(documents.registry, place, organizations, kinds)
    schemas = Schemas(schema, organizations, documents, kinds)
    for _ in schemas.layouts():
        pass
    return schemas


def _read_registry(name: str, place: Place, organizations: OrganizationKinds, kinds: Kinds) -> TableSchema:
    if place.document.value.get("rules"):
        raise place.at("rules").fault("登记册不属于任何一期，写在这里的规则不会运行；请删去")
    columns = tuple(name for name, _ in _identified(place))
    schema = _read_table(name, place, kinds, Vocabulary({name: columns}, kinds=tuple(organizations.by_id)))
    return replace(schema, descriptor=with_types(schema.descriptor, organizations, place))


def _read_layout(documents: Documents, month: int, organizations: OrganizationKinds, kinds: Kinds) -> Layout:
    files = documents.as_of(month)
    archive = known_keys(files[ARCHIVE], ARCHIVE_KEYS)
    masthead = read_masthead(files[MASTHEAD], tuple(organizations.by_id))
    scoring = read_scoring(files[SCORING])
    places = {
        name: known_keys(files[f"{name}.yaml"], TABLE)
        for name in _table_names(archive)
        if f"{name}.yaml" in files
    }
    for name in places:
        _check_title(documents.files[f"{name}.yaml"], places[name], month)
    columns = {name: tuple(header for header, _ in _identified(place)) for name, place in places.items()}
    words = Vocabulary(
        columns={**columns, ARCHIVE_TABLE: masthead.names},
        words={name: _called(documents, name, place) for name, place in places.items()}
        | {ARCHIVE_TABLE: {key: "" for key in documents.masthead_keys() if key not in masthead.names}},
        past=(*documents.tables, *documents.scales()),
        figures={name: _declaring("grammar", place) for name, place in places.items()}
        | {ARCHIVE_TABLE: masthead.ordered},
        named={name: _declaring("names", place) for name, place in places.items()}
        | {ARCHIVE_TABLE: tuple(key.key for key in masthead.keys if key.names)},
        scales=scoring.scales,
        kinds=tuple(organizations.by_id),
    )
    tables = {name: _read_table(name, place, kinds, words) for name, place in places.items()}
    return Layout(
        tables=tables,
        organizations=organizations,
        masthead=masthead,
        rules=read_rules(ARCHIVE_TABLE, archive, kinds, words),
        scoring=scoring,
        form=read_report_form(files[REPORT], words, tables),
        intake=read_intake_form(files[INTAKE], words, masthead),
        search=read_search_form(files.get(SEARCH), words),
    )


def _check_title(declared: Place, place: Place, month: int) -> None:
    """A table that has a title at one time has one at all."""
    if "title" in declared.document.value and "title" not in place.document.value:
        raise declared.at("title").fault(f"title 没有写 {month_name(month)} 的版式里叫什么；请补上那一段时期")


def _table_names(archive: Place) -> list[str]:
    names = texts(archive.document.value.get("tables"), archive.at("tables"))
    if not names:
        raise archive.fault("tables 应列出各表的文件名（不带扩展名）")
    for index, name in enumerate(names):
        if name in names[:index]:
            raise archive.at("tables", index).fault(f"“{name}”列了不止一次")
    return names


def _identified(place: Place) -> list[tuple[str, str]]:
    """The header and the id of each column of a layout, in their order."""
    found: list[tuple[str, str]] = []
    for index, item in enumerate(items(place.document.value.get("fields"), place.at("fields"))):
        at = place.at("fields", index)
        name = text(keys(item, at).get("name"), at.at("name"))
        if not name:
            raise at.fault("每列应有 name")
        id_ = text(item.get("id", name), at.at("id"))
        for key, value, others in (
            ("name", name, [other for other, _ in found]),
            ("id", id_, [other for _, other in found]),
        ):
            if value in others:
                another = "id" if key == "id" else "列名，或写明各是哪一段时期的"
                raise at.at(key).fault(f"列“{value}”出现了两次；请给其中一列另写一个{another}")
        found.append((name, id_))
    if not found:
        raise place.fault("fields 应列出各列")
    return found


def _called(documents: Documents, table: str, place: Place) -> dict[str, str]:
    """What leads to the header of each column of the layout; empty for a column of another time. A header that two columns
    had one after the other leads nowhere but to its own."""
    headers = {id_: name for name, id_ in _identified(place)}
    return {
        word: headers.get(next(iter(ids)), "")
        for word, ids in documents.ids_by_word(table).items()
        if len(ids) == 1
    }


def _declaring(key: str, place: Place) -> tuple[str, ...]:
    """The columns whose field has the key."""
    return tuple(str(field["name"]) for field in place.document.value["fields"] if field.get(key))


def _read_table(name: str, place: Place, kinds: Kinds, words: Vocabulary) -> TableSchema:
    value = place.document.value
    missing = texts(value.get("missingValues", [""]), place.at("missingValues"))
    place = Place(place.file, place.document, (), name)
    key = texts(value.get("primaryKey"), place.at("primaryKey"))
    key = [_column(part, name, place.at("primaryKey", index), words) for index, part in enumerate(key)]
    return TableSchema(
        name=name,
        title=text(value.get("title"), place.at("title")),
        description=text(value.get("description"), place.at("description")),
        fields=tuple(
            read_field(value["fields"][index], missing, place.at("fields", index), words)
            for index in _in_order(place, words)
        ),
        primary_key=tuple(key),
        total_row=_read_total_row(value.get("totalRow"), place.at("totalRow"), words),
        row_count=_read_row_count(value.get("rowCount"), place.at("rowCount")),
        rules=read_rules(name, place, kinds, words),
        descriptor=_descriptor(value, _in_order(place, words), key),
        place=place.file,
        called=words.words.get(name, {}),
        deductions=_read_deductions(value.get("deductions"), place.at("deductions"), words),
    )


def _in_order(place: Place, words: Vocabulary) -> list[int]:
    """The indexes of the fields in the order of the layout: as they are written, or as ``order`` lists their ids; those of
    other times may stand there too."""
    ids = [id_ for _, id_ in _identified(place)]
    listed = texts(place.document.value.get("order"), place.at("order"))
    order = [id_ for id_ in listed if id_ in ids or id_ not in words.words.get(place.table, {})]
    for index, id_ in enumerate(order):
        if id_ not in ids or id_ in order[:index]:
            raise place.at("order", index).fault(
                f"order 应列出各列的 id，各一次；“{id_}”多余{meant(id_, ids)}"
            )
    if order and len(order) < len(ids):
        raise place.at("order").fault(f"order 缺少 {'、'.join(id_ for id_ in ids if id_ not in order)}")
    return [ids.index(id_) for id_ in order or ids]


def _column(word: str, table: str, place: Place, words: Vocabulary) -> str:
    """The header of a column without which the table cannot be."""
    try:
        return column_named(word, table, place, words)
    except NotThen:
        raise place.fault(f"这一版式没有“{word}”一列，请写明时期") from None


def _read_total_row(value: Any, place: Place, words: Vocabulary) -> TotalRow | None:
    if value is None:
        return None
    total_row: TotalRow = read_params(TotalRow, keys(value, place), place, words)
    return replace(total_row, column=_column(total_row.column, place.table, place.at("column"), words))


def _read_deductions(value: Any, place: Place, words: Vocabulary) -> str:
    """The header of a column of figures; empty in a layout that does not have it."""
    if value is None:
        return ""
    try:
        return figure_named(value, place, words)
    except NotThen:
        return ""


def _read_row_count(value: Any, place: Place) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise place.fault(f"应为正整数，现为“{value}”")
    return value


def _descriptor(value: Mapping[str, Any], order: list[int], key: list[str]) -> dict[str, Any]:
    """The Table Schema alone: what Frictionless and its users know, without the archive's own keys but the id of each
    column, which stands beside its header."""
    fields = [
        {name: item for name, item in value["fields"][index].items() if name not in OWN_FIELD}
        for index in order
    ]
    kept = {name: value[name] for name in ("title", "description", "missingValues") if name in value}
    return {"fields": fields, **kept, **({"primaryKey": key} if key else {})}
