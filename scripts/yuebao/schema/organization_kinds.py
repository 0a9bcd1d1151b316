"""The kinds of organizations that an archive knows, and its words for them; declared with the schema of the registry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Final

from yuebao.model.organization import Organization
from yuebao.schema.plain import identifier, items
from yuebao.schema.rule import KindNames
from yuebao.schema.strict import Place, Vocabulary, meant, read_params

TYPE: Final = "type"
"""The column of the registry that holds the kind."""


@dataclass(frozen=True, slots=True)
class OrganizationKind:
    """One kind. ``id`` stands in the registry and in addresses, ``title`` is what people call it. ``parents`` are the
    kinds that one of it may belong to; its name is followed by ``suffix`` where it may be the same as its parent's."""

    id: Annotated[str, "写在登记册 type 列和网址里的标识"]
    title: Annotated[str, "人们怎样称呼这种单位"]
    parents: Annotated[tuple[str, ...], "它可以属于哪些类型的单位"] = ()
    suffix: Annotated[str, "加在名称后面的字样，与所属单位同名的才要"] = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The page that sets the organizations beside each other after which columns are named: their ``kinds``, what all
    of them are called, the title of the page, its description and the sentence that it begins with."""

    kinds: Annotated[KindNames, "以哪种单位为列名的列放在这一页"]
    called: Annotated[str, "这些单位合称什么"]
    title: Annotated[str, "网页的标题"]
    description: Annotated[str, "网页的一句说明"]
    lead: Annotated[str, "网页开头的话"]


@dataclass(frozen=True)
class OrganizationKinds:
    """Every kind in the order of pages and lists; ``comparison`` is ``None`` where nothing is
    compared."""

    kinds: tuple[OrganizationKind, ...]
    comparison: Comparison | None = None

    @cached_property
    def by_id(self) -> Mapping[str, OrganizationKind]:
        """The kinds by their ids."""
        return {kind.id: kind for kind in self.kinds}

    def title(self, kind: str) -> str:
        """What the kind is called; one that is not declared, in a registry with findings, goes by its id."""
        return self.by_id[kind].title if kind in self.by_id else kind

    def titles(self, kinds: Iterable[str]) -> str:
        """What organizations of any of the kinds are called."""
        return "、".join(self.title(kind) for kind in kinds)

    def full_name(self, entry: Organization) -> str:
        """The name of an organization with the suffix of its kind where it belongs to another one."""
        kind = self.by_id.get(entry.type)
        return entry.name + kind.suffix if kind is not None and entry.parent else entry.name

    @property
    def compared(self) -> tuple[str, ...]:
        """The kinds that are set beside each other; empty where none are."""
        return self.comparison.kinds if self.comparison is not None else ()


def read_kinds(place: Place) -> OrganizationKinds:
    """What the document of the registry's schema declares; `Fault` for a kind that is unknown or declared twice."""
    declared = items(place.document.value.get("kinds"), place.at("kinds"))
    if not declared:
        raise place.at("kinds").fault("kinds 应列出单位的类型，每种有 id 和 title")
    kinds: list[OrganizationKind] = []
    for index, item in enumerate(declared):
        at = place.at("kinds", index)
        if not isinstance(item, dict):
            raise at.fault("此处应为键值对")
        kind: OrganizationKind = read_params(OrganizationKind, item, at, Vocabulary({}))
        identifier(kind.id, at.at("id"))
        if not kind.title.strip():
            raise at.at("title").fault("应写明这种单位叫什么")
        if kind.id in [other.id for other in kinds]:
            raise at.at("id").fault(f"单位类型“{kind.id}”列了不止一次")
        kinds.append(kind)
    names = [kind.id for kind in kinds]
    for index, kind in enumerate(kinds):
        for number, parent in enumerate(kind.parents):
            if parent not in names:
                at = place.at("kinds", index, "parents", number)
                raise at.fault(f"没有名为“{parent}”的单位类型{meant(parent, names)}")
    return OrganizationKinds(tuple(kinds), _comparison(place, names))


def _comparison(place: Place, names: Sequence[str]) -> Comparison | None:
    value = place.document.value.get("comparison")
    if value is None:
        return None
    at = place.at("comparison")
    if not isinstance(value, dict):
        raise at.fault("此处应为键值对")
    comparison: Comparison = read_params(Comparison, value, at, Vocabulary({}, kinds=names))
    return comparison


def with_types(descriptor: Mapping[str, Any], kinds: OrganizationKinds, place: Place) -> dict[str, Any]:
    """The plain Table Schema of the registry, where the kinds are the only values of their column."""
    fields = [dict(field) for field in descriptor["fields"]]
    for index, field in enumerate(fields):
        if field["name"] == TYPE:
            constraints = dict(field.get("constraints", {}))
            if "enum" in constraints:
                at = place.at("fields", index, "constraints", "enum")
                raise at.fault("单位的类型只在 kinds 里列一次；请删去这里的 enum")
            field["constraints"] = constraints | {"enum": list(kinds.by_id)}
    return {**descriptor, "fields": fields}
