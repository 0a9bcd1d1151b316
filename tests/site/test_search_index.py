"""What the search looks through: the index of words of a small archive, its figures, and the two scripts that carry them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.support.archive import ArchiveFolder, added, records
from tests.support.published import published_archive
from yuebao.schema.rule import KindNames
from yuebao.site.archive import Archive
from yuebao.site.search.figures import distances, figures
from yuebao.site.search.scripts import files
from yuebao.site.search.vocabulary import vocabulary
from yuebao.site.search.words import pages, ranges, words

MONTHS = ("2003-11", "2003-12", "2004-01")


@pytest.fixture
def read(archive: ArchiveFolder) -> Archive:
    """Three months of which the last was taken back; a person's unit and a text of the hostile kind."""
    archive.edit(
        "data/2004-01/issue.yaml",
        added("state: 已撤回\nwithdrawn: {reason: 误, reviewer: 示例局, reviewed: 2004-03-01}\n"),
    )
    archive.edit("data/2003-12/news.csv", added("2003-12-30,甲<乙>丙&\n"))
    return published_archive(archive.folder)


def column(archive: ArchiveFolder, month: str, table: str, name: str) -> list[str]:
    header, *rows = archive.rows(f"data/{month}/{table}.csv")
    return [row[header.index(name)] for row in rows]


def test_the_issues_and_what_leads_to_them(read: Archive) -> None:
    index = words(read)
    assert index["issues"] == [
        ["2003-11", 1, 1, "2003年11月政务服务月报（示例）", 2003, 2003, 11, 11, "2003-12-08", "2003年11月"],
        ["2003-12", 2, 2, "2003年12月政务服务月报（示例）", 2003, 2003, 12, 12, "2004-01-09", "2003年12月"],
    ]
    assert index["kinds"] == [
        ["department", "部门"],
        ["town", "乡镇"],
        ["county", "县（区）"],
        ["window", "窗口"],  # it may belong to another, so it comes after
    ]
    assert [name for name, _ in index["tables"]] == [
        *("department-volume-month", "town-volume-month", "town-volume-year", "county-comparison-month"),
        *("county-comparison-year", "window-scores", "window-score-items", "staff-scores", "volume-summary"),
        *("satisfaction", "awards", "news"),
    ]
    assert dict(index["tables"])["news"] == "工作动态"
    assert index["unpublished"] == [["2004-01", "2004年1月", "已撤回", "issues/2004-01.html", 2004, 1, 1]]
    assert index["pages"] == [
        ["首页", "index.html"],
        ["全部各期", "issues/index.html"],
        ["单位", "organizations/index.html"],
        ["县区对比", "counties.html"],
        ["自选比较", "compare.html"],
        ["存疑（勘误）", "errata.html"],
        ["数据说明", "notes.html"],
        ["下载", "files.html"],
        ["JSON 的写法", "json.html"],
        ["缺少的各期", "issues/missing.html"],
        ["无障碍说明", "accessibility.html"],
        ["2004年", "issues/year-2004.html"],
        ["2003年", "issues/year-2003.html"],
        ["2004年1月政务服务月报（示例）（已撤回）", "issues/2004-01.html"],
        # the titles of the navigation, which may be other words for the same pages
        *(["首页", "index.html"], ["各期", "issues/index.html"], ["单位", "organizations/index.html"]),
        *(
            ["县区对比", "counties.html"],
            ["自选比较", "compare.html"],
            ["存疑", "errata.html"],
            ["数据说明", "notes.html"],
        ),
        *(["下载", "files.html"], ["关于", "about.html"]),
    ]


@pytest.mark.parametrize(
    ("compared", "titles"),
    [
        (("county",), ["县区对比"]),
        (("town", "county"), ["县区对比"]),
        (("town",), []),  # no column of any table is named after one
        ((), []),
        (None, []),
    ],
)
def test_the_page_of_comparisons_is_found_where_there_is_one(
    read: Archive, compared: tuple[str, ...] | None, titles: list[str]
) -> None:
    form = read.latest.organizations.comparison
    assert form is not None
    comparison = None if compared is None else replace(form, kinds=KindNames(compared))
    kinds = replace(read.latest.organizations, comparison=comparison)
    own = replace(
        read, latest=replace(read.latest, organizations=kinds), settings=replace(read.settings, nav=())
    )
    assert [title for title, address in pages(own) if address == "counties.html"] == titles


@pytest.mark.parametrize(
    ("named", "home"),
    [
        ("示例二县", "county-2"),
        ("二县别称", "county-2"),
        ("示例一县", "county-1"),
        ("县示例一局", ""),  # of a kind that is not compared
        ("示例县甲", ""),
        ("", ""),
    ],
)
def test_whose_reports_they_are(archive: ArchiveFolder, named: str, home: str) -> None:
    """By any of the names that the registry has for those that are compared."""
    archive.edit("data/organizations.csv", "county-2,county,示例二县,", "county-2,county,示例二县,二县别称")
    read = published_archive(archive.folder)
    newest = read.editions[-1]
    issue = replace(newest.issue, values={**newest.issue.values, "county": named})
    scope = replace(newest.scope, issue=issue)
    own = replace(read, editions=(*read.editions[:-1], replace(newest, issue=issue, scope=scope)))
    assert vocabulary(own)["home"] == home


def test_of_nothing_published_nobody_is_the_home(read: Archive) -> None:
    assert vocabulary(replace(read, editions=()))["home"] == ""


def test_every_organization_once_with_its_other_names(read: Archive, archive: ArchiveFolder) -> None:
    rows = records((archive / "data/organizations.csv").read_bytes())
    found = {entry[2]: entry for entry in words(read)["organizations"]}
    assert sorted(found) == sorted({row["id"] for row in rows})
    for row in rows:
        name, kind, _, others = found[row["id"]]
        assert kind == row["type"]
        assert {row["name"], *filter(None, row["aliases"].split("|"))} <= {name, *others}
        assert name not in others


def test_every_text_once_with_the_issues_that_hold_it(read: Archive, archive: ArchiveFolder) -> None:
    """No figures, no days, no names of organizations; nothing of what was taken back."""
    found = {(group["table"], group["column"]): dict(group["values"]) for group in words(read)["texts"]}
    assert sorted(found) == sorted(
        [
            ("window-score-items", "考核项目"),
            ("window-score-items", "事由"),
            ("staff-scores", "姓名"),
            ("volume-summary", "范围"),
            ("volume-summary", "期间"),
            ("awards", "类别"),
            ("awards", "姓名"),
            ("news", "内容"),
        ]
    )
    assert found["volume-summary", "范围"] == {"乡镇": "0-1", "县级部门": "0-1"}
    assert found["news", "内容"]["甲<乙>丙&"] == "1"
    for (table, name), texts in found.items():
        held = [set(column(archive, month, table, name)) - {""} for month in MONTHS[:2]]
        assert texts == {
            text: ranges([place for place, own in enumerate(held) if text in own])
            for text in held[0] | held[1]
        }


def test_every_figure_of_every_issue(read: Archive, archive: ArchiveFolder) -> None:
    kinds = figures(read)
    assert len(kinds) == 2
    for month, found in zip(MONTHS[:2], kinds, strict=True):
        numbers: dict[str, set[int]] = {}
        for decimals, text in found.items():
            last = 0
            for distance in text.split(" "):
                last += int(distance, 36)
                numbers.setdefault(decimals, set()).add(last)
        rated = column(archive, month, "satisfaction", "主动评价率") + column(
            archive, month, "satisfaction", "满意度"
        )
        for text in rated:
            digits = text.rstrip("%")
            places = len(digits.partition(".")[2])
            assert int(digits.replace(".", "")) in numbers[str(places)]
        counts = {int(text) for text in column(archive, month, "town-volume-year", "受理件") if text}
        assert counts <= numbers["0"]
    assert list(kinds[0]) == sorted(kinds[0])


@pytest.mark.parametrize(
    ("indexes", "text"),
    [
        ([], ""),
        ([0], "0"),
        ([0, 1, 2, 3, 5], "0-3,5"),
        ([2, 4, 5], "2,4-5"),
        ([1, 3, 5], "1,3,5"),
        ([7, 8], "7-8"),
    ],
)
def test_postings(indexes: list[int], text: str) -> None:
    assert ranges(indexes) == text


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        (set(), ""),
        ({0}, "0"),
        ({5, 2, 40}, "2 3 z"),  # 2, then 3 more, then 35 more
        ({36, 0}, "0 10"),
        ({1296, 1295}, "zz 1"),
        ({46656}, "1000"),
    ],
)
def test_distances_in_base_36(numbers: set[int], text: str) -> None:
    assert distances(numbers) == text


def test_the_scripts(read: Archive) -> None:
    """Nothing in them ends a script, and each is read back as it was."""
    found = dict(files(read))
    assert list(found) == ["search/words.js", "search/figures.js"]
    for (path, content), (name, value) in zip(
        found.items(),
        [("yuebaoWords", words(read) | vocabulary(read)), ("yuebaoFigures", figures(read))],
        strict=True,
    ):
        text = content.decode()
        assert text.startswith(f"window.{name}=") and text.endswith(";\n"), path
        assert "<" not in text and ": " not in text.partition("=")[2][:40]
        assert json.loads(text.partition("=")[2].rstrip(";\n")) == value
    assert "甲\\u003c乙>丙&" in found["search/words.js"].decode()
