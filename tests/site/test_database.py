"""The database as who opens it finds it: keys that hold, comments on every column, `NULL` for nothing, views that answer."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.absences import Place, take_out
from tests.support.archive import ArchiveFolder
from tests.support.published import published_archive
from tests.support.rendered import render_site
from tests.synthetic.explained import EXPLAINED


@pytest.fixture(scope="module")
def database(_explained: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Four errata in the first issue, a column that the second does not print."""
    archive = ArchiveFolder(_explained).copy(tmp_path_factory.mktemp("database") / "archive")
    take_out(archive.folder, "2003-12", Place("town-volume-month", "办结件"))
    found = published_archive(archive.folder)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(render_site(found)["files/archive.sqlite"])
        yield connection


TABLES = {
    *("issues", "withdrawn", "tables", "organizations", "errata", "absent"),
    *("corrections", "corrected", "revisions", "figures"),
}


def test_it_is_sound_and_every_reference_holds(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    named = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert {name for (name,) in named} == TABLES


def test_every_column_says_what_it_holds(database: sqlite3.Connection) -> None:
    """As a comment in the statement that made its table, which `.schema` shows."""
    for name, made in database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall():
        told = dict(re.findall(r'^"(\w+)" [^\n]*? -- (\S[^\n]*)$', made, re.MULTILINE))
        columns = [row[1] for row in database.execute(f"PRAGMA table_xinfo({name})").fetchall()]
        assert list(told) == columns, name
        assert re.search(rf"^CREATE TABLE {name} \(\n-- \S", made)


def test_keys_keep_a_figure_from_standing_twice(database: sqlite3.Connection) -> None:
    with pytest.raises(
        sqlite3.IntegrityError, match=r"UNIQUE constraint failed: figures\.period, figures\.cell"
    ):
        database.execute(
            'INSERT INTO figures (period, "table", cell) SELECT period, "table", cell FROM figures LIMIT 1'
        )
    key, period, cell = database.execute("SELECT key, period, cell FROM figures LIMIT 1").fetchone()
    assert key == f"{period}#{cell}"


def test_what_is_asked_for_is_found_by_an_index(database: sqlite3.Connection) -> None:
    question = 'SELECT value FROM figures WHERE "table" = ? AND measure = ? AND organization = ?'
    plan = database.execute(f"EXPLAIN QUERY PLAN {question}", ("a", "b", "c")).fetchall()
    assert "USING INDEX figures_1" in plan[0][-1]


def test_nothing_is_null_and_a_printed_blank_is_none(database: sqlite3.Connection) -> None:
    for table in TABLES:
        for _, name, *_ in database.execute(f"PRAGMA table_info({table})").fetchall():
            if name in ("published", "expected", "old", "new"):
                continue
            count = database.execute(f"SELECT count(*) FROM {table} WHERE \"{name}\" = ''").fetchone()
            assert count == (0,), (table, name)
    blank, nothing = (
        database.execute(f"SELECT count(*) FROM figures WHERE {what}").fetchone()[0]
        for what in (
            "published = '' AND value IS NULL AND state <> '未公布'",
            "published IS NULL AND state = '未公布'",
        )
    )
    assert blank > 0 and nothing > 0
    assert database.execute("SELECT count(*) FROM figures WHERE published IS NULL").fetchone() == (nothing,)


def test_the_views(database: sqlite3.Connection) -> None:
    doubtful = database.execute(
        'SELECT period, "row", header, published, expected FROM doubtful ORDER BY expected'
    ).fetchall()
    assert doubtful == [
        (EXPLAINED, "合计", "示例一县", "3259", "3263"),
        (EXPLAINED, "县示例一局", "平均办结", "652", "653"),
        (EXPLAINED, "县示例三局", "示例二县占第一名比例", "69.4%", "69%"),
        (EXPLAINED, "县示例五局", "示例一县", "4", "≤0"),
    ]
    names, ids = (
        database.execute(f"SELECT count({what}) FROM {source}").fetchone()
        for what, source in (("*", "organization_names"), ("DISTINCT id", "organizations"))
    )
    assert names == ids
    by_hand, counted = (
        database.execute(
            f"SELECT sum(value) FROM {source} WHERE \"table\" = 'department-volume-month' AND measure = 'accepted'"
            f" AND period = '{EXPLAINED}' {more}"
        ).fetchone()
        for source, more in (("counted", ""), ("figures", "AND total"))
    )
    assert by_hand == counted
