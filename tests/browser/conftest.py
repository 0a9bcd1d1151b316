"""Built sites and a real Chromium for the tests of the pages."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.mixed_periods import make_mixed_archive
from tests.support.script_page import scripts_beside
from tests.synthetic import make_archive
from yuebao.workflows.build import build

ROOT = Path(__file__).resolve().parents[2]
BASE_PATH = "gov/archive"
DESKTOP, PHONE = (1280, 900), (390, 844)


@dataclass
class Site:
    """A built site: its folder, and its address on a server under a base path."""

    folder: Path
    url: str
    archive: Path

    def file_url(self, page: str) -> str:
        return (self.folder / page).as_uri() if "#" not in page else self.folder.as_uri() + "/" + page


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def serve(web: Path) -> Iterator[str]:
    """The address of a web server of a folder, until the generator goes on."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(web)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def site_of(archive: Path, web: Path) -> Iterator[Site]:
    """The built site of an archive on a server, until the generator goes on."""
    folder = web / BASE_PATH
    assert build(archive, folder).emitted.written is not None
    for url in serve(web):
        yield Site(folder, f"{url}/{BASE_PATH}", archive)


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of a made-up archive of 120 months, 2001 to 2010."""
    archive = tmp_path_factory.mktemp("large")
    make_archive(archive, months=120)
    yield from site_of(archive, tmp_path_factory.mktemp("large-web"))


@pytest.fixture(scope="session")
def hostile_site(_hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the archive of gaps, changed names and markup."""
    archive = shutil.copytree(_hostile, tmp_path_factory.mktemp("hostile-site") / "archive")
    yield from site_of(archive, tmp_path_factory.mktemp("hostile-web"))


@pytest.fixture(scope="session")
def mixed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the archive of a month, a quarter, two months, a half-year and a year."""
    archive = make_mixed_archive(tmp_path_factory.mktemp("mixed") / "archive")
    yield from site_of(archive, tmp_path_factory.mktemp("mixed-web"))


@dataclass
class Visit:
    """An open page and what went wrong on it."""

    page: Page
    errors: list[str]
    requests: list[str]


def watched(page: Page, *, console: bool = True) -> Visit:
    """The page, from now on watched. ``console``: what the browser writes there of a file that it did not get is an error."""
    seen = Visit(page, [], [])
    if console:
        page.on("console", lambda said: seen.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", lambda item: seen.requests.append(item.url))
    return seen


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def visit(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Visit]:
    """A fresh page on either width; console errors and every request are kept."""
    width, height = request.param
    context = chromium.new_context(viewport={"width": width, "height": height})
    yield watched(context.new_page())
    context.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a page with one script of the theme can be shown."""
    return scripts_beside(tmp_path_factory.mktemp("scripts"))
