"""What is published: every issue without an open finding, judged, masked where the settings say so, with its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from yuebao.cache.keys import read_keys
from yuebao.history.revisions import read_revisions
from yuebao.load.archive import read_schema_texts, read_settings_text
from yuebao.model.fault import Fault
from yuebao.model.finding import Finding, Status
from yuebao.model.month import Month
from yuebao.outcome.outcome import Outcome, gather
from yuebao.printed.edition import Edition
from yuebao.schema.report_form import ReportForm, read_report_form
from yuebao.schema.settings import Settings, read_settings
from yuebao.site.archive import Archive, Withdrawn
from yuebao.site.downloads.documents import documents
from yuebao.site.files import OF_ARCHIVE, OF_ISSUE
from yuebao.site.masking import Doubt, Masker, doubts, known_names, masked_spec, masker
from yuebao.site.published_revisions import publishable
from yuebao.workflows.judge import (
    Standing,
    judge_month,
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
    spec = standing.spec
    form = read_report_form(read_schema_texts(root), spec)
    settings = read_settings(read_settings_text(root))
    before = read_keys(root, standing.months, standing.months)
    outcome = validate(root, step=step)
    if outcome.blocking:
        return None, outcome
    read = read_months(standing, standing.months)
    judged = [(month, previous, outcome.of_month(month.month)) for month, previous in read]
    if read_keys(root, standing.months, standing.months) != before:
        raise Fault("数据在生成期间有改动，没有写任何文件；请重新运行。")
    return _archive(root, standing, form, settings, judged, outcome.notices), outcome


def _archive(
    root: Path,
    standing: Standing,
    form: ReportForm,
    settings: Settings,
    judged: Sequence[_Judged],
    notices: Mapping[str, tuple[str, ...]],
) -> Archive:
    """The judged months as they are published; ``notices`` say of a month what was not checked."""
    spec = standing.spec
    found: tuple[Doubt, ...] = ()
    hide: Masker | None = None
    if settings.names == "masked":
        hide = masker(known_names((month for month, _, _ in judged), spec.tables) | set(settings.hidden))
        standing, judged, found = _masked(standing, judged, hide)
    editions = tuple(
        replace(edition_of(standing, form, *item), notices=notices.get(item[0].month, ()))
        for item in judged
        if not item[0].withdrawn
    )
    withdrawn = tuple(withdrawn_of(month, hide) for month, _, _ in judged if month.withdrawn)
    revisions = publishable(read_revisions(root, spec.tables), spec, hide)
    return Archive(editions, standing.spec, form, standing.registry, settings, found, revisions, withdrawn)


def rehearse(root: Path, months: Sequence[str], outcome: Outcome) -> None:
    """Make, and let go of, the pages and files of these months, found clean, as if there were no others. Raises `Fault`
    for what could not be published."""
    if not months:
        return
    standing = read_standing(root)
    form = read_report_form(read_schema_texts(root), standing.spec)
    judged = [
        (month, previous, outcome.of_month(month.month)) for month, previous in read_months(standing, months)
    ]
    archive = _archive(root, standing, form, read_settings(read_settings_text(root)), judged, outcome.notices)
    for render in OF_ARCHIVE:
        for _ in render(archive):
            pass
    for edition in archive.editions:
        documents(edition)
        for render_issue in OF_ISSUE:
            for _ in render_issue(archive, edition):
                pass


def _masked(
    standing: Standing, judged: Sequence[_Judged], hide: Masker
) -> tuple[Standing, list[_Judged], tuple[Doubt, ...]]:
    """The same without a known name in it, and the texts that may hold an unknown one."""
    schemas = standing.spec.tables
    months = {month.month: month for month, _, _ in judged}
    published = {name: hide.month(month, schemas) for name, month in months.items()}
    masked = [
        (published[month.month], previous and published[previous.month], tuple(map(hide.finding, findings)))
        for month, previous, findings in judged
    ]
    found = tuple(doubts(tuple(months.values()), schemas))
    return replace(standing, spec=masked_spec(standing.spec)), masked, found


def withdrawn_of(month: Month, hide: Masker | None) -> Withdrawn:
    """What lists say of a withdrawn month."""
    assert month.issue is not None and month.issue.withdrawn is not None
    why = month.issue.withdrawn
    if hide is not None:
        why = replace(why, reason=hide.text(why.reason), reviewer=hide.text(why.reviewer))
    return Withdrawn(month.month, month.issue, why)


def read_edition(root: Path, month: str) -> tuple[Edition | None, Outcome]:
    """One issue with the outcome of judging it; no issue while a finding is open in it. Raises `UsageError` for a
    month that the archive does not have or that is withdrawn, `Fault` for a form that is declared wrongly."""
    standing = read_standing(root)
    form = read_report_form(read_schema_texts(root), standing.spec)
    read, previous = read_month(standing, month)
    require_published(read)
    verdict = judge_month(standing, read, previous)
    outcome = gather((verdict,), standing.findings)
    return None if outcome.blocking else edition_of(standing, form, read, previous, verdict.findings), outcome


def edition_of(
    standing: Standing,
    form: ReportForm,
    month: Month,
    previous: Month | None,
    findings: tuple[Finding, ...],
) -> Edition:
    """One issue with those of its findings that errata explain."""
    if month.issue is None:
        raise Fault(f"{month.folder}/issue.yaml 没有读到，却没有报告问题")
    scope = scope_of(standing, month, previous)
    explained = sorted(
        (finding for finding in findings if finding.status is Status.EXPLAINED),
        key=lambda finding: finding.erratum or 0,
    )
    return Edition(month, month.issue, scope, form, tuple(explained))
