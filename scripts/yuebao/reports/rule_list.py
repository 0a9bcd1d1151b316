"""Every declared rule with the tables and columns that it reads, and the figures that no rule reads."""

from __future__ import annotations

from collections.abc import Iterator

from yuebao.escaping.shown_text import lined
from yuebao.rules.coverage import uncovered_columns
from yuebao.rules.registry import covers_all
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
    if uncovered and covers_all(layout.rules):
        lines += ["没有规则核验的数字列", "  无", "", "没有规则核验的数字列，如果读不出那一期的原件"]
    else:
        lines += ["没有规则核验的数字列"]
    return lined([*lines, *(uncovered or ["  无"])])


def _rules(rules: tuple[Rule, ...]) -> Iterator[str]:
    if not rules:
        yield "  没有规则"
    for rule in rules:
        yield f"  {rule.id}（{rule.kind}）"
        if covers_all((rule,)):
            yield "    列：所有表的所有列，刊头的各键"
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
