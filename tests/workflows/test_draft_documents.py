"""The documents of a draft: marked as one wherever they are looked at, what is left visibly left, and read back as a draft."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import openpyxl
import pytest

from tests.support.archive import ArchiveFolder, cell, csv_of, made_archive
from tests.support.half_done import (
    ABSENT,
    CELL,
    COLUMN,
    FOLDER,
    GONE,
    ISSUE,
    MONTH,
    TABLE,
    first_row,
    half_done,
)
from tests.support.pdf_pages import cells, squeezed, texts, told
from tests.support.report_documents import converted
from tests.synthetic import SMALL
from tests.workflows.test_drafts import BARRED

LINE = "草稿：整理中，还差 36 格（写着“待录”的）"
CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    """A half-done draft, exported; to be looked at."""
    folder = tmp_path_factory.mktemp("half-done") / "archive"
    archive = half_done(made_archive(folder, 3, first="2003-11", **SMALL))
    status, out, err = archive.run("export", MONTH)
    assert (status, err) == (0, "")
    assert out.split() == [str(path_of(archive, kind)) for kind in ("docx", "pdf", "xlsx", "zip")]
    return archive


def path_of(archive: ArchiveFolder, kind: str) -> Path:
    return archive / f"build/export/{MONTH}.{kind}"


def word_tables(archive: ArchiveFolder) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(str(path_of(archive, "docx"))).tables
    ]


def expected(archive: ArchiveFolder, table: str) -> list[list[str]]:
    """The cells of a table as they are typed, with the mark in each blank one."""
    header, *body = archive.rows(f"{FOLDER}/{table}.csv")
    return [header, *([text or "待录" for text in row] for row in body)]


def test_each_section_of_the_word_document_says_so(shared: ArchiveFolder) -> None:
    document = docx.Document(str(path_of(shared, "docx")))
    assert [section.header.paragraphs[0].text for section in document.sections] == [LINE] * len(
        document.sections
    )
    assert all(not section.header.is_linked_to_previous for section in document.sections)
    with zipfile.ZipFile(path_of(shared, "docx")) as package:
        core = ET.fromstring(package.read("docProps/core.xml"))
    assert core.findtext(f"{CORE}contentStatus") == "Draft"


def test_the_word_document_marks_what_is_left_and_writes_no_sentence_with_a_hole(
    shared: ArchiveFolder,
) -> None:
    texts = [each.text for each in docx.Document(str(path_of(shared, "docx"))).paragraphs if each.text]
    body = texts[: next(index for index, text in enumerate(texts) if text.startswith("附件："))]
    sections = [index for index, text in enumerate(body) if re.match("[一二三四五]、", text)]
    parts = [body[start + 1 : end] for start, end in zip(sections, [*sections[1:], None], strict=True)]
    assert "待录" in parts[0] and len(parts[0]) > 1, "one sentence lacks a figure, others do not"
    assert parts[-1][0] == "待录", "the news have no file"
    assert [text for text in parts[-1][1:] if "《好差评情况》：示例没有这一节" not in text] == [], (
        "and one table is absent"
    )
    assert body[2] == "示例 编\t待录", "the day of publication is not known"
    assert not any("None" in text or "，件" in text or re.search("[^0-9]件，", text) for text in body)
    tables = word_tables(shared)
    assert expected(shared, CELL[0]) in tables
    title = next(text for text in texts[::-1] if text.endswith("窗口工作人员综合考核排名表"))
    number = len(texts) - 1 - texts[::-1].index(title)
    assert texts[number + 1] == "待录", "the table has no row"
    assert texts[number - 1].startswith("附件")


@pytest.mark.slow
def test_libreoffice_prints_it_on_each_page(shared: ArchiveFolder, tmp_path: Path) -> None:
    copy = tmp_path / f"{MONTH}.docx"
    copy.write_bytes(path_of(shared, "docx").read_bytes())
    text = subprocess.run(
        ["pdftotext", "-layout", str(converted(copy, "pdf")), "-"], check=True, capture_output=True, text=True
    ).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) > 8
    for page in pages:
        assert re.sub(r"\s+", "", page).startswith(re.sub(r"\s+", "", LINE))


def test_the_workbook_says_so_on_a_sheet_on_each_page_and_in_each_cell(shared: ArchiveFolder) -> None:
    book = openpyxl.load_workbook(path_of(shared, "xlsx"))
    first, *sheets = book.worksheets
    assert (first.title, first["A1"].value) == ("草稿", LINE)
    for sheet in book.worksheets:
        assert sheet.oddHeader is not None
        assert str(sheet.oddHeader.center.text).startswith(LINE), sheet.title
        assert sheet.sheet_properties.tabColor is not None
    shown = {
        sheet.title: [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
        for sheet in sheets
    }
    towns = shown["乡镇一体化平台办件量"]
    assert [
        [re.sub("^1$", "100%", text) if index == 7 else text for index, text in enumerate(row)]
        for row in towns
    ] == [[text for text in row] for row in expected(shared, CELL[0])]
    for sheet in sheets:
        for row in sheet.iter_rows(min_row=2):
            for each in row:
                assert (each.fill.start_color.rgb == "FFFFF2CC") == (each.value == "待录"), (
                    sheet.title,
                    each.coordinate,
                )
    assert shown["窗口工作人员综合考核排名表"] == [["排名", "姓名", "单位", "得分"], ["待录"] * 4]
    assert shown["工作动态"] == [["日期", "内容"], ["待录"] * 2]
    assert "好差评情况" not in shown, "it was not published"


def package(archive: ArchiveFolder) -> tuple[Mapping[str, object], Mapping[str, str]]:
    with zipfile.ZipFile(path_of(archive, "zip")) as files:
        texts = {name: files.read(name).decode() for name in files.namelist()}
    return json.loads(texts.pop("datapackage.json")), texts


def test_the_data_package_states_it(shared: ArchiveFolder) -> None:
    descriptor, texts = package(shared)
    assert (descriptor["state"], descriptor["left"], descriptor["tablesLeft"]) == (
        "整理中",
        36,
        {TABLE: 4, GONE: 2},
    )
    resources = descriptor["resources"]
    assert isinstance(resources, list)
    assert {each["name"]: each["left"] for each in resources if "left" in each} == {
        "town-volume-month": 4,
        "town-volume-year": 3,
        "county-comparison-month": 6,
        "county-comparison-year": 4,
        "window-scores": 5,
        "awards": 7,
    }
    for name, text in texts.items():
        table = Path(name).stem
        if table != "errata":
            assert text == csv_of(shared.rows(f"{FOLDER}/{table}.csv")), table
    assert not {f"data/{name}.csv" for name in (TABLE, GONE, ABSENT)} & texts.keys()


def test_stock_frictionless_takes_it(shared: ArchiveFolder) -> None:
    import frictionless

    report = frictionless.validate(str(path_of(shared, "zip")))
    assert report.valid, report.flatten(["title", "fieldName", "rowNumber", "message"])


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_it_reads_back_as_a_draft(shared: ArchiveFolder, tmp_path: Path, kind: str) -> None:
    other = shared.copy(tmp_path / "other")
    tables = sorted(path.stem for path in (shared / FOLDER).glob("*.csv"))
    before = {table: shared.rows(f"{FOLDER}/{table}.csv") for table in tables}
    shutil.rmtree(other / FOLDER)
    status, out, err = other.run("import", str(path_of(shared, kind)), "--period", MONTH)
    assert status in (0, 1) and err == ""
    assert out.count("草稿") == 1 and "未能放置：无" in out and "有歧义：无" in out
    assert "注意：文件写着“草稿”：其中的空白（写着“待录”的也作空白）不作没有，留待录入\n" in out
    left = other / f"{FOLDER}/doubts.yaml"
    doubts = left.read_text(encoding="utf-8") if left.exists() else ""
    assert "草稿" not in doubts and "待录" not in doubts, "nobody has to decide what a mark means"
    issue = (other / ISSUE).read_text(encoding="utf-8")
    assert "state: 整理中\n" in issue and "complete" not in issue
    attached = [name for name in tables if kind == "xlsx" or name not in ("volume-summary", "awards")]
    for table in attached:
        assert other.rows(f"{FOLDER}/{table}.csv") == before[table], table
    assert out.split("\n\n")[1].startswith(f"整理中 {MONTH}：还差 ")


@pytest.mark.parametrize("what", BARRED)
def test_what_no_state_excuses_is_not_exported(archive: ArchiveFolder, what: str) -> None:
    archive.edit(ISSUE, lambda text: f"{text}state: 整理中\n")
    BARRED[what](archive)
    status, _, err = archive.run("export", MONTH)
    assert (status, err) == (1, f"{MONTH} 有未处理的问题，没有导出。\n")
    assert not (archive / "build/export").exists()


def test_findings_of_a_draft_stop_no_export(archive: ArchiveFolder) -> None:
    archive.edit(ISSUE, lambda text: f"{text}state: 整理中\n")
    archive.edit(f"{FOLDER}/{CELL[0]}.csv", cell(first_row(archive), CELL[1], "99999"))
    assert json.loads(archive.run("validate", "--format", "json").out)["summary"]["left"][0]["findings"]
    assert archive.run("export", MONTH).status == 0


def test_a_published_issue_has_none_of_it(archive: ArchiveFolder) -> None:
    assert archive.run("export", MONTH).status == 0
    for kind in ("docx", "xlsx", "zip"):
        with zipfile.ZipFile(io.BytesIO(path_of(archive, kind).read_bytes())) as files:
            for name in files.namelist():
                text = files.read(name).decode("utf-8", "replace")
                assert not any(word in text for word in ("草稿", "待录", "整理中", "rIdHeader")), name
    pages = squeezed(told(path_of(archive, "pdf").read_bytes()))
    assert not any(word in pages for word in ("草稿", "待录", "整理中"))


def test_the_pdf_of_a_draft_says_so_and_what_is_left(shared: ArchiveFolder) -> None:
    """On every page, and in the cells; as many as the Word document marks."""
    content = path_of(shared, "pdf").read_bytes()
    assert [page for page in texts(content) if "草稿：整理中" not in squeezed(page)] == []
    with zipfile.ZipFile(io.BytesIO(path_of(shared, "docx").read_bytes())) as files:
        body = files.read("word/document.xml").decode()
    marked = sum("待录" in cell for cell in cells(content))
    assert marked == len(re.findall("<w:tc>(?:(?!</w:tc>).)*待录", body)) > 20


def test_first_row_is_the_one_that_is_left(shared: ArchiveFolder) -> None:
    """The draft of these tests is what they take it for."""
    row = next(row for row in shared.rows(f"{FOLDER}/{CELL[0]}.csv") if first_row(shared) in row)
    assert row[3] == "" and all(row[2] == "" for row in shared.rows(f"{FOLDER}/{COLUMN[0]}.csv")[1:])
