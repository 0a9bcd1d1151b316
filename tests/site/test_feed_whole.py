"""The feed of a small archive as a whole: its head, and every entry of an issue, of errata and of a withdrawal."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

import pytest

from tests.support.archive import ArchiveFolder, added, cell
from tests.support.published import published_archive
from yuebao.site.archive import Archive
from yuebao.site.downloads.feed import files
from yuebao.site.downloads.organization_feeds import files as organization_feeds_of

ATOM = "{http://www.w3.org/2005/Atom}"
ERRATA = """\
- {rule: total-row, table: county-comparison-month, row: 合计, column: 示例一县, published: '3258', expected: '3259', category: 原文如此, reason: '因 <甲> & 乙', reviewer: 审核处, reviewed: 2004-02-10}
"""
WITHDRAWN = "state: 已撤回\nwithdrawn: {reason: 数字有误 & 重出, reviewer: 示例局, reviewed: 2004-03-01}\n"
HOME = "county-2"


def urn(key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'yuebao:{key}')}"


@pytest.fixture
def spoiled(archive: ArchiveFolder) -> ArchiveFolder:
    """A month with an erratum, and one that was taken back."""
    archive.edit("data/2003-11/county-comparison-month.csv", cell("合计", "示例一县", "3258"))
    archive.write("data/2003-11/errata.yaml", ERRATA)
    archive.edit("data/2004-01/issue.yaml", added(WITHDRAWN))
    return archive


def feed(archive: ArchiveFolder) -> bytes:
    return of(published_archive(archive.folder))


def of(archive: Archive) -> bytes:
    (path, content), _ = files(archive)
    assert path == "feed.xml"
    return content


def errata_feed(archive: ArchiveFolder) -> bytes:
    _, (path, content) = files(published_archive(archive.folder))
    assert path == "errata.xml"
    return content


def told(entry: ET.Element) -> dict[str, str | None]:
    """What an entry says; its text without the words of the report."""
    link = entry.find(f"{ATOM}link")
    assert link is not None and (link.get("rel"), link.get("type")) == ("alternate", "text/html")
    content = entry.find(f"{ATOM}content")
    assert content is not None and content.get("type") == "text"
    text = content.text or ""
    return {
        **{name: entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "published", "updated")},
        "author": entry.findtext(f"{ATOM}author/{ATOM}name"),
        "address": link.get("href"),
        "text": text if "申请" not in text else text.split("，")[0],
    }


def entry(key: str, title: str, day: str, author: str, address: str, text: str) -> dict[str, str | None]:
    when = f"{day}T00:00:00+08:00"
    return {
        **{"id": urn(key), "title": title, "published": when, "updated": when, "author": author},
        **{"address": address, "text": text},
    }


def test_every_entry_newest_first(spoiled: ArchiveFolder) -> None:
    root = ET.fromstring(feed(spoiled))
    assert [told(each) for each in root.iter(f"{ATOM}entry")] == [
        entry(
            *(f"{HOME}/2004-01/withdrawn/2004-03-01", "2004年1月政务服务月报（示例）：已撤回"),
            *("2004-03-01", "示例局", "issues/2004-01.html", "数字有误 & 重出"),
        ),
        entry(
            *(f"{HOME}/2003-11/errata/2004-02-10", "2003年11月政务服务月报（示例）：存疑 1 处"),
            *("2004-02-10", "审核处", "errata.html#m2003-11"),
            "《各县（区）月办件对比及考核得分表》合计 示例一县：公布 3258，按规则应为 3259。因 <甲> & 乙",
        ),
        entry(
            *(f"{HOME}/2003-12/issue", "2003年12月政务服务月报（示例）（总第2期）"),
            *("2004-01-09", "示例", "issues/2003-12.html", "12月"),
        ),
        entry(
            *(f"{HOME}/2003-11/issue", "2003年11月政务服务月报（示例）（总第1期）"),
            *("2003-12-08", "示例", "issues/2003-11.html", "11月"),
        ),
    ]


def test_the_head_where_the_address_is_not_known(spoiled: ArchiveFolder) -> None:
    head = feed(spoiled).decode().partition("<entry>")[0]
    assert head == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<id>{urn('示例政务服务月报档案')}</id>\n<title>示例政务服务月报档案</title>\n"
        "<updated>2004-03-01T00:00:00+08:00</updated>\n<author>\n<name>示例政务服务月报档案</name>\n</author>\n"
        '<link rel="alternate" type="text/html" href="index.html" />\n'
    )
    assert feed(spoiled).endswith(b"</entry>\n</feed>\n")


def test_the_head_where_it_is(spoiled: ArchiveFolder) -> None:
    spoiled.edit(
        "mkdocs.yml",
        lambda text: (
            "site_url: https://example.invalid/a/\n"
            + text.replace("\n    names: full\n", "\n    names: full\n    organizer: 示例 <办公室>\n", 1)
        ),
    )
    text = feed(spoiled).decode()
    head = text.partition("<entry>")[0]
    assert f"<id>{urn('https://example.invalid/a/')}</id>" in head
    assert "<author>\n<name>示例 &lt;办公室&gt;</name>\n</author>" in head
    assert head.endswith(
        '<link rel="alternate" type="text/html" href="https://example.invalid/a/index.html" />\n'
        '<link rel="self" type="application/atom+xml" href="https://example.invalid/a/feed.xml" />\n'
    )
    assert 'href="https://example.invalid/a/errata.html#m2003-11"' in text


def test_nothing_has_come_out_yet(archive: ArchiveFolder) -> None:
    read = published_archive(archive.folder)
    empty = of(Archive((), read.latest, read.registry, read.settings)).decode()
    assert "<updated>1970-01-01T00:00:00+08:00</updated>" in empty and "<entry>" not in empty


def test_the_feed_of_errata_has_them_alone(spoiled: ArchiveFolder) -> None:
    """Its entry is the one of the other feed; its own identity, title and page are not."""
    content = errata_feed(spoiled)
    (alone,) = ET.fromstring(content).iter(f"{ATOM}entry")
    both = [told(each) for each in ET.fromstring(feed(spoiled)).iter(f"{ATOM}entry")]
    assert told(alone) == both[1]
    assert content.decode().partition("<entry>")[0] == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"<id>{urn('示例政务服务月报档案#errata')}</id>\n<title>示例政务服务月报档案：存疑</title>\n"
        "<updated>2004-02-10T00:00:00+08:00</updated>\n<author>\n<name>示例政务服务月报档案</name>\n</author>\n"
        '<link rel="alternate" type="text/html" href="errata.html" />\n'
    )


def test_the_feed_of_errata_where_there_are_none(archive: ArchiveFolder) -> None:
    assert list(ET.fromstring(errata_feed(archive)).iter(f"{ATOM}entry")) == []


def test_the_feed_of_errata_where_the_address_is_known(spoiled: ArchiveFolder) -> None:
    spoiled.edit("mkdocs.yml", lambda text: f"site_url: https://example.invalid/a/\n{text}")
    head = errata_feed(spoiled).decode().partition("<entry>")[0]
    assert f"<id>{urn('https://example.invalid/a/#errata')}</id>" in head
    assert head.endswith(
        '<link rel="alternate" type="text/html" href="https://example.invalid/a/errata.html" />\n'
        '<link rel="self" type="application/atom+xml" href="https://example.invalid/a/errata.xml" />\n'
    )


def organization_feeds(archive: ArchiveFolder) -> dict[str, ET.Element]:
    read = published_archive(archive.folder)
    return {path: ET.fromstring(content) for path, content in organization_feeds_of(read)}


def test_every_organization_has_a_feed_of_its_figures(spoiled: ArchiveFolder) -> None:
    """By its row in each table that lists each organization once; the issue that was taken back says so."""
    feeds = organization_feeds(spoiled)
    entries = feeds["organizations/department-1.xml"].iter(f"{ATOM}entry")
    texts = {each.findtext(f"{ATOM}title"): each.findtext(f"{ATOM}content") or "" for each in entries}
    assert list(texts) == [
        "2004年1月政务服务月报（示例）：已撤回",
        "县示例一局：2003年12月政务服务月报（示例）",
        "县示例一局：2003年11月政务服务月报（示例）",
    ]
    for month in ("2003-11", "2003-12"):
        row = next(
            line.split(",")
            for line in (spoiled / f"data/{month}/department-volume-month.csv")
            .read_text(encoding="utf-8")
            .splitlines()
            if "县示例一局" in line
        )
        heads = ("申请件", "受理件", "办结件", "线上办件数", "线下办件数", "按时办结率")
        line = "，".join(f"{head} {text or '空白'}" for head, text in zip(heads, row[2:], strict=True))
        assert f"》{line}\n" in texts[f"县示例一局：{month[:4]}年{month[5:]}月政务服务月报（示例）"]
    registry = (spoiled / "data/organizations.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert set(feeds) == {f"organizations/{line.split(',')[0]}.xml" for line in registry}


def test_the_feed_of_an_organization_has_the_errata_about_it(spoiled: ArchiveFolder) -> None:
    """By its row or its column, with the identity of an entry of its own; nobody else's feed has them."""
    feeds = organization_feeds(spoiled)
    having = {}
    for path, root in feeds.items():
        for each in root.iter(f"{ATOM}entry"):
            if "存疑" in (each.findtext(f"{ATOM}title") or ""):
                having[path] = told(each)["id"]
    own = f"{HOME}/2003-11/errata/2004-02-10"
    assert having == {"organizations/county-1.xml": urn(f"{own}/of/county-1")}
    text = told(next(iter(feeds["organizations/county-1.xml"].iter(f"{ATOM}entry"))))
    figures = [
        each.findtext(f"{ATOM}content") for each in feeds["organizations/county-1.xml"].iter(f"{ATOM}entry")
    ]
    assert text["title"] == "2004年1月政务服务月报（示例）：已撤回"
    assert any("合计示例一县 3258（存疑）" in (each or "") for each in figures)
    ids = [each.findtext(f"{ATOM}id") for root in feeds.values() for each in root.iter(f"{ATOM}entry")]
    assert len({each for each in ids if ids.count(each) > 1}) == 1  # that it was taken back, in each feed


def test_an_organization_that_no_issue_names_has_an_empty_feed(archive: ArchiveFolder) -> None:
    archive.edit("data/organizations.csv", added("nobody,department,示例无名局,,,,2005-01,,\n"))
    root = organization_feeds(archive)["organizations/nobody.xml"]
    assert list(root.iter(f"{ATOM}entry")) == []
    assert root.findtext(f"{ATOM}title") == "示例政务服务月报档案：示例无名局"


def test_the_page_of_an_organization_offers_its_feed(archive: ArchiveFolder) -> None:
    assert archive.run("emit")[0] == 0
    page = (archive / "docs/organizations/department-1.md").read_text(encoding="utf-8")
    assert 'feed: "organizations/department-1.xml"' in page
    assert '<a href="../organizations/department-1.xml" type="application/atom+xml">订阅' in page
    assert (archive / "docs/organizations/department-1.xml").is_file()
