"""审核: what an issue says, on a page that can be printed, and what the reviewer decides of it."""

from __future__ import annotations

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from yuebao.desk.bench import Bench
from yuebao.desk.pages import page
from yuebao.load.folder import require_months
from yuebao.model.approval import VERDICTS
from yuebao.model.period import title_of
from yuebao.reports.review_html import render
from yuebao.review.digest import digest, in_force
from yuebao.workflows.issue_file import publish
from yuebao.workflows.issue_states import TO_PUBLISH, IssueState, state_of
from yuebao.workflows.review_changes import read_review
from yuebao.workflows.review_issue import decide


def show(bench: Bench, request: Request, month: str) -> Response:
    """The page, with what was decided before as far as it still holds."""
    require_months(bench.standing.months, (month,))
    read, outcome = bench.judged(month)
    review, edits = read_review(bench.standing, month)
    approval = in_force(read)
    state = state_of(bench.standing, month, outcome) if read.draft else None
    return page(
        "review.j2",
        base="../../",
        month=month,
        title=title_of(month),
        body=render(review, edits, ticking=True),
        unproven=review.unproven,
        ticked=frozenset(read.approval.ticked if read.approval else ()),
        approval=approval,
        lapsed=read.approval is not None and approval is None,
        state=_told(state),
        to_publish=state is not None and state.state == TO_PUBLISH,
        verdicts=VERDICTS,
        of=digest(read),
    )


def _told(state: IssueState | None) -> str:
    return "已发布" if state is None else state.told


def decided(bench: Bench, request: Request, month: str) -> Response:
    """The verdict, kept in `review.yaml`."""
    require_months(bench.standing.months, (month,))
    form = request.form
    decide(
        bench.standing,
        month,
        form.get("verdict", ""),
        form.get("reviewer", ""),
        form.get("words", "").replace("\r\n", "\n"),
        form.getlist("ticked"),
        form.get("of", ""),
    )
    return redirect("review", 303)


def published(bench: Bench, request: Request, month: str) -> Response:
    """The draft becomes a published issue."""
    require_months(bench.standing.months, (month,))
    publish(bench.standing, month)
    return redirect("send", 303)
