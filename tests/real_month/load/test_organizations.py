"""Pages about organizations and counties: the figures of the published month."""

from __future__ import annotations

import re

import pytest

from tests.support.page_tables import facts, pages_of, table
from tests.support.repository import ROOT


@pytest.fixture(scope="module")
def real() -> dict[str, str]:
    return pages_of(ROOT)


# 附件2 第2行、附件3 第6行、附件4 第25行。
PUBLIC_SECURITY = {
    "t.department-volume-month": ["2020年7月", "2525", "2525", "2525", "3", "2522", "100%"],
    "t.county-comparison-month": ["2020年7月", "48", "3900", "93", "5", "2525", "2", "2", "0.45"],
    "t.county-comparison-year": ["2020年7月", "5", "6504", "900", "2101", "9331", "3768", "100%"],
}


@pytest.mark.parametrize("identity", PUBLIC_SECURITY)
def test_department_page_has_its_row_of_each_table(real: dict[str, str], identity: str) -> None:
    assert table(real["organizations/public-security.md"], identity)[1:] == [PUBLIC_SECURITY[identity]]


def test_columns_are_those_of_the_table_without_name_and_running_number(real: dict[str, str]) -> None:
    page = real["organizations/public-security.md"]
    assert table(page, "t.county-comparison-month")[0] == [
        "统计期", "东区", "西区", "仁和", "盐边", "米易", "对比名次", "月考核加分", "年终绩效考核得分",
    ]  # fmt: skip


def test_department_page_says_what_it_is(real: dict[str, str]) -> None:
    page = real["organizations/development-and-reform.md"]
    assert page.startswith('---\ntitle: "县发展改革局"\n')
    assert facts(page) == {
        "类型": "部门",
        "名称": "县发展改革局",
        "月报里写作": "县发展改革局（2020年7月）｜县发展改革委（2020年7月）",
        "出现在": "2020年7月",
        "受理件": "2件",
        "线上办件数": "1件",
        "当月对比名次": "第4名",
        "今年以来办结件，相当于最多的县（区）的": "35.2%",
    }


def test_department_and_window_lead_to_each_other(real: dict[str, str]) -> None:
    department, window = real["organizations/civil-affairs.md"], real["organizations/window-civil-affairs.md"]
    assert '<a href="../organizations/window-civil-affairs.html">民政局窗口</a>' in department
    assert '<a href="../organizations/civil-affairs.html">县民政局</a>' in window


def test_window_page_counts_its_items_people_and_awards(real: dict[str, str]) -> None:
    page = real["organizations/window-civil-affairs.md"]
    assert table(page, "t.window-scores") == [["统计期", "名次", "得分"], ["2020年7月", "1", "103.2"]]
    # 附件7 民政局 13 项；附件8 陈芬、罗绍燕、罗兴君、饶宝刚；三、四两节的红旗窗口与综合优胜星陈芬。
    assert table(page, "t.lists")[1:] == [["2020年7月", "13", "4", "红旗窗口、综合优胜星"]]
    assert not re.search("陈芬|罗绍燕|罗兴君|饶宝刚", page)


def test_explained_figure_carries_its_mark(real: dict[str, str]) -> None:
    page = real["organizations/dongqu.md"]
    assert table(page, "t.totals")[1:] == [["2020年7月", "2057", "7166"]]
    assert re.search(
        r'<td class="n x">2057<a class="mark" href="\.\./issues/2020-07\.html#erratum-\d+" title="存疑\d+：按规则应为 392">',
        page,
    )


def test_county_page_has_its_column_by_department(real: dict[str, str]) -> None:
    rows = {row[0]: row[1:] for row in table(real["organizations/yanbian.md"], "m.county-comparison-year")}
    assert len(rows) == 33
    assert (rows["县医保局"], rows["县公安局"], rows["县司法局"], rows["合计"]) == (
        ["1428"],
        ["2101"],
        [""],
        ["14445"],
    )


def test_counties_beside_each_other(real: dict[str, str]) -> None:
    page = real["counties.md"]
    assert table(page, "t.county-comparison-month") == [
        ["统计期", "东区", "西区", "仁和", "盐边", "米易"],
        ["2020年7月", "2057", "7754", "8124", "4996", "11134"],
    ]
    assert table(page, "t.county-comparison-year") == [
        ["年度", "东区", "西区", "仁和", "盐边", "米易"],
        ["2020年（1—7月）", "7166", "47025", "122913", "14445", "75171"],
    ]
    places = {row[0]: row[1:] for row in table(page, "m.2020.county-comparison-month")}
    assert len(places) == 33
    assert [places[name] for name in ("县司法局", "县公安局", "县民政局", "县发展改革局", "县税务局", "县水利局", "合计")] == [
        ["1"], ["2"], ["3"], ["4"], ["5"], [""], ["1"],
    ]  # fmt: skip


def test_list_of_organizations_by_type(real: dict[str, str]) -> None:
    page = real["organizations/index.md"]
    sizes = {kind: len(table(page, f"t.{kind}")) - 1 for kind in ("department", "town", "window", "county")}
    assert sizes == {"department": 31, "town": 11, "window": 12, "county": 5}
    towns = {row[0]: row[1:] for row in table(page, "t.town")}
    assert towns["名称"] == ["最近一期", "当月受理件", "年内累计受理件"]
    assert towns["攀莲镇"] == ["2020年7月", "597", "4671"]
    assert towns["丙谷镇"] == ["2020年7月", "", "8800"]
    # 税务局没有列入附件1：不参加月度考核。
    windows = {row[0]: row[1:] for row in table(page, "t.window")}
    assert (windows["公安局"], windows["税务局"]) == (["2020年7月", "102.6", "3"], ["未列", "", ""])


def test_explained_key_figure_carries_its_mark(real: dict[str, str]) -> None:
    """附件2 合计行：受理件 11134，线上 1329 加线下 9804 是 11133。"""
    mark = r'<a class="mark" href="{}#erratum-\d+" title="存疑\d+：按规则应为 11133">疑\d+</a>'
    assert re.search("<b>11134</b>件</a>" + mark.format(r"issues/2020-07\.html"), real["index.md"])
    assert re.search("11134" + mark.format(r"\.\./issues/2020-07\.html"), real["issues/year-2020.md"])


def test_one_month_draws_no_chart(real: dict[str, str]) -> None:
    assert [path for path, page in real.items() if "<svg" in page] == []
