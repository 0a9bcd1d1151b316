"""A workbench for one rule: small tables in memory, judged by the real reader, engine and schema reader."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import yaml

from yuebao.load.fields import FieldJudge, judges_of
from yuebao.load.registry import read_registry
from yuebao.load.table import read_table
from yuebao.model.finding import Finding
from yuebao.model.issue import Issue, Source
from yuebao.model.month import Month
from yuebao.model.organization import Registry
from yuebao.rules.engine import check_month
from yuebao.rules.registry import PARAMS
from yuebao.rules.scope import Earlier, Scope
from yuebao.schema.layout import Layout
from yuebao.schema.reader import Schemas, read_schemas

COLUMNS: Mapping[str, Mapping[str, Any]] = {
    "名称": {"type": "string", "constraints": {"required": True}, "names": "department"},
    "窗口": {"type": "string", "constraints": {"required": True}, "names": "window"},
    **{name: {"type": "integer", "grammar": "count", "missingValues": ["", "-"]} for name in "甲乙丙丁号"},
    **{name: {"type": "integer", "grammar": "count", "about": "county"} for name in ("县", "邻县")},
    "率": {"type": "string", "grammar": "percent", "missingValues": ["", "-"]},
    "分": {"type": "number", "grammar": "decimal"},
    "未": {"type": "integer", "grammar": "count", "missingValues": ["", "-", "…"], "unknown": ["", "…"]},
    "加": {"type": "number", "grammar": "signed", "constraints": {"required": True}},
    "日": {"type": "date"},
    **{name: {"type": "string"} for name in "文条类人键"},
}
"""Every column that a case may use, by its name."""

KEYS: list[dict[str, Any]] = [
    *(
        {"key": key, "title": key, "type": "integer", "role": key}
        for key in ("year", "number", "total_number")
    ),
    *({"key": key, "title": key, "role": key} for key in ("title", "publisher")),
    {"key": "published", "title": "published", "type": "date", "role": "published"},
    {"key": "county", "title": "county", "role": "home", "names": "county"},
]

KINDS = [
    {"id": "department", "title": "部门"},
    {"id": "town", "title": "乡镇"},
    {"id": "window", "title": "窗口", "parents": ["department"], "suffix": "窗口"},
    {"id": "county", "title": "县"},
]

REGISTRY = """\
id,type,name,aliases,code,parent,valid_from,valid_to,successors
a,department,一局,一办,,,,,
b,department,二局,,,,,,
c,department,三局,,,,,,
old,department,旧局,,,,,2026-06,
w-a,window,一窗,,,a,,,
w-b,window,二窗,,,b,,,
w-c,window,三窗,,,c,,,
home,county,县,,,,,,
"""

SCORING = """\
scales:
  points:
    title: 名次加分
    source: 示例
    points: {..2025-12: {1: "2.5", 2: "2"}, 2026-01..2026-12: {1: "3", 2: "1"}}
items:
  - title: 加班
    match: 加班
    source: 示例
    measure: '([0-9]+)分钟'
    steps: [{at_least: 20, points: "0.2"}, {at_least: 5, points: "0.1"}]
    weekdays: [1, 2, 3, 4, 5]
  - {title: 投诉, match: 投诉, source: 示例, points: "-2"}
  - {title: 旧项, match: 旧项, source: 示例, points: "-1", until: 2025-12}
  - {title: 往年排位, match: 往年排位, source: 示例, place: '第([一二三])', scale: points, until: 2025-12}
  - {title: 名次, match: 名次, source: 示例, place: '第([一二三])', scale: points}
"""


Compared = Mapping[Earlier, Mapping[str, str]]
"""The tables of earlier issues."""
_EARLIER: Mapping[Earlier, str] = {"period-before": "2026-06", "year-before": "2025-07"}

INTAKE = "{masthead: [示例], grouped: {heading: '(?P<place>1)(?P<name>x)(?P<score>2)', bullet: x}}"

Rules = Mapping[str, list[dict[str, Any]]]
Bench = tuple[Layout, dict[str, dict[str, FieldJudge]]]


def bench_of(tables: Mapping[str, str], rules: Rules, month: str = "2026-07") -> Bench:
    """A layout whose tables have the headers of the texts, and its judges of fields; every table ends in a total
    row if its text does."""
    return _bench(json.dumps([dict(tables), rules], ensure_ascii=False), month)


@cache
def _bench(key: str, month: str) -> Bench:
    layout = schemas_of(*json.loads(key)).layout(month)
    return layout, judges_of(layout.tables)


def schemas_of(tables: Mapping[str, str], rules: Rules) -> Schemas:
    """The schemas for tables with these headers."""
    texts = {
        "archive.yaml": yaml.safe_dump(
            {"registry": "organizations", "tables": list(tables), "rules": rules.get("", [])}
        ),
        "scoring.yaml": SCORING,
        "issue.yaml": yaml.safe_dump({"keys": KEYS}),
        "report.yaml": "{masthead: [示例], sections: [], attachments: [], highlights: []}",
        "intake.yaml": INTAKE,
        "organizations.yaml": yaml.safe_dump(
            {
                "kinds": KINDS,
                "fields": [{"name": name, "type": "string"} for name in REGISTRY.split("\n")[0].split(",")],
            }
        ),
    }
    for name, text in tables.items():
        texts[f"{name}.yaml"] = yaml.safe_dump(
            {"title": f"表{name}", **_schema(text, rules.get(name, []))}, allow_unicode=True, sort_keys=False
        )
    return read_schemas(texts, PARAMS)


def _schema(text: str, rules: list[dict[str, Any]]) -> dict[str, Any]:
    header = text.split("\n")[0].split(",")
    named = next((name for name in header if "names" in COLUMNS[name]), None)
    schema: dict[str, Any] = {
        "fields": [
            {"id": f"column-{number}", "name": name, **COLUMNS[name]} for number, name in enumerate(header, 1)
        ],
        "rules": rules,
    }
    named = named or ("键" if "键" in header else None)
    if named and "合计" in text:
        schema["totalRow"] = {"column": named, "label": "合计"}
    if named and not set("条文人") & set(header):
        schema["primaryKey"] = [named]
    return schema


def judge(
    tables: Mapping[str, str],
    rules: Rules,
    month: str = "2026-07",
    before: Mapping[str, str] | None = None,
    issue: Issue | None = None,
    last_issue: Issue | None = None,
    earlier: bool = False,
    shape: Mapping[str, str] | None = None,
    compared: Compared | None = None,
) -> list[Finding]:
    """The findings of the rules on the tables. ``shape`` gives the schemas where a table is damaged or missing."""
    now, scope = surroundings(tables, rules, month, before, issue, last_issue, earlier, shape, compared)
    return list(check_month(now, scope).findings)


def only(rule: Mapping[str, Any]) -> Rules:
    """The rule as the only one, of table t."""
    return {"t": [{"id": "rule", "source": "示例", **rule}]}


def told_of(rule: Mapping[str, Any], table: str, other: str) -> list[str]:
    """What the rule finds in table t beside table o, each in short."""
    return told(judge({"t": table, "o": other}, only(rule)))


def surroundings(
    tables: Mapping[str, str],
    rules: Rules,
    month: str = "2026-07",
    before: Mapping[str, str] | None = None,
    issue: Issue | None = None,
    last_issue: Issue | None = None,
    earlier: bool = False,
    shape: Mapping[str, str] | None = None,
    compared: Compared | None = None,
) -> tuple[Month, Scope]:
    """The month that the tables make, and all that its rules may look at."""
    bench = bench_of(shape or tables, rules, month)
    registry = _registry()
    now = _month(bench, tables, month, issue)
    last = None if before is None else _month(bench, before, "2026-06", last_issue)
    scope = Scope(
        month=month,
        tables=now.tables,
        before=None if last is None else last.tables,
        layout=bench[0],
        registry=registry,
        issue=issue,
        last_issue=last_issue,
        earlier=earlier or before is not None,
        compared={
            how: _month(bench, texts, _EARLIER[how], None).tables for how, texts in (compared or {}).items()
        },
    )
    return now, scope


@cache
def _registry() -> Registry:
    schemas = schemas_of({"t": "名称"}, {})
    registry, _, found = read_registry(REGISTRY.encode(), schemas.registry, schemas.organizations)
    assert found == []
    return registry


def _month(bench: Bench, texts: Mapping[str, str], month: str, issue: Issue | None) -> Month:
    layout, judges = bench
    tables, problems = {}, []
    for name, text in texts.items():
        table, _, found = read_table(text.encode(), layout.tables[name], judges[name], month, f"{name}.csv")
        problems += found
        if table is not None:
            tables[name] = table
    files = {f"{name}.csv": text for name, text in texts.items()}
    return Month(month, f"data/{month}", issue, tables, (), tuple(problems), files)


def told(findings: list[Finding]) -> list[str]:
    """Each finding in short: `open 3 甲 5 → 4 (1)`, `undecided - -` for a whole table; bare rules are left out."""
    return [
        " ".join(
            part
            for part in (
                finding.rule if finding.rule == "structure" else "",
                str(finding.status),
                str(finding.line or "-"),
                finding.column or "-",
                f"{finding.value} → {finding.expected}"
                if finding.status == "open" and finding.value is not None and finding.expected is not None
                else "",
                f"({finding.difference})" if finding.difference else "",
            )
            if part
        )
        for finding in findings
        if not finding.message.startswith("没有一条规则")
    ]


def issue(number: int, total_number: int, published: str, county: str = "甲", year: int = 2026) -> Issue:
    """A masthead."""
    return Issue(
        {
            "year": year,
            "number": number,
            "total_number": total_number,
            "title": "示例",
            "publisher": "示例",
            "published": date.fromisoformat(published),
            "county": county,
        },
        {key["role"]: key["key"] for key in KEYS},
        (Source("", ""),),
    )
