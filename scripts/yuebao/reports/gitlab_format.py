"""GitLab Code Quality: a JSON list in the fields that GitLab documents as read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from yuebao.escaping.json_text import json_text
from yuebao.escaping.shown_text import visible
from yuebao.model.finding import Finding, Status
from yuebao.outcome.outcome import Outcome
from yuebao.reports.fingerprint import fingerprinted
from yuebao.reports.wording import numbers

_SEVERITY: Final[Mapping[Status, str]] = {
    Status.OPEN: "critical",
    Status.STALE: "major",
    Status.UNDECIDED: "major",
}


def render(outcome: Outcome) -> str:
    """Everything that blocks. A finding about a whole file stands at its first line."""
    entries = [_entry(finding, mark) for finding, mark in fingerprinted(outcome.blocking)]
    return json_text(entries)


def _entry(finding: Finding, fingerprint: str) -> dict[str, Any]:
    parts = (finding.message, numbers(finding), f"处理：{finding.remedy}")
    return {
        "description": visible("；".join(part for part in parts if part)),
        "check_name": visible(finding.rule),
        "fingerprint": fingerprint,
        "severity": _SEVERITY[finding.status],
        "location": {"path": visible(finding.file), "lines": {"begin": finding.line or 1}},
    }
