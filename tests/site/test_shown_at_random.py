"""For random layouts and absences: every published cell stands in every output, and no output shows a figure as published
that was not."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any, Final

from hypothesis import Phase, given
from hypothesis import strategies as st

from tests.support.absences import Place, take_out
from tests.support.archive import ArchiveFolder, records
from tests.support.fuzzing import examples
from tests.synthetic.layouts import IDS, VOLUMES, Cuts, change_layout
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.formats import read_document
from yuebao.importing.to_tables import understand
from yuebao.importing.vocabulary import words_of
from yuebao.model.issue import NOT_PUBLISHED
from yuebao.workflows.emit import emit
from yuebao.workflows.judge import read_standing

MONTHS = ("2003-11", "2003-12", "2004-01")
CHANGES = (None, MONTHS[1], MONTHS[2])
ABOUT: Final = {"errata", "checks"}
"""The resources of a package that speak of its tables."""
Cells = dict[str, str | None]
"""The text of each cell by its address, ``None`` where it was not published."""
_CELL = re.compile(r'<t[dh][^>]* id="([^"]+)"[^>]*>(.*?)</t[dh]>')
_FIGURE = re.compile(r'<td class="n[^"]*">(.*?)</td>')
_MARK = re.compile(r'<(a|abbr) class="mark".*?</\1>')
_TAG = re.compile(r"<[^>]+>")


@st.composite
def cuts(draw: st.DrawFn) -> Cuts:
    """When a table of volumes changed, and how."""
    first, second = draw(st.sampled_from(CHANGES)), draw(st.sampled_from(CHANGES))
    rate, order = draw(st.sampled_from(CHANGES)), draw(st.sampled_from(CHANGES))
    return Cuts(first, second, rate, order, tuple(draw(st.permutations(IDS))))


def absences(archive: ArchiveFolder, month: str, draw: st.DataObject) -> list[Place]:
    """Some places of a month, no two in one table; keys of rows are left alone, as what is named by them has no name then."""
    tables = sorted(path.stem for path in (archive / "data" / month).glob("*.csv"))
    chosen = draw.draw(st.lists(st.sampled_from(tables), max_size=3, unique=True))
    found = []
    for table in chosen:
        header, *rows = archive.rows(f"data/{month}/{table}.csv")
        figures = [
            name
            for name in header
            if any(re.fullmatch(r"[+-]?[0-9.]+%?", row[header.index(name)]) for row in rows)
        ]
        kind = draw.draw(st.sampled_from(["table", "column", "cell"])) if figures else "table"
        if kind == "table":
            found.append(Place(table))
            continue
        column = draw.draw(st.sampled_from(figures))
        filled = [row for row, cells in enumerate(rows) if cells[header.index(column)]]
        if kind == "column":
            found.append(Place(table, column))
        else:
            row = draw.draw(st.sampled_from(filled))
            found.append(Place(table, column, row, named(archive, month, table, row)))
    return found


def named(archive: ArchiveFolder, month: str, table: str, row: int) -> str:
    """How the program calls a row; where a table has no key, its number."""
    from yuebao.load.month import MonthReader

    standing = read_standing(archive.folder)
    return MonthReader(archive.folder, standing.schemas).read(month).tables[table].row_name(row)


def printed(archive: ArchiveFolder, month: str, places: list[Place]) -> Mapping[str, list[list[str | None]]]:
    """The header and the cells of each table as a reader of the files knows them: columns that stand in no file are none,
    nor are those of which every cell was not published."""
    found: dict[str, list[list[str | None]]] = {}
    for path in sorted((archive / "data" / month).glob("*.csv")):
        header, *rows = archive.rows(f"data/{month}/{path.name}")
        texts: list[list[str | None]] = [list[str | None](row) for row in (header, *rows)]
        for place in places:
            if place.table == path.stem and place.row is not None and place.column is not None:
                texts[place.row + 1][header.index(place.column)] = None
        whole = [index for index in range(len(header)) if any(row[index] is not None for row in texts[1:])]
        found[path.stem] = [[row[index] for index in whole] for row in texts]
    return found


def issue_json(root: Path, month: str) -> dict[str, dict[str, list[Any]]]:
    tables = json.loads((root / f"docs/files/v1/{month}.json").read_text(encoding="utf-8"))["tables"]
    return {name: table for name, table in tables.items() if table is not None}


def addressed(tables: Mapping[str, Mapping[str, list[Any]]]) -> Cells:
    return {
        f"{name}.{row_id}.{column_id}": text
        for name, table in tables.items()
        for row_id, row in zip(table["row_ids"], table["rows"], strict=True)
        for column_id, text in zip(table["column_ids"], row, strict=True)
    }


def on_page(root: Path, month: str) -> Cells:
    """The cells of the issue's page; what the groups of a table say in their headings is none."""
    page = (root / f"docs/issues/{month}.md").read_text(encoding="utf-8")
    texts = {address: unescape(_TAG.sub("", _MARK.sub("", inner))) for address, inner in _CELL.findall(page)}
    return {address: None if text == NOT_PUBLISHED else text for address, text in texts.items()}


def figures_of(root: Path, month: str) -> Cells:
    return {
        row["cell"].lstrip("#"): row["published"]
        for row in records((root / "docs/files/figures.csv").read_bytes())
        if row["period"] == month
    }


def in_database(root: Path, month: str) -> Cells:
    with sqlite3.connect(root / "docs/files/archive.sqlite") as database:
        rows = database.execute(
            "SELECT cell, published, state FROM figures WHERE period = ?", (month,)
        ).fetchall()
    assert {state for _, text, state in rows if text is None} <= {NOT_PUBLISHED}
    assert {state for _, text, state in rows if text is not None} <= {"已核", "存疑", "无规则可核"}
    return {cell.lstrip("#"): text for cell, text, _ in rows}


def tables_of_csv(contents: Iterator[tuple[str, bytes]]) -> dict[str, list[list[str]]]:
    return {name: list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) for name, content in contents}


def downloads(root: Path, month: str) -> Iterator[tuple[str, bytes]]:
    for path in (root / f"docs/files/{month}").glob("*.csv"):
        yield path.stem.removeprefix(f"{month}-"), path.read_bytes()


def package(root: Path, month: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(root / f"docs/files/{month}/{month}.zip") as opened:
        for name in opened.namelist():
            if name.endswith(".csv") and Path(name).stem not in ABOUT:
                yield Path(name).stem, opened.read(name)


def reread(archive: ArchiveFolder, month: str, suffix: str) -> tuple[dict[str, list[list[str]]], str]:
    """The tables that a document holds, under the headers of the month, and all its words."""
    layout = read_standing(archive.folder).layout(month)
    content = (archive / f"docs/files/{month}/{month}.{suffix}").read_bytes()
    document = read_document(content, f"a.{suffix}")
    found = understand(read_blocks(document, words_of(layout, month)), layout.tables, layout.form)
    tables = {name: [[*layout.tables[name].header], *map(list, rows)] for name, rows in found.tables.items()}
    return tables, repr(document.blocks)


def assert_shown(archive: ArchiveFolder, month: str, places: list[Place]) -> set[str]:
    """Every output of a month against its files; the texts that it publishes."""
    root, expected = archive.folder, printed(archive, month, places)
    blank = {name: [[text or "" for text in row] for row in rows] for name, rows in expected.items()}
    tables = issue_json(root, month)
    assert {name: [table["columns"], *table["rows"]] for name, table in tables.items()} == expected
    cells = addressed(tables)
    shown = on_page(root, month)
    grouped = {address for address in cells if address.startswith("window-score-items.")}
    assert {address: shown.get(address, "-") for address in cells.keys() - grouped} == {
        address: text for address, text in cells.items() if address not in grouped
    }
    assert {address: cells[address] for address in shown.keys() & grouped} == {
        address: shown[address] for address in shown.keys() & grouped
    }
    published = {address: text for address, text in cells.items() if text is not None}
    figures = figures_of(root, month)
    assert figures == {address: published[address] for address in figures}
    stored = in_database(root, month)
    assert {address: text for address, text in stored.items() if text is not None} == figures
    assert {address for address, text in stored.items() if text is None and address in cells} == {
        address for address in cells.keys() - published.keys()
    }
    assert tables_of_csv(downloads(root, month)) == blank
    assert tables_of_csv(package(root, month)) == blank
    book, _ = reread(archive, month, "xlsx")
    assert {name: without_blank_columns(rows) for name, rows in book.items()} == {
        name: without_blank_columns(rows) for name, rows in blank.items()
    }
    word, words = reread(archive, month, "docx")
    attached = {attachment.table for attachment in read_standing(root).layout(month).form.attachments}
    for name in attached & blank.keys():
        assert without_blank_columns(word[name]) == without_blank_columns(blank[name]), name
    told = {
        (name, text)
        for name in blank.keys() - attached
        for row in blank[name][1:]
        for text in row
        if re.fullmatch(r"[+-]?[0-9.]+%?", text) and text != "0"
    }
    assert {(name, text) for name, text in told if text not in words} == set()
    return {text for row in blank.values() for cells_ in row for text in cells_}


def without_blank_columns(rows: list[list[str]]) -> list[list[str]]:
    """A column that is blank in every row may be left out of a document."""
    kept = [index for index in range(len(rows[0])) if any(row[index] for row in rows[1:])]
    return [[row[index] for index in kept] for row in rows]


def assert_nothing_else(root: Path, published: set[str]) -> None:
    """On the pages about several issues each figure is one that some issue published, or says that it was not; what is
    counted stands under a heading that says so."""
    for path in [
        *(root / "docs/organizations").glob("*.md"),
        *(root / "docs").glob("*.md"),
        *(root / "docs/issues").glob("year-*.md"),
    ]:
        page = path.read_text(encoding="utf-8")
        for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
            if "（条）" in table:  # its head says that it counts rows
                continue
            texts = {unescape(_TAG.sub("", _MARK.sub("", inner))) for inner in _FIGURE.findall(table)}
            assert texts - published - {NOT_PUBLISHED} == set(), path.name


@examples(3, phases=[Phase.generate])
@given(data=st.data())
def test_what_was_published_and_nothing_else_is_shown_everywhere(_small: Path, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = ArchiveFolder(_small).copy(Path(folder) / "archive")
        for table in VOLUMES:
            change_layout(archive.folder, MONTHS, table, data.draw(cuts()))
        places = {month: absences(archive, month, data) for month in MONTHS}
        for month in MONTHS:
            if places[month]:
                take_out(archive.folder, month, *places[month])
        done = archive.run("validate")
        assert done.status == 0, done.out
        assert emit(archive.folder).written is not None
        published = set()
        for month in MONTHS:
            published |= assert_shown(archive, month, places[month])
        assert_nothing_else(archive.folder, published)
