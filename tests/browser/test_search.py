"""The search box, typed into as a person types. The expected page is the first result."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from tests.benchmark.latency import QUERIES, TYPE
from tests.browser.conftest import Site, Visit
from tests.support.search_box import typed

pytestmark = pytest.mark.browser


def newest_with(archive: Path, figure: str) -> str:
    """The newest month one of whose tables holds the figure in a cell."""
    for month in sorted((archive / "data").glob("*-*"), reverse=True):
        for file in month.glob("*.csv"):
            with file.open(encoding="utf-8") as stream:
                if any(figure in row for row in csv.reader(stream)):
                    return month.name
    raise AssertionError(figure)


LARGE = [
    ("2003年5月", "issues/2003-05.html"),
    ("2003-05", "issues/2003-05.html"),
    ("200305", "issues/2003-05.html"),
    ("03年5月", "issues/2003-05.html"),
    ("五月", "issues/2010-05.html"),
    ("十二月", "issues/2010-12.html"),
    ("总第29期", "issues/2003-05.html"),
    ("第120期", "issues/2010-12.html"),
    ("2003年第5期", "issues/2003-05.html"),
    ("2003", "issues/year-2003.html"),
    ("县示例十二局", "organizations/department-12.html"),
    ("县示例二委", "organizations/department-2.html"),
    ("县示例二局", "organizations/department-2.html"),
    ("示例十一镇", "organizations/town-11.html"),
    ("示例五县", "organizations/county-5.html"),
    ("示例甲子", "issues/2010-12.html"),
    ("窗口工作例会", "issues/"),
    ("示例甲子 2003年5月", "issues/2003-05.html"),
    ("县示例十二局 2003年5月", "issues/2003-05.html"),
    ("2005/3", "issues/2005-03.html"),
    ("2005.03", "issues/2005-03.html"),
    ("２００５年３月", "issues/2005-03.html"),
    ("2005年三月", "issues/2005-03.html"),
    ("2005年3月政务服务月报", "issues/2005-03.html"),
    ("3月", "issues/2010-03.html"),
    ("51期", "issues/2005-03.html"),
    ("总第51期", "issues/2005-03.html"),
    ("2005年第3期", "issues/2005-03.html"),
    ("2005年", "issues/year-2005.html"),
    ("示例一乡", "organizations/town-1.html"),
    ("示例一镇", "organizations/town-1.html"),
    ("例十一镇", "organizations/town-11.html"),
    ("示例十二局", "organizations/department-12.html"),
    ("示例三局", "organizations/department-3.html"),
    ("示例二县", "organizations/county-2.html"),
    ("己子", "issues/2010-12.html"),
    ("业务培训", "issues/"),
    ("全流程网上办理", "issues/"),
    ("勘误", "errata.html"),
    ("县区对比", "counties.html"),
    ("下载", "files.html"),
]


def test_the_right_page_comes_first_among_120_issues(large_site: Site, visit: Visit) -> None:
    visit.page.goto(f"{large_site.url}/issues/2001-01.html")
    wrong = []
    for query, expected in LARGE:
        results = typed(visit.page, query)
        first = results[0][0].removeprefix("../").split("#")[0] if results else "没有结果"
        if not first.startswith(expected):
            wrong.append((query, expected, first))
    assert wrong == []


def test_a_figure_is_found_in_every_issue_that_prints_it(large_site: Site, visit: Visit) -> None:
    visit.page.goto(f"{large_site.url}/index.html")
    with (large_site.archive / "data/2004-08/department-volume-month.csv").open(encoding="utf-8") as stream:
        total = list(csv.reader(stream))[-1][3]
    assert len(total) >= 4
    for query in (total, f"{total[:-3]},{total[-3:]}"):
        results = typed(visit.page, query)
        assert results[0][0].split("#")[0] == f"./issues/{newest_with(large_site.archive, total)}.html"
        assert any("issues/2004-08.html" in address for address, _ in results)


def test_a_result_leads_to_the_words_on_the_page(large_site: Site, visit: Visit) -> None:
    page = visit.page
    with (large_site.archive / "data/2010-12/staff-scores.csv").open(encoding="utf-8") as stream:
        score = next(row["得分"] for row in csv.DictReader(stream) if len(row["得分"]) == len("106.78"))
    page.goto(f"{large_site.url}/index.html")
    assert typed(page, score)[0][0].startswith("./issues/2010-12.html#")
    page.keyboard.press("Enter")
    page.wait_for_selector(".yb-found")
    assert set(page.locator(".yb-found").all_inner_texts()) == {score}
    assert page.locator(".yb-found").first.is_visible()
    assert visit.errors == []


def test_keys_choose_a_result(large_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{large_site.url}/index.html")
    results = typed(page, "例十一")
    assert len(results) >= 2
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("#yb-query").get_attribute("aria-activedescendant") == "yb-result-1"
    page.keyboard.press("Escape")
    assert page.locator("#yb-results").is_hidden()


def test_answers_need_no_more_than_the_index(large_site: Site, visit: Visit) -> None:
    """Two files for a hundred and twenty issues, and one of an issue that is asked about, each read once, however much is
    typed. How long answers take is measured by `make benchmark`."""
    page = visit.page
    page.goto(f"{large_site.url}/index.html")
    for query in QUERIES:
        page.evaluate(TYPE, query)
    read = [url.rsplit("/", 1)[-1] for url in visit.requests if "/search/" in url]
    assert sorted(read) == ["2010-12.js", "figures.js", "words.js"]
    sizes = [
        len(gzip.compress((large_site.folder / "search" / name).read_bytes(), 9))
        for name in ("figures.js", "words.js")
    ]
    assert sum(sizes) < 150_000  # of 240 issues no more than 300 KB
