"""What is told after an import, whole: of a new issue, of one that stands, and of one that nothing changed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.workflows.test_seen_files import MONTHLY, TITLES, House, changed
from yuebao.reports.import_report import tell
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing

TEXT = """\
已把 甲.html（网页，UTF-8）读入 data/2004-02/
  原文件存为 {source}，sha256 {sha256}
  统计期 2004-02，取自第 1 段“2004年2月政务服务月报”
刊头：
  年份：文件里没有，请在 issue.yaml 里填写 year
  期数：文件里没有，请在 issue.yaml 里填写 number
  总期数：文件里没有，请在 issue.yaml 里填写 total_number
  刊名：2004年2月政务服务月报
  编者：文件里没有，请在 issue.yaml 里填写 publisher
  出刊日期：文件里没有，请在 issue.yaml 里填写 published
  本县：示例二县（文件里没有，{home}）
认出 7 张表，共 34 行：
  department-volume-month.csv 《县级部门一体化平台办件量》 6 行（第 4 个表第 1 行）
  town-volume-month.csv 《乡镇一体化平台办件量》 3 行（第 1 个表第 1 行）
  town-volume-year.csv 《年度乡镇一体化平台办件量》 3 行（第 2 个表第 1 行）
  county-comparison-month.csv 《各县（区）月办件对比及考核得分表》 6 行（第 5 个表第 1 行）
  county-comparison-year.csv 《年度各县（区）一体化平台办件对比表》 6 行（第 6 个表第 1 行）
  window-scores.csv 《常驻窗口（单位）综合考核排名表》 5 行（第 3 个表第 1 行）
  staff-scores.csv 《窗口工作人员综合考核排名表》 5 行（第 7 个表第 1 行）
文件里没有 5 张表（{without}）：
  window-score-items.csv 《各窗口（单位）考核加减分明细表》
  volume-summary.csv 《办件情况汇总》
  satisfaction.csv 《好差评情况》
  awards.csv 《红旗窗口与服务之星》
  news.csv 《工作动态》
{account}
未能放置：无
有歧义：无
前后不一：无
写法统一：{spelled}
{differences}"""
NEW = {"without": "已建立只有表头的空表", "home": "沿用 2004年第1期", "differences": ""}
KEPT = {"without": "保持原样", "home": "保持原样"}
AS_SPELLED = "无，各格照录"


@pytest.fixture
def house(archive: ArchiveFolder, tmp_path: Path) -> House:
    return House(archive, tmp_path / "文件")


def told(house: House, figure: str = "", *, force: bool = False) -> tuple[str, dict[str, str]]:
    """What is told of the file, with another figure of the first town; and what of it is the file's own."""
    rows = house.tables[MONTHLY]
    own = changed(rows, 1, 2, figure) if figure else rows
    seen = house.file("甲", *TITLES, town_volume_month=own)
    standing = read_standing(house.archive.folder)
    found = import_document(standing, seen.file, force=force)
    text = tell(found, standing.layout("2004-02").tables)
    account = next(line for line in text.splitlines() if line.startswith("文字 "))
    return text, {"source": found.source, "sha256": seen.sha256, "account": account}


def test_a_new_issue_then_one_that_stands_then_nothing_new(house: House) -> None:
    text, own = told(house)
    assert text == TEXT.format(**NEW, **own, spelled=AS_SPELLED)
    assert own["source"] == "source/甲.html"
    text, own = told(house, "7", force=True)
    old = house.tables[MONTHLY][1]
    differences = (
        "与原来的差别 4 处：\n"
        f"  town-volume-month.csv 行“{old[1]}” 列“申请件”：{old[2]} → 7\n"
        "  issue.yaml：新增“in_force: false”\n"
        "  issue.yaml：新增“- file: source/甲-2.html”\n"
        f"  issue.yaml：新增“sha256: {own['sha256']}”\n"
    )
    assert text == TEXT.format(**KEPT, **own, spelled=AS_SPELLED, differences=differences)
    text, own = told(house, "7", force=True)
    assert text == TEXT.format(**KEPT, **own, spelled=AS_SPELLED, differences="与原来的差别：无\n")


def test_what_was_written_otherwise_is_told_cell_by_cell(house: House) -> None:
    text, own = told(house, "７")
    name = house.tables[MONTHLY][1][1]
    lines = text.splitlines()
    place = lines.index("写法统一 1 处（只改写法，不改数字与名称）：")
    assert lines[place + 1].startswith("  town-volume-month.csv 第 2 行“申请件”：“７”→“7”（")
    assert (lines[place - 1], name in text, own["source"]) == ("前后不一：无", False, "source/甲.html")
