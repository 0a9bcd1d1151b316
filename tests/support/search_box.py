"""The search box of a built site, typed into as a person types."""

from __future__ import annotations

from playwright.sync_api import Page


def typed(page: Page, query: str) -> list[tuple[str, str]]:
    """Type a query key by key; the address under the site and the words of each result."""
    box = page.locator("#yb-query")
    box.fill("")
    box.press_sequentially(query)
    return listed(page, query)


def composed(page: Page, query: str) -> list[tuple[str, str]]:
    """The same with an input method: what is typed shows as it is written, and counts when it is chosen."""
    page.locator("#yb-query").fill("")
    page.locator("#yb-query").focus()
    session = page.context.new_cdp_session(page)
    for length in range(1, len(query) + 1):
        session.send(
            "Input.imeSetComposition",
            {"text": query[:length], "selectionStart": length, "selectionEnd": length},
        )
    session.send("Input.insertText", {"text": query})
    session.detach()
    return listed(page, query)


def listed(page: Page, query: str) -> list[tuple[str, str]]:
    """The results, once the query is answered."""
    wanted = query.strip()
    page.wait_for_function(
        "query => { const s = document.getElementById('yb-status');"
        " return document.getElementById('yb-query').value.trim() === query && s.dataset.query === query }",
        arg=wanted,
    )
    links = page.locator("#yb-results a")
    return [(link.get_attribute("href") or "", link.inner_text().replace("\n", " ")) for link in links.all()]
