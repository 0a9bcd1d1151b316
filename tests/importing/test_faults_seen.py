"""Every file that was seen to be read wrongly, rebuilt on the example month and brought in as people do, beside a month that stands:
what its table holds then, and every word that is told. The kinds of each have tests of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from tests.importing import test_faults_of_sheets
from tests.importing.test_faults_of_sheets import (
    TITLES,
    brought,
    formatted,
    high,
    made,
    rows_of,
    sheet_of,
)
from tests.importing.test_word_faults import renamed, strict
from tests.support.example_report import bare_example
from tests.support.importing_cases import MONTH, NAME, PUBLISHED, TEXT
from tests.support.report_documents import converted, save, workbook_bytes
from tests.support.word_parts import box, cell, files_of, package, paragraph, row, run, table, word_of
from yuebao.importing.blocks import Refused
from yuebao.importing.result import Imported
from yuebao.workflows.judge import Standing, read_standing

Rows = list[list[str]]
Files = dict[str, bytes]
TOWNS, NEWS, RATES, WINDOWS, COUNTIES = (
    *("town-volume-month", "news", "satisfaction", "window-scores", "county-comparison-month"),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    """The archive with the month, into which one file after another is brought in."""
    folder = bare_example(tmp_path_factory.mktemp("seen") / "archive")
    for name, content in PUBLISHED.items():
        folder.write(f"data/{MONTH}/{name}", content)
    folder.write(f"data/{MONTH}/source/{NAME}", TEXT)
    return read_standing(folder.folder)


def lines(imported: Imported) -> list[str]:
    """Everything that is told, but what the libraries that write files say of themselves."""
    return [line for line in test_faults_of_sheets.lines(imported) if not line.startswith("文件属性")]


def word_table(
    name: str, *, first: Callable[[str], str] = lambda number: number, header: Callable[[str], str] = str
) -> str:
    """A published table in Word under its title."""
    above, *below = rows_of(name)
    rows = (row(first(line[0]), *line[1:]) for line in below)
    return paragraph(TITLES[name]) + table(row(*map(header, above)), *rows)


def word_rates(*figure: str) -> bytes:
    header, (_, *others) = rows_of(RATES)
    return word_of(
        paragraph("二、" + TITLES[RATES]) + table(row(*header), row(cell(paragraph(*figure)), *others))
    )


def word_sentence() -> bytes:
    runs = (run("7月，6个乡镇、8个县级部门主动评价14068"), run("1", '<w:vertAlign w:val="superscript"/>'))
    return word_of(paragraph(*runs, run("件，主动评价率66.34%，均未收到差评，满意度100%。")))


def changed(name: str, at: str, value: Any, *, numbers: bool = True) -> Any:
    book = sheet_of(name, numbers=numbers)
    book.worksheets[0][at].value = value
    return book


def hidden_row() -> bytes:
    book = sheet_of(NEWS, numbers=False)
    book.worksheets[0].append(["2003-07-30", "示例：内部草稿，不公开。"])
    book.worksheets[0].row_dimensions[book.worksheets[0].max_row].hidden = True
    return workbook_bytes(book)


def filtered() -> bytes:
    book = sheet_of(TOWNS)
    sheet = book.worksheets[0]
    sheet.auto_filter.ref = f"A2:H{sheet.max_row}"
    sheet.auto_filter.add_filter_column(1, ["示例四镇"])
    for number in (4, 6):
        sheet.row_dimensions[number].hidden = True
    return workbook_bytes(book)


def escaped() -> bytes:
    """Line ends as Excel escapes them, in a text and in a heading."""
    book = changed(NEWS, "B3", rows_of(NEWS)[1][1] + "_x000D_", numbers=False)
    book.worksheets[0]["B2"].value = "内容_x000D_"
    return workbook_bytes(book)


def two_months() -> bytes:
    book = sheet_of(TOWNS)
    book.worksheets[0].title = "7月"
    other = book.create_sheet("6月", 0)
    for line in book["7月"].iter_rows(values_only=True):
        other.append([value + 1 if isinstance(value, int) else value for value in line])
    return workbook_bytes(book)


def dotted_june() -> bytes:
    return workbook_bytes(changed(TOWNS, "A1", f"{TITLES[TOWNS]}（2003.6）"))


def boxed() -> bytes:
    return word_of(word_table(TOWNS) + paragraph("", box(word_table(WINDOWS))))


def side_by_side() -> bytes:
    """The table of the month, and that of the year at its right."""
    book = sheet_of(TOWNS)
    sheet = book.worksheets[0]
    width = sheet.max_column + 1
    for number, line in enumerate([["2003年度乡镇一体化平台办件量"], *rows_of("town-volume-year")], 1):
        for column, text in enumerate(line, 1):
            sheet.cell(number, width + column).value = int(text) if text.isdecimal() else text or None
    return workbook_bytes(book)


def percent() -> bytes:
    xml = word_table(TOWNS, header=lambda name: f"{name}（%）" if name == "按时办结率" else name)
    return word_of(xml.replace("<w:t>100%</w:t>", "<w:t>100</w:t>"))


def deleted_row() -> bytes:
    gone = row("2003-07-30", "示例：已删去。", properties='<w:del w:id="9" w:author="甲"/>')
    return word_of(word_table(NEWS).replace("</w:tbl>", f"{gone}</w:tbl>"))


def numbered() -> bytes:
    number = cell(paragraph("", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'))
    return word_of(word_table(TOWNS, first=lambda text: number if text else ""))


def text(*lines: str) -> bytes:
    return "\n\n".join(lines).encode()


def lookalikes() -> bytes:
    """Radicals of Kangxi where a copy from a PDF has them: in headings, in a sentence, in a day."""
    sentence = TEXT.partition("\n二、好差评情况\n")[2]
    rates = sentence.strip().split("\n")[0].replace("7月", "7⽉")
    return text(
        "⼆、好差评情况", rates, "五、⼯作动态", "1.14 ⽇，示例：到示例一镇便民服务中心调研，收集建议17条。"
    )


SECOND = rows_of(NEWS)[1][1]
SEEN: dict[str, tuple[Callable[[], bytes], str, str, Rows, list[str]]] = {
    "01 a note in a cell": (
        lambda: workbook_bytes(changed(RATES, "A3", high("1"))), "x.xlsx", RATES, rows_of(RATES),
        ["工作表“表”第 3 行“14068¹”：“主动评价件数”“¹”是注的记号，读作 14068，请看注里说了什么"],
    ),
    "01 a note in a sentence": (word_sentence, "x.docx", RATES, rows_of(RATES), ["第 1 段“1”：上标，没有接在前面的字后面"]),
    "02 struck digits": (
        lambda: word_rates(run("12", "<w:strike/>"), run("14068")), "x.docx", RATES, rows_of(RATES),
        ["第 1 个表第 2 行“12”：划了删除线的文字"],
    ),
    "02 a hidden digit": (
        lambda: word_rates(run("14068"), run("8", "<w:vanish/>")), "x.docx", RATES, rows_of(RATES), ["第 1 个表第 2 行“8”：隐藏的文字"],
    ),
    "03 two lines in a cell": (
        lambda: workbook_bytes(changed(RATES, "A3", "14068\n14097")), "x.xlsx", RATES,
        [rows_of(RATES)[0], ["14068 14097", *rows_of(RATES)[1][1:]]],
        ["工作表“表”第 3 行“14068\n14097”：“主动评价件数”一格里有 2 行数：“14068”、“14097”，不知以哪个为准；并排照录，请对照原件只留一个"],
    ),
    "04 a hidden row": (
        hidden_row, "x.xlsx", NEWS, rows_of(NEWS), ["工作表“表”第 7 行“2003-07-30｜示例：内部草稿，不公开。”：隐藏的行，没有读入"],
    ),
    "04 rows that a filter hides": (
        filtered, "x.xlsx", TOWNS, rows_of(TOWNS),
        ["工作表“表”“第 4、6 行”：筛选时藏起来的行，也读入了，请核对"],
    ),
    "05 a serial for a day": (
        lambda: workbook_bytes(changed(NEWS, "A3", 37816, numbers=False)), "x.xlsx", NEWS,
        [rows_of(NEWS)[0], ["37816", SECOND], *rows_of(NEWS)[2:]], [],
    ),
    "05 a day that is none": (
        lambda: text("五、工作动态", "1.6月31日，示例：开展业务培训。"), "x.txt", NEWS,
        [rows_of(NEWS)[0], ["2003-06-31", "示例：开展业务培训。"]], [],
    ),
    "07 zeros that show as dashes": (
        lambda: formatted(RATES, "C3", 0, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '), "x.xlsx", RATES,
        [rows_of(RATES)[0], [*rows_of(RATES)[1][:2], "-", "100%"]],
        ['工作表“表”第 3 行“-”：“差评件数”存的是 0，按格式“_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ”显示为“-”；照显示的读入，请核对'],
    ),
    "08 a binary fraction": (lambda: formatted(WINDOWS, "C3", 103.39999999999998, "General"), "x.xlsx", WINDOWS, rows_of(WINDOWS), []),
    "09 an escaped line end": (escaped, "x.xlsx", NEWS, rows_of(NEWS), []),
    "10 characters that look alike": (lookalikes, "x.txt", NEWS, rows_of(NEWS)[:2], [
        "第 1 行“‹U+2F06›”：U+2F06 读作“二”（U+4E8C），共 1 处", "第 3 行“‹U+2F49›”：U+2F49 读作“月”（U+6708），共 1 处", "第 5 行“‹U+2F2F›”：U+2F2F 读作“工”（U+5DE5），共 1 处", "第 7 行“‹U+2F47›”：U+2F47 读作“日”（U+65E5），共 1 处",
    ]),
    "11 two months": (two_months, "x.xlsx", TOWNS, rows_of(TOWNS), ["工作表“6月”“6月”：工作表“6月”写的是6月，导入的是 2003-07，其中的内容没有读入"]),
    "12 a table in a text box": (boxed, "x.docx", WINDOWS, rows_of(WINDOWS), []),
    "12 the table beside the box": (boxed, "x.docx", TOWNS, rows_of(TOWNS), []),
    "13 the month of two side by side": (side_by_side, "x.xlsx", TOWNS, rows_of(TOWNS), []),
    "13 the year of two side by side": (side_by_side, "x.xlsx", "town-volume-year", rows_of("town-volume-year"), []),
    "14 a unit in a heading": (percent, "x.docx", TOWNS, rows_of(TOWNS), []),
    "15 a deleted row": (deleted_row, "x.docx", NEWS, rows_of(NEWS), ["第 1 个表第 6 行“2003-07-30 示例：已删去。”：修订里删去的一行"]),
    "16 numbers set by Word": (
        numbered, "x.docx", TOWNS, [[line[0] if line[0] == "序号" else "", *line[1:]] for line in rows_of(TOWNS)], [],
    ),
    "17 a main part of another name": (lambda: renamed(word_of(word_table(TOWNS))), "x.docx", TOWNS, rows_of(TOWNS), []),
    "17 strict": (lambda: strict(workbook_bytes(sheet_of(TOWNS))), "x.xlsx", TOWNS, rows_of(TOWNS), []),
    "18 semicolons": (lambda: PUBLISHED[f"{TOWNS}.csv"].replace(b",", b";"), f"{TOWNS}.csv", TOWNS, rows_of(TOWNS), []),
    "18 UTF-16BE without a mark": (lambda: PUBLISHED[f"{TOWNS}.csv"].decode().encode("utf-16-be"), f"{TOWNS}.csv", TOWNS, rows_of(TOWNS), []),
}  # fmt: skip
REMARKS = {
    "15 a deleted row": ("文档里有没有接受的修订（删去 1 处，修订者甲），按全部接受来读；删去的逐处列出",),
    "16 numbers set by Word": ("第 1 个表第 2—7 行第 1 列共 6 格是 Word 的自动编号，文件里没有这些数字，按空白读入；执行 yuebao derive 即填",),
}  # fmt: skip
FOUND = {
    "05 a serial for a day": "“日期”为“37816”：应为日期，写作 2021-07-01；像 Excel 的日期序号：2003-07-14？",
    "05 a day that is none": "“日期”为“2003-06-31”",
    "03 two lines in a cell": "“主动评价件数”为“14068 14097”",
}  # fmt: skip


@pytest.mark.parametrize("case", SEEN)
def test_a_file_that_was_read_wrongly(archive: Standing, tmp_path: Path, case: str) -> None:
    content, name, read, rows, told = SEEN[case]
    imported = brought(archive, tmp_path, content(), name)
    assert made(archive, read) == rows
    assert sorted(lines(imported)) == sorted(told)
    assert imported.remarks == REMARKS.get(case, ())
    if case in FOUND:
        findings = [each.message for each in imported.outcome.findings if each.table == read]
        assert any(message.startswith(FOUND[case]) for message in findings), findings


def test_11_a_table_of_june_is_refused_by_name(archive: Standing, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=re.escape("标题写的是2003.6，导入的是 2003-07，这张表没有读入")):
        brought(archive, tmp_path, dotted_june(), "x.xlsx")


def without_styles(files: Files) -> Files:
    kept = {name: part for name, part in files.items() if name != "xl/styles.xml"}
    file = "xl/_rels/workbook.xml.rels"
    return {**kept, file: re.sub(rb"<Relationship [^>]*styles[^>]*/>", b"", kept[file])}


def with_empty_fill(files: Files) -> Files:
    part = re.sub(
        rb"<fills.*</fills>", b'<fills count="1"><fill/></fills>', files["xl/styles.xml"], flags=re.DOTALL
    )
    return {**files, "xl/styles.xml": part}


def with_other_main(files: Files) -> Files:
    moved = {name.replace("workbook.xml", "workbook2.xml"): part for name, part in files.items()}
    for name in ("_rels/.rels", "[Content_Types].xml"):
        moved[name] = moved[name].replace(b"xl/workbook.xml", b"xl/workbook2.xml")
    return moved


def with_short_addresses(files: Files) -> Files:
    """Addresses from the folder of the part, not from the root of the package."""
    file = "xl/_rels/workbook.xml.rels"
    return {**files, file: files[file].replace(b'Target="/xl/', b'Target="')}


def of_two_bytes(files: Files) -> Files:
    file = "xl/worksheets/sheet1.xml"
    text = files[file].decode().partition("?>")[2] or files[file].decode()
    return {**files, file: f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")}


def unlisted_kinds(files: Files) -> Files:
    """Each kind of part by the end of its name alone."""
    kinds = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
    return {**files, "[Content_Types].xml": kinds}


@pytest.mark.parametrize(
    "form",
    [without_styles, with_empty_fill, with_other_main, with_short_addresses, of_two_bytes, unlisted_kinds],
)
def test_17_workbooks_of_other_programs(
    archive: Standing, tmp_path: Path, form: Callable[[Files], Files]
) -> None:
    content = workbook_bytes(sheet_of(TOWNS))
    changed_content = package(form(files_of(content)))
    assert changed_content != content
    imported = brought(archive, tmp_path, changed_content, "x.xlsx")
    assert made(archive, TOWNS) == rows_of(TOWNS)
    assert lines(imported) == []


DATED: dict[str, tuple[Any, str, str]] = {
    "a day": (3, "yyyy-mm-dd", "1900-01-03"), "a time": (0.5, "h:mm", "12:00"), "a day with its time": (3.5, "yyyy/m/d h:mm", "1900/1/3 12:00"),
    "hours that go on": (1.5, "[h]:mm", "36:00"), "a month": (14, 'yyyy"年"m"月"', "1900年1月"), "before all days": (-5, "yyyy-mm-dd", "########"),
    "beyond all days": (3_000_000, "yyyy-mm-dd", "########"), "nought": (0, "yyyy-mm-dd", "1900-01-00"), "the day that never was": (60, "yyyy-mm-dd", "1900-02-29"),
}  # fmt: skip
FRACTIONS: dict[str, tuple[str, str, Any, str, str]] = {
    "a score": (WINDOWS, "C3", 103.39999999999998, "General", "103.4"), "a score with a sum": (WINDOWS, "C3", 100.1 + 3.3, "General", "103.4"),
    "a count": (RATES, "A3", 14067.999999999998, "General", "14068"), "a rate": (RATES, "B3", 0.6634000000000001, "0.00%", "66.34%"),
    "a rate just below": (RATES, "B3", 0.66339999999999, "0.00%", "66.34%"), "as long as it may be": (WINDOWS, "C3", 103.1234567, "General", "103.1234567"),
    "longer than it may be": (WINDOWS, "C3", 103.12345678, "General", "103.1234568"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("case", [*DATED, *FRACTIONS])
def test_06_08_a_xls_is_read_and_told_as_a_xlsx(archive: Standing, tmp_path: Path, case: str) -> None:
    """Counts that are formatted as days and times, and what binary fractions show: alike in the old format and the new, the cells
    and the words."""
    name, at, value, code, text = FRACTIONS[case] if case in FRACTIONS else (TOWNS, "C5", *DATED[case])
    content = formatted(name, at, value, code)
    old = converted(save(tmp_path, "x.xlsx", content), "xls").read_bytes()
    results = []
    for suffix, each in (("xlsx", content), ("xls", old)):
        imported = brought(archive, tmp_path, each, f"x.{suffix}")
        results.append((made(archive, name), [re.sub(r'[\\"]', "", line) for line in lines(imported)]))
    assert results[0] == results[1]
    letters, number = coordinate_from_string(at)
    assert results[0][0][number - 2][column_index_from_string(letters) - 1] == text
    said = [line for line in results[0][1] if f"显示为“{text}”" in line]
    assert len(said) == (case in DATED or "than it may be" in case or "as it may be" in case)
