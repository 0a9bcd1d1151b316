"""Ways through the site that are no search: the contents in the drawer of a phone, the page for an address that is none."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import PHONE, Site
from tests.browser.test_pages import ISSUE, overflow, serious

pytestmark = pytest.mark.browser


def test_the_drawer_of_a_phone_has_the_contents_of_the_page(large_site: Site, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    page.goto(f"{large_site.url}/{ISSUE}")
    page.locator("label.md-header__button[for=__drawer]").click()
    contents = page.locator(".yb-contents")
    contents.locator("b").wait_for(state="visible")
    wanted = page.locator("article h2[id], article h3[id]").evaluate_all(
        "all => all.map(each => '#' + each.id)"
    )
    assert contents.locator("a").evaluate_all("all => all.map(each => each.getAttribute('href'))") == wanted
    contents.locator("a[href='#staff-scores']").click()
    page.wait_for_function("!document.getElementById('__drawer').checked")
    page.wait_for_function(
        "Math.abs(document.getElementById('staff-scores').getBoundingClientRect().top - 60) < 60"
    )
    page.close()


@pytest.mark.parametrize("address", ["nowhere.html", "issues/1999-01.html", "a/b/issues/x/"])
def test_an_address_that_is_none_leads_on(large_site: Site, chromium: Browser, address: str) -> None:
    """The server answers with the page at whatever address was asked for; the site lies under a path."""
    page = chromium.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    content = (large_site.folder / "404.html").read_text(encoding="utf-8")
    base = "a/b/" if address.startswith("a/b") else ""
    page.route(
        f"{large_site.url}/{address}",
        lambda route: route.fulfill(status=404, body=content, content_type="text/html"),
    )
    page.goto(f"{large_site.url}/{address}")
    links = page.locator("main li a").evaluate_all("all => all.map(each => each.href)")
    assert f"{large_site.url}/{base}issues/index.html" in links
    assert page.locator("form").evaluate("form => form.action") == f"{large_site.url}/{base}index.html"
    assert (serious(page), overflow(page) <= 0) == ([], True)
    page.close()


COLOURS = """() => {
  const named = new Set();
  for (const sheet of document.styleSheets) for (const rule of sheet.cssRules)
    for (const each of rule.cssRules && rule.cssRules.length ? rule.cssRules : [rule])
      for (const name of each.style || []) if (name.startsWith("--")) named.add(name);
  const body = getComputedStyle(document.body), head = getComputedStyle(document.querySelector(".md-header"));
  const found = Object.fromEntries([...named].sort().map(name => [name, body.getPropertyValue(name).trim().replace(/\\s+/g, " ")]));
  return [found, body.colorScheme, body.backgroundColor, body.color, head.backgroundColor];
}"""
"""Every colour that a style sheet names, as the page has it, and what is seen of it."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["index.html", ISSUE, "organizations/department-1.html", "errata.html"])
def test_the_colours_are_the_same_without_a_script(
    large_site: Site, chromium: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    """Whatever the system asks for."""
    seen = []
    for script in (True, False):
        context = chromium.new_context(java_script_enabled=script, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{large_site.url}/{address}")
        if script:
            page.wait_for_function("document.body.dataset.mdColorScheme && !document.querySelector('.no-js')")
        seen.append(page.evaluate(COLOURS))
        context.close()
    assert len(seen[0][0]) > 40
    assert seen[0] == seen[1]
    assert (seen[0][1] == "dark") == (scheme == "dark")


def test_a_page_printed_without_a_script_is_black_on_white(large_site: Site, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(f"{large_site.url}/{ISSUE}")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    context.close()
