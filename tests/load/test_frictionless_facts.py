"""What the reader relies on of Frictionless, and what it does not rely on it for: an upgrade that differs speaks here."""

from __future__ import annotations

from typing import Any

import pytest
from frictionless import FrictionlessException, Schema


def read(field: dict[str, Any], text: str) -> tuple[Any, list[str]]:
    """The value that a field reads from a text, and the names of the constraints that it breaks."""
    schema = Schema.from_descriptor({"fields": [{"name": "格", **field}]})
    value, notes = schema.fields[0].create_cell_reader()(text)
    return value, list(notes or {})


RELIED_ON: dict[str, tuple[dict[str, Any], str, Any, list[str]]] = {
    "integer": ({"type": "integer"}, "7", 7, []),
    "not an integer": ({"type": "integer"}, "7x", None, ["type"]),
    "required": ({"type": "string", "constraints": {"required": True}}, "", None, ["required"]),
    "minimum": ({"type": "integer", "constraints": {"minimum": 1}}, "0", 0, ["minimum"]),
    "enum": ({"type": "string", "constraints": {"enum": ["甲"]}}, "乙", "乙", ["enum"]),
    "pattern is of the whole text": (
        {"type": "string", "constraints": {"pattern": "[a-z]+"}},
        "a1",
        "a1",
        ["pattern"],
    ),
    "missing values": ({"type": "integer", "missingValues": ["", "-"]}, "-", None, []),
    "not a day of the calendar": ({"type": "date"}, "2020-02-30", None, ["type"]),
}


@pytest.mark.parametrize("case", RELIED_ON)
def test_relied_on(case: str) -> None:
    field, text, value, broken = RELIED_ON[case]
    assert read(field, text) == (value, broken)


LAX = {
    "full-width digits": ({"type": "integer"}, "１２", 12),
    "underscores": ({"type": "integer"}, "1_000", 1000),
    "leading zero": ({"type": "integer"}, "007", 7),
    "spaces": ({"type": "integer"}, " 5", 5),
}


@pytest.mark.parametrize("case", LAX)
def test_too_lax_so_the_number_grammar_judges(case: str) -> None:
    field, text, value = LAX[case]
    assert read(field, text) == (value, [])


@pytest.mark.parametrize("text", ["NaN", "1e3"])
def test_numbers_are_too_lax_as_well(text: str) -> None:
    assert read({"type": "number"}, text)[1] == []


REFUSED: dict[str, dict[str, object]] = {
    "an unknown type": {"type": "dat"},
    "a constraint that does not exist": {"type": "integer", "constraints": {"minimun": 1}},
    "a constraint of another type": {"type": "string", "constraints": {"minimum": 1}},
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    with pytest.raises(FrictionlessException):
        Schema.from_descriptor({"fields": [{"name": "格", **REFUSED[case]}]})


def test_unknown_keys_survive_so_the_strict_reader_judges() -> None:
    schema = Schema.from_descriptor(
        {"fields": [{"name": "格", "type": "integer", "gramar": "count"}], "rulse": []}
    )
    assert schema.to_descriptor()["fields"][0]["gramar"] == "count"
