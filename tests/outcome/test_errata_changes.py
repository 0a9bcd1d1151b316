"""An erratum settles the break that was reviewed and no other, whatever happens to the tables afterwards.

A month is damaged, everything found is explained, and then its tables are changed at random: rows dropped, doubled,
moved and emptied, keys renamed, cells blanked and exchanged, headers swapped. What is still explained must say what it
said when it was reviewed, place by place and word by word; and no entry may be used twice. `make fuzz` tries more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from tests.support.fuzzing import TIMES
from tests.synthetic import make_archive
from tests.synthetic.explained import EXPLAINED, make_explained_archive
from yuebao.load.errata import read_errata
from yuebao.load.table import read_table
from yuebao.model.finding import Finding, Status
from yuebao.model.month import Month
from yuebao.outcome.errata import settle
from yuebao.reports.errata_draft import render
from yuebao.rules.engine import check_month
from yuebao.workflows.judge import Standing, read_month, read_standing, scope_of

Rows = list[list[str]]
Archive = tuple[Standing, Month, Month | None]
CHANGES = 65 * TIMES
"""For each of the two archives: 1,300 of both in ten times the suite."""


@cache
def archive(name: str) -> Archive:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        if name == "explained":
            make_explained_archive(root)
        else:
            make_archive(root, months=2, departments=6, towns=4, windows=5, staff=12)
        standing = read_standing(root)
        return standing, *read_month(standing, EXPLAINED if name == "explained" else "2001-02")


def rows_of(month: Month) -> dict[str, Rows]:
    return {
        name: [list(table.header), *(list(cells) for cells in zip(*table.texts.values(), strict=True))]
        for name, table in month.tables.items()
    }


def drop(rows: Rows, random: Random) -> None:
    del rows[random.randrange(1, len(rows))]


def double(rows: Rows, random: Random) -> None:
    rows.insert(random.randrange(1, len(rows) + 1), list(rows[random.randrange(1, len(rows))]))


def move(rows: Rows, random: Random) -> None:
    rows.insert(random.randrange(1, len(rows)), rows.pop(random.randrange(1, len(rows))))


def swap_cells(rows: Rows, random: Random) -> None:
    one, other = random.randrange(1, len(rows)), random.randrange(1, len(rows))
    column = random.randrange(len(rows[0]))
    rows[one][column], rows[other][column] = rows[other][column], rows[one][column]


def rename(rows: Rows, random: Random) -> None:
    row, text = rows[random.randrange(1, len(rows))], random.randrange(len(rows[0]))
    row[text] = f"{row[text]}局" if not row[text].isdigit() else str(int(row[text]) + random.randint(1, 9))


def blank(rows: Rows, random: Random) -> None:
    rows[random.randrange(1, len(rows))][random.randrange(len(rows[0]))] = ""


def empty(rows: Rows, random: Random) -> None:
    rows[random.randrange(1, len(rows))][:] = [""] * len(rows[0])


def swap_headers(rows: Rows, random: Random) -> None:
    one, other = random.randrange(len(rows[0])), random.randrange(len(rows[0]))
    rows[0][one], rows[0][other] = rows[0][other], rows[0][one]


WAYS: tuple[Callable[[Rows, Random], None], ...] = (
    *(drop, double, move, swap_cells, rename, blank, empty, swap_headers),
)


def changed(tables: dict[str, Rows], random: Random, names: list[str]) -> dict[str, Rows]:
    """The tables with one thing done to each of those named."""
    new = {name: [list(row) for row in rows] for name, rows in tables.items()}
    for name in names:
        if len(new[name]) > 2:
            random.choice(WAYS)(new[name], random)
    return new


def judged(name: str, tables: dict[str, Rows], errata: bytes) -> list[Finding]:
    """What is found in the archive's month with these tables, errata settled."""
    standing, month, previous = archive(name)
    read, found = {}, []
    for table, rows in tables.items():
        text = "\n".join(",".join(row) for row in rows)
        judges = standing.reader.judges(standing.layout(month.month))[table]
        result, _, problems = read_table(
            text.encode(),
            standing.schemas.latest.tables[table],
            judges,
            month.month,
            month.tables[table].file,
        )
        found += problems
        if result is not None:
            read[table] = result
    entries, _, faults = read_errata(errata)
    assert faults == []
    now = replace(month, tables=read, errata=entries, problems=tuple(found), texts={})
    return list(settle(now, check_month(now, scope_of(standing, now, previous)).findings))


def said(finding: Finding) -> tuple[object, ...]:
    """The place and the words, without the figures in them: lines and addresses move with the rows, and the sum of one
    row less may be the same sum."""
    words = re.sub(r"[A-Z]?[0-9]+|空白?", "", finding.message)
    words = re.sub(r"（[-+. ]+）", "", words)  # a list of figures, of which one may be blank
    return (finding.rule, finding.table, finding.row, finding.column, finding.value, finding.expected, words)


def completed(draft: str) -> bytes:
    filled = draft.replace("  reason:", "  reason: 示例").replace("  reviewer:", "  reviewer: 示例")
    return filled.replace("  reviewed:", "  reviewed: 2020-09-01").encode()


@pytest.mark.parametrize("name", ["explained", "synthetic"])
def test_no_erratum_settles_another_break(name: str) -> None:
    random = Random(f"{name} {TIMES}")
    tables = rows_of(archive(name)[1])
    tried = explained = stale = 0
    while tried < CHANGES:
        names = [random.choice(list(tables)) for _ in range(3)]
        damaged = changed(tables, random, names)
        errata = completed(render(judged(name, damaged, b"")))
        known = [item for item in judged(name, damaged, errata) if item.status is Status.EXPLAINED]
        reviewed = Counter(map(said, known))
        for _ in range(5):
            found = judged(name, changed(damaged, random, random.sample(names, 2)), errata)
            settled = [item for item in found if item.status is Status.EXPLAINED]
            assert len({item.erratum for item in settled}) == len(settled)
            assert not Counter(map(said, settled)) - reviewed, Counter(map(said, settled)) - reviewed
            tried += 1
            explained += len(settled)
            stale += sum(item.status is Status.STALE for item in found)
    assert explained > tried and stale > 0
