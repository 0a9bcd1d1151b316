"""Every kind of page in every state that a reader brings about: accessible, nothing wider than the screen or cut off, and what
has the focus in sight, down to 320 pixels, which a wide screen has at 400 %."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE, Site
from tests.browser.test_pages import overflow, serious

pytestmark = pytest.mark.browser

ZOOMED: Final = (320, 256)
"""1280 × 1024 at 400 %."""
ISSUE: Final = "issues/2003-01.html"
MEMBER: Final = "organizations/department-2.html"
STEPS: Final = 30
"""So often is the tabulator pressed."""

CUT: Final = """() => [...document.querySelectorAll('.yb-bar *, article *, .md-footer *')].filter(each => {
  const look = getComputedStyle(each), box = each.getBoundingClientRect();
  if (!box.width || look.visibility === 'hidden' || each.closest('.yb-table, .yb-hidden, svg, [hidden], select, caption')) return false;
  const clipped = /hidden|clip/.test(look.overflowX) && each.scrollWidth > each.clientWidth + 1 && look.clipPath === 'none';
  return clipped || box.right > innerWidth + 1 && box.left < innerWidth && each.children.length === 0 && look.position !== 'fixed';
}).map(each => each.outerHTML.slice(0, 90))"""
"""What is cut off, or begins on the screen and ends beside it."""

COVERED: Final = """() => {
  const focus = document.activeElement, on = focus.matches('.md-option') ? focus.nextElementSibling : focus, box = on.getBoundingClientRect();
  if (on === document.body || on.closest('svg')) return '';
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth), top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  if (right - left < 1 || bottom - top < 1) return 'out of sight: ' + on.outerHTML.slice(0, 90);
  const places = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
  const seen = places.some(([x, y]) => {
    const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
    return hit && (on.contains(hit) || hit.contains(on));
  });
  if (!seen) return 'covered: ' + on.outerHTML.slice(0, 90) + ' by ' + (document.elementFromPoint(left + (right - left) * 0.5, top + (bottom - top) * 0.5) || on).outerHTML.slice(0, 90);
  const look = getComputedStyle(on), label = on.matches('input') && on.labels && on.labels[0];
  const rings = [look, label && getComputedStyle(label)].some(each => each && (each.outlineStyle !== 'none' && each.outlineWidth !== '0px' || each.boxShadow !== 'none'));
  return rings || !focus.matches(':focus-visible') ? '' : 'no ring: ' + on.outerHTML.slice(0, 90);
}"""
"""What hides the element with the focus, or that nothing shows it."""

Act = Callable[[Page], Any]


def _search(words: str) -> Act:
    def act(page: Page) -> None:
        page.locator("#yb-query").fill(words)
        expect(page.locator("#yb-results")).to_be_visible()

    return act


def _press(place: str, key: str = "Enter") -> Act:
    return lambda page: page.locator(place).first.press(key)


def _drawer(page: Page) -> None:
    if page.locator("label.md-header__button[for=__drawer]").is_visible():
        page.locator("label.md-header__button[for=__drawer]").click()
        expect(page.locator(".md-sidebar--primary .yb-contents")).to_be_in_viewport()


def _filtered(page: Page) -> None:
    tools = page.locator(".yb-tools:has(input[type=search])").first
    tools.locator("input[type=search]").fill("示例一")
    expect(tools.locator("[role=status]")).not_to_be_empty()


def _chosen(page: Page) -> None:
    page.locator(".yb-table[data-cells]").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".yb-cite")).to_be_visible()


def _compared(page: Page) -> None:
    expect(page.locator("#yb-compare .yb-made")).to_be_visible()
    page.locator("#yb-compare .yb-fold summary").click()


def _paired(page: Page) -> None:
    expect(page.locator("#yb-compare .yb-made")).to_be_visible()


def _opened(page: Page) -> None:
    page.locator(".yb-take summary").first.click()
    expect(page.locator(".yb-take table").first).to_be_visible()


def _display(*names: str) -> Act:
    def act(page: Page) -> None:
        for name in names:
            page.locator(f"[data-display={name}]").click()

    return act


def _told(page: Page) -> None:
    expect(page.locator(".yb-noscript")).to_be_visible()


@dataclass(frozen=True)
class State:
    """A page, and what a reader did there."""

    address: str
    act: Act = lambda page: None
    script: bool = True


PLAIN: Final = {
    name: State(name)
    for name in (
        *("index.html", "issues/index.html", "issues/year-2003.html", "issues/missing.html", ISSUE),
        *("organizations/index.html", MEMBER, "organizations/county-1.html", "counties.html"),
        *("errata.html", "notes.html", "files.html", "json.html", "accessibility.html", "404.html"),
    )
}
STATES: Final = PLAIN | {
    "a table filtered": State(ISSUE, _filtered),
    "columns to choose": State(ISSUE, lambda page: page.locator(".yb-tools summary").first.click()),
    "a cell chosen": State(ISSUE, _chosen),
    "the errata of an issue": State(f"{ISSUE}#errata"),
    "the drawer open": State(ISSUE, _drawer),
    "a search with answers": State("index.html", _search("示例一局 2003年1月")),
    "a search with a long list": State("index.html", _search("示例")),
    "a search without": State("index.html", _search("2019年8月")),
    "a value of a chart": State(MEMBER, _press("[role=slider]", "Home")),
    "the data of a chart": State(MEMBER, _opened),
    "a comparison": State("compare.html", _compared),
    "two periods compared": State("compare.html#a=2001-01&b=2003-01", _paired),
    "large letters": State(ISSUE, _display("large")),
    "high contrast": State(MEMBER, _display("contrast")),
    "the simple version": State(ISSUE, _display("simple")),
    "the simple version, large": State("index.html", _display("simple", "large")),
    "no script": State(ISSUE, _told, script=False),
    "no script at home": State("index.html", _told, script=False),
}  # fmt: skip


WRITTEN_OFF: Final = re.compile(r"<script\b.*?</script>|</?noscript>", re.DOTALL)


def _without_scripts(route: Route) -> None:
    """The page as a browser has it that runs no script: axe waits for ever where the browser itself runs none."""
    answer = route.fetch()
    route.fulfill(response=answer, body=WRITTEN_OFF.sub("", answer.text()))


def shown(
    chromium: Browser, site: Site, state: State, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    if not state.script:
        page.route("**/*.html", _without_scripts)
    page.goto(f"{site.url}/{state.address}")
    state.act(page)
    yield page
    context.close()


@pytest.mark.parametrize("name", STATES)
def test_a_state_is_accessible(name: str, hostile_site: Site, chromium: Browser) -> None:
    """Narrow and dark; wide and light, too, what a reader did: plain pages are seen so by `test_pages`."""
    found: dict[str, list[str]] = {"light": [], "dark": []}
    for size, scheme in ((PHONE, "dark"), (DESKTOP, "light"))[: 1 if name in PLAIN else 2]:
        for page in shown(chromium, hostile_site, STATES[name], size, scheme):  # type: ignore[arg-type]
            found[scheme] = [*serious(page), *page.evaluate(CUT)]
            found[scheme] += [f"宽出 {over}"] if (over := overflow(page)) > 0 else []
    assert found == {"light": [], "dark": []}


@pytest.mark.parametrize("name", STATES)
def test_at_400_percent_nothing_is_cut_and_the_focus_is_in_sight(
    name: str, hostile_site: Site, chromium: Browser
) -> None:
    for page in shown(chromium, hostile_site, STATES[name], ZOOMED, "light"):
        wrong = [*page.evaluate(CUT)]
        wrong += [f"宽出 {over}"] if (over := overflow(page)) > 0 else []
        for _ in range(STEPS):
            page.keyboard.press("Tab")
            wrong += [said for said in [page.evaluate(COVERED)] if said]
        assert wrong == []
