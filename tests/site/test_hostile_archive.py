"""Everything that is written from an archive full of markup, gaps and changed names, read back as a reader would."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from tests.support.archive import ArchiveFolder, records, tree
from tests.support.published import published_archive
from tests.synthetic.hostile import EXPLAINED, ITEM, LONG, MARKUP, MONTHS, PERSON, REASON, REVIEWER
from yuebao.cache.shelf import Shelf
from yuebao.model.period import title_of
from yuebao.site.archive import Archive
from yuebao.site.marks import marks_of, notes
from yuebao.site.pages import organizations
from yuebao.site.pages.history import Histories, histories
from yuebao.site.pages.over_time import published_names
from yuebao.site.pages.plain_table import published_cell
from yuebao.workflows.kept_documents import KEPT

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def written(_hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive with its pages and downloads."""
    folder = shutil.copytree(_hostile, tmp_path_factory.mktemp("written") / "archive")
    status, said, warned = ArchiveFolder(folder).run("emit", "--quiet")
    assert (status, warned) == (0, "")
    assert re.fullmatch(r"已写入 docs/：新写或改动 \d+ 个文件，未变 0 个，删去 0 个。\n", said)
    return folder


@pytest.fixture(scope="module")
def archive(_hostile: Path) -> Archive:
    return published_archive(_hostile)


class Seen(HTMLParser):
    """The tags and the texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.at: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.at.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def seen(text: str) -> Seen:
    parser = Seen()
    parser.feed(text)
    parser.close()
    return parser


def emitted(folder: Path) -> Iterator[str]:
    lines = (folder / "docs/.emitted").read_text(encoding="utf-8").splitlines()
    yield from (line.split("  ", 1)[1] for line in lines)


def test_no_text_of_the_data_becomes_a_tag_of_a_page(written: Path) -> None:
    """`<c>` and a script stand in titles, news, items, reasons and reviewers; `<b>` is also the pages' own tag."""
    pages = [
        name for name in emitted(written) if name.endswith(".md") and name.startswith(("issues", "org", "e"))
    ]
    assert len(pages) > 20
    wrong = {}
    for name in pages:
        text = (written / "docs" / name).read_text(encoding="utf-8")
        _, _, body = text.removeprefix("---\n").partition("\n---\n")
        if {"c", "script"} & seen(body).tags or "<b>粗" in body or '<b>&"' in body:
            wrong[name] = body
    assert wrong == {}


def test_the_issue_shows_the_texts_as_they_are(written: Path) -> None:
    page = seen((written / f"docs/issues/{EXPLAINED}.md").read_text(encoding="utf-8"))
    shown = "".join(page.texts)
    for text in (REASON, REVIEWER, ITEM):
        assert text.replace("{{ x }}", "") in shown.replace("{{ x }}", ""), text


def test_a_marked_cell_is_escaped_wherever_it_is_shown(archive: Archive) -> None:
    edition = archive.editions[MONTHS.index(EXPLAINED)]
    marks = notes(marks_of(edition), ())
    [cell] = [cell for cell in marks if cell.table == "window-score-items"]
    shown = published_cell(edition.month.tables[cell.table], cell.row, cell.column, False, marks, "p.html")
    assert "".join(seen(shown).texts) == f"{ITEM}{marks[cell][0].label}"
    assert seen(shown).tags == {"td", "a"}


def test_the_feed_holds_titles_and_reasons_whole(written: Path) -> None:
    feed = ET.fromstring((written / "docs/feed.xml").read_bytes())
    entries = {
        entry.findtext(f"{ATOM}title"): (
            entry.findtext(f"{ATOM}author/{ATOM}name"),
            entry.findtext(f"{ATOM}content"),
        )
        for entry in feed.findall(f"{ATOM}entry")
    }
    titles = [
        f"示例月报{number} {MARKUP}（总第{total}期）" for number, total in enumerate((1, 2, 4, 24, 25, 27))
    ]
    explained = f"示例月报{MONTHS.index(EXPLAINED)} {MARKUP}：存疑 2 处"
    assert set(entries) == {*titles, explained}
    assert {entries[title][0] for title in titles} == {f"示例 {MARKUP}"}
    author, content = entries[explained]
    assert author == REVIEWER
    assert content is not None and content.count(REASON) == 2 and ITEM in content


def test_json_and_the_index_hold_every_text(written: Path) -> None:
    issue = json.loads((written / f"docs/files/v1/{EXPLAINED}.json").read_text(encoding="utf-8"))
    assert [(item["reason"], item["reviewer"]) for item in issue["errata"]] == [(REASON, REVIEWER)] * 2
    assert issue["title"] == f"示例月报{MONTHS.index(EXPLAINED)} {MARKUP}"
    index = json.loads((written / "docs/files/v1/index.json").read_text(encoding="utf-8"))
    assert [item["period"] for item in index["issues"]] == list(reversed(MONTHS))
    assert LONG in {alias for item in index["organizations"] for alias in item["aliases"]}
    script = (written / "docs/search/words.js").read_text(encoding="utf-8")
    words = json.loads(script.removeprefix("window.yuebaoWords=").removesuffix(";\n"))
    assert [item[3] for item in words["issues"]] == [f"示例月报{number} {MARKUP}" for number in range(6)]


def test_the_workbook_prints_its_title_as_it_is(written: Path) -> None:
    """In the header of a printed page `&` begins a code: `&B` would make the rest bold."""
    book = openpyxl.load_workbook(written / f"docs/files/{EXPLAINED}/{EXPLAINED}.xlsx")
    for sheet in book.worksheets:
        assert sheet.oddHeader is not None
        printed = f"{sheet.oddHeader.center.text}".replace("&&", "\0")
        assert "&" not in printed
        assert printed.replace("\0", "&").startswith(f"示例月报{MONTHS.index(EXPLAINED)} A & B <c>")
    assert any(
        cell.value == ITEM for row in book["各窗口（单位）考核加减分明细表"].iter_rows() for cell in row
    )


def test_the_list_of_missing_months_is_whole(written: Path) -> None:
    page = (written / "docs/issues/missing.md").read_text(encoding="utf-8")
    assert "".join(seen(page).texts).count("2001年3月") == 1
    assert re.findall("<li>(.*)</li>", page) == [
        "2001年3月",
        "2001年5月至2002年11月，共 19 个月",
        "2003年2月",
    ]
    years = {
        year: (written / f"docs/issues/year-{year}.md").read_text(encoding="utf-8")
        for year in (2001, 2002, 2003)
    }
    linked = {
        year: re.findall(r'href="(?:\.\./issues/)?(\d{4}-\d{2})\.html', text) for year, text in years.items()
    }
    assert {year: sorted(set(found)) for year, found in linked.items()} == {
        2001: ["2001-01", "2001-02", "2001-04"],
        2002: ["2002-12"],
        2003: ["2003-01", "2003-03"],
    }


def rows(folder: Path, month: str, table: str) -> list[dict[str, str]]:
    return records((folder / f"data/{month}/{table}.csv").read_bytes())


def test_a_blank_place_is_no_place_in_the_chart(written: Path) -> None:
    """Drawn as 0 it would be the best of all."""
    registry = records((written / "data/organizations.csv").read_bytes())
    entries = [row for row in registry if row["type"] == "department"]
    drawn = 0
    for identity in dict.fromkeys(row["id"] for row in entries):
        names = {row["name"] for row in entries if row["id"] == identity}
        places = {
            month: row["对比名次"]
            for month in MONTHS
            for row in rows(written, month, "county-comparison-month")
            if row["单位名称"] in names
        }
        printed = {month: text for month, text in places.items() if text}
        page = (written / f"docs/organizations/{identity}.md").read_text(encoding="utf-8")
        found = re.search(
            r"<desc[^>]*>[^<]*对比名次：起 (\d+)（([年月\d]+)），止 (\d+)（([年月\d]+)）[^<]*最小 (\d+)", page
        )
        if len(printed) < 2:
            assert found is None
            continue
        first, last = min(printed), max(printed)
        assert found is not None, identity
        assert found.groups() == (
            printed[first],
            title_of(first),
            printed[last],
            title_of(last),
            min(printed.values(), key=int),
        )
        drawn += len(printed) < len(places)
    assert drawn, "no department has a blank place"


def without(archive: Archive, month: str, table: str) -> Archive:
    """The archive as if one issue had not printed the table."""
    place = MONTHS.index(month)
    edition = archive.editions[place]
    kept = {name: held for name, held in edition.month.tables.items() if name != table}
    changed = replace(edition, month=replace(edition.month, tables=kept))
    return replace(archive, editions=(*archive.editions[:place], changed, *archive.editions[place + 1 :]))


def newest_card(archive: Archive, identity: str) -> tuple[str, list[str]]:
    """The heading of the newest figures of an organization, and what they are called."""
    pages = dict(organizations.pages(archive))
    page = pages[f"organizations/{identity}.md"].decode()
    heading = re.search("## 最近一期：(.*?) ", page)
    assert heading is not None
    card = page[heading.end() :].split("</dl>")[0]
    return heading[1], re.findall("<dt>(.*?)</dt>", card)


def test_only_figures_of_the_newest_issue_stand_under_it(archive: Archive) -> None:
    month, year = "当月受理件", "年内累计受理件"
    assert newest_card(archive, "town-1") == ("2003年3月", [month, year])
    assert newest_card(without(archive, "2003-03", "town-volume-year"), "town-1") == ("2003年3月", [month])
    assert newest_card(without(archive, "2003-03", "town-volume-month"), "town-1") == ("2003年3月", [year])
    neither = without(without(archive, "2003-03", "town-volume-month"), "2003-03", "town-volume-year")
    assert newest_card(neither, "town-1") == ("2003年1月", [month, year])


@pytest.mark.parametrize(
    ("table", "kept", "expected"),
    [
        ("town-volume-month", slice(None), ("2001-01", "2002-12")),
        ("town-volume-month", slice(1, 2), ("2001-01", "2002-12")),
        ("town-volume-year", slice(1, 2), ("2001-01", "2002-12")),
        ("", slice(1, 2), ("2001-02", "2001-02")),
        ("", slice(1, 4), ("2001-02", "2002-12")),
    ],
)
def test_a_name_is_dated_by_all_tables_together(
    archive: Archive, table: str, kept: slice, expected: tuple[str, str]
) -> None:
    """``table`` is cut to some of its months, or every table where none is named."""
    found = histories(archive)
    cut = {
        name: listings[kept] if table in ("", name) else listings
        for name, listings in found.rows["town-1"].items()
    }
    names = published_names(archive, Histories({"town-1": cut}, {}, {}), "town-1")
    assert names["示例一乡"] == expected


def test_a_town_that_ended_before_the_first_issue_has_a_page(written: Path) -> None:
    page = (written / "docs/organizations/town-9.md").read_text(encoding="utf-8")
    assert "示例并入镇（至2000年12月）" in page
    listed = (written / "docs/organizations/index.md").read_text(encoding="utf-8")
    assert '<a href="town-9.html">示例并入镇</a><small>（2001年1月起并入示例一乡）</small>' in listed
    assert '<dt>沿革</dt><dd>2001年1月起并入<a href="../organizations/town-1.html">示例一乡</a></dd>' in page
    assert "最近一期" not in page


def kept_copy(written: Path, tmp_path: Path) -> Path:
    """A copy for which every document is kept: what was kept for another folder is not found."""
    root = shutil.copytree(written, tmp_path / "archive")
    assert ArchiveFolder(root).run("emit", "--quiet").status == 0
    folder = Shelf.of(root, KEPT).folder
    assert folder is not None
    assert sorted(path.name for path in folder.iterdir()) == list(MONTHS)
    return root


CHANGES: dict[str, tuple[str, str, str]] = {
    "the reason of an erratum": (f"data/{EXPLAINED}/errata.yaml", "原件如此", "原件未改"),
    "its reviewer": (f"data/{EXPLAINED}/errata.yaml", "示例审核", "示例复核"),
    "its category": (f"data/{EXPLAINED}/errata.yaml", "category: 原文如此", "category: 待核"),
    "the day of its review": (f"data/{EXPLAINED}/errata.yaml", "2003-02-20", "2003-02-21"),
    "the title of an issue": (f"data/{EXPLAINED}/issue.yaml", "示例月报", "示例简报"),
    "its publisher": (f"data/{EXPLAINED}/issue.yaml", "示例 A & B", "示例二 A & B"),
    "a text": (f"data/{EXPLAINED}/news.csv", "示例：", "示例二："),
    "an alias": ("data/organizations.csv", "&<甲>", "&<乙>"),
    "a town more": ("data/organizations.csv", "示例并入镇", "示例并出镇"),
    "the title of a table": ("schemas/news.yaml", "title: 工作动态", "title: 工作简讯"),
    "what a table is": ("schemas/news.yaml", "一行一条", "一条一行"),
    "what a column is": ("schemas/news.yaml", "报告原文，不含", "原文，不含"),
    "a unit": ("schemas/town-volume-month.yaml", "unit: 件}", "unit: 例}"),
    "a sentence": ("schemas/report.yaml", "被评为综合优胜星", "被评为本期综合优胜星"),
}
"""What the documents of an issue follow from, each thing changed alone."""


def change(root: Path, what: str) -> None:
    file, old, new = CHANGES[what]
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8", newline="")


@pytest.mark.parametrize("what", CHANGES)
def test_kept_documents_follow_every_change(written: Path, tmp_path: Path, what: str) -> None:
    """With what earlier runs kept, and without, the downloads are the same bytes; and each change shows somewhere."""
    root = kept_copy(written, tmp_path)
    before = tree(root / "docs/files")
    change(root, what)
    bare = shutil.copytree(root, tmp_path / "bare", ignore=shutil.ignore_patterns("files"))
    for folder in (root, bare):
        status, _, warned = ArchiveFolder(folder).run("emit", "--quiet")
        assert (status, warned) == (0, "")
    assert tree(root / "docs/files") == tree(bare / "docs/files")
    assert tree(root / "docs/files") != before


def test_the_package_tells_the_reason_of_today(written: Path, tmp_path: Path) -> None:
    root = kept_copy(written, tmp_path)
    change(root, "the reason of an erratum")
    assert ArchiveFolder(root).run("emit", "--quiet")[0] == 0
    package = zipfile.ZipFile(io.BytesIO((root / f"docs/files/{EXPLAINED}/{EXPLAINED}.zip").read_bytes()))
    texts = "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    assert "原件未改" in texts and "原件如此" not in texts
    assert PERSON in texts
