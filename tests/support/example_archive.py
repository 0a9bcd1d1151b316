"""The example of a kind of rule as a whole archive: its tables with the schemas that their cells ask for, nothing but its
rule, and the registry, masthead and scoring that it shows or that are missing."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import yaml

from tests.support.repository import PACKAGE
from yuebao.model.numbers import GRAMMARS
from yuebao.rules.kind import Example, IssueKind, TableKind

MONTH, BEFORE = "2024-02", "2024-01"
TOTAL: Final = "合计"
_UNIT, _PERSON, _DAY = "单位", "姓名", "日期"
_MASTHEAD: Final = {
    BEFORE: "title: 示例\npublished: 2024-02-06\nnumber: 1\ntotal_number: 1\nplace: 甲",
    MONTH: "title: 示例\npublished: 2024-03-06\nnumber: 2\ntotal_number: 2\nplace: 甲",
}
_KEYS: Final = [
    {"key": "title", "title": "刊名", "role": "title"},
    {"key": "published", "title": "出刊日期", "type": "date", "role": "published"},
    {"key": "number", "title": "期数", "type": "integer", "role": "number"},
    {"key": "total_number", "title": "总期数", "type": "integer", "role": "total_number"},
    {"key": "place", "title": "本地", "role": "home", "names": "office"},
]
_HARMLESS: Final = {
    True: {"id": "other", "kind": "known-organizations", "source": "示例", "column": _UNIT},
    False: {"id": "other", "kind": "date-in-month", "source": "示例", "column": _DAY},
}
"""A table without a rule is a finding."""


def spoiled(example: Example) -> Example:
    """The example with its change made."""
    file, right, wrong = example.wrong
    assert example.files[file].count(right) == 1
    return replace(example, files={**example.files, file: example.files[file].replace(right, wrong)})


def write_example(root: Path, kind: TableKind | IssueKind, example: Example) -> Path:
    """The archive, in the empty folder ``root``."""
    rule = yaml.safe_load(example.rule)
    files = dict(example.files)
    if not any(name.endswith(".csv") and name != "organizations.csv" for name in files):
        files["news.csv"] = f"{_DAY},内容\n2024-02-01,召开会议"
    texts = {name.removesuffix(".csv"): text for name, text in files.items() if name.endswith(".csv")}
    organizations = texts.pop("organizations", "") or _registry(texts.values())
    tables = [name for name in texts if "/" not in name]
    whole = isinstance(kind, IssueKind)
    own = {} if whole else {tables[0]: rule}
    schemas: dict[str, Any] = {name: _schema(texts[name], own.get(name)) for name in tables}
    schemas["archive"] = {"registry": "organizations", "tables": tables, "rules": [rule] if whole else []}
    schemas["issue"] = {"keys": _KEYS}
    schemas["scoring"] = yaml.safe_load(files.get("scoring.yaml", "scales: {}"))
    schemas["report"] = {
        "masthead": ["示例"],
        "sections": [{"id": "all", "title": "示例", "blocks": [{"text": "示例"}]}],
        "attachments": [{"table": tables[0], "title": "示例"}],
        "highlights": [{"label": "示例", "table": tables[0], "column": texts[tables[0]].split(",")[0]}],
    }
    schemas["intake"] = {
        "masthead": ["(?P<title>示例)"],
        "grouped": {"heading": "(?P<place>[0-9]+)(?P<name>.)(?P<score>[0-9]+)", "bullet": "·"},
    }
    _write(root / "mkdocs.yml", "INHERIT: .yuebao/mkdocs.yml\nsite_name: 示例\n")
    for name, schema in schemas.items():
        _write(root / f"schemas/{name}.yaml", yaml.safe_dump(schema, allow_unicode=True, sort_keys=False))
    starter = yaml.safe_load((PACKAGE / "starter/schemas/organizations.yaml").read_text(encoding="utf-8"))
    starter["kinds"], starter["comparison"] = [{"id": "office", "title": "单位"}], None
    _write(root / "schemas/organizations.yaml", yaml.safe_dump(starter, allow_unicode=True))
    _write(root / "data/organizations.csv", organizations)
    earlier = any(name.startswith(f"{BEFORE}/") for name in files)
    for month in (BEFORE, MONTH) if earlier else (MONTH,):
        _write_month(root, month, files, tables, texts)
    return root


def _write_month(
    root: Path, month: str, files: Mapping[str, str], tables: Iterable[str], texts: Mapping[str, str]
) -> None:
    folder = root / "data" / month
    shown = files.get("issue.yaml" if month == MONTH else f"{month}/issue.yaml", "")
    values = yaml.safe_load(_MASTHEAD[month]) | (yaml.safe_load(shown) or {})
    source = files.get("source/issue.txt", "示例\n")
    digest = hashlib.sha256(source.encode()).hexdigest()
    values["sources"] = [{"file": "source/issue.txt", "sha256": digest, "role": "原件", "in_force": True}]
    _write(folder / "source/issue.txt", source)
    _write(folder / "issue.yaml", yaml.safe_dump(values, allow_unicode=True, sort_keys=False))
    for name in tables:
        text = texts.get(f"{month}/{name}", texts[name])
        _write(folder / f"{name}.csv", text if text.endswith("\n") else f"{text}\n")


def _registry(tables: Iterable[str]) -> str:
    """Every name that stands under 单位, and the home."""
    names = ["甲"]
    for text in tables:
        for row in csv.DictReader(text.splitlines()):
            if row.get(_UNIT) not in (None, "", TOTAL, *names):
                names.append(row[_UNIT])
    return "\n".join(["id,type,name", *(f"o{index},office,{name}" for index, name in enumerate(names))])


def _schema(text: str, rule: Any) -> dict[str, Any]:
    rows = list(csv.reader(text.splitlines()))
    header, body = rows[0], rows[1:]
    columns = [[row[index] for row in body] for index in range(len(header))]
    schema: dict[str, Any] = {
        "title": "示例",
        "missingValues": [""],
        "fields": [
            {"id": f"column-{number}", **_field(name, cells)}
            for number, (name, cells) in enumerate(zip(header, columns, strict=True), 1)
        ],
        "rules": [rule or _HARMLESS[_UNIT in header]],
    }
    labels = [name for name, cells in zip(header, columns, strict=True) if TOTAL in cells]
    if labels:
        schema["totalRow"] = {"column": labels[0], "label": TOTAL}
    return schema


def _field(name: str, cells: list[str]) -> dict[str, Any]:
    if name == _DAY:
        return {"name": name, "type": "date"}
    if name in (_UNIT, _PERSON) or (TOTAL in cells):
        return {"name": name, "type": "string"} | (
            {"person": True} if name == _PERSON else {"names": "office"}
        )
    figures = [cell for cell in cells if cell not in ("", "-")]
    for grammar, pattern in GRAMMARS.items():
        if figures and all(pattern.fullmatch(cell) for cell in figures):
            return {
                "name": name,
                "type": "string" if grammar == "percent" else "number",
                "grammar": grammar,
                "missingValues": ["", "-"] if "-" in cells else [""],
            }
    return {"name": name, "type": "string", "writing": "text"}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    header = "id,type,name,aliases,code,parent,valid_from,valid_to,successors"
    if path.name == "organizations.csv":
        _, *rows = text.splitlines()
        text = "\n".join([header, *(f"{row},,,,,," for row in rows)]) + "\n"
    path.write_text(text, encoding="utf-8")
