"""The parts of importing by themselves: what two states differ in, bytes as text, files
that are not what they are called."""

from __future__ import annotations

import io
import zipfile

import pytest

from yuebao.importing.blocks import Grid, Paragraph, Refused
from yuebao.importing.difference import differences
from yuebao.importing.encodings import decode
from yuebao.importing.formats import read_document
from yuebao.importing.package import Relation, check_package, relations
from yuebao.importing.plain_text import read_csv
from yuebao.importing.sheet import check_count, check_size
from yuebao.importing.xlsx_strings import margin_lines
from yuebao.schema.reader import Schemas

HEADER = "序号,部门,申请件\n"
DIFFERENT: dict[str, tuple[dict[str, str], dict[str, str], list[str]]] = {
    "nothing": ({"t.csv": HEADER + "1,甲,5\n"}, {"t.csv": HEADER + "1,甲,5\n"}, []),
    "a figure": ({"t.csv": HEADER + "1,甲,5\n"}, {"t.csv": HEADER + "1,甲,6\n"}, ["t.csv 行“甲” 列“申请件”：5 → 6"]),
    "a blank": ({"t.csv": HEADER + "1,甲,5\n"}, {"t.csv": HEADER + "1,甲,\n"}, ["t.csv 行“甲” 列“申请件”：5 → 空白"]),
    "from a blank": ({"t.csv": HEADER + ",甲,5\n"}, {"t.csv": HEADER + "1,甲,5\n"}, ["t.csv 行“甲” 列“序号”：空白 → 1"]),
    "a row more": (
        {"t.csv": HEADER + "1,甲,5\n"}, {"t.csv": HEADER + "1,甲,5\n2,乙,6\n"}, ["t.csv 行“乙”：新增（2，乙，6）"],
    ),
    "a row less": (
        {"t.csv": HEADER + "1,甲,5\n2,乙,6\n"}, {"t.csv": HEADER + "1,甲,5\n"}, ["t.csv 行“乙”：删去（2，乙，6）"],
    ),
    "another order": (
        {"t.csv": HEADER + "1,甲,5\n1,乙,6\n"}, {"t.csv": HEADER + "1,乙,6\n1,甲,5\n"}, ["t.csv：各行的次序不同"],
    ),
    "one twice": (
        {"t.csv": HEADER + "1,甲,5\n"}, {"t.csv": HEADER + "1,甲,5\n2,甲,6\n"},
        ["t.csv 行“甲（第 2 次）”：新增（2，甲，6）"],
    ),
    "another header": (
        {"t.csv": HEADER + "1,甲,5\n"}, {"t.csv": "部门,序号,申请件\n甲,1,5\n乙,2,6\n"},
        ["t.csv：整张表重写（原来 1 行，现在 2 行）"],
    ),
    "a table more": ({}, {"t.csv": HEADER + "1,甲,5\n"}, ["t.csv：整张表重写（原来 0 行，现在 1 行）"]),
    "a table less": ({"t.csv": HEADER + "1,甲,5\n"}, {}, ["t.csv：整张表重写（原来 1 行，现在 0 行）"]),
    "an empty table": ({"t.csv": HEADER}, {"t.csv": ""}, ["t.csv：整张表重写（原来 0 行，现在 0 行）"]),
    "another file": (
        {"issue.yaml": "a: 1\n b: 2\n"}, {"issue.yaml": "a: 1\n b: 3\n"},
        ["issue.yaml：删去“b: 2”", "issue.yaml：新增“b: 3”"],
    ),
    "files by name": (
        {"b.yaml": "x\n"}, {"a.yaml": "y\n", "b.yaml": "x\n", "t.csv": HEADER},
        ["t.csv：整张表重写（原来 0 行，现在 0 行）", "a.yaml：新增“y”"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", DIFFERENT)
def test_what_differs_is_told_cell_by_cell(real_schemas: Schemas, case: str) -> None:
    before, after, told = DIFFERENT[case]
    assert (
        list(differences(before, after, {"t": real_schemas.latest.tables["department-volume-month"]})) == told
    )


def test_rows_without_a_key_are_known_by_their_place(real_schemas: Schemas) -> None:
    schema = real_schemas.latest.tables["satisfaction"]
    assert schema.primary_key == ()
    header = ",".join(schema.header)
    before, after = ({"s.csv": f"{header}\n1,2%,0,{rate}\n"} for rate in ("100%", "99%"))
    assert list(differences(before, after, {"s": schema})) == ["s.csv 行“第 2 行” 列“满意度”：100% → 99%"]


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        ("政务\n".encode(), "政务\n", "UTF-8"),
        ("政务".encode("utf-8-sig"), "政务", "UTF-8（有 BOM）"),
        ("政务".encode("utf-16"), "政务", "UTF-16"),
        (b"\xfe\xff" + "政务".encode("utf-16-be"), "政务", "UTF-16"),
        ("a政".encode("utf-16-le"), "a政", "UTF-16（没有 BOM）"),
        ("政务月报\n".encode("utf-16-be"), "政务月报\n", "UTF-16BE（没有 BOM）"),
        ("政务".encode("utf-32"), "政务", "UTF-32"),
        ("政务".encode("gb18030"), "政务", "GB18030"),
        (b"abc", "abc", "UTF-8"),
    ],
)
def test_bytes_are_text_in_some_encoding(content: bytes, text: str, encoding: str) -> None:
    assert decode(content) == (text, encoding)


NO_TEXT = "文件不是文字（既不是 UTF-8，也不是 UTF-16、GB18030）。请确认选对了文件，或另存为 UTF-8 文本。"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x01\x02\x03", NO_TEXT),
        (b"\xff\xff\xff", NO_TEXT),
        (b"a" * 5_000_001, "文件有 5.0 MB，一期月报的文字不会有这么多。请确认选对了文件。"),
        (
            "政务\n服务\n".encode() + b"\xff",
            "文件在第 3 行（第 15 个字节）处损坏或被截断，不是完整的 UTF-8 文字。请重新取得完整的文件。",
        ),
        (
            "政务".encode()[:-1],
            "文件在第 1 行（第 4 个字节）处损坏或被截断，不是完整的 UTF-8 文字。请重新取得完整的文件。",
        ),
    ],
    ids=["controls", "no encoding", "too much", "damaged", "cut off"],
)
def test_bytes_that_are_no_text_are_refused_with_the_place(content: bytes, said: str) -> None:
    with pytest.raises(Refused) as caught:
        decode(content)
    assert str(caught.value.args[0]) == said


def test_a_csv_is_one_table_under_the_name_of_its_file() -> None:
    document = read_csv("部门,申请件\n 甲 ,5\n".encode(), "附件2 办件量.2021.csv")
    heading, grid = document.blocks
    assert document.kind == "CSV，UTF-8"
    assert heading == Paragraph("附件2 办件量.2021", "文件名", caption=True)
    assert isinstance(grid, Grid)
    assert [(row.cells, row.place) for row in grid.rows] == [
        (("部门", "申请件"), "第 1 行"),
        (("甲", "5"), "第 2 行"),
    ]


ELSE = "请用 Word、Excel 或 WPS 打开后另存再导入。"
NOT_WHAT: dict[str, tuple[str, bytes, str]] = {
    "a damaged zip called .xls": ("x.xls", b"PK\x03\x04", f"文件名是 .xls，内容却是压缩包（.docx、.xlsx 都是这一类），已经损坏。{ELSE}"),
    "damaged old Word called .docx": (
        "x.docx", bytes.fromhex("d0cf11e0a1b11ae1"),
        f"文件名是 .docx，内容却是旧版 Office 文件（.doc、.xls、.wps 都是这一类），已经损坏。{ELSE}",
    ),
    "XML of nobody": ("x.xlsx", b" <a>", f"文件名是 .xlsx，内容却是网页或 XML。{ELSE}"),
    "something else": ("x.xlsx", b"abc", f"文件名是 .xlsx，内容却不是这种文件。{ELSE}"),
    "a text called .rtf": ("x.rtf", b"abc", f"文件名是 .rtf，内容却不是这种文件。{ELSE}"),
    "no text called .doc": ("x.doc", b"\x01\x02\x03", f"文件名是 .doc，内容却不是这种文件。{ELSE}"),
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_WHAT)
def test_a_file_that_is_not_what_it_is_called_is_refused(case: str) -> None:
    name, content, said = NOT_WHAT[case]
    with pytest.raises(Refused) as caught:
        read_document(content, name)
    assert caught.value.args == (said,)


def package(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return stream.getvalue()


MB = 1_000_000
BOUNDS = "（2000 个、120 MB，单个 40 MB），不予打开。一期月报不会有这么大；请确认文件来源。"
PACKAGES: dict[str, tuple[dict[str, bytes], str]] = {
    "fit": ({"need": b"x"}, ""),
    "without its part": ({"other": b"x"}, "这不是 .x 文件：压缩包里没有 need。请用 Word、Excel 或 WPS 另存后再导入。"),
    "a part just as large": ({"need": b"x", "a": bytes(40 * MB)}, ""),
    "a part too large": ({"need": b"x", "a": bytes(40 * MB + 1)}, f"压缩包展开后有 2 个文件、40 MB，超过上限{BOUNDS}"),
    "parts too large together": (
        {"need": b"x", **{str(number): bytes(39 * MB) for number in range(4)}},
        f"压缩包展开后有 5 个文件、156 MB，超过上限{BOUNDS}",
    ),
    "parts just as large together": ({"need": b"", **{str(number): bytes(40 * MB) for number in range(3)}}, ""),
    "as many parts as may be": ({"need": b"x", **{str(number): b"" for number in range(1999)}}, ""),
    "too many parts": (
        {"need": b"x", **{str(number): b"" for number in range(2000)}},
        f"压缩包展开后有 2001 个文件、0 MB，超过上限{BOUNDS}",
    ),
    **{
        f"{mark} in {name}": (
            {"need": b"x", name: b"<?xml?>" + mark.encode(code)},
            f"{name} 里有实体定义（DTD），办公软件不会写出这样的文件，不予打开。请确认文件来源。",
        )
        for mark in ("<!DOCTYPE", "<!ENTITY")
        for name, code in (("a.xml", "ascii"), ("b.rels", "utf-16-le"))
    },
    "a DTD where no XML is": ({"need": b"x", "a.png": b"<!DOCTYPE"}, ""),
}  # fmt: skip


@pytest.mark.parametrize("case", PACKAGES)
def test_a_package_is_looked_over_before_it_is_opened(case: str) -> None:
    parts, said = PACKAGES[case]
    content = package(parts)
    if not said:
        check_package(content, ".x", "need")
        return
    with pytest.raises(Refused) as caught:
        check_package(content, ".x", "need")
    assert caught.value.args == (said,)


@pytest.mark.parametrize("damage", ["cut", "inside", "none"])
def test_a_package_that_is_damaged_is_refused(damage: str) -> None:
    content = package({"need": b"x" * 1000, "a.xml": bytes(range(256)) * 40})
    spoiled = {
        "cut": content[:-30],
        "inside": content[:60] + b"\xff" * 30 + content[90:],
        "none": b"PK\x03\x04",
    }[damage]
    with pytest.raises(Refused, match=r"\.x 文件已损坏或不完整，打不开。请重新取得文件，或另存后再导入。"):
        check_package(spoiled, ".x", "a.xml")


def test_a_workbook_may_be_so_large() -> None:
    check_count(60)
    check_size("表", 5_000, 200)
    with pytest.raises(Refused, match="工作簿有 61 个工作表，一期月报不会有这么多。请确认选对了文件。"):
        check_count(61)
    for rows, columns, where in ((5_001, 1, "第 5001 行、A 列"), (1, 201, "第 1 行、GS 列")):
        with pytest.raises(Refused) as caught:
            check_size("表", rows, columns)
        assert caught.value.args == (
            f"工作表“表”用到{where}，一期月报不会有这么大。请删去多余的行列，或确认选对了文件。",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("&C甲 && 乙", ["甲 & 乙"]),
        ("&C甲&&乙", ["甲&乙"]),
        ("&C&&B甲", ["&B甲"]),
        ("&L左&C&B中&R右", ["左", "中", "右"]),
        ('&C&"宋体,Bold"&14标题&K01+034', ["标题"]),
        ("&C第 &P 页，共 &N 页", []),
        ("&L&A&CPage &P of &N&Rpage &P", []),
        ("&CPage 7", ["Page 7"]),
        ("&C&D &T", []),
    ],
)
def test_the_words_of_a_page_header(text: str, lines: list[str]) -> None:
    """A doubled sign is one that is printed, and begins no code."""
    assert margin_lines(text) == lines


RELATED: dict[str, tuple[dict[str, str], Relation]] = {
    "a part beside": (
        {"Id": "rId1", "Type": "http://x/relationships/image", "Target": "media/a.png"},
        Relation("rId1", "image", "xl/media/a.png", False),
    ),
    "from the top": (
        {"Id": "1", "Type": "x/image/", "Target": "/xl/b.png"},
        Relation("1", "image", "xl/b.png", False),
    ),
    "from above": (
        {"Id": "1", "Type": "image", "Target": "../c d.png"},
        Relation("1", "image", "c d.png", False),
    ),
    "as in addresses": (
        {"Id": "1", "Type": "x/y", "Target": "../c%20d.png"},
        Relation("1", "y", "c d.png", False),
    ),
    "as it is called": ({"Id": "1", "Type": "x/y", "Target": "e%20f"}, Relation("1", "y", "xl/e%20f", False)),
    "outside": (
        {"Id": "1", "Type": "x/hyperlink", "Target": "../%E4%B8%80", "TargetMode": "External"},
        Relation("1", "hyperlink", "../%E4%B8%80", True),
    ),
    "inside, as is said": ({"Target": "a", "TargetMode": "Internal"}, Relation("", "", "xl/a", False)),
    "nothing said": ({}, Relation("", "", "xl", False)),
    "outside, nothing said": ({"TargetMode": "External"}, Relation("", "", "", True)),
}


@pytest.mark.parametrize("name", RELATED)
def test_what_a_part_refers_to(name: str) -> None:
    attributes, expected = RELATED[name]
    assert list(relations("xl/workbook.xml", [attributes], {"xl/e%20f", "c d.png"})) == [expected]
