"""For random absences: what was not published stands nowhere as a figure, and what was published stands everywhere."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from tests.support.absences import Place, take_out
from tests.support.archive import ArchiveFolder, records
from tests.support.fuzzing import examples
from yuebao.workflows.emit import emit

MONTH = "2003-12"
Figures = Counter[tuple[str, str, str]]
"""Table, column and text of each figure."""


@pytest.fixture(scope="module")
def whole(_small: Path, tmp_path_factory: pytest.TempPathFactory) -> ArchiveFolder:
    archive = ArchiveFolder(_small).copy(tmp_path_factory.mktemp("whole") / "archive")
    emit(archive.folder)
    return archive


def in_long_table(root: Path) -> Figures:
    table = records((root / "docs/files/figures.csv").read_bytes())
    rows = (row for row in table if row["period"] == MONTH)
    return Counter((row["table"], row["header"], row["published"]) for row in rows)


def in_database(root: Path) -> Figures:
    with sqlite3.connect(root / "docs/files/archive.sqlite") as database:
        rows = database.execute(
            'SELECT "table", header, published FROM figures WHERE period = ? AND published IS NOT NULL',
            (MONTH,),
        ).fetchall()
    return Counter(rows)


def in_json(root: Path, figures: set[tuple[str, str]]) -> Figures:
    tables = json.loads((root / f"docs/files/v1/{MONTH}.json").read_text(encoding="utf-8"))["tables"]
    return Counter(
        (name, column, text)
        for name, table in tables.items()
        if table is not None
        for row in table["rows"]
        for column, text in zip(table["columns"], row, strict=True)
        if text is not None and (name, column) in figures
    )


def in_csv(root: Path, figures: set[tuple[str, str]]) -> Figures:
    """A cell that was not published is blank there: the file has no other way."""
    found: Figures = Counter()
    for path in (root / "docs/files").rglob(f"{MONTH}/*.csv"):
        header, *rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")))
        found += Counter(
            (path.stem.removeprefix(f"{MONTH}-"), column, text)
            for row in rows
            for column, text in zip(header, row, strict=True)
            if (path.stem.removeprefix(f"{MONTH}-"), column) in figures
        )
    return found


@examples(4, phases=[Phase.generate])
@given(data=st.data())
def test_only_what_was_published_is_shown(whole: ArchiveFolder, data: st.DataObject) -> None:
    figures = {(table, column) for table, column, _ in in_long_table(whole.folder)}
    columns = sorted(figures)
    chosen = data.draw(
        st.lists(st.sampled_from(columns), min_size=1, max_size=4, unique_by=lambda each: each[0])
    )
    kinds = data.draw(st.lists(st.sampled_from(["table", "column", "cell"]), min_size=4, max_size=4))
    with tempfile.TemporaryDirectory() as folder:
        archive = whole.copy(Path(folder) / "archive")
        expected = in_long_table(whole.folder)
        places = []
        cells = 0
        for (table, column), kind in zip(chosen, kinds, strict=False):
            header, *rows = archive.rows(f"data/{MONTH}/{table}.csv")
            texts = [row[header.index(column)] for row in rows]
            filled = [row for row, text in enumerate(texts) if text]
            if kind == "table":
                places.append(Place(table))
                expected = Counter({key: count for key, count in expected.items() if key[0] != table})
            elif kind == "column" or not filled:
                places.append(Place(table, column))
                expected -= Counter((table, column, text) for text in texts)
            else:
                row = data.draw(st.sampled_from(filled))
                key = row_name(archive, table, rows[row], row)
                places.append(Place(table, column, row, key))
                expected -= Counter([(table, column, texts[row])])
                cells += 1
        take_out(archive.folder, MONTH, *places)
        assert archive.run("validate", MONTH).status == 0, archive.run("validate", MONTH).out
        assert emit(archive.folder).written is not None
        assert in_long_table(archive.folder) == expected
        assert in_database(archive.folder) == expected
        assert in_json(archive.folder, figures) == expected
        files = in_csv(archive.folder, figures)
        more = files - expected
        assert expected - files == Counter()
        assert (sum(more.values()), {text for _, _, text in more} <= {""}) == (cells, True)
        page = (archive / f"docs/issues/{MONTH}.md").read_text(encoding="utf-8")
        assert page.count("本期未公布") == len(places)


def row_name(archive: ArchiveFolder, table: str, cells: list[str], row: int) -> str:
    """How the row is called: by the declared key, or by its number."""
    import yaml

    schema = yaml.safe_load((archive / f"schemas/{table}.yaml").read_text(encoding="utf-8"))
    header = archive.rows(f"data/{MONTH}/{table}.csv")[0]
    key = schema.get("primaryKey") or []
    ids = {field["id"]: field["name"] for field in schema["fields"]}
    return " / ".join(filter(None, (cells[header.index(ids.get(name, name))] for name in key))) or str(
        row + 1
    )
