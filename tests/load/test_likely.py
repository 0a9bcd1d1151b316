"""What an unreadable cell was probably meant to be: asked where one reading is at hand, and nowhere else."""

from __future__ import annotations

import pytest

from tests.support.repository import ROOT
from yuebao.load.likely import likely
from yuebao.workflows.judge import read_declared

TABLES = read_declared(ROOT).layout("2024-07").tables
DAY = TABLES["news"].field["日期"]
COUNT = TABLES["town-volume-month"].field["申请件"]
RATE = TABLES["town-volume-month"].field["按时办结率"]
POINTS = TABLES["window-score-items"].field["加减分"]
NAME = TABLES["town-volume-month"].field["乡镇名称"]

DAYS = {
    "45474": "像 Excel 的日期序号：2024-07-01？", "45474.5": "像 Excel 的日期序号：2024-07-01？", "20240701": "像 2024-07-01？",
    "7.1": "像 2024-07-01？", "7/1": "像 2024-07-01？", "7-1": "像 2024-07-01？", "7月1日": "像 2024-07-01？", "7月1号": "像 2024-07-01？",
    "1日": "像 2024-07-01？", "24.7.1": "像 2024-07-01？", "七月一日": "像 2024-07-01？", "七月三十一日": "像 2024-07-31？", "二〇二四年七月十日": "像 2024-07-10？",
    "6月31日": "6 月只有 30 天；像 2024-07-31？", "2024-06-31": "6 月只有 30 天；像 2024-07-31？", "2月30日": "2 月只有 29 天；像 2024-07-30？",
    "43": "", "12345": "", "13.45": "", "7月32日": "", "下旬": "", "": "", "待补": "",
}  # fmt: skip
FIGURES = {
    "1900-01-03": "像被 Excel 显示成日期的数：3？", "1900/1/3": "像被 Excel 显示成日期的数：3？", "2024-07-03": "像被 Excel 变成日期的数，请照原报告写",
    "12:00": "像被 Excel 显示成时间的数，请照原报告写", "12603¹": "像 12603？", "约12603": "像 12603？", "12603件左右": "像 12603？",
    "1O3": "像 103？", "l2": "像 12？", "12.6万": "像 126000？", "-": "像会计格式里的 0：没有请留空，有请写 0？", "12603 12650": "", "甲": "", "#VALUE!": "",
}  # fmt: skip


@pytest.mark.parametrize("text", DAYS)
def test_a_day(text: str) -> None:
    assert likely(text, DAY, "2024-07") == DAYS[text]


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure(text: str) -> None:
    assert likely(text, COUNT, "2024-07") == FIGURES[text]


def test_what_the_column_prints() -> None:
    assert (likely("100", RATE, "2024-07"), likely("0.2", POINTS, "2024-07")) == ("像 100%？", "像 +0.2？")
    assert likely("45474", NAME, "2024-07") == ""


def test_a_day_alone_in_a_period_of_several_months() -> None:
    assert likely("1日", DAY, "2021-Q4") == ""
    assert likely("10月1日", DAY, "2021-Q4") == "像 2021-10-01？"
