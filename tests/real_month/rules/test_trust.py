"""How far each figure of the published month was checked: 1202 figures, 21 errata about as many cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.support.archive import REAL_MONTH, ArchiveFolder
from tests.support.repository import ROOT
from tests.support.trust import judged, wrongly_told
from yuebao.model.finding import EXTRA_ROW, SOURCES_DIFFER, Finding, Status
from yuebao.model.month import Month
from yuebao.model.table import Cell
from yuebao.model.trust import Checked, Trust
from yuebao.rules.scope import Scope
from yuebao.rules.trust import checked


def counts(trust: Checked) -> dict[str, int]:
    return {each.name: trust.count(each) for each in Trust if trust.count(each)}


def test_with_its_document() -> None:
    month, scope, explained = judged(ROOT, REAL_MONTH)
    assert counts(checked(month, scope, explained)) == {"SOURCE": 1181, "EXPLAINED": 21}


def test_without_one() -> None:
    """What `yuebao rules` lists: nobody knows of how many the rated are a share."""
    month, scope, explained = judged(ROOT, REAL_MONTH, printed=False)
    trust = checked(month, scope, explained)
    assert counts(trust) == {"RULES": 1180, "EXPLAINED": 21, "NOTHING": 1}
    assert list(trust.cells(Trust.NOTHING)) == [Cell("satisfaction", 0, "主动评价件数")]


@pytest.mark.slow
def test_rules_speak_exactly_where_they_need_it() -> None:
    assert wrongly_told(ROOT, REAL_MONTH) == ([], 1181)


def test_a_part_of_a_document(real_archive: ArchiveFolder) -> None:
    """A document that lacks a table proves the others."""
    month, scope, explained = judged(real_archive.folder, REAL_MONTH)
    (document,) = scope.printed
    tables = {name: table for name, table in document.tables.items() if name != "satisfaction"}
    scope = replace(scope, printed=(replace(document, tables=tables),))
    assert counts(checked(month, scope, explained)) == {
        "SOURCE": 1177, "RULES": 3, "EXPLAINED": 21, "NOTHING": 1,
    }  # fmt: skip


def test_rows_that_no_document_has_and_cells_on_which_two_differ(real_archive: ArchiveFolder) -> None:
    """Explained as such, they are in doubt: a row with all its figures, a cell alone."""
    month, scope, _ = judged(real_archive.folder, REAL_MONTH)
    found = list(judged_with(scope, month))
    trust = checked(month, scope, found)
    assert {(cell.table, cell.row) for cell in trust.cells(Trust.EXPLAINED)} == {
        ("window-scores", 3), ("town-volume-month", 2),
    }  # fmt: skip
    assert trust.count(Trust.EXPLAINED) == 2 + 1


def judged_with(scope: Scope, month: Month) -> Iterator[Finding]:
    """An extra row of one table, and two documents that differ on one cell of another."""
    table = month.tables["window-scores"]
    plain: dict[str, Any] = {
        "rule": "as-printed",
        "status": Status.EXPLAINED,
        "month": month.month,
        "message": "",
        "remedy": "",
    }
    yield Finding(table=table.name, file=table.file, line=table.lines[3], breach=EXTRA_ROW, **plain)
    town = month.tables["town-volume-month"]
    yield Finding(
        table=town.name, file=town.file, column="受理件", breach=SOURCES_DIFFER, against=town.keys[2], **plain
    )
