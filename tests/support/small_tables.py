"""Small tables as the pages write them, for tests of the scripts of tables by themselves."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page

SCRIPT: Final = "periods.js tables.js cells.js"


def table(head: str, rows: str, kind: str = "sortable", name: str = "甲", foot: str = "") -> str:
    """A table as the pages write it."""
    return (
        f'<div class="yb-table" tabindex="0" role="group" aria-label="{name}"><table class="{kind}" id="t.{name}">'
        f"<caption> {name}表 </caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>{foot}</table></div>"
    )


TWO: Final = '<th scope="col">名</th><th scope="col" class="n">数</th>'
GRID: Final = table(
    '<th scope="col"> 序号 </th><th scope="col">名称</th><th scope="col" class="n">件数</th>',
    '<tr><td id="a1">1</td><th scope="row" id="a2">某处<a class="mark">注1</a></th>'
    '<td id="a3"> 12 <a class="mark" href="#a1">勘1</a></td></tr>'
    '<tr><td id="b1">2</td><th scope="row" id="b2">别处</th><td id="b3"></td></tr>'
    '<tr class="group"><td class="none" colspan="3">没有地址</td></tr>'
    '<tr><td id="c1">3</td><th scope="row" id="c2">它处</th></tr>',
    foot='<tfoot><tr class="total"><td id="d1">合计</td><td></td><td id="d3">12</td></tr></tfoot>',
)
PLAIN: Final = table(
    '<th scope="col">名</th><th scope="col">数</th>',
    '<tr><td id="p1">子</td><td id="p2">0</td></tr>',
    name="乙",
)


def choose(page: Page, cell: str) -> None:
    page.locator(f"#{cell}").click(position={"x": 2, "y": 4})


def chosen(page: Page) -> list[str]:
    return list(page.locator(".yb-chosen").evaluate_all("all => all.map(each => each.id)"))
