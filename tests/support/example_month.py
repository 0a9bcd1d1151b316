"""A month of the example archive as it is read, for tests that need a whole month and no folder: the one with errata."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.support.archive import tree
from tests.synthetic.explained import EXPLAINED, make_explained_archive
from yuebao.model.month import Month
from yuebao.printed.edition import Edition
from yuebao.workflows.judge import Standing, judge_month, read_month, read_standing
from yuebao.workflows.published import edition_of


class Example(NamedTuple):
    """What rules need, the month, the one before, and the files of the archive by their path."""

    standing: Standing
    month: Month
    previous: Month | None
    files: dict[str, bytes]

    def text(self, name: str) -> str:
        """A file of the month."""
        return self.files[f"data/{EXPLAINED}/{name}"].decode()


@cache
def example() -> Example:
    """Read once; the folder is gone."""
    with TemporaryDirectory(prefix="yuebao-example-") as folder:
        root = make_explained_archive(Path(folder) / "archive")
        standing = read_standing(root)
        month, previous = read_month(standing, EXPLAINED)
        return Example(standing, month, previous, tree(root))


@cache
def example_edition() -> Edition:
    """The month as it is published, with its errata."""
    read = example()
    verdict = judge_month(read.standing, read.month, read.previous)
    return edition_of(read.standing, read.month, read.previous, verdict.findings)
