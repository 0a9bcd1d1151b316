"""JUnit XML: a suite for each issue, a case for each rule in each table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from yuebao.escaping.shown_text import visible
from yuebao.model.finding import COUNTS, Finding, Status, Tally
from yuebao.model.issue import DRAFT
from yuebao.model.period import order_of
from yuebao.outcome.outcome import Outcome
from yuebao.reports.wording import STATUS, drafts, numbers, place

Case = tuple[str, str]
"""A table (empty for the whole month) and a rule."""


def render(outcome: Outcome) -> str:
    """Open and stale findings fail their case; a case with undecided ones alone is an error. What errata explain
    passes; a rule that asserted nothing is skipped, and so is one of a draft that found something. How the assertions ended
    are properties of the suite. How far a draft is and what was not checked in a month are its output."""
    suites: dict[str, dict[Case, list[Finding]]] = {
        month: {(tally.table, rule): [] for tally in tallies for rule in tally.rules}
        for month, tallies in outcome.tallies.items()
    }
    for finding in outcome.blocking:
        cases = suites.setdefault(finding.month, {})
        cases.setdefault((finding.table or "", finding.rule), []).append(finding)
    skipped: dict[str, dict[Case, str]] = {}
    for month, table, rule in outcome.silent_rules:
        skipped.setdefault(month, {})[table, rule] = "没有核验任何一项"
    for finding in filter(outcome.pending.__contains__, outcome.findings):
        case = (finding.table or "", finding.rule)
        suites.setdefault(finding.month, {}).setdefault(case, [])
        skipped.setdefault(finding.month, {})[case] = f"{DRAFT}，其中的问题不计"
    told = dict(zip(outcome.drafts, ([line] for line in drafts(outcome)), strict=True))
    root = ET.Element("testsuites", name="yuebao validate")
    for month, cases in sorted(suites.items(), key=lambda suite: order_of(suite[0])):
        suite = _suite(month or "data", cases, skipped.get(month, {}))
        if month in outcome.tallies:
            suite.insert(0, _counts(outcome.tallies[month]))
        if lines := [*told.get(month, ()), *outcome.notices.get(month, ())]:
            ET.SubElement(suite, "system-out").text = "\n".join(map(visible, lines))
        root.append(suite)
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _counts(tallies: Sequence[Tally]) -> ET.Element:
    """How the assertions of a month ended; what errata explain is among the failed."""
    properties = ET.Element("properties")
    for name in COUNTS:
        value = str(sum(getattr(tally, name) for tally in tallies))
        ET.SubElement(properties, "property", name=name, value=value)
    return properties


def _suite(name: str, cases: dict[Case, list[Finding]], skipped: Mapping[Case, str]) -> ET.Element:
    suite = ET.Element("testsuite", name=visible(name))
    for (table, rule), findings in cases.items():
        about = visible(f"{name}.{table or 'month'}")
        case = ET.SubElement(suite, "testcase", classname=about, name=visible(rule))
        if findings:
            case.append(_failure(findings))
        elif (table, rule) in skipped:
            ET.SubElement(case, "skipped", message=skipped[table, rule])
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", str(len(suite.findall("testcase/error"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    return suite


def _failure(findings: list[Finding]) -> ET.Element:
    undecided = all(finding.status is Status.UNDECIDED for finding in findings)
    first = findings[0]
    element = ET.Element(
        "error" if undecided else "failure", message=visible(first.message), type=str(first.status)
    )
    element.text = "\n".join(visible(_line(finding)) for finding in findings)
    return element


def _line(finding: Finding) -> str:
    parts = (
        place(finding),
        f"[{STATUS[finding.status]}] {finding.message}",
        numbers(finding),
        finding.remedy,
    )
    return "　".join(part for part in parts if part)
