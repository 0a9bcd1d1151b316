"""The files to download of the published month. Expected values were taken from the report or counted by hand."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import feedparser
import pytest
import yaml

from tests.support.archive import records
from tests.support.published import published_archive
from tests.support.rendered import render_site
from tests.support.repository import ROOT
from yuebao.site.archive import Archive

BOM = b"\xef\xbb\xbf"


@pytest.fixture(scope="module")
def archive() -> Archive:
    return published_archive(ROOT)


@pytest.fixture(scope="module")
def files(archive: Archive) -> dict[str, bytes]:
    return render_site(archive)


@pytest.fixture(scope="module")
def figures(files: dict[str, bytes]) -> list[dict[str, str]]:
    return records(files["files/figures.csv"])


@pytest.fixture(scope="module")
def database(files: dict[str, bytes]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(files["files/archive.sqlite"])
        yield connection


@pytest.mark.parametrize("name", ["volume-summary", "county-comparison-month", "window-score-items"])
def test_a_table_is_what_was_published_with_a_bom(files: dict[str, bytes], name: str) -> None:
    published = (ROOT / f"data/2020-07/{name}.csv").read_bytes()
    assert files[f"files/2020-07/2020-07-{name}.csv"] == BOM + published


FIGURES = {
    "department-volume-month": 32 * 7,
    "town-volume-month": 12 * 7,
    "town-volume-year": 12 * 7,
    "county-comparison-month": 32 * 9,
    "county-comparison-year": 32 * 8,
    "window-scores": 11 * 2,
    "window-score-items": 44,
    "staff-scores": 84 * 2,
    "volume-summary": 4 * 7,
    "satisfaction": 4,
}
"""Rows, the total row included, by columns of figures."""


def test_long_table_has_every_figure_once(figures: list[dict[str, str]]) -> None:
    counts: dict[str, int] = {}
    for figure in figures:
        counts[figure["table"]] = counts.get(figure["table"], 0) + 1
    assert counts == FIGURES
    assert len({figure["key"] for figure in figures}) == 1202


@pytest.mark.parametrize(
    "line",
    [
        "department-volume-month,department-volume-month.public-security.accepted,县公安局,"
        "public-security,县公安局,false,,accepted,受理件,件,2525,2525,已核,原件",
        "department-volume-month,department-volume-month.human-resources.online,县人力资源社会保障局,"
        "human-resources,县人力资源社会保障局,false,,online,线上办件数,件,,,已核,原件",
        "department-volume-month,department-volume-month.total.accepted,合计,,合计,true,,accepted,受理件,件,"
        "11134,11134,存疑,",
        "county-comparison-month,county-comparison-month.total.dongqu,合计,,合计,true,dongqu,dongqu,东区,件,"
        "2057,2057,存疑,",
        "county-comparison-month,county-comparison-month.agriculture.dongqu,县农业农村局,agriculture,"
        "县农业农村局,false,dongqu,dongqu,东区,件,,-,已核,原件",
        "window-score-items,window-score-items.0c87196ae2.points,"
        "市场监管局 / 361631 范兴桦 服务态度不好，收到群众有效投诉。,window-market-regulation,市场监管局,false,,points,加减分,分,"
        "-2,-2,已核,原件",
        "staff-scores,staff-scores.25875e060a.score,唐琳 / 公安局,window-public-security,公安局,false,,score,得分,分,"
        "105.762,105.762,已核,原件",
        "satisfaction,satisfaction.1.rating-rate,,,,false,,rating-rate,主动评价率,%,61.42,61.42%,已核,原件",
    ],
)
def test_long_table(files: dict[str, bytes], line: str) -> None:
    cell = line.split(",")[1]
    own = f"2020-07#{cell},2020-07,{line}"
    assert own in files["files/figures.csv"].decode("utf-8-sig").split("\n")


def test_doubtful_are_the_cells_of_the_errata(figures: list[dict[str, str]]) -> None:
    errata = yaml.safe_load((ROOT / "data/2020-07/errata.yaml").read_text(encoding="utf-8"))
    told = {(item["table"], item["row"], item["column"]) for item in errata}
    explained = {
        (figure["table"], figure["row"], figure["header"]) for figure in figures if figure["state"] == "存疑"
    }
    assert explained == told


def typed(name: str, text: str) -> object:
    """What the database holds of a column of the long table."""
    if name == "value":
        return float(text) if text else None
    if name == "total":
        return int(text == "true")
    return text if text or name == "published" else None


def test_database_says_what_the_long_table_says(
    database: sqlite3.Connection, figures: list[dict[str, str]]
) -> None:
    rows = database.execute("SELECT * FROM figures ORDER BY period, cell").fetchall()
    expected = [tuple(typed(name, text) for name, text in figure.items()) for figure in figures]
    assert rows == sorted(expected, key=lambda row: str(row[0]))
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize(
    ("table", "rows"), [("issues", 1), ("tables", 12), ("organizations", 59), ("errata", 21)]
)
def test_database_has_the_rest_too(database: sqlite3.Connection, table: str, rows: int) -> None:
    assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (rows,)


def test_json_of_an_issue(files: dict[str, bytes]) -> None:
    issue = json.loads(files["files/v1/2020-07.json"])
    assert {
        key: issue[key]
        for key in (
            "version",
            "period",
            "first_month",
            "last_month",
            "number",
            "total_number",
            "published",
            "page",
        )
    } == {
        "version": "1",
        "period": "2020-07",
        "first_month": "2020-07",
        "last_month": "2020-07",
        "number": 5,
        "total_number": 143,
        "published": "2020-08-11",
        "page": "../../issues/2020-07.html",
    }
    towns = issue["tables"]["town-volume-month"]
    assert towns["columns"][:2] == ["序号", "乡镇名称"]
    assert towns["rows"][2] == ["3", "白马镇", "1100", "1100", "1100", "", "1100", "100%"]
    assert (towns["organizations"][2], towns["lines"][2]) == ("baima", 4)
    assert (towns["total"], towns["organizations"][11], len(towns["rows"])) == (11, None, 12)
    assert len(issue["errata"]) == 21
    total = next(
        item
        for item in issue["errata"]
        if item["table"] == "county-comparison-month"
        and item["cell"] == "#county-comparison-month.total.dongqu"
    )
    assert (total["rule"], total["published"], total["expected"]) == ("total-row", "2057", "392")


def test_json_index_leads_to_the_issues(files: dict[str, bytes]) -> None:
    index = json.loads(files["files/v1/index.json"])
    assert [(issue["period"], issue["json"]) for issue in index["issues"]] == [("2020-07", "2020-07.json")]
    assert len(index["tables"]) == 12
    baima = next(entry for entry in index["organizations"] if entry["id"] == "baima")
    assert (baima["type"], baima["name"], baima["code"]) == ("town", "白马镇", None)


def example(files: dict[str, bytes], language: str) -> str:
    """The code that the page shows."""
    found = re.search(rf"```{language}\n(.*?)```", files["files.md"].decode(), re.DOTALL)
    assert found is not None
    return found[1]


LARGEST = {"human-resources": 6100, "public-security": 2525, "market-regulation": 1040, "meteorology": 0}


def test_the_python_example_runs(files: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_bytes(files["files/figures.csv"])
    code = example(files, "python") + "print(result.to_json())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    result = {name: values["2020-07"] for name, values in json.loads(done.stdout.split("\n")[-2]).items()}
    assert len(result) == 31
    assert {name: result[name] for name in LARGEST} == LARGEST


def test_the_sql_example_runs(files: dict[str, bytes], database: sqlite3.Connection) -> None:
    rows = database.execute(example(files, "sql")).fetchall()
    assert rows[0] == ("2020-07", "human-resources", "县人力资源社会保障局", 6100.0)
    assert len(rows) == 31
    assert {row[1]: row[3] for row in rows if row[1] in LARGEST} == LARGEST


def test_feed_is_sound_and_tells_of_the_issue_and_its_errata(files: dict[str, bytes]) -> None:
    feed = feedparser.parse(files["feed.xml"])
    assert not feed.bozo
    assert feed.version == "atom10"
    entries = {entry.title: entry for entry in feed.entries}
    assert list(entries) == ["2020年7月政务服务月报：存疑 21 处", "2020年7月政务服务月报（总第143期）"]
    issue = entries["2020年7月政务服务月报（总第143期）"]
    assert (issue.updated, issue.published) == ("2020-08-11T00:00:00+08:00",) * 2
    assert issue.link == "issues/2020-07.html"
    assert issue.author == "米易县行政审批局"
    assert issue.content[0].value.startswith("7月，11个乡镇共接受申请8541件")
    assert (
        entries["2020年7月政务服务月报：存疑 21 处"].updated
        == feed.feed.updated
        == "2026-11-24T00:00:00+08:00"
    )
    ids = [feed.feed.id, *(entry.id for entry in feed.entries)]
    assert len(set(ids)) == 3 and all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", text) for text in ids)
