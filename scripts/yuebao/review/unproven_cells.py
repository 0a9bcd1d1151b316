"""The cells that a person has to hold against the original: no document in force that can be read prints them, and no
equation among the figures reads them."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.model.table import Cell
from yuebao.review.model import Unproven
from yuebao.rules.addresses import Addresses
from yuebao.rules.in_force import printed_table
from yuebao.rules.registry import TABLE_KINDS, covers_all
from yuebao.rules.scope import Scope
from yuebao.schema.rule import Rule


def unproven_cells(scope: Scope) -> Iterator[Unproven]:
    """Every filled cell of that kind, table by table, row by row. Names of organizations and numbers of rows are left out:
    what is wrong there is found."""
    addresses = Addresses(scope)
    proven = _proven(scope)
    compared = covers_all(scope.layout.rules)
    for name, table in scope.tables.items():
        schema = scope.schemas[name]
        printed = printed_table(scope.printed, schema) if compared else None
        columns = [
            field.name
            for field in schema.fields
            if table.has(field.name)
            and (name, field.name) not in proven
            and not field.names
            and not (printed is not None and field.name in printed.columns)
        ]
        for row in range(len(table)):
            for column in columns:
                text = table.texts[column][row]
                if text:
                    anchor = addresses.cell(Cell(name, row, column)) or ""
                    yield Unproven(f"#{anchor}", schema.title, table.row_name(row), column, text)


def _proven(scope: Scope) -> set[tuple[str, str]]:
    """The columns whose cells follow from others, or of which others follow."""
    return {pair for rule in scope.layout.all_rules() if _proves(rule) for pair in rule.reads}


def _proves(rule: Rule) -> bool:
    kind = TABLE_KINDS.get(rule.kind)
    return kind is not None and (kind.equations is not None or kind.derivation is not None)
