"""SARIF 2.1.0, as code scanning services read it."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from yuebao import __version__
from yuebao.escaping.json_text import json_text
from yuebao.escaping.shown_text import visible
from yuebao.model.finding import COUNTS, Finding, Status
from yuebao.outcome.outcome import Outcome
from yuebao.reports.fingerprint import fingerprinted
from yuebao.reports.wording import drafts, numbers

_PROPERTIES: Final = {
    "period": "month",
    **{name: name for name in ("table", "row", "column", "address", "value", "expected", "difference")},
    "break": "breach",
    "against": "against",
}


def render(outcome: Outcome) -> str:
    """Every finding; what errata explain is there as a suppressed note, what is found in a draft as a note, for it blocks
    nothing."""
    ran = {rule for tallies in outcome.tallies.values() for tally in tallies for rule in tally.rules}
    rules = sorted(ran | {finding.rule for finding in outcome.findings})
    run = {
        "tool": {
            "driver": {
                "name": "yuebao",
                "version": __version__,
                "language": "zh-CN",
                "rules": [{"id": visible(rule)} for rule in rules],
            }
        },
        "columnKind": "utf16CodeUnits",
        "properties": {name: outcome.total(name) for name in COUNTS},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notifications(outcome)}],
        "results": [
            _result(finding, mark, rules.index(finding.rule), finding in outcome.pending)
            for finding, mark in fingerprinted(outcome.findings)
        ],
    }
    document = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json_text(document)


def _notifications(outcome: Outcome) -> list[dict[str, Any]]:
    """How far each draft is; what was not checked and why."""
    notices = [*zip(outcome.drafts, drafts(outcome), strict=True)]
    notices += [(period, notice) for period, found in outcome.notices.items() for notice in found]
    return [
        {"level": "note", "message": {"text": visible(notice)}, "properties": {"period": period}}
        for period, notice in notices
    ]


def _result(finding: Finding, fingerprint: str, index: int, pending: bool) -> dict[str, Any]:
    explained = finding.status is Status.EXPLAINED
    parts = (finding.message, numbers(finding), f"处理：{finding.remedy}")
    location: dict[str, Any] = {
        "artifactLocation": {"uri": quote(finding.file, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}
    }
    if finding.line is not None:
        location["region"] = {"startLine": finding.line}
    properties = {name: getattr(finding, inside) for name, inside in _PROPERTIES.items()}
    result: dict[str, Any] = {
        "ruleId": visible(finding.rule),
        "ruleIndex": index,
        "level": "note" if explained or pending else "error",
        "message": {"text": visible("；".join(part for part in parts if part))},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"yuebao/v1": fingerprint},
        "properties": {"status": str(finding.status)}
        | ({"draft": True} if pending else {})
        | {name: visible(value) for name, value in properties.items() if value is not None},
    }
    if explained:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": "errata.yaml 已说明"}
        ]
    return result
