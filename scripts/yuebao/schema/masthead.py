"""The masthead of an archive's reports: the keys of `issue.yaml`, declared in `schemas/issue.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Final, Literal

from yuebao.schema.declared_keys import MASTHEAD
from yuebao.schema.plain import items, known_keys
from yuebao.schema.rule import KindNames
from yuebao.schema.strict import Place, Vocabulary, read_params

MONTH: Final = "month"
"""What patterns of the intake may find beside the keys: the month that the report is of."""
Role = Literal["", "title", "published", "publisher", "year", "number", "total_number", "home"]
NEEDED: Final = ("title", "published")
"""The roles without which an issue can be neither named nor dated."""
_TYPES: Final[Mapping[str, str]] = {
    **{"title": "text", "publisher": "text", "home": "text", "published": "date"},
    **dict.fromkeys(("year", "number", "total_number"), "integer"),
}
_RESERVED: Final = frozenset(
    {"source", "sources", "state", "withdrawn", "complete", "absent", "version", "json", "page", "tables"}
    | {"errata", "reason", "reviewer", "reviewed", MONTH, "period", "first_month", "last_month"}
)
"""Names that stand beside the keys in `issue.yaml`, JSON or SQLite."""
_NO_KINDS: Final = KindNames(())
_KEY: Final = re.compile("[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class MastheadKey:
    """One key: how people call it, what is written there, whether every issue has it, and what the program takes it
    for, where it takes it for something. The ``home`` names an organization of the kinds ``names``. ``hint`` is shown
    where it is still to be filled in."""

    key: Annotated[str, "issue.yaml 里的键：小写英文字母、数字和 _"]
    title: Annotated[str, "人们怎样称呼它"]
    type: Annotated[Literal["integer", "text", "date"], "值是整数、文字还是日期"] = "text"
    required: Annotated[bool, "是否每期必有"] = True
    role: Annotated[
        Role,
        "程序把它当作什么：刊名（title）、出刊日期（published）、编者（publisher）、年份（year）、期数（number）、总期数（total_number）、所属的地方（home）；title、published 必有一个",
    ] = ""
    names: Annotated[KindNames, "role 为 home 的键：那个地方是哪种单位"] = _NO_KINDS
    hint: Annotated[str, "还没填时的提示"] = ""

    def __post_init__(self) -> None:
        """Raises `ValueError` for what does not go together."""
        if not _KEY.fullmatch(self.key) or self.key in _RESERVED:
            raise ValueError(f"“{self.key}”不能用作刊头的键：写作小写英文字母、数字和 _，不用别处已有的名称")
        if not self.title.strip():
            raise ValueError(f"“{self.key}”应写明 title")
        if self.role and self.type != _TYPES[self.role]:
            raise ValueError(f"role 为 {self.role} 的键，type 应为 {_TYPES[self.role]}")
        if bool(self.names) != (self.role == "home"):
            raise ValueError("role 为 home 的键要写 names（单位的类型），别的键不写")
        if self.role in NEEDED and not self.required:
            raise ValueError(f"role 为 {self.role} 的键每期都要有")


@dataclass(frozen=True)
class Masthead:
    """Every key in the order in which it is written."""

    keys: tuple[MastheadKey, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The keys as they are written in `issue.yaml`."""
        return tuple(key.key for key in self.keys)

    @cached_property
    def by_name(self) -> Mapping[str, MastheadKey]:
        """The keys by their names."""
        return {key.key: key for key in self.keys}

    @cached_property
    def roles(self) -> dict[str, str]:
        """The name of the key that has each role."""
        return {key.role: key.key for key in self.keys if key.role}

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The keys that every issue has."""
        return tuple(key.key for key in self.keys if key.required)

    @cached_property
    def ordered(self) -> tuple[str, ...]:
        """The keys whose values come before or after each other: numbers and days."""
        return tuple(key.key for key in self.keys if key.type != "text")

    @property
    def home_kinds(self) -> tuple[str, ...]:
        """The kinds of the organization whose reports these are; empty where no key names it."""
        return self.by_name[self.roles["home"]].names if "home" in self.roles else ()

    @property
    def home_title(self) -> str:
        """How that organization is called."""
        return self.by_name[self.roles["home"]].title if "home" in self.roles else "本单位"


def read_masthead(place: Place, kinds: Sequence[str]) -> Masthead:
    """What the document of `issue.yaml` declares; ``kinds`` are those of organizations.

    Raises `Fault` for a key that is unknown, declared twice or lacks what it needs.
    """
    place = known_keys(place, MASTHEAD)
    keys: list[MastheadKey] = []
    for index, item in enumerate(items(place.document.value.get("keys"), place.at("keys"))):
        keys.append(_read_key(item, place.at("keys", index), kinds))
        if keys[-1].key in [other.key for other in keys[:-1]]:
            raise place.at("keys", index, "key").fault(f"“{keys[-1].key}”列了不止一次")
        if keys[-1].role and keys[-1].role in [other.role for other in keys[:-1]]:
            raise place.at("keys", index, "role").fault(f"已有别的键的 role 是 {keys[-1].role}")
    masthead = Masthead(tuple(keys))
    for role in NEEDED:
        if role not in masthead.roles:
            raise place.at("keys").fault(f"应有一个键的 role 是 {role}")
    return masthead


def _read_key(item: Any, place: Place, kinds: Sequence[str]) -> MastheadKey:
    if not isinstance(item, dict):
        raise place.fault("此处应为键值对")
    key: MastheadKey = read_params(MastheadKey, item, place, Vocabulary({}, kinds=kinds))
    return key
