"""The report as a Word document with one thing more in it, of any kind and anywhere: the tables are what they were, and
the thing is told with its words. The program checks the sum of characters by itself in each case."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from random import Random
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from tests.support.example_report import example_layout
from tests.support.fuzzing import TIMES
from tests.support.importing_cases import MONTH, TEXT
from tests.support.report_documents import word_bytes, word_document
from tests.support.word_insertions import KINDS, WORDS, inserted
from tests.support.word_parts import files_of, package, with_parts
from yuebao.importing.accounting import characters
from yuebao.importing.blocks import Refused
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.docx import read_word
from yuebao.importing.to_tables import Rows, understand
from yuebao.importing.vocabulary import words_of

LAYOUT = example_layout()
CASES = 200 if TIMES == 1 else 100 * TIMES
"""2,000 in `make fuzz`."""
MAIN = "word/document.xml"


@cache
def base() -> tuple[dict[str, bytes], Any]:
    """The parts of the month, without what only says how it looks, and the tree of its text."""
    files = files_of(word_bytes(word_document(TEXT)))
    slim = {name: part for name, part in files.items() if "tyles" not in name and "docProps" not in name}
    return slim, parse_xml(slim[MAIN])


def read(content: bytes) -> tuple[dict[str, Rows], list[str], int]:
    """The tables, everything that is told, and how many characters of it."""
    document = read_word(content, "x.docx")
    reading = read_blocks(document, words_of(LAYOUT, MONTH))
    tables = understand(reading, LAYOUT.tables, LAYOUT.form).tables
    told = [remark.text for remark in reading.remarks] + list(document.remarks)
    return dict(tables), told, sum(reading.account.told.values())


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
    kind, files = KINDS[name], base()[0]
    tree, words, parts = inserted(name, Random(number), base()[1])
    tables, told, count = read(with_parts(package({**files, MAIN: etree.tostring(tree)}), *parts))
    assert tables == usual()[0], name
    assert count == characters(kind.more) + (characters(words) if kind.told else 0), (name, told)
    if kind.told:
        assert any("".join(words.split()) in "".join(text.split()) for text in told), (name, told)
    assert bool(told) == kind.noticed, (name, told)


TAGS = (
    *("t", "r", "p", "tc", "tr", "tbl", "tab", "sym", "del", "instrText", "fldChar", "noBreakHyphen", "txbxContent", "object"),
    *("drawing", "pict", "sdt", "sdtContent", "rPr", "pPr", "ruby", "rt", "hyperlink", "altChunk", "footnoteReference"),
)  # fmt: skip


@pytest.mark.parametrize("number", range(40 * TIMES))
def test_the_sum_comes_out_of_any_xml(number: int) -> None:
    """However elements stand in each other and wherever text stands between them: each character counts, or the file is
    refused. The tables may be anything."""
    random, tree = Random(number), etree.fromstring(base()[0][MAIN])
    nodes = list(tree.iter())[2:]
    for _ in range(random.randint(1, 12)):
        node, other = random.choice(nodes), random.choice(nodes)
        way = random.randrange(4)
        if way == 0:
            node.text = f"{node.text or ''}文字"
        elif way == 1:
            node.tail = f"{node.tail or ''}尾"
        elif way == 2:
            node.tag = qn(f"w:{random.choice(TAGS)}")
        elif other not in node.iterdescendants() and other is not node and other.getparent() is not None:
            other.append(deepcopy(node))
    try:
        read(package({**base()[0], MAIN: etree.tostring(tree)}))
    except Refused:
        assert number  # a span that is no number, more columns than a table has


def test_the_words_stand_nowhere_in_the_month() -> None:
    assert [words for words in WORDS if words in TEXT] == []
