"""The script that compares the document of an issue with its registered hash, by itself."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import serve
from tests.support.script_page import shown

pytestmark = pytest.mark.browser

CONTENT: Final = "单位\t受理件\n甲\t12\n".encode()
BUTTON: Final = (
    '<button type="button" class="yb-verify" hidden data-file="{file}" data-sha256="{digest}">核对</button> '
    '<span role="status"></span>'
)
RIGHT, WRONG = sha256(CONTENT).hexdigest(), sha256(b"").hexdigest()


@pytest.fixture(scope="module")
def folder(folder: Path) -> Path:
    (folder / "终稿 1.txt").write_bytes(CONTENT)
    return folder


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    yield from serve(folder)


@pytest.mark.parametrize(
    ("file", "digest", "words"),
    [
        ("%E7%BB%88%E7%A8%BF%201.txt", RIGHT, "相同：网站上的这个文件就是登记的那一份。"),
        ("%E7%BB%88%E7%A8%BF%201.txt", WRONG, "不同：网站上的这个文件不是登记的那一份，请勿使用。"),
        ("gone.txt", RIGHT, "没有取到文件，不能核对。"),
    ],
)
def test_on_a_server(file: str, digest: str, words: str, folder: Path, url: str, chromium: Browser) -> None:
    body = BUTTON.format(file=file, digest=digest)
    with shown(chromium, folder, "sources.js", body) as page:
        page.goto(f"{url}/page.html")
        told(page, words)


def test_until_the_document_is_there_it_is_told(folder: Path, url: str, chromium: Browser) -> None:
    said: list[str] = []

    def hold(route: Route) -> None:
        said.append(page.get_by_role("status").inner_text())
        route.continue_()

    body = BUTTON.format(file="%E7%BB%88%E7%A8%BF%201.txt", digest=RIGHT)
    with shown(chromium, folder, "sources.js", body) as page:
        page.goto(f"{url}/page.html")
        page.route("**/*.txt", hold)
        told(page, "相同：网站上的这个文件就是登记的那一份。")
        assert said == ["正在核对……"]


def test_from_a_folder(folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, "sources.js", BUTTON.format(file="a.txt", digest=RIGHT)) as page:
        told(
            page,
            "从文件夹打开的网页不能核对；请下载后用 sha256sum（Windows 上用 certutil -hashfile 文件 SHA256）核对。",
        )


def test_where_the_browser_has_no_hash(folder: Path, url: str, chromium: Browser) -> None:
    gone = "Object.defineProperty(Crypto.prototype, 'subtle', {get: () => undefined});"
    with shown(chromium, folder, "sources.js", BUTTON.format(file="a.txt", digest=RIGHT), init=gone) as page:
        page.goto(f"{url}/page.html")
        told(page, "这个浏览器，或者不是 https 的网址，不能核对；请下载后用 sha256sum 核对。")


def test_without_a_document(folder: Path, chromium: Browser) -> None:
    with shown(chromium, folder, "sources.js", "<p>没有</p>") as page:
        assert page.locator("button").count() == 0


def told(page: Page, words: str) -> None:
    page.get_by_role("button", name="核对").click()
    expect(page.get_by_role("status")).to_have_text(words)
