"""A figure that is compared with the same period of the year before, or with the issue before: that one is
read, and what is kept of this one lapses when that changes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.support.program import run
from tests.support.repository import ROOT
from yuebao.model.month import followed
from yuebao.workflows.correct_issue import Asked, foresee
from yuebao.workflows.judge import read_standing
from yuebao.workflows.validate import validate

FILES = ROOT / "tests" / "second_archive"
SCHEMA = "schemas/hotline.yaml"
FIELD = '  - {id: growth, name: 同比, type: string, grammar: percent, unit: "%"}\nrules:\n'
RULE = (
    "  - {id: growth, kind: change, source: 示例：比去年同期增长。, column: 同比, value: {column: 来电}, "
    'against: year-before, measure: percent, digits: 1, without_base: ""}\n'
)
OLD, NEW = "2019-03", "2020-03"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    assert run("init", str(root), "--name", "示例旗")[0] == 0
    for part in ("schemas", "data"):
        shutil.rmtree(root / part)
        shutil.copytree(FILES / part, root / part)
    schema = root / SCHEMA
    schema.write_text(schema.read_text(encoding="utf-8").replace("rules:\n", FIELD) + RULE, encoding="utf-8")
    for month, row in ((OLD, "300,98.4%,"), (NEW, "315,98.4%,5%")):
        masthead = Path(shutil.copytree(FILES / "data/2031-03", root / "data" / month)) / "issue.yaml"
        text = masthead.read_text(encoding="utf-8").replace("2031", month[:4])
        masthead.write_text(text, encoding="utf-8")
        calls(root, month, row)
    shutil.rmtree(root / "data/2031-03")
    return root


def calls(root: Path, month: str, row: str) -> None:
    (root / f"data/{month}/hotline.csv").write_text(f"来电,接通率,同比\n{row}\n", encoding="utf-8")


def growth(root: Path) -> list[tuple[str, str | None, str | None]]:
    """What is found; all that is not growth is in order."""
    return [(item.month, item.value, item.expected) for item in validate(root).findings]


def inapplicable(root: Path) -> list[int]:
    """How often the rules of its table do not apply to the later issue."""
    return [tally.inapplicable for tally in validate(root).tallies[NEW] if tally.table == "hotline"]


def test_it_is_compared_and_asked_again_when_that_changes(archive: Path) -> None:
    assert growth(archive) == []
    assert growth(archive) == []  # from what was kept
    calls(archive, OLD, "200,98.4%,")
    assert growth(archive) == [(NEW, "5%", "57.5%")]
    calls(archive, OLD, "300,98.4%,")
    assert growth(archive) == []


def test_a_correction_says_what_the_year_after_says_because_of_it(archive: Path) -> None:
    """From 200 calls to 315: 57.5 percent more."""
    given = Asked({"#hotline.1.calls": "200"}, "看错一行", "示例局", date(2020, 4, 1))
    found = foresee(read_standing(archive), OLD, given)
    assert [(each.month, each.value, each.expected) for each in found.later] == [(NEW, "5%", "57.5%")]
    assert growth(archive) == []


def test_without_that_issue_it_does_not_apply(archive: Path) -> None:
    assert inapplicable(archive) == [0]
    shutil.rmtree(archive / "data" / OLD)
    calls(archive, NEW, "315,98.4%,99%")
    assert growth(archive) == []
    assert inapplicable(archive) == [1]


@pytest.mark.parametrize(("before", "found"), [(2, [(NEW, "5%", "57.5%")]), (1, [])])
def test_the_issue_before_is_one_only_when_it_follows_at_once(
    archive: Path, before: int, found: list[tuple[str, str | None, str | None]]
) -> None:
    """Compared with the period before: from 200 calls to 315, or nothing where an issue is missing between."""
    schema = archive / SCHEMA
    schema.write_text(schema.read_text(encoding="utf-8").replace("year-before", "period-before"), "utf-8")
    month = f"2020-0{before}"
    masthead = (archive / "data" / OLD).rename(archive / "data" / month) / "issue.yaml"
    text = masthead.read_text(encoding="utf-8").replace("issue_no: 3", f"issue_no: {before}")
    text = text.replace("2019年3月", f"2020年{before}月").replace("2019-04-02", f"2020-0{before + 1}-02")
    masthead.write_text(text, encoding="utf-8")
    calls(archive, month, "200,98.4%,")
    assert growth(archive) == found
    calls(archive, month, "300,98.4%,")
    assert growth(archive) == []


def test_a_withdrawn_issue_is_a_gap(archive: Path) -> None:
    with (archive / f"data/{OLD}/issue.yaml").open("a", encoding="utf-8") as masthead:
        masthead.write("state: 已撤回\nwithdrawn: {reason: 示例, reviewer: 示例, reviewed: 2019-05-01}\n")
    calls(archive, NEW, "315,98.4%,99%")
    assert growth(archive) == []


@pytest.mark.parametrize(
    ("months", "found"),
    [
        ((OLD, NEW), (OLD, NEW)),
        ((OLD, "2020-01", "2020-02", NEW), (OLD, "2020-02", NEW)),
        (("2019-02", "2020-02", NEW), ("2020-02", NEW)),
    ],
)
def test_whoever_takes_part_of_an_archive_takes_that_issue_too(
    months: tuple[str, ...], found: tuple[str, ...]
) -> None:
    assert followed(months, len(months) - 1, frozenset()) == found
