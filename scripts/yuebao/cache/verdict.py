"""The verdict on a month as a JSON value, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from yuebao.model.finding import Finding, Status, Tally
from yuebao.model.suggestion import Assertion, Cause, Change, Place, Suggestion
from yuebao.model.table import Cell
from yuebao.outcome.outcome import MonthVerdict


def verdict_to_json(verdict: MonthVerdict) -> Any:
    """The verdict; its month is also the entry's name."""
    return {
        "findings": findings_to_json(verdict.findings),
        "tallies": verdict.tallies,
        "suggestions": [asdict(suggestion) for suggestion in verdict.suggestions],
        "notices": verdict.notices,
        "draft": verdict.draft,
        "barred": verdict.barred,
    }


def verdict_from_json(month: str, value: Any) -> MonthVerdict:
    """The verdict as it was."""
    tallies = tuple([_tally(item) for item in value["tallies"]])
    suggestions = tuple([_suggestion(item) for item in value["suggestions"]])
    notices = tuple(value["notices"])
    findings, barred = findings_from_json(value["findings"]), tuple(value["barred"])
    return MonthVerdict(month, findings, tallies, suggestions, notices, value["draft"], barred)


def _tally(value: Any) -> Tally:
    tally = Tally(*value)
    return tally._replace(rules=tuple(tally.rules), silent=tuple(tally.silent))


def _suggestion(value: Any) -> Suggestion:
    return Suggestion(
        month=value["month"],
        changes=_changes(value["changes"]),
        settles=tuple(Assertion(**item) for item in value["settles"]),
        others=tuple(_changes(item) for item in value["others"]),
        cause=None if value["cause"] is None else _cause(value["cause"]),
        printed=value["printed"],
    )


def _cause(value: Any) -> Cause:
    return Cause(value["message"], value["remedy"], Place(**value["place"]))


def _changes(value: Any) -> tuple[Change, ...]:
    return tuple(Change(**{**item, "cell": Cell(**item["cell"])}) for item in value)


def findings_to_json(findings: Iterable[Finding]) -> Any:
    """Every field of every finding, those that the public JSON leaves out included."""
    return [asdict(finding) for finding in findings]


def findings_from_json(value: Any) -> tuple[Finding, ...]:
    """The findings as they were."""
    return tuple(
        Finding(
            **{
                **fields,
                "status": Status(fields["status"]),
                "cell": None if fields["cell"] is None else Cell(**fields["cell"]),
                "evidence": tuple(Cell(**cell) for cell in fields["evidence"]),
            }
        )
        for fields in value
    )
