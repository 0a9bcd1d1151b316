"""Finished HTML that is set aside comes out as it went in, and everything around it is still Markdown."""

from __future__ import annotations

import pytest
from markdown import Markdown, markdown

TABLE = '<table class="a">\n<thead><tr><th>**甲**</th></tr></thead>\n\n<tr><td>1 < 2 &amp; _3_</td></tr>\n</table>'

CASES = {
    "between paragraphs": (f"前\n\n{TABLE}\n\n*后*", f"<p>前</p>\n{TABLE}\n<p><em>后</em></p>"),
    "right after a line": (f"前\n{TABLE}\n*后*", f"<p>前</p>\n{TABLE}\n<p><em>后</em></p>"),
    "in a box": (f'<div id="b">\n{TABLE}\n</div>', f'<div id="b">\n{TABLE}\n</div>'),
    "box in box": (
        "<div>\n<div>*a*</div>\n</div>\n\n*b*",
        "<div>\n<div>*a*</div>\n</div>\n<p><em>b</em></p>",
    ),
    "text after an inner box": (
        "<div>\n<div>甲</div>\n*乙*\n</div>\n\n*丙*",
        "<div>\n<div>甲</div>\n*乙*\n</div>\n<p><em>丙</em></p>",
    ),
    "two of them": (f"{TABLE}\n\n{TABLE}", f"{TABLE}\n{TABLE}"),
    "on one line": ("<table><tr></tr></table>", "<table><tr></tr></table>"),
    "a paragraph": ('<p class="a">*甲*</p>\n\n*乙*', '<p class="a">*甲*</p>\n<p><em>乙</em></p>'),
    "a longer name": ("<p><pre>*</pre></p>", "<p><pre>*</pre></p>"),
    "not an element": ("<tables>", "<p><tables></p>"),
    "within a line": ("<b>*甲*</b>", "<p><b><em>甲</em></b></p>"),
    "without an end": ("<hr>\n\n*后*", "<hr>\n<p><em>后</em></p>"),
    "not closed": ("<table>\n\n*后*", "<table>\n\n*后*"),
    "closed by another": ("<p>*a*\n\n<p>*b*</p>", "<p>*a*\n\n<p>*b*</p>"),
    "in a listing": ("    <table>\n    </table>", "<pre><code>&lt;table&gt;\n&lt;/table&gt;\n</code></pre>"),
}


@pytest.mark.parametrize("case", CASES)
def test_finished_html_is_left_alone(case: str) -> None:
    text, html = CASES[case]
    assert lines(markdown(text, extensions=["yuebao.builder.finished_html"])) == lines(html)


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_the_same_without_the_extension(case: str) -> None:
    text, _ = CASES[case]
    assert lines(markdown(text, extensions=["yuebao.builder.finished_html"])) == lines(markdown(text))


@pytest.mark.parametrize(
    "text", [TABLE, "<div>\n<div>甲</div>\n乙\n</div>", '<p class="a">\n甲\n</p>', "<table><tr></tr></table>"]
)
def test_a_finished_block_is_set_aside_whole(text: str) -> None:
    """Python-Markdown sees one mark in its place."""
    step = Markdown(extensions=["yuebao.builder.finished_html"]).preprocessors["finished_html"]
    before, *marks, after = step.run(["前", *text.split("\n"), "后"])
    assert (before, after) == ("前", "后")
    assert [mark for mark in marks if mark] == [step.md.htmlStash.get_placeholder(0)]
    assert step.md.htmlStash.rawHtmlBlocks == [text]


def lines(html: str) -> list[str]:
    """Those that are not blank: how many blank lines Markdown puts between blocks means nothing."""
    return [line for line in html.split("\n") if line]
