"""The outcome as JSON: the public interface for other programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from yuebao.escaping.json_text import json_text
from yuebao.model.finding import Finding, Status
from yuebao.outcome.outcome import Outcome
from yuebao.reports.wording import pending_in

FIELDS: Final[Mapping[str, str]] = {
    **{name: name for name in ("rule", "status")},
    "period": "month",
    **{name: name for name in ("table", "file", "line", "row", "column", "address")},
    "cell": "anchor",
    **{name: name for name in ("value", "expected", "difference")},
    "break": "breach",
    **{name: name for name in ("against", "message", "remedy")},
}
"""The keys of a finding, and what they are called inside the program."""


def render(outcome: Outcome) -> str:
    """The summary and every finding; text fields are null where they do not apply."""
    document = {"summary": summary(outcome), "findings": [record(finding) for finding in outcome.findings]}
    return json_text(document)


def summary(outcome: Outcome) -> dict[str, Any]:
    """The counts of the contract, the rules that asserted nothing, what was not checked and why, and of each draft what is
    left and how many findings are progress of it alone, which no status counts. Drafts are no issues yet."""
    return {
        "issues": len(outcome.months) - len(outcome.drafts),
        "drafts": len(outcome.drafts),
        "open": outcome.count(Status.OPEN),
        "explained": outcome.count(Status.EXPLAINED),
        "stale": outcome.count(Status.STALE),
        "undecided": outcome.count(Status.UNDECIDED),
        **{name: outcome.total(name) for name in ("passed", "failed", "inapplicable")},
        "rules_evaluated": outcome.rules_evaluated,
        "silent_rules": [
            {"period": period, "table": table or None, "rule": rule}
            for period, table, rule in outcome.silent_rules
        ],
        "left": [
            {"period": period, "message": left, "findings": pending_in(outcome, period)}
            for period, left in outcome.drafts.items()
        ],
        "notices": [
            {"period": period, "message": message}
            for period, messages in outcome.notices.items()
            for message in messages
        ],
    }


def record(finding: Finding) -> dict[str, Any]:
    """One finding in the keys of the contract. What belongs to no issue has a null there."""
    found = {name: getattr(finding, inside) for name, inside in FIELDS.items()}
    return found | {"period": finding.month or None, "cell": finding.anchor and f"#{finding.anchor}"}
