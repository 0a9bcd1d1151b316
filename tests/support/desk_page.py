"""A page with scripts of the desk and no desk behind it: what they ask for is answered by the test, from memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, Page, Route

from tests.support.repository import PACKAGE

_STATIC: Final = PACKAGE / "desk/static"
ADDRESS: Final = "http://desk.invalid/issues/2004-01/"
"""Of the page. Nothing of it leaves the browser."""


@contextmanager
def desk_page(chromium: Browser, html: str, init: str = "") -> Iterator[Page]:
    """The page at `check`, with the scripts and the style beside it in `static/`, in a context of its own; ``init`` runs before anything
    else. An error in the page is one of the test."""
    context = chromium.new_context()
    if init:
        context.add_init_script(init)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def part(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        route.fulfill(
            body=(_STATIC / name).read_text(encoding="utf-8"), content_type=f"{kind}; charset=utf-8"
        )

    page.route(
        f"{ADDRESS}check", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
    )
    page.route(f"{ADDRESS}static/*", part)
    page.goto(f"{ADDRESS}check")
    yield page
    context.close()
    assert errors == []
