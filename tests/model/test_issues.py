"""An issue by itself: what its masthead says, how it is written, which months are looked at with it, what is left of a
draft; and how the tallies of its tables add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from yuebao.model.finding import Finding, Status, Tally, by_table
from yuebao.model.issue import (
    CORRECTION,
    Issue,
    Source,
    Withdrawal,
    may_be_draft,
    may_be_withdrawn,
)
from yuebao.model.issue_text import issue_text
from yuebao.model.month import Month, followed
from yuebao.model.numbers import UNREADABLE
from yuebao.model.suggestion import Assertion
from yuebao.model.table import Cell, Table

ROLES = {
    **{role: role for role in ("title", "published", "publisher", "year", "number", "total_number")},
    "home": "county",
}
VALUES: dict[str, int | str | date] = {
    "title": "2026年7月的月报",
    "published": date(2026, 8, 11),
    "publisher": "示例局",
    "county": "示例县",
    "year": 2027,
    "number": 5,
    "total_number": 143,
}
SCAN, MENDED, OLD = (
    Source("source/scan.pdf", "a1"),
    Source("source/mended.docx", "b2", CORRECTION),
    Source("source/old.docx", "c3", in_force=False),
)


def test_what_the_masthead_says() -> None:
    issue = Issue(VALUES, ROLES, (SCAN,))
    assert (issue.title, issue.published, issue.publisher, issue.home) == (
        *("2026年7月的月报", date(2026, 8, 11)),
        *("示例局", "示例县"),
    )
    assert (issue.year, issue.number, issue.total_number) == (2027, 5, 143)
    assert (issue.ordinal, issue.ordinals) == ("总第143期", ("2027年第5期", "总第143期"))
    assert issue.full_title == "2026年7月的月报（总第143期）"


@pytest.mark.parametrize(
    ("without", "year", "ordinal", "ordinals"),
    [
        ("total_number", 2027, "第5期", ("2027年第5期",)),
        ("number", 2027, "总第143期", ("总第143期",)),
        ("year", 2026, "总第143期", ("2026年第5期", "总第143期")),  # that in which it came out
        ("number total_number", 2027, "", ()),
    ],
)
def test_an_issue_counts_itself_as_far_as_it_does(
    without: str, year: int, ordinal: str, ordinals: tuple[str, ...]
) -> None:
    values = {key: value for key, value in VALUES.items() if key not in without.split()}
    issue = Issue(values, ROLES, ())
    assert (issue.year, issue.ordinal, issue.ordinals) == (year, ordinal, ordinals)
    assert issue.full_title == ("2026年7月的月报" + (f"（{ordinal}）" if ordinal else ""))


@pytest.mark.parametrize("issue", [Issue(VALUES, {}, ()), Issue({}, ROLES, ()), Issue({"": "x"}, {}, ())])
def test_what_the_masthead_does_not_say_is_nothing(issue: Issue) -> None:
    assert (issue.published, issue.year, issue.number, issue.total_number) == (date.min, 1, None, None)
    assert (issue.ordinal, issue.ordinals) == ("", ())
    if "" not in issue.values:
        assert (issue.title, issue.publisher, issue.home, issue.full_title) == ("", "", "", "")
        assert issue.get("title") is None


@pytest.mark.parametrize(
    ("sources", "source", "corrected"),
    [
        ((), Source("", ""), False),
        ((SCAN,), SCAN, False),
        ((SCAN, MENDED), MENDED, True),
        ((SCAN, MENDED, OLD), MENDED, True),
        ((SCAN, OLD), SCAN, False),
        ((OLD,), Source("", ""), False),
    ],
)
def test_the_newest_source_in_force(sources: tuple[Source, ...], source: Source, corrected: bool) -> None:
    issue = Issue({}, {}, sources)
    assert (issue.source, issue.corrected) == (source, corrected)


@pytest.mark.parametrize(
    ("text", "stated", "draft"),
    [
        ("state: 整理中\n", True, True),
        ("state : '整理中'\n", True, True),
        ('title: 甲\nstate:\t"整理中"\n', True, True),
        ("title: 甲\nstate:整理中", True, True),
        ("state: 已撤回\nwithdrawn: 整理中\n", True, False),
        ("  state: 整理中\n", False, False),
        ("title: |\n  state: 整理中\n", False, False),
        ("mystate: 整理中\n", False, False),
        ("states: 整理中\n", False, False),
        ("title: 整理中\n", False, False),
        ("", False, False),
    ],
)
def test_a_state_seen_without_reading(text: str, stated: bool, draft: bool) -> None:
    content = text.encode()
    assert (may_be_withdrawn(content), may_be_draft(content)) == (stated, draft)


def test_the_masthead_as_it_is_written() -> None:
    values = {
        "title": "2026年7月 政务服务月报",
        "number": "5",
        "dash": "- 甲",
        "odd": '甲: "乙"\n丙',
        "spaced": "甲  乙",
    }
    assert issue_text(["number", "title", "empty", "dash", "odd", "spaced"], values, (SCAN, OLD)) == (
        "number: 5\n"
        "title: 2026年7月 政务服务月报\n"
        "empty: # 待填\n"
        'dash: "- 甲"\n'
        'odd: "甲: \\"乙\\"\\n丙"\n'
        'spaced: "甲  乙"\n'
        "sources:\n"
        "  - file: source/scan.pdf\n    sha256: a1\n    role: 原件\n    in_force: true\n"
        "  - file: source/old.docx\n    sha256: c3\n    role: 原件\n    in_force: false\n"
    )
    assert issue_text([], {}, ()) == "sources:\n"


# --- which months are looked at ---

MONTHS = ["2025-11", "2025-12", "2026-01", "2026-02", "2026-11", "2026-12"]


@pytest.mark.parametrize(
    ("index", "gaps", "expected"),
    [
        (0, "", ["2025-11"]),
        (1, "", ["2025-11", "2025-12"]),
        (2, "", ["2025-12", "2026-01"]),
        (3, "2026-01", ["2025-12", "2026-01", "2026-02"]),
        (3, "2026-01 2025-12", ["2025-11", "2025-12", "2026-01", "2026-02"]),
        (2, "2025-12 2025-11", ["2025-11", "2025-12", "2026-01"]),
        (3, "2026-02", ["2026-01", "2026-02"]),
        (4, "", ["2025-11", "2026-02", "2026-11"]),  # and the same of the year before
        (5, "", ["2025-12", "2026-11", "2026-12"]),
        (5, "2026-11", ["2025-12", "2026-02", "2026-11", "2026-12"]),
        (5, "2026-11 2026-02 2026-01", ["2025-12", "2026-01", "2026-02", "2026-11", "2026-12"]),
    ],
)
def test_the_months_that_judging_one_looks_at(index: int, gaps: str, expected: list[str]) -> None:
    assert list(followed(MONTHS, index, set(gaps.split()))) == expected


TABLE = Table(
    name="towns",
    file="data/2026-07/towns.csv",
    month="2026-07",
    header=("name", "cases"),
    lines=(2, 3, 4),
    keys=("甲", "乙", "合计"),
    texts={"name": ("甲", "乙", "合计"), "cases": ("", "２", "")},
    numbers={"cases": (UNREADABLE, UNREADABLE, UNREADABLE)},
    unreadable=frozenset({(0, "cases"), (1, "cases"), (2, "cases")}),
    totals=(2,),
    nothing=frozenset({(0, "cases"), (2, "cases")}),
    left=frozenset({(0, "cases")}),
)


def month(issue: Issue | None) -> Month:
    return Month("2026-07", "data/2026-07", issue, {"towns": TABLE}, (), (), {})


def test_what_is_left_of_a_draft_as_plain_blanks() -> None:
    typed = month(None).typed
    assert typed.tables["towns"] == replace(
        TABLE,
        numbers={"cases": (None, UNREADABLE, UNREADABLE)},  # not published, or not readable, stays so
        unreadable=frozenset({(1, "cases"), (2, "cases")}),
        nothing=frozenset({(2, "cases")}),
        left=frozenset(),
    )
    assert typed == typed.typed


@pytest.mark.parametrize(
    ("issue", "draft", "withdrawn"),
    [
        (None, False, False),
        (Issue({}, {}, ()), False, False),
        (Issue({}, {}, (), draft=True), True, False),
        (Issue({}, {}, (), Withdrawal("误", "张", date(2026, 9, 1))), False, True),
    ],
)
def test_a_draft_and_a_withdrawn_issue_are_gaps(issue: Issue | None, draft: bool, withdrawn: bool) -> None:
    one = month(issue)
    assert (one.draft, one.withdrawn, one.gap) == (draft, withdrawn, draft or withdrawn)


# --- tallies and findings ---


def test_the_tallies_of_a_table_add_up() -> None:
    one = Tally("towns", ("sorted", "total-row"), 5, 2, 1, 1, 4, ("sorted",))
    other = Tally("towns", ("total-row", "rank"), 50, 20, 10, 10, 40, ("rank", "sorted"))
    alone = Tally("news", ("award",), 3, 0, 0)
    assert by_table([one, alone, other]) == (
        Tally("towns", ("sorted", "total-row", "rank"), 55, 22, 11, 11, 44, ("sorted", "rank")),
        Tally("news", ("award",), 3, 0, 0, 0, 0, ()),
    )
    assert [each.evaluated for each in (one, other, alone)] == [8, 80, 3]
    assert by_table([]) == ()


def test_what_tells_a_finding_from_every_other() -> None:
    finding = Finding(
        *("total-row", Status.OPEN, "2026-07", "towns", "data/2026-07/towns.csv", "message", "remedy"),
        line=4, row="合计", column="办件", address="B4", anchor="#towns.total.cases", value="5", expected="6",
        difference="1", cell=Cell("towns", 2, "办件"), breach="sum", against="乙",
    )  # fmt: skip
    assert Assertion.of(finding) == Assertion("total-row", "towns", "合计", "办件", "5", "6", "sum", "乙")
