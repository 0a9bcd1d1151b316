"""What one cell may hold: Frictionless judges type and constraints, the number grammar judges how a figure is
written (Frictionless reads `１２` and `1_000` as integers).

Each distinct text of a kind of column is judged once; the verdict is kept in the judge, which lives as long as one run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from yuebao.load.cell_form import cell_form
from yuebao.model.characters import unfit
from yuebao.model.fault import Fault
from yuebao.model.numbers import UNREADABLE, Number, parse
from yuebao.model.writing import opens_a_formula, writing_problem
from yuebao.schema.strict import meant
from yuebao.schema.table_schema import Field, TableSchema

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
    "difference": "应为半角数字，负的带负号，如 3、-0.5",
    "signed-percent": "应为带正负号的半角数字加 %，如 +3.2%、-5%",
    "difference-percent": "应为半角数字加 %，负的带负号，如 3.2%、-5%",
}
_EXPONENT: Final = re.compile(r"[0-9.]+[eE][+-]?[0-9]+")
_SHORTENED: Final = "这是科学记数法，表格软件已把后面的数字省去；请照原报告把数字写全"
_NAMING = ("name", "title", "description", "example", "unit")
"""What a field is called, which does not change what its cells may hold."""
_TYPES: Mapping[str, str] = {"date": "应为日期，写作 2021-07-01", "integer": "应为整数", "number": "应为数字"}


class Judged(NamedTuple):
    """A cell's text in the form of the archive, the figure in it (``None`` for a blank or a text), what is wrong with it,
    and what it was written with instead of that form; each empty when there is nothing.

    A tuple, so that those of a column are taken apart at once.
    """

    text: str
    number: Number
    problem: str
    form: str


class FieldJudge(dict[str, Judged]):
    """The verdict on every text of the columns that are declared alike: ``judge[text]`` judges a text not yet seen.

    It forgets everything when it holds ``LIMIT`` texts, so that memory does not grow with the archive.
    """

    LIMIT: Final = 5000

    def __init__(self, field: Field, read: Callable[[Any], tuple[Any, Mapping[str, str] | None]]) -> None:
        super().__init__()
        self.field = field
        self.read = read

    def __missing__(self, text: str) -> Judged:
        if len(self) >= self.LIMIT:
            self.clear()
        judged = self[text] = self._judge(text)
        return judged

    def _judge(self, written: str) -> Judged:
        text, form = cell_form(written, self.field)
        number, problem = self._verdict(text)
        return Judged(text, UNREADABLE if problem else number, problem, form)

    def _verdict(self, text: str) -> tuple[Number, str]:
        character = unfit(text)
        if character:
            return UNREADABLE, f"含有 {character}"
        value, notes = self.read(text)
        blank = text in self.field.missing
        number: Number = None
        if self.field.grammar and not blank:
            number = parse(text, self.field.grammar)
            if number is UNREADABLE:
                return number, _SHORTENED if _EXPONENT.fullmatch(text) else _GRAMMARS[self.field.grammar]
        if notes:
            name = next(iter(notes))
            return UNREADABLE, _TYPES.get(self.field.type, "类型不对") if name == "type" else _NOTES.get(
                name, name
            )
        if isinstance(value, date) and value.isoformat() != text:
            return UNREADABLE, _TYPES["date"]
        return number, "" if blank or self.field.grammar else self._text_problem(text)

    def _text_problem(self, text: str) -> str:
        if opens_a_formula(text):
            return f"以“{text[0]}”开头，表格软件会把它当作公式"
        return writing_problem(text, self.field.writing) if self.field.writing else ""


def judges_of(schemas: Mapping[str, TableSchema]) -> dict[str, dict[str, FieldJudge]]:
    """The judge of each column of each table."""
    shared: dict[str, FieldJudge] = {}
    return {name: field_judges(schema, shared) for name, schema in schemas.items()}


def field_judges(schema: TableSchema, shared: dict[str, FieldJudge]) -> dict[str, FieldJudge]:
    """The judge of each column of a legal schema. Columns of any table that differ only in their names have one judge in
    ``shared``."""
    judges = {}
    for field, descriptor in zip(schema.fields, _descriptors(schema), strict=True):
        key = _kind_of_column(field, descriptor)
        if key not in shared:
            shared[key] = FieldJudge(field, _cell_reader(descriptor))
        judges[field.name] = shared[key]
    return judges


def require_legal(schemas: Iterable[TableSchema]) -> None:
    """Raises `Fault` for a field that Frictionless refuses; `field_judges` relies on there being none."""
    seen: set[str] = set()
    for schema in schemas:
        for field, descriptor in zip(schema.fields, _descriptors(schema), strict=True):
            key = _kind_of_column(field, descriptor)
            if key not in seen:
                seen.add(key)
                _require_legal(descriptor, schema.place)


def _descriptors(schema: TableSchema) -> Iterator[dict[str, Any]]:
    """What Frictionless is told of each field."""
    for field, declared in zip(schema.fields, schema.descriptor["fields"], strict=True):
        yield {**declared, "missingValues": list(field.missing)}


def _kind_of_column(field: Field, descriptor: Mapping[str, Any]) -> str:
    """The same for columns that differ only in their names."""
    what = {key: value for key, value in descriptor.items() if key not in _NAMING}
    return json.dumps([field.grammar, field.writing, what], sort_keys=True, default=str)


def _require_legal(descriptor: Mapping[str, Any], place: str) -> None:
    kinds, name = _kinds(), descriptor.get("type", "any")
    if name in kinds:
        notes = [error.note for error in kinds[name].metadata_validate(dict(descriptor))]
    else:
        notes = [f"没有名为“{name}”的类型{meant(str(name), kinds)}"]
    if notes:
        raise Fault(f"{place} 不是合法的 Table Schema：列“{descriptor['name']}”{'；'.join(notes)}")


@cache
def _kinds() -> Mapping[str, Any]:
    """The classes of fields that Frictionless has.

    It is loaded here and not before: that takes a third of a second, and a run that finds everything unchanged does
    without it.
    """
    from frictionless import Field as AnyField
    from frictionless import fields

    return {kind.type: kind for kind in vars(fields).values() if isinstance(kind, type(AnyField))}


def _cell_reader(descriptor: Mapping[str, Any]) -> Callable[[Any], Any]:
    """What Frictionless makes of a cell of the field, which is made by its class because `Field.from_descriptor` would
    load every plugin to choose one."""
    field = _kinds()[descriptor.get("type", "any")](
        name=descriptor["name"],
        format=descriptor.get("format", "default"),
        missing_values=descriptor["missingValues"],
        constraints=descriptor.get("constraints", {}),
    )
    reader: Callable[[Any], Any] = field.create_cell_reader()
    return reader
