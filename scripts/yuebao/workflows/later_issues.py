"""What later issues say because an earlier one was corrected: the year to date goes on from issue to issue, and the same period
of the next year is compared with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from yuebao.fill.again import again, with_cells
from yuebao.model.finding import Finding, Status
from yuebao.model.month import Month
from yuebao.model.period import order_of, year_before
from yuebao.model.table import Cell, Table
from yuebao.outcome.outcome import MonthVerdict
from yuebao.rules.registry import accumulating
from yuebao.rules.scope import Scope
from yuebao.schema.layout import Layout
from yuebao.workflows.judge import Standing, judge_month, printed_scope


def later_findings(standing: Standing, was: Month, made: Month) -> tuple[Finding, ...]:
    """What is found in published issues after one that becomes ``made`` and is not found there now, in their order.

    Each is judged as if those before it had followed: what the next one should state of the year to date goes on into the one
    after it. They are issues of their own, to be corrected by their publisher: nothing in them is changed.
    """
    found: list[Finding] = []
    before, now = was, made
    corrected: dict[str, Month] = {made.month: made}
    for name in standing.months:
        if order_of(name) <= order_of(made.month) or (read := standing.reader.read(name)).gap:
            continue
        if now is not before or year_before(name, standing.months) in corrected:
            aside = replace(standing, instead=corrected)
            new = _new(judge_month(standing, read, before), judge_month(aside, read, now))
            found += new
            followed = _following(aside, read, now, new)
            if followed is not read:
                corrected = {**corrected, name: followed}
            before, now = read, followed
        else:
            before = now = read
    return tuple(found)


def _new(before: MonthVerdict, now: MonthVerdict) -> list[Finding]:
    known = set(map(_said, before.findings))
    return [each for each in now.findings if each.status is not Status.EXPLAINED and _said(each) not in known]


def _said(finding: Finding) -> tuple[str | None, ...]:
    return finding.rule, finding.table, finding.row, finding.column, finding.message


def _following(standing: Standing, read: Month, before: Month, new: Iterable[Finding]) -> Month:
    """The issue as it would be, had it followed: what it should state of the year to date, and what follows from that."""
    scope = printed_scope(standing, read, before)
    cells = {
        each.cell: each.expected
        for each in new
        if each.cell is not None and each.expected is not None and _accumulates(scope.layout, each)
    }
    if not cells:
        return read
    return replace(read, tables=_with(scope, cells))


def _with(scope: Scope, cells: Mapping[Cell, str]) -> Mapping[str, Table]:
    return again(replace(scope, tables=with_cells(scope, cells)), cells, ()).tables


def _accumulates(layout: Layout, finding: Finding) -> bool:
    """Whether the finding says what the year to date should be."""
    schema = layout.tables.get(finding.table or "")
    rules = () if schema is None else schema.rules
    return accumulating(rule for rule in rules if rule.id == finding.rule)
