"""Whatever may be written is described where it is read, in Chinese: a key without words fails here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import pytest

from yuebao.model.numbers import GRAMMAR_WORDS, GRAMMARS
from yuebao.model.writing import WRITING_WORDS, WRITINGS
from yuebao.schema import declared_keys
from yuebao.schema.described import Key, dataclasses_in, described
from yuebao.schema.intake_form import IntakeForm
from yuebao.schema.masthead import MastheadKey
from yuebao.schema.organization_kinds import Comparison, OrganizationKind
from yuebao.schema.report_form import ReportForm
from yuebao.schema.rule import Figure, OtherColumn
from yuebao.schema.scoring import ItemKind, PointScale
from yuebao.schema.settings import Settings
from yuebao.schema.table_schema import Persons, TotalRow

READ = (
    *(IntakeForm, ReportForm, MastheadKey, OrganizationKind, Comparison),
    *(ItemKind, PointScale, Settings, Persons, TotalRow),
)
LISTS = {
    name: value for name, value in vars(declared_keys).items() if isinstance(value, dict) and name[:2] != "__"
}


@dataclass(frozen=True)
class Inner:
    """What an item holds."""

    column: Annotated[OtherColumn, "哪一列"]


@dataclass(frozen=True)
class Outer:
    """One of everything."""

    items: Annotated[tuple[Inner, ...], "各项"]
    words: Annotated[dict[Figure, str], "各列的说法"]
    order: Annotated[Literal["", "up", "down"], "次序"] = ""
    digits: Annotated[int, "几位小数"] = 2
    shown: Annotated[bool, "是否显示"] = False
    inner: Annotated[Inner | None, "另一项"] = None


@dataclass(frozen=True)
class Silent:
    """Its key says nothing of itself."""

    key: str


def test_keys_are_told_with_types_defaults_and_what_they_hold() -> None:
    inner = (Key("column", "那张表的列", "哪一列", needed=True),)
    assert described(Outer) == (
        Key("items", "列表，每项是键值对", "各项", needed=True, keys=inner),
        Key("words", "键值对，键是本表的数字列，值是文字", "各列的说法", needed=True),
        Key("order", "up、down 之一", "次序"),
        Key("digits", "整数", "几位小数", default="2"),
        Key("shown", "true 或 false", "是否显示", default="false"),
        Key("inner", "键值对", "另一项", keys=inner),
    )


def test_a_key_without_words_is_an_error_of_the_program() -> None:
    with pytest.raises(TypeError, match=r"Silent\.key 没有说明$"):
        described(Silent)


@pytest.mark.parametrize("kind", READ, ids=lambda kind: str(kind.__name__))
def test_every_key_that_a_dataclass_reads_is_described(kind: type[Any]) -> None:
    for each in dataclasses_in(kind):
        _require_words(described(each))


@pytest.mark.parametrize("name", LISTS)
def test_every_key_that_a_list_lets_through_is_described(name: str) -> None:
    keys: dict[str, Key] = LISTS[name]
    assert list(keys) == [key.name for key in keys.values()]
    _require_words(tuple(keys.values()))


def test_every_grammar_and_every_way_of_writing_has_words() -> None:
    assert list(GRAMMAR_WORDS) == list(GRAMMARS)
    assert list(WRITING_WORDS) == list(WRITINGS)


def _require_words(keys: tuple[Key, ...]) -> None:
    assert len({key.name for key in keys}) == len(keys)
    for key in keys:
        assert re.search(r"[\u4e00-\u9fff]{2}", key.meaning), key.name
        assert key.value, key.name
        assert not key.meaning.endswith("。"), key.name
