"""What all formats for people say alike: the status, the place and the numbers of a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from yuebao.model.finding import Finding, Status
from yuebao.settle.outcome import Outcome

STATUS: Final[Mapping[Status, str]] = {
    Status.OPEN: "待处理",
    Status.EXPLAINED: "已勘误",
    Status.STALE: "勘误失效",
    Status.UNDECIDED: "无法核验",
}


def place(finding: Finding) -> str:
    """`data/2020-07/x.csv:33 C33 行“合计” 列“东区”`; parts that do not apply are left out."""
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
    """`公布：2057　应为：392　相差：1665`; empty where the finding names no value."""
    if finding.value is None and finding.expected is None:
        return ""
    parts = [f"公布：{finding.value or '空白'}"]
    if finding.expected is not None:
        parts.append(f"应为：{finding.expected or '空白'}")
    if finding.difference:
        parts.append(f"相差：{finding.difference}")
    return "　".join(parts)


def conclusion(outcome: Outcome) -> str:
    """One sentence that says how it ended."""
    counts = {status: outcome.count(status) for status in Status}
    total = f"共 {len(outcome.months)} 个月，核验 {outcome.rules_evaluated} 项"
    if not outcome.blocking:
        return f"通过。{total}；{counts[Status.EXPLAINED]} 处与规则不符，均已勘误说明。"
    parts = "，".join(f"{STATUS[status]} {counts[status]}" for status in Status if counts[status])
    return f"未通过。{total}；{parts}。"
