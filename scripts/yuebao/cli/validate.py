"""`yuebao validate`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yuebao.cli.options import Root, resolve_periods, resolve_root
from yuebao.cli.progress import Quiet, progress
from yuebao.model.fault import UsageError

if TYPE_CHECKING:
    from yuebao.history.affected import Selection


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("validate")(validate)


def validate(
    periods: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PERIOD]…", help="统计期，如 2021-07、2021-Q4；不写则核验全部。"),
    ] = None,
    format: Annotated[
        str,
        typer.Option("--format", help="报告格式：text、json、github、gitlab、junit、sarif、markdown、html。"),
    ] = "text",
    changed_since: Annotated[
        str | None,
        typer.Option("--changed-since", metavar="REV", help="只核验自 git 版本 REV 以来的改动牵涉的各期。"),
    ] = None,
    quiet: Quiet = False,
    root: Root = None,
) -> None:
    """核验各期：表格结构、合计、各项推算、表与表、期与期。

    整理中的一期先说还差多少格；没有指明核验它的，其中的问题不算。

    退出状态：0 没有待处理的问题；1 有，已逐处列出。
    """
    from yuebao.load.folder import month_names
    from yuebao.workflows.validate import report

    if periods and changed_since:
        raise UsageError("写了统计期就不要再写 --changed-since")
    folder = resolve_root(root)
    months = resolve_periods(periods, folder) if periods else None
    selection = _changed(folder, changed_since) if changed_since else None
    chosen = selection.months if selection else months or None
    if not months and not month_names(folder):
        print("档案里还没有月报；新建第一期：yuebao new 年-月，如 yuebao new 2024-01。", file=sys.stderr)
    formats = (format, "markdown") if format == "github" else (format,)
    reports = report(folder, chosen, formats, step=progress("核验各期", quiet), named=bool(months))
    chosen = selection.changed if selection else months
    said = _review(folder, chosen, changed_since, format)
    if format == "html":
        sys.stdout.write(_page(reports.texts[format], folder, chosen, changed_since))
    else:
        sys.stdout.write(reports.texts[format] + (said if format == "markdown" else ""))
    if format == "github":
        _summarize(reports.texts["markdown"] + said)
    raise typer.Exit(0 if reports.clean else 1)


def _review(folder: Path, months: Sequence[str] | None, revision: str | None, format: str) -> str:
    """What the months say, for the formats that a reviewer reads; nothing when no month was asked for."""
    if not months or format not in ("markdown", "github"):
        return ""
    from yuebao.workflows.review_changes import review_text

    return f"\n{review_text(folder, months, revision)}"


def _page(page: str, folder: Path, months: Sequence[str] | None, revision: str | None) -> str:
    """The page with what the months say, when any was asked for."""
    if not months:
        return page
    from yuebao.reports.html_format import with_sections
    from yuebao.workflows.review_changes import review_sections

    return with_sections(page, review_sections(folder, months, revision))


def _changed(folder: Path, revision: str) -> Selection:
    """The months to judge; which they are and why goes to stderr."""
    from yuebao.workflows.changed_since import select_changed

    selection = select_changed(folder, revision)
    print(
        f"自 {revision} 以来的改动牵涉 {len(selection.months)} 期（以 {revision} 已通过核验为前提）：",
        *(f"  {month}：{selection.reasons[month]}" for month in selection.months),
        sep="\n",
        file=sys.stderr,
    )
    return selection


def _summarize(text: str) -> None:
    """Append to the job summary of GitHub Actions, when this runs there."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with open(path, "a", encoding="utf-8") as summary:
            summary.write(text)
