"""The outcome as a page that a browser shows and a printer prints, whole by itself: nothing is loaded from anywhere."""

from __future__ import annotations

from typing import Final

from yuebao.outcome.causes import problems
from yuebao.outcome.outcome import Outcome
from yuebao.reports.review_html import templates
from yuebao.reports.wording import conclusion, drafts, head, linked, silent, suggested

LIMIT: Final = 200
"""Problems that are shown."""
_END: Final = "</main>"


def render(outcome: Outcome) -> str:
    """How it ended, then one part a cause, the most far-reaching first, then what was not checked."""
    found = problems(outcome.blocking, outcome.suggestions)
    cards = [
        {"head": head(problem), "guess": [*suggested(problem)], "others": [*linked(problem)]}
        for problem in found[:LIMIT]
    ]
    return (
        templates()
        .get_template("outcome.j2")
        .render(
            conclusion=conclusion(outcome),
            drafts=[*drafts(outcome)],
            cards=cards,
            more=max(0, len(found) - LIMIT),
            silent=[*silent(outcome)],
            notices=[notice for each in outcome.notices.values() for notice in each],
        )
    )


def with_sections(page: str, sections: str) -> str:
    """The page with more parts at its end."""
    assert page.count(_END) == 1
    return page.replace(_END, f"{sections}{_END}")
