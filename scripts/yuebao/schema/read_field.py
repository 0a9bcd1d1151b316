"""One column of a table schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yuebao.model.numbers import GRAMMARS
from yuebao.model.writing import WRITINGS
from yuebao.schema.declared_keys import CONSTRAINTS, FIELD
from yuebao.schema.plain import keys, text, texts
from yuebao.schema.strict import Place, Vocabulary, meant, read_kind_names, read_params, regex
from yuebao.schema.table_schema import Field, Persons


def read_field(item: Mapping[str, Any], missing: list[str], place: Place, words: Vocabulary) -> Field:
    """The column in ``item``; ``missing`` are the texts of the table that mean "no value"."""
    for key in item:
        if key not in FIELD:
            raise place.at(key).fault(f"不认识的键“{key}”{meant(key, FIELD)}")
    for key in keys(item.get("constraints"), place.at("constraints")):
        if key not in CONSTRAINTS:
            raise place.at("constraints", key).fault(f"不认识的约束“{key}”{meant(key, CONSTRAINTS)}")
        if key == "pattern":
            regex(str(item["constraints"][key]), place.at("constraints", key), whole=True)
    grammar = text(item.get("grammar"), place.at("grammar"))
    if grammar and grammar not in GRAMMARS:
        raise place.at("grammar").fault(f"没有名为“{grammar}”的数字写法{meant(grammar, GRAMMARS)}")
    return Field(
        name=str(item["name"]),
        title=text(item.get("title", item["name"]), place.at("title")),
        description=text(item.get("description"), place.at("description")),
        type=text(item.get("type", "string"), place.at("type")),
        grammar=grammar,
        unit=text(item.get("unit"), place.at("unit")),
        missing=tuple(texts(item.get("missingValues", missing), place.at("missingValues"))),
        names=_kinds(item, "names", place, words),
        id=str(item.get("id", item["name"])),
        about="".join(_kinds(item, "about", place, words)[:1]),
        person=_read_person(item, place),
        persons=_read_persons(item.get("persons"), place.at("persons")),
        writing=_read_writing(item, place),
        unknown=_read_unknown(item, missing, place),
    )


def _read_unknown(item: Mapping[str, Any], missing: list[str], place: Place) -> frozenset[str]:
    """Texts of a column of figures, each among those that mean "no value"."""
    unknown = texts(item.get("unknown", []), place.at("unknown"))
    if unknown and not item.get("grammar"):
        raise place.at("unknown").fault("只有数字列才有 unknown")
    known = texts(item.get("missingValues", missing), place.at("missingValues"))
    for index, each in enumerate(unknown):
        if each not in known:
            raise place.at("unknown", index).fault(f"“{each}”不在这一列的 missingValues 里")
    return frozenset(unknown)


def _kinds(item: Mapping[str, Any], key: str, place: Place, words: Vocabulary) -> tuple[str, ...]:
    """A column is about one organization, and its cells may name those of several kinds."""
    value = item.get(key)
    if key == "about" and isinstance(value, list):
        raise place.at(key).fault("一列只属于一个单位，此处应为单个值")
    return read_kind_names(value, place.at(key), words) if value else ()


def _read_writing(item: Mapping[str, Any], place: Place) -> str:
    """A column of organizations or persons is written in names without saying so."""
    writing = text(item.get("writing"), place.at("writing"))
    if writing and writing not in WRITINGS:
        raise place.at("writing").fault(f"没有名为“{writing}”的文字写法{meant(writing, WRITINGS)}")
    named = bool(item.get("names") or item.get("person"))
    if writing and (item.get("grammar") or (named and writing != "name")):
        raise place.at("writing").fault("数字列没有 writing；单位和姓名列的 writing 是 name")
    return writing or ("name" if named else "")


def _read_person(item: Mapping[str, Any], place: Place) -> bool:
    value = item.get("person", False)
    if not isinstance(value, bool):
        raise place.at("person").fault(f"应为 true 或 false，现为“{value}”")
    if value and any(item.get(key) for key in ("grammar", "names", "persons")):
        raise place.at("person").fault("姓名列不能同时是数字、单位或叙述文字")
    return value


def _read_persons(value: Any, place: Place) -> Persons | None:
    if value is None:
        return None
    persons: Persons = read_params(Persons, keys(value, place), place, Vocabulary({}, {}))
    return persons
