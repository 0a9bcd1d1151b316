"""Files as people have them: pages of tables, sheets under other names, formats of other programs; each is read, or refused with the
one thing to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importing.test_workbook_parts import ROWS, WORDS, book_of
from tests.support.importing_cases import TEXT
from tests.support.report_documents import converted, save, word_bytes, word_document, workbook_bytes
from yuebao.importing.blocks import Document, Grid, Paragraph, Refused
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.formats import INSTEAD, READERS, read_document

CELLS = [tuple(map(str, row)) for row in ROWS]
PAGE = (
    "<html><head><meta charset={0}><title>标题不显示</title><style>td{{}}</style></head><body><p>乡镇一体化平台办件量</p>"
    "<table border=1><tr><th>序号<th>乡镇名称<th>申请件</tr><tr><td>1<td>普威镇<td>1700</tr>"
    "<tr><td>2</td><td>白马镇</td><td>5</td></tr><tr><td>3</td><td>丙谷镇</td><td>7</td></tr></table><p>完</p></body></html>"
)


def rows(document: Document) -> list[tuple[str, ...]]:
    return [row.cells for block in document.blocks if isinstance(block, Grid) for row in block.rows]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def read(content: bytes, name: str) -> Document:
    document = read_document(content, name)
    read_blocks(document, WORDS)
    return document


@pytest.mark.parametrize("name", ["x.html", "x.htm", "x.xls", "x.et"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_page_of_tables_is_read(name: str, encoding: str) -> None:
    document = read(PAGE.format(encoding).encode(encoding), name)
    assert (rows(document), lines(document)) == (CELLS, ["乡镇一体化平台办件量", "完"])


HTML: dict[str, tuple[str, list[tuple[str, ...]], list[str]]] = {
    "a cell over columns": ("<table><tr><td colspan=2>甲<td>乙<tr><td>1<td>2<td>3</table>", [("甲", "", "乙"), ("1", "2", "3")], []),
    "a cell over rows": ("<table><tr><td rowspan=2>甲<td>1<tr><td>2</table>", [("甲", "1"), ("甲", "2")], []),
    "over both": ("<table><tr><td rowspan=2 colspan=2>甲<td>1<tr><td>2</table>", [("甲", "", "1"), ("甲", "", "2")], []),
    "lines in a cell": ("<table><tr><td>12603<br>12650<td><p>甲</p><p>乙</p></table>", [("12603\n12650", "甲\n乙")], []),
    "a table in a cell": ("<table><tr><td>甲<table><tr><td>1<td>2</table><td>乙</table>", [("甲12", "乙")], []),
    "set high": ("<table><tr><td>12603<sup>1</sup></table>", [("12603¹",)], []),
    "set high within what is set high": ("<table><tr><td>甲<sup>1<sup>2</sup>3</sup>4</table>", [("甲¹²³4",)], []),
    "set low within what is set high": ("<table><tr><td>甲<sup>1<sub>2</sub>3</sup>4</table>", [("甲¹²³4",)], []),
    "closed more often than opened": ("<table><tr><td>甲</sup>1</sup><sup>2</sup>3</table>", [("甲1²3",)], []),
    "struck": ("<table><tr><td><del>12</del>12603</table>", [("12603",)], ["12"]),
    "hidden row": ("<table><tr><td>甲<tr style='display: none'><td>乙</tr><tr><td>丙</table>", [("甲",), ("丙",)], ["乙"]),
    "hidden words": ("<table><tr><td>甲<span hidden>乙</span></table>", [("甲",)], ["乙"]),
    "entities": ("<table><tr><td>甲&amp;乙&nbsp;&#20057;</table>", [("甲&乙\xa0乙",)], []),
    "a script": ("<script>alert(1)</script><table><tr><td>甲</table>", [("甲",)], []),
}  # fmt: skip


@pytest.mark.parametrize("case", HTML)
def test_tables_of_a_page(case: str) -> None:
    page, expected, left = HTML[case]
    document = read(page.encode(), "x.html")
    assert (rows(document), [aside.text for aside in document.asides]) == (expected, left)


def test_cells_with_tabs_called_a_workbook_are_read() -> None:
    text = "\n".join("\t".join(row) for row in CELLS)
    assert rows(read(text.encode("gb18030"), "x.xls")) == CELLS


def test_a_workbook_with_macros_is_read_and_they_are_told() -> None:
    assert rows(read(workbook_bytes(book_of()), "x.xlsm")) == CELLS
    assert rows(read(workbook_bytes(book_of()), "x.et")) == CELLS


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "name"),
    [("ods", "x.ods"), ("xls", "x.xls"), ("xls", "x.et"), ("xml:MS Excel 2003 XML", "x.xls")],
)
def test_sheets_of_other_programs(tmp_path: Path, kind: str, name: str) -> None:
    source = save(tmp_path, "x.xlsx", workbook_bytes(book_of()))
    content = _as_xml(source) if ":" in kind else converted(source, kind).read_bytes()
    assert rows(read(content, name)) == CELLS


def _as_xml(source: Path) -> bytes:
    cells = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="{"Number" if cell.isdecimal() else "String"}">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in CELLS
    )  # fmt: skip
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="表"><Table>{cells}</Table></Worksheet></Workbook>'
    ).encode()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["odt", "rtf", "doc"])
def test_documents_of_other_programs(tmp_path: Path, kind: str) -> None:
    start = "\n".join(TEXT.split("\n")[:14])
    source = save(tmp_path, "x.docx", word_bytes(word_document(start)))
    assert lines(read_document(converted(source, kind).read_bytes(), f"x.{kind}")) == [
        line.strip() for line in start.split("\n") if line.strip()
    ]


LOCKED = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".xlsm", ".xls", ".doc", ".wps", ".et"])
def test_a_file_with_a_password_is_refused_with_the_one_thing_to_do(suffix: str) -> None:
    with pytest.raises(
        Refused, match="文件有打开密码，读不了。请用 Word、Excel 或 WPS 打开它，去掉密码后另存再导入。"
    ):
        read_document(LOCKED, f"x{suffix}")


@pytest.mark.parametrize("suffix", INSTEAD)
def test_what_cannot_be_read_is_refused_with_the_one_thing_to_do(suffix: str) -> None:
    with pytest.raises(Refused) as refused:
        read_document(b"anything", f"x{suffix.upper()}")
    assert refused.value.args == (INSTEAD[suffix],) and "请" in INSTEAD[suffix]


def test_an_unknown_kind_is_answered_with_those_that_are_known() -> None:
    with pytest.raises(Refused) as refused:
        read_document(b"x", "x.abc")
    assert refused.value.args == (
        f"不认识“.abc”这种文件。请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 再导入。能导入的有：{'、'.join(READERS)}。",
    )
