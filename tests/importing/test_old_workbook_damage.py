"""Damaged .xls: read, with an account that comes out, or refused with what to do; never a traceback, never a fault of the
program."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.support.example_report import example_layout
from tests.support.fuzzing import TIMES
from tests.support.importing_cases import MONTH, TEXT
from tests.support.old_workbook import opened
from tests.support.old_workbook_damage import damaged
from tests.support.report_documents import converted, save, workbook, workbook_bytes
from yuebao.importing.blocks import Refused
from yuebao.importing.document_reader import read_blocks
from yuebao.importing.formats import read_document
from yuebao.importing.vocabulary import words_of

pytestmark = pytest.mark.slow

WORDS = words_of(example_layout(), MONTH)
DOCUMENTS, BATCH = 120 * TIMES, 60


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The month as LibreOffice saves it."""
    made = save(tmp_path_factory.mktemp("old"), "x.xlsx", workbook_bytes(workbook(TEXT, numbers=True)))
    return converted(made, "xls")


@pytest.mark.parametrize("batch", range(DOCUMENTS // BATCH))
def test_damaged(batch: int, base: Path) -> None:
    ends = Counter[str]()
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        way, content = damaged(opened(base), seed)
        try:
            read_blocks(read_document(content, "x.xls"), WORDS)
            ends["read"] += 1
        except Refused as refused:
            assert str(refused).endswith("。"), (seed, way)
            ends["refused"] += 1
        except BaseException as error:
            error.add_note(f"seed {seed}, {way}")
            raise
    assert set(ends) == {"read", "refused"}
