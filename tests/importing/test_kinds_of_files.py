"""One month as a file of every kind that people have, under its own name and under wrong ones: read cell for cell like the .docx, or
refused with the one thing to do, nothing written. Real LibreOffice makes the files where it can."""

from __future__ import annotations

import base64
import csv
import io
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.importing.test_word_faults import renamed, strict
from tests.support.archive import ArchiveFolder, tree
from tests.support.example_report import bare_example
from tests.support.importing_cases import MONTH, PUBLISHED, TEXT, assert_the_month, document, tables
from tests.support.report_documents import (
    converted,
    save,
    word_bytes,
    word_document,
    workbook,
    workbook_bytes,
)
from tests.support.word_parts import files_of, package, row, table, word_of
from yuebao.importing.blocks import Refused
from yuebao.importing.contents import OLD
from yuebao.importing.formats import INSTEAD, takes_office
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import Standing, read_standing

Made = Callable[[str], bytes]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The month in a format: `w.…` from the Word document, `x.…` from the workbook, each converted once; others by hand."""
    folder = tmp_path_factory.mktemp("kinds")
    kept = {
        "w.docx": word_bytes(word_document(TEXT)),
        "x.xlsx": workbook_bytes(workbook(TEXT, numbers=False)),
    }

    def content(kind: str) -> bytes:
        if kind in BY_HAND:
            return BY_HAND[kind](content)
        if kind not in kept:
            start = "w.docx" if kind.startswith("w.") else "x.xlsx"
            kept[kind] = converted(save(folder, start, kept[start]), kind[2:]).read_bytes()
        return kept[kind]

    return content


def flat(content: bytes) -> bytes:
    """The document as one XML file of all its parts."""
    parts = "".join(
        f'<pkg:part pkg:name="/{name}" pkg:contentType="application/xml"><pkg:xmlData>{part.decode().partition("?>")[2]}</pkg:xmlData></pkg:part>'
        for name, part in files_of(content).items()
        if name.endswith((".xml", ".rels")) and name != "[Content_Types].xml"
    )
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    return f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="{space}">{parts}</pkg:package>'.encode()


def archived_page(page: bytes) -> bytes:
    """A page as browsers and Office pack it with its pictures."""
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
    return f"{head}Content-Transfer-Encoding: base64\r\n\r\n".encode() + base64.encodebytes(page) + b"--x--\r\n"  # fmt: skip


def sheets_2003(_: Made) -> bytes:
    """The sheets of the workbook in the XML of Excel 2003."""
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    sheets = ""
    for sheet in workbook(TEXT, numbers=False).worksheets:
        rows = "".join(
            f'<Row ss:Index="{at}">'
            + "".join(
                f'<Cell ss:Index="{cell.column}"><Data ss:Type="String">{cell.value}</Data></Cell>'
                for cell in row
                if cell.value
            )
            + "</Row>"
            for at, row in enumerate(sheet.iter_rows(), 1)
        )
        sheets += f'<Worksheet ss:Name="{sheet.title}"><Table>{rows}</Table></Worksheet>'
    return f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{space}" xmlns:ss="{space}">{sheets}</Workbook>'.encode()


ABREAST = re.compile(r"^((?:[^\t]+\t){4})\t(?=1[0-9]\t)")
"""Where the second page of the staff leaves a column free between two people, under a header that leaves none."""


def lines() -> list[list[str]]:
    """The whole month line by line, as it stands on one sheet or in one table."""
    return [ABREAST.sub(r"\1", line).split("\t") for line in TEXT.split("\n")]


def padded() -> list[list[str]]:
    """Each line as wide as the widest, as programs save a sheet as text."""
    width = max(map(len, lines()))
    return [[*line, *[""] * (width - len(line))] for line in lines()]


def one_sheet(first: int = 1, *, merged: bool = False) -> bytes:
    """The whole month on one sheet, one table below the other, from a column on; titles merged across or not."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, line in enumerate(lines(), 1):
        for column, text in enumerate(line, first):
            if text:
                sheet.cell(number, column).value = text
                sheet.cell(number, column).data_type = "s"
        if merged and len(line) == 1 and line[0]:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=9)
    return workbook_bytes(book)


def one_table() -> bytes:
    """The whole month in one table of Word."""
    return word_of(table(*(row(*line) for line in padded())))


def as_csv(rows: list[list[str]], mark: str = ",") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=mark, lineterminator="\r\n").writerows(rows)
    return written.getvalue()


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)
BY_HAND: Mapping[str, Callable[[Made], bytes]] = {
    "strict.docx": lambda made: strict(made("w.docx")),
    "strict.xlsx": lambda made: strict(made("x.xlsx")),
    "document2.docx": lambda made: renamed(made("w.docx")),
    "flat.xml": lambda made: flat(made("w.docx")),
    "sheets.xml": sheets_2003,
    "one.xlsx": lambda made: one_sheet(),
    "one-aside.xlsx": lambda made: one_sheet(3),
    "one-merged.xlsx": lambda made: one_sheet(merged=True),
    "one.docx": lambda made: one_table(),
    "padded.csv": lambda made: as_csv(padded()).encode("gb18030"),
    "padded.tsv": lambda made: as_csv(padded(), "\t").encode("utf-16"),
    "no-blank-lines.csv": lambda made: as_csv([line for line in padded() if any(line)]).encode(),
    "page.mht": lambda made: archived_page(made("w.html")),
    "text": lambda made: TEXT.encode(),
    "text.gbk": lambda made: TEXT.encode("gb18030"),
    "text.utf16": lambda made: TEXT.encode("utf-16-be"),
    "commas": lambda made: as_csv(lines()).encode(),
    "semicolons": lambda made: as_csv(lines(), ";").encode("gb18030"),
    "picture": lambda made: PICTURE,
    "photo": lambda made: b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(100),
    "rar": lambda made: b"Rar!\x1a\x07\0" + bytes(range(200)),
    "zip": lambda made: package({"月报.txt": TEXT.encode()}),
    "slides": lambda made: package({"[Content_Types].xml": b'"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"'}),
    "binary": lambda made: package({"[Content_Types].xml": b'"application/vnd.ms-excel.sheet.binary.macroEnabled.main"', "xl/workbook.bin": b"x"}),
    "ofd": lambda made: package({"OFD.xml": b"<ofd/>"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def standing_archive(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    return read_standing(bare_example(tmp_path_factory.mktemp("kinds") / "archive").folder)


@pytest.fixture
def archive(standing_archive: Standing) -> Standing:
    """The archive without the month that the test before brought in."""
    shutil.rmtree(standing_archive.root / "data" / MONTH, ignore_errors=True)
    return standing_archive


WORD, SHEETS, PAGE = "Word 文档", "Excel 工作簿", "网页，UTF-8"
OLD_SHEETS = "Excel 97 工作簿"


def by_office(kind: str, suffix: str) -> str:
    return f"{kind}（由 LibreOffice 从 {suffix} 转换）"


ALONE: list[tuple[str, str, str]] = [
    *[("w.docx", name, WORD) for name in (".docx", ".DOCX", ".docm", ".dotm")], ("strict.docx", ".docx", WORD),
    ("document2.docx", ".docx", WORD), ("x.xlsx", ".xlsx", SHEETS), ("x.xlsx", ".xltm", SHEETS), ("strict.xlsx", ".xlsx", SHEETS), *[(name, ".xlsx", SHEETS) for name in ("one.xlsx", "one-aside.xlsx", "one-merged.xlsx")], ("one.docx", ".docx", WORD),
    ("padded.csv", ".csv", "CSV，GB18030"), ("padded.tsv", ".txt", "文本，UTF-16"), ("no-blank-lines.csv", ".csv", "CSV，UTF-8"),
    ("text", ".txt", "文本，UTF-8"), ("text.gbk", ".txt", "文本，GB18030"), ("text.utf16", ".txt", "文本，UTF-16BE（没有 BOM）"),
    ("text", ".csv", "CSV，UTF-8"), ("text", ".tsv", "CSV，UTF-8"), ("text.gbk", ".xls", "CSV，GB18030"), ("commas", ".csv", "CSV，UTF-8"),
    ("semicolons", ".csv", "CSV，GB18030"), ("text", ".html", "文本，UTF-8，文件名写作 .html"), ("text.gbk", ".doc", "文本，GB18030，文件名写作 .doc"),
    ("text.utf16", ".wps", "文本，UTF-16BE（没有 BOM），文件名写作 .wps"),
    *[("w.docx", name, f"{WORD}，文件名写作 {name}") for name in (".doc", ".wps", ".xlsx", ".xls", ".txt", ".csv", ".html", ".odt", ".rtf", ".zip", ".pdf")],
    *[("x.xlsx", name, f"{SHEETS}，文件名写作 {name}") for name in (".xls", ".et", ".docx", ".doc", ".csv", ".html", ".ods", ".jpg")],
    ("w.docx", "", f"{WORD}，文件名没有扩展名"),
]  # fmt: skip
"""What the file is, how its name ends, and as what it is read: without LibreOffice."""
BY_OFFICE: list[tuple[str, str, str]] = [
    ("w.docm", ".docm", WORD), ("w.dotx", ".dotx", WORD), ("x.xlsm", ".xlsm", SHEETS), ("x.xltx", ".xltx", SHEETS), ("x.xls", ".xls", OLD_SHEETS),
    ("x.xls", ".et", OLD_SHEETS), ("w.odt", ".odt", by_office(WORD, ".odt")), ("w.rtf", ".rtf", by_office(WORD, ".rtf")),
    ("x.ods", ".ods", by_office(SHEETS, ".ods")), ("w.html", ".html", PAGE), ("w.html", ".htm", PAGE), ("sheets.xml", ".xml", by_office(SHEETS, ".xml")),
    *[("w.html", name, f"{PAGE}，文件名写作 {name}") for name in (".doc", ".wps", ".docx", ".txt", ".csv")],
    *[("x.xls", name, f"{OLD_SHEETS}，文件名写作 {name}") for name in (".xlsx", ".doc", ".csv")],
    ("w.rtf", ".doc", by_office(WORD, ".doc")), ("w.rtf", ".docx", f"{by_office(WORD, '.rtf')}，文件名写作 .docx"),
    ("w.doc", ".docx", f"{by_office(WORD, '.doc')}，文件名写作 .docx"), ("w.doc", ".xls", f"{by_office(WORD, '.doc')}，文件名写作 .xls"),
    ("w.odt", ".docx", f"{by_office(WORD, '.odt')}，文件名写作 .docx"), ("x.ods", ".xlsx", f"{by_office(SHEETS, '.ods')}，文件名写作 .xlsx"),
    ("sheets.xml", ".xls", f"{by_office(SHEETS, '.xml')}，文件名写作 .xls"),
]  # fmt: skip
"""The same, of files that LibreOffice made or converts; `test_import_documents` has .doc, .wps and .xls under their own names."""


def check(archive: Standing, folder: Path, content: bytes, suffix: str, kind: str) -> None:
    imported = import_document(archive, save(folder, f"report{suffix}", content), MONTH)
    assert imported.kind == kind
    assert_the_month(imported, archive.root, MONTH, PUBLISHED, signs=0, spelled=5)


@pytest.mark.parametrize(("source", "suffix", "kind"), ALONE)
def test_a_file_is_read_as_what_it_is(
    archive: Standing, made: Made, tmp_path: Path, source: str, suffix: str, kind: str
) -> None:
    check(archive, tmp_path, made(source), suffix, kind)


@pytest.mark.slow
@pytest.mark.parametrize(("source", "suffix", "kind"), BY_OFFICE)
def test_a_file_of_libreoffice_is_read_as_what_it_is(
    archive: Standing, made: Made, tmp_path: Path, source: str, suffix: str, kind: str
) -> None:
    check(archive, tmp_path, made(source), suffix, kind)


def instead(of: str, suffix: str, words: str) -> str:
    return f"文件名是 {suffix}，内容却是{words}。{INSTEAD[of]}"


REFUSED: list[tuple[str, str, str]] = [
    *[("picture", suffix, instead(".png", suffix, "图片")) for suffix in (".docx", ".doc", ".xls", ".txt", ".csv")],
    ("photo", ".txt", instead(".jpg", ".txt", "图片")),
    *[("zip", suffix, instead(".zip", suffix, "压缩文件")) for suffix in (".docx", ".doc", ".xls", ".xlsx", ".txt")],
    ("rar", ".doc", instead(".rar", ".doc", "压缩文件")), ("rar", ".zip", INSTEAD[".rar"]), ("zip", ".rar", INSTEAD[".rar"]),
    ("slides", ".docx", instead(".pptx", ".docx", "演示文稿")), ("slides", ".dps", INSTEAD[".dps"]), ("binary", ".xlsx", instead(".xlsb", ".xlsx", " .xlsb")),
    ("binary", ".xlsb", INSTEAD[".xlsb"]), ("ofd", ".ofd", INSTEAD[".ofd"]), ("ofd", ".docx", instead(".ofd", ".docx", " OFD")),
    ("zip", ".pages", INSTEAD[".pages"]), ("zip", ".numbers", INSTEAD[".numbers"]),
    ("flat.xml", ".xml", INSTEAD[".wordml"]), *[("flat.xml", suffix, instead(".wordml", suffix, " Word 2003 的 XML 一类")) for suffix in (".docx", ".doc")],
    *[("text", suffix, f"文件名是 {suffix}，内容却不是这种文件。请用 Word、Excel 或 WPS 打开后另存再导入。") for suffix in (".docx", ".xlsx", ".rtf", ".odt")],
]  # fmt: skip
REFUSED_OF_OFFICE: list[tuple[str, str, str]] = [
    ("w.pdf", ".pdf", INSTEAD[".pdf"]), *[("w.pdf", suffix, instead(".pdf", suffix, " PDF")) for suffix in (".docx", ".doc", ".wps", ".xls", ".et", ".txt")],
    ("page.mht", ".mht", INSTEAD[".mht"]), ("page.mht", ".eml", INSTEAD[".eml"]),
    *[("page.mht", suffix, instead(".mht", suffix, "网页的打包文件（.mht）")) for suffix in (".doc", ".xls", ".docx")],
    ("w.fodt", ".fodt", INSTEAD[".fodt"]), ("x.fods", ".fods", INSTEAD[".fods"]), ("w.fodt", ".odt", instead(".wordml", ".odt", " Word 2003 的 XML 一类")),
]  # fmt: skip


def check_refused(archive: Standing, folder: Path, content: bytes, suffix: str, said: str) -> None:
    before = tree(archive.root)
    with pytest.raises(Refused) as refused:
        import_document(archive, save(folder, f"report{suffix}", content), MONTH)
    assert str(refused.value) == said
    assert said.count("请") >= 1 and not re.search("Error|Traceback", said)
    assert tree(archive.root) == before


@pytest.mark.parametrize(("source", "suffix", "said"), REFUSED)
def test_what_cannot_be_read_is_refused_with_the_one_thing_to_do(
    archive: Standing, made: Made, tmp_path: Path, source: str, suffix: str, said: str
) -> None:
    check_refused(archive, tmp_path, made(source), suffix, said)


@pytest.mark.slow
@pytest.mark.parametrize(("source", "suffix", "said"), REFUSED_OF_OFFICE)
def test_what_libreoffice_makes_and_nobody_can_read(
    archive: Standing, made: Made, tmp_path: Path, source: str, suffix: str, said: str
) -> None:
    check_refused(archive, tmp_path, made(source), suffix, said)


@pytest.mark.parametrize(
    ("content", "name", "needed"),
    [
        (b"{\\rtf1 }", "x.docx", True),
        (b"{\\rtf1 }", "x.rtf", True),
        (OLD + bytes(600), "x.doc", True),
        (package({"mimetype": b"application/vnd.oasis.opendocument.text"}), "x.docx", True),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "x.xls",
            True,
        ),
        ("王某\t民政局".encode("gb18030"), "x.doc", False),
        (b"<html><body></body></html>", "x.doc", False),
        (PICTURE, "x.doc", False),
        (b"\x01\x02\x03", "x.doc", False),
        (OLD + bytes(600), "x.xls", False),
    ],
)
def test_who_needs_libreoffice_is_told_by_the_content(content: bytes, name: str, needed: bool) -> None:
    assert takes_office(content, name) == needed


SPACED = "各格之间只有空格、顿号或斜线，空白的格看不出在哪里，所以不读。请用 Excel 或 WPS 打开，分好列，另存为 .xlsx 再导入。"
ONE_BY_ONE = "表里的每一格各占一行，空白的格看不出在哪里，所以不读。请找到存成文字以前的文件（.docx、.xlsx 等）再导入。"
LOOSE: dict[str, tuple[str, str]] = {
    "spaces between the cells": ("  ", SPACED), "one space": (" ", SPACED), "wide spaces": ("\u3000", SPACED), "hard spaces": ("\xa0", SPACED),
    "the mark of lists": ("、", SPACED), "strokes": ("/", SPACED), "each cell on a line of its own": ("\n", ONE_BY_ONE),
    "and a blank line between": ("\n\n", ONE_BY_ONE),
}  # fmt: skip


@pytest.mark.parametrize("case", LOOSE)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_whose_cells_nothing_keeps_apart(
    archive: Standing, tmp_path: Path, case: str, encoding: str
) -> None:
    """As somebody copies it from a PDF, or a program saves it as text: the cause is told before all lines, nothing is written."""
    between, said = LOOSE[case]
    before = tree(archive.root)
    with pytest.raises(Refused) as refused:
        import_document(archive, document(tmp_path, TEXT.replace("\t", between), encoding=encoding), MONTH)
    first = str(refused.value).split("\n")[0]
    assert first.partition("：")[2] == said and first.startswith(("没有从文件里认出", "只从文件里认出"))
    assert tree(archive.root) == before


def test_how_the_command_ends(archive: Standing, made: Made, tmp_path: Path) -> None:
    """A file under a wrong name is read and said to be; one that cannot be read is refused: nothing on stdout, status 1."""
    command = ArchiveFolder(archive.root)
    path = save(tmp_path, "政务服务月报.doc", made("w.docx"))
    status, out, err = command.run("import", str(path), "--period", MONTH)
    assert out.startswith(f"已把 政务服务月报.doc（Word 文档，文件名写作 .doc）读入 data/{MONTH}/\n"), (
        out + err
    )
    assert status == 0 and tables(archive.root)["news.csv"] == PUBLISHED["news.csv"]
    shutil.rmtree(archive.root / "data" / MONTH)
    before = tree(archive.root)
    path = save(tmp_path, "政务服务月报.docx", made("zip"))
    status, out, err = command.run("import", str(path), "--period", MONTH)
    assert (status, out, err) == (
        1, "", f"没有导入 政务服务月报.docx：{instead('.zip', '.docx', '压缩文件')}\n",
    )  # fmt: skip
    assert tree(archive.root) == before
