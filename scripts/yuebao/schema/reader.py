"""Read `schemas/` into a `Spec`: every table schema, rule and scoring rule, or a fault that says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from yuebao.model.fault import Fault
from yuebao.schema import form
from yuebao.schema.declared_keys import ARCHIVE as ARCHIVE_KEYS
from yuebao.schema.declared_keys import OWN_FIELD, REGISTRY, RULE, TABLE
from yuebao.schema.format import check_format
from yuebao.schema.masthead import FILE as MASTHEAD
from yuebao.schema.masthead import Masthead, read_masthead
from yuebao.schema.organization_kinds import OrganizationKinds, read_kinds, with_types
from yuebao.schema.plain import check_months, identifier, items, keys, known_keys, text, texts
from yuebao.schema.read_field import read_field
from yuebao.schema.read_scoring import read_scoring
from yuebao.schema.rule import Kinds, Rule
from yuebao.schema.scoring import Scoring
from yuebao.schema.strict import Place, Vocabulary, meant, other_table, read_params, references
from yuebao.schema.table_schema import TableSchema, TotalRow
from yuebao.schema.yaml_text import Document, YamlError, read_declaration

ARCHIVE = "archive.yaml"
SCORING = "scoring.yaml"
FORMS = frozenset({form.REPORT, form.INTAKE, MASTHEAD})
"""Files that say how a report is printed and read, and what its masthead holds; they have readers of their own."""
ARCHIVE_TABLE = ""
"""The name under which rules of the whole month, not of one table, are declared."""


@dataclass(frozen=True, slots=True)
class Spec:
    """Everything that `schemas/` declares. ``tables`` are in the order of the archive file, ``registry`` is the
    schema of the list of organizations, ``organizations`` their kinds, ``masthead`` the keys of `issue.yaml`, and ``rules`` are those of the whole month."""

    tables: Mapping[str, TableSchema]
    registry: TableSchema
    organizations: OrganizationKinds
    masthead: Masthead
    rules: tuple[Rule, ...]
    scoring: Scoring

    def all_rules(self) -> list[Rule]:
        """Every rule, table by table, then those of the whole month."""
        return [rule for schema in self.tables.values() for rule in schema.rules] + list(self.rules)


def read_spec(texts: Mapping[str, str], kinds: Kinds) -> Spec:
    """The specification in ``texts`` (file name to content). ``kinds`` are those that rules may have.

    Raises `Fault` for an unknown file, key, column, kind or scale, before any data is read.
    """
    documents = {name: _document(name, text) for name, text in sorted(texts.items()) if name not in FORMS}
    check_format(_required(documents, ARCHIVE))
    archive = known_keys(_required(documents, ARCHIVE), ARCHIVE_KEYS)
    registry = str(archive.document.value.get("registry", ""))
    names = [*_table_names(archive, documents, registry), registry]
    scoring = read_scoring(_required(documents, SCORING))
    places = {
        name: known_keys(
            Place(f"schemas/{name}.yaml", documents[f"{name}.yaml"], ()),
            TABLE if name != registry else {**TABLE, **REGISTRY},
        )
        for name in names
    }
    organizations = read_kinds(places[registry])
    masthead = read_masthead(texts, tuple(organizations.by_id))
    columns = {name: _columns(place) for name, place in places.items()}
    words = Vocabulary(
        {**columns, ARCHIVE_TABLE: masthead.names},
        {name: _declaring("grammar", place) for name, place in places.items()}
        | {ARCHIVE_TABLE: masthead.ordered},
        {name: _declaring("names", place) for name, place in places.items()}
        | {ARCHIVE_TABLE: tuple(key.key for key in masthead.keys if key.names)},
        scoring.scales,
        tuple(organizations.by_id),
    )
    tables = {name: _read_table(name, place, kinds, words) for name, place in places.items()}
    if tables[registry].rules:
        raise places[registry].at("rules").fault("登记册不属于任何一期，写在这里的规则不会运行；请删去")
    rules = _read_rules(ARCHIVE_TABLE, archive, kinds, words)
    listed = tables.pop(registry)
    listed = replace(listed, descriptor=with_types(listed.descriptor, organizations, places[registry]))
    return Spec(tables, listed, organizations, masthead, rules, scoring)


def _document(name: str, text: str) -> Document:
    try:
        return read_declaration(text)
    except YamlError as error:
        raise Fault(f"schemas/{name} 第 {error.line} 行：{error.reason}") from error


def _required(documents: Mapping[str, Document], name: str) -> Place:
    if name not in documents:
        raise Fault(f"schemas/ 缺少 {name}")
    return Place(f"schemas/{name}", documents[name], ())


def _table_names(archive: Place, documents: Mapping[str, Document], registry: str) -> list[str]:
    names = texts(archive.document.value.get("tables"), archive.at("tables"))
    if not names:
        raise archive.fault("tables 应列出各表的文件名（不带扩展名）")
    files = [name.removesuffix(".yaml") for name in documents if name not in (ARCHIVE, SCORING)]
    for index, name in enumerate(names):
        identifier(name, archive.at("tables", index))
        if name not in files:
            raise archive.at("tables", index).fault(f"schemas/ 里没有“{name}.yaml”{meant(name, files)}")
        if name in names[:index] or name == registry:
            raise archive.at("tables", index).fault(f"“{name}”列了不止一次")
    if registry not in files:
        raise archive.at("registry").fault(f"schemas/ 里没有“{registry}.yaml”{meant(registry, files)}")
    for name in files:
        if name not in names and name != registry:
            raise archive.at("tables").fault(f"schemas/{name}.yaml 未列入 tables；请加入，或移走该文件")
    return names


def _columns(place: Place) -> tuple[str, ...]:
    fields = items(place.document.value.get("fields"), place.at("fields"))
    if not fields:
        raise place.fault("fields 应列出各列")
    names: list[str] = []
    for index, field in enumerate(fields):
        name = text(keys(field, place.at("fields", index)).get("name"), place.at("fields", index, "name"))
        if not name:
            raise place.at("fields", index).fault("每列应有 name")
        if name in names:
            raise place.at("fields", index, "name").fault(f"列“{name}”出现了两次")
        names.append(name)
    return tuple(names)


def _declaring(key: str, place: Place) -> tuple[str, ...]:
    """The columns whose field has the key."""
    return tuple(str(field["name"]) for field in place.document.value["fields"] if field.get(key))


def _read_table(name: str, place: Place, kinds: Kinds, words: Vocabulary) -> TableSchema:
    value = place.document.value
    missing = texts(value.get("missingValues", [""]), place.at("missingValues"))
    place = Place(place.file, place.document, (), name)
    key = texts(value.get("primaryKey"), place.at("primaryKey"))
    for index, column in enumerate(key):
        _check_column(column, words.columns[name], place.at("primaryKey", index))
    return TableSchema(
        name=name,
        title=text(value.get("title"), place.at("title")),
        description=text(value.get("description"), place.at("description")),
        fields=tuple(
            read_field(item, missing, place.at("fields", index), words)
            for index, item in enumerate(value["fields"])
        ),
        primary_key=tuple(key),
        total_row=_read_total_row(value.get("totalRow"), place.at("totalRow"), words),
        row_count=_read_row_count(value.get("rowCount"), place.at("rowCount")),
        rules=_read_rules(name, place, kinds, words),
        descriptor=_descriptor(value),
        place=place.file,
    )


def _check_column(column: str, columns: tuple[str, ...], place: Place) -> None:
    if column not in columns:
        raise place.fault(f"没有名为“{column}”的列{meant(column, columns)}")


def _read_total_row(value: Any, place: Place, words: Vocabulary) -> TotalRow | None:
    if value is None:
        return None
    total_row: TotalRow = read_params(TotalRow, keys(value, place), place, words)
    _check_column(total_row.column, words.columns[place.table], place.at("column"))
    return total_row


def _read_row_count(value: Any, place: Place) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
        raise place.fault(f"应为正整数，现为“{value}”")
    return value


def _descriptor(value: Mapping[str, Any]) -> dict[str, Any]:
    """The Table Schema alone: what Frictionless and its users know, without the archive's own keys."""
    fields = [{key: item for key, item in field.items() if key not in OWN_FIELD} for field in value["fields"]]
    keys = ("title", "description", "primaryKey", "missingValues")
    return {"fields": fields, **{key: value[key] for key in keys if key in value}}


def _read_rules(table: str, place: Place, kinds: Kinds, words: Vocabulary) -> tuple[Rule, ...]:
    place = Place(place.file, place.document, ("rules",), table)
    return tuple(
        _read_rule(table, item, place.at(index), kinds, words)
        for index, item in enumerate(items(place.document.value.get("rules"), place))
    )


def _read_rule(table: str, item: Any, place: Place, kinds: Kinds, words: Vocabulary) -> Rule:
    if not isinstance(item, dict):
        raise place.fault("每条规则应为键值对")
    for key in (key.name for key in RULE.values() if key.needed):
        if not text(item.get(key), place.at(key)).strip():
            raise place.fault(f"规则缺少“{key}”")
    name = str(item["kind"])
    kind = _kind(name, table, kinds, place.at("kind"))
    since, until = (text(item.get(key), place.at(key)) for key in ("since", "until"))
    check_months(since, until, place)
    params = read_params(kind, {key: part for key, part in item.items() if key not in RULE}, place, words)
    return Rule(
        id=str(item["id"]),
        kind=name,
        table=table,
        params=params,
        source=str(item["source"]),
        since=since,
        until=until,
        reads=references(kind, params, table),
        other=other_table(params),
        place=f"{place.file} 第 {place.document.line(*place.path)} 行",
    )


def _kind(name: str, table: str, kinds: Kinds, place: Place) -> type[Any]:
    """The parameters of the kind; one of the other scope would never run where it is declared."""
    here, elsewhere = (kinds.table, kinds.issue) if table else (kinds.issue, kinds.table)
    if name in here:
        return here[name]
    if name not in elsewhere:
        raise place.fault(f"没有名为“{name}”的规则种类{meant(name, here)}")
    if table:
        raise place.fault(f"“{name}”核验整期，写在一张表里不会运行；请移到 schemas/{ARCHIVE} 的 rules")
    raise place.fault(f"“{name}”核验一张表，写在 {ARCHIVE} 里不会运行；请移到那张表的 rules")
