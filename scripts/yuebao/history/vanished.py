"""What was published and is gone: a month without its folder, a table without its file.

Whoever takes a month back says so in its `issue.yaml`; whoever corrects a table changes it. Both stay seen, a removal
would not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Final

from yuebao.history.published import Published
from yuebao.model.finding import Finding, Status
from yuebao.model.issue import DRAFT, WITHDRAWN

_WITHDRAW: Final = (
    f"请恢复它；确实要撤回这一期，请保留文件夹和 issue.yaml，在其中写明 state: {WITHDRAWN} 和 "
    "withdrawn（reason 理由、reviewer 审核人、reviewed 日期）。"
)


def vanished(
    published: Mapping[str, Published],
    present: Mapping[str, Set[str]],
    withdrawn: Set[str],
    drafts: Set[str] = frozenset(),
) -> Iterator[Finding]:
    """A finding for each published month that is not among ``present`` or is among the ``drafts`` now, and for each table that a present month showed
    last and has no file of now, the ``withdrawn`` ones excepted. ``present`` names the files of each month."""
    for month, shown in published.items():
        files = present.get(month)
        if files is None:
            yield _gone(month, f"data/{month}", f"{month} 已经公布（{shown.since}），现在却没有这一期")
        elif month in drafts:
            message = f"{month} 已经公布（{shown.since}），现在却写作{DRAFT}"
            yield _gone(month, f"data/{month}/issue.yaml", message)
        elif month not in withdrawn:
            for table in shown.tables:
                if table not in files:
                    message = f"{table} 已随 {month} 公布（{shown.since}），现在却没有这张表"
                    yield _gone(month, f"data/{month}/{table}", message, table.removesuffix(".csv"))


def told(findings: Sequence[Finding]) -> list[str]:
    """The findings as lines, for where there is no report: what is gone, then once what to do."""
    return [
        *(f"{finding.file}：{finding.message}" for finding in findings),
        *([_WITHDRAW] if findings else []),
    ]


def _gone(month: str, file: str, message: str, table: str | None = None) -> Finding:
    return Finding("structure", Status.OPEN, month, table, file, message, _WITHDRAW)
