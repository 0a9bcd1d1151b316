"""Entries for `errata.yaml`: everything about each open finding but what a person must say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import yaml

from yuebao.escaping.shown_text import visible
from yuebao.model.finding import Finding
from yuebao.outcome.errata import explainable
from yuebao.outcome.problem import Problem
from yuebao.reports.wording import head, suggested


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of a number that was published so."""

    category: str
    reason: str
    reviewer: str
    reviewed: date


def render(findings: Iterable[Finding], said: Said | None = None) -> str:
    """An entry for each finding that an erratum may explain, with what a person ``said``; without that, reason, reviewer and
    date of review are left empty, and the category is 待核 until a person decides.

    Nothing for what cannot be explained away.
    """
    return "".join(
        f"{line}\n" for finding in findings if explainable(finding) for line in _entry(finding, said)
    )


def render_slips(problems: Iterable[Problem]) -> str:
    """Comments that say what was left out because it looks like a slip of who typed the tables, and what was meant."""
    return "".join(f"# {visible(line)}\n" for problem in problems for line in _left_out(problem))


def _left_out(problem: Problem) -> Iterator[str]:
    first = head(problem)
    yield f"没有拟（像是录入时的笔误，请先对照原报告）：{first.where} {first.message}"
    yield from suggested(problem)


def _entry(finding: Finding, said: Said | None) -> Iterator[str]:
    yield f"# {visible(finding.message)}"
    yield f"- {_line('rule', finding.rule)}"
    yield f"  {_line('table', finding.table)}"
    for key, text in (
        ("row", finding.row),
        ("column", finding.column),
        ("published", finding.value),
        ("expected", finding.expected),
        ("break", finding.breach),
        ("against", finding.against),
    ):
        if text is not None:
            yield f"  {_line(key, text)}"
    if said is None:
        yield "  category: 待核"
        yield from ("  reason:", "  reviewer:", "  reviewed:")
        return
    for key, text in (("category", said.category), ("reason", said.reason), ("reviewer", said.reviewer)):
        yield f"  {_line(key, text)}"
    yield f"  reviewed: {said.reviewed.isoformat()}"


def _line(key: str, text: str | None) -> str:
    """`key: text`, quoted where YAML would read something else than the text."""
    return yaml.safe_dump({key: text or ""}, allow_unicode=True, width=10**6).strip()
