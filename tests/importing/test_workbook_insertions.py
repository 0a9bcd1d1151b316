"""The report as a workbook with one thing more in it, of any kind and anywhere: the tables are what they were, and the
thing is told with its words. The program checks the sum of characters by itself in each case."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import pytest
from lxml import etree

from tests.support.example_report import example_layout
from tests.support.fuzzing import TIMES
from tests.support.importing_cases import MONTH, TEXT
from tests.support.report_documents import workbook, workbook_bytes
from tests.support.word_parts import files_of, package
from tests.support.workbook_insertions import KINDS, inserted
from tests.support.workbook_parts import Parts
from yuebao.importing.accounting import characters
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.to_tables import Rows, understand
from yuebao.importing.vocabulary import words_of
from yuebao.importing.xlsx import read_excel

LAYOUT = example_layout()
CASES = 200 if TIMES == 1 else 100 * TIMES
"""2,000 in `make fuzz`."""


@cache
def base() -> tuple[dict[str, bytes], dict[str, Any]]:
    """The parts of the month, without what is said of the file, and the trees of its sheets in their order."""
    files = files_of(workbook_bytes(workbook(TEXT, numbers=True)))
    kept = {name: part for name, part in files.items() if not name.startswith(("docProps", "xl/theme"))}
    count = sum(name.startswith("xl/worksheets/sheet") for name in kept)
    sheets = [f"xl/worksheets/sheet{number}.xml" for number in range(1, count + 1)]
    return kept, {part: etree.fromstring(kept[part]) for part in sheets}


def read(content: bytes) -> tuple[dict[str, Rows], list[str], int]:
    """The tables, everything that is told, and how many characters of it."""
    document = read_excel(content, "x.xlsx")
    reading = read_blocks(document, words_of(LAYOUT, MONTH))
    understood = understand(reading, LAYOUT.tables, LAYOUT.form)
    remarks = (*understood.unplaced, *understood.ambiguous, *understood.noted)
    told = [remark.text for remark in remarks] + list(document.remarks)
    return dict(understood.tables), told, sum(reading.account.told.values())


@cache
def usual() -> tuple[dict[str, Rows], list[str], int]:
    return read(package(base()[0]))


def test_the_month_itself_tells_nothing() -> None:
    tables, told, count = usual()
    assert (sum(map(len, tables.values())), told, count) == (123, [], 0)


@pytest.mark.parametrize("number", range(CASES))
def test_one_thing_more(number: int) -> None:
    """Every kind in turn, each time somewhere else."""
    name = sorted(KINDS)[number % len(KINDS)]
    kind, parts = KINDS[name], Parts(*base())
    words = inserted(name, Random(number), parts)
    tables, told, count = read(package(parts.files()))
    assert tables == usual()[0], name
    assert count == characters(kind.more) + (characters(words) if kind.told else 0), (name, told)
    if kind.told:
        assert any("".join(words.split()) in "".join(text.split()) for text in told), (name, told)
    assert bool(told) == kind.noticed, (name, told)
