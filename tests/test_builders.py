"""The same Markdown built by MkDocs and by zensical, the successor of the theme: the same pages, words and addresses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from compare_builders import build_both, compare, pages, read
from yuebao.publish import emit

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.slow
def test_both_builders_make_the_same_pages(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    for name in ("data", "schemas", "docs"):
        shutil.copytree(ROOT / name, archive / name)
    shutil.copy(ROOT / "mkdocs.yml", archive)
    assert emit(archive).written is not None
    (tmp_path / "work").mkdir()
    one, other = build_both(archive, tmp_path / "work")
    assert "issues/2020-07.html" in pages(one)
    words, addresses = read(other / "issues/2020-07.html")
    assert "11134" in "".join(words)
    assert "county-comparison-month.C33" in addresses
    assert compare(one, other) == []
