"""The search box as people use it: an input method, addresses that are kept, the way back, and what somebody else put into an
address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PHONE, Site, Visit, watched
from tests.support.search_box import typed

pytestmark = pytest.mark.browser


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def visit(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Visit]:
    """Without what the browser writes of files that it does not get: two tests withhold some."""
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height})
    yield watched(context.new_page(), console=False)
    context.close()


def answered(page: Page, query: str) -> str:
    """What is said once the query is answered."""
    page.wait_for_function("query => document.getElementById('yb-status').dataset.query === query", arg=query)
    return page.locator("#yb-status").inner_text()


def test_an_input_method_is_waited_for(hostile_site: Site, visit: Visit) -> None:
    """Letters that are still being turned into signs find nothing and say nothing; at the end there is one answer."""
    page = visit.page
    page.goto(f"{hostile_site.url}/index.html")
    typed(page, "示例一镇")
    page.evaluate(
        """() => {
          window.said = [];
          new MutationObserver(() => window.said.push(document.getElementById('yb-status').textContent))
            .observe(document.getElementById('yb-status'), {childList: true, characterData: true, subtree: true});
        }"""
    )
    session = page.context.new_cdp_session(page)
    page.locator("#yb-query").focus()
    page.locator("#yb-query").evaluate("box => box.select()")
    for text in ("sh", "shi'li", "shi'li'er'zhen"):
        session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
    assert page.evaluate("document.getElementById('yb-query').value") == "shi'li'er'zhen"
    assert page.evaluate("window.said") == []
    session.send("Input.insertText", {"text": "示例二镇"})
    answered(page, "示例二镇")
    assert page.locator("#yb-results a b").first.inner_text() == "示例二镇"
    assert page.evaluate("window.said") == ["共 2 条"]
    assert visit.errors == []


def test_the_address_keeps_what_was_looked_for_and_back_shows_it_again(
    hostile_site: Site, visit: Visit
) -> None:
    page = visit.page
    page.goto(f"{hostile_site.url}/index.html")
    typed(page, "示例二镇")
    assert page.url == f"{hostile_site.url}/index.html?q={quote('示例二镇')}"
    page.keyboard.press("Enter")
    page.wait_for_url("**/organizations/town-2.html")
    page.go_back()
    assert answered(page, "示例二镇") == "共 2 条"
    assert page.locator("#yb-query").input_value() == "示例二镇"
    assert page.locator("#yb-results").is_visible()
    page.locator("#yb-query").fill("")
    assert page.url == f"{hostile_site.url}/index.html"
    assert visit.errors == []


def test_an_answer_lands_on_its_cell(hostile_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{hostile_site.url}/index.html")
    typed(page, "示例二镇3月受理件")
    page.keyboard.press("Enter")
    page.wait_for_url("**/issues/2003-03.html#town-volume-month.town-2.accepted")
    cell = page.locator("[id='town-volume-month.town-2.accepted']")
    cell.scroll_into_view_if_needed()
    assert cell.inner_text().startswith("2")


@pytest.mark.parametrize("where", ["http", "file"])
def test_an_address_of_a_search_is_answered(hostile_site: Site, visit: Visit, where: str) -> None:
    page = visit.page
    query = quote("示例 二镇")
    start = f"{hostile_site.url}/" if where == "http" else f"{hostile_site.folder.as_uri()}/"
    page.goto(f"{start}issues/2003-01.html?q={query}")
    answered(page, "示例 二镇")
    page.goto(f"{start}index.html?q={quote('示例二镇')}")
    assert answered(page, "示例二镇") == "共 2 条"
    assert page.locator("#yb-results a").first.get_attribute("href") == "./organizations/town-2.html"


HOSTILE = [
    "<script>window.hit=1</script>",
    '"><img src=x onerror=window.hit=1>',
    "javascript:window.hit=1",
    "%3Cscript%3Ewindow.hit=1%3C/script%3E",
    "__proto__",
    "constructor",
    "toString",
    "(((((",
    "[a-z]*\\",
    "$&$1",
    "\u202e示例",
    "\0",
    "😀👨‍👩‍👧",
    "  　 ",
    "%",
    "+",
    "-",
    "第期",
    "年月",
    "99999999999999999999",
    "第99999999期",
    "2003年99月99日",
    "１" * 300,
    "一" * 300,
    "示例" * 5000,
    "a" * 10_000,
    "公安局 " * 2000,
]
"""What somebody may put into an address or the box; the last are 10,000 signs."""


def test_whatever_is_looked_for_is_harmless(hostile_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{hostile_site.url}/index.html")
    for query in HOSTILE:
        page.locator("#yb-query").fill(query)
        value = page.locator("#yb-query").input_value().strip()
        if value:
            said = answered(page, value)
            assert ("只用了前" in said) == (len(value) > 80), (query[:30], said)
            assert len(said) < 200
    for query in HOSTILE[:8]:
        page.goto(f"{hostile_site.url}/index.html?q={quote(query)}")
        answered(page, query)
        assert page.locator("#yb-query").input_value() == query
    assert page.evaluate("window.hit") is None
    assert page.locator("#yb-results img, #yb-results script, #yb-status *").count() == 0
    assert visit.errors == []


def test_there_is_one_polite_message(hostile_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{hostile_site.url}/index.html")
    typed(page, "示例一镇")
    assert page.locator(".yb-search [role=status], .yb-search [aria-live]").count() == 1
    assert page.locator("#yb-query").get_attribute("aria-expanded") == "true"
    assert page.locator("#yb-status").inner_text() == "共 6 条"
    assert page.locator("#yb-results [role=option]").count() == 6


def test_nothing_outside_is_asked_for(hostile_site: Site, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{hostile_site.url}/index.html")
    typed(page, "示例一镇3月")
    assert [url for url in visit.requests if not url.startswith(hostile_site.url.split("/gov")[0])] == []


def test_an_index_that_cannot_be_read_is_told_and_tried_again(hostile_site: Site, visit: Visit) -> None:
    page = visit.page
    page.route("**/search/words.js", lambda route: route.abort())
    page.goto(f"{hostile_site.url}/index.html")
    page.locator("#yb-query").fill("示例一镇")
    assert answered(page, "示例一镇") == "检索索引没有读到，请稍后再试。"
    page.unroute("**/search/words.js")
    page.locator("#yb-query").fill("示例二镇")
    assert answered(page, "示例二镇") == "共 2 条"


def test_answers_that_cannot_be_read_are_left_out(hostile_site: Site, visit: Visit) -> None:
    page = visit.page
    page.route("**/search/answers/*", lambda route: route.abort())
    page.goto(f"{hostile_site.url}/index.html")
    assert [address for address, _ in typed(page, "示例二镇")] == ["./organizations/town-2.html"]
