"""One wrong cell that breaks several rules is one problem with its consequences.

What belongs together is told by what is known: a slip in a whole row or column, which the rules have tried; then, most certain first, a cell that cannot be read and all that is undecided
because of it; a cell or row that is not as the document prints it, and what is off because of that; the findings that one suggested change settles, which the rules themselves have tried; sums that share a
cell and are off by the same amount; three or more rows of a column that are off alike; an erratum that lost its finding
and the finding that stands there now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from yuebao.model.finding import EXTRA_ROW, MISSING_ROW, PRINTED, Finding, Status
from yuebao.model.suggestion import Assertion, Suggestion
from yuebao.model.table import HEADER, Cell
from yuebao.outcome.problem import Problem, cells_of
from yuebao.outcome.shared_sums import Sums


def problems(findings: Iterable[Finding], suggestions: Iterable[Suggestion] = ()) -> list[Problem]:
    """The findings of one or more months, grouped within each month, the most far-reaching problem first.

    The work grows with the number of findings and of the cells that they read, no faster.
    """
    months: dict[str, list[Finding]] = {}
    for finding in findings:
        months.setdefault(finding.month, []).append(finding)
    suggested: dict[str, list[Suggestion]] = defaultdict(list)
    for suggestion in suggestions:
        suggested[suggestion.month].append(suggestion)
    return [
        problem for month, found in months.items() for problem in _problems_of_month(found, suggested[month])
    ]


Groups = Mapping[Hashable, Sequence[int]]
"""The numbers of findings that have something in common, in their order."""


class _Sorting:
    """The findings of a month that are not in a problem yet, by their numbers, and the problems so far."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = findings
        self.left = dict.fromkeys(range(len(findings)))
        self.problems: list[tuple[int, Problem]] = []
        self.stale = _grouped(
            (_place(item), number) for number, item in enumerate(findings) if item.status is Status.STALE
        )

    def take(self, first: int, others: Iterable[int], suggestion: Suggestion | None = None) -> None:
        """Make a problem of a finding and others; nothing when it would stand alone."""
        members = [number for number in dict.fromkeys(others) if number in self.left and number != first]
        if first not in self.left or not (members or suggestion is not None):
            return
        for number in (first, *members):
            del self.left[number]
        members.sort(key=lambda number: self.findings[number].status is Status.UNDECIDED)
        found = tuple(self.findings[number] for number in (first, *members))
        self.problems.append((first, Problem(found, suggestion)))

    def left_by(self, cause: int) -> Sequence[int]:
        """The errata whose finding is now another one at the same place."""
        return self.stale.get(_place(self.findings[cause]), ())

    def all(self) -> list[Problem]:
        """Every problem, first what the document proves, then the most far-reaching; who is left is a problem alone."""
        alone = ((number, Problem((self.findings[number],))) for number in self.left)
        found = sorted(
            (*self.problems, *alone),
            key=lambda item: (
                item[1].cause is None and not _proven(item[1].findings[0]),
                -len(item[1].findings),
                item[0],
            ),
        )
        return [problem for _, problem in found]


def _problems_of_month(findings: Sequence[Finding], suggestions: Sequence[Suggestion]) -> list[Problem]:
    sorting = _Sorting(findings)
    _take_suggested(sorting, (each for each in suggestions if each.cause is not None))
    _take_unreadable(sorting)
    _take_printed(sorting)
    _take_suggested(sorting, (each for each in suggestions if each.cause is None))
    _take_sums(sorting)
    _take_rows(sorting)
    return sorting.all()


def _take_suggested(sorting: _Sorting, suggestions: Iterable[Suggestion]) -> None:
    """What each suggested change settles."""
    for suggestion in suggestions:
        settles = set(suggestion.settles)
        settled = [number for number in sorting.left if Assertion.of(sorting.findings[number]) in settles]
        if settled:
            sorting.take(_nearest(sorting.findings, settled, suggestion), settled, suggestion)


def _grouped(pairs: Iterable[tuple[Hashable, int]]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for key, number in pairs:
        groups.setdefault(key, []).append(number)
    return groups


def _place(finding: Finding) -> Hashable:
    return (finding.table, finding.row, finding.column)


def _take_unreadable(sorting: _Sorting) -> None:
    """What fails `structure`, with all that could not be decided, or no erratum be matched, because of it."""
    waiting = _grouped(
        (cell, number)
        for number, item in enumerate(sorting.findings)
        if item.status in (Status.UNDECIDED, Status.STALE)
        for cell in _waited_for(item)
    )
    for number, cause in enumerate(sorting.findings):
        if cause.rule == "structure":
            # Whoever waited for a cell is taken with its first cause: nobody is looked at twice.
            because = [other for cell in _spoiled(cause) for other in waiting.pop(cell, ())]
            sorting.take(number, sorted(because))


def _waited_for(item: Finding) -> Iterator[Hashable]:
    if item.table is None and not cells_of(item):
        yield item.file
    for cell in cells_of(item):
        yield cell.table if cell.row == HEADER and cell in item.evidence else cell


def _spoiled(cause: Finding) -> Iterator[Hashable]:
    """The cells that cannot be read, or the table or the masthead that cannot."""
    cells = cells_of(cause)
    yield from cells
    if cause.table is None and not cells:
        yield cause.file
    if not cells and cause.line in (None, 1):
        yield cause.table


def _proven(item: Finding) -> bool:
    """Whether the document itself says what is wrong."""
    return item.status is Status.OPEN and item.breach in (PRINTED, MISSING_ROW, EXTRA_ROW)


def _take_printed(sorting: _Sorting) -> None:
    """What the document prints otherwise, with the findings that read such a cell, or, where a row is lacking or too many,
    that look at several rows of its table."""
    reading: dict[Cell, list[int]] = {}
    wide: dict[str | None, list[int]] = {}
    causes = []
    for number in sorting.left:
        item = sorting.findings[number]
        if _proven(item):
            causes.append(number)
            continue
        cells = cells_of(item)
        for cell in cells:
            reading.setdefault(cell, []).append(number)
        if len({cell.row for cell in cells if cell.table == item.table}) != 1:
            wide.setdefault(item.table, []).append(number)
    for number in causes:
        cause = sorting.findings[number]
        because = [other for cell in cells_of(cause) for other in reading.pop(cell, ())]
        if cause.breach != PRINTED:
            because += wide.pop(cause.table, ())
        stale = [left for other in (number, *because) for left in sorting.left_by(other)]
        sorting.take(number, sorted({*because, *stale}))


def _nearest(findings: Sequence[Finding], members: Sequence[int], suggestion: Suggestion) -> int:
    """The finding about a changed cell, else the first that reads one."""
    changed = {change.cell for change in suggestion.changes}

    def distance(number: int) -> tuple[bool, bool]:
        item = findings[number]
        return item.cell not in changed, changed.isdisjoint(cells_of(item))

    return min(members, key=distance)


def _take_sums(sorting: _Sorting) -> None:
    """Sums that share a cell and are off by the same amount."""
    sums = Sums(sorting.findings, tuple(sorting.left))
    while alike := sums.best():
        members = [*alike, *sorting.left_by(alike[0])]
        taken = [number for number in dict.fromkeys(members) if number in sorting.left]
        sorting.take(alike[0], members)
        sums.take(taken)


def _take_rows(sorting: _Sorting) -> None:
    """Three or more rows of a column of which a rule says the same: after a lost row every running number is off by one.
    And each finding that stands where an erratum lost its own."""
    alike = _grouped(
        ((item.rule, item.table, item.column, item.difference), number)
        for number, item in enumerate(sorting.findings)
        if item.difference is not None and number in sorting.left
    )
    for number, item in enumerate(sorting.findings):
        if item.status is Status.OPEN and number in sorting.left:
            same = alike.pop((item.rule, item.table, item.column, item.difference), ())
            rows = [other for other in same if other in sorting.left]
            sorting.take(number, [*(rows if len(rows) > 2 else ()), *sorting.left_by(number)])
