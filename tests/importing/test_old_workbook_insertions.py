"""The report as a .xls with one thing more in it, of any kind and anywhere: the tables are what they were, and the thing is told
with its words. The program checks the sum of characters by itself in each case, by a walk that shares nothing with the
library that reads the cells."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from random import Random

import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.custom import IntProperty, StringProperty
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle

from tests.support.fuzzing import TIMES
from tests.support.importing_cases import TEXT
from tests.support.inserted import Read, assert_told, read
from tests.support.old_workbook import INK, PAPER, RED, WHITE, font, opened, string
from tests.support.old_workbook_insertions import KINDS
from tests.support.report_documents import converted, save, workbook, workbook_bytes
from yuebao.importing.colours import SAME_COLOUR
from yuebao.importing.formats import read_document

pytestmark = pytest.mark.slow

CASES = 200 if TIMES == 1 else 100 * TIMES
"""2,000 in `make fuzz`."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The month as LibreOffice saves it."""
    made = save(tmp_path_factory.mktemp("old"), "x.xlsx", workbook_bytes(workbook(TEXT, numbers=True)))
    return converted(made, "xls")


@cache
def usual(base: Path) -> Read:
    return read(read_document(opened(base).content(), "x.xls"))


def test_the_month_itself_tells_nothing_but_its_program(base: Path) -> None:
    tables, told, count = usual(base)
    assert (sum(map(len, tables.values())), count) == (123, len("Calc"))
    assert [text for text in told if "Calc" not in text] == []


@pytest.mark.parametrize("number", range(CASES))
def test_one_thing_more(number: int, base: Path) -> None:
    """Every kind in turn, each time somewhere else."""
    name = sorted(KINDS)[number % len(KINDS)]
    kind, book = KINDS[name], opened(base)
    words = kind.put(Random(number), book)
    assert_told(name, kind, words, read(read_document(book.content(), "x.xls")), usual(base))


@pytest.mark.parametrize(
    ("pattern", "front", "back", "colour", "seen"),
    [
        (1, WHITE, INK, WHITE, False),
        (18, INK, PAPER, WHITE, False),
        (17, RED, WHITE, WHITE, False),
        (3, RED, RED, RED, False),
        (1, RED, INK, WHITE, True),
        (2, INK, PAPER, WHITE, True),
        (4, INK, PAPER, WHITE, True),
        (18, INK, PAPER, RED, True),
    ],
)
def test_words_on_a_pattern(pattern: int, front: int, back: int, colour: int, seen: bool, base: Path) -> None:
    """Read where they can be told from it, else left out and told."""
    book = opened(base)
    look = book.look(font=font(colour=colour), pattern=pattern, colours=front | back << 7)
    sheet = book.sheets[0]
    sheet.add((0x204, struct.pack("<3H", 0, sheet.width + 1, look) + string("应为六百件")))
    document = read_document(book.content(), "x.xls")
    left = [each.text for each in document.asides if each.reason == SAME_COLOUR]
    assert left == ([] if seen else ["应为六百件"])


def test_conditions_and_properties_as_a_program_writes_them(tmp_path: Path) -> None:
    """A workbook with white letters by a condition and a property under a name of its own, saved as .xls by LibreOffice."""
    book = workbook(TEXT, numbers=True)
    for sheet, colour in zip(book.worksheets, ("FFFFFFFF", "FFFF0000"), strict=False):
        look = DifferentialStyle(font=Font(color=colour))
        sheet.conditional_formatting.add("A1:D9", Rule(type="expression", dxf=look, formula=["A1<>7"]))
    book.custom_doc_props.append(StringProperty(name="审核", value="某某某"))
    book.custom_doc_props.append(IntProperty(name="件数", value=612))
    made = converted(save(tmp_path, "x.xlsx", workbook_bytes(book)), "xls")
    document = read_document(made.read_bytes(), "x.xls")
    said = {(each.place, each.text, each.reason) for each in document.asides}
    first = book.worksheets[0].title
    assert (
        f"工作表“{first}”A1:D9", "", "条件格式会把这里的字变成底色或不显示；照存的读入，请核对",
    ) in said  # fmt: skip
    assert sum("条件格式" in reason for _, _, reason in said) == 1
    assert {("文档属性“审核”", "某某某", "属于文件"), ("文档属性“件数”", "612", "属于文件")} <= said
