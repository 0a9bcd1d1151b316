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
        ticked=_ticked(keys),
        of=of,
    )
    problems += keys.problems
    return (None if problems else approval), text, problems


def _ticked(keys: Keys) -> tuple[str, ...]:
    listed = keys.values.get("ticked")
    if listed is None or listed == "":
        return ()
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        keys.report("“ticked”应为列表", "写作 ticked: [格的地址, …]，没有就写 []。", "ticked")
        return ()
    return tuple(listed)
