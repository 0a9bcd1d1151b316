"""The tables that pages make up themselves, against the files that the figures stand in: every cell, every way to where it
stands, in every kind of place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Final

import pytest

from tests.support.archive import ArchiveFolder, added, records
from tests.support.page_tables import facts, plain, table
from tests.support.published import published_archive
from tests.synthetic.explained import EXPLAINED
from yuebao.site.archive import Archive
from yuebao.site.pages import comparison, home, organizations

MONTHS: Final = (EXPLAINED, "2003-12", "2004-01")
NEWEST: Final = MONTHS[-1]
NEWEST_FIRST: Final = MONTHS[::-1]
CALLED = {"2004-01": "2004年1月", "2003-12": "2003年12月", "2003-11": "2003年11月"}
COUNTIES, YEAR = "county-comparison-month", "county-comparison-year"
TITLES: Final = {
    COUNTIES: "各县（区）月办件对比及考核得分表",
    YEAR: "年度各县（区）一体化平台办件对比表",
    "town-volume-month": "乡镇一体化平台办件量",
    "town-volume-year": "年度乡镇一体化平台办件量",
    "window-scores": "常驻窗口（单位）综合考核排名表",
    "department-volume-month": "县级部门一体化平台办件量",
}


@dataclass(frozen=True)
class House:
    """The pages, and the files that they were made from."""

    folder: ArchiveFolder
    archive: Archive
    pages: dict[str, str]

    def rows(self, month: str, name: str) -> list[dict[str, str]]:
        return records((self.folder / f"data/{month}/{name}.csv").read_bytes())

    def row(self, month: str, name: str, of: str) -> dict[str, str]:
        """The one row that says so in some column."""
        (found,) = [row for row in self.rows(month, name) if of in row.values()]
        return found

    def ids(self) -> dict[str, str]:
        registry = records((self.folder / "data/organizations.csv").read_bytes())
        return {row["name"]: row["id"] for row in registry}


@pytest.fixture(scope="module")
def house(_explained: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    """With an entry that no issue lists."""
    folder = ArchiveFolder(_explained).copy(tmp_path_factory.mktemp("tables") / "archive")
    folder.edit("data/organizations.csv", added("town-9,town,示例九乡,九乡,9009,,2004-02,,\n"))
    archive = published_archive(folder.folder)
    kinds = (organizations, comparison, home)
    return House(
        folder, archive, {name: text.decode() for kind in kinds for name, text in kind.pages(archive)}
    )


def caption(page: str, identity: str) -> str:
    found = re.search(rf'aria-label="([^"]*)">\n<table class="sortable yb-made" id="{re.escape(identity)}"[^>]*>\n<caption>(.*?)</caption>', page)  # fmt: skip
    assert found is not None and found[1] == found[2]
    return unescape(found[1])


def heads(page: str, identity: str) -> list[str]:
    """Where the first cell of each row leads."""
    body = page[page.index(f'id="{identity}"') :]
    return re.findall(r'<tr><th scope="row"><a href="([^"]*)">', body[: body.index("</table>")])


def figures(page: str, identity: str) -> list[bool]:
    """Which columns are of figures."""
    body = page[page.index(f'id="{identity}"') :]
    return [
        "n" in kind.split()
        for kind in re.findall(r'<th scope="col"(?: class="([^"]*)")?>', body[: body.index("</thead>")])
    ]


OVER_TIME: Final = [
    ("town-1", "示例一乡", "town-volume-month", "乡镇名称", "town"),
    ("town-2", "示例二镇", "town-volume-year", "乡镇名称", "town"),
    ("window-1", "示例一局窗口", "window-scores", "窗口名称", "window"),
    ("department-3", "县示例三局", "department-volume-month", "部门", "department"),
    ("department-5", "县示例五局", COUNTIES, "单位名称", "department"),
    ("department-1", "县示例一局", YEAR, "部门名称", "department"),
]


@pytest.mark.parametrize(("identity", "called", "name", "entity", "part"), OVER_TIME)
def test_the_figures_of_an_organization_over_time(
    house: House, identity: str, called: str, name: str, entity: str, part: str
) -> None:
    """Newest first, each leading to its row; no name and no running number among the columns."""
    page = house.pages[f"organizations/{identity}.md"]
    own = called.removesuffix("窗口")
    columns = [column for column in house.rows(NEWEST, name)[0] if column not in (entity, "序号")]
    assert table(page, f"t.{name}") == [
        ["统计期", *columns],
        *(
            [CALLED[month], *(house.row(month, name, own)[column] for column in columns)]
            for month in NEWEST_FIRST
        ),
    ]
    assert heads(page, f"t.{name}") == [
        f"../issues/{month}.html#{name}.{identity}.{part}" for month in NEWEST_FIRST
    ]
    assert figures(page, f"t.{name}") == [False, *[True] * len(columns)]
    assert caption(page, f"t.{name}") == f"{called}：{TITLES[name]}，历期"
    assert f"\n### {TITLES[name]} {{ #{name} }}\n" in page


def test_how_often_lists_name_an_organization(house: House) -> None:
    page = house.pages["organizations/window-1.md"]
    lists = ("window-score-items", "staff-scores")
    rows = [
        [
            "统计期",
            "各窗口（单位）考核加减分明细表（条）",
            "窗口工作人员综合考核排名表（条）",
            "红旗窗口与服务之星",
        ]
    ]
    for month in NEWEST_FIRST:
        counts = [sum("示例一局" in row.values() for row in house.rows(month, name)) for name in lists]
        awards = [row["类别"] for row in house.rows(month, "awards") if row["单位"] == "示例一局"]
        assert len(set(awards)) == len(awards)
        rows.append([CALLED[month], *map(str, counts), "、".join(awards)])
    assert table(page, "t.lists") == rows
    assert heads(page, "t.lists") == [f"../issues/{month}.html" for month in NEWEST_FIRST]
    assert figures(page, "t.lists") == [False, True, True, False]
    assert caption(page, "t.lists") == "示例一局窗口：名单与明细，历期"
    links = re.findall(r'<td[^>]*><a href="\.\./issues/2004-01\.html#([a-z-]+)\.[0-9a-f]+\.([a-z]+)">', page)
    assert links == [("window-score-items", "clause"), ("staff-scores", "rank"), ("awards", "category")]


FACTS: Final = {
    "window-1": {
        "类型": "窗口",
        "所属部门": "县示例一局",
        "名称": "示例一局",
        "月报里写作": "示例一局（2003年11月至2004年1月）",
        "出现在": "2003年11月至2004年1月，共 3 期",
    },
    "department-1": {
        "类型": "部门",
        "窗口": "示例一局窗口",
        "名称": "县示例一局",
        "月报里写作": "县示例一局（2003年11月至2004年1月）",
        "也叫": "县示例壹局",
        "出现在": "2003年11月至2004年1月，共 3 期",
    },
    "town-9": {
        "类型": "乡镇",
        "代码": "9009",
        "名称": "示例九乡（2004年2月起）",
        "也叫": "九乡",
        "出现在": "档案现收各期都没有列出",
    },
    "county-2": {
        "类型": "县（区）",
        "名称": "示例二县",
        "月报里写作": "示例二县（2003年11月至2004年1月）",
        "出现在": "2003年11月至2004年1月，共 3 期",
    },
}


@pytest.mark.parametrize("identity", FACTS)
def test_what_is_known_of_an_organization(house: House, identity: str) -> None:
    page = house.pages[f"organizations/{identity}.md"]
    found = facts(page[: page.index("</dl>")])
    assert found == FACTS[identity]
    assert list(found) == list(FACTS[identity])
    assert 'href="../organizations/index.html#' in page
    for name, other in (("所属部门", "department-1"), ("窗口", "window-1")):
        if name in found:
            assert f'<dt>{name}</dt><dd><a href="../organizations/{other}.html">' in page


@pytest.mark.parametrize("county", ["示例一县", "示例二县"])
def test_the_totals_of_an_organization_that_heads_columns(house: House, county: str) -> None:
    page = house.pages[f"organizations/{house.ids()[county]}.md"]
    assert table(page, "t.totals") == [
        ["统计期", TITLES[COUNTIES], TITLES[YEAR]],
        *(
            [CALLED[month], *(house.row(month, name, "合计")[county] for name in (COUNTIES, YEAR))]
            for month in NEWEST_FIRST
        ),
    ]
    assert heads(page, "t.totals") == [f"../issues/{month}.html" for month in NEWEST_FIRST]
    assert (caption(page, "t.totals"), figures(page, "t.totals")) == (
        *(f"{county}：合计，历期", [False, True, True]),
    )
    assert "\n### 合计 { #totals }\n" in page


def matrix(house: House, months: tuple[str, ...], name: str, column: str, entity: str) -> list[list[str]]:
    """Beside each other, in the order of the registry, the total last."""
    listed = [town for town in house.ids() if any(town in row.values() for row in house.rows(NEWEST, name))]
    return [
        [entity, *(CALLED[month] for month in months)],
        *(
            [of, *(house.row(month, name, of)[column] for month in months)]
            for of in [*sorted(listed, key=lambda each: _place(house, each)), "合计"]
        ),
    ]


def _place(house: House, name: str) -> int:
    order = [entry.name for entry in house.archive.registry.by_id.values()]
    return order.index(name)


@pytest.mark.parametrize(
    ("name", "months", "entity", "words"),
    [
        (COUNTIES, NEWEST_FIRST, "单位名称", "最近各期"),
        (YEAR, ("2004-01", "2003-12"), "部门名称", "各年最后一期"),  # figures from January on
    ],
)
def test_a_column_by_the_organizations_of_its_rows(
    house: House, name: str, months: tuple[str, ...], entity: str, words: str
) -> None:
    page = house.pages["organizations/county-1.md"]
    wanted = matrix(house, months, name, "示例一县", entity)
    assert table(page, f"m.{name}") == wanted
    assert caption(page, f"m.{name}") == f"示例一县：{TITLES[name]}，{words}"
    assert heads(page, f"m.{name}") == [
        f"../organizations/{house.ids()[row[0]]}.html" for row in wanted[1:-1]
    ]
    assert f'<a href="../issues/2004-01.html#{name}">2004年1月</a></th>' in page
    assert figures(page, f"m.{name}") == [False, *[True] * len(months)]
    assert f'id="m.{name}" data-keep="2">' in page  # the newest, which stands first


def test_organizations_beside_each_other(house: House) -> None:
    page = house.pages["counties.md"]
    counties = ["示例一县", "示例二县"]
    for name, rows in {
        COUNTIES: [(month, CALLED[month]) for month in NEWEST_FIRST],
        YEAR: [("2004-01", "2004年（1—1月）"), ("2003-12", "2003年（1—12月）")],
    }.items():
        assert table(page, f"t.{name}") == [
            ["统计期" if name == COUNTIES else "年度", *counties],
            *(
                [words, *(house.row(month, name, "合计")[county] for county in counties)]
                for month, words in rows
            ),
        ]
        assert heads(page, f"t.{name}") == [f"issues/{month}.html#{name}" for month, _ in rows]
        ends = "历期" if name == COUNTIES else "各年最后一期"
        assert caption(page, f"t.{name}") == f"{TITLES[name]}：各县（区）合计，{ends}"
        assert figures(page, f"t.{name}") == [False, True, True]
        assert f'id="t.{name}" data-keep="3">' in page  # 示例二县, whose reports these are
    assert page.count("年度累计取各年最后一期；走势图只画满十二个月的年度。") == 1
    assert '<a href="organizations/county-1.html">示例一县</a></th>' in page
    assert re.findall(r'id="chart-([a-z-]+)-t"', page) == [COUNTIES]  # one year is no course


@pytest.mark.parametrize(("year", "months"), [(2004, ("2004-01",)), (2003, ("2003-11", "2003-12"))])
def test_places_year_by_year(house: House, year: int, months: tuple[str, ...]) -> None:
    page = house.pages["counties.md"]
    identity = f"m.{year}.{COUNTIES}"
    assert table(page, identity) == matrix(house, months, COUNTIES, "对比名次", "单位名称")
    assert caption(page, identity) == f"{year}年各部门对比名次"
    assert page.index("m.2004.") < page.index("m.2003.")
    assert f'id="{identity}" data-keep="{len(months) + 1}">' in page  # the newest, which stands last
    assert f"## 本县各部门对比名次 {{ #places-{COUNTIES} }}" in page


LISTED: Final = {
    "department": {
        "受理件": ("department-volume-month", "受理件"),
        "线上办件数": ("department-volume-month", "线上办件数"),
        "当月对比名次": (COUNTIES, "对比名次"),
        "今年以来办结件，相当于最多的县（区）的": (YEAR, "示例二县占第一名比例"),
    },
    "town": {"当月受理件": ("town-volume-month", "受理件"), "年内累计受理件": ("town-volume-year", "受理件")},
    "window": {"当月考核得分": ("window-scores", "得分"), "当月考核名次": ("window-scores", "名次")},
    "county": {f"{TITLES[name]}，合计": (name, "") for name in (COUNTIES, YEAR)},
}


@pytest.mark.parametrize("kind", LISTED)
def test_the_newest_figures_of_all_organizations_of_a_kind(house: House, kind: str) -> None:
    page = house.pages["organizations/index.md"]
    entries = [entry for entry in house.archive.registry.by_id.values() if entry.type == kind]
    rows = []
    for entry in entries:
        there = entry.id != "town-9"
        cells = [
            ""
            if not there
            else house.row(NEWEST, name, entry.name)[column]
            if column
            else house.row(NEWEST, name, "合计")[entry.name]
            for name, column in LISTED[kind].values()
        ]
        rows.append([entry.name, CALLED[NEWEST] if there else "未列", *cells])
    assert table(page, f"t.{kind}") == [["名称", "最近一期", *LISTED[kind]], *rows]
    assert heads(page, f"t.{kind}") == [f"{entry.id}.html" for entry in entries]
    assert figures(page, f"t.{kind}") == [False, False, *[True] * len(LISTED[kind])]
    title = house.archive.latest.organizations.title(kind)
    assert caption(page, f"t.{kind}") == f"{title}与最近一期的数字"
    body = page[page.index(f'id="t.{kind}"') :]
    ways = re.findall(r'<td class="yb-whole"><a href="([^"]*)">', body[: body.index("</table>")])
    assert set(ways) == {f"../issues/{NEWEST}.html"}


def test_the_key_figures_of_recent_issues(house: House) -> None:
    page = house.pages["index.md"]
    wanted = {
        "县级部门本月受理": ("department-volume-month", "受理件"),
        "乡镇本月受理": ("town-volume-month", "受理件"),
        "县级部门线上办件": ("department-volume-month", "线上办件数"),
        "主动评价率": ("satisfaction", "主动评价率"),
        "满意度": ("satisfaction", "满意度"),
    }
    assert table(page, "t.highlights") == [
        ["统计期", *wanted],
        *(
            [CALLED[month], *(house.rows(month, name)[-1][column] for name, column in wanted.values())]
            for month in NEWEST_FIRST
        ),
    ]
    assert heads(page, "t.highlights") == [f"issues/{month}.html" for month in NEWEST_FIRST]
    newest = {
        plain(name): plain(text).split("比")[0]
        for name, text in re.findall(r"<div><dt>(.*?)</dt><dd>(.*?)</dd></div>", page)
    }
    units = {"主动评价率": "", "满意度": ""}
    assert newest == {
        label: house.rows(NEWEST, name)[-1][column] + units.get(label, "件")
        for label, (name, column) in wanted.items()
    }
