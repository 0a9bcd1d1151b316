"""What validates can be exported, and what is exported its readers open: any text that passes, in every kind of file."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import sqlite3
import zipfile
from contextlib import closing

import docx
import openpyxl
import pikepdf
import pytest
from lxml import etree

from tests.support.archive import ArchiveFolder
from tests.support.pdf_pages import squeezed, told
from yuebao.model.characters import UNFIT

FIRST = "2003-12-01,示例：新增2项事项实现全流程网上办理。"


def fit_characters(seed: int, count: int) -> str:
    """Characters from all planes that validation lets through, with those that break markup in front."""
    draw = random.Random(seed)
    chosen = [
        chr(
            draw.choice(
                (
                    draw.randrange(0x20, 0x3000),
                    draw.randrange(0x3000, 0x10000),
                    draw.randrange(0x10000, 0x110000),
                )
            )
        )
        for _ in range(count * 3)
    ]
    fit = [sign for sign in chosen if not UNFIT.match(sign) and not sign.isspace()][:count]
    return "".join(["甲<&>\"'`|*_]]>{{}}\\", "𠮷", "é", "甲", *fit, "乙"])


@pytest.mark.parametrize("seed", range(3))
def test_every_file_opens_and_says_the_same(archive: ArchiveFolder, seed: int) -> None:
    text = fit_characters(seed, 400)
    quoted = text.replace('"', '""')
    archive.edit("data/2003-12/news.csv", FIRST, f'2003-12-01,"{quoted}"')
    status, out, err = archive.run("emit", "-q")
    assert status == 0, out + err
    files = {
        path.relative_to(archive / "docs").as_posix(): path.read_bytes()
        for path in (archive / "docs").rglob("*")
        if path.is_file()
    }
    rows = list(
        csv.reader(io.StringIO(files["files/2003-12/2003-12-news.csv"].decode("utf-8-sig"), newline=""))
    )
    assert rows[1] == ["2003-12-01", text]
    opened = {name.rpartition(".")[2] for name in files if open_file(name, files[name])}
    assert opened >= {"docx", "pdf", "xlsx", "zip", "csv", "json", "xml", "sqlite"}
    printed = squeezed(told(files["files/2003-12/2003-12.pdf"]))
    assert unprinted(text, printed) == []
    word = docx.Document(io.BytesIO(files["files/2003-12/2003-12.docx"]))
    assert any(text in paragraph.text for paragraph in word.paragraphs)
    book = openpyxl.load_workbook(io.BytesIO(files["files/2003-12/2003-12.xlsx"]))
    assert any(cell.value == text for sheet in book for row in sheet.iter_rows() for cell in row)
    documents = [json.loads(files[name]) for name in files if name.endswith(".json") and "2003-12" in name]
    assert any(text in strings(document) for document in documents)


def unprinted(text: str, printed: str) -> list[str]:
    """The characters that are neither printed nor told by their code among those that the fonts lack."""
    codes = set(re.findall("U\\+([0-9A-F]+)", printed))
    return [sign for sign in squeezed(text) if sign not in printed and f"{ord(sign):04X}" not in codes]


def strings(value: object) -> list[str]:
    """Every text of a JSON document."""
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [text for part in parts for text in strings(part)]
    return [value] if isinstance(value, str) else []


def open_file(name: str, content: bytes) -> bool:
    """Whether the file is of a kind that has a reader; it raises where the reader refuses it."""
    kind = name.rpartition(".")[2]
    if kind in ("docx", "xlsx", "zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            assert package.testzip() is None
            for part in package.namelist():
                if part.endswith((".xml", ".rels")):
                    etree.fromstring(package.read(part))
    elif kind in ("xml", "svg"):
        etree.fromstring(content)
    elif kind == "json":
        json.loads(content)
    elif kind == "pdf":
        with pikepdf.open(io.BytesIO(content)) as document:
            assert document.check_pdf_syntax() == []
    elif kind == "csv":
        list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    elif kind == "sqlite":
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(content)
            assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    else:
        return False
    return True
