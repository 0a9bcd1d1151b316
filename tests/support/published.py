"""What of an archive is published, read for tests of what is made of it."""

from __future__ import annotations

from pathlib import Path

from yuebao.site.archive import Archive
from yuebao.workflows.published import read_archive


def published_archive(root: Path) -> Archive:
    """The archive in a folder, with which nothing is wrong."""
    archive, outcome = read_archive(root)
    assert archive is not None, outcome.blocking
    return archive
