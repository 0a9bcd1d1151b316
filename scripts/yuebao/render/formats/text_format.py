"""The outcome as a clerk reads it in a terminal: the place first, then both numbers, then what to do.

Complete by itself: on hosts that show only the log, this is all that people see.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yuebao.model.finding import Finding, Status, Tally
from yuebao.settle.outcome import Outcome
from yuebao.settle.problems import Problem, problems

_STATUS = {
    Status.OPEN: "待处理",
    Status.EXPLAINED: "已勘误",
    Status.STALE: "勘误失效",
    Status.UNDECIDED: "无法核验",
}


def render(outcome: Outcome) -> str:
    """Problems with their consequences, then a summary for each table, then one line that says how it ended."""
    lines: list[str] = []
    for number, problem in enumerate(problems(outcome.blocking), 1):
        lines += [*_problem(number, problem), ""]
    lines += _summary(outcome)
    lines.append(_verdict(outcome))
    return "\n".join(lines) + "\n"


def place(finding: Finding) -> str:
    """`data/2020-07/x.csv:33 C33 行“合计” 列“东区”`; parts that do not apply are left out."""
    parts = [finding.file if finding.line is None else f"{finding.file}:{finding.line}"]
    if finding.address:
        parts.append(finding.address)
    if finding.row:
        parts.append(f"行“{_short(finding.row)}”")
    if finding.column:
        parts.append(f"列“{finding.column}”")
    return " ".join(parts)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _problem(number: int, problem: Problem) -> Iterator[str]:
    first, *others = problem.findings
    yield f"{number}. {place(first)}"
    yield f"   [{_STATUS[first.status]} {first.rule}] {first.message}"
    yield from _numbers(first)
    yield f"   处理：{first.remedy}"
    if others:
        yield f"   同一处数字还牵连 {len(others)} 项（改正后多会一并消失）："
        yield from (
            f"     - {place(other)} [{_STATUS[other.status]} {other.rule}] {other.message}"
            for other in others
        )


def _numbers(finding: Finding) -> Iterator[str]:
    if finding.value is None and finding.expected is None:
        return
    parts = [f"公布：{finding.value or '空白'}"]
    if finding.expected is not None:
        parts.append(f"应为：{finding.expected or '空白'}")
    if finding.difference:
        parts.append(f"相差：{finding.difference}")
    yield f"   {'　'.join(parts)}"


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


def _verdict(outcome: Outcome) -> str:
    counts = {status: outcome.count(status) for status in Status}
    total = f"共 {len(outcome.months)} 个月，核验 {outcome.rules_evaluated} 项"
    if not outcome.blocking:
        return f"通过。{total}；{counts[Status.EXPLAINED]} 处与规则不符，均已勘误说明。"
    parts = "，".join(f"{_STATUS[status]} {counts[status]}" for status in Status if counts[status])
    return f"未通过。{total}；{parts}。"
