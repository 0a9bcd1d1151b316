"""What an erratum says of blanks, which months a year has, and by what readers know an entry: said alike everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import feedparser
import pytest

from tests.outcome.test_settling import BROKEN, drafted, edit, explain
from tests.site.test_hostile_archive import seen
from tests.support.archive import ArchiveFolder
from tests.support.published import published_archive
from tests.support.rendered import render_site
from tests.support.withdrawing import withdraw
from tests.synthetic.hostile import EXPLAINED, MONTHS
from yuebao.site.archive import Archive
from yuebao.site.pages.issues import by_year

NEWEST = MONTHS[-1]
BLANKS = {
    "a blank in a total row": "公布 空白，按规则应为 ",
    "a place that is blank": "公布 空白，按规则应为 ",
    "a figure where none may be": "公布 2，按规则应为 空白",
}


@pytest.fixture(params=BLANKS)
def explained(request: pytest.FixtureRequest, hostile_archive: ArchiveFolder) -> tuple[str, Archive]:
    edit(hostile_archive.folder, *BROKEN[request.param])
    explain(hostile_archive.folder, drafted(hostile_archive.folder))
    archive = published_archive(hostile_archive.folder)
    return request.param, archive


def test_a_blank_is_called_one_wherever_it_is_explained(explained: tuple[str, Archive]) -> None:
    """In the feed, in the list of errata, and beside the cell."""
    case, archive = explained
    files: Mapping[str, bytes] = render_site(archive)
    texts = [entry.content[0].value for entry in feedparser.parse(files["feed.xml"]).entries]
    assert any(BLANKS[case] in text for text in texts)
    assert not any("公布 ，" in text or "应为 。" in text for text in texts)
    page = files[f"issues/{NEWEST}.md"].decode()
    titles = [unescape(title) for title in re.findall('class="mark" href="[^"]*" title="([^"]*)"', page)]
    assert titles and all(re.fullmatch(r"存疑\d+：按规则应(?:为 |不超过 )\S.*", title) for title in titles)
    assert not BLANKS[case].endswith("空白") or any(title.endswith("应为 空白") for title in titles)
    assert "空白" in files["errata.md"].decode()


@pytest.fixture(scope="module")
def archive(_hostile: Path) -> Archive:
    return published_archive(_hostile)


def test_a_year_has_the_months_that_could_be_there(archive: Archive) -> None:
    """The newest year ends with the newest issue; every other has twelve months, whatever the archive lacks."""
    found = by_year(archive)
    assert {year: [own.first_month for own in periods] for year, periods in found.items()} == {
        2003: [1, 2, 3], 2002: list(range(1, 13)), 2001: list(range(1, 13)),
    }  # fmt: skip
    there = {own.name for periods in found.values() for own, one in periods.items() if one}
    assert there == set(MONTHS)
    page = render_site(archive)["issues/year-2003.md"].decode()
    assert "3月" in page and "4月" not in page


@pytest.mark.parametrize("code", ["", "999902"])
def test_the_ids_of_the_feed_are_those_that_readers_know(hostile_archive: ArchiveFolder, code: str) -> None:
    """By the code of the place, else its id, the month, and what it is: an entry of another id shows as a new one."""
    registry = hostile_archive / "data/organizations.csv"
    text = registry.read_text(encoding="utf-8")
    assert "county-2,county,示例二县,,," in text
    registry.write_text(text.replace("示例二县,,,", f"示例二县,,{code},"), encoding="utf-8", newline="")
    archive = published_archive(hostile_archive.folder)
    place = code or "county-2"
    keys = [f"{place}/{month}/issue" for month in MONTHS] + [f"{place}/{EXPLAINED}/errata/2003-02-20"]
    feed = feedparser.parse(render_site(archive)["feed.xml"])
    assert {entry.id for entry in feed.entries} == {
        f"urn:uuid:{uuid5(NAMESPACE_URL, f'yuebao:{key}')}" for key in keys
    }


MISSING: dict[str, tuple[slice, list[str], list[str]]] = {
    "from the first issue on": (
        slice(0, None),
        ["档案现收 2001年1月至2003年3月的月报。"],
        ["2001年3月", "2001年5月至2002年11月，共 19 个月", "2003年2月"],
    ),
    "from a later one on": (
        slice(3, None),
        ["档案现收 2002年12月至2003年3月的月报。", "最早一期是总第24期；此前的 23 期尚未收入。"],
        ["2003年2月"],
    ),
    "one alone": (
        slice(1, 2),
        ["档案现收 2001年2月的月报。", "最早一期是总第2期；此前的 1 期尚未收入。"],
        [],
    ),
}


@pytest.mark.parametrize("case", MISSING)
def test_the_page_of_what_is_missing(archive: Archive, case: str) -> None:
    kept, told, gaps = MISSING[case]
    page = render_site(replace(archive, editions=archive.editions[kept]))["issues/missing.md"].decode()
    assert [
        line[3:-4] for line in page.splitlines() if line.startswith("<p>档案现收") or "最早" in line
    ] == told
    assert re.findall("<li>(.*?)</li>", page) == gaps
    assert ("<p>在此期间没有缺少的各期。</p>" in page) == (not gaps)


def test_a_month_that_was_taken_back_is_listed_and_not_missing(hostile_archive: ArchiveFolder) -> None:
    withdraw(hostile_archive.folder, MONTHS[2])
    archive = published_archive(hostile_archive.folder)
    page = render_site(archive)["issues/missing.md"].decode()
    gaps, _, withdrawn = page.partition("## 已撤回的各期")
    assert re.findall("<li>(.*?)</li>", gaps) == [
        "2001年3月",
        "2001年5月至2002年11月，共 19 个月",
        "2003年2月",
    ]
    assert "2001年4月" in withdrawn


def test_no_declared_word_becomes_a_tag_of_a_page(hostile_archive: ArchiveFolder) -> None:
    """Titles of tables, columns, sections, attachments and charts, labels of highlights: as the schemas have them."""
    for path in (hostile_archive / "schemas").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.name not in ("intake.yaml", "archive.yaml"):
            text = re.sub(r"\b(title|label): (?!合计)([^\n,'\"}{]+)(?=[,}\n])", r"\1: \2 A&B <c>", text)
        path.write_text(text, encoding="utf-8")
    archive = published_archive(hostile_archive.folder)
    files = render_site(archive)
    pages = {name: content.decode() for name, content in files.items() if name.endswith(".md")}
    assert sum("A&amp;B &lt;c&gt;" in text for text in pages.values()) > 15
    wrong = []
    for name, text in pages.items():
        body = text.removeprefix("---\n").partition("\n---\n")[2]
        if "c" in seen(body).tags or any(
            "<c>" in (value or "") and name == "href" for at in seen(body).at for name, value in at.items()
        ):
            wrong.append(name)
    assert wrong == []
    assert not feedparser.parse(files["feed.xml"]).bozo
