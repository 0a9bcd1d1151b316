"""Pages that people write: where they stand in the navigation decides what stands beside them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.support.archive import ArchiveFolder
from yuebao.workflows.build import build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LAST = "  - 关于: about.md\n"
MORE = """\
  - 单独: alone.md
  - 成组:
      - 甲: one.md
      - 乙: two.md
"""
BESIDE = "() => getComputedStyle(document.querySelector('.md-sidebar--primary')).display"
LEFT = "() => document.querySelector('h1').getBoundingClientRect().left"


def test_a_page_of_its_own_has_no_column_of_itself_beside_it(
    archive: ArchiveFolder, chromium: Browser
) -> None:
    """Wide: nothing but the pages of one section stand beside it. Narrow: the same column is the drawer, always there."""
    archive.edit("mkdocs.yml", LAST, LAST + MORE)
    for name in ("alone", "one", "two"):
        archive.write(f"docs/{name}.md", f"# 示例 {name}\n\n## 一\n\n示例\n")
    site = archive / "site"
    assert build(archive.folder, site).emitted.written is not None
    seen = {}
    for width in (1440, 390):
        page = chromium.new_page(viewport={"width": width, "height": 900})
        for name in ("files", "alone", "one", "two"):
            page.goto((site / f"{name}.html").as_uri())
            seen[width, name] = (page.evaluate(BESIDE) != "none", page.evaluate(LEFT))
        page.close()
    made = seen[1440, "files"]
    assert made[0] is False
    assert seen[1440, "alone"] == made
    assert [seen[1440, name][0] for name in ("one", "two")] == [True, True]
    assert [seen[390, name][0] for name in ("files", "alone", "one", "two")] == [True] * 4
