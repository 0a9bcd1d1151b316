"""What is published: every issue without an open finding, judged, masked where the settings say so, with its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from yuebao.cache.keys import read_keys
from yuebao.load.archive import read_settings_text
from yuebao.load.clock import latest_day
from yuebao.model.fault import Fault
from yuebao.model.finding import Finding, Status
from yuebao.model.month import Month
from yuebao.model.trust import Checked
from yuebao.outcome.outcome import Outcome, gather
from yuebao.printed.edition import Edition
from yuebao.printed.pdf_typesetting import Typesetter
from yuebao.printed.unfinished import how_far
from yuebao.rules.addresses import Addresses, addressed
from yuebao.rules.trust import checked
from yuebao.schema.layout import Layout
from yuebao.schema.settings import Settings, read_settings
from yuebao.site.archive import Archive, Draft, Withdrawn
from yuebao.site.downloads.documents import documents
from yuebao.site.files import OF_ARCHIVE, OF_ISSUE
from yuebao.site.masking import Masker, changed_keys
from yuebao.site.published_revisions import publishable, publishable_corrections
from yuebao.workflows.corrections import read_changes
from yuebao.workflows.hidden_names import Hidden, hidden_names
from yuebao.workflows.judge import (
    Standing,
    judge_month,
    printed_scope,
    read_month,
    read_months,
    read_standing,
    require_published,
    scope_of,
)
from yuebao.workflows.validate import Step, silent, validate

_Judged = tuple[Month, Month | None, tuple[Finding, ...]]


def read_archive(
    root: Path, step: Step = silent, today: date | None = None
) -> tuple[Archive | None, Outcome]:
    """Everything that is published on the day of ``today``, the calendar's where none is given, with the outcome of judging
    it; no archive while a finding is open.

    Raises `Fault` for a schema, form or setting that is declared wrongly.
    """
    standing = read_standing(root)
    settings = read_settings(read_settings_text(root))
    before = read_keys(root, standing.months, standing.months)
    outcome = validate(root, step=step)
    if outcome.blocking:
        return None, outcome
    read = read_months(standing, standing.months)
    judged = [(month, previous, outcome.of_month(month.month)) for month, previous in read]
    if read_keys(root, standing.months, standing.months) != before:
        raise Fault("数据在生成期间有改动，没有写任何文件；请重新运行。")
    return _archive(standing, settings, judged, outcome.notices, today or latest_day()), outcome


def _archive(
    standing: Standing,
    settings: Settings,
    judged: Sequence[_Judged],
    notices: Mapping[str, tuple[str, ...]],
    today: date,
) -> Archive:
    """The judged months as they are published on the day of ``today``; ``notices`` say of a month what was not checked."""
    drafts = tuple(_draft(standing, month, found) for month, _, found in judged if month.draft)
    judged = [item for item in judged if not item[0].draft]
    trust = {item[0].month: _checked(standing, *item) for item in judged if not item[0].withdrawn}
    corrections, history = read_changes(standing, (month for month, _, _ in judged))
    changes = (*history.revisions, *(change for each in corrections for change in each.changes))
    hide = hidden_names(standing, settings, [month for month, _, _ in judged], changes, today)
    judged, layouts = _masked(standing, judged, hide)
    latest = layouts[judged[-1][0].month] if judged else hide.layout(standing.schemas.latest)
    editions = tuple(
        replace(
            _edition(standing, *item, layouts[item[0].month], trust[item[0].month]),
            notices=notices.get(item[0].month, ()),
        )
        for item in judged
        if not item[0].withdrawn
    )
    withdrawn = tuple(
        withdrawn_of(month, hide.of(month.month), layouts[month.month])
        for month, _, _ in judged
        if month.withdrawn
    )
    shown = frozenset(edition.name for edition in editions)
    return Archive(
        editions,
        latest,
        standing.registry,
        settings,
        hide.doubts,
        publishable(history.revisions, standing.layout, hide.of),
        withdrawn,
        drafts,
        publishable_corrections(
            (each for each in corrections if each.month in shown), standing.layout, hide.of
        ),
        frozenset(name for name in shown if hide.of(name) is not None),
        hide.until,
    )


def rehearse(root: Path, months: Sequence[str], outcome: Outcome) -> None:
    """Make, and let go of, the pages and files of these months, found clean, as if there were no others. Raises `Fault`
    for what could not be published."""
    if not months:
        return
    standing = read_standing(root)
    judged = [
        (month, previous, outcome.of_month(month.month)) for month, previous in read_months(standing, months)
    ]
    settings = read_settings(read_settings_text(root))
    archive = _archive(standing, settings, judged, outcome.notices, latest_day())
    for render in OF_ARCHIVE:
        for _ in render(archive):
            pass
    with Typesetter() as typesetter:
        for edition in archive.editions:
            documents(edition, typesetter)
            for render_issue in OF_ISSUE:
                for _ in render_issue(archive, edition):
                    pass


def _masked(
    standing: Standing, judged: Sequence[_Judged], hide: Hidden
) -> tuple[list[_Judged], dict[str, Layout]]:
    """The same without a hidden name in it, and the layouts of the issues as they then are."""
    months = {month.month: month for item in judged for month in item[:2] if month is not None}
    published = {name: _shown(standing, month, hide) for name, month in months.items()}
    masked = [
        (published[month.month], previous and published[previous.month], _without(hide, month, findings))
        for month, previous, findings in judged
    ]
    return masked, {
        month.month: hide.layout(standing.layout(month.month), changed_keys(month, published[month.month]))
        for month, _, _ in judged
    }


def _shown(standing: Standing, month: Month, hide: Hidden) -> Month:
    own = hide.of(month.month)
    return month if own is None else own.month(month, standing.layout(month.month).tables)


def _without(hide: Hidden, month: Month, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    own = hide.of(month.month)
    return findings if own is None else tuple(map(own.finding, findings))


def withdrawn_of(month: Month, hide: Masker | None, layout: Layout) -> Withdrawn:
    """What lists say of a withdrawn month."""
    assert month.issue is not None and month.issue.withdrawn is not None
    why = month.issue.withdrawn
    if hide is not None:
        why = replace(why, reason=hide.text(why.reason), reviewer=hide.text(why.reviewer))
    return Withdrawn(month.month, month.issue, why, layout)


def read_edition(root: Path, month: str) -> tuple[Edition | None, Outcome]:
    """One issue with the outcome of judging it; no issue while a finding is open in it, unless it is a draft. Raises
    `UsageError` for a month that the archive does not have or that is withdrawn, `Fault` for a form that is declared
    wrongly."""
    standing = read_standing(root)
    read, previous = read_month(standing, month)
    require_published(read)
    verdict = judge_month(standing, read, previous)
    outcome = gather((verdict,), standing.findings)
    return None if outcome.blocking else edition_of(standing, read, previous, verdict.findings), outcome


def _draft(standing: Standing, month: Month, findings: Sequence[Finding]) -> Draft:
    open_ = any(each.status is not Status.EXPLAINED for each in findings)
    return Draft(month.month, month.left, how_far(month, open_), standing.layout(month.month))


def edition_of(
    standing: Standing, month: Month, previous: Month | None, findings: tuple[Finding, ...]
) -> Edition:
    """One issue with those of its findings that errata explain."""
    trust = _checked(standing, month, previous, findings)
    return _edition(standing, month, previous, findings, standing.layout(month.month), trust)


def _checked(
    standing: Standing, month: Month, previous: Month | None, findings: Sequence[Finding]
) -> Checked:
    """How far each figure of the issue was checked; names have to be as its documents print them."""
    explained = (finding for finding in findings if finding.status is Status.EXPLAINED)
    return checked(month, printed_scope(standing, month, previous), explained)


def _edition(
    standing: Standing,
    month: Month,
    previous: Month | None,
    findings: Sequence[Finding],
    layout: Layout,
    trust: Checked,
) -> Edition:
    """The issue; ``layout`` stands in for its own where names are hidden."""
    if month.issue is None:
        raise Fault(f"{month.folder}/issue.yaml 没有读到，却没有报告问题")
    scope = replace(scope_of(standing, month, previous), layout=layout)
    explained = sorted(
        (finding for finding in findings if finding.status is Status.EXPLAINED),
        key=lambda finding: finding.erratum or 0,
    )
    open_ = len(explained) < len(findings)
    placed = addressed(explained, Addresses(scope))  # where masking changed a key, the cells are elsewhere
    return Edition(month, month.issue, scope, placed, open_=open_, checked=trust)
