"""各期: how far each issue is, and what to take up next."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from yuebao.desk.bench import Bench
from yuebao.desk.pages import answer, page
from yuebao.history.sending import fetch, upstream
from yuebao.load.folder import month_names
from yuebao.model.issue import WITHDRAWN
from yuebao.model.period import period
from yuebao.model.period_text import resolved
from yuebao.workflows.issue_states import NOT_BEGUN, ORDER, PUBLISHED, issue_states, next_to_do
from yuebao.workflows.new_issue import open_month


def show(bench: Bench, request: Request) -> Response:
    """The list, the newest year first."""
    return _page(bench, "")


def fetched(bench: Bench, request: Request) -> Response:
    """What others did is brought over."""
    return _page(bench, f"{fetch(bench.root)}。")


def _page(bench: Bench, told: str) -> Response:
    states = issue_states(bench.standing)
    years = [
        (year, tuple(reversed([*found])))
        for year, found in groupby(states, key=lambda each: period(each.month).year)
    ]
    counts = Counter(each.state for each in states)
    return page(
        "issues.j2",
        base="./",
        years=years[::-1],
        next=next_to_do(states),
        counts=[(name, counts[name]) for name in ORDER if counts[name]],
        done=counts[PUBLISHED],
        total=len(states) - counts[WITHDRAWN],
        begun=lambda each: each.state != NOT_BEGUN,
        told=told,
        upstream=upstream(bench.root),
    )


def begin(bench: Bench, request: Request) -> Response:
    """A new draft, as `yuebao new` makes it."""
    month = resolved(request.form.get("period", ""), month_names(bench.root))
    open_month(bench.root, month)
    return redirect(f"issues/{month}/check", 303)


def end(bench: Bench, request: Request) -> Response:
    """The desk is put away."""
    bench.stop()
    return answer({"ended": True})
