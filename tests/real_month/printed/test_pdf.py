"""The PDF of the real month, as those who cannot see it hear it: each figure in its cell, under its heading."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from tests.support.pdf_pages import said, squeezed, tagged, texts, told, words_of
from tests.support.published import made_file, published_edition
from tests.support.repository import ROOT
from yuebao.printed.edition import Edition
from yuebao.printed.issue_pages import IssuePages, issue_pages
from yuebao.printed.printed_table import PrintedRow

A4 = (595, 842)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return published_edition(ROOT, "2020-07")


def made(edition: Edition) -> bytes:
    return made_file(edition, "pdf")


@pytest.fixture(scope="module")
def content(edition: Edition) -> bytes:
    return made(edition)


@pytest.fixture(scope="module")
def document(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(edition: Edition) -> IssuePages:
    return issue_pages(edition.issue, edition.report, edition.printed, edition.checked)


def test_the_same_month_gives_the_same_bytes(edition: Edition, content: bytes) -> None:
    assert made(edition) == content


def test_every_cell_of_every_table_is_read_in_its_place(document: pikepdf.Pdf, pages: IssuePages) -> None:
    """Figure for figure, heading cells as such: the whole content of the eight attachments."""
    words = words_of(document)

    def row(element: Any) -> list[tuple[str, str]]:
        return [(str(cell.S), squeezed(said(cell, document, words))) for cell in tagged(element, "TH", "TD")]

    def printed(row: PrintedRow, heading: bool) -> list[tuple[str, str]]:
        return [("/TH" if heading or row.with_next else "/TD", squeezed(cell.text)) for cell in row.cells]

    read = [
        [row(element) for element in tagged(table, "TR")]
        for table in tagged(document.Root.StructTreeRoot, "Table")
    ]
    expected = [
        [printed(each, True) for each in item.content.table.head]
        + [printed(each, False) for each in item.content.table.body]
        for item in pages.attachments
        if item.content
    ]
    assert read == expected
    assert sum(len(cells) for table in read for cells in table) == 1697


def test_the_words_of_the_report_are_copied_as_they_are_printed(
    content: bytes, edition: Edition, pages: IssuePages
) -> None:
    found = squeezed("".join(texts(content)))
    for number in range(1, len(texts(content)) + 1):
        found = found.replace(f"—{number}—", "", 1)
    for section in pages.sections:
        assert squeezed(section.title) in found
    sentences = [
        block.text
        for section in edition.report.sections
        for block in section.blocks
        if hasattr(block, "text")
    ]
    assert len(sentences) == 10
    assert [text for text in sentences if squeezed(text) not in found] == []


def test_headings_are_marked_and_listed(document: pikepdf.Pdf, pages: IssuePages) -> None:
    words, root = words_of(document), document.Root.StructTreeRoot
    titles = [*(section.title for section in pages.sections), *(item.title for item in pages.attachments)]
    assert [said(each, document, words) for each in tagged(root, "H1")] == ["2020年7月政务服务月报"]
    assert [said(each, document, words) for each in tagged(root, "H2")] == titles
    with document.open_outline() as outline:
        assert [(top.title, [each.title for each in top.children]) for top in outline.root] == [
            ("2020年7月政务服务月报", titles)
        ]


def test_it_says_what_it_is(document: pikepdf.Pdf, content: bytes) -> None:
    root = document.Root
    assert str(root.Lang) == "zh-CN"
    assert bool(root.MarkInfo.Marked) and bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(document.docinfo["/Title"]) == "2020年7月政务服务月报"
    assert str(document.docinfo["/Author"]) == "米易县行政审批局"
    metadata = root.Metadata.read_bytes().decode()
    for part in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<"):
        assert part in metadata
    assert "草稿" not in told(content)


def test_pages_are_of_paper_and_numbered(document: pikepdf.Pdf, content: bytes) -> None:
    assert len(document.pages) == 14
    for number, (page, text) in enumerate(zip(document.pages, texts(content), strict=True), 1):
        assert tuple(round(float(side)) for side in page.mediabox[2:]) == A4
        assert f"—{number}—" in squeezed(text)


def test_a_table_of_several_pages_repeats_its_head(content: bytes) -> None:
    following = [text for text in map(squeezed, texts(content)) if text.startswith("考核项目事由加减分")]
    assert len(following) == 3


def test_the_fonts_are_in_the_file_in_part(document: pikepdf.Pdf) -> None:
    fonts = {
        str(font.BaseFont): font.DescendantFonts[0].FontDescriptor
        for page in document.pages
        for font in page.Resources.get("/Font", {}).values()
    }
    assert {name.partition("+")[2].rpartition("-Identity")[0] for name in fonts} == {
        "NotoSerifSC-Regular",
        "NotoSansSC-Regular",
    }
    for name, descriptor in fonts.items():
        assert len(name.partition("+")[0]) == 7
        assert 0 < len(descriptor.FontFile3.read_raw_bytes()) < 200_000
