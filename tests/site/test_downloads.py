"""The files to download, the feed and what the pages say of themselves to machines."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.robotparser import RobotFileParser

import feedparser
import pytest

from tests.support.archive import ArchiveFolder, made_archive, rows
from tests.support.published import published_archive
from tests.support.rendered import render_site
from tests.synthetic import SMALL, make_archive
from yuebao.cache.place import kept_folder
from yuebao.printed.edition import Edition
from yuebao.printed.pdf_typesetting import Typesetter
from yuebao.site.archive import Archive
from yuebao.site.downloads import feed as feed_module
from yuebao.workflows import kept_documents
from yuebao.workflows.build import build

NEWEST = "2004-01"
"""The newest of the three issues of the example archive."""


def test_feed_keeps_its_ids_and_does_not_grow_with_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_module, "LENGTH", 3)
    make_archive(tmp_path, months=5)
    longer = published_archive(tmp_path)
    feed = feedparser.parse(render_site(longer)["feed.xml"])
    assert [entry.link for entry in feed.entries] == [f"issues/2001-0{number}.html" for number in (5, 4, 3)]
    assert len({entry.id for entry in feed.entries}) == 3
    shorter = Archive(longer.editions[:-1], longer.latest, longer.registry, longer.settings)
    before = feedparser.parse(render_site(shorter)["feed.xml"])
    assert [entry.id for entry in before.entries][:2] == [entry.id for entry in feed.entries][1:]


def test_nothing_published_yet(archive: ArchiveFolder) -> None:
    whole = published_archive(archive.folder)
    files = render_site(Archive((), whole.latest, whole.registry, whole.settings))
    assert feedparser.parse(files["feed.xml"]).entries == []
    assert len(files["files/figures.csv"].splitlines()) == 1
    assert json.loads(files["files/v1/index.json"])["issues"] == []
    assert "files.md" in files


def documents_of(root: Path, archive: Archive) -> Mapping[str, bytes]:
    """The documents of the newest issue, made or kept."""
    with Typesetter() as typesetter:
        return kept_documents.KeptDocuments.of(root, archive).files(archive.editions[-1], typesetter)


def test_documents_are_kept_by_their_content(archive: ArchiveFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    first = published_archive(archive.folder)
    made = documents_of(archive.folder, first)
    assert sorted(made) == [f"files/{NEWEST}/{NEWEST}.{kind}" for kind in ("docx", "pdf", "xlsx", "zip")]

    asked: list[str] = []

    def documents(edition: Edition, typesetter: Typesetter) -> Mapping[str, bytes]:
        asked.append(edition.name)
        return made

    monkeypatch.setattr(kept_documents, "documents", documents)
    assert documents_of(archive.folder, first) == made
    assert asked == []

    folder = kept_folder(archive.folder)
    assert folder is not None
    kept = folder / "documents" / NEWEST
    kept.write_bytes(kept.read_bytes()[:-9])
    assert documents_of(archive.folder, first) == made
    assert asked == [NEWEST]

    archive.edit("schemas/news.yaml", "title: 内容", "title: 要闻")
    documents_of(archive.folder, published_archive(archive.folder))
    assert asked == [NEWEST] * 2

    archive.edit(f"data/{NEWEST}/satisfaction.csv", rows(lambda table: [table[0], ["99", *table[1][1:]]]))
    documents_of(archive.folder, published_archive(archive.folder))
    assert asked == [NEWEST] * 3


PUBLISHED_NOWHERE = ("SiteDomain", "SiteIDCode", "主办单位", "网站标识码", "备案", "beian")
SETTINGS = """\
    organizer: 示例办公室
    site_id: '0000000000'
    contact: 示例科 <1>
    icp: 示例ICP备00000000号
    police: 示例公网安备 00000000000000号
    police_link: https://example.invalid/police
"""
"""Lines of `extra.archive`."""


@pytest.fixture(scope="module")
def bare_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = made_archive(tmp_path_factory.mktemp("bare"), 3, first="2003-11", **SMALL)
    assert build(root.folder, root / "site").emitted.written is not None
    return root / "site"


@pytest.fixture(scope="module")
def full_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = made_archive(tmp_path_factory.mktemp("full"), 3, first="2003-11", **SMALL)
    root.edit("mkdocs.yml", "\n    names: full\n", f"\n    names: full\n{SETTINGS}")
    root.edit("mkdocs.yml", lambda text: f"site_url: https://example.invalid/archive/\n{text}")
    assert build(root.folder, root / "site").emitted.written is not None
    return root / "site"


def metadata(page: Path) -> dict[str, str]:
    """The page's metadata with the names of the 政府网站发展指引, which begin with a capital."""
    return dict(re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', page.read_text(encoding="utf-8")))


ISSUE = {
    "SiteName": "示例政务服务月报档案",
    "ColumnName": "各期",
    "ColumnType": "示例政务服务月报档案",
    "ArticleTitle": "2004年1月政务服务月报（示例）（总第3期）",
    "PubDate": "2004-02-10",
    "ContentSource": "示例",
    "Keywords": "政务服务月报,2004年1月,总第3期,示例二县",
    "Description": "2004年1月政务服务月报（示例）：办件量、好差评、窗口考核与各县（区）对比，逐项核验，存疑的附有说明。",
}


def test_page_metadata_without_settings(bare_site: Path) -> None:
    assert metadata(bare_site / "issues/2004-01.html") == ISSUE
    for page in (bare_site / "index.html", bare_site / "issues/2004-01.html"):
        text = page.read_text(encoding="utf-8")
        assert [word for word in PUBLISHED_NOWHERE if word in text] == []


def test_page_metadata_with_settings(full_site: Path) -> None:
    expected = ISSUE | {"SiteDomain": "example.invalid/archive", "SiteIDCode": "0000000000"}
    assert metadata(full_site / "issues/2004-01.html") == expected
    text = (full_site / "index.html").read_text(encoding="utf-8")
    footer = text[text.index('<div class="md-copyright">') :]
    for shown in (
        "主办单位：示例办公室",
        "网站标识码：0000000000",
        '<a href="https://beian.miit.gov.cn/">示例ICP备00000000号</a>',
        '<a href="https://example.invalid/police">示例公网安备 00000000000000号</a>',
    ):
        assert shown in footer


def test_every_page_says_where_the_feed_is(bare_site: Path) -> None:
    page = (bare_site / "issues/2004-01.html").read_text(encoding="utf-8")
    assert 'type="application/atom+xml" title="示例政务服务月报档案" href="../feed.xml">' in page
    assert (bare_site / "feed.xml").is_file()


def shared(page: Path) -> dict[str, str]:
    """What is shown of a page where its address is passed on."""
    return dict(
        re.findall(r'<meta property="([a-z_:]+)" content="([^"]*)">', page.read_text(encoding="utf-8"))
    )


SHARED = {
    "og:type": "article",
    "og:site_name": ISSUE["SiteName"],
    "og:locale": "zh_CN",
    "og:title": ISSUE["ArticleTitle"],
    "og:description": ISSUE["Description"],
    "article:published_time": "2004-02-10",
}


def test_what_is_shown_of_a_page_that_is_passed_on(bare_site: Path, full_site: Path) -> None:
    """Its own address where the site has one; no picture, so no other host."""
    assert shared(bare_site / "issues/2004-01.html") == SHARED
    url = "https://example.invalid/archive/issues/2004-01.html"
    assert shared(full_site / "issues/2004-01.html") == SHARED | {"og:url": url}
    home = shared(bare_site / "index.html")
    assert (home["og:type"], home["og:title"]) == ("website", "示例政务服务月报档案")


def test_every_page_names_its_own_address_where_the_site_has_one(bare_site: Path, full_site: Path) -> None:
    """The one in the map of the site."""
    text = (full_site / "sitemap.xml").read_text(encoding="utf-8")
    listed = set(re.findall(r"<loc>(.*?)</loc>", text))
    found = set()
    for page in full_site.rglob("*.html"):
        if page.name == "404.html":
            continue
        content = page.read_text(encoding="utf-8")
        (canonical,) = re.findall(r'<link rel="canonical" href="([^"]*)">', content)
        assert shared(page)["og:url"] == canonical
        own = canonical.removeprefix("https://example.invalid/archive/") or "index.html"
        assert own == page.relative_to(full_site).as_posix()
        found.add(canonical)
    assert found == listed
    for page in bare_site.rglob("*.html"):
        content = page.read_text(encoding="utf-8")
        assert 'rel="canonical"' not in content and "og:url" not in content, page


def test_sitemap_has_no_address_where_none_is_known(bare_site: Path) -> None:
    assert "<loc>" not in (bare_site / "sitemap.xml").read_text(encoding="utf-8")


def test_robots_may_read_all_and_are_told_of_the_map(bare_site: Path, full_site: Path) -> None:
    """By the reader of such files that comes with Python, and whole."""
    text = (bare_site / "robots.txt").read_text(encoding="utf-8")
    assert text == "User-agent: *\nAllow: /\n"
    full = (full_site / "robots.txt").read_text(encoding="utf-8")
    assert full == f"{text}\nSitemap: https://example.invalid/archive/sitemap.xml\n"
    rules = RobotFileParser()
    rules.parse(full.splitlines())
    assert rules.can_fetch("example", "https://example.invalid/archive/issues/2004-01.html")
    assert rules.site_maps() == ["https://example.invalid/archive/sitemap.xml"]


def test_every_page_leads_to_the_statement_on_access(bare_site: Path, full_site: Path) -> None:
    """Whom to ask is what the settings say, and nothing where they are silent."""
    for name, way in (("index.html", ""), ("issues/2004-01.html", "../"), ("errata.html", "")):
        page = (bare_site / name).read_text(encoding="utf-8")
        assert f'<a href="{way}accessibility.html">无障碍说明</a>' in page, name
    silent, told = (
        (site / "accessibility.html").read_text(encoding="utf-8") for site in (bare_site, full_site)
    )
    assert "<p>用起来有困难的，请联系：示例科 &lt;1&gt;</p>" in told
    assert "联系" not in silent


def test_the_feed_of_errata_is_offered(bare_site: Path) -> None:
    for name in ("files.html", "errata.html"):
        assert '<a href="errata.xml">' in (bare_site / name).read_text(encoding="utf-8"), name
    assert (bare_site / "errata.xml").is_file()


def test_sitemap_names_every_page_with_its_day(full_site: Path) -> None:
    text = (full_site / "sitemap.xml").read_text(encoding="utf-8")
    found = dict(re.findall(r"<loc>(.*?)</loc>(?:\s*<lastmod>(.*?)</lastmod>)?", text))
    base = "https://example.invalid/archive/"
    pages = {str(path.relative_to(full_site)) for path in full_site.rglob("*.html")} - {"404.html"}
    assert {address.removeprefix(base) or "index.html" for address in found} == pages
    assert {address.removeprefix(base): day for address, day in found.items() if day} == {
        "issues/2003-11.html": "2003-12-08",
        "issues/2003-12.html": "2004-01-09",
        "issues/2004-01.html": "2004-02-10",
    }


def test_feed_carries_full_addresses_where_they_are_known(full_site: Path) -> None:
    feed = feedparser.parse((full_site / "feed.xml").read_bytes())
    assert feed.feed.author == "示例办公室"
    assert [link.href for link in feed.feed.links] == [
        "https://example.invalid/archive/index.html",
        "https://example.invalid/archive/feed.xml",
    ]
    assert feed.entries[0].link == "https://example.invalid/archive/issues/2004-01.html"


def test_building_twice_gives_identical_bytes(bare_site: Path) -> None:
    again = bare_site.parent.with_name("again")
    assert build(bare_site.parent, again).emitted.written is not None
    paths = {str(path.relative_to(bare_site)) for path in bare_site.rglob("*") if path.is_file()}
    assert paths == {str(path.relative_to(again)) for path in again.rglob("*") if path.is_file()}
    assert [
        path for path in sorted(paths) if (bare_site / path).read_bytes() != (again / path).read_bytes()
    ] == []


def test_every_file_that_a_page_offers_is_there(bare_site: Path) -> None:
    offered = {
        (page.parent / address).resolve()
        for page in bare_site.rglob("*.html")
        for address in re.findall(r'href="([^"#:]*files/[^"#]*)"', page.read_text(encoding="utf-8"))
    }
    assert len(offered) == 3 * (12 + 5 + 1) + 10
    assert [path for path in offered if not path.is_file()] == []


@pytest.mark.parametrize("names", ["full", "masked"])
def test_data_package_is_valid_untouched(archive: ArchiveFolder, names: str, tmp_path: Path) -> None:
    archive.edit("mkdocs.yml", "names: full", f"names: {names}")
    package = tmp_path / f"{NEWEST}.zip"
    made = documents_of(archive.folder, published_archive(archive.folder))
    package.write_bytes(made[f"files/{NEWEST}/{NEWEST}.zip"])
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "--type", "package", str(package)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("INVALID") == 0 and "staff-scores" in done.stdout
