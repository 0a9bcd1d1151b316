"""What one cell may hold: Frictionless judges type and constraints, the number grammar judges how a figure is
written (Frictionless reads `１２` and `1_000` as integers).

Each distinct text of a column is judged once; the verdict is kept in the judge, which lives as long as one run.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from frictionless import FrictionlessException, Schema

from yuebao.model.fault import Fault
from yuebao.model.numbers import UNREADABLE, Number, parse
from yuebao.spec.table_schema import Field, TableSchema

_NOTES: Mapping[str, str] = {
    "required": "不能为空",
    "unique": "不能重复",
    "pattern": "写法不合要求",
    "enum": "不在允许的取值之内",
    "minimum": "小于允许的最小值",
    "maximum": "大于允许的最大值",
    "minLength": "太短",
    "maxLength": "太长",
}
_GRAMMARS: Mapping[str, str] = {
    "count": "应为不带正负号、逗号、空格的半角整数",
    "decimal": "应为半角数字，可带小数",
    "signed": "应为带正负号的半角数字，如 +0.2、-2",
    "percent": "应为半角数字加 %，如 61.42%",
}
_TYPES: Mapping[str, str] = {"date": "应为日期，写作 2020-07-01", "integer": "应为整数", "number": "应为数字"}


@dataclass(frozen=True, slots=True)
class Judged:
    """The figure in a cell (``None`` for a blank or a text) and what is wrong with it, empty when nothing is."""

    number: Number
    problem: str


@dataclass(frozen=True, slots=True)
class FieldJudge:
    """One column's reader with the texts it has judged."""

    field: Field
    read: Callable[[Any], tuple[Any, Mapping[str, str] | None]]
    known: dict[str, Judged] = dataclasses.field(default_factory=dict)

    def judge(self, text: str) -> Judged:
        """The verdict on a text."""
        judged = self.known.get(text)
        if judged is None:
            judged = self.known[text] = self._judge(text)
        return judged

    def _judge(self, text: str) -> Judged:
        if text != text.strip():
            return Judged(UNREADABLE, "首尾有空格")
        value, notes = self.read(text)
        blank = text in self.field.missing
        if self.field.grammar and not blank:
            number = parse(text, self.field.grammar)
            if number is UNREADABLE:
                return Judged(UNREADABLE, _GRAMMARS[self.field.grammar])
        else:
            number = None
        if notes:
            name = next(iter(notes))
            problem = _TYPES.get(self.field.type, "类型不对") if name == "type" else _NOTES.get(name, name)
            return Judged(UNREADABLE, problem)
        if isinstance(value, date) and value.isoformat() != text:
            return Judged(UNREADABLE, _TYPES["date"])
        return Judged(number, "")


def field_judges(schema: TableSchema) -> tuple[FieldJudge, ...]:
    """A judge for each column, made once a table kind. A descriptor that Frictionless refuses is a `Fault`."""
    try:
        frictionless = Schema.from_descriptor(dict(schema.descriptor))
    except FrictionlessException as error:
        reasons = "；".join(reason.note for reason in error.reasons) or error.error.note
        raise Fault(f"{schema.place} 不是合法的 Table Schema：{reasons}") from error
    return tuple(
        FieldJudge(field, reader.create_cell_reader())
        for field, reader in zip(schema.fields, frictionless.fields, strict=True)
    )
