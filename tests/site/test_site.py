"""The pages as Markdown: what stands on them, and that the same data gives the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, added
from tests.support.published import published_archive
from tests.support.rendered import render_site
from tests.synthetic import make_archive
from yuebao.workflows.emit import emit


def test_html_in_a_cell_is_text(archive: ArchiveFolder) -> None:
    archive.edit("data/2003-12/news.csv", added("2003-12-31,<script>alert(1)</script>*&amp;_\n"))
    found = published_archive(archive.folder)
    page = render_site(found)["issues/2003-12.md"].decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;*&amp;amp;_") == 2


def test_emit_twice_gives_identical_bytes_and_removes_what_is_gone(tmp_path: Path) -> None:
    make_archive(tmp_path, months=3)
    first = emit(tmp_path)
    assert first.written is not None
    assert "issues/2001-03.md" in first.written.changed
    again = emit(tmp_path)
    assert again.written is not None
    assert (again.written.changed, again.written.removed) == ((), ())
    shutil.rmtree(tmp_path / "data/2001-03")
    third = emit(tmp_path)
    assert third.written is not None
    assert "issues/2001-03.md" in third.written.removed
    assert not (tmp_path / "docs/issues/2001-03.md").exists()


def test_nothing_is_written_while_a_finding_is_open(tmp_path: Path) -> None:
    make_archive(tmp_path, months=1)
    table = tmp_path / "data/2001-01/town-volume-month.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("合计,", "合计,1", 1), encoding="utf-8")
    emitted = emit(tmp_path)
    assert emitted.written is None
    assert emitted.outcome.blocking
    assert not (tmp_path / "docs/issues/2001-01.md").exists()


def test_an_archive_outside_git_is_written_without_complaint(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    make_archive(tmp_path, months=1)
    assert emit(tmp_path).written is not None
    assert capfd.readouterr() == ("", "")
