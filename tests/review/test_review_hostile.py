"""What a month says, for reviewers, from an archive full of markup: every text stays one cell, and none acts."""

from __future__ import annotations

from html import unescape

from markdown_it import MarkdownIt

from tests.support.archive import ArchiveFolder
from tests.support.program import run
from tests.synthetic.hostile import EXPLAINED, ITEM, REASON, REVIEWER


def test_every_text_is_one_cell_of_its_table(hostile_archive: ArchiveFolder) -> None:
    """New errata with markup in the item, the reason and the reviewer, as GitHub and GitLab render them."""
    status, out, _ = run(
        "validate", EXPLAINED, "--quiet", "--format", "markdown", "--root", str(hostile_archive.folder)
    )
    assert status == 0
    said = out[out.index(f"### {EXPLAINED} 说了什么") :]
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(said)
    for tag in ("<c>", "<script", "<b>粗", '<b>&"'):
        assert tag not in rendered
    rows = [row.split("</td>") for row in rendered.split("<tr>") if "date-in-month" in row]
    assert [len(row) - 1 for row in rows] == [7]
    cells = ["".join(unescape(cell).rpartition("<td>")[2].split()) for cell in rows[0][:-1]]
    for text in (ITEM, REASON, REVIEWER):
        assert any("".join(text.split())[:30] in cell for cell in cells), (text, cells)
