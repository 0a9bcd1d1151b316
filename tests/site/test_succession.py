"""Mergers and divisions: told on the pages with links, drawn as breaks, found by search, left out of what compares."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.support.archive import ArchiveFolder, added, cell, made_archive, rows
from tests.support.published import published_archive
from tests.support.rendered import render_site
from yuebao.model.organization import Organization, Registry, in_order
from yuebao.site.charts.line_chart import line_chart
from yuebao.site.charts.model import Axis, Break, Chart, Line, description
from yuebao.site.pages.succession import breaks, origins, turns


def registry_of(*texts: str) -> Registry:
    entries = []
    for text in texts:
        identity, name, since, until, after = (text.split(",") + [""] * 4)[:5]
        successors = tuple(filter(None, after.split("|")))
        entries.append(Organization(identity, "town", name, (), "", "", since, until, successors))
    return Registry(in_order(entries, ("town",)))


WORDS: dict[str, tuple[tuple[str, ...], dict[str, list[str]]]] = {
    "two make one": (
        ("a,甲镇,,2015-12,c", "b,乙镇,,2015-12,c", "c,丙镇,2016-01"),
        {
            "a": ["2016年1月起与乙镇合并为丙镇"],
            "b": ["2016年1月起与甲镇合并为丙镇"],
            "c": ["2016年1月由甲镇、乙镇合并而成"],
        },
    ),
    "into one that was there": (
        ("a,甲镇,,2015-12,b", "b,乙镇"),
        {"a": ["2016年1月起并入乙镇"], "b": ["2016年1月甲镇并入"]},
    ),
    "two into one that was there": (
        ("a,甲镇,,2015-12,c", "b,乙镇,,2015-12,c", "c,丙镇"),
        {"a": ["2016年1月起并入丙镇"], "c": ["2016年1月甲镇、乙镇并入"]},
    ),
    "divided": (
        ("a,甲镇,,2015-12,b|c", "b,乙镇,2016-01", "c,丙镇,2016-01"),
        {
            "a": ["2016年1月起分设为丙镇、乙镇"],
            "b": ["2016年1月由甲镇分设，同时有丙镇"],
            "c": ["2016年1月由甲镇分设，同时有乙镇"],
        },
    ),
    "divided among those that were there": (
        ("a,甲镇,,2015-12,b|c", "b,乙镇", "c,丙镇"),
        {"a": ["2016年1月起分别并入丙镇、乙镇"], "b": ["2016年1月甲镇的一部分划入"]},
    ),
    "goes on smaller": (
        ("a,甲镇,,2015-12,b", "a,甲镇,2016-01", "b,乙镇,2016-01"),
        {"a": ["2016年1月分出乙镇"], "b": ["2016年1月从甲镇分出"]},
    ),
    "a part to one that was there": (
        ("a,甲镇,,2015-12,b", "a,甲镇,2016-01", "b,乙镇"),
        {"a": ["2016年1月一部分划入乙镇"], "b": ["2016年1月甲镇的一部分划入"]},
    ),
    "one takes the place of one": (
        ("a,甲站,,2015-12,b", "b,乙局,2016-01"),
        {"a": ["2016年1月起改设为乙局"], "b": ["2016年1月由甲站改设而来"]},
    ),
    "by the names of the time": (
        ("a,甲镇,,2015-12,b", "b,乙乡,,2017-12", "b,乙镇,2018-01"),
        {"a": ["2016年1月起并入乙乡"]},
    ),
    "merged, then divided again": (
        ("a,甲镇,,2015-12,b", "a,甲镇,2020-01", "b,乙镇,,2019-12,a|c", "c,丙镇,2020-01"),
        {
            "a": ["2016年1月起并入乙镇", "2020年1月由乙镇分设，同时有丙镇"],
            "b": ["2016年1月甲镇并入", "2020年1月起分设为丙镇、甲镇"],
        },
    ),
    "renamed": (("a,甲乡,,2015-12", "a,甲镇,2016-01"), {"a": []}),
}  # fmt: skip


@pytest.mark.parametrize("case", WORDS)
def test_what_became_of_an_organization_in_words(case: str) -> None:
    given, expected = WORDS[case]
    registry = registry_of(*given)
    assert {identity: [turn.plain for turn in turns(registry, identity)] for identity in expected} == expected
    for identity in expected:
        for turn in turns(registry, identity, "../"):
            assert re.sub(r"<[^>]*>", "", turn.linked) == turn.plain
            assert re.findall(r'href="\.\./organizations/\w+\.html"', turn.linked)


BROKEN: dict[str, dict[str, list[str]]] = {
    "into one that was there": {"a": [], "b": ["2016-01"]},
    "goes on smaller": {"a": ["2016-01"], "b": []},
    "two make one": {"a": [], "c": []},
    "renamed": {"a": []},
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_course_breaks_where_an_organization_goes_on_as_another(case: str) -> None:
    registry = registry_of(*WORDS[case][0])
    assert {one: [each.month for each in breaks(registry, one)] for one in BROKEN[case]} == BROKEN[case]


def test_whoever_came_into_it_is_found_over_all_steps() -> None:
    registry = registry_of(
        "a,甲镇,,2012-12,c", "b,乙镇,,2012-12,c", "c,丙乡,2013-01,2014-12", "c,丙镇,2015-01,2019-12,d", "d,丁镇",
    )  # fmt: skip
    assert [(entry.name, turn.plain) for entry, turn in origins(registry, "d")] == [
        ("丙乡", "2020年1月丙镇并入"), ("丙镇", "2020年1月丙镇并入"),
        ("甲镇", "2020年1月丙镇并入"), ("乙镇", "2020年1月丙镇并入"),
    ]  # fmt: skip


PLACES: dict[str, tuple[list[str], str, int | None]] = {
    "between two months": (["2020-01", "2020-02", "2020-03"], "2020-02", 1),
    "in a gap": (["2020-01", "2020-04"], "2020-03", 2),
    "within a quarter, whose names are those of its end": (["2020-Q1", "2020-Q2"], "2020-05", 1),
    "within a longer issue among others": (["2020-01", "2020-02_05", "2020-06"], "2020-04", 1),
    "before all": (["2020-01", "2020-02"], "2020-01", None),
    "after all": (["2020-01", "2020-02"], "2020-03", None),
    "within the first": (["2020-H1", "2020-08"], "2020-03", None),
}


@pytest.mark.parametrize("case", PLACES)
def test_where_a_break_stands(case: str) -> None:
    names, month, expected = PLACES[case]
    assert Axis.of(names).beginning(month) == expected


@pytest.mark.parametrize("count", [6, 60], ids=["dotted", "long"])
def test_a_line_is_not_drawn_through_a_break(count: int) -> None:
    names = [f"{2010 + n // 12}-{n % 12 + 1:02d}" for n in range(count)]
    axis = Axis.of(names)
    values = tuple(Decimal(number) for number in range(count))
    event = Break(names[count // 2], "示例 <镇> 并入")
    whole, broken, late = (
        line_chart(Chart("题", "件", axis, (Line("线", values, breaks=found),)), "c")
        for found in ((), (event,), (replace(event, month=names[-1]),))
    )
    drawn = [re.findall(r'<path stroke="var[^>]* d="([^"]*)"', chart) for chart in (whole, broken)]
    assert [[path.count("L") for path in paths] for paths in drawn] == [[count - 1], [count // 2 - 1] * 2]
    assert [chart.count('class="yb-break"') for chart in (whole, broken, late)] == [0, 1, 1]
    alone = 0 if count > 36 else count
    assert [chart.count("<circle") for chart in (whole, broken, late)] == [alone, alone, alone or 1]
    assert '<span class="yb-broken">示例 &lt;镇&gt; 并入</span>' in broken
    told = description(Chart("题", "件", axis, (Line("线", values, breaks=(event,)),)))
    assert told.endswith("示例 <镇> 并入，线在这里断开，前后不是同一范围。")


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    """Three months; with the third a part of the first town goes to the second."""
    archive = made_archive(
        tmp_path_factory.mktemp("parted") / "archive",
        3,
        departments=6,
        towns=2,
        counties=2,
        windows=5,
        staff=10,
    )
    [first] = [row for row in archive.rows("data/organizations.csv") if row[0] == "town-1"]
    archive.edit("data/organizations.csv", cell("town-1", "valid_to", "2001-02"))
    archive.edit("data/organizations.csv", cell("town-1", "successors", "town-2"))
    archive.edit("data/organizations.csv", added(f"town-1,town,{first[2]},,,,2001-03,,\n"))
    return archive


def report(archive: ArchiveFolder) -> Any:
    return json.loads(archive.run("validate", "--format", "json", "--quiet").out)


def test_the_pages_say_it_the_charts_break_and_the_index_knows(parted: ArchiveFolder) -> None:
    read = published_archive(parted.folder)
    site = {
        name: content.decode() for name, content in render_site(read).items() if name[-3:] in (".md", ".js")
    }
    one, two = site["organizations/town-1.md"], site["organizations/town-2.md"]
    names = [read.registry.by_id[f"town-{n}"].name for n in (1, 2)]
    assert (
        f'<dt>沿革</dt><dd>2001年3月一部分划入<a href="../organizations/town-2.html">{names[1]}</a></dd>'
        in one
    )
    assert (
        f'<dt>沿革</dt><dd>2001年3月<a href="../organizations/town-1.html">{names[0]}</a>的一部分划入</dd>'
        in two
    )
    for page, words in ((one, f"2001年3月一部分划入{names[1]}"), (two, f"2001年3月{names[0]}的一部分划入")):
        assert (
            page.count("<svg")
            == page.count('class="yb-break"')
            == page.count(f'<span class="yb-broken">{words}</span>')
        )
        assert page.count(f"{words}，线在这里断开，前后不是同一范围。</desc>") == page.count("<svg") > 0
        assert "比上月" not in page
    assert "yb-break" not in site["organizations/department-1.md"]
    assert "比上月" in site["organizations/department-1.md"]
    organizations = json.loads(site["search/words.js"].partition("=")[2].rstrip(";\n"))["organizations"]
    found = {item[2]: item[4:] for item in organizations}
    assert found["town-2"] == ["", [[[names[0]], f"2001年3月{names[0]}的一部分划入"]] * 2]
    assert found["town-1"] == found["department-1"] == []


def test_no_year_to_date_is_asked_of_an_organization_that_became_another(
    parted: ArchiveFolder, tmp_path: Path
) -> None:
    """Two towns, the counts of each: as many assertions fewer; with the same figure changed the renamed archive tells it."""
    archive = parted.copy(tmp_path / "archive")
    summary = report(archive)["summary"]
    assert (summary["open"], summary["undecided"]) == (0, 0)
    same = archive.copy(tmp_path / "same")
    same.edit("data/organizations.csv", cell("2001-02", "successors", ""))
    before = report(same)["summary"]
    columns = 5
    assert summary["inapplicable"] == before["inapplicable"] + 2 * columns
    assert summary["passed"] == before["passed"] - 2 * columns
    for folder, expected in ((archive, set()), (same, {"year-to-date"})):
        table = "data/2001-03/town-volume-year.csv"
        name = folder.rows("data/organizations.csv")[-1][2]

        def less(cells: list[list[str]], name: str = name) -> list[list[str]]:
            [row] = [row for row in cells if name in row]
            at = cells[0].index("申请件")
            row[at] = str(int(row[at]) + 1)
            return cells

        folder.edit(table, rows(less))
        assert {item["rule"] for item in report(folder)["findings"]} & {"year-to-date"} == expected
