"""The outcome as a clerk reads it in a terminal: the place first, then both numbers, then what to do.

Complete by itself: on hosts that show only the log, this is all that people see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from yuebao.escaping.shown_text import lined
from yuebao.model.finding import Finding, Status, Tally
from yuebao.model.period import period
from yuebao.outcome.causes import problems
from yuebao.outcome.outcome import Outcome
from yuebao.outcome.problem import Problem
from yuebao.reports.columns import aligned
from yuebao.reports.wording import SILENT, STATUS, conclusion, drafts, head, place, silent, suggested

_HEADINGS: Final = ("核验", "通过", "不符", "已勘误", "无法核验", "不适用")
_UNDECIDED: Final = 5


def render(outcome: Outcome) -> str:
    """Problems with their consequences, then what was checked, then one line that says how it ended."""
    return lined(
        [*_drafts(outcome), *_problems(outcome), *_summary(outcome), *_notices(outcome), conclusion(outcome)]
    )


def render_problems(outcome: Outcome, limit: int) -> str:
    """The first problems, how many more there are, and how it ended: for a screen that many months would flood."""
    return lined([*_drafts(outcome), *_problems(outcome, limit), *_notices(outcome), conclusion(outcome)])


def _drafts(outcome: Outcome) -> Iterator[str]:
    """How far the issues are that are still being transcribed."""
    found = list(drafts(outcome))
    yield from (*found, "") if found else ()


def _notices(outcome: Outcome) -> Iterator[str]:
    """What was not checked, and why."""
    if outcome.notices:
        yield "没有核验的"
        yield from (f"  {notice}" for notices in outcome.notices.values() for notice in notices)
        yield ""


def _problems(outcome: Outcome, limit: int | None = None) -> Iterator[str]:
    found = problems(outcome.blocking, outcome.suggestions)
    for number, problem in enumerate(found[:limit], 1):
        yield from _problem(number, problem)
        yield ""
    if limit is not None and len(found) > limit:
        yield f"另有 {len(found) - limit} 个问题没有列出。"


def _problem(number: int, problem: Problem) -> Iterator[str]:
    first, others = head(problem), problem.others
    yield f"{number}. {first.where}"
    yield f"   [{first.label}] {first.message}"
    if first.numbers:
        yield f"   {first.numbers}"
    yield from (f"   {line}" for line in suggested(problem))
    yield f"   处理：{first.remedy}"
    if problem.cause is not None:
        yield f"   由此牵连 {len(others)} 项（改正后多会一并消失）："
        yield from _together(others)
    elif _in_a_row(problem):
        yield f"   同一列还有 {len(others)} 处同样的不符，多半出于同一原因：第 {_ranges(others)} 行"
    elif others:
        yield f"   {_link(problem)}"
        yield from _consequences(others)


def _in_a_row(problem: Problem) -> bool:
    """Whether one rule says the same of three or more rows of a column."""
    same = {(item.rule, item.file, item.column, item.difference) for item in problem.findings}
    return len(same) == 1 and len(problem.findings) > 2 and problem.suggestion is None


def _ranges(findings: Sequence[Finding]) -> str:
    """The lines, runs of them in short: `7–84、90`."""
    runs: list[list[int]] = []
    for line in sorted(finding.line or 0 for finding in findings):
        if runs and runs[-1][-1] == line - 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _link(problem: Problem) -> str:
    """What the first finding has to do with the others."""
    count = len(problem.findings) - 1
    if problem.findings[0].rule == "structure":
        return f"由此牵连 {count} 项（改正后会重新核验）："
    return f"同一处数字还牵连 {count} 项（改正后多会一并消失）："


def _consequences(findings: Sequence[Finding]) -> Iterator[str]:
    """Each broken rule; of what is undecided only so many, for it is decided anew once the cause is mended."""
    undecided = [finding for finding in findings if finding.status is Status.UNDECIDED]
    shown = undecided if len(undecided) <= _UNDECIDED + 1 else undecided[:_UNDECIDED]
    for finding in [*(item for item in findings if item.status is not Status.UNDECIDED), *shown]:
        yield f"     - {place(finding)} [{STATUS[finding.status]} {finding.rule}] {finding.message}"
    if len(undecided) > len(shown):
        rules = Counter(finding.rule for finding in undecided[len(shown) :])
        counts = "、".join(f"{rule} {count} 项" for rule, count in rules.items())
        yield f"     - 另有 {len(undecided) - len(shown)} 项因此无法核验：{counts}"


def _together(findings: Sequence[Finding]) -> Iterator[str]:
    """Each broken rule in each column: alone with its words, several with their lines."""
    groups: dict[tuple[str, str | None, str, str], list[Finding]] = {}
    for finding in findings:
        alone = finding.message if finding.line is None else ""
        groups.setdefault((finding.file, finding.column, finding.rule, alone), []).append(finding)
    for (file, column, rule, _), group in groups.items():
        if len(group) == 1:
            yield from _consequences(group)
        else:
            where = f"{file} 列“{column}”" if column else file
            yield f"     - {where} [{STATUS[group[0].status]} {rule}] {len(group)} 项：第 {_ranges(group)} 行"


def _summary(outcome: Outcome) -> Iterator[str]:
    """One month table by table; several months one under another, those in a row without a finding as one."""
    if not outcome.months:
        return
    rows: list[tuple[str, Sequence[Tally]]]
    if len(outcome.months) == 1:
        title, first = f"{outcome.months[0]} 各表核验情况", "表"
        rows = [(tally.table or "（整期）", (tally,)) for tally in outcome.tallies[outcome.months[0]]]
    else:
        title, first = "各期核验情况", "统计期"
        rows = [(_span(run), _tallies(outcome, run)) for run in _runs(outcome)]
    yield title
    cells = [(first, *_HEADINGS), *((name, *_counts(tallies)) for name, tallies in rows)]
    yield from (f"  {line}" for line in aligned(cells))
    found = list(silent(outcome))
    yield from (f"  {line}" for line in ([SILENT, *(f"  {line}" for line in found)] if found else []))
    yield ""


def _runs(outcome: Outcome) -> list[list[str]]:
    """The periods, those that follow one another in the calendar together while none of them has a finding."""
    runs: list[list[str]] = []
    clean = False
    for month in outcome.months:
        found = bool(outcome.of_month(month))
        if clean and not found and period(month).follows(period(runs[-1][-1])):
            runs[-1].append(month)
        else:
            runs.append([month])
        clean = not found
    return runs


def _span(months: Sequence[str]) -> str:
    return months[0] if len(months) == 1 else f"{months[0]} 至 {months[-1]}（{len(months)} 期）"


def _tallies(outcome: Outcome, months: Iterable[str]) -> tuple[Tally, ...]:
    return tuple(tally for month in months for tally in outcome.tallies[month])


def _counts(tallies: Sequence[Tally]) -> tuple[str, ...]:
    """Evaluated, passed, failed, explained, undecided, inapplicable; what errata explain counts as explained alone."""
    passed, failed, undecided, explained, inapplicable = (
        sum(getattr(tally, count) for tally in tallies)
        for count in ("passed", "failed", "undecided", "explained", "inapplicable")
    )
    evaluated = passed + failed + undecided
    return tuple(map(str, (evaluated, passed, failed - explained, explained, undecided, inapplicable)))
