"""What a reviewer decided of an issue, and `review.yaml`, in which it is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

AGREED: Final = "同意"
RETURNED: Final = "退回"
VERDICTS: Final = (AGREED, RETURNED)


@dataclass(frozen=True, slots=True)
class Approval:
    """Who decided what, in which words, which cells he ticked off against the original, and ``of`` what: the digest of the
    issue as he saw it. Of anything else it says nothing."""

    reviewer: str
    verdict: str
    words: str
    ticked: tuple[str, ...]
    of: str


def approval_text(approval: Approval) -> str:
    """`review.yaml`, each text quoted, so that whatever was typed can stand there."""
    listed = ", ".join(map(_quoted, approval.ticked))
    return (
        f"reviewer: {_quoted(approval.reviewer)}\n"
        f"verdict: {approval.verdict}\n"
        f"words: {_quoted(approval.words)}\n"
        f"ticked: [{listed}]\n"
        f"of: {approval.of}\n"
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
