"""The documents of issues, to be opened beside their pages: to the byte, and nowhere where names are masked."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder
from tests.support.kept_documents import as_text, declare, keep
from tests.support.published import published_archive
from yuebao.model.fault import Fault
from yuebao.site import download_addresses as addresses
from yuebao.workflows.emit import emit
from yuebao.workflows.source_files import source_files

MONTH = "2003-12"


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("source/a.docx", "source/a.docx"),
        ("source/A.PDF", "source/A.PDF"),
        ("source/2003年 12月#终稿?.xls", "source/2003年 12月#终稿?.xls"),
        ("source/page.html", "source/page.html.txt"),
        ("source/page.htm", "source/page.htm.txt"),
        ("source/picture.svg", "source/picture.svg.txt"),
        ("source/notes.md", "source/notes.md.txt"),
        ("source/a.docx/none", "source/a.docx/none.txt"),
        ("source/none", "source/none.txt"),
    ],
)
def test_nothing_that_a_browser_would_run_or_that_becomes_a_page(file: str, address: str) -> None:
    assert addresses.source_document(MONTH, file) == f"files/{MONTH}/{address}"


def with_documents(archive: ArchiveFolder) -> tuple[str, bytes]:
    """The month keeps its text under a name with signs that mean something in addresses."""
    declare(archive)
    name, content = "终稿 100%#1?.txt", as_text(archive, MONTH).encode()
    keep(archive, MONTH, (name, content))
    return name, content


def offered(archive: ArchiveFolder) -> list[str]:
    page = (archive / f"docs/issues/{MONTH}.md").read_text(encoding="utf-8")
    return re.findall(r'<a href="([^"]*)" download>source/[^<]*</a>', page)


def test_the_document_beside_its_page(archive: ArchiveFolder) -> None:
    name, content = with_documents(archive)
    assert emit(archive.folder).written is not None
    assert (archive / f"docs/files/{MONTH}/source/{name}").read_bytes() == content
    assert offered(archive) == [f"../files/{MONTH}/source/%E7%BB%88%E7%A8%BF%20100%25%231%3F.txt"]
    page = (archive / f"docs/issues/{MONTH}.md").read_text(encoding="utf-8")
    assert f'data-sha256="{sha256(content).hexdigest()}">核对</button>' in page


def test_not_where_names_are_masked(archive: ArchiveFolder) -> None:
    """It prints them."""
    with_documents(archive)
    archive.edit("mkdocs.yml", "names: full", "names: masked")
    assert emit(archive.folder).written is not None
    assert offered(archive) == []
    assert [path for path in (archive / "docs").rglob("*") if "source" in path.parts] == []
    assert "yb-verify" not in (archive / f"docs/issues/{MONTH}.md").read_text(encoding="utf-8")


def test_one_that_changes_meanwhile_stops_everything(archive: ArchiveFolder, tmp_path: Path) -> None:
    name, _ = with_documents(archive)
    found = published_archive(archive.folder)
    edition = found.editions[found.by_month[MONTH]]
    ((_, write),) = source_files(archive.folder, found, edition)
    archive.write(f"data/{MONTH}/source/{name}", "别的")
    assert callable(write)
    with pytest.raises(Fault, match="在生成期间有改动，没有写任何文件"):
        write(tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
