"""The outcome for a merge request's comment or a job's summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from yuebao.escaping.shown_text import markdown
from yuebao.outcome.causes import problems
from yuebao.outcome.outcome import Outcome
from yuebao.outcome.problem import Problem
from yuebao.reports.wording import SILENT, conclusion, drafts, head, links, silent

LIMIT: Final = 100
"""Problems in the table: a comment may have 65,536 characters on GitHub."""


def render(outcome: Outcome) -> str:
    """How it ended, then one row a problem, the most far-reaching first."""
    found = problems(outcome.blocking, outcome.suggestions)
    lines = ["## 月报核验", "", f"**{markdown(conclusion(outcome))}**", ""]
    lines += [*(f"{markdown(line)}  " for line in drafts(outcome)), *([""] if outcome.drafts else [])]
    if found:
        lines += _table(found[:LIMIT])
    if len(found) > LIMIT:
        lines += ["", f"另有 {len(found) - LIMIT} 个问题没有列出，全部见运行日志。"]
    quiet = list(silent(outcome))
    if quiet:
        lines += ["", markdown(SILENT), "", *(f"- {markdown(line)}" for line in quiet[:LIMIT])]
    if outcome.notices:
        lines += [
            "",
            "没有核验的：",
            "",
            *(f"- {markdown(notice)}" for each in outcome.notices.values() for notice in each),
        ]
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(found: Sequence[Problem]) -> Iterator[str]:
    yield "| 位置 | 规则 | 公布 | 应为 | 相差 | 说明 | 处理 |"
    yield "| --- | --- | ---: | ---: | ---: | --- | --- |"
    for problem in found:
        said, linked = head(problem), links(problem)
        message = f"{said.message}（{linked}）" if linked else said.message
        numbers = _numbers(problem)
        cells = (said.where, said.label, *numbers, message, said.remedy)
        yield f"| {' | '.join(markdown(cell) for cell in cells)} |"


def _numbers(problem: Problem) -> tuple[str, str, str]:
    """Published, expected, difference; none where not one cell alone is meant."""
    if problem.cause is not None:
        return ("", "", "")
    first = problem.findings[0]
    expected = "" if first.expected is None else first.expected or "空白"
    value = "空白" if first.value is None and first.expected is not None else first.value or ""
    return (value, expected, first.difference or "")
