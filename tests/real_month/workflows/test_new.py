"""`yuebao new` after the published month: what is known of a month before its figures, and the workbook to type them into."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.fill.test_derive import EVERY_ROW, SUMMARY, TOTAL_ROW, fill
from tests.real_month.fill.test_derive import EXPLAINED
from tests.support.archive import ArchiveFolder, added
from tests.support.repository import ROOT
from tests.synthetic import make_archive
from yuebao.model.fault import UsageError
from yuebao.model.finding import Status
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import read_standing
from yuebao.workflows.new_issue import open_month
from yuebao.workflows.validate import validate
from yuebao.write.files import write_files


def rows(root: Path, month: str, table: str) -> list[list[str]]:
    with (root / "data" / month / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def names(root: Path, month: str, table: str) -> list[str]:
    return [row[1] for row in rows(root, month, table)[1:]]


def issue(root: Path, month: str) -> str:
    return (root / "data" / month / "issue.yaml").read_text(encoding="utf-8")


NEXT = """\
year: 2020
number: 6
total_number: 144
title: 2020年8月政务服务月报
publisher: 米易县行政审批局
published: # 待填
county: 米易
sources:
  - file: # 待填
    sha256: # 待填
    role: 原件
    in_force: true
state: 整理中
"""


def test_the_next_month_follows_the_last(real_archive: ArchiveFolder) -> None:
    opened = open_month(real_archive.folder, "2020-08")
    assert issue(real_archive.folder, "2020-08") == NEXT
    assert (opened.blank, opened.last, opened.workbook) == (("published",), "2020-07", None)
    for table in TOTAL_ROW:
        assert names(real_archive.folder, "2020-08", table) == names(real_archive.folder, "2020-07", table)
        assert {
            cell for row in rows(real_archive.folder, "2020-08", table)[1:] for cell in (row[0], *row[2:])
        } == {""}
    assert "县发展改革委" in names(real_archive.folder, "2020-08", "county-comparison-year")
    assert names(real_archive.folder, "2020-08", "window-scores") == names(
        real_archive.folder, "2020-07", "window-scores"
    )
    assert [row[:2] for row in rows(real_archive.folder, "2020-08", "volume-summary")] == [
        ["范围", "期间"],
        ["乡镇", "本月"],
        ["县级部门", "本月"],
        ["乡镇", "今年以来"],
        ["县级部门", "今年以来"],
    ]
    assert rows(real_archive.folder, "2020-08", "satisfaction")[1:] == [["", "", "", ""]]
    for table in ("staff-scores", "window-score-items", "awards", "news"):
        assert rows(real_archive.folder, "2020-08", table) == rows(real_archive.folder, "2020-07", table)[:1]


LEFT = (
    "整理中 2020-08：还差 1005 格：刊头 2、县级部门一体化平台办件量 224、乡镇一体化平台办件量 84、年度乡镇一体化平台办件量 84、"
    "各县（区）月办件对比及考核得分表 288、年度各县（区）一体化平台办件对比表 256、常驻窗口（单位）综合考核排名表 22、"
    "各窗口（单位）考核加减分明细表 4、窗口工作人员综合考核排名表 4、办件情况汇总 28、好差评情况 4、红旗窗口与服务之星 3、工作动态 2"
)


def test_a_new_month_is_a_draft_that_says_what_is_left(real_archive: ArchiveFolder) -> None:
    assert real_archive.run("new", "2020-08").status == 0
    for words in ((), ("2020-08",)):
        status, out, _ = real_archive.run("validate", *words)
        assert (status, out.split("\n")[0]) == (0, LEFT)
        assert "待处理" not in out and "无法核验" not in out.replace("  无法核验  ", "")


def test_every_blank_is_reported_once_it_is_no_draft(real_archive: ArchiveFolder) -> None:
    open_month(real_archive.folder, "2020-08")
    real_archive.edit("data/2020-08/issue.yaml", "state: 整理中\n")
    findings = validate(real_archive.folder, ("2020-08",)).blocking
    reported = {(Path(item.file).name, item.column) for item in findings if item.rule == "structure"}
    assert {
        ("issue.yaml", "published"),
        ("issue.yaml", "file"),
        ("issue.yaml", "sha256"),
    } <= reported
    assert {
        ("satisfaction.csv", name) for name in ("主动评价件数", "主动评价率", "差评件数", "满意度")
    } <= reported
    assert {
        (f"{table}.csv", None) for table in ("staff-scores", "window-score-items", "awards", "news")
    } <= reported
    wrong = {item.rule for item in findings if item.status is Status.OPEN}
    assert not wrong & {"organization-known", "sorted"}


def test_organizations_that_left_or_came(real_archive: ArchiveFolder) -> None:
    registry = real_archive / "data/organizations.csv"
    text = registry.read_text(encoding="utf-8")
    text = text.replace("audit,department,县审计局,,,,,,", "audit,department,县审计局,,,,,2020-07,")
    text = text.replace("finance,department,县财政局,,,,,,\n", "finance,department,县财政局,,,,,2020-07,\n")
    text += "finance,department,县财政与国资局,,,,2020-08,,\nnew-office,department,县新设局,,,,2020-08,,\n"
    registry.write_text(text, encoding="utf-8")
    open_month(real_archive.folder, "2020-08")
    before = names(real_archive.folder, "2020-07", "department-volume-month")
    place = before.index("县财政局")
    expected = [*before[:place], "县财政与国资局", *before[place + 1 : -1], "县新设局", "合计"]
    expected.remove("县审计局")
    assert names(real_archive.folder, "2020-08", "department-volume-month") == expected


def test_the_first_month_of_an_archive(bare_archive: ArchiveFolder) -> None:
    opened = open_month(bare_archive.folder, "2020-07")
    assert issue(bare_archive.folder, "2020-07").startswith(
        "year: 2020\nnumber: # 待填\ntotal_number: # 待填\ntitle: # 待填\n"
    )
    assert opened.last is None
    assert names(bare_archive.folder, "2020-07", "town-volume-year")[:3] == ["白马镇", "白坡彝族乡", "丙谷镇"]
    assert [row[:2] for row in rows(bare_archive.folder, "2020-07", "volume-summary")[1:]] == [
        ["乡镇", "本月"],
        ["县级部门", "本月"],
        ["乡镇", "今年以来"],
        ["县级部门", "今年以来"],
    ]


@pytest.mark.parametrize(
    ("month", "numbers"),
    [
        ("2020-10", "number: # 待填\ntotal_number: # 待填\ntitle: 2020年10月政务服务月报\n"),
        ("2021-07", "number: # 待填\ntotal_number: # 待填\ntitle: 2021年7月政务服务月报\n"),
    ],
    ids=["months missing in between", "a year later"],
)
def test_numbers_are_not_guessed_over_a_gap(real_archive: ArchiveFolder, month: str, numbers: str) -> None:
    open_month(real_archive.folder, month)
    assert issue(real_archive.folder, month).startswith(f"year: {month[:4]}\n{numbers}")


def test_numbers_begin_anew_with_the_year(tmp_path: Path) -> None:
    make_archive(tmp_path, months=12, departments=9, towns=2, windows=5, staff=12)
    open_month(tmp_path, "2002-01")
    assert issue(tmp_path, "2002-01").startswith("year: 2002\nnumber: 1\ntotal_number: 13\n")


@pytest.mark.parametrize(
    ("month", "message"),
    [("2020-07", "data/2020-07 已经存在，没有改动它"), ("2020-13", "不是统计期"), ("../x", "不是统计期")],
)
def test_what_is_refused_changes_nothing(real_archive: ArchiveFolder, month: str, message: str) -> None:
    before = sorted(str(path) for path in real_archive.folder.rglob("*"))
    with pytest.raises(UsageError, match=message):
        open_month(real_archive.folder, month, workbook=True)
    assert sorted(str(path) for path in real_archive.folder.rglob("*")) == before


@pytest.fixture
def book(real_archive: ArchiveFolder) -> openpyxl.Workbook:
    opened = open_month(real_archive.folder, "2020-08", workbook=True)
    assert opened.workbook == real_archive / "build/new/2020-08.xlsx"
    return openpyxl.load_workbook(opened.workbook)


def checks(sheet: Worksheet) -> dict[str, tuple[str | None, str | None]]:
    """What may be typed into each range: kind and first formula."""
    return {str(item.sqref): (item.type, item.formula1) for item in sheet.data_validations.dataValidation}


def test_the_workbook_checks_what_is_typed(book: openpyxl.Workbook) -> None:
    assert book.sheetnames[:3] == ["填写说明", "刊头", "县级部门一体化平台办件量"]
    guide = [cell.value for cell in book["填写说明"]["A"]]
    first = guide.index(
        "说明：合计照报告所印的填，变红的与上面各行之和不符；报告原文如此的照填，以后写成勘误。变红的名称重复了；变红的行不合规则。"
    )
    split = "报告“一、办件情况”：受理件“其中线上……件，线下……件”；先申请、后受理、再办结。"
    assert guide[first + 1 : first + 4] == [
        f"说明：变红的行，《{title}》：{split}"
        for title in ("县级部门一体化平台办件量", "乡镇一体化平台办件量", "年度乡镇一体化平台办件量")
    ]
    assert (
        guide[first + 6]
        == "说明：变红的行，《好差评情况》：报告“二、好差评情况”：“均未收到差评，满意度100%”。"
    )
    assert [cell.value for cell in book["刊头"]["A"]] == [
        "政务服务月报",
        "2020年第6期 总第144期",
        "米易县行政审批局 编",
        None,
        "2020年8月政务服务月报",
    ]
    sheet = book["县级部门一体化平台办件量"]
    assert sheet.freeze_panes == "C2" and sheet.protection.sheet
    found = checks(sheet)
    assert found["B2:B32"] == ("list", "名单!$A$2:$A$46")
    assert found["C2:C32"] == ("whole", "0")
    assert found["H2:H32"] == ("custom", 'AND(RIGHT(H2,1)="%",ISNUMBER(VALUE(SUBSTITUTE(H2,"%",""))))')
    assert sheet["D33"].value is None and not sheet["D33"].protection.locked
    assert sheet["B2"].protection.locked and not sheet["C2"].protection.locked
    rules = {
        str(area.sqref): [rule.formula[0] for rule in area.rules] for area in sheet.conditional_formatting
    }
    assert rules["D2:D33"] == ["N($D2)<>N($F2)+N($G2)", "OR(N($C2)<N($D2),N($D2)<N($E2))"]
    assert rules["D33"] == ['AND(D33<>"",N(D33)<>SUM(D2:D32))']
    assert rules["B2:B33"] == ['AND($B2<>"",COUNTIF($B$2:$B$32,$B2)>1)']
    comparison = checks(book["各县（区）月办件对比及考核得分表"])
    assert comparison["C2:C32"] == ("custom", 'OR(C2="-",AND(ISNUMBER(C2),N(C2)>=0,N(C2)=INT(N(C2))))')
    awards = checks(book["红旗窗口与服务之星"])
    assert awards["A2:A201"] == ("list", "名单!$F$2:$F$5")
    assert [cell.value for cell in book["名单"]["F"][1:5]] == [
        "红旗窗口",
        "卫生红旗窗口",
        "综合优胜星",
        "规范服务星",
    ]
    assert checks(book["工作动态"])["A2:A201"] == ("date", "DATE(2020,8,1)")
    assert book["名单"].sheet_state == "hidden"


def test_what_follows_from_the_rest_is_shaded(book: openpyxl.Workbook) -> None:
    def shaded(sheet: str, *cells: str) -> list[bool]:
        return [book[sheet][cell].fill.start_color.rgb == "FFEDEDED" for cell in cells]

    comparison = "各县（区）月办件对比及考核得分表"
    assert shaded(comparison, "A2", "G2", "H2", "I2", "J2") == [True] * 5
    assert shaded(comparison, "B2", "C2", "F2") == [False] * 3
    assert shaded("常驻窗口（单位）综合考核排名表", "A2", "B2", "C2") == [True, False, True]
    assert shaded("年度乡镇一体化平台办件量", "C2", "H2") == [True, False]
    assert shaded("办件情况汇总", "C2", "D2", "D5", "F5") == [True, True, False, True]


def test_the_same_month_gives_the_same_workbook(
    real_archive: ArchiveFolder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import shutil

    other = tmp_path_factory.mktemp("other") / "archive"
    shutil.copytree(real_archive.folder, other)
    one, two = (open_month(root, "2020-08", workbook=True).workbook for root in (real_archive.folder, other))
    assert one is not None and two is not None and one.read_bytes() == two.read_bytes()


def typed(header: list[str], name: str, text: str) -> str | int | float | date | None:
    """A published text as somebody types it into a cell: figures as numbers, days as days."""
    if not text or text == "-" or text.endswith("%") or name in ("窗口名称", "考核项目", "事由", "内容"):
        return text or None
    if name == "日期":
        return date.fromisoformat(text)
    try:
        number = Decimal(text)
    except ArithmeticError:
        return text
    return int(number) if number == number.to_integral_value() else float(number)


def is_derived(table: str, column: str, row: list[str]) -> bool:
    """By the lists of `test_derive`, which were made by hand."""
    if table == "volume-summary" and column in SUMMARY:
        return row[:2] != ["县级部门", "今年以来"]
    total = len(row) > 1 and row[1] == "合计" and column in TOTAL_ROW.get(table, ())
    return total or column in EVERY_ROW.get(table, ())


def type_in(book: openpyxl.Workbook, titles: dict[str, str]) -> None:
    """Type the base columns of the real month into the workbook, below the names that stand there already."""
    book["刊头"]["A1"], book["刊头"]["A2"] = "政务服务月报", "2020年第5期 总第143期"
    book["刊头"]["A3"], book["刊头"]["A4"] = "米易县行政审批局 编", "2020年8月11日"
    book["刊头"]["A5"] = "2020年7月政务服务月报"
    for table, title in titles.items():
        sheet = book[title]
        header, *body = rows(ROOT, "2020-07", table)
        standing: dict[tuple[object, ...], int] = {
            tuple(cell.value for cell in line[:2]): index
            for index, line in enumerate(sheet.iter_rows(min_row=2), 2)
            if any(cell.value for cell in line[:2])
        }
        if table == "window-scores":  # Typed as printed: of equal scores one is first, 税务局 has no place.
            for index in standing.values():
                sheet.cell(index, 2).value = None
            standing = {}
        for place, row in enumerate(body, 2):
            key = (row[0], row[1]) if table == "volume-summary" else (None, row[1])
            target = (
                standing.get(key) or (registered(standing, row[1]) if table in TOTAL_ROW else None) or place
            )
            for column, (name, text) in enumerate(zip(header, row, strict=True), 1):
                if not is_derived(table, name, row):
                    sheet.cell(target, column).value = typed(header, name, text)


def registered(standing: dict[tuple[object, ...], int], name: str) -> int | None:
    """The row of an organization that the year's table calls by its other name."""
    return standing.get((None, name.replace("县发展改革委", "县发展改革局")))


def unordered(text: str, table: str) -> list[list[str]]:
    """The rows without their running numbers, in any order: rows with equal figures may stand either way."""
    header, *body = list(csv.reader(io.StringIO(text)))
    start = 1 if header[0] in ("序号", "名次", "排名") else 0
    return sorted(row[start:] for row in body)


def typed_workbook(root: Path) -> tuple[Path, dict[str, str]]:
    """The workbook of the real month with what a clerk types into it, and the titles of its sheets by table."""
    path = open_month(root, "2020-07", workbook=True).workbook
    assert path is not None
    book = openpyxl.load_workbook(path)
    titles = {table.name: table.title for table in read_standing(root).schemas.latest.tables.values()}
    type_in(book, titles)
    book.save(path)
    return path, titles


def test_a_month_typed_in_is_the_month_as_published(bare_archive: ArchiveFolder) -> None:
    path, titles = typed_workbook(bare_archive.folder)
    imported = import_document(read_standing(bare_archive.folder), path, "2020-07", force=True)
    assert imported.understood.unplaced == ()
    assert imported.understood.ambiguous == ()
    assert "published: 2020-08-11\n" in issue(bare_archive.folder, "2020-07")
    bare_archive.edit(
        "data/2020-07/issue.yaml", added(f"complete: [{', '.join(titles)}]\n")
    )  # its blanks are none
    done = fill(bare_archive, "2020-07")
    assert done.unfilled == () and done.blocked == () and done.waiting == ()
    write_files(bare_archive.folder, done.files)
    replaced = {(table, row, column): derived for table, row, column, _, derived in EXPLAINED}
    for table in titles:
        header, *body = rows(ROOT, "2020-07", table)
        expected = [
            [replaced.get((table, row[1], name), text) for name, text in zip(header, row, strict=True)]
            for row in body
        ]
        text = (bare_archive / f"data/2020-07/{table}.csv").read_text(encoding="utf-8")
        start = 1 if header[0] in ("序号", "名次", "排名") else 0
        assert unordered(text, table) == sorted(row[start:] for row in expected), table
    assert validate(bare_archive.folder).blocking == ()
    bare_archive.edit(
        "data/2020-07/issue.yaml", lambda text: text.replace("state: 整理中\n", "").partition("complete")[0]
    )
    assert {item.rule for item in validate(bare_archive.folder).blocking} <= {
        "month-within-year",
        "accepted-split",
    }


@pytest.mark.parametrize("total", [8541, 8540, 0])
def test_a_total_is_what_was_typed_whatever_the_rows_add_up_to(
    bare_archive: ArchiveFolder, total: int
) -> None:
    """Nothing computed stands for a published total; that it differs is red there and a finding here."""
    path, titles = typed_workbook(bare_archive.folder)
    book = openpyxl.load_workbook(path)
    book[titles["town-volume-month"]]["D13"] = total
    book.save(path)
    imported = import_document(read_standing(bare_archive.folder), path, "2020-07", force=True)
    assert imported.understood.unplaced == ()
    last = rows(bare_archive.folder, "2020-07", "town-volume-month")[-1]
    assert last[:4] == ["", "合计", "", str(total)]
    bare_archive.edit("data/2020-07/issue.yaml", added(f"complete: [{', '.join(titles)}]\n"))
    broken = [
        item
        for item in validate(bare_archive.folder, ("2020-07",)).findings
        if (item.rule, item.table, item.column) == ("total-row", "town-volume-month", "受理件")
    ]
    wrong = [] if total == 8541 else [(str(total), "8541")]
    assert [(item.value, item.expected) for item in broken] == wrong
