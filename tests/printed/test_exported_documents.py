"""The documents of an issue: texts that stay texts, figures that show as published, sheets and tables that fit. Against the
printed report: `tests/real_month/printed/test_exported_documents.py`."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import frictionless
import openpyxl
import pytest

from tests.support.published import made_file, published_edition
from tests.synthetic import SMALL, make_archive
from yuebao.printed.edition import Edition
from yuebao.printed.excel_value import excel_value
from yuebao.printed.printed_table import Column, PrintedCell, PrintedRow, PrintedTable
from yuebao.printed.sheets import sheet_names
from yuebao.printed.table_fit import Fit, fit, shared
from yuebao.printed.xlsx import issue_workbook
from yuebao.schema.table_schema import TableSchema


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    root = tmp_path_factory.mktemp("exported")
    make_archive(root, months=1, first="2003-11", **SMALL)
    return published_edition(root, "2003-11")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("https://example.org","x")',
        "@SUM(A1)",
        "https://example.org",
        " 甲\n乙 ",
        "_x0041_",
    ],
)
def test_a_text_stays_a_text(edition: Edition, text: str) -> None:
    """Nothing that stands in a cell becomes a formula or a link."""
    awards = edition.month.tables["awards"]
    changed = replace(awards, texts={**awards.texts, "单位": (text,) * len(awards)})
    content = issue_workbook(edition.issue, {"awards": changed}, edition.scope.schemas)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cells = sheet["C"][1:]
    assert {(cell.value, cell.data_type, cell.hyperlink) for cell in cells} == {(text, "s", None)}


@pytest.mark.parametrize(
    ("text", "grammar", "value", "shown"),
    [
        ("6100", "count", 6100, "0"),
        ("105.762", "decimal", 105.762, "0.000"),
        ("7.70", "decimal", 7.7, "0.00"),
        ("7.0", "decimal", 7, "0.0"),
        ("+0.2", "signed", 0.2, "+0.0;-0.0"),
        ("-2", "signed", -2, "+0;-0"),
        ("100%", "percent", 1, "0%"),
        ("35.2%", "percent", 0.352, "0.0%"),
        ("0%", "percent", 0, "0%"),
        ("-0.5", "difference", -0.5, "0.0"),
        ("3", "difference", 3, "0"),
        ("+3.2%", "signed-percent", 0.032, "+0.0%;-0.0%"),
        ("-5%", "difference-percent", -0.05, "0%"),
        ("", "count", None, "@"),
        ("-", "count", "-", "@"),
        ("5", "signed", "5", "@"),
        ("１２", "count", "１２", "@"),
        ("123456789.123456", "decimal", 123456789.123456, "0.000000"),
        ("1234567890.123456", "decimal", "1234567890.123456", "@"),
        ("7", "", "7", "@"),
    ],
)
def test_a_figure_is_a_number_only_where_it_shows_as_published(
    text: str, grammar: str, value: object, shown: str
) -> None:
    assert excel_value(text, grammar) == (value, shown)


def test_sheet_names_are_allowed_and_differ() -> None:
    def schema(title: str) -> TableSchema:
        return TableSchema("x", title, "", (), (), None, None, (), {}, "")

    long = "很长的表名" * 8
    tables = {"甲/乙:丙": "a", long: "b", f"{long}.": "c", "": "d", "名单": "e", "𠀀" * 20: "f"}
    schemas = {name: schema(title) for title, name in tables.items()}
    assert sheet_names(schemas, taken=("名单",)) == {
        "a": "甲 乙 丙",
        "b": long[:31],
        "c": f"{long[:29]}2",
        "d": "d",
        "e": "名单2",
        "f": "𠀀" * 15,
    }


def test_a_package_without_errata_is_valid(tmp_path: Path) -> None:
    make_archive(tmp_path, months=1, departments=9, towns=2, windows=5, staff=12)
    path = tmp_path / "one.zip"
    path.write_bytes(made_file(published_edition(tmp_path, "2001-01"), "zip"))
    assert frictionless.validate(str(path)).valid


def table(rows: int, *columns: Column) -> PrintedTable:
    body = tuple(PrintedRow(tuple(PrintedCell("") for _ in columns)) for _ in range(rows))
    return PrintedTable(body[:1], body, columns)


FIGURE, NAME, TEXT = Column(3.0, False), Column(12.0, True), Column(60.0, True)
A4, ACROSS = (210.0, 297.0), (297.0, 210.0)


@pytest.mark.parametrize(
    ("printed", "size", "page"),
    [
        (table(6, FIGURE, NAME, FIGURE), 14, A4),
        (table(25, FIGURE, NAME, FIGURE), 14, A4),
        (table(30, FIGURE, NAME, FIGURE), 12, A4),
        (table(34, FIGURE, NAME, *[FIGURE] * 6), 10.5, A4),
        (table(41, FIGURE, NAME, FIGURE), 9, A4),
        (table(90, FIGURE, NAME, FIGURE), 10.5, A4),
        (table(44, FIGURE, TEXT, TEXT, FIGURE), 10.5, A4),
        (table(30, FIGURE, NAME, *[FIGURE] * 14), 9, ACROSS),
    ],
    ids=["short", "a page", "a full page", "wide", "one page in small type", "several pages", "texts", "across"],
)  # fmt: skip
def test_a_table_fits_its_page(printed: PrintedTable, size: float, page: tuple[float, float]) -> None:
    fitting = fit(printed, notes=0)
    assert (fitting.size, fitting.page) == (size, page)
    assert sum(fitting.widths) == pytest.approx(page[0] - 28 - 26)


def test_texts_give_way_before_figures() -> None:
    widths = shared((FIGURE, TEXT, NAME), 10.5, 120.0)
    assert widths[0] == pytest.approx(3 * 10.5 * 25.4 / 72 + 2.4)
    assert sum(widths) == pytest.approx(120.0)
    assert widths[2] == pytest.approx(12 * 10.5 * 25.4 / 72 + 2.4)


def test_rows_of_a_short_table_are_no_higher_than_a_centimetre() -> None:
    assert fit(table(3, FIGURE, NAME), notes=1) == Fit(14.0, 10.0, shared((FIGURE, NAME), 14.0, 156.0), A4)
