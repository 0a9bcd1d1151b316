"""The pages of a preview that no site has: those of drafts, and the lists that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from yuebao.load.folder import draft_names, folder_names
from yuebao.outcome.outcome import gather
from yuebao.printed.unfinished import how_far
from yuebao.reports.wording import drafts as told
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive, Draft
from yuebao.site.pages import home, issue, issues
from yuebao.workflows.judge import Standing, judge_month, read_months, read_standing
from yuebao.workflows.published import edition_of


def draft_pages(root: Path, archive: Archive) -> dict[str, bytes]:
    """The page of each draft, and the lists of the archive with ways to them; nothing where there is no draft. Raises
    `Fault`."""
    names = draft_names(root, folder_names(root))
    if not names:
        return {}
    standing = read_standing(root)
    drafts = tuple(_drafts(standing, [name for name in standing.months if name in names]))
    shown = replace(archive, drafts=drafts)
    pages = {
        addresses.source(addresses.issue(draft.name)): issue.draft_page(shown, draft.edition, draft.told)
        for draft in drafts
        if draft.edition is not None
    }
    return {**dict(issues.pages(shown)), **dict(home.pages(shown)), **pages}


def _drafts(standing: Standing, names: list[str]) -> Iterator[Draft]:
    for month, previous in read_months(standing, names):
        if not month.draft:
            continue
        verdict = judge_month(standing, month, previous)
        edition = edition_of(standing, month, previous, verdict.findings)
        (line,) = told(gather([verdict]))
        layout = standing.layout(month.month)
        yield Draft(month.month, month.left, how_far(month, edition.open_), layout, edition, line)
