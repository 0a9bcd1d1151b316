"""What stands where a file or folder should be, issues that share a month, and how a table that cannot be read is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from yuebao.load.archive import list_months
from yuebao.load.csv_text import read_records
from yuebao.load.fields import field_judges, judges_of
from yuebao.load.form import Note
from yuebao.load.month import MonthReader
from yuebao.load.problem import LINK, NO_FILE, NO_FOLDER, Problem, as_finding
from yuebao.load.table import read_table
from yuebao.model.table import Cell
from yuebao.schema.reader import Schemas

MONTH = "data/2021-07"


def link(path: Path) -> None:
    path.symlink_to("nowhere")


def link_to_folder(path: Path) -> None:
    (path.parent / "elsewhere").mkdir()
    path.symlink_to("elsewhere")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def file(path: Path) -> None:
    path.write_bytes(b"1")


def folder(path: Path) -> None:
    path.mkdir()


FOREIGN: dict[str, tuple[str, Callable[[Path], None], Problem | None]] = {
    "a link for the sources": ("source", link, LINK),
    "a link to a folder for the sources": ("source", link_to_folder, LINK),
    "a pipe for the sources": ("source", pipe, NO_FOLDER),
    "a file for the sources": ("source", file, NO_FOLDER),
    "a folder for the sources": ("source", folder, None),
    "a hidden link": (".hidden", link, LINK),
    "a hidden link to a folder": (".hidden", link_to_folder, LINK),
    "a hidden pipe": (".hidden", pipe, NO_FILE),
    "a hidden file": (".hidden", file, None),
    "a hidden folder": (".hidden", folder, None),
    "a link among the sources": ("source/issue.txt", link, LINK),
    "a pipe among the sources": ("source/issue.txt", pipe, NO_FILE),
    "a pipe deeper": ("source/.deep/issue.txt", pipe, NO_FILE),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_what_is_foreign_in_a_month(case: str, tmp_path: Path, real_schemas: Schemas) -> None:
    name, put, problem = FOREIGN[case]
    path = tmp_path / MONTH / name
    path.parent.mkdir(parents=True)
    put(path)
    month = MonthReader(tmp_path, real_schemas).read("2021-07")
    told = [] if problem is None else [as_finding(problem, "2021-07", None, f"{MONTH}/{name}")]
    assert [
        found
        for found in month.problems
        if found.message in {LINK.message, NO_FILE.message, NO_FOLDER.message}
    ] == told


WITHDRAWN = b"state: \xe5\xb7\xb2\xe6\x92\xa4\xe5\x9b\x9e\n"
OVERLAPS: dict[str, tuple[dict[str, bytes], dict[str, str]]] = {
    "months": ({"2021-07": b"", "2021-08": b""}, {}),
    "a month of a quarter": ({"2021-07": b"", "2021-Q3": b""}, {"2021-07": "2021-Q3", "2021-Q3": "2021-07"}),
    "a quarter after": ({"2021-06": b"", "2021-Q3": b""}, {}),
    "two months of a year": (
        {"2021": b"", "2021-01": b"", "2021-12": b""},
        {"2021": "2021-01、2021-12", "2021-01": "2021", "2021-12": "2021"},
    ),
    "one taken back": ({"2021-07": WITHDRAWN, "2021-Q3": b""}, {}),
}


@pytest.mark.parametrize("case", OVERLAPS)
def test_two_issues_that_share_a_month(case: str, tmp_path: Path) -> None:
    issues, shared = OVERLAPS[case]
    for name, text in issues.items():
        (tmp_path / "data" / name).mkdir(parents=True)
        (tmp_path / "data" / name / "issue.yaml").write_bytes(text)
    remedy = "请核对原报告的统计期，把写错的文件夹改名；一期代替了另一期的，请撤回被代替的一期。"
    told = {
        name: as_finding(
            Problem(f"统计期 {name} 与 {others} 重叠：同一个月只能属于一期", remedy),
            name,
            None,
            f"data/{name}",
        )
        for name, others in shared.items()
    }
    listing = list_months(tmp_path)
    assert {found.month: found for found in listing.findings} == told
    assert len(listing.findings) == len(told) and set(listing.months) == set(issues)


ROWS: dict[str, tuple[str, int, list[int], list[Note]]] = {
    "no rows are asked for": ("a,b\n,\n1,2\n", 0, [1, 3], [Note("空行", 2, 1)]),
    "a blank row is one of those asked for": ("a,b\n,\n1,2\n", 2, [1, 2, 3], []),
    "only so many": ("a,b\n,\n,\n1,2\n", 2, [1, 2, 4], [Note("空行", 3, 1)]),
    "an empty line is none": ("a,b\n\n1,2\n", 2, [1, 3], [Note("空行", 2, 1)]),
    "a line of one blank cell is none": ("a,b\n \n1,2\n", 2, [1, 3], [Note("空行", 2, 1)]),
    "an empty line before a blank row": ("a,b\n\n,\n1,2\n", 2, [1, 3, 4], [Note("空行", 2, 1)]),
    "a line of blanks before a blank row": ("a,b\n \n,\n1,2\n", 2, [1, 3, 4], [Note("空行", 2, 1)]),
}


@pytest.mark.parametrize("case", ROWS)
def test_which_blank_lines_are_rows(case: str) -> None:
    text, rows, lines, notes = ROWS[case]
    reading = read_records(text, ("a", "b"), rows)
    assert ([record.line for record in reading.records], reading.notes) == (lines, notes)


NO_TABLES = {
    "no header that can be read": '"a"b,c\n1,2\n',
    "no column of the table": "a,b\n1,2\n",
    "a column twice": "乡镇,乡镇\n1,2\n",
}


@pytest.mark.parametrize("case", NO_TABLES)
def test_the_form_of_what_is_no_table_is_told_for_its_month(case: str, real_schemas: Schemas) -> None:
    """Whoever reads it is sent to the month that it is about."""
    layout = real_schemas.layout("2021-07")
    schema = layout.tables["town-volume-month"]
    judges = judges_of(layout.tables)[schema.name]
    name = f"{MONTH}/{schema.name}.csv"
    content = b"\xef\xbb\xbf" + NO_TABLES[case].encode()
    table, text, findings = read_table(content, schema, judges, "2021-07", name)
    assert (table, text) == (None, NO_TABLES[case])
    last = findings[-1]
    assert (last.month, last.table, last.file, last.line) == ("2021-07", schema.name, name, 1)
    assert last.message == "文件的写法要整理：文件开头有 BOM"
    assert last.remedy.startswith("请执行 yuebao tidy 2021-07，")
    assert all((found.month, found.table, found.file) == ("2021-07", schema.name, name) for found in findings)


@pytest.mark.parametrize(
    "put", [link, link_to_folder, pipe, file, None], ids=lambda put: put and put.__name__
)
def test_what_is_no_folder_of_a_month(
    put: Callable[[Path], None] | None, tmp_path: Path, real_schemas: Schemas
) -> None:
    (tmp_path / "data").mkdir()
    if put is not None:
        put(tmp_path / MONTH)
    month = MonthReader(tmp_path, real_schemas).read("2021-07")
    assert month.problems == (as_finding(NO_FOLDER, "2021-07", None, MONTH),)
    assert (month.month, month.folder, month.issue) == ("2021-07", MONTH, None)
    assert (month.tables, month.texts, month.errata) == ({}, {}, ())


def test_only_a_line_of_which_nobody_knows_the_cells_is_all_evidence(real_schemas: Schemas) -> None:
    """What is wrong in one cell of another line is told of that cell."""
    schema = real_schemas.layout("2021-07").tables["satisfaction"]
    judges = field_judges(schema, {})
    header = ",".join(schema.header)
    good = ",".join("1" for _ in schema.header)
    table, _, findings = read_table(
        f"{header}\n{good}\n1\n{header}\n".encode(), schema, judges, "2021-07", "t.csv"
    )
    assert table is not None
    whole = tuple(Cell("satisfaction", 1, name) for name in schema.header)
    assert {finding.evidence for finding in findings if finding.line == 3} == {whole}
    assert all(len(finding.evidence) <= 1 for finding in findings if finding.line != 3)
    assert {finding.line for finding in findings} >= {3, 4}


@pytest.mark.parametrize(
    "line", ['"1"2,3', '"1', f"1,{'长' * 20_000}"], ids=["after a quote", "no quote", "too long"]
)
def test_a_line_that_cannot_be_taken_apart_is_all_evidence(line: str, real_schemas: Schemas) -> None:
    schema = real_schemas.layout("2021-07").tables["satisfaction"]
    good = ",".join("1" for _ in schema.header)
    content = f"{','.join(schema.header)}\n{good}\n{good}\n{line}\n".encode()
    table, _, findings = read_table(content, schema, field_judges(schema, {}), "2021-07", "t.csv")
    assert table is not None
    whole = tuple(Cell("satisfaction", 2, name) for name in schema.header)
    (told,) = [finding for finding in findings if finding.line == 4]
    assert told.evidence == whole
