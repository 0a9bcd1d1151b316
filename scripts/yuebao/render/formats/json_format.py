"""The outcome as JSON: the public interface for other programs."""

from __future__ import annotations

import json
from typing import Any

from yuebao.model.finding import Finding, Status
from yuebao.settle.outcome import Outcome

FIELDS = (
    *("rule", "status", "month", "table", "file", "line", "row", "column", "address"),
    *("value", "expected", "difference", "message", "remedy"),
)


def render(outcome: Outcome) -> str:
    """The summary and every finding; text fields are null where they do not apply."""
    document = {"summary": summary(outcome), "findings": [record(finding) for finding in outcome.findings]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def summary(outcome: Outcome) -> dict[str, int]:
    """The counts of the contract."""
    return {
        "months": len(outcome.months),
        "open": outcome.count(Status.OPEN),
        "explained": outcome.count(Status.EXPLAINED),
        "stale": outcome.count(Status.STALE),
        "undecided": outcome.count(Status.UNDECIDED),
        "rules_evaluated": outcome.rules_evaluated,
    }


def record(finding: Finding) -> dict[str, Any]:
    """One finding in the keys of the contract. What belongs to no month has a null there."""
    return {name: getattr(finding, name) for name in FIELDS} | {"month": finding.month or None}
