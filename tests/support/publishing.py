"""Publishing a draft, as a person does it: its doubts settled, its state removed."""

from __future__ import annotations

import re
from pathlib import Path

STATE = "state: 整理中\n"


def publish(root: Path, month: str) -> None:
    """Take away what says that the issue is still being transcribed, and which of its tables are complete."""
    folder = root / "data" / month
    text = (folder / "issue.yaml").read_text(encoding="utf-8")
    assert STATE in text
    text = re.sub(r"(?m)^complete:.*\n(?:^[ -].*\n)*", "", text.replace(STATE, ""))
    (folder / "issue.yaml").write_text(text, encoding="utf-8")
    (folder / "doubts.yaml").unlink(missing_ok=True)
