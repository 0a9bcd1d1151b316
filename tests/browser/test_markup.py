"""No text of the data, the schemas or the settings is markup anywhere: every text attacks, and nothing runs."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from lxml import etree
from lxml import html as pages
from playwright.sync_api import Browser, Dialog

from tests.browser.conftest import serve
from tests.support.hostile import KINDS, attack, spoiled
from tests.support.pdf_pages import told
from tests.support.published import made_files, published_archive
from tests.support.rendered import render_site
from tests.synthetic import make_archive
from tests.synthetic.explained import make_explained_archive
from yuebao.builder.mkdocs_build import build_site
from yuebao.builder.site_plan import SitePlan, merged
from yuebao.model.csv_text import csv_text
from yuebao.schema.handwritten import MANIFEST
from yuebao.site.archive import Archive
from yuebao.site.base import site_base
from yuebao.write.checksums import of_bytes, write_list

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SETTINGS = ("site_name", "site_description", "site_author", "copyright")
OF_ARCHIVE = ("organizer", "site_id", "icp", "police")


@dataclass(frozen=True)
class Attacked:
    """What was written, and the site that MkDocs built of it."""

    archive: Archive
    files: dict[str, bytes]
    site: Path


@pytest.fixture(scope="module", params=["explained", "made"])
def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    """One has errata and an alias, the other more of everything; each with attacks in every text."""
    root = tmp_path_factory.mktemp("attacked")
    if request.param == "explained":
        make_explained_archive(root)
    else:
        make_archive(root, months=4, departments=6, towns=2, counties=3, windows=5, staff=5)
    archive = published_archive(root)
    archive = spoiled(archive)
    files = render_site(archive)
    for name, content in files.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    bad = attack("site").replace("\n", " ")
    settings = {
        **dict.fromkeys(SETTINGS, bad),
        "site_url": "https://example.invalid/archive/",
        "nav": [
            {bad: "index.md"},
            {bad + "2": [{bad: "issues/index.md"}, {bad: "https://example.invalid/"}]},
        ],
        "extra": {
            "archive": dict.fromkeys(OF_ARCHIVE, bad),
            "homepage": 'https://example.invalid/" onclick="window.__hit=1',
            "scope": '";window.__hit="scope";"</script><script>window.__hit="scope"</script>',
            "social": [{"icon": "fontawesome/brands/github", "link": bad, "name": bad}],
        },
    }
    written = root / "docs" / MANIFEST
    written.write_bytes(write_list((name, of_bytes(content)) for name, content in files.items()))
    build_site(SitePlan(root, merged(yaml.safe_load(site_base()), settings), written), root / "site")
    return Attacked(archive, files, root / "site")


def test_every_kind_of_text_comes_out_somewhere(attacked: Attacked) -> None:
    everything = html.unescape(b"".join(attacked.files.values()).decode("utf-8", "replace"))
    errata = {"row", "reason", "reviewer", "category", "published", "expected"}
    optional = {"code", "chart"} if attacked.archive.editions[0].explained else {*errata, "alias", "code"}
    assert {kind for kind in KINDS if f"mark-{kind}" not in everything} <= optional


def test_no_page_holds_an_element_or_an_attribute_of_a_text(attacked: Attacked) -> None:
    found = []
    written = sorted(path.relative_to(attacked.site) for path in attacked.site.rglob("*.html"))
    assert len(written) >= 25
    for name in written:
        for element in pages.parse(str(attacked.site / name), pages.HTMLParser(encoding="utf-8")).iter():
            if not isinstance(element.tag, str):
                continue
            bad = [key for key in element.attrib if key.startswith("on") or key == "autofocus"]
            links = [element.get(key, "").strip().lower() for key in ("href", "src", "action", "content")]
            bad += [link for link in links if re.match(r"\s*(javascript|data:text|vbscript)", link)]
            if element.tag == "script" and "__hit='" in (element.text or ""):
                bad.append("script")
            if element.tag == "img" and element.get("src") == "x":
                bad.append("img")
            found += [(str(name), element.tag, bad)] if bad else []
    assert found == []


def test_a_reader_sees_the_texts_as_they_are(attacked: Attacked) -> None:
    newest = attacked.archive.editions[-1]
    page = pages.parse(str(attacked.site / f"issues/{newest.name}.html"), pages.HTMLParser(encoding="utf-8"))

    def shown(text: str) -> str:
        return "".join(text.split())

    words = " ".join(newest.issue.title.split())
    assert shown(words) in shown(page.findtext(".//h1"))
    assert shown(words) in shown(page.findtext(".//title"))
    news = newest.month.tables["news"].texts["内容"][0]
    assert shown(news) in shown("".join(page.find(".//article").itertext()))
    organization = attacked.archive.registry.organizations[0]
    own = pages.parse(
        str(attacked.site / f"organizations/{organization.id}.html"), pages.HTMLParser(encoding="utf-8")
    )
    assert shown(organization.name) in shown(own.findtext(".//h1"))


def test_what_other_programs_read_is_well_formed(attacked: Attacked) -> None:
    for name in ("feed.xml", "errata.xml", "sitemap.xml"):
        etree.parse(str(attacked.site / name))
    for path in (attacked.site / "search").glob("*.js"):
        name, _, value = path.read_text(encoding="utf-8").partition("=")
        json.loads(value.strip().removesuffix(";"))
        assert not set("<\u2028\u2029") & set(value), name
    for path in attacked.site.rglob("files/**/*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    for edition in attacked.archive.editions[-1:]:
        made = made_files(edition)
        assert "〓" not in told(made.pop(f"{edition.name}.pdf"))
        for name, content in made.items():
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                for part in package.namelist():
                    if part.endswith((".xml", ".rels")):
                        etree.fromstring(package.read(part))
                    elif part.endswith(".json"):
                        json.loads(package.read(part))
                    else:
                        assert name.endswith(".zip") and package.read(part)
    assert csv_text([[attack("cell")]]).count("\n") > 1


@pytest.fixture(scope="module")
def address(attacked: Attacked) -> Iterator[str]:
    yield from serve(attacked.site)


HASHES = (
    *(
        "",
        "#q=%",
        "#q=%3Cimg%20src%3Dx%20onerror%3Dwindow.__hit%3D1%3E",
        "#<img src=x onerror=window.__hit=1>",
    ),
    *('#"><script>window.__hit=1</script>', "#q=</script><script>window.__hit=1</script>", "#javascript:1"),
    *("#q=[", "#q=%ff%fe", "#__proto__", "#q=__proto__"),
)
QUERIES = (
    *("mark", "<img src=x onerror=window.__hit=1>", "__proto__", "constructor", "</script>", "window.__hit"),
    *("\\", "[", "(", "mark-name", "mark-cell", "mark-alias", "%", "javascript:window.__hit=1"),
)


def test_nothing_runs_in_a_browser(attacked: Attacked, address: str, chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    happened: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        happened.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("pageerror", lambda error: happened.append(str(error)))
    for path in sorted(attacked.site.rglob("*.html")):
        page.goto(f"{address}/{path.relative_to(attacked.site)}")
        assert page.evaluate("window.__hit") is None, path
    month = attacked.archive.editions[-1].name
    for place in HASHES:
        page.goto(f"{address}/index.html")
        page.goto(f"{address}/issues/{month}.html{place}")
        assert page.evaluate("window.__hit") is None, place
    for query in QUERIES:
        page.goto(f"{address}/index.html")
        page.locator("#yb-query").fill(query)
        page.wait_for_function(
            "query => document.getElementById('yb-status').dataset.query === query", arg=query.strip()
        )
        assert page.evaluate("window.__hit") is None, query
        foreign = page.locator("#yb-results").evaluate(
            "list => Array.from(list.querySelectorAll('*')).map(e => e.tagName)"
            ".filter(name => !['A', 'B', 'SPAN'].includes(name))"
        )
        assert foreign == []
        links = page.locator("#yb-results a").evaluate_all("links => links.map(link => link.protocol)")
        assert set(links) <= {"http:"}
    page.locator("#yb-query").fill("mark")
    page.wait_for_function("document.getElementById('yb-status').dataset.query === 'mark'")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate("window.__hit") is None
    assert happened == []
    context.close()
