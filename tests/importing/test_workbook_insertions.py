"""The report as a workbook with one thing more in it, of any kind and anywhere: the tables are what they were, and the
thing is told with its words. The program checks the sum of characters by itself in each case."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import pytest
from lxml import etree

from tests.support.fuzzing import TIMES
from tests.support.importing_cases import TEXT
from tests.support.inserted import Read, assert_told, read
from tests.support.report_documents import workbook, workbook_bytes
from tests.support.word_parts import files_of, package
from tests.support.workbook_insertions import KINDS
from tests.support.workbook_parts import Parts
from yuebao.importing.xlsx import read_excel

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


@cache
def usual() -> Read:
    return read(read_excel(package(base()[0]), "x.xlsx"))


def test_the_month_itself_tells_nothing() -> None:
    tables, told, count = usual()
    assert (sum(map(len, tables.values())), told, count) == (123, [], 0)


@pytest.mark.parametrize("number", range(CASES))
def test_one_thing_more(number: int) -> None:
    """Every kind in turn, each time somewhere else."""
    name = sorted(KINDS)[number % len(KINDS)]
    kind, parts = KINDS[name], Parts(*base())
    words = kind.put(Random(number), parts)
    assert_told(name, kind, words, read(read_excel(package(parts.files()), "x.xlsx")), usual())
