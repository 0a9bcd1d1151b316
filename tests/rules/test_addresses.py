"""The address of a cell: the row by its organization, key or number, the column by its id or organization."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from tests.rules import Rules, surroundings
from yuebao.model.table import HEADER, Cell
from yuebao.rules.addresses import Addresses, slug

NO_RULES: Rules = {}
ROWS: dict[str, tuple[str, list[str]]] = {
    "organizations, each once, and the total": ("名称,甲\n一局,3\n二局,4\n合计,7\n", ["a", "b", "total"]),
    "an alias": ("名称,甲\n一办,3\n", ["a"]),
    "a name that nobody bears": ("名称,甲\n无名局,3\n一局,4\n", ["无名局", "a"]),
    "a row that was printed twice": ("名称,甲\n一局,3\n一局,3\n", ["a", "a-2"]),
    "two total rows": ("名称,甲\n一局,3\n合计,3\n合计,3\n", ["a", "2", "3"]),
    "no key": ("甲,乙\n3,4\n5,6\n", ["1", "2"]),
    "organizations that the key does not stand for": ("名称,文\n一局,x\n一局,y\n", ["1", "2"]),
}


@pytest.mark.parametrize("case", ROWS)
def test_rows(case: str) -> None:
    text, expected = ROWS[case]
    _, scope = surroundings({"t": text}, NO_RULES)
    assert list(Addresses(scope).rows("t")) == expected


def test_no_address_carries_a_name_of_a_person() -> None:
    """The first ten digits of the SHA-256 of the key `张三 / 一局`."""
    _, scope = surroundings({"t": "人,名称,甲\n张三,一局,3\n"}, NO_RULES)
    schema = scope.schemas["t"]
    fields = tuple(replace(field, person=field.name == "人") for field in schema.fields)
    keyed = replace(schema, fields=fields, primary_key=("人", "名称"))
    table = replace(scope.tables["t"], keys=("张三 / 一局",))
    scope = replace(scope, tables={"t": table}, layout=replace(scope.layout, tables={"t": keyed}))
    assert Addresses(scope).rows("t") == (sha256("张三 / 一局".encode()).hexdigest()[:10],)


def test_a_cell() -> None:
    _, scope = surroundings({"t": "名称,县,邻县,甲\n一局,3,4,5\n合计,3,4,5\n"}, NO_RULES)
    addresses = Addresses(scope)
    assert [addresses.cell(Cell("t", 0, name)) for name in ("名称", "县", "邻县", "甲")] == [
        "t.a.column-1",
        "t.a.home",  # the column is an organization
        "t.a.column-3",  # named after one that the registry does not have
        "t.a.column-4",
    ]
    assert addresses.cell(Cell("t", 1, "甲")) == "t.total.column-4"


@pytest.mark.parametrize(
    "cell",
    [
        Cell("t", HEADER, "甲"),
        Cell("t", HEADER, ""),
        Cell("t", 2, "甲"),
        Cell("t", 0, "乙"),
        Cell("x", 0, "甲"),
    ],
)
def test_what_has_no_address(cell: Cell) -> None:
    _, scope = surroundings({"t": "名称,甲\n一局,3\n合计,3\n"}, NO_RULES)
    assert Addresses(scope).cell(cell) is None


@pytest.mark.parametrize(
    ("key", "part"),
    [
        ("乡镇 / 本月", "乡镇-本月"),
        ("Hotline 12345", "hotline-12345"),
        ("（一）县（区）", "一-县-区"),
        ("a<b>\"c'&d", "a-b-c-d"),
        ("——", ""),
        ("字" * 60, "字" * 48),
        ("字" * 47 + "，后", "字" * 47),
    ],
)
def test_a_key_as_part_of_an_address(key: str, part: str) -> None:
    assert slug(key) == part
