"""A number that breaks a rule and was published so, explained by an erratum; and what was said of the like before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from yuebao.load.clock import latest_day
from yuebao.load.errata import CATEGORIES
from yuebao.model.fault import Unready, UsageError
from yuebao.model.finding import Finding
from yuebao.model.issue import Erratum
from yuebao.outcome.errata import explainable, retractable
from yuebao.reports.errata_draft import Said, render
from yuebao.workflows.draft_errata import add_errata, remove_errata
from yuebao.workflows.judge import Standing


def explain(standing: Standing, month: str, findings: Sequence[Finding], said: Said) -> None:
    """Add an erratum for each of the findings. Raises `Unready` for what says nothing, or a finding that no erratum settles,
    `UsageError` for a category that there is not."""
    if said.category not in CATEGORIES:
        raise UsageError(f"类别写作 {'、'.join(CATEGORIES)}，现为“{said.category}”")
    for what, text in (("原因", said.reason), ("审核人", said.reviewer)):
        if not text.strip():
            raise Unready(f"{what}不能为空")
    if not all(map(explainable, findings)):
        raise Unready("这一处不能用勘误说明，只能改正")
    add_errata(standing.root, month, render(findings, said))


def retract(standing: Standing, month: str, findings: Sequence[Finding]) -> None:
    """Take out the errata that are left over without a finding of theirs. Raises `Unready` for any other finding."""
    if not findings or not all(map(retractable, findings)):
        raise Unready("这一处不是多余的勘误，没有删去")
    remove_errata(standing.root, month, {each.line for each in findings if each.line is not None})


def said_now(category: str, reason: str, reviewer: str, day: date | None = None) -> Said:
    """What is said today."""
    return Said(category, reason.strip(), reviewer.strip(), day or min(date.today(), latest_day()))


def said_before(finding: Finding, known: Iterable[Erratum]) -> Erratum | None:
    """Of the errata of another issue the one about the like: the same rule, table and column, best in the same row."""
    alike = [
        each
        for each in known
        if (each.rule, each.table, each.column or "")
        == (finding.rule, finding.table or "", finding.column or "")
    ]
    return next((each for each in alike if each.row == finding.row), alike[0] if alike else None)
