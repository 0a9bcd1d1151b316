"""Every declared rule with the tables and columns that it reads, and the figures that no rule reads."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.escaping.shown_text import lined
from yuebao.schema.layout import Layout
from yuebao.schema.rule import Rule

_BUILT_IN = (
    "（不须声明）",
    "  structure",
    "    列：所有表的所有列",
    "    依据：各表的 fields、primaryKey、totalRow、rowCount：文件、编码、表头、类型、必填、不重复、数字写法。",
    "  erratum",
    "    列：errata.yaml 各条所指的列",
    "    依据：每条勘误与它所说明的问题完全相符。",
)


def render(layout: Layout) -> str:
    """Table by table in the order of the archive, then the rules of the whole month, then what is not covered."""
    lines: list[str] = []
    for name, schema in layout.tables.items():
        lines += [f"{name}　{schema.title}", *_rules(schema.rules), ""]
    lines += ["（整期）", *_rules(layout.rules), "", *_BUILT_IN, ""]
    uncovered = [f"  {table}：{'、'.join(columns)}" for table, columns in uncovered_columns(layout).items()]
    lines += ["没有规则核验的数字列", *(uncovered or ["  无"])]
    return lined(lines)


def uncovered_columns(layout: Layout) -> dict[str, list[str]]:
    """The columns of figures, by table, that no rule names."""
    read = {pair for rule in layout.all_rules() for pair in rule.reads}
    found: dict[str, list[str]] = {}
    for name, schema in layout.tables.items():
        columns = [field.name for field in schema.fields if field.grammar and (name, field.name) not in read]
        if columns:
            found[name] = columns
    return found


def _rules(rules: tuple[Rule, ...]) -> Iterator[str]:
    if not rules:
        yield "  没有规则"
    for rule in rules:
        yield f"  {rule.id}（{rule.kind}）"
        for table, columns in _columns(rule).items():
            other = f"{table} 的 " if table != rule.table else ""
            yield f"    列：{other}{'、'.join(columns)}"
        if rule.other and rule.other not in _columns(rule):
            yield f"    表：{rule.other}"
        yield f"    依据：{rule.source}"


def _columns(rule: Rule) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for table, column in rule.reads:
        found.setdefault(table, []).append(column)
    return found
