"""A small page with one script of the theme and nothing else, for tests of what the script does with whatever stands
there: no site need be built for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

from tests.support.repository import PACKAGE

_ASSETS: Final = PACKAGE / "site/theme/assets"


def scripts_beside(folder: Path) -> Path:
    """The scripts of the theme in ``folder/assets``, where `scripts/mutation.py` puts its faults."""
    shutil.copytree(_ASSETS, folder / "assets")
    return folder


@contextmanager
def shown(
    chromium: Browser, folder: Path, scripts: str, body: str, place: str = "", init: str = "", **options: Any
) -> Iterator[Page]:
    """A page that loads the scripts, whose names stand apart, as the site does, at the end of its body, in a context of its
    own; ``place`` is what follows the address, ``init`` runs before anything else. An error in the page is one of the test."""
    path = folder / "page.html"
    loaded = "".join(f'<script src="assets/{script}"></script>' for script in scripts.split())
    path.write_text(
        '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>页 - 副题 - 档案</title></head>'
        f"<body>{body}{loaded}</body></html>",
        encoding="utf-8",
    )
    context = chromium.new_context(**options)
    if init:
        context.add_init_script(init)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri() + place)
    yield page
    context.close()
    assert errors == []
