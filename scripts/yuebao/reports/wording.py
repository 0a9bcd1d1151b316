"""What all formats for people say alike: the status, the place and the numbers of a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from yuebao.model.finding import EXTRA_ROW, MISSING_ROW, PRINTED, Finding, Status
from yuebao.model.issue import DRAFT
from yuebao.model.suggestion import Change, Place
from yuebao.outcome.outcome import Outcome
from yuebao.outcome.problem import Problem

STATUS: Final[Mapping[Status, str]] = {
    Status.OPEN: "待处理",
    Status.EXPLAINED: "已勘误",
    Status.STALE: "勘误失效",
    Status.UNDECIDED: "无法核验",
}


CAUSE: Final = "一处原因"
"""What a problem is called of which one slip in a whole row or column is told."""
SILENT: Final = "以下规则没有核验任何一项（表里没有它所说的行或事项）："
_GUESS: Final = "这只是推算，程序不会改动数字，请以原报告为准。"
_PRINTED: Final = "原件也是这样印的，多半错在原报告：公布的数字照原文，请在 errata.yaml 中说明。"


@dataclass(frozen=True, slots=True)
class Head:
    """What is said first of a problem: the file and line, the place in words, under which name, what is wrong, both
    numbers where there are two, and what to do."""

    file: str
    line: int | None
    where: str
    label: str
    message: str
    numbers: str
    remedy: str


def head(problem: Problem) -> Head:
    """The one thing that happened where it is told, else the first finding."""
    first, cause = problem.findings[0], problem.cause
    if cause is None:
        label = f"{STATUS[first.status]} {first.rule}"
        return Head(first.file, first.line, place(first), label, first.message, numbers(first), first.remedy)
    return Head(
        cause.place.file, cause.place.line, place(cause.place), CAUSE, cause.message, "", cause.remedy
    )


def links(problem: Problem) -> str:
    """How many findings go with what is said first; empty where none does."""
    count = len(problem.others)
    if problem.cause is not None:
        return f"由此牵连 {count} 项"
    return f"同一处数字还牵连 {count} 项" if count else ""


def linked(problem: Problem) -> Iterator[str]:
    """Each of those findings: where it is, and what is wrong."""
    yield from (f"{place(each)}：{each.message}" for each in problem.others)


def place(finding: Finding | Place) -> str:
    """`data/2020-07/x.csv:33 C33 行“合计” 列“件数”`; parts that do not apply are left out."""
    parts = [finding.file if finding.line is None else f"{finding.file}:{finding.line}"]
    if finding.address:
        parts.append(finding.address)
    if finding.row:
        parts.append(f"行“{short(finding.row)}”")
    if finding.column:
        parts.append(f"列“{finding.column}”")
    return " ".join(parts)


def short(text: str) -> str:
    """The text, cut to forty characters."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def numbers(finding: Finding) -> str:
    """`公布：2057　应为：392　相差：1665`; `表里：12　原件：21` where the document says so; empty where the finding names no
    value, and where its words name a whole row."""
    if (finding.value is None and finding.expected is None) or finding.breach in (MISSING_ROW, EXTRA_ROW):
        return ""
    if finding.breach == PRINTED:
        return f"表里：{finding.value or '空白'}　原件：{finding.expected or '空白'}"
    parts = [f"公布：{finding.value or '空白'}"]
    if finding.expected is not None:
        parts.append(f"应为：{finding.expected or '空白'}")
    if finding.difference:
        parts.append(f"相差：{finding.difference}")
    return "　".join(parts)


def suggested(problem: Problem) -> Iterator[str]:
    """Where the error probably is, and why; nothing where nobody can tell."""
    suggestion = problem.suggestion
    if suggestion is None:
        return
    then = _PRINTED if suggestion.printed else _GUESS
    if problem.cause is not None:
        if suggestion.changes:
            yield f"推测：这样改，所牵连的各项同时消失。{then}"
            yield from _changes(suggestion.changes)
        return
    first, count = problem.findings[0], len(suggestion.settles)
    settles = f"这 {count} 项不符同时消失" if count > 1 else "这项不符消失"
    own = [change for change in suggestion.changes if change.cell == first.cell]
    if own and len(suggestion.changes) == 1 and not suggestion.others:
        why = f"（{own[0].slip}）" if own[0].slip else ""
        yield f"推测：这一格改为 {own[0].suggested or '空白'}{why}，{settles}，也不引起新的不符。{then}"
        return
    yield f"推测：下面的改动能使{settles}，也不引起新的不符。{then}"
    yield from _changes(suggestion.changes)
    for changes in suggestion.others:
        yield "或者："
        yield from _changes(changes)


def _changes(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        where = " ".join(part for part in (f"{change.file}:{change.line}", change.address) if part)
        row = f"行“{short(change.row)}” " if change.row else ""
        why = f"（{change.slip}）" if change.slip else ""
        figures = f"{change.published or '空白'} → {change.suggested or '空白'}"
        yield f"  {where} {row}列“{change.column}”：{figures}{why}"


def silent(outcome: Outcome) -> Iterator[str]:
    """Each rule that had nothing to assert, which else would look like one that ran, with its periods."""
    periods: dict[tuple[str, str], list[str]] = {}
    for period, table, rule in outcome.silent_rules:
        periods.setdefault((table, rule), []).append(period)
    for (table, rule), found in periods.items():
        span = found[0] if len(found) == 1 else f"{found[0]} 等 {len(found)} 期"
        yield f"{table or '（整期）'} {rule}（{span}）"


def drafts(outcome: Outcome) -> Iterator[str]:
    """`整理中 2020-08：还差 22 格：…`, and how much was found in it, which is listed only where it was named."""
    for month, left in outcome.drafts.items():
        count = pending_in(outcome, month)
        more = f"；另有 {count} 处问题，见 yuebao validate {month}" if count else ""
        yield f"{DRAFT} {month}：{left}{more}"


def pending_in(outcome: Outcome, month: str) -> int:
    """How many findings of a draft are progress alone."""
    return sum(finding in outcome.pending for finding in outcome.of_month(month))


def _well(outcome: Outcome, explained: int) -> Iterator[str]:
    """What holds where nothing blocks: of the published issues, then of the drafts."""
    if explained:
        yield f"{explained} 处与规则不符，均已勘误说明"
    elif not outcome.pending:
        yield "各数均合乎规则"
    elif len(outcome.months) > len(outcome.drafts):
        yield "公布的各期各数均合乎规则"
    if outcome.pending:
        yield f"{DRAFT}的有 {len(outcome.pending)} 处问题，不挡公布"


def conclusion(outcome: Outcome) -> str:
    """One sentence that says how it ended."""
    settled = (each for each in outcome.findings if each.status is Status.EXPLAINED)
    counts = Counter(each.status for each in (*settled, *outcome.blocking))
    drafts = f"（其中{DRAFT} {len(outcome.drafts)} 期）" if outcome.drafts else ""
    total = f"共 {len(outcome.months)} 期{drafts}，核验 {outcome.rules_evaluated} 项"
    if not outcome.blocking and not outcome.months:
        return "通过。没有要核验的月报。"
    if outcome.total("inapplicable"):
        total += f"，另有 {outcome.total('inapplicable')} 项不适用"
    if not outcome.blocking:
        return f"通过。{total}；{'；'.join(_well(outcome, counts[Status.EXPLAINED]))}。"
    parts = "，".join(f"{STATUS[status]} {counts[status]}" for status in Status if counts[status])
    return f"未通过。{total}；{parts}。"
