"""Documents and folders that hide something: what is not read must be told, and nothing is read twice or from outside."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Literal

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.support.archive import ArchiveFolder
from tests.support.importing_cases import MONTH, NAME, PUBLISHED, TEXT, report, tables
from tests.support.report_documents import word_bytes, workbook_bytes
from tests.synthetic.hostile import MONTHS
from yuebao.importing.blocks import Document, Grid, Paragraph, Refused, Row
from yuebao.importing.docx import read_word
from yuebao.importing.header import Layout
from yuebao.importing.package import ENTRIES, PART, TOTAL, check_package
from yuebao.importing.remarks import Ambiguous
from yuebao.importing.rows import read_row
from yuebao.importing.xlsx import read_excel
from yuebao.schema.reader import Schemas
from yuebao.workflows.judge import read_standing

# --- workbooks ---


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_hidden_sheet_is_not_read_and_told(state: Literal["hidden", "veryHidden"], place: int) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "甲"
    for name in ("乙", "丙"):
        book.create_sheet(name)
    for sheet in book.worksheets:
        sheet["A1"] = f"{sheet.title}的字"
    book.worksheets[place].sheet_state = state
    document = read_excel(workbook_bytes(book), "a.xlsx")
    hidden = "甲乙丙"[place]
    assert read_aside(document) == [(f"工作表“{hidden}”", f"{hidden}的字", "工作表是隐藏的，没有读入")]
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert [row.cells for grid in grids for row in grid.rows] == [
        (f"{name}的字",) for name in "甲乙丙" if name != hidden
    ]


def read_aside(document: Document) -> list[tuple[str, str, str]]:
    """What is told of a workbook, but for the properties of the file."""
    return [(aside.place, aside.text, aside.reason) for aside in document.asides if not aside.note]


def told(sheet: str, listed: str) -> tuple[str, str, str]:
    saved = "请用 Excel 或 WPS 打开该文件，保存后再导入"
    return f"工作表“{sheet}”", listed, f"公式没有保存结果，按空白读入。{saved}"


def test_formulas_without_a_result_are_told_on_every_sheet() -> None:
    """A total that nobody calculated reads as a blank: openpyxl, like many programs, saves no results."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "甲"
    book.create_sheet("乙")
    book.create_sheet("丙")
    book.create_sheet("丁")["A1"] = 1
    for sheet, count in zip(book.worksheets, (1, 3, 9), strict=False):
        sheet["A1"] = "合计"
        for row in range(2, count + 2):
            sheet.cell(row, 2).value = f"=SUM(A{row}:A{row})"
    document = read_excel(workbook_bytes(book), "a.xlsx")
    nine = "、".join(f"B{row}" for row in range(2, 11))
    assert read_aside(document) == [told("甲", "B2"), told("乙", "B2、B3、B4"), told("丙", nine)]
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert {cell for grid in grids for row in grid.rows for cell in row.cells} == {"合计", "1"}


def test_a_result_that_was_saved_is_read_and_nothing_told() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "=1+1"
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook_bytes(book))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                assert b"<v></v>" in part or b"<v />" in part or b"<v/>" in part
                for empty in (b"<v></v>", b"<v />", b"<v/>"):
                    part = part.replace(empty, b"<v>2</v>")
            new.writestr(name, part)
    document = read_excel(stream.getvalue(), "a.xlsx")
    assert read_aside(document) == []
    assert [row.cells for block in document.blocks if isinstance(block, Grid) for row in block.rows] == [
        ("2",)
    ]


def test_a_figure_merged_over_rows_is_told(
    real_schemas: Schemas, town_layout: tuple[Layout, dict[str, int]]
) -> None:
    """Read into both rows; whether it holds for both only a person can say. A merged name is nothing to tell."""
    layout, at = town_layout
    schema = real_schemas.latest.tables[layout.table]
    cells = ("1", "示例镇", "5", "5", "5", "2", "3", "100%")
    for column, place in at.items():
        row = Row(cells, "第 3 行", frozenset({place}))
        remarks = read_row(row, layout, schema, trimmed=False).remarks
        figure = bool(schema.field[column].grammar)
        reason = f"“{column}”与上一行合并成一格，按两行同值读入"
        told = Ambiguous("第 3 行", cells[place], reason, ("空白",), (f"第 3 行第 {place + 1} 列",))
        assert remarks == ((told,) if figure else ()), column
    both = Row(cells, "第 3 行", frozenset({at["受理件"], at["办结件"]}))
    assert [remark.text for remark in read_row(both, layout, schema, trimmed=False).remarks] == ["5", "5"]
    blank = Row((*cells[:2], "", *cells[3:]), "第 3 行", frozenset({2}))
    assert read_row(blank, layout, schema, trimmed=False).remarks == ()


@pytest.fixture
def town_layout() -> tuple[Layout, dict[str, int]]:
    header = ("序号", "乡镇名称", "申请件", "受理件", "办结件", "线上办件数", "线下办件数", "按时办结率")
    at = {column: place for place, column in enumerate(header)}
    return Layout(
        "town-volume-month", ({place: column for column, place in at.items()},), (), len(header)
    ), at


# --- packages ---


def package(sizes: list[int], needed: str = "xl/workbook.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
        made.writestr(needed, "<a/>")
        for number, size in enumerate(sizes):
            made.writestr(f"part{number}.bin", bytes(size))
    return stream.getvalue()


MB = 1_000_000


@pytest.mark.parametrize(
    "sizes",
    [[41 * MB], [39 * MB] * 4, [1 * MB] * 125, [0] * (ENTRIES + 1)],
    ids=["one too large", "four of 39 MB", "many small", "too many"],
)
def test_a_package_that_unpacks_too_large_is_refused(sizes: list[int]) -> None:
    with pytest.raises(Refused, match="超过上限"):
        check_package(package(sizes), ".xlsx", "xl/workbook.xml")


def test_a_package_within_bounds_is_read() -> None:
    assert (PART, TOTAL) == (40 * MB, 120 * MB)
    check_package(package([39 * MB] * 3), ".xlsx", "xl/workbook.xml")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/deep/any.rels", "other.xml"])
@pytest.mark.parametrize("mark", ["<!DOCTYPE a>", "<!ENTITY a 'b'>"])
@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_a_part_with_a_dtd_is_refused_wherever_it_stands(part: str, mark: str, code: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name in {"xl/workbook.xml", "xl/styles.xml"} - {part}:
            made.writestr(name, "<a/>")
        made.writestr(part, f"{mark}<a/>".encode(code))
    with pytest.raises(Refused, match="DTD"):
        check_package(stream.getvalue(), ".xlsx", "xl/workbook.xml")


# --- Word: what was moved, deleted or inserted ---


def run_of(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


TRACKED = {
    "moved": (f"<w:moveFrom w:id='1'>{run_of('旧处')}</w:moveFrom>{run_of('中')}<w:moveTo w:id='2'>{run_of('新处')}</w:moveTo>", "中新处"),
    "deleted": (f"<w:del w:id='1'><w:r><w:delText>删去</w:delText></w:r></w:del>{run_of('留下')}", "留下"),
    "inserted": (f"{run_of('原有')}<w:ins w:id='1'>{run_of('插入')}</w:ins>", "原有插入"),
    "a field": (f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run_of('第')}", "第"),
    "a control": (f"<w:sdt><w:sdtContent>{run_of('控件')}</w:sdtContent></w:sdt>", "控件"),
    "a moved tail": (f"{run_of('甲')}<w:moveFrom w:id='1'>{run_of('甲')}</w:moveFrom>", "甲"),
}  # fmt: skip


@pytest.mark.parametrize("case", TRACKED)
@pytest.mark.parametrize("where", ["paragraph", "cell"])
def test_text_is_read_once_with_all_changes_accepted(case: str, where: str) -> None:
    inner, expected = TRACKED[case]
    document = docx.Document()
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>")
    if where == "cell":
        cell = document.add_table(1, 1).cell(0, 0)._tc
        cell.remove(cell.p_lst[0])
        cell.append(paragraph)
    else:
        document.element.body.insert(0, paragraph)
    texts = [
        text
        for block in read_word(word_bytes(document), "a.docx").blocks
        for text in (
            [block.text]
            if isinstance(block, Paragraph)
            else [cell for row in block.rows for cell in row.cells]
        )
        if text
    ]
    assert texts == [expected]


# --- folders ---

NEWEST = MONTHS[-1]


def name_source(root: Path, file: str, content: bytes) -> None:
    path = root / f"data/{NEWEST}/issue.yaml"
    head, _, _ = path.read_text(encoding="utf-8").partition("sources:")
    digest = hashlib.sha256(content).hexdigest()
    path.write_text(
        f"{head}sources:\n  - {{file: '{file}', sha256: {digest}, role: 原件, in_force: true}}\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    "file",
    [
        "source/deep/secret.txt",
        "source/deep/deeper/secret.txt",
        "source/../source/deep/secret.txt",
        "source/deep",
        "deep/secret.txt",
        "/etc/hostname",
        "../secret.txt",
        "source",
    ],
)
def test_a_document_outside_its_folder_is_not_read(
    hostile_archive: ArchiveFolder, tmp_path: Path, file: str
) -> None:
    """However deep, by a link or by a way out, even where its hash is right."""
    secret = b"13800138000 secret"
    outside = tmp_path / "outside"
    (outside / "deeper").mkdir(parents=True)
    for folder in (outside, outside / "deeper"):
        (folder / "secret.txt").write_bytes(secret)
    (tmp_path / "secret.txt").write_bytes(secret)
    (hostile_archive / f"data/{NEWEST}/source/deep").symlink_to(outside)
    name_source(hostile_archive.folder, file, secret)
    status, said, _ = hostile_archive.run("validate")
    assert status == 1
    assert f"data/{NEWEST}/issue.yaml" in said
    assert "13800138000" not in said and "personal-data" not in said


INVISIBLE = [0x01, 0x0B, 0x1F, 0x7F, 0x2028, 0x2029, 0xFEFF]


@pytest.mark.parametrize("code", INVISIBLE, ids="U+{:04X}".format)
@pytest.mark.parametrize("place", ["within", "last"])
def test_what_nobody_sees_is_found_and_named(hostile_archive: ArchiveFolder, code: int, place: str) -> None:
    path = hostile_archive / f"data/{NEWEST}/news.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[2] = lines[2].replace("示例", f"示{chr(code)}例") if place == "within" else f"{lines[2]}{chr(code)}"
    path.write_text("\n".join(lines), encoding="utf-8", newline="")
    status, said, _ = hostile_archive.run("validate", NEWEST)
    assert status == 1
    assert f"U+{code:04X}" in said and f"data/{NEWEST}/news.csv:3" in said


def test_a_forced_import_never_writes_through_a_link(city_archive: ArchiveFolder, tmp_path: Path) -> None:
    for name, content in PUBLISHED.items():
        city_archive.write(f"data/{MONTH}/{name}", content)
    city_archive.write(f"data/{MONTH}/source/{NAME}", TEXT)
    folder = city_archive / "data" / MONTH
    outside = tmp_path / "outside"
    outside.mkdir()
    before = tables(city_archive.folder)
    for name in ("news.csv", "awards.csv", "issue.yaml"):
        (outside / name).write_bytes(b"not of the archive")
        (folder / name).unlink()
        (folder / name).symlink_to(outside / name)
    status, _, _ = city_archive.run("import", str(report(tmp_path)), "--period", MONTH, "--force")
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == {
        name: b"not of the archive" for name in ("news.csv", "awards.csv", "issue.yaml")
    }
    if status == 0:
        assert not any(path.is_symlink() for path in folder.iterdir())
        assert tables(city_archive.folder) == before
    assert read_standing(city_archive.folder).months == (MONTH,)
