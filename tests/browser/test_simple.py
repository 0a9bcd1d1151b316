"""The simple version: large targets, and reading aloud where the browser can."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PHONE, Site
from tests.browser.test_pages import overflow, serious

pytestmark = pytest.mark.browser

SMALL = """least => [...document.querySelectorAll('.yb-bar :is(button, input)')]
.filter(each => each.checkVisibility() && each.getBoundingClientRect().height < least).map(each => each.outerHTML)"""
MUTE = "Object.defineProperty(window, 'speechSynthesis', { value: undefined })"


@pytest.mark.parametrize(("displays", "least"), [(["simple"], 44), (["simple", "large"], 60)])
def test_targets_are_large(mixed_site: Site, chromium: Browser, displays: list[str], least: int) -> None:
    page = chromium.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{mixed_site.url}/index.html")
    for display in displays:
        page.locator(f"[data-display={display}]").click()
    assert page.evaluate(SMALL, least) == []
    assert (serious(page), overflow(page) <= 0) == ([], True)
    page.close()


@pytest.mark.parametrize("mute", [False, True])
def test_it_reads_aloud_where_the_browser_can(mixed_site: Site, chromium: Browser, mute: bool) -> None:
    page = chromium.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    if mute:
        page.add_init_script(MUTE)
    page.goto(f"{mixed_site.url}/index.html")
    aloud = page.locator(".yb-aloud")
    assert aloud.is_hidden()
    page.locator("[data-display=simple]").click()
    assert aloud.is_visible() is not mute
    if not mute:
        page.evaluate("window.said = []; speechSynthesis.speak = each => said.push(each.text); null")
        aloud.click()
        assert page.evaluate("said[0]") == page.locator("h1").inner_text()
        assert aloud.inner_text() == "停止朗读"
        aloud.click()
        assert aloud.inner_text() == "朗读"
    assert errors == []
    page.close()
