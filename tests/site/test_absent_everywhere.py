"""What an issue does not print, in every output: told apart from a blank, and never a figure."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.support.absences import REASON, REVIEWED, REVIEWER, Place, take_out
from tests.support.archive import ArchiveFolder, records
from yuebao.importing.docx import read_word
from yuebao.site import page_addresses as addresses
from yuebao.workflows.emit import emit

MONTH = "2003-12"
TABLE = Place("satisfaction")
COLUMN = Place("department-volume-month", "线下办件数")


@pytest.fixture(scope="module")
def emitted(_small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table, a column and one cell of the month in the middle were not published."""
    archive = ArchiveFolder(_small).copy(tmp_path_factory.mktemp("absent") / "archive")
    _, *rows = archive.rows(f"data/{MONTH}/town-volume-month.csv")
    cell = Place("town-volume-month", "办结件", 0, rows[0][1])
    take_out(archive.folder, MONTH, TABLE, COLUMN, cell)
    status, out, _ = archive.run("validate", "--format", "json")
    assert (status, json.loads(out)["findings"]) == (0, [])
    assert json.loads(out)["summary"]["inapplicable"] > 0
    emit(archive.folder)
    return archive.folder


def files(root: Path, name: str) -> bytes:
    return (root / "docs/files" / name).read_bytes()


def test_the_page_says_so_where_it_stands_with_the_reason(emitted: Path) -> None:
    page = (emitted / f"docs/issues/{MONTH}.md").read_text(encoding="utf-8")
    signed = f'{REASON}（{REVIEWER}，<time datetime="{REVIEWED}">{REVIEWED}</time>）'
    assert f"<b>本期未公布</b>。{signed}" in page
    assert f"<b>本期未公布</b>：“线下办件数”列。{signed}" in page
    assert page.count('<span class="yb-nothing">未公布</span>') == 6 + 1
    other = (emitted / "docs/issues/2003-11.md").read_text(encoding="utf-8")
    assert "未公布" not in other


def test_no_row_in_the_long_table(emitted: Path) -> None:
    rows = records(files(emitted, "figures.csv"))
    own = [row for row in rows if row["period"] == MONTH]
    assert {row["table"] for row in own} & {"satisfaction"} == set()
    assert [row for row in own if (row["table"], row["header"]) == COLUMN[:2]] == []
    towns = [(row["row"], row["header"]) for row in own if row["table"] == "town-volume-month"]
    whole = [row for row in rows if row["period"] == "2003-11" and row["table"] == "town-volume-month"]
    assert len(towns) == len(whole) - 1


def test_json_has_null_and_says_why(emitted: Path) -> None:
    issue = json.loads(files(emitted, f"v1/{MONTH}.json"))
    assert issue["tables"]["satisfaction"] is None
    assert "线下办件数" not in issue["tables"]["department-volume-month"]["columns"]
    towns = issue["tables"]["town-volume-month"]
    assert [row[towns["columns"].index("办结件")] for row in towns["rows"]].count(None) == 1
    assert [(item["state"], item["table"], item["column"], item["reason"]) for item in issue["absent"]] == [
        ("未公布", "satisfaction", None, REASON),
        ("未公布", "department-volume-month", "线下办件数", REASON),
        ("未公布", "town-volume-month", "办结件", REASON),
    ]


def test_sqlite_has_null_with_its_state(emitted: Path) -> None:
    with sqlite3.connect(emitted / "docs/files/archive.sqlite") as database:
        found = database.execute(
            'SELECT "table", header, count(*) FROM figures WHERE state = ? AND value IS NULL AND published IS NULL '
            "GROUP BY 1, 2 ORDER BY 1, 2",
            ("未公布",),
        ).fetchall()
        assert found == [("department-volume-month", "线下办件数", 6), ("town-volume-month", "办结件", 1)]
        listed = database.execute('SELECT period, "table", "column", reason FROM absent').fetchall()
    assert listed == [
        (MONTH, "satisfaction", None, REASON),
        (MONTH, "department-volume-month", "线下办件数", REASON),
        (MONTH, "town-volume-month", "办结件", REASON),
    ]


def test_the_documents_follow(emitted: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(files(emitted, f"{MONTH}/{MONTH}.zip"))) as package:
        package.extractall(emitted / "package")
    descriptor = json.loads((emitted / "package/datapackage.json").read_text(encoding="utf-8"))
    resources = {each["name"]: each for each in descriptor["resources"]}
    assert "satisfaction" not in resources
    fields = [field["name"] for field in resources["department-volume-month"]["schema"]["fields"]]
    assert "线下办件数" not in fields
    from frictionless import Package

    assert Package(str(emitted / "package/datapackage.json")).validate().valid
    text = repr(read_word(files(emitted, f"{MONTH}/{MONTH}.docx"), "a.docx"))
    assert "线上办件数" in text


def test_lists_say_so(emitted: Path) -> None:
    year = (emitted / "docs" / addresses.source(addresses.year(2003))).read_text(encoding="utf-8")
    assert '<td class="n"><span class="yb-nothing">未公布</span></td>' in year
