"""The small archive of three months with four breaks as printed in the first of them, each explained by an erratum, and
an office with an alias."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.synthetic import SMALL, make_archive

EXPLAINED: Final = "2003-11"
"""The issue with the breaks; the two after it are clean."""
_CHANGES: Final = {
    "county-comparison-month": ("1,县示例五局,,17,", "1,县示例五局,4,17,"),
    "county-comparison-year": ("县示例一局,1226,79,653,", "县示例一局,1226,79,652,"),
}
_REVIEW: Final = "  reviewer: 示例审核\n  reviewed: 2003-12-20\n"
ERRATA: Final = f"""\
# 示例：逐条照原件
- rule: month-within-year
  table: county-comparison-month
  row: 县示例五局
  column: 示例一县
  published: "4"
  expected: "≤0"
  category: 待核
  reason: 示例：原件如此，年表里没有
{_REVIEW}- rule: total-row
  table: county-comparison-month
  row: 合计
  column: 示例一县
  published: "3259"
  expected: "3263"
  category: 原文如此
  reason: 示例：原件的合计没有算上前一处
{_REVIEW}- rule: share-of-first
  table: county-comparison-year
  row: 县示例三局
  column: 示例二县占第一名比例
  published: 69.4%
  expected: 69%
  category: 四舍五入
  reason: 示例：原件保留了一位小数
{_REVIEW}- rule: average
  table: county-comparison-year
  row: 县示例一局
  column: 平均办结
  published: "652"
  expected: "653"
  category: 四舍五入
  reason: 示例：原件舍去了小数
{_REVIEW}"""
"""Worked by hand: 0 in the year, 4+1096+248+1226+689 = 3263, 172/248 = 69.35 %, (1226+79)/2 = 652.5."""


def make_explained_archive(folder: Path) -> Path:
    """Write the archive into ``folder`` and return it."""
    make_archive(folder, months=3, first=EXPLAINED, **SMALL)
    _replace(folder / "data/organizations.csv", "县示例一局,,", "县示例一局,县示例壹局,")
    month = folder / "data" / EXPLAINED
    for table, (old, new) in _CHANGES.items():
        _replace(month / f"{table}.csv", old, new)
    _replace(
        month / "county-comparison-year.csv", "县示例三局,248,172,210,69%", "县示例三局,248,172,210,69.4%"
    )
    (month / "errata.yaml").write_text(ERRATA, encoding="utf-8")
    return folder


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path.name, old)
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
