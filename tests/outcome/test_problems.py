"""Which findings are one problem, what leads it, and in which order problems are told: small cases, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.reports.test_formats import TOTAL
from yuebao.model.finding import EXTRA_ROW, MISSING_ROW, PRINTED, Finding, Status, Tally
from yuebao.model.suggestion import Assertion, Change, Suggestion
from yuebao.model.table import HEADER, Cell
from yuebao.outcome.causes import problems
from yuebao.outcome.outcome import MonthVerdict, Shared, gather
from yuebao.outcome.problem import Problem

PLACE = Cell("hall", 1, "来访")


def finding(
    rule: str,
    cell: Cell | None = PLACE,
    status: Status = Status.OPEN,
    difference: str | None = None,
    *evidence: Cell,
) -> Finding:
    """A finding about a cell, or about a whole table."""
    return replace(
        TOTAL, rule=rule, status=status, cell=cell, evidence=evidence, difference=difference,
        table=cell.table if cell else "hall", row=str(cell.row) if cell else None, column=cell.column if cell else None,
        line=cell.row + 2 if cell else None, message=f"{rule} {cell}",
    )  # fmt: skip


def at(row: int, column: str = "来访", table: str = "hall") -> Cell:
    return Cell(table, row, column)


def grouped(*findings: Finding, suggestions: tuple[Suggestion, ...] = ()) -> list[list[int]]:
    """The problems as the numbers of their findings."""
    number = {id(item): index for index, item in enumerate(findings)}
    return [[number[id(item)] for item in problem.findings] for problem in problems(findings, suggestions)]


def test_an_unreadable_cell_takes_all_that_waits_for_it() -> None:
    cause = finding("structure", at(1))
    waits = finding("total-row", at(9), Status.UNDECIDED, None, at(0), at(1))
    stale = finding("erratum", at(1), Status.STALE, None, at(1))
    apart = finding("rank", at(9), Status.UNDECIDED, None, at(0))
    explained = finding("total-row", at(1), Status.EXPLAINED)
    other = finding("sorted", at(1))
    assert grouped(cause, waits, stale, apart, explained, other) == [[0, 2, 1], [3], [4], [5]]


@pytest.mark.parametrize(("line", "table", "row", "together"), [
    (None, "hall", HEADER, True),
    (1, "hall", HEADER, True),
    (2, "hall", HEADER, False),
    (1, "other", HEADER, False),
    (1, "hall", 0, False),
])  # fmt: skip
def test_a_file_or_a_header_takes_what_waits_for_the_whole_table(
    line: int | None, table: str, row: int, together: bool
) -> None:
    cause = replace(finding("structure", None), line=line)
    waits = finding("total-row", None, Status.UNDECIDED, None, Cell(table, row, "来访"))
    assert grouped(cause, waits) == ([[0, 1]] if together else [[0], [1]])


@pytest.mark.parametrize(("table", "together"), [(None, True), ("hall", False)])
def test_a_masthead_takes_what_waits_for_it(table: str | None, together: bool) -> None:
    """What waits for no cell of a table waits for the file it is in; a table that cannot be read is no such file."""
    cause = replace(finding("structure", None), table=table, line=2)
    waits = replace(finding("total-row", None, Status.UNDECIDED), table=None)
    assert cause.file == waits.file
    assert grouped(cause, waits) == ([[0, 1]] if together else [[0], [1]])


@pytest.mark.parametrize(
    ("breach", "wide"), [(MISSING_ROW, True), (EXTRA_ROW, True), (PRINTED, False)], ids=str
)
def test_what_the_document_prints_takes_what_it_spoils(breach: str, wide: bool) -> None:
    """Findings that read the cell; where a row is lacking or too many, those that look at several rows of the table, too."""
    cause = replace(finding("printed", at(1)), breach=breach)
    reads = finding("share", at(1, "办结"), Status.OPEN, None, at(1))
    several = finding("total-row", at(9), Status.OPEN, None, at(2), at(3))
    one = finding("share", at(4), Status.OPEN, None, at(4, "办结"))
    elsewhere = finding("total-row", at(9, table="window"), Status.OPEN, None, at(2, table="window"))
    assert grouped(cause, reads, several, one, elsewhere) == (
        [[0, 1, 2], [3], [4]] if wide else [[0, 1], [2], [3], [4]]
    )


def test_a_lost_row_is_one_problem_with_all_running_numbers_behind_it() -> None:
    off = [finding("sequence", at(row, "序号"), Status.OPEN, "1") for row in (3, 4, 5)]
    assert grouped(*off) == [[0, 1, 2]]
    assert grouped(*off[:2]) == [[0], [1]]
    assert grouped(*off, finding("sequence", at(6, "序号"), Status.OPEN, "2")) == [[0, 1, 2], [3]]
    assert grouped(*off, finding("sequence", at(6, "名次"), Status.OPEN, "1")) == [[0, 1, 2], [3]]
    assert grouped(*off, finding("rank", at(6, "序号"), Status.OPEN, "1")) == [[0, 1, 2], [3]]
    assert grouped(*off, finding("sequence", at(6, "序号", "window"), Status.OPEN, "1")) == [[0, 1, 2], [3]]
    assert grouped(*[replace(item, difference=None) for item in off]) == [[0], [1], [2]]


def test_an_erratum_goes_with_what_now_stands_at_its_place() -> None:
    stale = finding("erratum", at(1), Status.STALE)
    assert grouped(stale, finding("rank", at(1))) == [[1, 0]]
    assert grouped(stale, finding("rank", at(2))) == [[0], [1]]
    assert grouped(stale, finding("rank", at(1, "办结"))) == [[0], [1]]
    assert grouped(stale, finding("rank", at(1, "来访", "window"))) == [[0], [1]]


def sums(*pairs: tuple[Cell, str], shared: Cell = PLACE) -> list[Finding]:
    return [
        replace(finding("total-row", cell, Status.OPEN, size, shared), expected="42") for cell, size in pairs
    ]


def test_the_cell_that_most_sums_share_leads() -> None:
    """Of three sums off by 5 two share one cell and all share another."""
    one, two = sums((at(9), "5"), (at(8), "-5"))
    three = replace(sums((at(1), "5"))[0], evidence=(at(9),))
    assert grouped(one, two, three) == [[2, 0, 1]]
    erratum = finding("erratum", at(1), Status.STALE)
    assert grouped(one, two, three, erratum) == [[2, 0, 1, 3]]


def change(cell: Cell) -> Change:
    return Change(cell, "f", cell.row + 2, None, cell.column, None, "1", "2", "")


def test_a_suggestion_gathers_what_it_settles_and_the_cell_it_changes_leads() -> None:
    far, near, reads = finding("a", at(7)), finding("b", at(1)), finding("c", at(8), Status.OPEN, None, at(1))
    suggestion = Suggestion("2003-07", (change(at(1)),), tuple(map(Assertion.of, (far, near, reads))), ())
    assert grouped(far, reads, near, suggestions=(suggestion,)) == [[2, 0, 1]]
    assert grouped(far, reads, suggestions=(suggestion,)) == [[1, 0]]
    [problem] = problems([near], [suggestion])
    assert problem == Problem((near,), suggestion)
    assert problems([replace(near, month="2003-08")], [suggestion]) == [
        Problem((replace(near, month="2003-08"),))
    ]
    assert problems([finding("d")], [suggestion]) == [Problem((finding("d"),))]


def test_what_is_open_stands_before_what_waits_in_a_problem() -> None:
    cause = finding("structure", at(1))
    stale = finding("erratum", at(1), Status.STALE)
    waits = finding("rank", at(1), Status.UNDECIDED)
    assert grouped(cause, waits, stale) == [[0, 2, 1]]


def test_the_most_far_reaching_problem_of_each_month_comes_first() -> None:
    alone, *pair = finding("alone", at(5)), *sums((at(9), "5"), (at(8), "5"))
    later = replace(alone, month="2003-08")
    assert grouped(alone, *pair, later) == [[1, 2], [0], [3]]
    assert grouped(later, alone, *pair) == [[0], [2, 3], [1]]
    assert problems([]) == []


# --- the outcome of several months ---


def test_an_outcome_counts_orders_and_gives_back_its_months() -> None:
    of_all = replace(finding("structure", None), month="", table=None, file="data/x")
    explained = replace(finding("total-row", at(3)), status=Status.EXPLAINED)
    first = [
        finding("b", at(1, "乙")),
        finding("a", at(1, "乙")),
        finding("a", at(0, "甲")),
        finding("a", None),
        explained,
    ]
    later = replace(finding("a"), month="2003-08")
    tallies = (Tally("hall", ("a",), 1, 2, 3, 1), Tally("", ("b",), 4, 0, 0))
    verdicts = [
        MonthVerdict("2003-07", tuple(first), tallies),
        MonthVerdict("2003-08", (later,), (tallies[0],)),
    ]
    outcome = gather(verdicts, [of_all])
    assert outcome.months == ("2003-07", "2003-08")
    ordered = (first[3], first[2], first[1], first[0], explained)
    assert outcome.findings == (of_all, *ordered, later)
    assert outcome.of_month("2003-07") == ordered
    assert (outcome.of_month("2003-08"), outcome.of_month("2020-09"), outcome.of_month("")) == (
        (later,),
        (),
        (of_all,),
    )
    assert outcome.blocking == (of_all, *ordered[:4], later)
    assert {status: outcome.count(status) for status in Status} == {
        Status.OPEN: 6, Status.EXPLAINED: 1, Status.STALE: 0, Status.UNDECIDED: 0,
    }  # fmt: skip
    assert outcome.rules_evaluated == 6 + 4 + 6
    assert gather([]).blocking == () and gather([]).rules_evaluated == 0


def test_equal_tallies_of_many_months_are_one_object() -> None:
    def verdict(month: str) -> MonthVerdict:
        return MonthVerdict(
            month, (), (Tally("hall", tuple(["a", "b"]), 1, 0, 0), Tally("", tuple(["a", "b"]), 2, 0, 0))
        )

    shared = Shared()
    one, two = shared.verdict(verdict("2003-07")), shared.verdict(verdict("2003-08"))
    assert (one, two) == (verdict("2003-07"), verdict("2003-08"))
    assert one.tallies[0] is two.tallies[0] and one.tallies[1] is two.tallies[1]
    assert one.tallies[0].rules is one.tallies[1].rules
