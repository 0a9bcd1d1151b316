"""The documents of an issue: the Word report, the workbook and the data package, against the printed report."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openpyxl.cell.cell import Cell, MergedCell

from tests.support.published import made_files, published_edition
from tests.support.repository import ROOT
from yuebao.model.csv_text import csv_text, table_rows
from yuebao.printed.edition import Edition

SOURCE = (ROOT / "data/2020-07/source/issue-143.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return published_edition(ROOT, "2020-07")


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, bytes]:
    return made_files(edition)


@pytest.fixture(scope="module")
def word(files: dict[str, bytes]) -> docx.document.Document:
    return docx.Document(io.BytesIO(files["2020-07.docx"]))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_same_month_gives_the_same_bytes(edition: Edition, files: dict[str, bytes]) -> None:
    files = dict(files)
    assert made_files(edition) == files
    assert files.pop("2020-07.pdf").startswith(b"%PDF-1.7")
    for content in files.values():
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            if "docProps/core.xml" in package.namelist():
                core = package.read("docProps/core.xml").decode()
                assert "<dc:title>2020年7月政务服务月报</dc:title>" in core
                assert "<dc:creator>米易县行政审批局</dc:creator>" in core
                assert core.count("2020-08-11T00:00:00Z") == 2


def test_every_word_of_the_report_stands_in_its_order(word: docx.document.Document) -> None:
    """The paragraphs before the attachments, one after the other, are the printed report to the character."""
    texts = [paragraph.text for paragraph in word.paragraphs]
    end = next(index for index, text in enumerate(texts) if text == "附件1")
    printed = squeezed("".join(texts[:end]))
    lines = SOURCE[: SOURCE.index("2020年7月常驻窗口（单位）综合考核排名表\n")].split("\n")
    assert printed == squeezed("".join(line.removeprefix("- ") for line in lines))


def test_attachments_follow_each_other_with_their_notes(word: docx.document.Document) -> None:
    texts = [paragraph.text for paragraph in word.paragraphs if paragraph.text]
    assert texts[texts.index("附件1") :] == [
        "附件1",
        "2020年7月常驻窗口（单位）综合考核排名表",
        "注：纳入综合窗口管理的单位不进行月度考核，只参加年终考核。",
        "附件2",
        "2020年7月县级部门一体化平台办件量",
        "附件3",
        "2020年7月各县（区）月办件对比及考核得分表",
        "备注：1.月考核加分：此分值用于政务服务月报单位及个人加分。",
        "2.年终绩效考核得分：此分值直接计入“政务服务工作”年终目标绩效考核月办件量考核得分。",
        "附件4",
        "2020年度各县（区）一体化平台办件对比表",
        "附件5",
        "2020年7月乡镇一体化平台办件量",
        "附件6",
        "2020年度乡镇一体化平台办件量",
        "附件7",
        "2020年7月各窗口（单位）考核加减分明细表",
        "附件8",
        "2020年7月窗口工作人员综合考核排名表",
    ]


def printed_rows() -> dict[int, list[list[str]]]:
    """The rows of the eight tables in the text of the report, by attachment; blank margins of a row are cut off."""
    text = SOURCE[SOURCE.index("2020年7月常驻窗口（单位）综合考核排名表\n") :]
    parts: list[list[list[str]]] = []
    for line in text.split("\n"):
        cells = [squeezed(cell) for cell in line.split("\t")]
        if cells[0] in ("名次", "序号", "排名"):
            parts.append([])
        if len(cells) > 1 and parts:
            parts[-1].append([cell for cell in cells if cell])
    return dict(zip((1, 2, 3, 4, 5, 6, 8), parts, strict=True))


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 8])
def test_each_table_is_the_printed_one(word: docx.document.Document, number: int) -> None:
    table = word.tables[number - 1]
    rows = [[text for cell in row._tr.tc_lst if (text := squeezed(text_of(cell)))] for row in table.rows]
    # The text holds the items of attachment 7 between the tables of attachments 6 and 8.
    assert rows == printed_rows()[number][: len(rows)] and len(rows) > 6


def text_of(cell: object) -> str:
    return "".join(node.text or "" for node in cell.iter(qn("w:t")))  # type: ignore[attr-defined]


def test_headers_repeat_and_really_merge(word: docx.document.Document) -> None:
    for table in word.tables:
        heads = [row for row in table.rows if row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
        assert len(heads) == (2 if len(table.columns) in (9, 10) else 1)
        assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)
    month = word.tables[2]
    assert month.cell(0, 0)._tc is month.cell(1, 0)._tc
    assert month.cell(0, 0).text == "序号" and month.cell(1, 9).text == "年终绩效考核得分"
    assert [month.cell(1, column).text for column in range(2, 7)] == ["办结"] * 5


def test_items_stand_under_their_window(word: docx.document.Document) -> None:
    rows = [[text_of(cell) for cell in row._tr.tc_lst] for row in word.tables[6].rows]
    assert rows[0] == ["", "考核项目", "事由", "加减分"]
    headings = [row for row in rows[1:] if len(row) == 2]
    assert headings == [
        ["1", "民政局　103.2 分"],
        ["2", "自然资源规划和林业局　103 分"],
        ["3", "公安局　102.6 分"],
        ["4", "农业农村局　102.5 分"],
        ["5", "人力资源社会保障局　102.5 分"],
        ["6", "住房城乡建设局　102.1 分"],
        ["7", "卫生健康局　102 分"],
        ["8", "综合行政执法局　102 分"],
        ["9", "交通运输局　101.8 分"],
        ["10", "医保局　101.6 分"],
        ["11", "市场监管局　100.2 分"],
    ]
    items = [row for row in rows[1:] if len(row) == 4]
    assert len(items) == 44 and {row[0] for row in items} == {"●"}
    assert items[-2] == [
        "●",
        "窗口工作人员受到群众有效投诉或与群众发生争吵的每人扣2分",
        "361631 范兴桦 服务态度不好，收到群众有效投诉。",
        "-2",
    ]


def test_fonts_are_named_with_their_alternatives(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["2020-07.docx"])) as package:
        styles, fonts = (package.read(f"word/{name}.xml").decode() for name in ("styles", "fontTable"))
    for name in ("方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"):
        assert f'w:eastAsia="{name}"' in styles
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,STFangsong"/></w:font>' in fonts


def test_the_workbook_shows_every_cell_as_published(edition: Edition, files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["2020-07.xlsx"]))
    assert book.sheetnames == [
        "县级部门一体化平台办件量",
        "乡镇一体化平台办件量",
        "年度乡镇一体化平台办件量",
        "各县（区）月办件对比及考核得分表",
        "年度各县（区）一体化平台办件对比表",
        "常驻窗口（单位）综合考核排名表",
        "各窗口（单位）考核加减分明细表",
        "窗口工作人员综合考核排名表",
        "办件情况汇总",
        "好差评情况",
        "红旗窗口与服务之星",
        "工作动态",
        "档案说明",
    ]
    for sheet, table in zip(book.worksheets[:-1], edition.month.tables.values(), strict=True):
        assert sheet.freeze_panes == "A2"
        shown = [[displayed(cell) for cell in row] for row in sheet.iter_rows()]
        assert shown == [list(row) for row in table_rows(table)]


def test_the_workbook_is_made_for_reading_and_printing(files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["2020-07.xlsx"]))
    departments, items = book["县级部门一体化平台办件量"], book["各窗口（单位）考核加减分明细表"]
    assert [sheet.print_title_rows for sheet in book] == [*["$1:$1"] * 12, None]
    assert {sheet.oddFooter and sheet.oddFooter.center.text for sheet in book} == {"第 &P 页　共 &N 页"}
    assert (
        departments.oddHeader
        and departments.oddHeader.center.text == "2020年7月政务服务月报　县级部门一体化平台办件量"
    )
    assert (departments.page_setup.paperSize, departments.page_setup.orientation) == (9, "portrait")
    assert items.page_setup.orientation == "landscape"
    for sheet in (departments, items):
        assert sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage
        # As many pages high as it takes; one page wide is what a file means that does not say.
        assert (sheet.page_setup.fitToHeight, sheet.page_setup.fitToWidth) == (0, None)
    assert [cell.font.b for cell in departments["D"]] == [True] + [False] * 31 + [True]
    assert {cell.font.name for row in departments for cell in row if cell.value is not None} == {"宋体"}
    across = {"A": "center", "B": "left", "C": "right", "G": "right", "H": "center"}
    assert {letter: departments[f"{letter}2"].alignment.horizontal for letter in across} == across
    blanks = departments.column_dimensions["F"]  # F2 is blank: it looks as its column does
    assert (blanks.font.name, blanks.alignment.horizontal) == ("宋体", "right")
    # 序号 has the least width, 县新闻出版局（县版权局） 24 half characters, the longest item the greatest width; to each
    # come two half characters of room, and the 5 of 7 pixels that Excel leaves beside the text.
    assert [round(departments.column_dimensions[letter].width - 5 / 7, 1) for letter in "AB"] == [8.0, 26.0]
    assert round(items.column_dimensions["B"].width - 5 / 7, 1) == 60.0
    # Of its items, the first needs 75 half characters of the 59 that there are, that of the ranking 153, that of the
    # complaint 55.
    assert [items.row_dimensions[row].height for row in (2, 14, 44)] == [30.0, 45.0, None]


def displayed(cell: Cell | MergedCell) -> str:
    """What a spreadsheet shows for the few formats that occur."""
    value, shown = cell.value, cell.number_format
    if value is None or isinstance(value, str):
        return value or ""
    assert isinstance(value, int | float | Decimal)
    sign = "+" if shown.startswith("+") and value > 0 else ""
    decimals = len(shown.split(";")[0].rstrip("%").partition(".")[2])
    return f"{sign}{value:.{decimals}%}" if shown.endswith("%") else f"{sign}{value:.{decimals}f}"


def test_the_package_is_valid_untouched(files: dict[str, bytes], edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / "2020-07.zip"
    path.write_bytes(files["2020-07.zip"])
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", str(path), "--json"],
        capture_output=True,
        text=True,
    )
    report = json.loads(done.stdout)
    seconds = report["stats"].pop("seconds")
    assert report["valid"] and report["stats"] == {"tasks": 14, "errors": 0, "warnings": 0} and seconds < 60
    with zipfile.ZipFile(path) as package:
        descriptor = json.loads(package.read("datapackage.json"))
        content = package.read("data/county-comparison-year.csv").decode()
    assert content == csv_text(table_rows(edition.month.tables["county-comparison-year"]))
    assert [resource["name"] for resource in descriptor["resources"]] == [
        *edition.month.tables,
        "errata",
        "checks",
    ]
    assert descriptor["title"] == "2020年7月政务服务月报"
    fields = {field["name"]: field for field in descriptor["resources"][0]["schema"]["fields"]}
    assert fields["申请件"]["type"] == "integer" and "rules" not in descriptor["resources"][0]["schema"]
