"""The page that a reviewer prints: an ordinary month fits on two sheets, from the command and from the desk."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.archive import REAL_MONTH, ArchiveFolder
from tests.support.desk import running_desk

pytestmark = pytest.mark.browser


def pages(file: Path) -> tuple[int, str]:
    """How many pages a PDF has, and how large they are."""
    told = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    count, size = re.search(r"Pages:\s+(\d+)", told), re.search(r"Page size:\s+(.*)", told)
    assert count is not None and size is not None
    return int(count[1]), size[1]


def printed(chromium: Browser, address: str, file: Path) -> tuple[int, str]:
    page = chromium.new_page()
    page.goto(address)
    page.pdf(path=str(file), prefer_css_page_size=True)
    page.context.close()
    return pages(file)


def test_the_page_of_the_command(chromium: Browser, real_archive: ArchiveFolder, tmp_path: Path) -> None:
    page = tmp_path / "review.html"
    page.write_text(real_archive.run("validate", REAL_MONTH, "--format", "html").out, encoding="utf-8")
    count, size = printed(chromium, page.as_uri(), tmp_path / "review.pdf")
    assert count <= 2 and "A4" in size


def test_the_page_of_the_desk(chromium: Browser, real_archive: ArchiveFolder, tmp_path: Path) -> None:
    with running_desk(real_archive.folder) as desk:
        count, size = printed(chromium, f"{desk.address}issues/{REAL_MONTH}/review", tmp_path / "desk.pdf")
    assert count <= 2 and "A4" in size
