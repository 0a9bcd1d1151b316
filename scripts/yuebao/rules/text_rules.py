"""Rules about every text, whatever it holds: what should not stand in it, and findings that repeat none of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from yuebao.model.finding import Finding, Status, Tally
from yuebao.model.month import Aside
from yuebao.rules.kind import Hit
from yuebao.rules.registry import ISSUE_KINDS
from yuebao.schema.layout import Layout
from yuebao.schema.rule import Rule


def check_standing(
    findings: Sequence[Finding], texts: Mapping[str, str], asides: Sequence[Aside], layout: Layout
) -> Sequence[Finding]:
    """What was found in what belongs to every month, with the personal numbers in it."""
    rules = text_rules(layout)
    numbers = [finding for rule in rules for finding in hits_of(rule, "", texts, asides)[0]]
    return unnumbered([*findings, *numbers], layout)


def text_rules(layout: Layout) -> list[Rule]:
    """The rules of a layout that are about texts."""
    return [rule for rule in layout.rules if ISSUE_KINDS[rule.kind].hits is not None]


def unnumbered(findings: Sequence[Finding], layout: Layout) -> Sequence[Finding]:
    """The findings as they may be shown: where one is about a personal number, no other repeats it."""
    rules = text_rules(layout)
    if not {rule.id for rule in rules} & {finding.rule for finding in findings}:
        return findings
    return [masked(finding, rules) for finding in findings]


def masked(finding: Finding, rules: Iterable[Rule]) -> Finding:
    """The finding with all that these rules about texts find in it masked."""
    for rule in rules:
        mask = ISSUE_KINDS[rule.kind].masked
        assert mask is not None
        finding = mask(rule.params, finding)
    return finding


def hits_of(
    rule: Rule, month: str, texts: Mapping[str, str], asides: Sequence[Aside]
) -> tuple[list[Finding], Tally]:
    """Each file is one assertion, and so is each text beside the files in which something was found."""
    find = ISSUE_KINDS[rule.kind].hits
    assert find is not None
    found: list[Finding] = []
    clean = 0
    for file, text in texts.items():
        hits = list(find(rule.params, text, file))
        clean += not hits
        found += [_hit_finding(rule, month, file, hit) for hit in hits]
    for aside in asides:
        for hit in find(rule.params, aside.text, ""):
            said = f"{aside.what}里{_message(hit)}"
            found.append(
                replace(_hit_finding(rule, month, aside.file, hit), line=None, table=None, message=said)
            )
    return found, Tally(rule.table, (rule.id,), clean, len(found), 0)


def _message(hit: Hit) -> str:
    return f"疑似{hit.name}号码：{hit.masked}（此处已隐去中间各位）"


def _hit_finding(rule: Rule, month: str, file: str, hit: Hit) -> Finding:
    return Finding(
        rule=rule.id,
        status=Status.OPEN,
        month=month,
        table=file.rpartition("/")[2].removesuffix(".csv") if month and file.endswith(".csv") else None,
        file=file,
        message=_message(hit),
        remedy="请删去或隐去该号码；它若已提交，历史记录也要清除。这一项不能用勘误说明。",
        line=hit.line,
        value=hit.masked,
    )
