"""Each doubt names its cell: where it stands in the document, and the address in the archive; whatever the document is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.support.example_report import bare_example
from tests.support.fuzzing import TIMES
from tests.support.importing_cases import MONTH, TEXT, exchanged
from tests.support.report_documents import word_bytes, word_document, workbook, workbook_bytes
from yuebao.model.doubt import Doubt
from yuebao.model.month import Month
from yuebao.rules.addresses import Addresses
from yuebao.workflows.import_document import import_document
from yuebao.workflows.judge import Standing, read_standing, scope_of

LINES = TEXT.split("\n")
FIGURES = [
    (number, at)
    for number, line in enumerate(LINES)
    if line.count("\t") > 4
    for at, cell in enumerate(line.split("\t"))
    if cell.isdecimal() and len(cell) > 2
]
"""Lines of tables and their cells that hold figures."""
WRITERS: dict[str, Callable[[str], bytes]] = {
    ".txt": lambda text: text.encode(),
    ".docx": lambda text: word_bytes(word_document(text)),
    ".xlsx": lambda text: workbook_bytes(workbook(text, numbers=True)),
}


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Standing:
    """The archive, into which one document after another is brought in."""
    return read_standing(bare_example(tmp_path_factory.mktemp("doubts") / "archive").folder)


def doubts(standing: Standing, folder: Path, content: bytes, suffix: str) -> tuple[list[Doubt], Month]:
    path = folder / f"report{suffix}"
    path.write_bytes(content)
    imported = import_document(standing, path, MONTH, force=True)
    own = [doubt for doubt in imported.doubts.open if doubt.file == imported.source]
    return own, standing.reader.read(MONTH)


def at(standing: Standing, month: Month, address: str) -> tuple[dict[str, str], str]:
    """The row and the column of an address."""
    table, row, column = address.removeprefix("#").split(".")
    addresses = Addresses(scope_of(standing, month, None))
    index = addresses.rows(table).index(row)
    read = month.tables[table]
    words = [each for each in read.header if addresses.column(table, each) == column]
    return {word: read.texts[word][index] for word in read.header}, words[0]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("number", range(6 * TIMES))
def test_a_mark_behind_any_figure_is_a_doubt_of_that_cell(
    standing: Standing, tmp_path: Path, number: int, suffix: str
) -> None:
    line, place = Random(number).choice(FIGURES)
    cells = LINES[line].split("\t")
    figure, cells[place] = cells[place], f"{cells[place]}*"
    text = "\n".join([*LINES[:line], "\t".join(cells), *LINES[line + 1 :]])
    found, month = doubts(standing, tmp_path, WRITERS[suffix](text), suffix)
    (doubt,) = [each for each in found if each.read == f"{figure}*"]
    row, column = at(standing, month, doubt.cell)
    assert row[column] == figure and {text for text in row.values() if text} <= {figure, *cells}
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place]
    assert doubt.place.endswith(f"行 {letter} 列" if suffix == ".xlsx" else f"行第 {place + 1} 列")
    assert doubt.alternatives == (f"{figure}*",)


STATED = {
    "a note in a sentence": (
        TEXT.replace("申请4325件", "申请4325¹件"),
        ("第 15 行“申请件”", "¹", (), "#volume-summary.乡镇-本月.applied", ()),
    ),
    "a heading that the ranking contradicts": (
        exchanged(TEXT),
        ("第 155 行", "示例七局", ("2",), "#window-scores.window-7.rank", ()),
    ),
}


@pytest.mark.parametrize("case", STATED)
def test_what_a_line_says_of_a_cell(standing: Standing, tmp_path: Path, case: str) -> None:
    text, wanted = STATED[case]
    found, _ = doubts(standing, tmp_path, text.encode(), ".txt")
    said = [(each.place, each.read, each.alternatives, each.cell, each.also) for each in found]
    assert text != TEXT and wanted in said


def test_zeros_shown_as_dashes_are_one_doubt_of_many_cells(standing: Standing, tmp_path: Path) -> None:
    book = workbook(TEXT, numbers=True)
    changed: list[tuple[str, int, str]] = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=3):
            for cell in row:
                if cell.value == "-" and len(changed) < 3:
                    cell.value, cell.number_format = 0, '0;-0;"-"'
                    changed.append((sheet.title, cell.row, cell.column_letter))
    found, month = doubts(standing, tmp_path, workbook_bytes(book), ".xlsx")
    (doubt,) = [each for each in found if each.read == "-"]
    name, row, letter = changed[0]
    assert doubt.place == f"工作表“{name}”第 {row} 行 {letter} 列"
    assert doubt.alternatives == ("0",)
    where = [at(standing, month, each) for each in (doubt.cell, *doubt.also)]
    assert [values[column] for values, column in where] == ["-"] * 3
