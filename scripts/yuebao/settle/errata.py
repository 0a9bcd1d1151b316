"""Match errata with findings. An entry settles only the finding that it matches in full, and changes no value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from yuebao.model.finding import Finding, Status, Tally
from yuebao.model.issue import Erratum
from yuebao.model.month import Month

UNEXPLAINABLE = ("structure", "personal-data", "erratum")
"""Rules whose findings no erratum settles; nor does one settle an undecided result."""

_REWRITE = "请删去这条勘误，或照现在的数字改写并重新审核。"
_WAIT = "请先改正读不出的格或表，再看这条勘误是否仍然相符。"

Key = tuple[str, str, str | None, str | None, str | None, str | None]


def settle(month: Month, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with those that an erratum explains marked, and a stale finding for each entry left over."""
    entries: dict[Key, int] = {}
    leftover = set(range(len(month.errata)))
    for index, erratum in enumerate(month.errata):
        entries.setdefault(_key(erratum), index)
    settled = []
    for finding in findings:
        match = entries.get(_finding_key(finding)) if explainable(finding) else None
        if match is None:
            settled.append(finding)
        else:
            leftover.discard(match)
            settled.append(replace(finding, status=Status.EXPLAINED, erratum=match))
    stale = [_stale(month, month.errata[index], findings) for index in sorted(leftover)]
    return (*settled, *stale)


def explainable(finding: Finding) -> bool:
    """Whether an erratum may explain the finding: it is open and its rule allows it."""
    return finding.status is Status.OPEN and finding.rule not in UNEXPLAINABLE


def explained_tallies(tallies: Sequence[Tally], findings: Sequence[Finding]) -> tuple[Tally, ...]:
    """The tallies with the number of explained findings in each table."""
    counts = Counter(finding.table or "" for finding in findings if finding.status is Status.EXPLAINED)
    return tuple(tally._replace(explained=counts[tally.table]) for tally in tallies)


def _key(erratum: Erratum) -> Key:
    blank = None
    return (
        erratum.rule,
        erratum.table,
        erratum.row or blank,
        erratum.column or blank,
        erratum.published or blank,
        erratum.expected or blank,
    )


def _finding_key(finding: Finding) -> Key:
    return (
        finding.rule,
        finding.table or "",
        finding.row or None,
        finding.column or None,
        finding.value or None,
        finding.expected or None,
    )


def _stale(month: Month, erratum: Erratum, findings: Sequence[Finding]) -> Finding:
    where = " ".join(part for part in (erratum.table, erratum.row, erratum.column) if part)
    undecided = _undecided(erratum, findings)
    reason = "所指的一项现在无法核验" if undecided else _reason(erratum, findings)
    return Finding(
        rule="erratum",
        status=Status.STALE,
        month=month.month,
        table=erratum.table or None,
        file=f"{month.folder}/errata.yaml",
        message=f"勘误（{erratum.rule} {where}）{reason}",
        remedy=_WAIT if undecided else _REWRITE,
        line=erratum.line,
        row=erratum.row or None,
        column=erratum.column or None,
        value=erratum.published,
        expected=erratum.expected,
        evidence=tuple(cell for finding in undecided for cell in finding.evidence),
    )


def _undecided(erratum: Erratum, findings: Sequence[Finding]) -> list[Finding]:
    """What keeps the rule of the entry from being decided at its place, or in its table as a whole."""
    place = (erratum.rule, erratum.table, erratum.row or None, erratum.column or None)
    whole = (erratum.rule, erratum.table, None, None)
    return [
        finding
        for finding in findings
        if finding.status is Status.UNDECIDED
        and (finding.rule, finding.table or "", finding.row or None, finding.column or None) in (place, whole)
    ]


def _reason(erratum: Erratum, findings: Sequence[Finding]) -> str:
    """What probably happened to the finding of an entry that matches none."""
    if erratum.rule in UNEXPLAINABLE:
        return "所指的规则不能用勘误说明"
    place = _key(erratum)[:4]
    now = next((finding for finding in findings if _finding_key(finding)[:4] == place), None)
    if now is None:
        return "没有对应的问题：该处现在合乎规则，或行、列名称有误"
    if _key(erratum) == _finding_key(now):
        return "与另一条勘误重复"
    return (
        f"与现在的问题不符：勘误写公布 {erratum.published or '空白'}、应为 {erratum.expected or '空白'}，"
        f"现在是公布 {now.value or '空白'}、应为 {now.expected or '空白'}"
    )
