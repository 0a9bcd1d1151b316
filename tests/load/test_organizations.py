"""Pages about organizations and counties: every published figure over time, with the names of its time."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.archive import ArchiveFolder, Change
from tests.support.page_tables import facts, pages_of, table
from tests.synthetic import make_archive
from yuebao.model.fault import Fault
from yuebao.workflows.published import read_archive


@pytest.fixture(scope="module")
def long_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """26 months of a city with three counties; one department and one town are renamed after 24."""
    folder = tmp_path_factory.mktemp("long")
    make_archive(folder, months=26, departments=6, towns=2, counties=3, windows=5, staff=10)
    return folder


@pytest.fixture(scope="module")
def long(long_folder: Path) -> dict[str, str]:
    return pages_of(long_folder)


def test_renamed_organization_is_one_with_all_its_months(long: dict[str, str]) -> None:
    page = long["organizations/department-2.md"]
    shown = facts(page)
    assert page.startswith('---\ntitle: "县示例二委"\n')
    assert shown["名称"] == "县示例二局（至2002年12月）｜县示例二委（2003年1月起）"
    assert shown["月报里写作"] == "县示例二局（2001年1月至2002年12月）｜县示例二委（2003年1月至2003年2月）"
    assert shown["出现在"] == "2001年1月至2003年2月，共 26 期"
    months = [row[0] for row in table(page, "t.department-volume-month")[1:]]
    assert months == [f"{year}年{month}月" for year in (2003, 2002, 2001) for month in range(12, 0, -1)][10:]
    assert [row[0] for row in table(long["organizations/town-1.md"], "t.town-volume-month")[1:]] == months


def test_every_link_about_organizations_finds_its_cell(long: dict[str, str]) -> None:
    ids = {path: set(re.findall(r'\bid="([^"]+)"|\{ #(\S+) \}', page)) for path, page in long.items()}
    known = {path: {one or other for one, other in pairs} for path, pairs in ids.items()}
    lost = set()
    for path, page in long.items():
        if not path.startswith("organizations/") and path != "counties.md":
            continue
        for href in re.findall(r'<a (?:class="mark" )?href="([^"#]*)(?:#([^"]*))?"', page):
            target = (
                str((Path("/docs") / path).parent.joinpath(href[0]).resolve().relative_to("/docs"))
                if href[0]
                else path
            )
            target = f"{target.removesuffix('.html').removesuffix('.md')}.md"
            if href[0].endswith(".xml"):  # its feed, which `tests/site/test_feed_whole.py` reads
                continue
            if target == "compare.md":  # what follows is a choice, no place on the page
                continue
            if target not in known or (href[1] and href[1] not in known[target]):
                lost.add((path, *href))
    assert lost == set()


def test_charts_stand_above_their_figures_and_have_ids_of_their_own(long: dict[str, str]) -> None:
    page = long["organizations/department-2.md"]
    assert re.findall(r"<title id=\"[^\"]*\">(.*?)</title>", page) == [
        "当月受理件与线上办件数", "当月对比名次", "今年以来办结件，相当于最多的县（区）的",
    ]  # fmt: skip
    assert page.rindex("</svg>") < page.index('id="t.department-volume-month"')
    for path in ("organizations/department-2.md", "counties.md", "index.md", "issues/year-2002.md"):
        named = re.findall(r'<(?:title|desc|table|details)[^>]* id="([^"]+)"', long[path])
        assert "<svg" in long[path]
        assert len(named) == len(set(named)), path


def test_newest_figures_are_compared_with_month_and_year_before(long: dict[str, str]) -> None:
    page = long["organizations/window-1.md"]
    rows = {row[0]: row[1:] for row in table(page, "t.window-scores")}
    place = {month: int(rows[month][0]) for month in ("2003年2月", "2003年1月", "2002年2月")}
    block = page[page.index("当月考核名次") :]
    changes = re.findall(r'<span class="yb-change">(.*?)</span>', block[: block.index("</div>")])

    def expected(before: int) -> str:
        step = before - place["2003年2月"]
        return f"前进 {step}名" if step > 0 else f"后退 {-step}名" if step else "持平"

    assert changes == [f"比上月 {expected(place['2003年1月'])}", f"比上年同月 {expected(place['2002年2月'])}"]


def figures_of(folder: Path, table: str, month: str) -> dict[str, dict[str, str]]:
    """The rows of a table of the archive by the name in their second column, read without the program."""
    with (folder / "data" / month / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        return {list(row.values())[1]: row for row in reader}


def test_home_compares_with_month_and_year_before(long_folder: Path, long: dict[str, str]) -> None:
    now, last, year_ago = (
        int(figures_of(long_folder, "department-volume-month", month)["合计"]["受理件"])
        for month in ("2003-02", "2003-01", "2002-02")
    )
    block = long["index.md"]
    block = block[block.index("<dt>县级部门本月受理</dt>") :]

    def change(before: int) -> str:
        return f"{'＋' if now > before else '−'}{abs(now - before)}件"

    assert block[: block.index("</div>")].endswith(
        f'<b>{now}</b>件</a><span class="yb-change">比上月 {change(last)}</span>'
        f'<span class="yb-change">比上年同月 {change(year_ago)}</span></dd>'
    )


def test_home_shows_the_course_of_a_year_and_no_month_after_the_newest(long: dict[str, str]) -> None:
    page = long["index.md"]
    months = [row[0] for row in table(page, "t.highlights")[1:]]
    assert months == ["2003年2月", "2003年1月", *(f"2002年{month}月" for month in range(12, 1, -1))]
    assert re.findall(r"<b>(.*?)</b>（(.*?)）", page[page.index("## 走势") :]) == [
        ("主要数字", "件"),
        ("主要数字", "%"),
    ]
    newest_year = page[page.index('id="y2003"') : page.index('id="y2002"')]
    assert re.findall(r">(\d+)月<small>(.*?)</small>", newest_year) == [("1", "总第25期"), ("2", "总第26期")]


def test_other_counties_need_no_code(long: dict[str, str]) -> None:
    page = long["counties.md"]
    head, *rows = table(page, "t.county-comparison-month")
    assert head == ["统计期", "示例一县", "示例二县", "示例三县"]
    assert [row[0] for row in rows][:3] == ["2003年2月", "2003年1月", "2002年12月"]
    years = table(page, "t.county-comparison-year")[1:]
    assert [row[0] for row in years] == ["2003年（1—2月）", "2002年（1—12月）", "2001年（1—12月）"]
    month = {row[0]: [int(cell or 0) for cell in row[1:]] for row in rows}
    for index in range(3):
        assert int(years[2][index + 1]) == sum(month[f"2001年{number}月"][index] for number in range(1, 13))


def charts(change: Callable[[list[dict[str, Any]]], object]) -> Change:
    """The form of the report with other charts."""

    def changed(text: str) -> str:
        form = yaml.safe_load(text)
        change(form["charts"])
        return yaml.safe_dump(form, allow_unicode=True, sort_keys=False)

    return changed


@pytest.mark.parametrize(
    ("table", "wrong", "message"),
    [
        ("department-volume-month", {"columns": ["受理件", "按时办结率"]}, "同一张图里各列的单位应相同"),
        ("department-volume-month", {"columns": ["受理键"]}, "受理件"),
        ("town-volume-month", {"table": "news", "columns": ["内容"]}, "各行不是单位"),
        ("county-comparison-month", {"best": "least"}, "lowest"),
    ],
)
def test_chart_that_cannot_be_drawn_is_a_fault(
    archive: ArchiveFolder, table: str, wrong: dict[str, Any], message: str
) -> None:
    def spoil(found: list[dict[str, Any]]) -> None:
        next(chart for chart in found if chart["table"] == table).update(wrong)

    archive.edit("schemas/report.yaml", charts(spoil))
    with pytest.raises(Fault, match=message) as fault:
        read_archive(archive.folder)
    assert "schemas/report.yaml 第 " in str(fault.value)


def test_another_chart_is_data_alone(archive: ArchiveFolder) -> None:
    chart = {"title": "当月考核加分", "table": "county-comparison-month", "columns": ["月考核加分"]}
    archive.edit("schemas/report.yaml", charts(lambda found: found.append(chart)))
    page = pages_of(archive.folder)["organizations/department-4.md"]
    assert facts(page)["当月考核加分"] == "2分比上月 持平"
