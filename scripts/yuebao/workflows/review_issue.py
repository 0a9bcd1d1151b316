"""A reviewer's verdict on an issue, kept beside it."""

from __future__ import annotations

from collections.abc import Sequence

from yuebao.load.month import APPROVAL
from yuebao.model.approval import AGREED, RETURNED, VERDICTS, Approval, approval_text
from yuebao.model.fault import Unready, UsageError
from yuebao.review.digest import digest
from yuebao.workflows.edit_table import ChangedOutside
from yuebao.workflows.issue_file import require_whole
from yuebao.workflows.judge import Standing, read_month
from yuebao.write.files import write_files


def decide(
    standing: Standing, month: str, verdict: str, reviewer: str, words: str, ticked: Sequence[str], of: str
) -> Approval:
    """Write `review.yaml`. ``of`` is the digest of what the reviewer was shown.

    Raises `UsageError` for a verdict that there is not, `Unready` without a name, for a return without words, and for an
    agreement to what is not whole, `ChangedOutside` where the issue is not what he saw. Then nothing has changed.
    """
    if verdict not in VERDICTS:
        raise UsageError(f"结论写作 {'、'.join(VERDICTS)}，现为“{verdict}”")
    if not reviewer.strip():
        raise Unready("请写明谁审核的")
    if verdict == RETURNED and not words.strip():
        raise Unready("退回要写明为什么")
    read, previous = read_month(standing, month)
    if digest(read) != of:
        raise ChangedOutside(read.folder)
    if verdict == AGREED:
        require_whole(standing, read, previous)
    approval = Approval(reviewer.strip(), verdict, words.strip(), tuple(ticked), of)
    write_files(standing.root, {f"{read.folder}/{APPROVAL}": approval_text(approval).encode()})
    return approval
