"""The tables of the desk as they are typed into, by keyboard, mouse and clipboard, by themselves: an issue in the page's memory
answers.

`grid_alone.txt` has what is done, each after `> `, and all that comes of it: whether a key was taken, what is asked of the
desk, and whatever is seen otherwise than before. A title may end with changes of the issue, as JSON behind `: `.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.support.bench_page import bench_page, do, issue, played_anew
from tests.support.transcripts import transcripts

pytestmark = pytest.mark.browser

WRITTEN: Final = Path(__file__).with_name("grid_alone.txt")
CASES: Final = transcripts(WRITTEN)


@pytest.mark.parametrize("title", CASES)
def test_all_that_comes_of_keys_and_clicks(chromium: Browser, title: str) -> None:
    assert played_anew(chromium, title, CASES[title]) == CASES[title]


@pytest.mark.parametrize(("at", "highlighted"), [("0,1", ["a"]), ("0,2", ["c"]), ("0,0", []), ("1,1", [])])
def test_the_cards_of_the_chosen_cell_are_highlighted(
    chromium: Browser, at: str, highlighted: list[str]
) -> None:
    """Doubts and the masthead are of no cell."""
    with bench_page(chromium, issue()) as page:
        assert page.locator(".card:not([data-id])").count() > 1
        do(page, f"cell {at}")
        chosen = page.locator(".card.chosen")
        assert (
            chosen.evaluate_all("all => all.map(each => each.dataset.id ?? each.textContent)") == highlighted
        )


DRAWN_BELOW: Final = """selector => {
  const {screenX, screenY, clientX, clientY} = pressed;
  for (const kind of ['mouseover', 'mousemove']) document.querySelector(selector).dispatchEvent(
    new MouseEvent(kind, {screenX, screenY, clientX, clientY, buttons: 1, bubbles: true}));
}"""
"""As the browser tells that something new lies below a mouse that stands still."""


@pytest.mark.parametrize("change", ["", "issue.tables[0].rows.unshift(['丁', '7', '8']);"])
def test_a_sheet_that_is_drawn_under_a_held_button_chooses_nothing(chromium: Browser, change: str) -> None:
    """The mouse stands still: what comes to lie below it is not dragged over, also where the rows moved."""
    with bench_page(chromium, issue()) as page:
        place = page.locator('[data-at="0,1"]')
        place.hover()
        page.evaluate("addEventListener('mousedown', each => { window.pressed = each; }, true)")
        page.mouse.down()
        do(page, f"judge {change}")
        page.evaluate("settled()")
        page.evaluate(DRAWN_BELOW, "[data-at='0,1']")
        assert page.evaluate("seen().chosen") == ""
        page.locator('[data-at="1,2"]').hover()
        page.mouse.up()
        assert page.evaluate("seen().chosen") == "0,1 0,2 1,1 1,2"
