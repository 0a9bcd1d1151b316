"""`review.yaml`: what a reviewer decided of an issue."""

from __future__ import annotations

import re
from typing import Final

from yuebao.load.problem import Problem
from yuebao.load.yaml_data import Keys, read_document
from yuebao.model.approval import VERDICTS, Approval
from yuebao.schema.declared_keys import APPROVAL
from yuebao.schema.strict import meant

_DIGEST: Final = re.compile("[0-9a-f]{64}")


def read_approval(content: bytes, month: str = "") -> tuple[Approval | None, str, list[Problem]]:
    """What was decided, ``None`` where it cannot be read; the text of the file, and what is wrong in it."""
    document, text, problems = read_document(content, month)
    if document is None:
        return None, text, problems
    keys = Keys(document, (), document.value)
    keys.only(*APPROVAL)
    verdict = keys.text("verdict") or ""
    if verdict and verdict not in VERDICTS:
        keys.report(f"verdict 为“{verdict}”{meant(verdict, VERDICTS)}", "写作 同意 或 退回。", "verdict")
    of = keys.text("of") or ""
    if of and not _DIGEST.fullmatch(of):
        keys.report("of 不是 sha256", "这个文件由审核时写出；请删去它，重新审核。", "of")
    approval = Approval(
        reviewer=keys.words("reviewer"),
        verdict=verdict,
        words=keys.text("words", optional=True) or "",
        ticked=keys.texts("ticked", "[格的地址, …]"),
        of=of,
    )
    problems += keys.problems
    return (None if problems else approval), text, problems
