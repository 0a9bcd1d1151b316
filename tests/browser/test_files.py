"""The files to download, fetched and opened in a real browser."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.browser.conftest import Site, Visit

pytestmark = pytest.mark.browser


def workbook(path: Path) -> bool:
    return "各县（区）月办件对比及考核得分表" in openpyxl.load_workbook(path).sheetnames


def document(path: Path) -> bool:
    return any("政务服务月报" in paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def package(path: Path) -> bool:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as found:
        return found.testzip() is None and "datapackage.json" in found.namelist()


def database(path: Path) -> bool:
    connection = sqlite3.connect(path)
    try:
        return bool(connection.execute("SELECT count(DISTINCT period) FROM figures").fetchone() == (120,))
    finally:
        connection.close()


def table(path: Path) -> bool:
    return path.read_bytes().startswith(b"\xef\xbb\xbf")


FILES: list[tuple[str, str, Callable[[Path], bool]]] = [
    ("issues/2005-06.html", "2005-06.xlsx", workbook),
    ("issues/2005-06.html", "2005-06.docx", document),
    ("issues/2005-06.html", "2005-06.zip", package),
    ("issues/2005-06.html", "2005-06-staff-scores.csv", table),
    ("files.html", "figures.csv", table),
    ("files.html", "archive.sqlite", database),
]


def test_a_click_brings_the_file_and_it_opens(large_site: Site, visit: Visit, tmp_path: Path) -> None:
    for page, name, opens in FILES:
        visit.page.goto(f"{large_site.url}/{page}")
        with visit.page.expect_download() as waiting:
            visit.page.locator(f"a[download][href$='/{name}']").first.click()
        assert waiting.value.suggested_filename == name
        target = tmp_path / name
        waiting.value.save_as(target)
        assert opens(target), name
    assert visit.errors == []
