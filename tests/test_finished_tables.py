"""Tables that are set aside come out as they went in, and everything around them is still Markdown."""

from __future__ import annotations

import pytest
from markdown import markdown

TABLE = '<table class="a">\n<thead><tr><th>**甲**</th></tr></thead>\n\n<tr><td>1 < 2 &amp; _3_</td></tr>\n</table>'

CASES = {
    "between paragraphs": (f"前\n\n{TABLE}\n\n*后*", f"<p>前</p>\n{TABLE}\n<p><em>后</em></p>"),
    "in a box": (f'<div id="b">\n{TABLE}\n</div>', f'<div id="b">\n{TABLE}\n</div>'),
    "two of them": (f"{TABLE}\n\n{TABLE}", f"{TABLE}\n{TABLE}"),
    "on one line": ("<table><tr></tr></table>", "<table><tr></tr></table>"),
    "not a table": ("<tables>", "<p><tables></p>"),
    "not closed": ("<table>\n\n*后*", "<table>\n\n*后*"),
    "in a listing": ("    <table>\n    </table>", "<pre><code>&lt;table&gt;\n&lt;/table&gt;\n</code></pre>"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_finished_table_is_left_alone(case: str) -> None:
    text, html = CASES[case]
    assert markdown(text, extensions=["yuebao.finished_tables"]) == html


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_the_same_without_the_extension(case: str) -> None:
    text, _ = CASES[case]
    assert lines(markdown(text, extensions=["yuebao.finished_tables"])) == lines(markdown(text))


def lines(html: str) -> list[str]:
    """Those that are not blank: how many blank lines Markdown puts between blocks means nothing."""
    return [line for line in html.split("\n") if line]
