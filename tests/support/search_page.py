"""The search box alone, with the index of an archive: all that the search needs of a site, without its pages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.support.published import published_archive
from tests.support.repository import PACKAGE
from yuebao.site.search import answers, scripts

THEME = PACKAGE / "site/theme"


def search_form() -> str:
    """The box as the pages of the top folder have it."""
    form = re.search(r"<form.*?</form>", (THEME / "main.html").read_text(encoding="utf-8"), re.DOTALL)
    assert form is not None
    return form[0].replace("{{ base_url }}", ".")


def write_search_page(archive: Path, folder: Path) -> Path:
    """Write the page with the box of the theme, the scripts and the index into ``folder``; the address of the page."""
    found = published_archive(archive)
    written = [*scripts.files(found), *(each for one in found.editions for each in answers.files(found, one))]
    for path, content in written:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    shutil.copytree(THEME / "assets", folder / "assets")
    page = folder / "index.html"
    page.write_text(
        f'<!doctype html><meta charset="utf-8">{search_form()}<script src="assets/search.js"></script>',
        encoding="utf-8",
    )
    return page
