"""Read `schemas/` into a `Spec`: every table schema, rule and scoring rule, or a fault that says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yuebao.model.fault import Fault
from yuebao.model.month import is_month
from yuebao.model.numbers import GRAMMARS
from yuebao.spec import report_form
from yuebao.spec.rule import Rule
from yuebao.spec.scoring import ItemKind, PointScale, Scoring
from yuebao.spec.strict import Place, Vocabulary, meant, read_params, references
from yuebao.spec.table_schema import Field, TableSchema, TotalRow
from yuebao.spec.yaml_text import Document, YamlError, read_yaml

ARCHIVE = "archive.yaml"
SCORING = "scoring.yaml"
FORMS = frozenset({report_form.FILE})
"""Files that say how a report is printed; they have readers of their own and no part in judging."""
ARCHIVE_TABLE = ""
"""The name under which rules of the whole month, not of one table, are declared."""
_TABLE_KEYS = ("title", "description", "fields", "primaryKey", "totalRow", "rules", "missingValues")
_FIELD_KEYS = (
    *("name", "title", "description", "type", "format", "constraints", "missingValues"),
    *("grammar", "unit", "names", "about", "example"),
)
_CONSTRAINTS = ("required", "unique", "pattern", "enum", "minimum", "maximum", "minLength", "maxLength")
_RULE_KEYS = ("id", "kind", "source", "since", "until")
_ORGANIZATIONS = ("department", "town", "window", "county")
_ISSUE_COLUMNS = ("year", "number", "total_number", "published")


@dataclass(frozen=True, slots=True)
class Spec:
    """Everything that `schemas/` declares. ``tables`` are in the order of the archive file, ``registry`` is the
    schema of the list of organizations, and ``rules`` are those of the whole month."""

    tables: Mapping[str, TableSchema]
    registry: TableSchema
    rules: tuple[Rule, ...]
    scoring: Scoring

    def all_rules(self) -> list[Rule]:
        """Every rule, table by table, then those of the whole month."""
        return [rule for schema in self.tables.values() for rule in schema.rules] + list(self.rules)


def read_spec(texts: Mapping[str, str], kinds: Mapping[str, type[Any]]) -> Spec:
    """The specification in ``texts`` (file name to content). ``kinds`` maps each kind of rule to its parameters.

    Raises `Fault` for an unknown file, key, column, kind or scale, before any data is read.
    """
    documents = {name: _document(name, text) for name, text in sorted(texts.items()) if name not in FORMS}
    archive = _mapping(_required(documents, ARCHIVE), ("registry", "tables", "rules"))
    registry = str(archive.document.value.get("registry", ""))
    names = [*_table_names(archive, documents, registry), registry]
    scoring = _read_scoring(_required(documents, SCORING))
    places = {
        name: _mapping(Place(f"schemas/{name}.yaml", documents[f"{name}.yaml"], ()), _TABLE_KEYS)
        for name in names
    }
    columns = {name: _columns(place) for name, place in places.items()}
    words = Vocabulary({**columns, ARCHIVE_TABLE: _ISSUE_COLUMNS}, scoring.scales)
    tables = {name: _read_table(name, place, kinds, words) for name, place in places.items()}
    rules = _read_rules(ARCHIVE_TABLE, archive, kinds, words)
    return Spec(tables, tables.pop(registry), rules, scoring)


def _document(name: str, text: str) -> Document:
    try:
        return read_yaml(text, typed=True)
    except YamlError as error:
        raise Fault(f"schemas/{name} 第 {error.line} 行：{error.reason}") from error


def _required(documents: Mapping[str, Document], name: str) -> Place:
    if name not in documents:
        raise Fault(f"schemas/ 缺少 {name}")
    return Place(f"schemas/{name}", documents[name], ())


def _mapping(place: Place, known: tuple[str, ...]) -> Place:
    value = place.document.value
    if not isinstance(value, dict):
        raise place.fault("文件应为键值对")
    for key in value:
        if key not in known:
            raise place.at(key).fault(f"不认识的键“{key}”{meant(key, known)}")
    return place


def _table_names(archive: Place, documents: Mapping[str, Document], registry: str) -> list[str]:
    names = archive.document.value.get("tables")
    if not isinstance(names, list) or not names:
        raise archive.fault("tables 应列出各表的文件名（不带扩展名）")
    files = [name.removesuffix(".yaml") for name in documents if name not in (ARCHIVE, SCORING)]
    for index, name in enumerate(names):
        if name not in files:
            raise archive.at("tables", index).fault(f"schemas/ 里没有“{name}.yaml”{meant(name, files)}")
    if registry not in files:
        raise archive.at("registry").fault(f"schemas/ 里没有“{registry}.yaml”{meant(registry, files)}")
    for name in files:
        if name not in names and name != registry:
            raise archive.at("tables").fault(f"schemas/{name}.yaml 未列入 tables；请加入，或移走该文件")
    return names


def _read_scoring(place: Place) -> Scoring:
    words = Vocabulary({}, {})
    value = _mapping(place, ("scales", "items")).document.value
    scales = {
        name: read_params(PointScale, item, place.at("scales", name), words)
        for name, item in value["scales"].items()
    }
    items = tuple(
        read_params(ItemKind, item, place.at("items", index), words)
        for index, item in enumerate(value["items"])
    )
    for index, item in enumerate(items):
        _check_item(item, place.at("items", index), scales)
    return Scoring(scales, items)


def _check_item(item: ItemKind, place: Place, scales: Mapping[str, PointScale]) -> None:
    ways = [item.points is not None, bool(item.steps and item.measure), bool(item.place and item.scale)]
    if sum(ways) != 1:
        raise place.fault("应恰好给出一种计分方式：points，或 measure 与 steps，或 place 与 scale")
    if item.scale and item.scale not in scales:
        raise place.at("scale").fault(f"没有名为“{item.scale}”的计分标准{meant(item.scale, scales)}")
    for key in ("measure", "place"):
        _pattern(getattr(item, key), place.at(key))


def _pattern(text: str, place: Place) -> None:
    try:
        re.compile(text)
    except re.error as error:
        raise place.fault(f"不是合法的正则表达式：{error}") from error


def _columns(place: Place) -> tuple[str, ...]:
    fields = place.document.value.get("fields")
    if not isinstance(fields, list) or not fields:
        raise place.fault("fields 应列出各列")
    for index, field in enumerate(fields):
        if not isinstance(field, dict) or "name" not in field:
            raise place.at("fields", index).fault("每列应为键值对，并有 name")
    return tuple(str(field["name"]) for field in fields)


def _read_table(name: str, place: Place, kinds: Mapping[str, type[Any]], words: Vocabulary) -> TableSchema:
    value = place.document.value
    columns = words.columns[name]
    missing = value.get("missingValues", [""])
    fields = tuple(
        _read_field(item, missing, place.at("fields", index)) for index, item in enumerate(value["fields"])
    )
    key = tuple(value.get("primaryKey", ()))
    for index, column in enumerate(key):
        if column not in columns:
            raise place.at("primaryKey", index).fault(f"没有名为“{column}”的列{meant(column, columns)}")
    table_place = Place(place.file, place.document, (), name)
    total = value.get("totalRow")
    total_row = None
    if total is not None:
        total_row = read_params(TotalRow, total, table_place.at("totalRow"), words)
        if total_row.column not in columns:
            raise place.at("totalRow", "column").fault(
                f"没有名为“{total_row.column}”的列{meant(total_row.column, columns)}"
            )
    rules = _read_rules(name, table_place, kinds, words)
    title, description = str(value.get("title", "")), str(value.get("description", ""))
    descriptor = _descriptor(name, value)
    return TableSchema(name, title, description, fields, key, total_row, rules, descriptor, place.file)


def _read_field(item: Mapping[str, Any], missing: list[str], place: Place) -> Field:
    for key in item:
        if key not in _FIELD_KEYS:
            raise place.at(key).fault(f"不认识的键“{key}”{meant(key, _FIELD_KEYS)}")
    for key in item.get("constraints", {}):
        if key not in _CONSTRAINTS:
            raise place.at("constraints", key).fault(f"不认识的约束“{key}”{meant(key, _CONSTRAINTS)}")
    grammar, names, about = item.get("grammar", ""), item.get("names", ""), item.get("about", "")
    if grammar and grammar not in GRAMMARS:
        raise place.at("grammar").fault(f"没有名为“{grammar}”的数字写法{meant(grammar, GRAMMARS)}")
    for key, kind in (("names", names), ("about", about)):
        if kind and kind not in _ORGANIZATIONS:
            raise place.at(key).fault(f"没有名为“{kind}”的单位类型{meant(kind, _ORGANIZATIONS)}")
    return Field(
        name=str(item["name"]),
        title=str(item.get("title", item["name"])),
        description=str(item.get("description", "")),
        type=str(item.get("type", "string")),
        grammar=grammar,
        unit=str(item.get("unit", "")),
        missing=tuple(item.get("missingValues", missing)),
        names=names,
        about=about,
    )


def _descriptor(name: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """The Table Schema alone: what Frictionless and its users know, without the archive's own keys."""
    own = ("grammar", "names", "about")
    fields = [{key: item for key, item in field.items() if key not in own} for field in value["fields"]]
    keys = ("title", "description", "primaryKey", "missingValues")
    return {"fields": fields, **{key: value[key] for key in keys if key in value}}


def _read_rules(
    table: str, place: Place, kinds: Mapping[str, type[Any]], words: Vocabulary
) -> tuple[Rule, ...]:
    place = Place(place.file, place.document, (), table)
    return tuple(
        _read_rule(table, item, place.at("rules", index), kinds, words)
        for index, item in enumerate(place.document.value.get("rules", []))
    )


def _read_rule(
    table: str, item: Any, place: Place, kinds: Mapping[str, type[Any]], words: Vocabulary
) -> Rule:
    if not isinstance(item, dict):
        raise place.fault("每条规则应为键值对")
    for key in ("id", "kind", "source"):
        if not item.get(key):
            raise place.fault(f"规则缺少“{key}”")
    if item["kind"] not in kinds:
        raise place.at("kind").fault(f"没有名为“{item['kind']}”的规则种类{meant(item['kind'], kinds)}")
    for key in ("since", "until"):
        if item.get(key) and not is_month(str(item[key])):
            raise place.at(key).fault(f"应为月份（如 2020-07），现为“{item[key]}”")
    kind = kinds[item["kind"]]
    params = read_params(
        kind, {key: part for key, part in item.items() if key not in _RULE_KEYS}, place, words
    )
    return Rule(
        id=item["id"],
        kind=item["kind"],
        table=table,
        params=params,
        source=item["source"],
        since=str(item.get("since", "")),
        until=str(item.get("until", "")),
        reads=references(kind, params, table),
        place=f"{place.file} 第 {place.document.line(*place.path)} 行",
    )
