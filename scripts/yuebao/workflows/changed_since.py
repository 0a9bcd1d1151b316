"""Which months to judge when only what changed since a version of the archive is in question."""

from __future__ import annotations

from pathlib import Path

from yuebao.history.affected import Selection, affected
from yuebao.history.changes import changed_paths
from yuebao.load.folder import gap_names, month_names


def select_changed(root: Path, revision: str) -> Selection:
    """The months that the changes since a version can affect. Whoever judges only these relies on that version
    being clean."""
    months = month_names(root)
    return affected(changed_paths(root, revision), months, gap_names(root, months))
