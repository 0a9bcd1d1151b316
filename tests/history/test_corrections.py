"""A re-issue: what the publisher's correction changed, told from the archive's own revisions in every output."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from tests.support.archive import ArchiveFolder, csv_of
from tests.support.gate_server import make_clerk
from tests.support.git_repository import Repository
from yuebao.workflows.review_changes import review_text

PERIOD = "2003-12"
DATA = f"data/{PERIOD}"
ATOM = "{http://www.w3.org/2005/Atom}"
Rows = list[list[str]]
Change = Callable[[Rows], Rows]
First, Second, Own = "2004-02-05", "2004-03-06", "2004-04-07"


@dataclass(frozen=True)
class Case:
    """An archive under git whose month was taken from a report, and may be corrected."""

    archive: ArchiveFolder
    repository: Repository

    def commit(self, day: str) -> None:
        self.repository.commit(day, GIT_COMMITTER_DATE=f"{day}T12:00:00+0800")

    def report(self, name: str, **changes: Change) -> Path:
        """The report of the month as it would be printed with these changes of its tables."""
        other = self.archive.copy(self.archive.folder.parent / f"other-{name}")
        for table, change in changes.items():
            edit(other, table.replace("_", "-"), change)
        return exported(other, name)

    def correct(self, name: str, day: str, **changes: Change) -> None:
        """Bring in a corrected report with these changes."""
        done = self.archive.run(
            "import", str(self.report(name, **changes)), "--period", PERIOD, "--force", "--correction"
        )
        assert done.status in (0, 1), done.err
        assert self.archive.run("validate", PERIOD).status == 0, self.archive.run("validate", PERIOD).out
        self.commit(day)

    def emitted(self) -> Path:
        done = self.archive.run("emit")
        assert done.status == 0, done.out + done.err
        return self.archive / "docs"

    def issue(self) -> dict[str, object]:
        text = (self.emitted() / f"files/v1/{PERIOD}.json").read_text(encoding="utf-8")
        read: dict[str, object] = json.loads(text)
        return read


def edit(archive: ArchiveFolder, table: str, change: Change) -> None:
    name = f"{DATA}/{table}.csv"
    header, *body = archive.rows(name)
    archive.write(name, csv_of([header, *change(body)]))


def exported(archive: ArchiveFolder, name: str) -> Path:
    target = archive.folder.parent / f"out-{archive.folder.name}"
    done = archive.run("export", PERIOD, "--to", str(target))
    assert done.status == 0, done.out
    report = target / f"{name}.docx"
    (target / f"{PERIOD}.docx").rename(report)
    return report


@pytest.fixture(scope="module")
def _taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its month was taken from a report that can be read again."""
    folder = tmp_path_factory.mktemp("corrections") / "archive"
    repository = make_clerk(folder)
    archive = ArchiveFolder(folder)
    report = exported(archive, "原件")
    shutil.copy(report, folder / DATA / "source/原件.docx")
    (folder / DATA / "source/issue.txt").unlink()
    masthead = yaml.safe_load((folder / DATA / "issue.yaml").read_text(encoding="utf-8"))
    digest = hashlib.sha256(report.read_bytes()).hexdigest()
    masthead["sources"] = [{"file": "source/原件.docx", "sha256": digest, "role": "原件", "in_force": True}]
    archive.write(f"{DATA}/issue.yaml", yaml.safe_dump(masthead, allow_unicode=True, sort_keys=False))
    shutil.rmtree(folder / ".git")
    from tests.support.git_repository import new_repository

    repository = new_repository(folder)
    repository.commit("示例", GIT_COMMITTER_DATE="2004-01-31T12:00:00+0800")
    return folder


@pytest.fixture
def case(_taken: Path, tmp_path: Path) -> Case:
    archive = ArchiveFolder(_taken).copy(tmp_path / "archive")
    return Case(archive, Repository(archive.folder))


def rate(text: str) -> Change:
    return lambda rows: [[rows[0][0], text, *rows[0][2:]]]


def more(*row: str) -> Change:
    return lambda rows: [*rows, list(row)]


def less(rows: Rows) -> Rows:
    return rows[:-1]


def changes(issue: dict[str, object]) -> list[tuple[object, ...]]:
    corrections = issue["corrections"]
    assert isinstance(corrections, list)
    return [
        (
            each["document"]["file"],
            change["table"],
            change["row"],
            change["column"],
            change["old"],
            change["new"],
        )
        for each in corrections
        for change in each["changes"]
    ]


def revisions(issue: dict[str, object]) -> list[tuple[object, ...]]:
    found = issue["revisions"]
    assert isinstance(found, list)
    keys = ("published", "table", "row", "column", "old", "new", "document")
    return [tuple(each[key] for key in keys) for each in found]


def test_a_cell_that_a_correction_changed_is_told_from_one_that_a_clerk_changed(case: Case) -> None:
    """In the version that brings the correction the clerk also mends a word; later another figure."""
    old = case.archive.rows(f"{DATA}/satisfaction.csv")[1][1]
    news = case.archive.rows(f"{DATA}/news.csv")[1]
    report = case.report("更正", satisfaction=rate("12.5%"))
    assert case.archive.run("import", str(report), "--period", PERIOD, "--force", "--correction").err == ""
    edit(case.archive, "news", lambda rows: [[rows[0][0], f"{rows[0][1]}（补记）"], *rows[1:]])
    case.commit(First)
    edit(case.archive, "satisfaction", rate("13%"))
    case.commit(Own)
    issue = case.issue()
    document = "source/更正.docx"
    assert changes(issue) == [(document, "satisfaction", "第 1 行", "主动评价率", old, "12.5%")]
    correction = issue["corrections"][0]  # type: ignore[index]
    published = yaml.safe_load((case.archive / DATA / "issue.yaml").read_text(encoding="utf-8"))["published"]
    assert {key: correction[key] for key in ("document", "replaces", "in_force", "proof")} == {
        "document": {"file": document, "published": str(published), "archived": First},
        "replaces": {"file": "source/原件.docx", "published": str(published), "archived": "2004-01-31"},
        "in_force": True,
        "proof": "documents",
    }
    assert correction["changes"][0]["column_id"] == "rating-rate"
    assert correction["changes"][0]["cell"] == "#satisfaction.1.rating-rate"
    key = " / ".join(news)
    assert revisions(issue) == [
        (First, "news", key, None, "（全部）", None, None),
        (First, "news", f"{key}（补记）", None, None, "（全部）", None),
        (First, "satisfaction", "第 1 行", "主动评价率", old, "12.5%", document),
        (Own, "satisfaction", "第 1 行", "主动评价率", "12.5%", "13%", None),
    ]
    page = (case.archive / f"docs/issues/{PERIOD}.md").read_text(encoding="utf-8")
    mark = f'<a class="mark" href="#correction-1" title="出刊的单位更正1：原来 {old}，改为 12.5%">更1</a>'
    assert f'id="satisfaction.1.rating-rate" class="n corrected">13%{mark}</td>' in page
    assert (
        f'<p class="yb-note">出刊的单位用 {document}（所印出刊日期 {published}，{First} 收入）代替了 '
        f"source/原件.docx（所印出刊日期 {published}，2004-01-31 收入）。两份文件所印有以下 1 处不同"
        "（由留存的文件重新读出、逐格对照）。</p>"
    ) in page
    assert '<li id="correction-1" value="1">' in page and '<a href="#satisfaction.1.rating-rate">' in page
    assert page.count('<span class="yb-category">更正</span> <time') == 1
    assert page.count('<span class="yb-category">修订</span> <time') == 3
    with sqlite3.connect(case.archive / "docs/files/archive.sqlite") as database:
        assert database.execute("SELECT * FROM corrections").fetchall() == [
            (
                PERIOD,
                document,
                str(published),
                First,
                "source/原件.docx",
                str(published),
                "2004-01-31",
                1,
                "documents",
            )
        ]
        assert database.execute("SELECT * FROM corrected").fetchall() == [
            (
                PERIOD,
                document,
                "satisfaction",
                "第 1 行",
                "主动评价率",
                "satisfaction.1.rating-rate",
                old,
                "12.5%",
            )
        ]
        assert database.execute("SELECT document, count(*) FROM revisions GROUP BY 1 ORDER BY 1").fetchall() == [
            (None, 3), (document, 1)
        ]  # fmt: skip
    feed = ET.fromstring((case.archive / "docs/feed.xml").read_bytes())
    entries = {each.findtext(f"{ATOM}title"): each for each in feed.findall(f"{ATOM}entry")}
    [title] = [each for each in entries if each and each.endswith("：更正 1 处")]
    assert entries[title].findtext(f"{ATOM}updated") == f"{First}T00:00:00+08:00"
    assert f"原来 {old}，改为 12.5%" in (entries[title].findtext(f"{ATOM}content") or "")


def test_the_record_keeps_who_made_a_revision(case: Case) -> None:
    case.correct("更正", First, satisfaction=rate("12.5%"))
    edit(case.archive, "satisfaction", rate("13%"))
    case.commit(Own)
    listed = case.archive.run("revisions").out
    own = [row for row in csv.reader(io.StringIO(listed)) if row[2] == "satisfaction"]
    assert [(row[1], row[6], row[7]) for row in own] == [
        (First, "12.5%", "source/更正.docx"),
        (Own, "13%", ""),
    ]
    before = case.issue()["revisions"]
    assert case.archive.run("revisions", "--record").status == 0
    shutil.rmtree(case.archive / ".git")
    assert case.issue()["revisions"] == before


def test_a_correction_that_changes_nothing(case: Case) -> None:
    case.archive.write(f"{DATA}/source/x.docx", case.report("更正").read_bytes() + b"\0")
    shutil.move(case.archive / DATA / "source/x.docx", case.archive.folder.parent / "更正.docx")
    done = case.archive.run(
        "import", str(case.archive.folder.parent / "更正.docx"), "--period", PERIOD, "--force", "--correction"
    )
    assert done.err == ""
    case.commit(First)
    issue = case.issue()
    assert (changes(issue), revisions(issue)) == ([], [])
    page = (case.archive / f"docs/issues/{PERIOD}.md").read_text(encoding="utf-8")
    assert "两份文件所印的各格相同，没有改动" in page
    assert "## 修订" not in page and 'class="n corrected"' not in page


def test_rows_that_come_and_go_and_the_masthead(case: Case) -> None:
    day, words = f"{PERIOD}-30", "示例局召开会议。"
    gone = " / ".join(case.archive.rows(f"{DATA}/news.csv")[-1])
    other = case.archive.copy(case.archive.folder.parent / "corrected")
    edit(other, "news", lambda rows: [*rows[:-1], [day, words]])
    other.edit(f"{DATA}/issue.yaml", "2004-01-09", "2004-01-12")
    was, now = (
        str(yaml.safe_load((each / DATA / "issue.yaml").read_text(encoding="utf-8"))["published"])
        for each in (case.archive, other)
    )
    assert was != now
    report = exported(other, "更正")
    assert case.archive.run("import", str(report), "--period", PERIOD, "--force", "--correction").err == ""
    case.commit(First)
    document = "source/更正.docx"
    issue = case.issue()
    assert changes(issue) == [
        (document, None, None, "published", was, now),
        (document, "news", f"{day} / {words}", None, None, "（全部）"),
        (document, "news", gone, None, "（全部）", None),
    ]
    assert {each[-1] for each in revisions(issue)} == {document}
    page = (case.archive / f"docs/issues/{PERIOD}.md").read_text(encoding="utf-8")
    assert f'刊头的出刊日期</p>\n<p class="yb-values">原来 <b>{was}</b>　改为 <b>{now}</b>' in page
    assert 'title="出刊的单位更正2：新增一行">更2</a>' in page
    assert f'“{gone}”行</p>\n<p class="yb-values">整行删去</p>' in page


def test_a_second_correction_takes_the_place_of_the_first(case: Case) -> None:
    old = case.archive.rows(f"{DATA}/satisfaction.csv")[1][1]
    case.correct("更正", First, satisfaction=rate("12.5%"))
    case.correct("再更正", Second, satisfaction=rate("14%"))
    issue = case.issue()
    one, two = "source/更正.docx", "source/再更正.docx"
    assert changes(issue) == [
        (one, "satisfaction", "第 1 行", "主动评价率", old, "12.5%"),
        (two, "satisfaction", "第 1 行", "主动评价率", "12.5%", "14%"),
    ]
    assert [(each[0], each[-1]) for each in revisions(issue)] == [(First, one), (Second, two)]
    page = (case.archive / f"docs/issues/{PERIOD}.md").read_text(encoding="utf-8")
    assert "更1</a><a" in page and "更2</a></td>" in page
    assert "代替了 source/原件.docx" in page and "，后来又被代替。" in page


def test_both_corrections_at_once_are_each_told(case: Case) -> None:
    """Nobody saw the first one: history has one step, the documents two."""
    old = case.archive.rows(f"{DATA}/satisfaction.csv")[1][1]
    for name, text in (("更正", "12.5%"), ("再更正", "14%")):
        report = case.report(name, satisfaction=rate(text))
        case.archive.run("import", str(report), "--period", PERIOD, "--force", "--correction")
    case.commit(First)
    issue = case.issue()
    assert [each[4:] for each in changes(issue)] == [(old, "12.5%"), ("12.5%", "14%")]
    assert [each[4:] for each in revisions(issue)] == [(old, "14%", "source/再更正.docx")]


def test_known_from_the_documents_where_history_begins_after_the_correction(case: Case) -> None:
    old = case.archive.rows(f"{DATA}/satisfaction.csv")[1][1]
    case.correct("更正", First, satisfaction=rate("12.5%"))
    shutil.rmtree(case.archive / ".git")
    issue = case.issue()
    assert [each[4:] for each in changes(issue)] == [(old, "12.5%")]
    assert issue["revisions"] == []


def unreadable(case: Case) -> None:
    """The original was a picture: nothing of it can be read again."""
    scan = b"%PDF-1.4 \xe7\xa4\xba\xe4\xbe\x8b"
    case.archive.write(f"{DATA}/source/原件.pdf", scan)
    (case.archive / DATA / "source/原件.docx").unlink()
    masthead = yaml.safe_load((case.archive / DATA / "issue.yaml").read_text(encoding="utf-8"))
    masthead["sources"][0] |= {"file": "source/原件.pdf", "sha256": hashlib.sha256(scan).hexdigest()}
    case.archive.write(f"{DATA}/issue.yaml", yaml.safe_dump(masthead, allow_unicode=True, sort_keys=False))
    case.repository.git("add", "--all")
    case.repository.git("commit", "--quiet", "--amend", "--message", "示例")


def test_known_from_history_where_a_document_cannot_be_read(case: Case) -> None:
    unreadable(case)
    old = case.archive.rows(f"{DATA}/satisfaction.csv")[1][1]
    case.correct("更正", First, satisfaction=rate("12.5%"))
    edit(case.archive, "satisfaction", rate("13%"))
    case.commit(Own)
    issue = case.issue()
    assert issue["corrections"][0]["proof"] == "history"  # type: ignore[index]
    assert [each[4:] for each in changes(issue)] == [(old, "12.5%")]
    assert [each[4:] for each in revisions(issue)] == [
        (old, "12.5%", "source/更正.docx"),
        ("12.5%", "13%", None),
    ]
    page = (case.archive / f"docs/issues/{PERIOD}.md").read_text(encoding="utf-8")
    assert "收入这份文件时改动了以下 1 处（留存的文件不能逐格对照，取自档案的历史）。" in page
    shutil.rmtree(case.archive / ".git")
    issue = case.issue()
    assert (issue["corrections"][0]["proof"], changes(issue)) == ("none", [])  # type: ignore[index]
    page = (case.archive / f"docs/issues/{PERIOD}.md").read_text(encoding="utf-8")
    assert "改了哪些无从得知" in page


def test_a_masked_archive_names_nobody_whom_a_correction_named(case: Case) -> None:
    """A name that was corrected stands in no table any more, nor in the other texts that name it."""
    staff = case.archive.rows(f"{DATA}/staff-scores.csv")[1:]
    name, other = staff[0][1], "示例新人"

    def renamed(rows: Rows) -> Rows:
        return [[other if cell == name else cell for cell in cells] for cells in rows]

    case.archive.edit("mkdocs.yml", lambda text: text.replace("names: full", "names: masked"))
    case.correct("更正", First, staff_scores=renamed, awards=renamed)
    assert "masked" in (case.archive / "mkdocs.yml").read_text(encoding="utf-8")
    docs = case.emitted()
    issue = json.loads((docs / f"files/v1/{PERIOD}.json").read_text(encoding="utf-8"))
    assert len(changes(issue)) > 2
    assert {each[2] for each in changes(issue)} == {"（已隐去）"}
    written = [path for path in docs.rglob("*") if path.is_file() and path.suffix in (".md", ".json", ".xml")]
    for person in (name, other):
        assert [path for path in written if person in path.read_text(encoding="utf-8")] == []
        assert (docs / "files/archive.sqlite").read_bytes().find(person.encode()) == -1


def test_the_review_says_what_is_a_correction(case: Case) -> None:
    base = case.repository.head()
    old = case.archive.rows(f"{DATA}/satisfaction.csv")[1][1]
    report = case.report("更正", satisfaction=rate("12.5%"))
    case.archive.run("import", str(report), "--period", PERIOD, "--force", "--correction")
    edit(case.archive, "news", more(f"{PERIOD}-31", "示例。"))
    lines = [
        line for line in review_text(case.archive.folder, [PERIOD], base).split("\n") if line.startswith("| ")
    ]
    said = [[cell.strip().replace("\u2060", "") for cell in line.strip("|").split("|")] for line in lines]
    assert ["好差评情况", "第 1 行", "主动评价率", old, "12.5%", "更正"] in said
    assert ["工作动态", f"{PERIOD}-31 / 示例。", "", "", "（全部）", "修订"] in said
