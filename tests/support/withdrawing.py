"""Taking an issue back, as a person does it in `issue.yaml`."""

from __future__ import annotations

from pathlib import Path

REASON, REVIEWER, REVIEWED = "全部件数误用了上月的底稿。", "示例审核人", "2026-11-24"


def withdraw(root: Path, month: str, reason: str = REASON) -> None:
    """Write the state and why."""
    path = root / "data" / month / "issue.yaml"
    path.write_text(path.read_text(encoding="utf-8") + withdrawal(reason), encoding="utf-8")


def withdrawal(reason: str = REASON, reviewer: str = REVIEWER, reviewed: str = REVIEWED) -> str:
    """The lines that take an issue back."""
    return (
        f'state: 已撤回\nwithdrawn:\n  reason: "{reason}"\n  reviewer: "{reviewer}"\n  reviewed: {reviewed}\n'
    )


def publish_again(root: Path, month: str) -> None:
    """Remove the state and why."""
    path = root / "data" / month / "issue.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("state: ")], encoding="utf-8")
