"""What of an archive is published, read for tests of what is made of it."""

from __future__ import annotations

from pathlib import Path

from yuebao.printed.edition import Edition
from yuebao.printed.issue_files import issue_file, issue_files
from yuebao.printed.pdf_typesetting import Typesetter
from yuebao.site.archive import Archive
from yuebao.workflows.published import read_archive, read_edition


def published_edition(root: Path, month: str) -> Edition:
    """An issue of the archive in a folder, with which nothing is wrong."""
    edition, outcome = read_edition(root, month)
    assert edition is not None, outcome.blocking
    return edition


def published_archive(root: Path) -> Archive:
    """The archive in a folder, with which nothing is wrong."""
    archive, outcome = read_archive(root)
    assert archive is not None, outcome.blocking
    return archive


def made_files(edition: Edition) -> dict[str, bytes]:
    """Its documents by their file names."""
    with Typesetter() as typesetter:
        return issue_files(edition, typesetter)


def made_file(edition: Edition, kind: str) -> bytes:
    """The one document of this kind."""
    with Typesetter() as typesetter:
        return issue_file(edition, kind, typesetter)
