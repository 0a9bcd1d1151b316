"""An archive of a month, a quarter, two months, a half-year and a year: judged, published, printed, read back, continued."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.mixed_periods import PERIODS, TITLES, make_mixed_archive
from tests.support.program import run
from tests.support.published import made_file, published_archive, published_edition
from yuebao.model.period import in_order, title_of
from yuebao.printed.edition import Edition
from yuebao.site.pages.highlights import key_figures
from yuebao.workflows.emit import emit
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing
from yuebao.workflows.validate import validate

YEAR_TO_DATE = "《乡镇（街道）累计办件量》的 year-to-date"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_mixed_archive(tmp_path_factory.mktemp("mixed") / "archive")
    assert emit(root).written is not None
    return root


@pytest.fixture
def archive(kept: Path, tmp_path: Path) -> Path:
    return shutil.copytree(kept, tmp_path / "archive")


def told(root: Path, *periods: str) -> list[str]:
    """The findings that stop publication, each a line."""
    return [
        f"{each.file}:{each.line or ''} {each.message}" for each in validate(root, periods or None).blocking
    ]


def test_it_is_sound_and_says_what_it_could_not_check(kept: Path) -> None:
    outcome = validate(kept)
    assert (outcome.months, outcome.blocking) == (PERIODS, ())
    assert outcome.notices == {
        "2031-Q4": (
            f"2031年第四季度的累计没有核对：2031年1月至2031年9月没有收入档案，{YEAR_TO_DATE} 不适用",
        ),
        "2032-07": (
            "2032年7月的累计只核对了不低于2032年1—2月的累计与本月数之和：2032年3月至2032年6月没有收入档案，"
            f"{YEAR_TO_DATE} 不能逐格推算",
        ),
    }


BREAKS = {
    "year to date of what begins the year": (
        ("2032-01_02/town-year.csv", "西乡,25\n合计,65", "西乡,26\n合计,66"),
        [
            "data/2032-01_02/town-year.csv:3 “受理件”公布为 26，自 1 月起的累计即本期数（25），应为 25，相差 1",
            "data/2032-01_02/town-year.csv:4 “受理件”公布为 66，自 1 月起的累计即本期数（65），应为 65，相差 1",
        ],
    ),
    "year to date of half a year": (
        ("2033-H1/town-year.csv", "街道,210", "街道,209"),
        [
            "data/2033-H1/town-year.csv:2 “受理件”公布为 209，自 1 月起的累计即本半年数（210），应为 210，相差 -1",
            "data/2033-H1/town-year.csv:4 “受理件”公布为 340，以上 2 行之和应为 339，相差 1",
        ],
    ),
    "year to date below what is known past a gap": (
        ("2032-07/town-year.csv", "西乡,95\n合计,295", "西乡,39\n合计,239"),
        [
            "data/2032-07/town-year.csv:3 “受理件”公布为 39，2032-01_02 累计 25 ＋ 本月 15，"
            "中间各期没有收入，至少应为 40"
        ],
    ),
    "year to date just what is known past a gap": (("2032-07/town-year.csv", "西乡,95\n合计,295", "西乡,40\n合计,240"), []),
    "a day after the quarter": (
        ("2031-Q4/news.csv", "2031-12-31", "2032-01-01"),
        ["data/2031-Q4/news.csv:3 日期在 2032-01，不在本季度（2031-Q4）：“2032-01-01”"],
    ),
    "a day before the two months": (
        ("2032-01_02/news.csv", "2032-01-02", "2031-12-31"),
        ["data/2032-01_02/news.csv:2 日期在 2031-12，不在本期（2032-01_02）：“2031-12-31”"],
    ),
    "a name that was given up within the quarter": (
        ("2031-Q4/town-volume.csv", "示例东街道", "示例东镇"),
        ["data/2031-Q4/town-volume.csv:2 "],
    ),
    "a year too late": (
        ("2031-Q4/issue.yaml", "year: 2032", "year: 2033"),
        ["data/2031-Q4/issue.yaml:1 year 为 2033，统计期是 2031-Q4：只能是 2031 或 2032"],
    ),
    "the year before": (
        ("2034/issue.yaml", "year: 2035", "year: 2033"),
        ["data/2034/issue.yaml:1 year 为 2033，统计期是 2034：只能是 2034 或 2035"],
    ),
    "the year itself": (("2034/issue.yaml", "year: 2035", "year: 2034"), []),
    "a number of its own year that does not go up": (
        ("2032-01_02/issue.yaml", "number: 2\n", "number: 1\n"),
        ["data/2032-01_02/issue.yaml: number 为 1，没有大于上一期（2031年第四季度政务服务季报（示例））的 1"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BREAKS)
def test_what_is_wrong_is_told(case: str, archive: Path) -> None:
    (file, old, new), expected = BREAKS[case]
    ArchiveFolder(archive).edit(f"data/{file}", old, new)
    found = told(archive, file.partition("/")[0])
    assert len(found) >= len(expected) and bool(found) == bool(expected)
    assert [line for line in expected if not any(each.startswith(line) for each in found)] == [], found


@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("2032-Q3", {"2032-07": "2032-Q3", "2032-Q3": "2032-07"}),
        ("2032", {"2032": "2032-01_02、2032-07", "2032-01_02": "2032", "2032-07": "2032"}),
        ("2034-12", {"2034": "2034-12", "2034-12": "2034"}),
        ("2033-01_06", {"2033-01_06": "2033-H1", "2033-H1": "2033-01_06"}),
    ],
)
def test_each_of_two_issues_that_share_a_month_is_a_finding(
    name: str, pairs: dict[str, str], archive: Path
) -> None:
    shutil.copytree(archive / "data/2032-07", archive / "data" / name)
    outcome = validate(archive)
    found = {
        each.file: (each.month, each.message, each.rule)
        for each in outcome.findings
        if "重叠" in each.message
    }
    assert found == {
        f"data/{one}": (one, f"统计期 {one} 与 {others} 重叠：同一个月只能属于一期", "structure")
        for one, others in pairs.items()
    }
    assert outcome.months == tuple(in_order([*PERIODS, name]))
    assert [each for each in outcome.findings if "重叠" in each.message and not each.remedy] == []
    alone = validate(archive, ("2024-03",))
    assert len([each for each in alone.findings if "重叠" in each.message]) == len(pairs)


def test_an_issue_that_was_taken_back_is_in_nobodys_way(archive: Path) -> None:
    shutil.copytree(archive / "data/2032-07", archive / "data/2032-Q3")
    assert any("重叠" in line for line in told(archive))
    ArchiveFolder(archive).edit(
        "data/2032-07/issue.yaml",
        "county: 示例县\n",
        "county: 示例县\nstate: 已撤回\nwithdrawn: {reason: 示例, reviewer: 示例, reviewed: 2032-09-01}\n",
    )
    assert not any("重叠" in line for line in told(archive))


MISSING = {
    "2034": ["全年：总第52期"],
    "2033": ["上半年：总第50期", "下半年：未收入"],
    "2032": [
        *("1—2月：总第41期", "3月：未收入", "4月：未收入", "5月：未收入", "6月：未收入", "7月：总第44期"),
        *("8月：未收入", "9月：未收入", "10月：未收入", "11月：未收入", "12月：未收入"),
    ],
    "2031": ["第一季度：未收入", "第二季度：未收入", "第三季度：未收入", "第四季度：总第40期"],
    "2024": [
        *("1月：未收入", "2月：未收入", "3月：总第3期"),
        *(f"{month}月：未收入" for month in range(4, 13)),
    ],
}


def page(root: Path, name: str) -> str:
    return (root / "docs" / f"{name}.md").read_text(encoding="utf-8")


def test_years_list_their_periods_and_what_is_missing_between_them(kept: Path) -> None:
    years = re.findall(
        r'## (\d{4})年 .*?<ol class="yb-months">(.*?)</ol>', page(kept, "issues/index"), re.DOTALL
    )
    listed = {
        year: [f"{one}：{two}" for one, two in re.findall(r">([^<>]+)<small>([^<]+)</small>", text)]
        for year, text in years
    }
    assert listed == MISSING
    lines = re.findall("<li>(.*?)</li>", page(kept, "issues/missing"))
    assert lines == [
        "2024年4月至2031年第三季度，共 90 个月",
        "2032年3月至2032年6月，共 4 个月",
        "2032年8月至2032年12月，共 5 个月",
        "2033年下半年",
    ]


def test_the_issue_of_a_year_and_the_page_of_the_year_have_addresses_of_their_own(kept: Path) -> None:
    assert "# 2034年政务服务年报（示例） " in page(kept, "issues/2034")
    assert "# 2034年 " in page(kept, "issues/year-2034")
    row = re.search(r"<tbody>\n(.*?)\n", page(kept, "issues/year-2034"))
    assert row is not None
    assert row[1].startswith(
        '<tr><th scope="row" data-sort="2034年"><a href="../issues/2034.html">全年</a></th>'
    )


def test_pages_speak_of_their_period(kept: Path) -> None:
    quarter = page(kept, "issues/2031-Q4")
    assert "第四季度，各部门共接受申请150件" in quarter
    assert "附件2　2031年第四季度乡镇（街道）办件量" in quarter
    assert "附件3　2031年乡镇（街道）累计办件量" in quarter
    assert '<li value="1">10月8日，示例工作</li>' in quarter
    assert re.findall(r'rel="(prev|next)" href="([^"]+)">([^<]+)<', quarter) == [
        ("prev", "../issues/2024-03.html", "上一期：2024年3月"),
        ("next", "../issues/2032-01_02.html", "下一期：2032年1—2月"),
    ]
    assert '<li value="1">5日，示例工作</li>' in page(kept, "issues/2024-03")
    assert "1—2月，各部门共接受申请65件" in page(kept, "issues/2032-01_02")
    assert "上半年，各部门" in page(kept, "issues/2033-H1")
    assert "全年，各部门" in page(kept, "issues/2034")


def test_an_organization_lists_its_periods_by_time_and_its_names_by_their_last_month(kept: Path) -> None:
    text = page(kept, "organizations/east")
    tables = re.findall(r"<tbody>(.*?)</tbody>", text, re.DOTALL)
    assert [re.findall(r'\.html#[^"]*">([^<]+)</a>', table) for table in tables] == [
        list(map(title_of, PERIODS[::-1]))
    ] * 2
    assert "示例东镇（2024年3月）<br>示例东街道（2031年第四季度至2034年）" in text
    assert "2024年3月至2034年，共 6 期" in text
    assert "起 30（2024年3月），止 400（2034年），最大 400（2034年），最小 30（2024年3月）" in text


def test_files_carry_the_period_and_its_months(kept: Path) -> None:
    months = {
        "2024-03": ("2024-03", "2024-03"),
        "2031-Q4": ("2031-10", "2031-12"),
        "2032-01_02": ("2032-01", "2032-02"),
        "2032-07": ("2032-07", "2032-07"),
        "2033-H1": ("2033-01", "2033-06"),
        "2034": ("2034-01", "2034-12"),
    }
    files = kept / "docs/files"
    index = json.loads((files / "v1/index.json").read_text(encoding="utf-8"))
    assert [issue["period"] for issue in index["issues"]] == list(PERIODS[::-1])
    assert {
        issue["period"]: (issue["first_month"], issue["last_month"]) for issue in index["issues"]
    } == months
    with (files / "figures.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(dict.fromkeys(row["period"] for row in csv.DictReader(stream))) == list(PERIODS)
    with closing(sqlite3.connect(files / "archive.sqlite")) as database:
        rows = database.execute("SELECT period, first_month, last_month FROM issues").fetchall()
    assert {name: (first, last) for name, first, last in rows} == months
    assert sorted(path.name for path in (files / "2032-01_02").iterdir())[:2] == [
        "2032-01_02-department-volume.csv",
        "2032-01_02-news.csv",
    ]


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("2032-07", "2032-06", "比上月"),
        ("2032-07", "2031-07", "比上年同月"),
        ("2032-01", "2031-12", "比上月"),
        ("2032-07", "2032-05", None),
        ("2032-07", "2032-Q2", None),
        ("2033-Q1", "2032-Q4", "比上季度"),
        ("2033-Q1", "2032-10_12", "比上季度"),
        ("2033-Q1", "2032-Q1", "比上年同期"),
        ("2033-Q1", "2032-12", None),
        ("2033-H2", "2033-H1", "比前一个半年"),
        ("2035", "2034", "比上年"),
        ("2035-05_08", "2035-01_04", "比上期"),
        ("2035-05_08", "2034-05_08", "比上年同期"),
    ],
)
def test_figures_are_compared_with_the_period_before_and_a_year_before_of_the_same_length(
    name: str, other: str, expected: str | None, kept: Path
) -> None:
    archive = published_archive(kept)
    quarter, half = (archive.editions[archive.by_month[period]] for period in ("2031-Q4", "2033-H1"))
    before, now = called(quarter, other), called(half, name)
    figures = key_figures(replace(archive, editions=(before, now)), now)
    changes = [[(change.against, change.text) for change in figure.changes] for figure in figures]
    towns, rate = ([(expected, "＋190件")], [(expected, "持平")]) if expected else ([], [])
    assert changes == [towns, rate, towns, rate]


def called(edition: Edition, name: str) -> Edition:
    """The issue as that of another period."""
    return replace(edition, month=replace(edition.month, month=name))


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_what_is_exported_is_read_back_cell_for_cell(period: str, format: str, archive: Path) -> None:
    edition = published_edition(archive, period)
    name = f"{period}.{format}"
    path = archive.parent / name
    path.write_bytes(made_file(edition, format))
    before = {file.name: file.read_bytes() for file in (archive / "data" / period).glob("*.csv")}
    shutil.rmtree(archive / "data" / period)
    imported = import_document(read_standing(archive), path, period)
    assert {file.name: file.read_bytes() for file in (archive / "data" / period).glob("*.csv")} == before
    assert (imported.understood.unplaced, imported.understood.ambiguous) == ((), ())
    if format == "docx":
        assert imported.masthead["title"] == TITLES[period]


def test_another_period_than_the_document_states_is_refused(archive: Path) -> None:
    edition = published_edition(archive, "2031-Q4")
    path = archive.parent / "2031-Q4.docx"
    path.write_bytes(made_file(edition, "docx"))
    status, _, err = run("import", str(path), "--period", "2030年四季度", "--root", str(archive))
    assert status == 1
    assert (
        "文件是 2031-Q4 的月报（第 4 段“2031年第四季度政务服务季报（示例）”），--period 却是 2030-Q4" in err
    )


WRITTEN = {
    "2033年下半年": ("2033-H2", "2033年下半年政务服务报（示例）", (2033, 2, 51)),
    "2033H2": ("2033-H2", "2033年下半年政务服务报（示例）", (2033, 2, 51)),
    "２０３２年８月": ("2032-08", "2032年8月政务服务月报（示例）", (2032, 6, 45)),
    "2032年3-6月": ("2032-03_06", "2032年3—6月政务服务月报（示例）", (2032, 3, 42)),
    "2035年第一季度": ("2035-Q1", "2035年第一季度政务服务年报（示例）", (2035, 2, 53)),
    "2035": ("2035", "2035年政务服务年报（示例）", (2035, 2, 53)),
    "2036-01": ("2036-01", "2036年1月政务服务年报（示例）", (2036, None, None)),
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_new_issue_begins_where_the_one_before_it_ends(text: str, archive: Path) -> None:
    name, title, numbers = WRITTEN[text]
    status, out, err = run("new", text, "--root", str(archive), "--workbook")
    assert (status, err) == (0, "")
    assert out.startswith(f"已建立 data/{name}/")
    lines = (archive / "data" / name / "issue.yaml").read_text(encoding="utf-8").splitlines()
    said = dict(line.split(": ", 1) for line in lines if ": " in line)
    assert said["title"] == title
    assert [said["year"], said["number"], said["total_number"]] == [
        "# 待填" if number is None else str(number) for number in numbers
    ]
    towns = list(
        csv.reader(io.StringIO((archive / "data" / name / "town-volume.csv").read_text(encoding="utf-8")))
    )
    assert [row[1] for row in towns] == ["乡镇", "示例东街道", "示例西乡", "合计"]
    assert (archive / "build/new" / f"{name}.xlsx").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2032年7月", "data/2032-07 已经存在，没有改动它"),
        ("2033年1-6月", "data/2033-H1 已经存在，没有改动它"),
        ("2032年三季度", "统计期 2032-Q3 与已有的 2032-07 重叠：同一个月只能属于一期；没有建立任何文件"),
        ("2034-12", "统计期 2034-12 与已有的 2034 重叠：同一个月只能属于一期；没有建立任何文件"),
        ("2034-13", "“2034-13”不是统计期；可以写作 2020-08、"),
    ],
)
def test_no_new_issue_takes_the_months_of_another(text: str, message: str, archive: Path) -> None:
    before = sorted(path.name for path in (archive / "data").iterdir())
    status, _, err = run("new", text, "--root", str(archive))
    assert (status, err.startswith(f"用法有误：{message}")) == (2, True), err
    assert sorted(path.name for path in (archive / "data").iterdir()) == before


def test_a_template_that_speaks_of_a_month_says_what_to_write_instead(archive: Path) -> None:
    ArchiveFolder(archive).edit(
        "schemas/report.yaml", "{{ period.title }}部门办件量", "{{ month.number }}月部门办件量"
    )
    assert told(archive, "2024-03", "2032-07") == []
    status, _, err = run("validate", "2031年四季度", "--root", str(archive))
    assert status == 3
    assert "schemas/report.yaml 里用了 month.number，而 2031-Q4 不是一个月；请改用 period" in err


def test_periods_are_kept_apart_from_what_is_no_folder_of_an_issue(archive: Path) -> None:
    for name in ("2032-Q5", "2032-7", "2032-05_03", "2032-h1"):
        (archive / "data" / name).mkdir()
    lines = [line for line in told(archive) if "不是一期的文件夹" in line]
    assert len(lines) == 4
