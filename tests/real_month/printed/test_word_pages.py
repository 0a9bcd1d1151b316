"""The pages of the Word report as LibreOffice sets them, with whatever fonts the machine has."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.support.pdf_pages import texts
from tests.support.published import made_file, published_edition
from tests.support.report_documents import converted
from tests.support.repository import ROOT


@pytest.mark.slow
def test_no_figure_breaks_in_two(tmp_path: Path) -> None:
    edition = published_edition(ROOT, "2020-07")
    document = tmp_path / "2020-07.docx"
    document.write_bytes(made_file(edition, "docx"))
    set_in = Counter(" ".join(texts(converted(document, "pdf").read_bytes())).split())
    tables = edition.scope.tables
    figures = Counter(
        text
        for attachment in edition.report.attachments
        for column in tables[attachment.form.table].numbers
        for text in tables[attachment.form.table].texts[column]
        if text
    )
    assert sum(figures.values()) > 800
    assert figures - set_in == Counter()
