"""Match errata with findings. An entry settles only the finding that it matches in full, and changes no value."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from yuebao.model.finding import DUPLICATE, Finding, Status, Tally
from yuebao.model.issue import Erratum
from yuebao.model.month import Month

UNEXPLAINABLE = ("structure", "personal-data", "erratum")
"""Rules whose findings no erratum settles, save that a report can have printed a row twice; nor does one settle an
undecided result."""

_REWRITE = "请删去这条勘误，或照现在的数字改写并重新审核。"
_WAIT = "请先改正读不出的格或表，再看这条勘误是否仍然相符。"


class _Place(NamedTuple):
    """Where a rule is broken."""

    rule: str
    table: str
    row: str | None
    column: str | None


class _Key(NamedTuple):
    """All that an entry and its finding have in common. A published blank may be written or left out; that a blank is
    expected must be written."""

    place: _Place
    published: str | None
    expected: str | None
    breach: str | None
    against: str | None


def settle(month: Month, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with those that an erratum explains marked, and a stale finding for each entry left over.

    An entry is used up by the finding that it settles: of two findings alike, one entry settles the first.
    """
    entries: dict[_Key, deque[int]] = {}
    for index, erratum in enumerate(month.errata):
        entries.setdefault(_key(erratum), deque()).append(index)
    settled = []
    for finding in findings:
        matching = entries.get(_finding_key(finding)) if explainable(finding) else None
        if matching:
            finding = replace(finding, status=Status.EXPLAINED, erratum=matching.popleft())
        settled.append(finding)
    found = _Found.of(settled)
    leftover = sorted(index for left in entries.values() for index in left)
    return (*settled, *(_stale(month, month.errata[index], found) for index in leftover))


def explainable(finding: Finding) -> bool:
    """Whether an erratum may explain the finding: it is open and its rule allows it."""
    return finding.status is Status.OPEN and _may_be_printed(finding.rule, finding.breach)


def _may_be_printed(rule: str, breach: str | None) -> bool:
    return rule not in UNEXPLAINABLE or (rule == "structure" and breach == DUPLICATE)


def retractable(finding: Finding) -> bool:
    """Whether the finding is an entry that is left over for good, and not one that waits for what cannot be read yet."""
    return finding.status is Status.STALE and finding.remedy == _REWRITE


def without_entries(
    findings: Iterable[Finding], entries: Iterable[Mapping[str, object]]
) -> tuple[list[Finding], int]:
    """The findings that an erratum may explain and that none of the ``entries``, as they stand in the file, is about; how
    many others are left open because their entry is not complete. One entry is about one finding."""
    written = Counter(_written_key(entry) for entry in entries)
    left: list[Finding] = []
    waiting = 0
    found = list(findings)
    for finding in found:
        if finding.status is Status.EXPLAINED:
            written[_finding_key(finding)] -= 1
    for finding in filter(explainable, found):
        key = _finding_key(finding)
        if written[key] > 0:
            written[key] -= 1
            waiting += 1
        else:
            left.append(finding)
    return left, waiting


def _written_key(entry: Mapping[str, object]) -> _Key:
    text = {key: str(value) for key, value in entry.items() if value is not None}
    place = _Place(
        text.get("rule", ""), text.get("table", ""), text.get("row") or None, text.get("column") or None
    )
    words = text.get("published") or None, text.get("expected")
    return _Key(place, *words, text.get("break") or None, text.get("against") or None)


def explained_tallies(tallies: Sequence[Tally], findings: Sequence[Finding]) -> tuple[Tally, ...]:
    """The tallies with the number of explained findings in each table."""
    counts = Counter(finding.table or "" for finding in findings if finding.status is Status.EXPLAINED)
    return tuple(tally._replace(explained=counts[tally.table]) for tally in tallies)


def _key(erratum: Erratum) -> _Key:
    place = _Place(erratum.rule, erratum.table, erratum.row or None, erratum.column or None)
    return _Key(place, erratum.published or None, erratum.expected, erratum.breach, erratum.against)


def _finding_key(finding: Finding) -> _Key:
    return _Key(_place(finding), finding.value or None, finding.expected, finding.breach, finding.against)


def _place(finding: Finding) -> _Place:
    return _Place(finding.rule, finding.table or "", finding.row or None, finding.column or None)


@dataclass(frozen=True, slots=True)
class _Found:
    """The settled findings by what an entry that was left over may have meant: those that are undecided by their places,
    the others by their keys, and one of them at each place, an open one if there is one."""

    undecided: Mapping[_Place, Sequence[Finding]]
    keys: Set[_Key]
    at: Mapping[_Place, Finding]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> _Found:
        undecided: dict[_Place, list[Finding]] = {}
        keys: set[_Key] = set()
        at: dict[_Place, Finding] = {}
        for finding in findings:
            place = _place(finding)
            if finding.status is Status.UNDECIDED:
                undecided.setdefault(place, []).append(finding)
                continue
            keys.add(_finding_key(finding))
            known = at.setdefault(place, finding)
            if known.status is not Status.OPEN and finding.status is Status.OPEN:
                at[place] = finding
        return cls(undecided, keys, at)


def _stale(month: Month, erratum: Erratum, found: _Found) -> Finding:
    where = " ".join(part for part in (erratum.table, erratum.row, erratum.column) if part)
    undecided = _undecided(erratum, found)
    reason = "所指的一项现在无法核验" if undecided else _reason(erratum, found)
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
        breach=erratum.breach,
        against=erratum.against,
        evidence=tuple(cell for finding in undecided for cell in finding.evidence),
    )


def _undecided(erratum: Erratum, found: _Found) -> list[Finding]:
    """What keeps the rule of the entry from being decided at its place, or in its table as a whole."""
    place = _key(erratum).place
    whole = place._replace(row=None, column=None)
    return [finding for at in dict.fromkeys((place, whole)) for finding in found.undecided.get(at, ())]


def _reason(erratum: Erratum, found: _Found) -> str:
    """What probably happened to the finding of an entry that matches none."""
    if not _may_be_printed(erratum.rule, erratum.breach):
        return "所指的规则不能用勘误说明"
    key = _key(erratum)
    if key in found.keys:
        return "与另一条勘误重复"
    now = found.at.get(key.place)
    if now is None:
        return "没有对应的问题：该处现在合乎规则，或行、列名称有误"
    said = _said(erratum.published, erratum.expected, erratum.breach, erratum.against)
    is_now = _said(now.value, now.expected, now.breach, now.against)
    return f"与现在的问题不符：勘误写{said}，现在是{is_now}"


def _said(published: str | None, expected: str | None, breach: str | None, against: str | None) -> str:
    """`公布 2057、应为 392`, with the keys of the entry that tell breaks apart as they stand in the file."""
    parts = [
        f"公布 {published or '空白'}",
        f"应为 {expected or '空白'}" if expected is not None else "没有应为的数",
    ]
    parts += [f"{name} {text}" for name, text in (("break", breach), ("against", against)) if text]
    return "、".join(parts)
