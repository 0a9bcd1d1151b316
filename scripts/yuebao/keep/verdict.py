"""The verdict on a month as a JSON value, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from yuebao.model.finding import Finding, Status, Tally
from yuebao.model.table import Cell
from yuebao.settle.outcome import MonthVerdict


def verdict_to_json(verdict: MonthVerdict) -> Any:
    """The verdict; its month is also the entry's name."""
    return {"findings": findings_to_json(verdict.findings), "tallies": verdict.tallies}


def verdict_from_json(month: str, value: Any) -> MonthVerdict:
    """The verdict as it was."""
    tallies = tuple(map(Tally._make, value["tallies"]))
    return MonthVerdict(month, findings_from_json(value["findings"]), tallies)


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
