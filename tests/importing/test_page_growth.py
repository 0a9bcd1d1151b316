"""A page takes no more than its share: at ten times the size the time a unit is within twice; what is too much is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.growth import BOUND, growth
from yuebao.importing.blocks import LINES, Refused
from yuebao.importing.html import CELLS, read_html

PAGES: dict[str, Callable[[int], str]] = {
    "lines": lambda size: "<p>甲" * size,
    "tables": lambda size: "<table><tr><td>1</table>" * size,
    "rows": lambda size: f"<table>{'<tr><td>1<td>2' * size}</table>",
    "elements in a hidden one": lambda size: "<b hidden>" * size + "</b>" * size,
    "ends of nothing in a hidden one": lambda size: "<b hidden>" * size + "</i>" * size,
    "struck pieces": lambda size: "<del>甲</del>乙" * size,
}


@pytest.mark.race
@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_its_share(name: str) -> None:
    def work(size: int) -> Callable[[], object]:
        page = PAGES[name](size).encode()
        return lambda: read_html(page, "x.html")

    assert growth(work, 1_500) <= BOUND


TOO_MUCH: dict[str, str] = {
    "lines": "<p>甲" * (LINES + 1),
    "tables": "<table><tr><td>1</table>" * (LINES + 1),
    "cells": f"<table>{'<tr><td colspan=50>1' * (CELLS // 50 + 1)}</table>",
    "cells of several tables": "<table><tr><td colspan=50>1</table>" * (CELLS // 50 + 1),
    "cells that go on": f"<table><tr>{'<td rowspan=64>1' * 200}{'<tr>' * 63}</table>" * (CELLS // 12_800 + 1),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_a_page_of_too_much_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="网页里的行和格多得不像一期月报"):
        read_html(TOO_MUCH[name].encode(), "x.html")
