"""The rules in a document of `schemas/`."""

from __future__ import annotations

from typing import Any

from yuebao.schema.declared_keys import RULE
from yuebao.schema.documents import ARCHIVE
from yuebao.schema.plain import items, text
from yuebao.schema.references import other_table, references
from yuebao.schema.rule import Kinds, Rule
from yuebao.schema.strict import NotThen, Place, Vocabulary, meant, read_params


def read_rules(table: str, place: Place, kinds: Kinds, words: Vocabulary) -> tuple[Rule, ...]:
    """Every rule that the document of a table, or of the archive where ``table`` is empty, declares and that its layout has
    the tables and columns for. Raises `Fault`."""
    place = Place(place.file, place.document, ("rules",), table)
    read = (
        _read_rule(table, item, place.at(index), kinds, words)
        for index, item in enumerate(items(place.document.value.get("rules"), place))
    )
    return tuple(rule for rule in read if rule is not None)


def _read_rule(table: str, item: Any, place: Place, kinds: Kinds, words: Vocabulary) -> Rule | None:
    """The rule; ``None`` where it needs a table or column of another time."""
    if not isinstance(item, dict):
        raise place.fault("每条规则应为键值对")
    for key in (key.name for key in RULE.values() if key.needed):
        if not text(item.get(key), place.at(key)).strip():
            raise place.fault(f"规则缺少“{key}”")
    name = str(item["kind"])
    kind = _kind(name, table, kinds, place.at("kind"))
    given = {key: part for key, part in item.items() if key not in RULE}
    try:
        params = read_params(kind, given, place, words)
    except NotThen:
        return None
    return Rule(
        id=str(item["id"]),
        kind=name,
        table=table,
        params=params,
        source=str(item["source"]),
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
