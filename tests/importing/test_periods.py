"""Which period a document is of, in every form in which people write it, and what is done with parts of another one."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.support.archive import ArchiveFolder, tree
from tests.support.example_report import bare_example
from tests.support.importing_cases import MONTH, PUBLISHED, TEXT, document, report, tables
from yuebao.importing.blocks import Refused
from yuebao.importing.compact_text import squeeze
from yuebao.importing.masthead import read_masthead
from yuebao.model.fault import UsageError
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import Standing, read_standing
from yuebao.workflows.opened_document import date_document, open_document

TITLE = "2003年7月政务服务月报（示例）"
TOWNS = "乡镇一体化平台办件量"
HEADER = ["序号", "乡镇名称", "申请件", "受理件", "办结件", "线上办件数", "线下办件数", "按时办结率"]
ROW = [1, "示例三镇", 3, 3, 3, "", 3, "100%"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    return read_standing(bare_example(tmp_path_factory.mktemp("periods") / "archive").folder)


def found(archive: Standing, path: Path) -> tuple[str, str]:
    dated = date_document(archive, open_document(path))
    return dated.month, dated.told


def book(folder: Path, sheets: Mapping[str, list[str]], name: str = "报表.xlsx") -> Path:
    """A table of towns on each sheet, beneath these lines."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, lines in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in ([[line] for line in lines], [HEADER], [ROW]):
            for cells in row:
                sheet.append(cells)
    stream = io.BytesIO()
    workbook.save(stream)
    path = folder / name
    path.write_bytes(stream.getvalue())
    return path


MASTHEADS = {
    "2003年7月政务服务月报": "2003-07",
    "２００３年０７月政务服务月报": "2003-07",
    "2003 年 7 月政务服务月报": "2003-07",
    "2003年7月份政务服务月报": "2003-07",
    "二〇〇三年七月政务服务月报": "2003-07",
    "二零零三年七月份政务服务月报": "2003-07",
    "二○○三年十二月政务服务月报": "2003-12",
    "二O〇三年十月政务服务月报": "2003-10",
    "2003.7政务服务月报": "2003-07",
    "2003-07政务服务月报": "2003-07",
    "示例三县2003年第三季度政务服务季报": "2003-Q3",
    "2003年三季度政务服务季报": "2003-Q3",
    "2003年上半年政务服务报": "2003-H1",
    "2003上半年政务服务报": "2003-H1",
    "2003年1—4月政务服务月报": "2003-01_04",
    "2003年1月至4月政务服务月报": "2003-01_04",
    "2003年1、2月政务服务月报": "2003-01_02",
    "2003年度政务服务年报": "2003",
}


@pytest.mark.parametrize("title", MASTHEADS)
def test_the_masthead_says_it(archive: Standing, tmp_path: Path, title: str) -> None:
    path = document(tmp_path, f"政务服务月报\n2003年第5期 总第143期\n{title}\n\n一、办件情况\n")
    month, told = found(archive, path)
    assert month == MASTHEADS[title]
    assert told == f"取自第 3 行“{title}”"
    layout = archive.layout("2003-07")
    stated = read_masthead(squeeze(title), layout.intake.masthead, layout.masthead)
    assert stated is not None and stated["title"].replace(" ", "") == title.replace(" ", "")


def test_a_day_in_chinese_figures_is_the_day_of_publication(archive: Standing) -> None:
    layout = archive.layout("2003-07")
    for text, day in (
        ("二〇〇三年八月十一日", "2003-08-11"),
        ("二〇〇三年十月二十日", "2003-10-20"),
        ("二〇〇三年十二月三十一日", "2003-12-31"),
    ):
        stated = read_masthead(squeeze(text), layout.intake.masthead, layout.masthead)
        assert stated == {"published": day}


HEADINGS: dict[str, tuple[dict[str, list[str]], str, str]] = {
    "a dot": ({"表": [f"{TOWNS}（2003.6）"]}, "报表.xlsx", "2003-06"),
    "a heading in words": ({"表": [f"2003年6月{TOWNS}"]}, "报表.xlsx", "2003-06"),
    "Chinese figures": ({"表": [f"二〇〇三年六月{TOWNS}"]}, "报表.xlsx", "2003-06"),
    "two figures for the year": ({"表": [f"03年6月{TOWNS}"]}, "报表.xlsx", "2003-06"),
    "a stroke": ({"表": [f"{TOWNS}（2003/06）"]}, "报表.xlsx", "2003-06"),
    "a stroke between": ({"表": [f"{TOWNS}（2003-6）"]}, "报表.xlsx", "2003-06"),
    "figures of banks": ({"表": [f"贰零零叁年陆月{TOWNS}"]}, "报表.xlsx", "2003-06"),
    "a dot on the tab": ({"2003.06": [TOWNS]}, "报表.xlsx", "2003-06"),
    "figures only on the tab": ({"200306": [TOWNS]}, "报表.xlsx", "2003-06"),
    "the file, a line below": ({"表": [TOWNS]}, "办件量_2003_06.xlsx", "2003-06"),
    "radicals": ({"表": [f"2003年6⽉{TOWNS}"]}, "报表.xlsx", "2003-06"),
    "the year beside it": ({"表": [f"6月份{TOWNS}（2003年）"]}, "报表.xlsx", "2003-06"),
    "the year above it": ({"表": ["2003年第3期", f"6月{TOWNS}"]}, "报表.xlsx", "2003-06"),
    "the day above it": ({"表": ["2003年7月8日", f"6月{TOWNS}"]}, "报表.xlsx", "2003-06"),
    "a day of that very month": ({"表": ["2003年6月30日", f"6月{TOWNS}"]}, "报表.xlsx", "2003-06"),
    "a day of the month before": ({"表": ["2003年5月31日", f"6月{TOWNS}"]}, "报表.xlsx", "2002-06"),
    "a day of the next year": ({"表": ["2004年第1期", "2004年1月8日", f"12月{TOWNS}"]}, "报表.xlsx", "2003-12"),
    "the tab": ({"2003年6月": [TOWNS]}, "报表.xlsx", "2003-06"),
    "the tab, the year by the file": ({"6月": [TOWNS]}, "2003年报表.xlsx", "2003-06"),
    "month and year to date": ({"一": [f"2003年6月{TOWNS}"], "二": [f"2003年1-6月年度{TOWNS}"]}, "报表.xlsx", "2003-06"),
    "month and year": ({"一": [f"2003年6月{TOWNS}"], "二": [f"2003年度{TOWNS}"]}, "报表.xlsx", "2003-06"),
    "the file": ({"表": [TOWNS]}, "办件量2003.6.xlsx", "2003-06"),
    "the file, figures only": ({"表": [TOWNS]}, "200306办件量.xlsx", "2003-06"),
    "a quarter of the tab": ({"2003年二季度": [TOWNS]}, "报表.xlsx", "2003-Q2"),
    "a heading that no table has": ({"表": ["示例三县办件情况统计表（2003年6月）"]}, "报表.xlsx", "2003-06"),
    "the file where the title is older than it": ({"表": [f"2003年6月{TOWNS}"]}, "2003年7月.xlsx", "2003-06"),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADINGS)
def test_headings_tabs_and_names_say_it(archive: Standing, tmp_path: Path, case: str) -> None:
    sheets, name, month = HEADINGS[case]
    assert found(archive, book(tmp_path, sheets, name))[0] == month


UNSAID: dict[str, tuple[dict[str, list[str]], str]] = {
    "nothing": ({"表": [TOWNS]}, "报表.xlsx"),
    "a number is no month": ({"表": ["2003年第6期", TOWNS]}, "月报002期.xlsx"),
    "a day is no month": ({"表": ["2003年6月30日", TOWNS]}, "2003-06-30.xlsx"),
    "a month of no year": ({"6月": [TOWNS]}, "报表.xlsx"),
    "a year to date": ({"表": [f"2003年度{TOWNS}"]}, "报表.xlsx"),
    "months that do not follow each other": ({"表": [f"2003年5、7月{TOWNS}"]}, "报表.xlsx"),
}


@pytest.mark.parametrize("case", UNSAID)
def test_what_says_none(archive: Standing, tmp_path: Path, case: str) -> None:
    sheets, name = UNSAID[case]
    with pytest.raises(UsageError, match="里没有写统计期"):
        found(archive, book(tmp_path, sheets, name))


TWO: dict[str, tuple[dict[str, list[str]], str]] = {
    "tabs": ({"2003年6月": [TOWNS], "2003年7月": [TOWNS]}, "2003-06（工作表“2003年6月”“2003年6月”）、2003-07"),
    "titles": ({"一": [f"2003年6月{TOWNS}"], "二": [f"2003年7月{TOWNS}"]}, "2003-06（工作表“一”第 1 行“2003年6月”）、2003-07"),
    "a tab and its title": ({"2003年6月": [f"2003年7月{TOWNS}"]}, "2003-06（"),
    "years": ({"一": [f"2002年6月{TOWNS}"], "二": [f"2003年6月{TOWNS}"]}, "2002-06（"),
    "not to its end": ({"一": [f"2003年6月{TOWNS}"], "二": [f"2003年1-7月{TOWNS}"]}, "2003-01_07（"),
}  # fmt: skip


@pytest.mark.parametrize("case", TWO)
def test_what_says_two(archive: Standing, tmp_path: Path, case: str) -> None:
    sheets, told = TWO[case]
    with pytest.raises(Refused) as refused:
        found(archive, book(tmp_path, sheets))
    assert "文件里写着不止一个统计期" in str(refused.value) and told in str(refused.value)


@pytest.fixture
def read(city_archive: ArchiveFolder, tmp_path: Path) -> ArchiveFolder:
    """The archive into which the report was read."""
    import_document(read_standing(city_archive.folder), report(tmp_path))
    return city_archive


def test_the_report_needs_no_period(read: ArchiveFolder) -> None:
    assert tables(read.folder) == PUBLISHED


OTHERS: dict[str, tuple[dict[str, list[str]], list[str]]] = {
    "june by a dot": ({"表": [f"{TOWNS}（2003.6）"]}, ["标题写的是2003.6，导入的是 2003-07，这张表没有读入"]),
    "june without a year": ({"表": [f"6月{TOWNS}"]}, ["标题写的是6月，"]),
    "june a year before": ({"表": [f"2002年7月{TOWNS}"]}, ["标题写的是2002年7月，"]),
    "in Chinese figures": ({"表": [f"二〇〇三年六月{TOWNS}"]}, ["标题写的是2003年6月，"]),
    "a quarter": ({"表": [f"2003年第三季度{TOWNS}"]}, ["标题写的是2003年第3季度，"]),
    "a tab": ({"6月": [TOWNS]}, ["工作表“6月”写的是6月，导入的是 2003-07，其中的内容没有读入"]),
    "a tab with a tab of its own": ({"2003.6": [TOWNS], "2003.7": [TOWNS]}, ["工作表“2003.6”写的是2003.6"]),
    "both tabs and titles": ({"6月": [f"6月{TOWNS}"], "7月": [f"7月{TOWNS}"]}, ["工作表“6月”写的是6月"]),
    "on one sheet": ({"表": [f"6月{TOWNS}"], "续": [f"7月{TOWNS}"]}, ["标题写的是6月"]),
}


@pytest.mark.parametrize("case", OTHERS)
def test_a_part_of_another_period_is_told_and_not_read(
    read: ArchiveFolder, tmp_path: Path, case: str
) -> None:
    sheets, told = OTHERS[case]
    before = tree(read.folder)
    done = read.run("import", str(book(tmp_path, sheets)), "--period", MONTH, "--force")
    assert done.status == 1
    assert all(words in done.out + done.err for words in told)
    rows = read.rows(f"data/{MONTH}/town-volume-month.csv")
    if len(sheets) == 2:
        assert rows[1:] == [["1", "示例三镇", "3", "3", "3", "", "3", "100%"]]
    else:
        assert tree(read.folder) == before


Change = Callable[[str], str]
LINES: dict[str, tuple[Change, str, str]] = {
    "a sentence": (
        lambda text: text.replace("7月，6个乡镇共接受申请", "6月，6个乡镇共接受申请"),
        "volume-summary.csv",
        "这一句写的是6月，导入的是 2003-07，没有读入",
    ),
    "a title": (
        lambda text: text.replace(f"\n2003年7月{TOWNS}", f"\n2003年6月{TOWNS}"),
        "town-volume-month.csv",
        "标题写的是2003年6月，",
    ),
    "a title of items": (
        lambda text: text.replace("2003年7月各窗口（单位）考核加减分明细表", "6月各窗口（单位）考核加减分明细表"),
        "window-score-items.csv",
        "标题写的是6月，",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LINES)
def test_a_part_of_the_report_of_another_month(
    city_archive: ArchiveFolder, tmp_path: Path, case: str
) -> None:
    change, name, told = LINES[case]
    text = change(TEXT)
    assert text != TEXT
    imported = import_document(read_standing(city_archive.folder), document(tmp_path, text))
    assert imported.month == MONTH
    assert [
        each.reason
        for each in (*imported.understood.ambiguous, *imported.understood.unplaced)
        if told in each.reason
    ]
    own, all_of_them = tables(city_archive.folder), dict(PUBLISHED)
    assert len(own.pop(name).splitlines()) < len(all_of_them.pop(name).splitlines())
    names = own.keys() - {"issue.yaml"}
    assert {each: own[each] for each in names} == {each: all_of_them[each] for each in names}


def test_a_file_named_after_another_month_is_told(city_archive: ArchiveFolder, tmp_path: Path) -> None:
    done = city_archive.run("import", str(document(tmp_path, TEXT, "2003年6月月报.txt")))
    assert done.status == 1
    assert "文件名“2003年6月”：文件名写的是 2003-06，导入的是 2003-07，请核对" in done.out
    assert f"统计期 {MONTH}，取自第 11 行“{TITLE}”" in done.out


def test_no_period_is_a_fault_of_the_call(city_archive: ArchiveFolder, tmp_path: Path) -> None:
    done = city_archive.run("import", str(book(tmp_path, {"表": ["2003年第6期", TOWNS]})))
    assert (done.status, done.out) == (2, "")
    assert "期数不是月份" in done.err and "--period" in done.err
