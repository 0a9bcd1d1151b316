"""How far each figure was checked, as pages, JSON, the long table and the database say it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.archive import ArchiveFolder, records
from tests.support.published import published_archive
from tests.support.rendered import render_site
from tests.support.trust import leave_one_rule
from tests.synthetic.explained import EXPLAINED

NOWHERE = {f"satisfaction.1.{column}" for column in ("ratings", "rating-rate", "negative-ratings")}
"""The cells that then no rule reads."""


@pytest.fixture(scope="module")
def files(_explained: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """An archive without documents: four errata in its first issue, three figures that nothing speaks of in each."""
    archive = ArchiveFolder(_explained).copy(tmp_path_factory.mktemp("trust") / "archive")
    leave_one_rule(archive)
    return render_site(published_archive(archive.folder))


def long_table(files: dict[str, bytes]) -> list[dict[str, str]]:
    return records(files["files/figures.csv"])


def test_the_long_table(files: dict[str, bytes]) -> None:
    rows = long_table(files)
    own = [row for row in rows if row["period"] == EXPLAINED]
    assert {row["cell"] for row in own if row["state"] == "无规则可核"} == NOWHERE
    assert sum(row["state"] == "存疑" for row in own) == 4
    assert {(row["state"], row["basis"]) for row in own} == {
        ("已核", "规则"),
        ("存疑", ""),
        ("无规则可核", ""),
    }
    assert {row["key"] for row in own} == {f"{EXPLAINED}#{row['cell']}" for row in own}
    assert {row["row"] for row in own if row["total"] == "true"} == {"合计"}


def test_the_database_says_the_same(files: dict[str, bytes]) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(files["files/archive.sqlite"])
        found = database.execute("SELECT key, state, coalesce(basis, '') FROM figures").fetchall()
    assert sorted(found) == sorted((row["key"], row["state"], row["basis"]) for row in long_table(files))


def test_the_json_says_the_same(files: dict[str, bytes]) -> None:
    issue = json.loads(files[f"files/v1/{EXPLAINED}.json"])
    told = {
        f"{name}.{row_id}.{column}": (state, basis or "")
        for name, table in issue["tables"].items()
        for row_id, states, bases in zip(table["row_ids"], table["states"], table["bases"], strict=True)
        for column, state, basis in zip(table["column_ids"], states, bases, strict=True)
        if state is not None
    }
    own = [row for row in long_table(files) if row["period"] == EXPLAINED]
    assert told == {row["cell"]: (row["state"], row["basis"]) for row in own}
    counted = Counter((row["state"], row["basis"] or None) for row in own)
    assert {(each["state"], each["basis"]): each["figures"] for each in issue["checked"]} == {
        ("已核", "原件"): 0, ("未公布", None): 0, **counted,
    }  # fmt: skip


def test_the_page_marks_what_was_not_checked_and_nothing_else(files: dict[str, bytes]) -> None:
    page = files[f"issues/{EXPLAINED}.md"].decode()
    cells = re.findall(
        r'<t[dh][^>]* id="([\w.-]+)" class="n u">[^<]*<abbr class="mark" title="([^"]*)">未核</abbr>', page
    )
    assert {cell for cell, _ in cells} == NOWHERE
    assert {title for _, title in cells} == {"无规则可核：没有原件可对照，也没有一条规则读到它"}
    assert len(re.findall(r'<t[dh][^>]* class="n x">', page)) == 4
