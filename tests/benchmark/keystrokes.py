"""How long each keystroke takes the search box, over every query of the trials, on the real month and on 120 made-up issues:

PYTHONPATH=scripts python -m tests.benchmark.keystrokes
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Final

from playwright.sync_api import sync_playwright

from tests.benchmark.latency import TYPE
from tests.support.repository import ROOT
from tests.support.search_page import write_search_page
from tests.support.search_queries import read_queries
from tests.synthetic import make_city_archive
from tests.synthetic.named_city import NamedCity

BROWSER_TESTS: Final = Path(__file__).parents[1] / "browser"
REAL_QUERIES: Final = Path(__file__).parents[1] / "real_month/browser"
ROUNDS: Final = 3
"""Of each keystroke the fastest counts: the slower ones tell of what else the machine does."""


def keystrokes(queries: Iterable[str]) -> list[str]:
    """What stands in the box after each key; a space at the end is no other query."""
    pressed: list[str] = []
    for query in queries:
        for length in range(1, len(query) + 1):
            typed = query[:length].strip()
            if typed and [typed] != pressed[-1:]:
                pressed.append(typed)
    return pressed


def latencies(page_file: Path, pressed: Sequence[str]) -> list[float]:
    """Milliseconds of each keystroke, the index being there."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            page = browser.new_page()
            page.goto(page_file.as_uri())
            page.evaluate(TYPE, "示例")
            rounds = [[float(page.evaluate(TYPE, typed)) for typed in pressed] for _ in range(ROUNDS)]
        finally:
            browser.close()
    return [min(times) for times in zip(*rounds, strict=True)]


def main() -> None:
    """Print a row for each archive."""
    with TemporaryDirectory(prefix="yuebao-") as name:
        folder = Path(name)
        named = folder / "named"
        make_city_archive(named, NamedCity(), 120, "2011-01")
        made_up = sorted(BROWSER_TESTS.glob("search_queries*.tsv"))
        for title, archive, files in (
            ("真实的一期", ROOT, sorted(REAL_QUERIES.glob("search_queries*.tsv"))),
            ("120 期示例", named, made_up),
        ):
            queries = [query.text for file in files for query in read_queries(file)]
            pressed = keystrokes(queries)
            times = latencies(write_search_page(archive, folder / f"{archive.name}-web"), pressed)
            middle, high = quantiles(times, n=20)[9], quantiles(times, n=20)[18]
            print(
                f"| {title} | {len(queries)} | {len(pressed)} | {middle:.1f} | {high:.1f} | {max(times):.1f} |"
            )
            slowest = sorted(zip(times, pressed, strict=True), reverse=True)[:5]
            print("  最慢：", "；".join(f"{typed} {time:.1f}" for time, typed in slowest))


if __name__ == "__main__":
    main()
