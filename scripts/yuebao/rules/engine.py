"""Run every rule of a month and turn the verdicts into findings and a tally."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial

from yuebao.model.finding import Finding, Status, Tally, by_table
from yuebao.model.month import Month
from yuebao.model.table import HEADER, Cell, Table
from yuebao.rules.ambiguous import Ambiguous
from yuebao.rules.registry import ISSUE_KINDS, TABLE_KINDS
from yuebao.rules.scope import Scope
from yuebao.rules.text_rules import hits_of, text_rules, unnumbered
from yuebao.rules.unpublished import Unpublished, frame
from yuebao.rules.verdict import INAPPLICABLE, PASSED, UNKNOWN, Break, Mark, Undecided, Verdict
from yuebao.schema.layout import Layout
from yuebao.schema.rule import Rule

_MEND = "请先改正这张表的格式问题，再重新核验。"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The findings of one month, before errata, and what the rules did in each table."""

    findings: tuple[Finding, ...]
    tallies: tuple[Tally, ...]


def check_month(month: Month, scope: Scope, ambiguous: Ambiguous | None = None) -> Verdicts:
    """Every rule of the issue's layout. Nothing stops at the first finding.

    A rule whose table or column is missing is undecided as a whole. What only misses what was not published, or is not yet
    transcribed, is inapplicable: no kind has to know of it. A table for which no rule ran is a finding. Who
    tries a part of the rules says which of them are ``ambiguous`` among all.
    """
    layout = scope.layout
    ambiguous = ambiguous or ambiguous_rules(layout)
    findings = list(month.problems)
    tallies = [_structure_tally(month, name) for name in layout.tables if name not in month.nothing]
    whole = {
        name for name, table in month.tables.items() if table.texts.keys() >= set(layout.tables[name].header)
    }
    for rule in layout.all_rules():
        if rule.kind not in TABLE_KINDS:
            continue
        unpublished = Unpublished.of(rule, month, scope)
        if unpublished.all:
            tallies.append(_tally(rule, 0, 0, 0, 1))
            continue
        if rule.table not in month.tables:
            tallies.append(Tally(rule.table, (rule.id,), 0, 0, 1))
            findings.append(_absent(month, rule, scope))
            continue
        found, tally = _run(rule, month, scope, whole, ambiguous, unpublished)
        findings += found
        tallies.append(tally)
    for rule in layout.rules:
        found, tally = _run_on_month(rule, month, scope)
        findings += found
        tallies.append(tally)
        for name in layout.tables if ISSUE_KINDS[rule.kind].in_table else ():
            found, tally = _run_in_table(replace(rule, table=name), month, scope)
            findings += found
            tallies.append(tally)
    findings += _unruled(month, layout)
    return Verdicts(tuple(unnumbered(findings, layout)), by_table(tallies))


def check_texts(month: Month, layout: Layout) -> Verdicts:
    """What holds for every text, whether its figures are published or not: no personal numbers, and what could not be
    read at all."""
    rules = text_rules(layout)
    found = [hits_of(rule, month.month, month.texts, month.asides) for rule in rules]
    findings = [*month.problems, *(finding for hits, _ in found for finding in hits)]
    return Verdicts(tuple(unnumbered(findings, layout)), by_table(tally for _, tally in found))


def _structure_tally(month: Month, table: str) -> Tally:
    failed = sum(1 for problem in month.problems if problem.table == table)
    return Tally(table, ("structure",), 0 if failed else 1, failed, 0)


def _absent(month: Month, rule: Rule, scope: Scope) -> Finding:
    return Finding(
        rule=rule.id,
        status=Status.UNDECIDED,
        month=month.month,
        table=rule.table,
        file=f"{month.folder}/{rule.table}.csv",
        message=f"《{scope.schemas[rule.table].title}》无法读取，这条规则无法核验",
        remedy=_MEND,
        evidence=(Cell(rule.table, HEADER, ""),),
    )


def _missing(rule: Rule, tables: Mapping[str, Table], scope: Scope) -> Undecided | None:
    """What keeps the rule from running: a table, a column that it names, or one that tells its rows apart."""
    if rule.other and rule.other not in tables:
        cells = (Cell(rule.other, HEADER, ""),)
        return Undecided(f"表 {rule.other} 无法读取，这条规则无法核验", evidence=cells)
    for table, column in (*rule.reads, *frame(rule.table, rule, scope), *frame(rule.other, rule, scope)):
        if not tables[table].has(column):
            cells = (Cell(table, HEADER, column),)
            return Undecided(f"表 {table} 缺少“{column}”一列，这条规则无法核验", evidence=cells)
    return None


def ambiguous_rules(layout: Layout) -> Ambiguous:
    """Where the rules of a layout need to say which of them they are."""
    rules = [rule for schema in layout.tables.values() for rule in schema.rules]
    return Ambiguous(rules, lambda rule: TABLE_KINDS[rule.kind].columns(rule.params))


def _run(
    rule: Rule,
    month: Month,
    scope: Scope,
    whole: Set[str],
    ambiguous: Ambiguous,
    unpublished: Unpublished,
) -> tuple[list[Finding], Tally]:
    """``whole`` are the tables in which no column is missing."""
    table = month.tables[rule.table]
    missing = None if rule.tables <= whole else _missing(rule, month.tables, scope)
    check = TABLE_KINDS[rule.kind].check
    verdicts: Iterable[Verdict] = [missing] if missing else check(rule.params, table, scope)
    passed = failed = undecided = inapplicable = 0
    findings: list[Finding] = []
    for verdict in verdicts:
        if verdict is PASSED:
            passed += 1
            continue
        if verdict is INAPPLICABLE or unpublished.needed(verdict):
            inapplicable += 1
            continue
        if isinstance(verdict, Break):
            failed += 1
            verdict = ambiguous.told(rule, verdict)
        else:
            undecided += 1
            if _unknown(verdict, month.tables):
                verdict = replace(verdict, remedy=UNKNOWN)
        findings.append(finding_of(rule, table, verdict))
    return findings, _tally(rule, passed, failed, undecided, inapplicable)


def _unknown(verdict: Undecided, tables: Mapping[str, Table]) -> bool:
    """Whether all that keeps the assertion from being decided is a figure that nobody knows."""
    places = [
        (tables[cell.table], (cell.row, cell.column)) for cell in verdict.evidence if cell.table in tables
    ]
    unread = [(table, place) for table, place in places if place in table.unreadable]
    return bool(unread) and all(place in table.unknown for table, place in unread)


def _tally(rule: Rule, passed: int, failed: int, undecided: int, inapplicable: int) -> Tally:
    """What one rule did; it was silent when it asserted nothing."""
    silent = () if passed or failed or undecided or inapplicable else (rule.id,)
    return Tally(rule.table, (rule.id,), passed, failed, undecided, 0, inapplicable, silent)


def finding_of(rule: Rule, table: Table, verdict: Break | Undecided) -> Finding:
    """What a rule of a table says, in the words of the public JSON."""
    row, column = verdict.row, verdict.column
    cell = None if row is None or column is None else Cell(table.name, row, column)
    broken = verdict if isinstance(verdict, Break) else None
    return Finding(
        rule=rule.id,
        status=Status.OPEN if broken else Status.UNDECIDED,
        month=table.month,
        table=table.name,
        file=table.file,
        message=verdict.message,
        remedy=verdict.remedy,
        line=None if row is None else table.lines[row],
        row=None if row is None else table.row_name(row),
        column=column,
        address=None if cell is None else table.address(cell.row, cell.column),
        value=broken.value if broken else None,
        expected=broken.expected if broken else None,
        difference=broken.difference if broken else None,
        breach=broken.breach if broken else None,
        against=broken.against if broken else None,
        cell=cell,
        evidence=verdict.evidence,
    )


def _run_on_month(rule: Rule, month: Month, scope: Scope) -> tuple[list[Finding], Tally]:
    check = ISSUE_KINDS[rule.kind].check
    if check is not None and month.draft and "" in month.left:
        return [], _tally(rule, 0, 0, 0, 1)
    if check is None:
        return hits_of(rule, month.month, month.texts, month.asides)
    return _told(rule, check(rule.params, scope), partial(_masthead_finding, rule, month))


def _run_in_table(rule: Rule, month: Month, scope: Scope) -> tuple[list[Finding], Tally]:
    """What a rule of the whole issue says of one table."""
    check = ISSUE_KINDS[rule.kind].in_table
    assert check is not None
    table = month.tables.get(rule.table)
    if table is None:
        if rule.table in month.nothing:
            return [], _tally(rule, 0, 0, 0, 1)
        return [_absent(month, rule, scope)], _tally(rule, 0, 0, 1, 0)
    return _told(rule, check(rule.params, table, scope), partial(finding_of, rule, table))


def _told(
    rule: Rule, said: Iterable[Verdict], finding: Callable[[Break | Undecided], Finding]
) -> tuple[list[Finding], Tally]:
    """The findings and the tally of a rule about the whole issue."""
    verdicts = list(said)
    found = [finding(verdict) for verdict in verdicts if not isinstance(verdict, Mark)]
    failed = sum(isinstance(verdict, Break) for verdict in verdicts)
    passed, inapplicable = verdicts.count(PASSED), verdicts.count(INAPPLICABLE)
    return found, _tally(rule, passed, failed, len(found) - failed, inapplicable)


def notices(layout: Layout, scope: Scope) -> Iterator[str]:
    """What of the issue the rules about it could not look at."""
    for rule in layout.rules:
        told = ISSUE_KINDS[rule.kind].notices
        yield from () if told is None else told(rule.params, scope)


def _masthead_finding(rule: Rule, month: Month, verdict: Break | Undecided) -> Finding:
    broken = verdict if isinstance(verdict, Break) else None
    return Finding(
        rule=rule.id,
        status=Status.OPEN if broken else Status.UNDECIDED,
        month=month.month,
        table=None,
        file=f"{month.folder}/issue.yaml",
        message=verdict.message,
        remedy=verdict.remedy,
        column=verdict.column,
        value=broken.value if broken else None,
        expected=broken.expected if broken else None,
        breach=broken.breach if broken else None,
        against=broken.against if broken else None,
    )


def _unruled(month: Month, layout: Layout) -> Iterator[Finding]:
    for name, table in month.tables.items():
        if not layout.tables[name].rules:
            yield Finding(
                rule="structure",
                status=Status.OPEN,
                month=month.month,
                table=name,
                file=table.file,
                message=f"没有一条规则在 {month.month} 适用于这张表，其中的数字未经核验",
                remedy=f"请在 schemas/{name}.yaml 中为这个月份声明规则。",
            )
