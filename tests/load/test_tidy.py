"""What Excel, WPS and Notepad save is read, told once, and tidied; no figure and no name changes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.archive import ArchiveFolder, rows_of
from tests.support.example_month import example
from tests.support.fuzzing import examples
from tests.synthetic.explained import EXPLAINED
from yuebao.load.csv_text import read_records
from yuebao.load.fields import judges_of
from yuebao.load.table import read_table
from yuebao.load.tidied import tidied_table
from yuebao.model.csv_text import csv_text, table_rows

MONTH = f"data/{EXPLAINED}"
TOWN = f"{MONTH}/town-volume-month.csv"
NEWS = f"{MONTH}/news.csv"
SCHEMAS = example().standing.schemas
JUDGES = judges_of(SCHEMAS.latest.tables)
TABLES = {name: example().text(f"{name}.csv") for name in SCHEMAS.latest.tables}

Write = Callable[[list[list[str]]], bytes]


def saved(
    rows: list[list[str]], separator: str = ",", end: str = "\n", quote: Literal[0, 1] = csv.QUOTE_MINIMAL
) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator=end, quoting=quote).writerows(rows)
    return stream.getvalue()


def wide(rows: list[list[str]]) -> list[list[str]]:
    table = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789%+-."}
    return [
        rows[0],
        *(
            [re.sub(r"^[+-]?[0-9.]+%?$", lambda found: found[0].translate(table), cell) for cell in row]
            for row in rows[1:]
        ),
    ]


def thousands(rows: list[list[str]]) -> list[list[str]]:
    return [
        rows[0],
        *(
            [f"{int(cell):,}" if re.fullmatch("[1-9][0-9]{3,}", cell) else cell for cell in row]
            for row in rows[1:]
        ),
    ]


def excel_days(rows: list[list[str]]) -> list[list[str]]:
    def day(cell: str) -> str:
        found = re.fullmatch("([0-9]{4})-0?([0-9]+)-0?([0-9]+)", cell)
        return "/".join(found.groups()) if found else cell

    return [[day(cell) for cell in row] for row in rows]


def padded(rows: list[list[str]], columns: int = 4, lines: int = 30) -> list[list[str]]:
    return [
        *([*row, *[""] * columns] for row in rows),
        *([""] * (len(rows[0]) + columns) for _ in range(lines)),
    ]


WAYS: dict[str, tuple[Write, str]] = {
    "Notepad, UTF-8 with BOM": (lambda rows: saved(rows).encode("utf-8-sig"), "文件开头有 BOM"),
    "Excel, CSV UTF-8": (
        lambda rows: saved(rows, end="\r\n").encode("utf-8-sig"),
        "文件开头有 BOM；换行是 CRLF",
    ),
    "Excel, CSV": (
        lambda rows: saved(rows, end="\r\n").encode("gb18030"),
        "编码是 GB18030（GBK，应为 UTF-8）；换行是 CRLF",
    ),
    "Excel, Unicode text": (
        lambda rows: saved(rows, "\t", "\r\n").encode("utf-16"),
        "编码是 UTF-16（应为 UTF-8）；换行是 CRLF；分隔符是制表符（应为半角逗号）",
    ),
    "Notepad, UTF-16 BE": (
        lambda rows: b"\xfe\xff" + saved(rows).encode("utf-16-be"),
        "编码是 UTF-16（应为 UTF-8）",
    ),
    "old Mac": (lambda rows: saved(rows, end="\r").encode(), "换行是 CR"),
    "semicolons": (lambda rows: saved(rows, ";").encode(), "分隔符是分号（应为半角逗号）"),
    "WPS, every cell in quotes": (lambda rows: saved(rows, quote=csv.QUOTE_ALL).encode(), "多余的引号"),
    "full-width figures": (lambda rows: saved(wide(rows)).encode(), "全角的数字和符号"),
    "thousands": (lambda rows: saved(thousands(rows)).encode(), "千位分隔"),
    "days as Excel shows them": (lambda rows: saved(excel_days(rows)).encode(), "日期的写法"),
    "empty columns and lines": (lambda rows: saved(padded(rows)).encode(), "空行 30 处；表头之后的空列 4 处"),
    "spaces at the ends": (
        lambda rows: saved([[f" {cell}\u3000" if cell else cell for cell in row] for row in rows]).encode(),
        "首尾的空格",
    ),
    "kept as text": (
        lambda rows: "".join(
            ",".join(f'="{cell}"' if cell.isdigit() else cell for cell in row) + "\n" for row in rows
        ).encode(),
        '="…" 的写法',
    ),
    "all at once": (
        lambda rows: saved(padded(thousands(wide(rows))), "\t", "\r\n", csv.QUOTE_ALL).encode("utf-16"),
        "编码是 UTF-16（应为 UTF-8）；换行是 CRLF；分隔符是制表符（应为半角逗号）",
    ),
}
"""How a program saves the rows, and what is told of it."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", TABLES)
def test_read_told_and_tidied(name: str, way: str) -> None:
    """The same table, one finding for its form, and byte for byte the published file once it is tidied."""
    write, said = WAYS[way]
    published = TABLES[name]
    content = write(rows_of(published))
    if content == published.encode():
        return
    schema = SCHEMAS.latest.tables[name]
    plain, _, _ = read_table(published.encode(), schema, JUDGES[name], EXPLAINED, "t.csv")
    table, _, findings = read_table(content, schema, JUDGES[name], EXPLAINED, "t.csv")
    assert table is not None and plain is not None
    assert table_rows(table) == table_rows(plain)
    assert [item.rule for item in findings] == ["structure"]
    assert findings[0].message.startswith("文件的写法要整理：") and said.split("；")[0] in findings[0].message
    assert f"yuebao tidy {EXPLAINED}" in findings[0].remedy
    tidied = tidied_table(content, schema, JUDGES[name])
    assert (tidied.text, tidied.problem) == (published, None)
    assert tidied_table(tidied.text.encode(), schema, JUDGES[name]).notes == ()


def test_every_way_differs_somewhere() -> None:
    written = {
        way: [write(rows_of(text)) != text.encode() for text in TABLES.values()]
        for way, (write, _) in WAYS.items()
    }
    assert [way for way, differs in written.items() if not any(differs)] == []


def validated(root: Path) -> list[tuple[str, int | None, str, str]]:
    _, out, err = ArchiveFolder(root).run("validate", "--format", "json")
    assert "Traceback" not in err
    blocking = [item for item in json.loads(out)["findings"] if item["status"] != "explained"]
    return [(item["file"], item["line"], item["status"], item["message"]) for item in blocking]


@pytest.mark.parametrize("way", WAYS)
def test_the_whole_month_by_command(explained_archive: ArchiveFolder, way: str) -> None:
    """Every file saved so: one finding a file and nothing else; tidied, every byte is the published one."""
    write, _ = WAYS[way]
    changed = []
    for name, text in TABLES.items():
        content = write(rows_of(text))
        if content != text.encode():
            (explained_archive / MONTH / f"{name}.csv").write_bytes(content)
            changed.append(f"{MONTH}/{name}.csv")
    found = validated(explained_archive.folder)
    assert sorted(file for file, _, _, _ in found) == sorted(changed)
    assert all(
        status == "open" and message.startswith("文件的写法要整理：") for _, _, status, message in found
    )
    status, out, err = explained_archive.run("tidy", EXPLAINED)
    assert (status, err) == (0, "")
    assert [line for line in out.split("\n") if line.endswith("：已整理")] == [
        f"{MONTH}/{name}.csv：已整理" for name in TABLES if f"{MONTH}/{name}.csv" in changed
    ]
    for name, text in TABLES.items():
        assert (explained_archive / MONTH / f"{name}.csv").read_bytes() == text.encode(), name
    assert validated(explained_archive.folder) == []
    assert explained_archive.run("tidy", EXPLAINED) == (
        0,
        f"{EXPLAINED} 的文件都是规定的写法，没有改动。\n",
        "",
    )


YAML_WAYS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "BOM": (lambda text: text.encode("utf-8-sig"), "文件开头有 BOM"),
    "CRLF": (lambda text: text.replace("\n", "\r\n").encode(), "换行是 CRLF"),
    "GB18030": (lambda text: text.encode("gb18030"), "编码是 GB18030（GBK，应为 UTF-8）"),
    "UTF-16": (
        lambda text: text.replace("\n", "\r\n").encode("utf-16"),
        "编码是 UTF-16（应为 UTF-8）；换行是 CRLF",
    ),
}


@pytest.mark.parametrize("way", YAML_WAYS)
@pytest.mark.parametrize("file", [f"{MONTH}/issue.yaml", f"{MONTH}/errata.yaml"])
def test_masthead_and_errata(explained_archive: ArchiveFolder, file: str, way: str) -> None:
    write, said = YAML_WAYS[way]
    published = (explained_archive / file).read_bytes()
    (explained_archive / file).write_bytes(write(published.decode()))
    assert [(name, status, message) for name, _, status, message in validated(explained_archive.folder)] == [
        (file, "open", f"文件的写法要整理：{said}")
    ]
    status, out, _ = explained_archive.run("tidy", EXPLAINED)
    assert status == 0 and f"{file}：已整理" in out
    assert (explained_archive / file).read_bytes() == published


def test_the_registry_too(explained_archive: ArchiveFolder) -> None:
    file = explained_archive / "data/organizations.csv"
    published = file.read_bytes()
    file.write_bytes(published.decode().replace("\n", "\r\n").encode("gb18030"))
    assert [(name, status) for name, _, status, _ in validated(explained_archive.folder)] == [
        ("data/organizations.csv", "open")
    ]
    assert explained_archive.run("tidy", EXPLAINED)[0] == 0
    assert file.read_bytes() == published


def test_cells_of_several_lines_are_legal(explained_archive: ArchiveFolder) -> None:
    """A news item of two lines, in quotes as RFC 4180 has it: read, found clean, and exported as it is."""
    explained_archive.edit(
        NEWS,
        "2003-11-10,示例：组织政务服务业务培训，53人参加。",
        '2003-11-10,"示例：组织政务服务业务培训，53人参加。\n第二行，有 ""引号"", 有逗号。"',
    )
    assert validated(explained_archive.folder) == []
    assert explained_archive.run("tidy", EXPLAINED)[1].endswith("没有改动。\n")
    assert explained_archive.run("emit", "-q")[0] == 0
    downloaded = (explained_archive / "docs/files/2003-11/2003-11-news.csv").read_text(encoding="utf-8-sig")
    assert rows_of(downloaded)[2][1] == '示例：组织政务服务业务培训，53人参加。\n第二行，有 "引号", 有逗号。'


def test_an_address_counts_rows_as_a_spreadsheet_does() -> None:
    content = '日期,内容\n2003-11-01,"甲\n乙"\n\n2003-11-32,丙\n'.encode()
    _, _, findings = read_table(content, SCHEMAS.latest.tables["news"], JUDGES["news"], EXPLAINED, "t.csv")
    assert [(item.line, item.address) for item in findings if item.column] == [(5, "A4")]


REPEATED = {
    "in the middle": lambda lines: [*lines[:2], lines[0], *lines[2:]],
    "doubled": lambda lines: [lines[0], *lines],
    "at the end": lambda lines: [*lines, lines[0]],
}


@pytest.mark.parametrize("where", REPEATED)
@pytest.mark.parametrize("name", TABLES)
def test_a_repeated_header_is_no_row(name: str, where: str) -> None:
    lines = TABLES[name].removesuffix("\n").split("\n")
    content = "\n".join(REPEATED[where](lines)).encode()
    table, _, findings = read_table(content, SCHEMAS.latest.tables[name], JUDGES[name], EXPLAINED, "t.csv")
    assert table is not None and len(table) == len(lines) - 1
    assert [item.message for item in findings] == ["这一行又是表头，没有当作数据"]


def test_what_cannot_be_read_for_sure_is_told_and_left(explained_archive: ArchiveFolder) -> None:
    explained_archive.edit(TOWN, "示例一乡", '"示例一乡')
    (explained_archive / NEWS).write_bytes((explained_archive / NEWS).read_bytes().replace(b"\n", b"\r\n"))
    before = (explained_archive / TOWN).read_bytes()
    status, out, _ = explained_archive.run("tidy", EXPLAINED)
    assert status == 1
    assert f"{TOWN} 第 2 行：没有整理，文件未动：引号不成对" in out and f"{NEWS}：已整理" in out
    assert (explained_archive / TOWN).read_bytes() == before


def test_a_damaged_byte_is_not_called_an_encoding(explained_archive: ArchiveFolder) -> None:
    content = (
        (explained_archive / TOWN)
        .read_bytes()
        .replace("示例二镇".encode(), "示例二镇".encode()[:-1] + b"\x81", 1)
    )
    (explained_archive / TOWN).write_bytes(content.replace("示例一乡".encode(), "示例一乡".encode()[:-1], 1))
    assert (TOWN, 2, "open", "这一行有损坏的字节，不是完整的 UTF-8 文字") in validated(
        explained_archive.folder
    )


@pytest.mark.parametrize(
    ("month", "said"), [("2020-13", "“2020-13”不是统计期"), ("2020-08", "data/ 里没有 2020-08")]
)
def test_usage(explained_archive: ArchiveFolder, month: str, said: str) -> None:
    status, out, err = explained_archive.run("tidy", month)
    assert (status, out) == (2, "") and said in err


@examples(150)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=6),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_rfc_4180_writes_is_read(rows: list[list[str]]) -> None:
    """Any cells but those of a wholly blank row come back as they were."""
    rows = [row for row in [["甲", "乙", "丙"], *rows] if any(cell.strip() for cell in row)]
    reading = read_records(csv_text(rows))
    assert [list(record.cells or ()) for record in reading.records] == rows
    assert reading.problems == [] and reading.notes == []
