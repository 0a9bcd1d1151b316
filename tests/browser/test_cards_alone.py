"""The cards of the desk, by themselves: what is wrong with an issue, what can be done about it, doubts and the masthead. An
issue in the page's memory answers.

`cards_alone.txt` is read as `grid_alone.txt` is: see `test_grid_alone.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from tests.support.bench_page import played_anew
from tests.support.transcripts import transcripts

pytestmark = pytest.mark.browser

WRITTEN: Final = Path(__file__).with_name("cards_alone.txt")
CASES: Final = transcripts(WRITTEN)


@pytest.mark.parametrize("title", CASES)
def test_all_that_comes_of_what_is_done_about_a_card(chromium: Browser, title: str) -> None:
    assert played_anew(chromium, title, CASES[title]) == CASES[title]
