"""A 示例 archive whose issues cover a month, a quarter, two months, a half-year and a year. Its figures are worked out by
hand, and no two of its issues follow each other."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import yaml

from yuebao.workflows.init_archive import Place, found

PERIODS: Final = ("2024-03", "2031-Q4", "2032-01_02", "2032-07", "2033-H1", "2034")
TITLES: Final = {
    "2024-03": "2024年3月政务服务月报（示例）",
    "2031-Q4": "2031年第四季度政务服务季报（示例）",
    "2032-01_02": "2032年1—2月政务服务月报（示例）",
    "2032-07": "2032年7月政务服务月报（示例）",
    "2033-H1": "2033年上半年政务服务报（示例）",
    "2034": "2034年政务服务年报（示例）",
}
_MASTHEADS: Final = {
    "2024-03": (2024, 3, 3, "2024-04-10"),
    "2031-Q4": (2032, 1, 40, "2032-01-10"),
    "2032-01_02": (2032, 2, 41, "2032-03-10"),
    "2032-07": (2032, 5, 44, "2032-08-11"),
    "2033-H1": (2033, 1, 50, "2033-07-12"),
    "2034": (2035, 1, 52, "2035-01-16"),
}
"""Year, number, total number and day: two of the issues count themselves to the year in which they came out."""
TOWNS: Final = {
    "2024-03": (30, 20),
    "2031-Q4": (90, 60),
    "2032-01_02": (40, 25),
    "2032-07": (35, 15),
    "2033-H1": (210, 130),
    "2034": (400, 300),
}
"""The cases of the two towns in each period."""
YEAR: Final = {
    "2024-03": (85, 61),
    "2031-Q4": (330, 222),
    "2032-01_02": (40, 25),
    "2032-07": (200, 95),
    "2033-H1": (210, 130),
    "2034": (400, 300),
}
"""Year to date: from January on the period's own; in July 2032 at least 75 and 40."""
NEWS: Final = {
    "2024-03": ("2024-03-05",),
    "2031-Q4": ("2031-10-08", "2031-12-31"),
    "2032-01_02": ("2032-01-02", "2032-02-29"),
    "2032-07": ("2032-07-31",),
    "2033-H1": ("2033-01-04", "2033-06-30"),
    "2034": ("2034-11-11",),
}
REGISTRY: Final = """\
id,type,name,aliases,code,parent,valid_from,valid_to,successors
home,county,示例县,,900000,,,,
hall,department,示例局,,,,,,
east,town,示例东镇,,,,,2031-11,
east,town,示例东街道,,,,2031-12,,
west,town,示例西乡,,,,,,
"""
"""The eastern town is renamed within a quarter: the name at its end counts."""


def east(period: str) -> str:
    """The name of the eastern town."""
    return "示例东镇" if period == "2024-03" else "示例东街道"


def make_mixed_archive(root: Path) -> Path:
    """The archive, in a folder that is not there yet."""
    found(root, Place("示例县", "home", "900000"), None)
    (root / "data/organizations.csv").write_text(REGISTRY, encoding="utf-8")
    _declare_year(root / "schemas")
    for period in PERIODS:
        write_period(root, period)
    return root


def write_period(root: Path, period: str) -> None:
    """The folder of one issue."""
    folder = root / "data" / period
    (folder / "source").mkdir(parents=True)
    towns = (east(period), "示例西乡")
    tables = {
        "town-volume": _volumes("乡镇", zip(towns, TOWNS[period], strict=True)),
        "town-year": _accumulated(zip(towns, YEAR[period], strict=True)),
        "department-volume": _volumes("部门", [("示例局", sum(TOWNS[period]))]),
        "news": "日期,内容\n" + "".join(f"{day},示例工作\n" for day in NEWS[period]),
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    source = f"{TITLES[period]}原件\n".encode()
    (folder / "source/original.txt").write_bytes(source)
    year, number, total, day = _MASTHEADS[period]
    (folder / "issue.yaml").write_text(
        f"year: {year}\nnumber: {number}\ntotal_number: {total}\ntitle: {TITLES[period]}\npublisher: 示例县行政审批局\n"
        f"published: {day}\ncounty: 示例县\nsources:\n  - role: 原件\n    in_force: true\n    file: source/original.txt\n"
        f"    sha256: {hashlib.sha256(source).hexdigest()}\n",
        encoding="utf-8",
    )


def _volumes(head: str, rows: object) -> str:
    lines = [f"序号,{head},申请件,受理件,办结件,按时办结率"]
    body = list(rows)  # type: ignore[call-overload]
    lines += [f"{place},{name},{count},{count},{count},100%" for place, (name, count) in enumerate(body, 1)]
    total = sum(count for _, count in body)
    return "\n".join([*lines, f",合计,{total},{total},{total},100%", ""])


def _accumulated(rows: object) -> str:
    body = list(rows)  # type: ignore[call-overload]
    lines = ["乡镇,受理件", *(f"{name},{count}" for name, count in body)]
    return "\n".join([*lines, f"合计,{sum(count for _, count in body)}", ""])


def _declare_year(schemas: Path) -> None:
    archive = yaml.safe_load((schemas / "archive.yaml").read_text(encoding="utf-8"))
    archive["tables"].insert(2, "town-year")
    # What is made up was never printed: there is no document to prove it.
    archive["rules"] = [rule for rule in archive["rules"] if rule["kind"] != "as-printed"]
    (schemas / "archive.yaml").write_text(yaml.safe_dump(archive, allow_unicode=True), encoding="utf-8")
    (schemas / "town-year.yaml").write_text(_YEAR, encoding="utf-8")
    report = schemas / "report.yaml"
    text = report.read_text(encoding="utf-8")
    more = "  - table: town-year\n    title: '{{ period.year }}年乡镇（街道）累计办件量'\n"
    report.write_text(
        text.replace("# 首页与各年列表里的主要数字", f"{more}# 首页与各年列表里的主要数字", 1),
        encoding="utf-8",
    )


_YEAR: Final = """\
title: 乡镇（街道）累计办件量
description: 今年以来各乡镇、街道的办件量。
primaryKey: [乡镇]
totalRow: {column: 乡镇, label: 合计}
missingValues: [""]
fields:
  - {id: town, name: 乡镇, title: 乡镇, description: 报告所用的名称；末行为合计, type: string, constraints: {required: true}, names: town}
  - {id: accepted, name: 受理件, title: 受理件, description: 今年以来受理的申请, type: integer, constraints: {minimum: 0}, grammar: count, unit: 件}
rules:
  - {id: year-to-date, kind: accumulated, source: 示例, of: town-volume, columns: {受理件: 受理件}}
  - {id: total-row, kind: total-row, source: 示例, columns: [受理件]}
"""
