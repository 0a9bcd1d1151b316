"""Which figures the declared rules look at."""

from __future__ import annotations

from yuebao.schema.layout import Layout


def uncovered_columns(layout: Layout) -> dict[str, list[str]]:
    """The columns of figures, by table, that no rule names: only a document proves them."""
    read = {pair for rule in layout.all_rules() for pair in rule.reads}
    found: dict[str, list[str]] = {}
    for name, schema in layout.tables.items():
        columns = [field.name for field in schema.fields if field.grammar and (name, field.name) not in read]
        if columns:
            found[name] = columns
    return found
