"""Workflow annotations for GitHub Actions, then the whole report for the log.

GitHub shows ten error annotations a step and drops the rest without a word: the ten problems with the most
consequences come first, and a line says how many more there are. How far the drafts are and what was not checked are notices,
of which it shows ten too; all stand in the report.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from yuebao.escaping.shown_text import visible
from yuebao.model.issue import DRAFT
from yuebao.outcome.causes import problems
from yuebao.outcome.outcome import Outcome
from yuebao.outcome.problem import Problem
from yuebao.reports import text_format
from yuebao.reports.wording import drafts, head, links

LIMIT: Final = 10


def render(outcome: Outcome) -> str:
    """Annotations, and the text report between marks that keep GitHub from reading commands in it."""
    found = sorted(
        problems(outcome.blocking, outcome.suggestions), key=lambda problem: -len(problem.findings)
    )
    lines = [_annotation(problem) for problem in found[:LIMIT]]
    if len(found) > LIMIT:
        lines.append(
            f"另有 {len(found) - LIMIT} 个问题没有标在文件旁（GitHub 每步只显示 {LIMIT} 个）；"
            "全部问题见下面的日志和任务摘要。"
        )
    notices = [(DRAFT, line) for line in drafts(outcome)]
    notices += [("没有核验的", notice) for found in outcome.notices.values() for notice in found]
    lines += [f"::notice title={title}::{_data(notice)}" for title, notice in notices[:LIMIT]]
    return "\n".join([*lines, *_quoted(text_format.render(outcome))]) + "\n"


def _quoted(text: str) -> Iterator[str]:
    """The mark is made from the text, so no text can contain its own."""
    mark = sha256(text.encode()).hexdigest()
    yield f"::stop-commands::{mark}"
    yield text.rstrip("\n")
    yield f"::{mark}::"


def _annotation(problem: Problem) -> str:
    first, linked = head(problem), links(problem)
    properties = {"file": first.file}
    if first.line is not None:
        properties["line"] = str(first.line)
    properties["title"] = first.label
    parts = [f"{first.where}　{first.message}", first.numbers, f"处理：{first.remedy}"]
    if linked:
        parts.append(f"{linked}。")
    stated = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::error {stated}::{'%0A'.join(_data(part) for part in parts if part)}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
