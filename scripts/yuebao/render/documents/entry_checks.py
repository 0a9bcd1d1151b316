"""The checks that a workbook makes while somebody types: types and lists of cells, rules between the cells of a row.

They are made from the schemas. They help; `yuebao validate` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from yuebao.model.table import spreadsheet_column
from yuebao.spec.rule import Rule
from yuebao.spec.table_schema import Field, TableSchema

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

_NAMES: Mapping[str, str] = {
    "count": "填整数",
    "decimal": "填数字，可带小数",
    "signed": "填带正负号的数，如 +0.2、-2",
    "percent": "填百分数，如 61.42%",
}


@dataclass(frozen=True, slots=True)
class Highlight:
    """Rows to be coloured: a formula for the first row, true where something is wrong, and the columns that it marks."""

    formula: str
    columns: tuple[str, ...]


def validation(schema: TableSchema, field: Field, month: str, lists: Mapping[str, str]) -> DataValidation:
    """What may be typed into a column, with the field's description as the prompt.

    ``lists`` are the ranges that hold the names of each type of organization.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(**_condition(schema, field, month, lists), allow_blank=True)
    rule.promptTitle, rule.prompt = field.name[:32], _prompt(field)[:255]
    rule.errorTitle, rule.error = "请核对", f"“{field.name}”{_wanted(schema, field)}。"[:255]
    rule.showInputMessage = rule.showErrorMessage = True
    return rule


def _condition(schema: TableSchema, field: Field, month: str, lists: Mapping[str, str]) -> dict[str, Any]:
    choices = schema.choices(field.name)
    if choices:
        return {"type": "list", "formula1": f'"{",".join(choices)}"'}
    if field.names:
        return {"type": "list", "formula1": lists[field.names]}
    if field.type == "date":
        first, last = _days(month)
        return {
            "type": "date",
            "operator": "between",
            "formula1": f"DATE({first.year},{first.month},{first.day})",
            "formula2": f"DATE({last.year},{last.month},{last.day})",
        }
    return _figure(schema, field)


def _figure(schema: TableSchema, field: Field) -> dict[str, Any]:
    cell = f"{_letter(schema, field.name)}2"
    other = [f'{cell}="{text}"' for text in field.missing if text]
    if field.grammar == "percent":
        number = f'AND(RIGHT({cell},1)="%",ISNUMBER(VALUE(SUBSTITUTE({cell},"%",""))))'
    elif field.grammar == "count" and other:
        number = f"AND(ISNUMBER({cell}),N({cell})>=0,N({cell})=INT(N({cell})))"
    elif field.grammar == "count":
        return {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0"}
    elif field.grammar:
        least = "-1000000" if field.grammar == "signed" else "0"
        return {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": least}
    else:
        return {}
    return {"type": "custom", "formula1": f"OR({','.join([*other, number])})" if other else number}


def _days(month: str) -> tuple[date, date]:
    first = date.fromisoformat(f"{month}-01")
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _letter(schema: TableSchema, column: str) -> str:
    return spreadsheet_column(schema.header.index(column))


def _prompt(field: Field) -> str:
    unit = f"（{field.unit}）" if field.unit and field.unit != "%" else ""
    return f"{field.description}{unit}" or field.name


def _wanted(schema: TableSchema, field: Field) -> str:
    if schema.choices(field.name):
        return "只能从列表里选"
    if field.names:
        return "要选登记册里有的名称；没有的请先登记到 data/organizations.csv"
    if field.type == "date":
        return "应为本月的日期"
    other = "、".join(text for text in field.missing if text)
    return _NAMES.get(field.grammar, "写法不对") + (f"，或 {other}" if other else "")


def highlights(schema: TableSchema, month: str, rows: int) -> Iterator[Highlight]:
    """What the rules of a row look like as formulas, and names that stand twice in a table that lists each once."""
    for rule in schema.rules:
        if rule.in_force(month):
            yield from _of_rule(schema, rule)
    entity = schema.entity
    if entity is not None and schema.primary_key == (entity.name,):
        letter = _letter(schema, entity.name)
        area = f"${letter}$2:${letter}${rows + 1}"
        yield Highlight(f'AND(${letter}2<>"",COUNTIF({area},${letter}2)>1)', (entity.name,))


def _of_rule(schema: TableSchema, rule: Rule) -> Iterator[Highlight]:
    if rule.kind == "sum-of-columns":
        parts = "+".join(_value(schema, part) for part in rule.params.parts)
        columns = (rule.params.sum, *rule.params.parts)
        yield Highlight(f"{_value(schema, rule.params.sum)}<>{parts}", columns)
    if rule.kind == "non-increasing":
        columns = rule.params.columns
        pairs = pairwise(columns)
        wrong = ",".join(f"{_value(schema, high)}<{_value(schema, low)}" for high, low in pairs)
        yield Highlight(f"OR({wrong})", tuple(columns))


def _value(schema: TableSchema, column: str) -> str:
    """The cell of the first row as a number; a blank or a text counts as 0."""
    return f"N(${_letter(schema, column)}2)"


def summed(rules: Iterable[Rule], month: str) -> frozenset[str]:
    """The columns whose total row is the sum of the rows above."""
    return frozenset(
        column
        for rule in rules
        if rule.kind == "total-row" and rule.in_force(month)
        for column in rule.params.columns
    )
