"""The way out: judge every month, render every page, write, and let MkDocs build the site.

Nothing is published when a finding is open.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from yuebao.cache.keys import read_keys
from yuebao.cache.processes import processors, spread
from yuebao.history.revisions import read_revisions
from yuebao.load.archive import read_schema_texts, read_settings_text
from yuebao.model.content import Content
from yuebao.model.fault import Fault, Stopped
from yuebao.model.finding import Finding, Status
from yuebao.model.month import Month
from yuebao.outcome.outcome import Outcome, gather
from yuebao.schema.report_form import ReportForm, read_report_form
from yuebao.schema.settings import Settings, read_settings
from yuebao.site.archive import Archive, Edition, Withdrawn
from yuebao.site.base import FILE as SITE_BASE
from yuebao.site.base import site_base
from yuebao.site.downloads.documents import documents
from yuebao.site.files import OF_ARCHIVE, OF_ISSUE
from yuebao.site.masking import Doubt, Masker, doubts, known_names, masked_spec, masker
from yuebao.site.published_revisions import publishable
from yuebao.work.judge import (
    Standing,
    judge_month,
    read_month,
    read_months,
    read_standing,
    require_published,
    scope_of,
)
from yuebao.work.kept_documents import KeptDocuments
from yuebao.work.validate import Step, silent, validate
from yuebao.write.files import Added, Staging, Written, staging, write_files
from yuebao.write.generated import publish
from yuebao.write.refusals import refusals
from yuebao.write.site_folder import replace_site, require_free, require_replaceable
from yuebao.write.staging_folder import staging_folder

_Judged = tuple[Month, Month | None, tuple[Finding, ...]]
MANIFEST: Final = ".emitted"
"""The list, inside `docs/`, of the files that `emit` wrote."""
Progress = Callable[[str], Step]
"""Told what is being done, gives what is to be called with how far it has come."""
FEW: Final = 4
"""Issues that are rendered faster in one process than in several, and that a process takes at a time."""
EPOCH: Final = "315532800"
"""1980-01-01, the time that MkDocs writes into what carries one: the same archive gives the same bytes on any day."""


@dataclass(frozen=True, slots=True)
class Emitted:
    """What `emit` did. ``written`` is ``None`` when findings kept it from writing. ``doubts`` are the published texts of
    which it cannot be told whether they name a person, when names are masked."""

    outcome: Outcome
    written: Written | None
    doubts: tuple[Doubt, ...] = ()


def read_archive(root: Path, step: Step = silent) -> tuple[Archive | None, Outcome]:
    """Everything that is published, with the outcome of judging it; no archive while a finding is open.

    Raises `Fault` for a schema, form or setting that is declared wrongly.
    """
    standing = read_standing(root)
    spec = standing.spec
    form = read_report_form(read_schema_texts(root), spec.tables)
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
    form = read_report_form(read_schema_texts(root), standing.spec.tables)
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
    form = read_report_form(read_schema_texts(root), standing.spec.tables)
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


def emit(root: Path, progress: Progress = lambda what: silent) -> Emitted:
    """Write the pages and the files to download into `docs/`; what an earlier run wrote and this one does not, goes."""
    archive, outcome = read_archive(root, progress("核验各月"))
    if archive is None:
        return Emitted(outcome, None)
    with staging(root / "docs") as waiting:
        files = _staged(_parts(root, archive), waiting, progress("写出网页和文件"))
        written = publish(waiting, files, MANIFEST)
    write_files(root, {SITE_BASE: site_base()})
    return Emitted(outcome, written, archive.doubts)


_Part = Callable[[], Iterator[tuple[str, Content]]]


def _parts(root: Path, archive: Archive) -> list[_Part]:
    """The work of `emit`, in parts that need nothing of each other."""
    kept = KeptDocuments.of(root, archive)
    starts = range(0, len(archive.editions), FEW)
    few = [archive.editions[start : start + FEW] for start in starts]
    return [
        *(partial(render, archive) for render in OF_ARCHIVE),
        *(partial(_issues, archive, editions, kept) for editions in few),
    ]


def _issues(
    archive: Archive, editions: Sequence[Edition], kept: KeptDocuments
) -> Iterator[tuple[str, Content]]:
    for edition in editions:
        for render in OF_ISSUE:
            yield from render(archive, edition)
        yield from kept.files(edition).items()


def _staged(parts: Sequence[_Part], waiting: Staging, step: Step) -> dict[str, Added]:
    """Every file put in waiting by some process, none held longer than that. Raises `Fault` where two parts write one
    file, or two that some systems cannot tell apart."""
    files: dict[str, Added] = {}
    names: dict[str, str] = {}
    workers = processors() if len(parts) > len(OF_ARCHIVE) + 1 else 1

    def work(part: _Part) -> Iterator[dict[str, Added]]:
        yield {name: waiting.add(name, content) for name, content in part()}

    for done, found in enumerate(spread(work, parts, workers), 1):
        for name, added in found.items():
            if (other := names.setdefault(name.casefold(), name)) in files:
                raise Fault(
                    f"两处都要写 docs/{other}（另一处写作 {name}），没有写任何文件；请改正登记册里的 id"
                )
            files[name] = added
        step(done, len(parts))
    return files


def build(root: Path, site: Path, progress: Progress = lambda what: silent) -> Emitted:
    """`emit`, then the site into the folder ``site``, switched in one step; a failed build leaves the old one.

    Raises `UsageError`, and nothing has changed, for a folder that is not the program's to replace; `Stopped` when the
    user ends it while the site is being built.
    """
    require_replaceable(site, root)
    with refusals(site):
        require_free(site)
    emitted = emit(root, progress)
    if emitted.written is not None:
        _build_site(root, site)
    return emitted


def _build_site(root: Path, site: Path) -> None:
    with refusals(site, "原来的网站没有改动"), staging_folder(site.parent) as staging:
        try:
            _run_mkdocs(root, staging / "new")
        except KeyboardInterrupt as interrupt:
            raise Stopped(
                "网页已写进 docs/，网站还没有建成，原来的网站没有改动；再运行一次即可"
            ) from interrupt
        replace_site(staging / "new", site, root)


def _run_mkdocs(root: Path, target: Path) -> None:
    command = [sys.executable, "-m", "yuebao.builder.mkdocs_build", str(root / "mkdocs.yml"), str(target)]
    environment = {"SOURCE_DATE_EPOCH": EPOCH, **os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        said = [line for line in done.stderr.split("\n") if line]
        raise Fault(
            "\n".join(["mkdocs 没有建成网站，原来的网站没有改动：", *(said or [done.stdout.strip()])])
        )
