"""The kept document of the published month proves its tables: every small change of them is found, and told once."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from hashlib import sha256

import pytest

from tests.support.archive import REAL_MONTH, ArchiveFolder, replaced
from tests.support.every_change import Proven, findings_by_change, others
from tests.support.repository import ROOT
from yuebao.workflows.judge import read_standing

TABLES = [
    *("department-volume-month", "town-volume-month", "town-volume-year", "county-comparison-month"),
    *("county-comparison-year", "window-scores", "window-score-items", "staff-scores", "volume-summary"),
    *("satisfaction", "awards", "news"),
]


@cache
def real() -> Proven:
    return Proven.of(read_standing(ROOT, keep=False), REAL_MONTH)


def test_the_document_holds_every_table_and_column() -> None:
    (document,) = real().scope.printed
    assert {name: table.columns for name, table in document.tables.items()} == {
        name: schema.header for name, schema in real().scope.schemas.items()
    }
    assert sorted(document.tables) == sorted(TABLES)
    assert document.masthead == {
        "year": "2020", "number": "5", "total_number": "143", "title": "2020年7月政务服务月报",
        "publisher": "米易县行政审批局", "published": "2020-08-11",
    }  # fmt: skip


@cache
def found(name: str) -> Counter[tuple[str, int]]:
    return findings_by_change(real(), name)


@pytest.mark.slow
@pytest.mark.parametrize("name", TABLES)
def test_every_change_of_the_table_is_found_and_told_once(name: str) -> None:
    """All of them: of a cell, a row lost, doubled, moved anywhere, two cells of a column swapped."""
    rows = len(real().month.tables[name])
    assert {(what, times) for what, times in found(name) if what != "swapped"} == {
        ("cells", 1), ("lost", 1), ("doubled", 1), *([("moved", 1)] if rows > 1 else []),
    }  # fmt: skip
    assert {times for what, times in found(name) if what == "swapped"} <= {1, 2}


@pytest.mark.slow
def test_how_many_changes_that_are() -> None:
    """Every row has each other place to move to, and no two rows are alike."""
    rows = [32, 12, 12, 32, 32, 11, 44, 84, 4, 1, 22, 6]
    total: Counter[str] = Counter()
    for name in TABLES:
        for (what, _), count in found(name).items():
            total[what] += count
    assert (total["lost"], total["doubled"]) == (sum(rows), sum(rows))
    assert total["moved"] == sum(number * (number - 1) for number in rows)
    assert others("12603") == ["", "0", "-12603", "30621", "2603", "126030", "〇"]
    assert (total["cells"], total["swapped"]) == (10814, 28807)


SAID = "2020年政务服务工作年终考核扣2分"


def with_sentence(archive: ArchiveFolder, said: str) -> None:
    """The document with another sentence, registered as it then is."""
    source = f"data/{REAL_MONTH}/source/issue-143.txt"
    text = (archive / source).read_text(encoding="utf-8")
    assert SAID in text.replace(" ", "")
    changed = re.sub("考核扣 ?2 ?分", f"考核扣{said}分", text)
    assert changed != text
    archive.write(source, changed)
    digest = sha256(changed.encode()).hexdigest()
    archive.edit(
        f"data/{REAL_MONTH}/issue.yaml", lambda text: re.sub("sha256: .*", f"sha256: {digest}", text)
    )


def sentences(archive: ArchiveFolder) -> list[tuple[str, str, str, str]]:
    report = json.loads(archive.run("validate", "--format", "json").out)
    return [
        (each["break"], each["against"] or each["cell"], each["value"][-4:], each["expected"][-4:])
        for each in report["findings"]
        if each["rule"] == "as-printed"
    ]


def test_a_sentence_that_the_tables_do_not_give(real_archive: ArchiveFolder) -> None:
    """The page prints what follows from the tables: where the document says otherwise it is a finding. One that follows
    from a wrong cell is not told beside that cell."""
    assert sentences(real_archive) == []
    with_sentence(real_archive, "3")
    assert sentences(real_archive) == [("sentence", "第 15 行", "扣2分。", "扣3分。")]
    real_archive.edit(f"data/{REAL_MONTH}/town-volume-month.csv", replaced("10,丙谷镇,,", "10,丙谷镇,1,"))
    (found,) = sentences(real_archive)
    assert found == ("printed", "#town-volume-month.binggu.applied", "1", "")


def test_a_sentence_can_be_explained(real_archive: ArchiveFolder) -> None:
    with_sentence(real_archive, "3")
    status, drafted, _ = real_archive.run("errata", "draft", REAL_MONTH)
    assert status == 0 and drafted.count("- rule:") == 1
    entry = re.sub("(?m)^  reason:.*", "  reason: 示例：原件如此。", drafted)
    entry = re.sub("(?m)^  reviewer:.*", "  reviewer: 示例审核人", entry)
    entry = re.sub("(?m)^  reviewed:.*", "  reviewed: 2026-11-24", entry)
    real_archive.edit(f"data/{REAL_MONTH}/errata.yaml", lambda text: text.rstrip("\n") + "\n" + entry)
    assert real_archive.run("validate").status == 0
