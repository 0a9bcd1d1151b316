"""The tables of the desk as they are typed into, by keyboard, mouse and clipboard, by themselves: an issue in the page's memory
answers.

`grid_alone.txt` has what is done, each after `> `, and all that comes of it: whether a key was taken, what is asked of the
desk, and whatever is seen otherwise than before. A title may end with changes of the issue, as JSON behind `: `.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.support.bench_page import bench_page, issue, played, transcripts

pytestmark = pytest.mark.browser

WRITTEN: Final = Path(__file__).with_name("grid_alone.txt")
CASES: Final = transcripts(WRITTEN)


@pytest.mark.parametrize("title", CASES)
def test_all_that_comes_of_keys_and_clicks(chromium: Browser, title: str) -> None:
    lines = CASES[title]
    commands = [line.removeprefix("> ") for line in lines if line.startswith("> ")]
    with bench_page(chromium, issue(**json.loads(title.partition(": ")[2] or "{}"))) as page:
        assert played(page, commands) == lines
