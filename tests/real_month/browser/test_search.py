"""What citizens look for in the published month. The expected page is the first result."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Site, Visit
from tests.support.search_box import typed

pytestmark = pytest.mark.browser

REAL = [
    # 月份的各种写法
    ("2020年7月", "issues/2020-07.html"),
    ("2020-07", "issues/2020-07.html"),
    ("202007", "issues/2020-07.html"),
    ("2020/7", "issues/2020-07.html"),
    ("2020.07", "issues/2020-07.html"),
    ("20年7月", "issues/2020-07.html"),
    ("２０２０年７月", "issues/2020-07.html"),
    ("2020年七月", "issues/2020-07.html"),
    ("七月", "issues/2020-07.html"),
    ("7月", "issues/2020-07.html"),
    ("2020年7月政务服务月报", "issues/2020-07.html"),
    ("2020年", "issues/year-2020.html"),
    # 期数
    ("总第143期", "issues/2020-07.html"),
    ("第143期", "issues/2020-07.html"),
    ("143期", "issues/2020-07.html"),
    ("2020年第5期", "issues/2020-07.html"),
    # 单位：全称、别名、简称、名称的一部分
    ("县公安局", "organizations/public-security.html"),
    ("公安局", "organizations/public-security.html"),
    ("公安", "organizations/public-security.html"),
    ("县自然资源规划和林业局", "organizations/natural-resources.html"),
    ("自然资源规划和林业局", "organizations/natural-resources.html"),
    ("自然资源", "organizations/natural-resources.html"),
    ("林业", "organizations/natural-resources.html"),
    ("综合行政执法局", "organizations/law-enforcement.html"),
    ("县发展改革委", "organizations/development-and-reform.html"),
    ("人力资源和社会保障局", "organizations/human-resources.html"),
    ("版权局", "organizations/press-and-publication.html"),
    ("攀莲镇", "organizations/panlian.html"),
    ("莲镇", "organizations/panlian.html"),
    ("丙谷", "organizations/binggu.html"),
    ("盐边", "organizations/yanbian.html"),
    ("米易县", "organizations/miyi.html"),
    # 人名、工作动态
    ("陈芬", "issues/2020-07.html"),
    ("周可募", "issues/2020-07.html"),
    ("张雨萌萌", "issues/2020-07.html"),
    ("何雪林", "issues/2020-07.html"),
    ("网上证明", "issues/2020-07.html"),
    ("建档立卡贫困户", "issues/2020-07.html"),
    ("评价仪 对接", "issues/2020-07.html"),
    # 数字
    ("11134", "issues/2020-07.html"),
    ("11,134", "issues/2020-07.html"),
    ("61.42%", "issues/2020-07.html"),
    ("105.762", "issues/2020-07.html"),
    ("74,678", "issues/2020-07.html"),
    ("2057", "issues/2020-07.html"),
    # 合起来
    ("公安局 2020年7月", "issues/2020-07.html"),
    ("勘误", "errata.html"),
    ("数据说明", "notes.html"),
    ("县区对比", "counties.html"),
    ("下载", "files.html"),
]
NOTHING = [
    *("2020年8月", "2020年13月", "总第144期", "张三丰", "县粮食局", "11135", "61.43%", "外星人"),
    "2020年8月 公安局",
]


@pytest.mark.parametrize("where", ["http", "file"])
def test_the_right_page_comes_first(real_site: Site, visit: Visit, where: str) -> None:
    visit.page.goto(f"{real_site.url}/index.html" if where == "http" else real_site.file_url("index.html"))
    wrong = []
    for query, expected in REAL:
        results = typed(visit.page, query)
        first = results[0][0].removeprefix("./").split("#")[0] if results else "没有结果"
        if first != expected:
            wrong.append((query, expected, first))
    assert wrong == []
    assert visit.errors == []


def test_no_result_for_what_is_not_there(real_site: Site, visit: Visit) -> None:
    """Other pages are named, none as an answer: they look otherwise, and Enter does not open one."""
    page = visit.page
    page.goto(f"{real_site.url}/index.html")
    for query in NOTHING:
        assert typed(page, query)
        assert page.locator("#yb-results a:not(.yb-near)").count() == 0, query
        page.keyboard.press("Enter")
        assert page.url.partition("?")[0] == f"{real_site.url}/index.html"
    said = "2020年8月尚未收入，最近的一期是2020年7月"
    assert page.locator("#yb-status").inner_text() == said
    assert [address for address, _ in typed(page, "2020年8月 公安局")] == [
        "./organizations/public-security.html",
        "./organizations/window-public-security.html",
        "./issues/2020-07.html",
        "./issues/index.html",
        "./issues/missing.html",
    ]


def test_a_result_leads_to_the_words_on_the_page(real_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{real_site.url}/index.html")
    typed(page, "105.762")
    page.keyboard.press("Enter")
    page.wait_for_selector(".yb-found")
    assert page.locator(".yb-found").all_inner_texts() == ["105.762"]
    assert page.locator(".yb-found").is_visible()
    assert visit.errors == []
