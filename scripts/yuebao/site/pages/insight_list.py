"""Sentences about a period as a list, and the key figures above them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from markupsafe import Markup

from yuebao.printed.edition import Edition
from yuebao.site.archive import Archive
from yuebao.site.insights.clause import Clause
from yuebao.site.insights.of_issue import of_issue
from yuebao.site.insights.of_organization import of_organization

SHORT: Final = 4
"""So many sentences stand on the first page."""


def issue_insights(archive: Archive, edition: Edition, up: str) -> Markup:
    """What is said of an issue, for its own page."""
    return _list(of_issue(archive, edition), up, edition.name)


def short_insights(archive: Archive, edition: Edition) -> Markup:
    """The first of them, for the first page."""
    return _list(islice(of_issue(archive, edition), SHORT), "")


def organization_insights(archive: Archive, editions: Sequence[Edition], identity: str, up: str) -> Markup:
    """What is said of an organization in the newest of the issues that name it."""
    return _list(of_organization(archive, editions[-1], identity), up) if editions else Markup("")


def _list(clauses: Iterable[Clause], up: str, own: str = "") -> Markup:
    lines = [Markup("<li>{}。</li>").format(clause.html(up, own)) for clause in clauses]
    if not lines:
        return Markup("")
    return Markup('<ul class="yb-insights">\n{}\n</ul>').format(Markup("\n").join(lines))
