"""How long the search takes in a browser, from the keystroke to the list, and how large its index is."""

from __future__ import annotations

import gzip
import shutil
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

QUERIES = ("1234", "示例甲子", "县示例十二局", "4321", "例会")

TYPE = """query => new Promise(resolve => {
  const box = document.getElementById('yb-query'), status = document.getElementById('yb-status');
  const start = performance.now();
  new MutationObserver((_, observer) => {
    if (status.dataset.query === query) { observer.disconnect(); resolve(performance.now() - start); }
  }).observe(status, {attributes: true});
  box.value = query; box.dispatchEvent(new Event('input'));
})"""
"""Types a query and waits for its list; gives the milliseconds in between."""


@dataclass(frozen=True)
class Latency:
    """Milliseconds: the first answer in a fresh browser, the slowest of the answers after it; KB of the index."""

    cold: float
    warm: float
    index: float


def search_latency(site: Path) -> Latency:
    """Measured on the home page, opened from its folder."""
    size = sum(len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in (site / "search").glob("*.js"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        try:
            page = browser.new_page()
            page.goto((site / "index.html").as_uri())
            cold = float(page.evaluate(TYPE, QUERIES[0]))
            warm = max(float(page.evaluate(TYPE, query)) for query in QUERIES[1:])
        finally:
            browser.close()
    return Latency(cold, warm, size / 1000)
