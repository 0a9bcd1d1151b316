"""The small pieces that all pages are made of, each as the HTML that it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yuebao.model.table import Cell, Table
from yuebao.site.marks import Note
from yuebao.site.pages.data_table import mark_link, mark_links, marked_as
from yuebao.site.pages.layout import markdown_text, render_page
from yuebao.site.pages.plain_table import (
    Heading,
    heading,
    link,
    missing_cell,
    nothing_cell,
    plain_table,
    published_cell,
    row_head,
)

ERRATUM = Note("疑1", '存疑1：按规则应为 "5" & <空白>', "erratum-1", "x")
CORRECTED = Note("更", "更正", "corrections", "c")
TABLE = Table(
    *("t", "t.csv", "2026-07", ("名", "数"), (2, 3), ("<甲>", "乙")),
    *({"名": ("<甲>", "乙"), "数": ("1", "")}, {"数": (Decimal(1), None)}, frozenset()),
    (),
    nothing=frozenset({(1, "数")}),
)


def test_marks_beside_a_cell() -> None:
    one = (
        '<a class="mark" href="a.html?x&amp;y#erratum-1"'
        ' title="存疑1：按规则应为 &#34;5&#34; &amp; &lt;空白&gt;">疑1</a>'
    )
    assert mark_link(ERRATUM, "a.html?x&y") == one
    assert mark_links([ERRATUM, CORRECTED], "a.html?x&y") == (
        f'{one}<a class="mark" href="a.html?x&amp;y#corrections" title="更正">更</a>'
    )
    assert mark_link(CORRECTED) == '<a class="mark" href="#corrections" title="更正">更</a>'
    assert marked_as([ERRATUM, CORRECTED, ERRATUM]) == ["x", "c"]


@pytest.mark.parametrize(
    ("row", "column", "figure", "notes", "html"),
    [
        (0, "名", False, (), "<td>&lt;甲&gt;</td>"),
        (0, "数", True, (), '<td class="n">1</td>'),
        (0, "没有", True, (CORRECTED,), '<td class="n"></td>'),
        (1, "数", True, (CORRECTED,), '<td class="n"><span class="yb-nothing">未公布</span></td>'),
        (
            *(0, "数", True, (CORRECTED,)),
            '<td class="n c">1<a class="mark" href="p.html#corrections" title="更正">更</a></td>',
        ),
        (
            *(0, "名", False, (CORRECTED,)),
            '<td class="c">&lt;甲&gt;<a class="mark" href="p.html#corrections" title="更正">更</a></td>',
        ),
    ],
)
def test_a_published_cell_away_from_its_table(
    row: int, column: str, figure: bool, notes: tuple[Note, ...], html: str
) -> None:
    marks = {Cell("t", row, column): notes} if notes else {}
    assert published_cell(TABLE, row, column, figure, marks, "p.html") == html
    assert published_cell(TABLE, row, column, figure, {}, "p.html").count("mark") == 0


def test_cells_of_what_is_not_there() -> None:
    assert nothing_cell(False) == '<td><span class="yb-nothing">未公布</span></td>'
    assert missing_cell("t", {"t"}) == nothing_cell(True)
    assert missing_cell("t", {"u"}) == '<td class="n"></td>'


def test_heads_and_links() -> None:
    assert heading("<甲>") == Heading("&lt;甲&gt;", True)
    assert heading("甲", False) == Heading("甲", False)
    assert row_head("<b>甲</b>") == '<th scope="row"><b>甲</b></th>'
    assert link('a"&b.html', "<甲>") == '<a href="a&#34;&amp;b.html">&lt;甲&gt;</a>'


@pytest.mark.parametrize(("kept", "said"), [((), ""), ((2,), ' data-keep="2"'), ((2, 3), ' data-keep="2 3"')])
def test_columns_that_a_narrow_screen_shows_first(kept: tuple[int, ...], said: str) -> None:
    headings = [Heading(name, place > 1, place in kept) for place, name in enumerate("名数量", 1)]
    assert f' id="t.x"{said}>' in plain_table("t.x", "甲", headings, [])


@pytest.mark.parametrize(
    ("foot", "last"), [("", ""), ("<td>3</td>", '\n<tfoot><tr class="total"><td>3</td></tr></tfoot>')]
)
def test_a_table_of_a_page_s_own(foot: str, last: str) -> None:
    headings = [heading("名", False), heading("数")]
    assert plain_table("t.x", '甲 & "乙"', headings, ["<td>1</td>", "<td>2</td>"], foot) == (
        '<div class="yb-table" tabindex="0" role="group" aria-label="甲 &amp; &#34;乙&#34;">\n'
        '<table class="sortable yb-made" id="t.x">\n<caption>甲 &amp; &#34;乙&#34;</caption>\n'
        '<thead><tr><th scope="col">名</th><th scope="col" class="n">数</th></tr></thead>\n'
        f"<tbody>\n<tr><td>1</td></tr>\n<tr><td>2</td></tr>\n</tbody>{last}\n</table>\n</div>"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("甲乙 1", "甲乙 1"),
        ("*<b>* [x](y)", "&#42;&#60;b&#62;&#42; &#91;x&#93;&#40;y&#41;"),
        ("# 甲\n\n- 乙\u2028丙", "&#35; 甲 &#45; 乙 丙"),
        ("~`|{}&!/:@_^", "".join(f"&#{ord(sign)};" for sign in "~`|{}&!/:@_^")),
        (5, "5"),
    ],
)
def test_a_text_in_markdown_is_only_a_text(text: object, written: str) -> None:
    assert markdown_text(text) == written


def test_a_page_says_of_itself_what_it_is_given() -> None:
    meta = {"title": '甲 <"乙">\n丙', "hide": ["navigation", "toc"], "description": "", "more": None}
    page = render_page("missing.md.j2", meta, gaps=(), first=None, earlier=0, newest=None).decode()
    assert page.startswith('---\ntitle: "甲 &lt;&#34;乙&#34;&gt; 丙"\nhide: ["navigation", "toc"]\n---\n')
    assert page.endswith("\n")
