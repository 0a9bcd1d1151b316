"""Texts from outside the archive, without the personal numbers that they may hold."""

from __future__ import annotations

from yuebao.model.finding import Finding, Status
from yuebao.rules.text_rules import masked, text_rules
from yuebao.schema.layout import Layout


def text_without_numbers(text: str, layout: Layout) -> str:
    """A text as it may be kept and shown: the middle of every personal number masked."""
    return masked(Finding("", Status.OPEN, "", None, "", text, ""), text_rules(layout)).message


def lines_without_numbers(text: str, layout: Layout) -> str:
    """The same line by line: a number never goes on over a line end of a report."""
    return "".join(text_without_numbers(line, layout) for line in text.splitlines(keepends=True))
