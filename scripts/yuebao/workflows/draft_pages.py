"""The pages of a preview that no site has: those of drafts, and the lists that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from yuebao.load.folder import draft_names, folder_names
from yuebao.model.fault import Fault
from yuebao.outcome.outcome import gather
from yuebao.reports.wording import drafts as told
from yuebao.site import page_addresses as addresses
from yuebao.site.archive import Archive, Draft
from yuebao.site.pages import home, issue, issues
from yuebao.site.pages.layout import render_page
from yuebao.workflows.judge import Standing, judge_month, read_month, read_standing
from yuebao.workflows.published import edition_of


def draft_pages(root: Path, archive: Archive) -> dict[str, bytes]:
    """The page of each draft, and the lists of the archive with ways to them; nothing where there is no draft. Raises
    `Fault`."""
    names = sorted(draft_names(root, folder_names(root)))
    if not names:
        return {}
    drafts = tuple(_drafts(read_standing(root), names))
    shown = replace(archive, drafts=drafts)
    pages = {addresses.source(addresses.issue(draft.name)): _page(shown, draft) for draft in drafts}
    return {**dict(issues.pages(shown)), **dict(home.pages(shown)), **pages}


def _drafts(standing: Standing, names: list[str]) -> Iterator[Draft]:
    for name in names:
        month, previous = read_month(standing, name)
        if not month.draft:
            continue
        verdict = judge_month(standing, month, previous)
        edition = edition_of(standing, month, previous, verdict.findings)
        (line,) = told(gather([verdict]))
        yield Draft(name, month.left, standing.layout(name), edition, line)


def _page(archive: Archive, draft: Draft) -> bytes:
    """The page; where the report cannot be written yet, that it cannot and why."""
    assert draft.edition is not None
    try:
        return issue.draft_page(archive, draft.edition, draft.told)
    except Fault as fault:
        return render_page(
            "draft.md.j2",
            {"title": f"草稿：{draft.label}", "hide": ["navigation", "toc"], "robots": "noindex"},
            draft=draft,
            why=str(fault),
            addresses=addresses,
            up=addresses.up(addresses.issue(draft.name)),
        )
