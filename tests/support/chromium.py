"""A real Chromium. One a process: the driver of a second one would not start beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support.waiting import PATIENCE


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """The browser, until the end of the block."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield _patient(browser)
        browser.close()


def _patient(browser: Browser) -> Browser:
    """The browser, whose pages, and who expects something of them, wait as long as it takes."""
    expect.set_options(timeout=PATIENCE * 1000)
    make = browser.new_context

    def new_context(**options: Any) -> BrowserContext:
        context = make(**options)
        context.set_default_timeout(PATIENCE * 1000)
        return context

    def new_page(**options: Any) -> Page:
        return new_context(**options).new_page()

    browser.new_context, browser.new_page = new_context, new_page  # type: ignore[method-assign]
    return browser
