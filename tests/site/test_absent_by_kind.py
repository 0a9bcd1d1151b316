"""A table, a column, one cell that an issue does not print: on every page that shows figures of it away from the issue, in
its sentences, charts, documents, search, feed and review. Never 0, never a blank that is none, never the figure."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from tests.support.absences import REASON, Place, take_out
from tests.support.archive import ArchiveFolder
from yuebao.importing.docx import read_word
from yuebao.model.period import title_of
from yuebao.workflows.emit import emit
from yuebao.workflows.review_changes import review_text

BEFORE, MONTH, NEWEST = "2003-11", "2003-12", "2004-01"
NOTHING: Final = '<span class="yb-nothing">未公布</span>'
KINDS: Final = ("table", "column", "cell")
VOLUME, COUNTIES, RATING, WINDOWS = (
    "department-volume-month", "county-comparison-month", "satisfaction", "window-score-items"
)  # fmt: skip
SATISFIED: Final = "满意度"


@dataclass(frozen=True)
class Case:
    """An archive with such absences in the month in the middle, and in the newest those of the key figures."""

    archive: ArchiveFolder
    kind: str
    department: str

    def page(self, name: str) -> str:
        return (self.archive / f"docs/{name}.md").read_text(encoding="utf-8")

    def issue(self) -> str:
        return self.page(f"issues/{MONTH}")


def places(archive: ArchiveFolder, kind: str, month: str) -> list[Place]:
    volume, counties = (archive.rows(f"data/{month}/{name}.csv") for name in (VOLUME, COUNTIES))
    row = next(index for index, cells in enumerate(volume[1:]) if cells[volume[0].index("受理件")])
    if kind == "table":
        return [Place(VOLUME), Place(COUNTIES), Place(RATING), Place(WINDOWS)]
    county = counties[0][2]
    if kind == "column":
        return [
            Place(VOLUME, "受理件"),
            Place(COUNTIES, county),
            Place(RATING, SATISFIED),
            Place("awards", "类别"),
        ]
    total = len(counties) - 2
    return [
        Place(VOLUME, "受理件", row, volume[1 + row][1]),
        Place(COUNTIES, county, total, "合计"),
        Place(RATING, SATISFIED, 0, "1"),
    ]


@pytest.fixture(scope="module", params=KINDS)
def case(request: pytest.FixtureRequest, _small: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    kind = str(request.param)
    archive = ArchiveFolder(_small).copy(tmp_path_factory.mktemp(kind) / "archive")
    volume = archive.rows(f"data/{MONTH}/{VOLUME}.csv")
    name = next(cells[1] for cells in volume[1:] if cells[volume[0].index("受理件")])
    numbered = {row[2]: row[0] for row in archive.rows("data/organizations.csv")[1:]}
    take_out(archive.folder, MONTH, *places(archive, kind, MONTH))
    take_out(
        archive.folder, NEWEST, next(each for each in places(archive, kind, NEWEST) if each.table == RATING)
    )
    done = archive.run("validate")
    assert done.status == 0, done.out
    assert emit(archive.folder).written is not None
    return Case(archive, kind, numbered[name])


def row_of(page: str, table: str, month: str) -> str:
    """The line of a month in a table of a page, made of the figures of several issues."""
    body = page.partition(f'id="t.{table}"')[2].partition("</table>")[0]
    [line] = [line for line in body.split("\n") if f">{title_of(month)}</a>" in line]
    return line


def test_the_page_of_an_organization(case: Case) -> None:
    page = case.page(f"organizations/{case.department}")
    line = row_of(page, VOLUME, MONTH)
    assert line.count(NOTHING) == (6 if case.kind == "table" else 1)
    assert '<td class="n">0</td>' not in line
    for month in (BEFORE, NEWEST):
        assert NOTHING not in row_of(page, VOLUME, month)


def test_its_chart_has_a_gap_that_is_told(case: Case) -> None:
    page = case.page(f"organizations/{case.department}")
    chart = page.partition("<b>当月受理件")[2].partition("</figure>")[0]
    said = re.search(r"受理件：([^。]+)。", chart)
    assert said is not None and "，2003年12月没有数字" in said[1]
    assert "（2003年12月）" not in said[1]
    assert re.findall(r'd="M [^"]* L ', chart.partition("series lines")[2].partition("</g>")[0]) == []


def test_the_comparison(case: Case) -> None:
    page = case.page("counties")
    line = row_of(page, COUNTIES, MONTH)
    assert line.count(NOTHING) == (2 if case.kind == "table" else 1)
    county = re.search(r"示例一县：([^。]+)。", page)
    assert county is not None and "，2003年12月没有数字" in county[1] and "（2003年12月）" not in county[1]
    assert NOTHING in case.page("organizations/county-1")
    if case.kind == "table":
        matrix = page.partition(f'id="m.2003.{COUNTIES}"')[2].partition("</table>")[0]
        assert matrix.count(NOTHING) == matrix.count("<tr>") - 1 + matrix.count('<tr class="total">')


def test_lists_of_an_organization(case: Case) -> None:
    page = case.page("organizations/window-1")
    lists = row_of(page, "lists", MONTH)
    if case.kind == "table":
        assert lists.count(NOTHING) == 1
    elif case.kind == "column":
        assert "未公布</a>" in lists or "未公布 " in lists
    assert not re.search(r"> *[0-9]+ 次", lists)


def test_key_figures(case: Case) -> None:
    """The newest issue does not print it: nothing is compared with it, and the one after is not either."""
    home = case.page("index")
    figure = home.partition(f"<dt>{SATISFIED}</dt>")[2].partition("</div>")[0]
    assert "<b>未公布</b>" in figure and "yb-change" not in figure
    assert home.partition('id="t.highlights"')[2].count(NOTHING) >= 2
    year = case.page("issues/year-2003")
    assert year.count(NOTHING) == {"table": 4, "column": 2, "cell": 1}[case.kind]
    [line] = [each for each in year.split("\n") if NOTHING in each]
    assert f'issues/{MONTH}.html"' in line or f"{MONTH}.html" in line


def test_no_sentence_is_written_from_it(case: Case) -> None:
    """On the page, in the feed and in Word: as a whole, and no 0 % in its place."""
    whole = ArchiveFolder(case.archive.folder)
    word = read_word((whole / f"docs/files/{MONTH}/{MONTH}.docx").read_bytes(), "a.docx")
    feed = ET.fromstring((whole / "docs/feed.xml").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    [entry] = [
        each.findtext(f"{atom}content") or ""
        for each in feed.findall(f"{atom}entry")
        if (each.findtext(f"{atom}title") or "").startswith("2003年12月")
    ]
    words = "".join(re.findall(r'<p class="yb-words">(.*?)</p>', case.issue()))
    assert "主动评价" not in entry and "主动评价" not in words
    paragraphs = [getattr(block, "text", "") for block in word.blocks]
    said = [text for text in paragraphs if not text.startswith("档案说明：")]
    assert [text for text in said if "主动评价" in text] == []
    assert f"{SATISFIED}0%" not in entry + words + "".join(said)


def test_documents_say_so_with_the_reason(case: Case) -> None:
    root = case.archive.folder / f"docs/files/{MONTH}"
    word = read_word((root / f"{MONTH}.docx").read_bytes(), "a.docx")
    notes = [text for block in word.blocks if "未公布" in (text := getattr(block, "text", ""))]
    expected = len(places_declared(case))
    assert len(notes) == expected and all(
        note.startswith("档案说明：以下各处本期未公布") and note.endswith(REASON) for note in notes
    )
    book = openpyxl.load_workbook(root / f"{MONTH}.xlsx")
    assert book.sheetnames[-1] == "档案说明"
    told = [text for cells in book["档案说明"].iter_rows() if "未公布" in (text := str(cells[0].value))]
    assert len(told) == expected and all(note.endswith(REASON) and "《" in note for note in told)
    with zipfile.ZipFile(io.BytesIO((root / f"{MONTH}.zip").read_bytes())) as package:
        absent = json.loads(package.read("datapackage.json"))["absent"]
    assert [(each["state"], each["reason"]) for each in absent] == [("未公布", REASON)] * expected
    other = case.archive.folder / f"docs/files/{BEFORE}/{BEFORE}.xlsx"
    others = openpyxl.load_workbook(other)["档案说明"]
    assert [row for row in others.iter_rows() if "未公布" in str(row[0].value)] == []


def places_declared(case: Case) -> list[object]:
    listed = json.loads((case.archive / f"docs/files/v1/{MONTH}.json").read_text(encoding="utf-8"))["absent"]
    assert isinstance(listed, list)
    return listed


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_documents_are_read_back_without_a_figure_for_it(case: Case, suffix: str, tmp_path: Path) -> None:
    archive = case.archive.copy(tmp_path / "archive")
    before = {
        path.name: path.read_bytes() for path in (archive / "data" / MONTH).iterdir() if path.suffix == ".csv"
    }
    report = archive / f"docs/files/{MONTH}/{MONTH}.{suffix}"
    done = archive.run("import", str(report), "--period", MONTH, "--force")
    assert "说明：" not in done.out.partition("未能放置")[2].partition("有歧义")[0], done.out
    after = {name: (archive / "data" / MONTH / name).read_bytes() for name in before}
    own, kept = rows_with_absences(after), rows_with_absences(before)
    if (
        suffix == "docx" and case.kind != "cell"
    ):  # half of it stands in a sentence, the whole in a table beside it
        assert "《办件情况汇总》在第" in done.out and "又有一张" in done.out
        del own["volume-summary.csv"], kept["volume-summary.csv"]
    assert own == kept


def rows_with_absences(files: dict[str, bytes]) -> dict[str, list[list[str]]]:
    """The cells by table, columns that stand there blank as if they were left out."""
    found = {}
    for name, content in files.items():
        header, *rows = csv.reader(io.StringIO(content.decode("utf-8")))
        kept = [place for place in range(len(header)) if any(row[place] for row in rows)]
        found[name] = [[row[place] for place in kept] for row in (header, *rows)]
    return found


def test_search_finds_no_figure_in_it(case: Case) -> None:
    script = (case.archive / "docs/search/words.js").read_text(encoding="utf-8")
    index = json.loads(script.removeprefix("window.yuebaoWords=").removesuffix(";\n"))
    texts = [text for group in index["texts"] for text, _ in group["values"]]
    assert "" not in texts and "未公布" not in texts
    if case.kind == "column":
        [awards] = [each for each in index["texts"] if (each["table"], each["column"]) == ("awards", "类别")]
        assert {posting for _, posting in awards["values"]} == {"0,2"}


def test_the_review_says_so(case: Case) -> None:
    text = review_text(case.archive.folder, [MONTH])
    section = text.partition("**本期未公布**")[2].partition("\n\n**")[0]
    assert section.count(REASON) == len(places_declared(case))
    later = review_text(case.archive.folder, [NEWEST])
    volume = later.partition("**合计**")[2].partition("\n\n**")[0]
    assert "未公布" in text.partition("<details>")[2] or case.kind == "table"
    if case.kind == "column":
        [line] = [
            line for line in volume.split("\n") if line.startswith("| 县级部门一体化平台办件量 | 受理件 |")
        ]
        assert line.split(" | ")[3:5] == ["未公布", ""]


def test_the_next_month_begins_the_same(case: Case, _small: Path, tmp_path: Path) -> None:
    """What `new` writes for the month after does not depend on what the last one left out; nothing stands as 0."""
    archive, whole = case.archive.copy(tmp_path / "absent"), ArchiveFolder(_small).copy(tmp_path / "whole")
    found = []
    for each in (archive, whole):
        assert each.run("new", "2004-02", "--workbook").status == 0
        folder = each / "data/2004-02"
        found.append({path.name: path.read_bytes() for path in folder.glob("*.csv")})
    assert found[0] == found[1]
