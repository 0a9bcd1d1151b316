"""One archive through time, marked 示例: six issues, each with another layout, among them the real month as it is.

The layouts are those of this repository with spans of time in them; nothing is padded. Tables and columns come, go, are
renamed, reordered and retitled, a town is merged into another, and periods are a month, a quarter and two months.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from tests.support.archive import MONTH, REAL_MONTH, ArchiveFolder, copy_real, csv_of, replaced, rows_of
from tests.support.repository import ROOT

ISSUES: Final = ("2012-03", "2014-03", "2019-Q4", "2020-01_02", REAL_MONTH, "2021-05")
NUMBERS: Final[Mapping[str, tuple[int, int | None, str]]] = {
    "2012-03": (3, None, "2012-04-10"),
    "2014-03": (3, None, "2014-04-10"),
    "2019-Q4": (4, None, "2020-01-10"),
    "2020-01_02": (1, 140, "2020-03-10"),
    "2021-05": (5, 152, "2021-06-10"),
}
"""The number within the year, the number among all where that was printed, and the day of publication."""
TITLES: Final[Mapping[str, str]] = {
    "2012-03": "2012年3月政务服务月报（示例）",
    "2014-03": "2014年3月政务服务月报（示例）",
    "2019-Q4": "2019年第四季度政务服务季报（示例）",
    "2020-01_02": "2020年1—2月政务服务月报（示例）",
    "2021-05": "2021年5月政务服务月报（示例）",
}
HOTLINE: Final = """\
title: 热线（示例）
description: 示例：后来不再公布。
until: 2014-12
rowCount: 1
missingValues: [""]
fields:
  - {id: calls, name: 来电, type: integer, grammar: count, unit: 个, constraints: {required: true, minimum: 1}}
  - {id: lines, name: 座席, type: integer, grammar: count, unit: 个, constraints: {required: true, minimum: 1}}
  - {id: answer-rate, name: 接通率, type: string, grammar: percent, unit: "%", since: 2014-01, constraints: {required: true}}
rules:
  - {id: calls, kind: exists, source: 示例：有来电。, where: [{column: calls, above: 0}]}
  - {id: lines, kind: non-increasing, source: 示例：座席不比来电多。, columns: [calls, lines]}
  - {id: answer-rate, kind: rate, source: 示例：不超过全部。, column: answer-rate}
"""
_VOLUME: Final = {
    "{id: applied, ": "{id: applied, since: 2020-01, ",
    "{id: accepted, name: 受理件, title: 受理件,": (
        "{id: accepted, name: {..2019-12: 受理数, 2020-01..2020-12: 受理件, 2021-01..: 受理量}, "
        "title: {..2019-12: 受理数, 2020-01..2020-12: 受理件, 2021-01..: 受理量},"
    ),
    "{id: completed, name: 办结件, title: 办结件,": (
        "{id: completed, name: {..2019-12: 办结数, 2020-01..: 办结件}, title: {..2019-12: 办结数, 2020-01..: 办结件},"
    ),
    "{id: online, ": "{id: online, since: 2020-01, ",
    "{id: offline, ": "{id: offline, since: 2020-01, until: 2020-12, ",
    "{id: on-time-rate, ": "{id: on-time-rate, since: 2019-10, ",
}
_EDITS: Final[Mapping[str, Mapping[str, str]]] = {
    "archive": {
        "tables:\n": "tables:\n  - hotline\n",
    },
    "department-volume-month": {
        **_VOLUME,
        "title: 县级部门一体化平台办件量": (
            "since: 2014-01\ntitle: {..2019-12: 县级部门办件统计表（示例）, 2020-01..: 县级部门一体化平台办件量}\n"
            "order: {2021-01..: [number, department, completed, accepted, applied, online, on-time-rate]}"
        ),
    },
    "town-volume-month": _VOLUME,
    "town-volume-year": {**_VOLUME, "title: 年度": "since: 2020-01\ntitle: 年度"},
    "county-comparison-month": {
        "title: 各县": "since: 2020-03\ntitle: 各县",
        "{id: yanbian, ": "{id: yanbian, until: 2020-12, ",
        "{id: year-points, ": "{id: year-points, until: 2020-12, ",
    },
    **{
        name: {"\nfields:\n": "\nsince: 2020-03\nuntil: 2020-12\nfields:\n"}
        for name in (
            *("county-comparison-year", "window-scores", "window-score-items", "staff-scores"),
            *("volume-summary", "satisfaction", "awards"),
        )
    },
    "issue": {"{key: total_number, ": "{key: total_number, since: 2020-01, "},
    "report": {
        "  - '{{ issue.year }}年第{{ issue.number }}期 总第{{ issue.total_number }}期'": (
            "  - ..2019-12: '{{ issue.year }}年第{{ issue.number }}期'\n"
            "    2020-01..: '{{ issue.year }}年第{{ issue.number }}期 总第{{ issue.total_number }}期'"
        ),
        "sections:\n": (
            "sections:\n"
            "  - id: hotline\n    title: 一、热线\n    until: 2014-12\n    blocks:\n"
            "      - text: >-\n          {% set r = row('hotline') %}{{ period.title }}来电{{ r.calls }}个，座席{{ r.lines }}个"
            "{% if r['answer-rate'] %}，接通率{{ r['answer-rate'] }}{% endif %}。\n"
        ),
        **{
            f"  - id: {section}\n": f"  - id: {section}\n    since: 2020-03\n    until: 2020-12\n"
            for section in ("volume", "satisfaction", "windows", "staff")
        },
        "    title: 五、工作动态": "    title: {..2014-12: 二、工作动态, 2015-01..2020-02: 一、工作动态, 2020-03..: 五、工作动态}",
    },
    "intake": {
        "sentences:\n": (
            "sentences:\n"
            "  - {table: hotline, pattern: '[0-9年月]+来电(?P<calls>[0-9]+)个，座席(?P<lines>[0-9]+)个。'}\n"
            "  - {table: hotline, pattern: '[0-9年月]+来电(?P<calls>[0-9]+)个，座席(?P<lines>[0-9]+)个，接通率(?P<接通率>[0-9.]+%)。'}\n"
        ),
        "masthead:\n": "masthead:\n  - '(?P<title>.*政务服务[月季]报（示例）)'\n  - '(?P<year>[0-9]{4})年第(?P<number>[0-9]+)期'\n",
    },
}
"""What the schemas of the repository say of other times, as changes of their texts."""
MERGED: Final = "example-town,town,示例镇,,,,,2015-12"


def make_times(folder: Path, issues: Iterable[str] = ISSUES) -> ArchiveFolder:
    """The archive with these of its issues."""
    archive = copy_real(folder)
    for name, edits in _EDITS.items():
        for old, new in edits.items():
            archive.edit(f"schemas/{name}.yaml", replaced(old, new))
    archive.edit("schemas/report.yaml", _with_periods)
    archive.write("schemas/hotline.yaml", HOTLINE)
    archive.edit("data/organizations.csv", lambda text: f"{text}{_fitting(MERGED, text)}\n")
    wanted = set(issues)
    for issue in wanted - {REAL_MONTH}:
        for name, rows in tables(issue).items():
            archive.write(f"data/{issue}/{name}.csv", csv_of(rows))
        archive.write(f"data/{issue}/issue.yaml", masthead(issue))
        archive.write(f"data/{issue}/source/issue.txt", source(issue))
    assert REAL_MONTH in wanted
    return archive


def _fitting(row: str, registry: str) -> str:
    """The row with as many cells as the registry has columns."""
    columns = registry.split("\n", 1)[0].count(",")
    return row + "," * (columns - row.count(","))


def _with_periods(text: str) -> str:
    """Titles say the period, whatever its length."""
    return re.sub(
        r"(title: '){{ month\.year }}年{{ month\.number }}月", r"\1{{ period.title }}", text
    ).replace("'{{ month.year }}年度", "'{{ period.year }}年度")


def source(issue: str) -> str:
    return f"{TITLES[issue]}\n\n本文件由测试写出，不是真实的月报。\n"


def masthead(issue: str) -> str:
    number, total, published = NUMBERS[issue]
    digest = hashlib.sha256(source(issue).encode()).hexdigest()
    lines = [f"year: {issue[:4]}", f"number: {number}"]
    lines += [] if total is None else [f"total_number: {total}"]
    lines += [
        f"title: {TITLES[issue]}",
        "publisher: 米易县（示例）",
        f"published: {published}",
        "county: 米易",
    ]
    return "\n".join(
        [
            *lines,
            "sources:",
            f"  - {{file: source/issue.txt, sha256: {digest}, role: 原件, in_force: true}}",
            "",
        ]
    )


def real(name: str) -> list[list[str]]:
    return rows_of((ROOT / MONTH / f"{name}.csv").read_text(encoding="utf-8"))


def tables(issue: str) -> dict[str, list[list[str]]]:
    """The tables of an issue as its layout has them."""
    news = [["日期", "内容"], [f"{_first_month(issue)}-05", "召开会议（示例）。"]]
    made = {"town-volume-month": _towns(issue), "news": news}
    if issue in ("2012-03", "2014-03"):
        made["hotline"] = (
            [["来电", "座席", "接通率"], ["120", "3", "98.50%"]]
            if issue == "2014-03"
            else [["来电", "座席"], ["88", "2"]]
        )
    if issue != "2012-03":
        made["department-volume-month"] = _departments(issue)
    if issue in ("2020-01_02", "2021-05"):
        made["town-volume-year"] = _towns(issue)
    if issue == "2021-05":
        made["county-comparison-month"] = _comparison()
    return made


def _first_month(issue: str) -> str:
    return {"2019-Q4": "2019-10", "2020-01_02": "2020-01"}.get(issue, issue)


def _towns(issue: str) -> list[list[str]]:
    """So many cases that the real month's figures from January on are not below them; the last town has none."""
    names = [row[1] for row in real("town-volume-year")[1:-1]]
    if issue < "2016":
        names = [*names, "示例镇"]
    return _volume(issue, "乡镇名称", names, [10 * (len(names) - index - 1) for index in range(len(names))])


def _departments(issue: str) -> list[list[str]]:
    names = [row[1] for row in real("department-volume-month")[1:-1]]
    return _volume(issue, "部门", names, [3 * (len(names) - index - 1) for index in range(len(names))])


def _volume(issue: str, entity: str, names: list[str], counts: list[int]) -> list[list[str]]:
    """Each row in the columns of the layout."""
    later = issue >= "2020-01"
    header = ["序号", entity, *(["申请件"] if later else [])]
    header += ["受理量" if issue > "2021" else "受理件", "办结件"] if later else ["受理数", "办结数"]
    header += ["线上办件数", *(["线下办件数"] if issue < "2021" else [])] if later else []
    header += ["按时办结率"] if issue > "2019" else []

    def row(number: str, name: str, count: int) -> list[str]:
        said = str(count or "")
        cells = {
            "序号": number,
            entity: name,
            **dict.fromkeys(("申请件", "受理件", "受理量", "受理数", "办结件", "办结数", "线下办件数"), said),
            "线上办件数": "",
            "按时办结率": "100%" if count else "",
        }
        return [cells[column] for column in header]

    body = [
        row(str(number), name, count)
        for number, (name, count) in enumerate(zip(names, counts, strict=True), 1)
    ]
    found = [header, *body, row("", "合计", sum(counts))]
    if issue == "2021-05" and entity == "部门":
        order = ["序号", "部门", "办结件", "受理量", "申请件", "线上办件数", "按时办结率"]
        found = [[cells[header.index(column)] for column in order] for cells in found]
    return found


def _comparison() -> list[list[str]]:
    """The home is first wherever it has cases; one county and one column of points are gone."""
    header = ["序号", "单位名称", "东区", "西区", "仁和", "米易", "对比名次", "月考核加分"]
    departments = _departments("2021-05")[1:-1]
    body = []
    for number, row in enumerate(departments, 1):
        name, count = row[1], row[2]
        rank = ["1", "2.5"] if count else ["", ""]
        body.append([str(number), name, "1" if count else "", "", "-", count, *rank])
    sums = [sum(int(row[column]) for row in body if row[column].isdigit()) for column in (2, 3, 4, 5)]
    return [header, *body, ["", "合计", *(str(total or "") for total in sums), "1", ""]]
