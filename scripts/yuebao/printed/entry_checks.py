"""The checks that a workbook makes while somebody types: types and lists of cells, rules between the cells of a row.

They are made from the schemas. They help; `yuebao validate` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final

from yuebao.model.numbers import NEGATIVE, in_percent
from yuebao.model.period import period
from yuebao.model.table import spreadsheet_column
from yuebao.printed.sheets import cut
from yuebao.rules.kind import RowFormula
from yuebao.rules.registry import TABLE_KINDS
from yuebao.schema.rule import Rule
from yuebao.schema.table_schema import Field, TableSchema

_NAMES: Final[Mapping[str, str]] = {
    "count": "填整数",
    "decimal": "填数字，可带小数",
    "signed": "填带正负号的数，如 +0.2、-2",
    "percent": "填百分数，如 61.42%",
    "difference": "填数，负的带负号，如 3、-0.5",
    "signed-percent": "填带正负号的百分数，如 +3.2%、-5%",
    "difference-percent": "填百分数，负的带负号，如 3.2%、-5%",
}
TITLE_LIMIT: Final = 32
TEXT_LIMIT: Final = 255
"""What Excel has room for in a prompt."""


def validation(schema: TableSchema, field: Field, month: str, choices: str | None) -> dict[str, Any]:
    """What may be typed into a column, with the field's description as the prompt, in XlsxWriter's words.

    ``choices`` is the range that holds what may be chosen, for a column that is limited to a list.
    """
    return {
        **_condition(schema, field, month, choices),
        "input_title": cut(field.name, TITLE_LIMIT),
        "input_message": cut(_prompt(field), TEXT_LIMIT),
        "error_title": "请核对",
        "error_message": cut(f"“{field.name}”{_wanted(schema, field)}。", TEXT_LIMIT),
    }


def _condition(schema: TableSchema, field: Field, month: str, choices: str | None) -> dict[str, Any]:
    if choices is not None:
        return {"validate": "list", "source": f"={choices}"}
    if field.type == "date":
        first, last = (f"=DATE({day.year},{day.month},{day.day})" for day in _days(month))
        return {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
    return _figure(schema, field)


def _figure(schema: TableSchema, field: Field) -> dict[str, Any]:
    cell = f"{_letter(schema, field.name)}2"
    other = [f'{cell}="{text}"' for text in field.missing if text]
    if in_percent(field.grammar):
        number = f'AND(RIGHT({cell},1)="%",ISNUMBER(VALUE(SUBSTITUTE({cell},"%",""))))'
    elif field.grammar == "count" and other:
        number = f"AND(ISNUMBER({cell}),N({cell})>=0,N({cell})=INT(N({cell})))"
    elif field.grammar == "count":
        return {"validate": "whole", "criteria": ">=", "value": 0}
    elif field.grammar:
        least = -1_000_000 if field.grammar in NEGATIVE else 0
        return {"validate": "decimal", "criteria": ">=", "value": least}
    else:
        return {"validate": "any"}
    condition = f"OR({','.join([*other, number])})" if other else number
    return {"validate": "custom", "value": f"={condition}"}


def _days(month: str) -> tuple[date, date]:
    months = period(month).months
    first, last = (date.fromisoformat(f"{name}-01") for name in (months[0], months[-1]))
    return first, (last + timedelta(days=31)).replace(day=1) - timedelta(days=1)


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
        return "应为本期的日期"
    other = "、".join(text for text in field.missing if text)
    return _NAMES.get(field.grammar, "写法不对") + (f"，或 {other}" if other else "")


def highlights(schema: TableSchema, rows: int) -> Iterator[RowFormula]:
    """What the rules of a row look like as formulas, and names that stand twice in a table that lists each once."""
    for rule in schema.rules:
        yield from _of_rule(schema, rule)
    entity = schema.entity
    if entity is not None and schema.lists_once:
        letter = _letter(schema, entity.name)
        area = f"${letter}$2:${letter}${rows + 1}"
        yield RowFormula(f'AND(${letter}2<>"",COUNTIF({area},${letter}2)>1)', (entity.name,))


def marked_rules(schema: TableSchema) -> Iterator[str]:
    """Where each rule comes from whose broken rows are marked."""
    for rule in schema.rules:
        if any(True for _ in _of_rule(schema, rule)):
            yield rule.source


def _of_rule(schema: TableSchema, rule: Rule) -> Iterator[RowFormula]:
    formula = TABLE_KINDS[rule.kind].row_formula
    stated = None if formula is None else formula(rule.params, lambda column: _value(schema, column))
    if stated is not None:
        yield stated


def _value(schema: TableSchema, column: str) -> str:
    """The cell of the first row as a number, of a percentage, which stands there as a text, its percents; a blank or
    another text counts as 0."""
    cell = f"${_letter(schema, column)}2"
    if in_percent(schema.field[column].grammar):
        return f'IFERROR(VALUE(SUBSTITUTE({cell},"%","")),0)'
    return f"N({cell})"
