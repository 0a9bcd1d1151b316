"""Queries with the page that should come first, read from a file, put to the search box of a built site, and judged."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from tests.support.waiting import PATIENCE

NOTHING: Final = "-"
"""Instead of a page: the site has nothing of the kind, and must say so."""

_LISTED: Final = """Array.from(document.querySelectorAll('#yb-results a'), link => {
  const parts = Array.from(link.children, part => part.textContent);
  return {address: link.getAttribute('href'), near: link.classList.contains('yb-near'), parts: parts, text: parts.join(' ')};
})"""
"""What is listed, as it stands there."""

_ASK: Final = f"""async ([queries, patience]) => {{
  const box = document.getElementById('yb-query'), status = document.getElementById('yb-status');
  const found = [];
  for (const query of queries) {{
    box.value = query;
    box.dispatchEvent(new Event('input'));
    const last = performance.now() + patience;
    while (status.dataset.query !== query.trim()) {{
      if (performance.now() > last) throw new Error("no answer to " + query);
      await new Promise(done => setTimeout(done));
    }}
    found.push({{query: query, status: status.textContent, results: {_LISTED}}});
  }}
  return found;
}}"""
"""Puts queries into the search box, one after the other, and gives what is then listed and said."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, of which ``kind`` it is, the page that comes first, and words of the first result or the message."""

    kind: str
    text: str
    address: str
    words: str


def read_queries(path: Path) -> list[Query]:
    """The queries of a file: tab-separated, comments begin with `# `."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [(*line.split("\t"), "")[:4] for line in lines if line and not line.startswith("# ")]
    return [Query(*row) for row in rows]


def answers(page: Page, queries: Iterable[str]) -> list[dict[str, Any]]:
    """What the search box of the open page answers."""
    found: list[dict[str, Any]] = page.evaluate(_ASK, [list(queries), PATIENCE * 1000])
    return found


def shown(page: Page) -> tuple[str, list[dict[str, Any]]]:
    """The message and the results that the page shows."""
    results: list[dict[str, Any]] = page.evaluate(_LISTED)
    return page.locator("#yb-status").inner_text(), results


def sample(queries: Sequence[Query]) -> Sequence[Query]:
    """One in eight of the queries; all of them in `make search-trial`."""
    return queries[:: int(os.environ.get("SEARCH_STEP", "8"))]


def right(query: Query, status: str, results: Sequence[dict[str, Any]]) -> bool:
    """Whether the page wanted comes first; of what is not there, whether nothing is claimed and the message says so."""
    if query.address == NOTHING:
        return query.words in status and all(result["near"] for result in results)
    if not results or results[0]["near"]:
        return False
    first = results[0]["address"].removeprefix("./").removeprefix("../")
    whole = query.address.endswith(".html")
    page = first.split("#")[0] == query.address if whole else first.startswith(query.address)
    return page and query.words in f"{results[0]['text']} {status}"


def wrong_ones(queries: Sequence[Query], found: Sequence[dict[str, Any]]) -> list[tuple[str, str, str, str]]:
    """The queries that are answered otherwise: what was typed and wanted, the message and the first result."""
    return [
        (query.text, query.address, answer["status"], str(answer["results"][:1]))
        for query, answer in zip(queries, found, strict=True)
        if not right(query, answer["status"], answer["results"])
    ]
