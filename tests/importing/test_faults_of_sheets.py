"""The faults that workbooks, texts and CSV files were seen to have, each rebuilt and brought in: what the tables hold and what is told."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.importing.test_workbook_parts import SHEET, changed
from tests.support.archive import ArchiveFolder
from tests.support.example_report import bare_example
from tests.support.fuzzing import TIMES
from tests.support.importing_cases import MONTH, NAME, PUBLISHED, TEXT, tables
from tests.support.report_documents import save, workbook_bytes
from yuebao.importing.result import Imported
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import Standing, read_standing

TOWN = "示例三镇"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    """The archive with the month, into which one table after another is brought in."""
    made = bare_example(tmp_path_factory.mktemp("faults") / "archive")
    for name, content in PUBLISHED.items():
        made.write(f"data/{MONTH}/{name}", content)
    made.write(f"data/{MONTH}/source/{NAME}", TEXT)
    return read_standing(made.folder)


TITLES = {
    "satisfaction": "好差评情况", "town-volume-month": "乡镇一体化平台办件量", "news": "工作动态", "window-scores": "常驻窗口（单位）综合考核排名表",
    "county-comparison-month": "各县（区）月办件对比及考核得分表",
}  # fmt: skip


def rows_of(table: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(PUBLISHED[f"{table}.csv"].decode())))


def sheet_of(table: str, *, numbers: bool = True) -> Any:
    """A workbook of one published table under its title, figures as numbers."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表"
    sheet.append([TITLES[table]])
    for row in rows_of(table):
        sheet.append([int(cell) if numbers and cell.isdecimal() else cell or None for cell in row])
    return book


def brought(archive: Standing, folder: Path, content: bytes, name: str) -> Imported:
    return import_document(archive, save(folder, name, content), MONTH, force=True)


def lines(imported: Imported) -> list[str]:
    """Everything that is told, but what the library that wrote the file says of itself."""
    understood = imported.understood
    remarks = (*understood.unplaced, *understood.ambiguous, *understood.noted)
    return [f"{each.place}“{each.text}”：{each.reason}" for each in remarks if "文档属性" not in each.place]


def made(archive: Standing, table: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(tables(archive.root)[f"{table}.csv"].decode())))


def high(mark: str) -> CellRichText:
    return CellRichText("14068", TextBlock(InlineFont(vertAlign="superscript"), mark))


def low(mark: str) -> CellRichText:
    return CellRichText("14068", TextBlock(InlineFont(vertAlign="subscript"), mark))


NOTED: dict[str, tuple[Any, str]] = {
    "set high": (high("1"), "¹"), "a circled figure": (high("①"), "①"), "a star": ("14068*", "*"), "in brackets": ("14068(1)", "(1)"),
    "in square brackets": ("14068 [注2]", "[注2]"), "a character that is high": ("14068²", "²"), "a word": ("14068注", "注"),
    "a dagger": ("14068†", "†"), "in brackets of a book": ("14068【1】", "【1】"), "a word in brackets": ("14068（注1）", "（注1）"), "set low": (low("2"), "²"),
}  # fmt: skip


@pytest.mark.parametrize("case", NOTED)
def test_the_mark_of_a_note_is_set_aside_and_told(archive: Standing, tmp_path: Path, case: str) -> None:
    value, mark = NOTED[case]
    book = sheet_of("satisfaction")
    book.worksheets[0]["A3"].value = value
    imported = brought(archive, tmp_path, workbook_bytes(book), "x.xlsx")
    assert made(archive, "satisfaction") == rows_of("satisfaction")
    (said,) = lines(imported)
    assert said.endswith(f"“主动评价件数”“{mark}”是注的记号，读作 14068，请看注里说了什么")


@pytest.mark.parametrize("end", ["\n", "\r\n", "_x000D_", "\v", "\u2028"])
def test_two_figures_in_a_cell_are_a_doubt_and_never_joined(
    archive: Standing, tmp_path: Path, end: str
) -> None:
    book = sheet_of("satisfaction")
    book.worksheets[0]["A3"].value = "占位"
    content = workbook_bytes(book)
    text = f"14068{end}14097".replace("\v", "_x000B_").encode()
    content = changed(content, SHEET, b"&#21344;&#20301;|\xe5\x8d\xa0\xe4\xbd\x8d", text)
    imported = brought(archive, tmp_path, content, "x.xlsx")
    assert made(archive, "satisfaction")[1][0] == "14068 14097"
    (said,) = lines(imported)
    assert "一格里有 2 行数：“14068”、“14097”，不知以哪个为准" in said


@pytest.mark.parametrize(
    ("text", "kept", "said"),
    [
        ("14068 14097", "14068 14097", "一格里有 2 个用空格隔开的数：“14068”、“14097”，不知以哪个为准"),
        ("14068\t14097", "14068 14097", "一格里有 2 个用空格隔开的数：“14068”、“14097”，不知以哪个为准"),
        ("14068\u300014097", "14068 14097", "一格里有 2 个用空格隔开的数：“14068”、“14097”，不知以哪个为准"),
        ("１４０６８ １４０９７", "１４０６８ １４０９７", "一格里有 2 个用空格隔开的数"),
        ("12 14 14068", "12 14 14068", "一格里有 3 个用空格隔开的数"),
        ("302 302", "302302", "数字中间有空格，读作 302302；是不是几个数，请对照原件"),
        ("14 068", "14068", "数字中间有空格，读作 14068；是不是几个数，请对照原件"),
        ("1 4 0 6 8", "14068", "数字中间有空格，读作 14068；是不是几个数，请对照原件"),
    ],
)
def test_figures_with_blanks_between_them_are_never_joined_in_silence(
    archive: Standing, tmp_path: Path, text: str, kept: str, said: str
) -> None:
    book = sheet_of("satisfaction")
    book.worksheets[0]["A3"].value = text
    imported = brought(archive, tmp_path, workbook_bytes(book), "x.xlsx")
    assert made(archive, "satisfaction")[1][0] == kept
    (told,) = lines(imported)
    assert said in told


UNITS = (
    "按时办结率%",
    "按时办结率/%",
    "按时办结率[%]",
    "按时办结率【%】",
    "按时办结率 单位：%",
    "按时办结率，单位：%",
    "按时办结率（单位：%）",
)


@pytest.mark.parametrize("heading", UNITS)
def test_a_unit_behind_a_heading_is_understood(archive: Standing, tmp_path: Path, heading: str) -> None:
    """In any of the ways in which people write it, over bare figures."""
    text = PUBLISHED["town-volume-month.csv"].decode().replace("按时办结率", heading).replace("100%", "100")
    imported = brought(archive, tmp_path, text.encode(), "town-volume-month.csv")
    assert made(archive, "town-volume-month") == rows_of("town-volume-month")
    assert lines(imported) == []


@pytest.mark.parametrize("unit", ["/百件", "[百件]", "【百件】", "（百件）", " 单位：百件"])
def test_another_unit_behind_a_heading_is_told_once(archive: Standing, tmp_path: Path, unit: str) -> None:
    text = PUBLISHED["town-volume-month.csv"].decode().replace("申请件", f"申请件{unit}")
    imported = brought(archive, tmp_path, text.encode(), "town-volume-month.csv")
    assert made(archive, "town-volume-month") == rows_of("town-volume-month")
    (said,) = lines(imported)
    assert "列名后面写着“百件”，这一列的单位是“件”；照印的数读入，没有换算，请核对" in said


def formatted(table: str, cell: str, value: Any, code: str) -> bytes:
    book = sheet_of(table)
    book.worksheets[0][cell].value = value
    book.worksheets[0][cell].number_format = code
    book.worksheets[0].column_dimensions[cell[0]].width = 20
    return workbook_bytes(book)


SHOWN: dict[str, tuple[Any, str, str, str]] = {
    "a count shown as a day": (3, "yyyy-mm-dd", "1900-01-03", "存的是 3，按格式“yyyy-mm-dd”显示为“1900-01-03”"),
    "a count shown as a time": (0.5, "h:mm", "12:00", "存的是 0.5，按格式“h:mm”显示为“12:00”"),
    "in 万": (14068, '0.0,"万"', "14.1万", "存的是 14068，按格式“0.0,\"万\"”显示为“14.1万”"),
    "in thousands": (14068, "0,", "14", "存的是 14068，按格式“0,”显示为“14”"),
    "without its sign": (-5, "0;0", "5", "存的是 -5，按格式“0;0”显示为“5”"),
}  # fmt: skip


@pytest.mark.parametrize("case", SHOWN)
def test_a_figure_is_what_is_shown_and_told_when_it_is_another(
    archive: Standing, tmp_path: Path, case: str
) -> None:
    value, code, text, said = SHOWN[case]
    imported = brought(archive, tmp_path, formatted("town-volume-month", "C5", value, code), "x.xlsx")
    assert made(archive, "town-volume-month")[3][2] == text
    (line,) = lines(imported)
    assert said in line and line.startswith(f"工作表“表”第 5 行“{text}”：“申请件”")


def test_zeros_shown_as_dashes_are_dashes_and_told_once(archive: Standing, tmp_path: Path) -> None:
    book = sheet_of("county-comparison-month")
    count = 0
    for row in book.worksheets[0].iter_rows(min_row=3, min_col=3, max_col=5):
        for cell in row:
            if cell.value == "-":
                cell.value, cell.number_format = 0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '
                count += 1
    imported = brought(archive, tmp_path, workbook_bytes(book), "x.xlsx")
    assert count > 1 and made(archive, "county-comparison-month") == rows_of("county-comparison-month")
    (line,) = lines(imported)
    assert "存的是 0" in line and f"{count} 格相同" in line and line.count("第") == count


def test_a_binary_fraction_is_the_figure_that_excel_shows(archive: Standing, tmp_path: Path) -> None:
    imported = brought(
        archive, tmp_path, formatted("window-scores", "C3", 103.39999999999998, "General"), "x.xlsx"
    )
    assert made(archive, "window-scores") == rows_of("window-scores") and lines(imported) == []


ODD: dict[str, tuple[str, str, str]] = {
    "Kangxi": ("示", "⽰", "U+2F70 读作“示”（U+793A）"), "of the supplement": ("示", "⺬", "U+2EAC 读作“示”（U+793A）"),
    "a soft hyphen": ("示例", "示\u00ad例", "U+00AD 看不见，去掉"),
    "a variation selector": ("示", "示\U000e0100", "U+E0100 看不见，去掉"), "a space of no width": ("示例", "示\u200b例", "U+200B 看不见，去掉"),
    "the other way": ("示例", "示\u202e例", "U+202E 看不见，去掉"), "a joiner of words": ("示例", "示\u2060例", "U+2060 看不见，去掉"),
    "a filler": ("示例", "示\u3164例", "U+3164 看不见，去掉"), "a tag": ("示例", "示\U000e0061例", "U+E0061 看不见，去掉"),
}  # fmt: skip


@pytest.mark.parametrize("case", ODD)
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_name_that_looks_right_is_right_and_told(
    archive: Standing, tmp_path: Path, case: str, kind: str
) -> None:
    plain, odd, said = ODD[case]
    text = PUBLISHED["town-volume-month.csv"].decode().replace(TOWN, TOWN.replace(plain, odd))
    if kind == "csv":
        imported = brought(archive, tmp_path, text.encode(), "town-volume-month.csv")
    else:
        book = sheet_of("town-volume-month")
        for row in book.worksheets[0].iter_rows():
            for cell in row:
                if cell.value == TOWN:
                    cell.value = TOWN.replace(plain, odd)
        imported = brought(archive, tmp_path, workbook_bytes(book), "x.xlsx")
    assert made(archive, "town-volume-month") == rows_of("town-volume-month")
    (line,) = lines(imported)
    assert said in line
    assert any(said.split("，")[0] in change.how for change in imported.understood.changes)


@pytest.mark.parametrize("lost", ["\ufffd", "\ue81e", "\U000f0001"])
def test_a_lost_character_is_kept_and_told(archive: Standing, tmp_path: Path, lost: str) -> None:
    text = PUBLISHED["town-volume-month.csv"].decode().replace(TOWN, f"示{lost}镇")
    imported = brought(archive, tmp_path, text.encode(), "town-volume-month.csv")
    assert f"示{lost}镇" in {row[1] for row in made(archive, "town-volume-month")}
    (line,) = lines(imported)
    assert f"U+{ord(lost):04X} 认不得原来的字，照录" in line
    assert any(f"U+{ord(lost):04X}" in finding.message for finding in imported.outcome.findings)


DIRTY = (
    "37803",
    "6月31日",
    "2003-06-31",
    "7.1",
    "",
    "下旬",
    "12:00",
    "#N/A",
    "=1+1",
    "１２",
    "甲",
    "-",
    "1e5",
    "\ufffd",
    "\u200b",
)


@pytest.mark.parametrize("turn", range(2 * TIMES))
def test_no_text_in_any_cell_stops_an_issue(archive: Standing, tmp_path: Path, turn: int) -> None:
    """Each table as a CSV file of its own, in each of its rows another text in another cell."""
    for name in ("town-volume-month", "news", "satisfaction", "window-scores", "awards", "staff-scores"):
        header, *rows = rows_of(name)
        for number, row in enumerate(rows):
            row[(number + turn) % len(header)] = DIRTY[(number * 7 + turn) % len(DIRTY)]
        content = "\n".join(",".join(f'"{cell}"' for cell in row) for row in [header, *rows])
        imported = brought(archive, tmp_path, content.encode(), f"{name}.csv")
        assert name in imported.understood.tables


def test_a_serial_for_a_day_is_kept_and_asked_after(archive: Standing, tmp_path: Path) -> None:
    book = sheet_of("news", numbers=False)
    book.worksheets[0]["A3"].value = 37803
    imported = brought(archive, tmp_path, workbook_bytes(book), "x.xlsx")
    assert made(archive, "news")[1][0] == "37803"
    (finding,) = [each for each in imported.outcome.findings if (each.table, each.value) == ("news", "37803")]
    assert (finding.address, finding.message) == (
        "A2", "“日期”为“37803”：应为日期，写作 2021-07-01；像 Excel 的日期序号：2003-07-01？",
    )  # fmt: skip


@pytest.mark.parametrize("mark", ["¹", "*", "①", " ※"])
def test_the_mark_of_a_note_behind_a_name_is_set_aside_and_told(
    archive: Standing, tmp_path: Path, mark: str
) -> None:
    text = PUBLISHED["town-volume-month.csv"].decode()
    text = text.replace(TOWN, f"{TOWN}{mark}").replace("合计", f"合计{mark}")
    imported = brought(archive, tmp_path, text.encode(), "town-volume-month.csv")
    assert made(archive, "town-volume-month") == rows_of("town-volume-month")
    assert [said.rpartition("：")[2] for said in lines(imported)] == [
        f"“乡镇名称”“{mark.strip()}”是注的记号，读作“{name}”，请看注里说了什么" for name in (TOWN, "合计")
    ]


def test_numbers_of_persons_are_never_shown_in_full(archive: Standing, tmp_path: Path) -> None:
    book = sheet_of("town-volume-month")
    book.worksheets[0].append([None, "510421198001011234", "13800138000"])
    book.worksheets[0].row_dimensions[book.worksheets[0].max_row].hidden = True
    path = save(tmp_path, "x.xlsx", workbook_bytes(book))
    status, out, err = ArchiveFolder(archive.root).run("import", str(path), "--period", MONTH, "--force")
    assert status == 1 and "隐藏的行，没有读入" in out
    assert "510421198001011234" not in out + err and "13800138000" not in out + err


def test_the_mark_of_a_note_behind_a_heading_is_told(archive: Standing, tmp_path: Path) -> None:
    text = (
        PUBLISHED["town-volume-month.csv"].decode().replace("申请件", "申请件*").replace("受理件", "受理件①")
    )
    imported = brought(archive, tmp_path, text.encode(), "town-volume-month.csv")
    assert made(archive, "town-volume-month") == rows_of("town-volume-month")
    assert [said.rpartition("：")[2] for said in lines(imported)] == [
        f"列名后面的“{mark}”是注的记号，请看注里说了什么" for mark in "*①"
    ]
