"""The yardstick of `yuebao validate`: the same files read with `csv`, only types and sums checked.

    python plain.py ARCHIVE

What a person would write in an afternoon, knowing the tables by heart: exact headers, every figure in its grammar and
converted, every total row against the sum of the rows above it, accepted = online + offline. Nothing else is checked.
"""

from __future__ import annotations

import csv
import re
import sys
from decimal import Decimal
from pathlib import Path

VOLUME = ["申请件", "受理件", "办结件", "线上办件数", "线下办件数"]
COUNT = re.compile(r"(0|[1-9][0-9]*)?")
COUNT_OR_DASH = re.compile(r"(0|[1-9][0-9]*|-)?")
DECIMAL = re.compile(r"((0|[1-9][0-9]*)(\.[0-9]+)?)?")
SIGNED = re.compile(r"[+-](0|[1-9][0-9]*)(\.[0-9]+)?")
PERCENT = re.compile(r"((0|[1-9][0-9]*)(\.[0-9]+)?%)?")
SHARE = re.compile(r"((0|[1-9][0-9]*)(\.[0-9]+)?%|-)?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TEXT = re.compile(r".+")
ANY = re.compile(r".*")


def volume_table(label: str) -> dict[str, re.Pattern[str]]:
    return {"序号": COUNT, label: TEXT, **dict.fromkeys(VOLUME, COUNT), "按时办结率": PERCENT}


def tables(counties: list[str]) -> dict[str, dict[str, re.Pattern[str]]]:
    """Every table: its columns in order, and how a cell may be written."""
    among = dict.fromkeys(counties, COUNT_OR_DASH)
    return {
        "department-volume-month": volume_table("部门"),
        "town-volume-month": volume_table("乡镇名称"),
        "town-volume-year": volume_table("乡镇名称"),
        "county-comparison-month": {
            "序号": COUNT, "单位名称": TEXT, **among, "对比名次": COUNT, "月考核加分": DECIMAL, "年终绩效考核得分": DECIMAL
        },
        "county-comparison-year": {
            "序号": COUNT, "部门名称": TEXT, **among, "平均办结": COUNT, f"{counties[-1]}占第一名比例": SHARE
        },
        "window-scores": {"名次": COUNT, "窗口名称": TEXT, "得分": DECIMAL},
        "window-score-items": {"窗口名称": TEXT, "考核项目": TEXT, "事由": TEXT, "加减分": SIGNED},
        "staff-scores": {"排名": COUNT, "姓名": TEXT, "单位": TEXT, "得分": DECIMAL},
        "volume-summary": {
            "范围": TEXT, "期间": TEXT, "单位数": COUNT, "申请件": COUNT, "受理件": COUNT, "办结件": COUNT,
            "按时办结率": PERCENT, "线上办件数": COUNT, "线下办件数": COUNT,
        },
        "satisfaction": {"主动评价件数": COUNT, "主动评价率": PERCENT, "差评件数": COUNT, "满意度": PERCENT},
        "awards": {"类别": TEXT, "姓名": ANY, "单位": TEXT},
        "news": {"日期": DATE, "内容": TEXT},
    }  # fmt: skip


def figure(text: str) -> Decimal:
    return Decimal(text.rstrip("%")) if text not in ("", "-") else Decimal(0)


def check(path: Path, columns: dict[str, re.Pattern[str]]) -> int:
    """The number of mistakes in one file."""
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream, strict=True)
    if header != list(columns):
        return 1
    wrong = 0
    body, total = (rows[:-1], rows[-1]) if len(rows[-1]) > 1 and rows[-1][1] == "合计" else (rows, None)
    for index, (name, pattern) in enumerate(columns.items()):
        wrong += sum(1 for row in rows if pattern.fullmatch(row[index]) is None)
        if pattern in (TEXT, ANY, DATE):
            continue
        figures = [figure(row[index]) for row in body]
        if total is not None and (pattern is COUNT_OR_DASH or name in VOLUME):
            wrong += sum(figures) != figure(total[index])
    if "线上办件数" in header:
        split = [header.index(name) for name in ("受理件", "线上办件数", "线下办件数")]
        for row in rows:
            accepted, online, offline = (figure(row[index]) for index in split)
            wrong += accepted != online + offline
    return wrong


def main(root: Path) -> int:
    comparison = next(root.glob("data/*/county-comparison-month.csv"))
    kinds = tables(comparison.read_text(encoding="utf-8").split("\n", 1)[0].split(",")[2:-3])
    months = sorted(path for path in (root / "data").iterdir() if path.is_dir())
    wrong = sum(check(month / f"{name}.csv", columns) for month in months for name, columns in kinds.items())
    print(f"{len(months)} months, {wrong} mistakes")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
