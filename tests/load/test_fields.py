"""What one cell may hold: exactly what Frictionless makes of the whole schema, though its fields are made one by one."""

from __future__ import annotations

from typing import Any

import pytest
from frictionless import Schema

from tests.support.repository import ROOT
from yuebao.load.fields import _cell_reader, _require_legal
from yuebao.model.fault import Fault
from yuebao.schema.table_schema import TableSchema
from yuebao.workflows.judge import read_declared

SCHEMAS = {schema.name: schema for schema in read_declared(ROOT).tables()}
TEXTS = (
    *("", "-", "0", "1", "-5", "1.5", "１２", "1_000", "NaN", "1e3", " 5", "abc", "合计", "x" * 300),
    *("2003-07-01", "2020-7-1", "2020-02-30", "100%", "+0.2", "-2", "true", "2003-07", "department"),
)


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_a_field_by_itself_reads_like_the_field_of_its_schema(schema: TableSchema) -> None:
    whole = Schema.from_descriptor(dict(schema.descriptor))
    assert [field.name for field in whole.fields] == list(schema.header)
    for field, declared in zip(whole.fields, schema.descriptor["fields"], strict=True):
        descriptor = {**declared, "missingValues": list(schema.field[field.name].missing)}
        alone, among = _cell_reader(descriptor), field.create_cell_reader()
        assert [str(alone(text)) for text in TEXTS] == [str(among(text)) for text in TEXTS], field.name


@pytest.mark.parametrize(
    ("declared", "reason"),
    [
        ({"type": "integr"}, "没有名为“integr”的类型；是否为“integer”？"),
        ({"type": "string", "constraints": {"minimum": 1}}, "minimum"),
        ({"type": "integer", "missingValues": "-"}, "missingValues"),
    ],
)
def test_what_frictionless_refuses_is_a_fault_that_says_where(declared: dict[str, Any], reason: str) -> None:
    with pytest.raises(Fault, match=rf"schemas/x\.yaml 不是合法的 Table Schema：列“甲”.*{reason}"):
        _require_legal({"name": "甲", "missingValues": [""], **declared}, "schemas/x.yaml")


@pytest.mark.parametrize("text", ["12", "甲", "-"])
def test_a_column_without_a_type_holds_anything(text: str) -> None:
    assert _cell_reader({"name": "甲", "missingValues": [""]})(text) == (text, None)
    assert _cell_reader({"name": "甲", "missingValues": ["-", ""]})("") == (None, None)
