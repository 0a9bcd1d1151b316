"""The yardstick of `yuebao build`: the same pages with pipe tables, for bare MkDocs with its own plain theme, no search.

python bare_site.py ARCHIVE FOLDER
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

TABLE = re.compile(
    r'^(?:<div class="yb-table"[^>]*>\n)?<table(.*?)^</table>$(?:\n</div>$)?', re.MULTILINE | re.DOTALL
)
ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
SETTINGS = """\
site_name: 示例
theme: {name: mkdocs}
plugins: []
use_directory_urls: false
markdown_extensions: [tables, attr_list, toc]
"""


def pipe_table(table: re.Match[str]) -> str:
    """The table as a person would have written it in Markdown: texts only."""
    rows = [
        [html.unescape(TAG.sub("", cell)).replace("|", r"\\|") for cell in CELL.findall(row)]
        for row in ROW.findall(table.group())
    ]
    width = max(len(row) for row in rows)
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    return "\n".join(["", lines[0], "|" + " --- |" * width, *lines[1:], ""])


def write_bare_site(archive: Path, folder: Path) -> int:
    """Write the site's sources into ``folder``; how many pages they are."""
    docs = archive / "docs"
    pages = sorted(docs.rglob("*.md"))
    for page in pages:
        target = folder / "docs" / page.relative_to(docs)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(TABLE.sub(pipe_table, page.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return len(pages)


if __name__ == "__main__":
    print(write_bare_site(Path(sys.argv[1]), Path(sys.argv[2])), "pages")
