"""The pages of the published month as Markdown: what stands on them."""

from __future__ import annotations

import re

import pytest

from tests.support.page_tables import pages_of
from tests.support.repository import ROOT


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return pages_of(ROOT)


def test_issue_page_has_the_parts_of_the_report_in_their_order(pages: dict[str, str]) -> None:
    headings = re.findall(r"^#+ (.*?) \{", pages["issues/2020-07.md"], re.MULTILINE)
    assert headings[:16] == [
        "2020年7月政务服务月报",
        "本月看点",
        "一、办件情况",
        "二、好差评情况",
        "三、窗口（单位）考核情况",
        "四、窗口人员考核情况",
        "五、工作动态",
        "附件",
        "附件1　2020年7月常驻窗口（单位）综合考核排名表",
        "附件2　2020年7月县级部门一体化平台办件量",
        "附件3　2020年7月各县（区）月办件对比及考核得分表",
        "附件4　2020年度各县（区）一体化平台办件对比表",
        "附件5　2020年7月乡镇一体化平台办件量",
        "附件6　2020年度乡镇一体化平台办件量",
        "附件7　2020年7月各窗口（单位）考核加减分明细表",
        "附件8　2020年7月窗口工作人员综合考核排名表",
    ]


def test_explained_cell_shows_the_published_value_and_leads_to_its_erratum(pages: dict[str, str]) -> None:
    page = pages["issues/2020-07.md"]
    cell = re.search(r'<td id="county-comparison-month\.total\.dongqu" class="n x">(.*?)</td>', page)
    assert cell is not None
    mark = re.fullmatch(
        r'2057<a class="mark" href="#(erratum-\d+)" title="存疑\d+：按规则应为 392">疑\d+</a>', cell[1]
    )
    assert mark is not None
    assert f'<li id="{mark[1]}"' in page
    assert len(re.findall(r'<li id="erratum-', page)) == 21


def test_tables_have_caption_and_scoped_headers(pages: dict[str, str]) -> None:
    page = pages["issues/2020-07.md"]
    assert page.count("<table") == page.count("<caption>") == 12
    assert '<th scope="col" class="n" rowspan="2">对比名次</th>' in page
    assert page.count('<th class="n sub">办结</th>') == 10
    assert (
        '<th scope="row" id="department-volume-month.development-and-reform.department"><a href="../organizations/development-and-reform.html">'
        "县发展改革局</a></th>" in page
    )
