"""The script of the ways to show a page, by itself: what a press does, what is remembered, and where nothing can be."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Error, Frame, Page

from tests.support.script_page import shown

pytestmark = pytest.mark.browser

SCRIPT: Final = "display.js"
KEY: Final = "yb-display"
BUTTONS: Final = (
    '<button data-display="large">大字</button><button data-display="contrast">高对比</button>'
    '<button id="other">别的</button><div class="md-typeset__scrollwrap">宽表</div><div id="plain"></div>'
)


def state(page: Page | Frame) -> tuple[list[str | None], list[str]]:
    """What each button says, and how the page is shown."""
    pressed = page.locator("button").evaluate_all("all => all.map(each => each.getAttribute('aria-pressed'))")
    return pressed, page.evaluate("Array.from(document.documentElement.classList)")


def press(page: Page | Frame, kind: str) -> None:
    page.locator(f"[data-display={kind}]").click()


def test_each_way_is_switched_by_itself_and_remembered(folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, SCRIPT, BUTTONS) as page:
        assert state(page) == (["false", "false", None], [])
        press(page, "large")
        assert state(page) == (["true", "false", None], ["yb-large"])
        press(page, "contrast")
        assert state(page) == (["true", "true", None], ["yb-large", "yb-contrast"])
        page.locator("#other").click()
        page.reload()
        assert state(page) == (["true", "true", None], ["yb-large", "yb-contrast"])
        press(page, "large")
        page.reload()
        assert state(page) == (["false", "true", None], ["yb-contrast"])
        assert page.evaluate("key => JSON.parse(localStorage.getItem(key))", KEY) == {
            "large": False,
            "contrast": True,
        }


@pytest.mark.parametrize("kept", ["", "{", "oops"])
def test_what_is_remembered_and_cannot_be_read(kept: str, folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, SCRIPT, BUTTONS) as page:
        press(page, "contrast")
        page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEY, kept])
        page.reload()
        assert state(page) == (["false", "false", None], [])
        press(page, "large")
        page.reload()
        assert state(page) == (["true", "false", None], ["yb-large"])


def test_where_nothing_may_be_remembered(folder: Path, chromium: Browser) -> None:
    """In a frame whose origin is nobody's a browser refuses the memory."""
    script = (folder / "assets" / SCRIPT).read_text(encoding="utf-8")
    inner = escape(f"{BUTTONS}<script>{script}</script>")
    with shown(
        chromium, folder, SCRIPT, f'<iframe sandbox="allow-scripts" srcdoc="{inner}"></iframe>'
    ) as page:
        frame = page.frames[1]
        frame.locator("#plain").wait_for(state="attached")
        with pytest.raises(Error, match="sandboxed"):
            frame.evaluate("localStorage")
        assert state(frame) == (["false", "false", None], [])
        press(frame, "large")
        assert state(frame) == (["true", "false", None], ["yb-large"])


def test_a_wide_table_of_the_theme_is_reached_by_keys(folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, SCRIPT, BUTTONS) as page:
        page.wait_for_load_state("load")
        assert page.evaluate(
            "['.md-typeset__scrollwrap', '#plain'].map(name => document.querySelector(name).tabIndex)"
        ) == [0, -1]
