"""The outcome as a clerk reads it in a terminal: the place first, then both numbers, then what to do.

Complete by itself: on hosts that show only the log, this is all that people see.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from yuebao.model.finding import Tally
from yuebao.render.formats.escaping import visible
from yuebao.render.formats.wording import STATUS, conclusion, numbers, place
from yuebao.settle.outcome import Outcome
from yuebao.settle.problems import Problem, problems


def render(outcome: Outcome) -> str:
    """Problems with their consequences, then a summary for each table, then one line that says how it ended."""
    return _text([*_problems(outcome), *_summary(outcome), conclusion(outcome)])


def render_problems(outcome: Outcome, limit: int) -> str:
    """The first problems, how many more there are, and how it ended: for a screen that many months would flood."""
    return _text([*_problems(outcome, limit), conclusion(outcome)])


def _text(lines: Iterable[str]) -> str:
    return "\n".join(visible(line) for line in lines) + "\n"


def _problems(outcome: Outcome, limit: int | None = None) -> Iterator[str]:
    found = problems(outcome.blocking)
    for number, problem in enumerate(found[:limit], 1):
        yield from _problem(number, problem)
        yield ""
    if limit is not None and len(found) > limit:
        yield f"另有 {len(found) - limit} 个问题没有列出。"


def _problem(number: int, problem: Problem) -> Iterator[str]:
    first, *others = problem.findings
    yield f"{number}. {place(first)}"
    yield f"   [{STATUS[first.status]} {first.rule}] {first.message}"
    if numbers(first):
        yield f"   {numbers(first)}"
    yield f"   处理：{first.remedy}"
    if others:
        yield f"   同一处数字还牵连 {len(others)} 项（改正后多会一并消失）："
        yield from (
            f"     - {place(other)} [{STATUS[other.status]} {other.rule}] {other.message}" for other in others
        )


def _summary(outcome: Outcome) -> Iterator[str]:
    months: dict[str, dict[str, list[Tally]]] = {month: {} for month in outcome.months}
    for tally in outcome.tallies:
        months[tally.month].setdefault(tally.table, []).append(tally)
    for month, tables in months.items():
        yield f"{month} 各表核验情况"
        for table, tallies in tables.items():
            yield f"  {table or '（整期）'}：{_counts(tallies)}"
        yield ""


def _counts(tallies: Sequence[Tally]) -> str:
    explained = sum(tally.explained for tally in tallies)
    failed = sum(tally.failed for tally in tallies) - explained
    evaluated = sum(tally.evaluated for tally in tallies)
    passed = sum(tally.passed for tally in tallies)
    undecided = sum(tally.undecided for tally in tallies)
    return f"核验 {evaluated} 项，通过 {passed}，不符 {failed}，已勘误 {explained}，无法核验 {undecided}"
