"""What is published: every issue without an open finding, judged, masked where the settings say so, with its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from yuebao.cache.keys import read_keys
from yuebao.load.archive import read_settings_text
from yuebao.model.fault import Fault
from yuebao.model.finding import Finding, Status
from yuebao.model.month import Month
from yuebao.model.trust import Checked
from yuebao.outcome.outcome import Outcome, gather
from yuebao.printed.edition import Edition
from yuebao.printed.pdf_typesetting import Typesetter
from yuebao.printed.unfinished import how_far
from yuebao.rules.trust import checked
from yuebao.schema.layout import Layout
from yuebao.schema.settings import Settings, read_settings
from yuebao.site.archive import Archive, Draft, Withdrawn
from yuebao.site.downloads.documents import documents
from yuebao.site.files import OF_ARCHIVE, OF_ISSUE
from yuebao.site.masking import Doubt, Masker, doubts, known_names, masked_layout, masker, printed_names
from yuebao.site.published_revisions import names_in, publishable, publishable_corrections
from yuebao.workflows.corrections import read_changes
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


def read_archive(root: Path, step: Step = silent) -> tuple[Archive | None, Outcome]:
    """Everything that is published, with the outcome of judging it; no archive while a finding is open.

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
    return _archive(root, standing, settings, judged, outcome.notices), outcome


def _archive(
    root: Path,
    standing: Standing,
    settings: Settings,
    judged: Sequence[_Judged],
    notices: Mapping[str, tuple[str, ...]],
) -> Archive:
    """The judged months as they are published; ``notices`` say of a month what was not checked."""
    drafts = tuple(_draft(standing, month, found) for month, _, found in judged if month.draft)
    judged = [item for item in judged if not item[0].draft]
    found: tuple[Doubt, ...] = ()
    hide: Masker | None = None
    layouts = {month.month: standing.layout(month.month) for month, _, _ in judged}
    trust = {item[0].month: _checked(standing, *item) for item in judged if not item[0].withdrawn}
    latest = layouts[judged[-1][0].month] if judged else standing.schemas.latest
    corrections, history = read_changes(standing, (month for month, _, _ in judged))
    if settings.names == "masked":
        named = (_names(standing, month, layouts[month.month]) for month, _, _ in judged)
        changed = (*history.revisions, *(change for each in corrections for change in each.changes))
        hide = masker(set().union(*named, settings.hidden, names_in(changed, standing.layout)))
        judged, found = _masked(layouts, judged, hide)
        hidden = {id(layout): masked_layout(layout) for layout in (*layouts.values(), latest)}
        layouts, latest = {name: hidden[id(layout)] for name, layout in layouts.items()}, hidden[id(latest)]
    editions = tuple(
        replace(
            _edition(standing, *item, layouts[item[0].month], trust[item[0].month]),
            notices=notices.get(item[0].month, ()),
        )
        for item in judged
        if not item[0].withdrawn
    )
    withdrawn = tuple(
        withdrawn_of(month, hide, layouts[month.month]) for month, _, _ in judged if month.withdrawn
    )
    shown = frozenset(edition.name for edition in editions)
    return Archive(
        editions,
        latest,
        standing.registry,
        settings,
        found,
        publishable(history.revisions, standing.layout, hide),
        withdrawn,
        drafts,
        publishable_corrections((each for each in corrections if each.month in shown), standing.layout, hide),
    )


def _names(standing: Standing, month: Month, layout: Layout) -> set[str]:
    """Every person that the month or a document of it names."""
    printed = standing.sources.printed(month, layout)
    return known_names(month, layout.tables) | printed_names(printed, layout.tables)


def rehearse(root: Path, months: Sequence[str], outcome: Outcome) -> None:
    """Make, and let go of, the pages and files of these months, found clean, as if there were no others. Raises `Fault`
    for what could not be published."""
    if not months:
        return
    standing = read_standing(root)
    judged = [
        (month, previous, outcome.of_month(month.month)) for month, previous in read_months(standing, months)
    ]
    archive = _archive(root, standing, read_settings(read_settings_text(root)), judged, outcome.notices)
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
    layouts: Mapping[str, Layout], judged: Sequence[_Judged], hide: Masker
) -> tuple[list[_Judged], tuple[Doubt, ...]]:
    """The same without a known name in it, and the texts that may hold an unknown one."""
    months = {month.month: month for month, _, _ in judged}
    published = {name: hide.month(month, layouts[name].tables) for name, month in months.items()}
    masked = [
        (published[month.month], previous and published[previous.month], tuple(map(hide.finding, findings)))
        for month, previous, findings in judged
    ]
    found = tuple(doubt for name, month in months.items() for doubt in doubts(month, layouts[name].tables))
    return masked, found


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
    return Edition(month, month.issue, scope, tuple(explained), open_=open_, checked=trust)
