"""What became of many documents that were brought in at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from yuebao.importing.manifest import BROKEN, DONE, TWICE, WHOLE, Line
from yuebao.importing.proposals import Told, Unknown
from yuebao.model.doubt import Doubt
from yuebao.model.finding import UNKNOWN_NAME, Finding


@dataclass(frozen=True, slots=True)
class Issue:
    """What became of a file and the issue that it is of: the open doubts, how far the draft is in words, and what was
    found in it; ``whole`` says that nothing is left to do but to review it. ``absent`` are
    the tables that a document of a whole issue does not hold."""

    line: Line
    doubts: tuple[Doubt, ...] = ()
    progress: str = ""
    findings: tuple[Finding, ...] = ()
    whole: bool = False
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Two that say different things of one period: the second file beside the first, or beside what stands in the
    archive, with each cell that differs."""

    month: str
    first: str
    second: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Batch:
    """Everything that became of a call. ``beside`` are the differences of two files of one period, cell by cell."""

    issues: tuple[Issue, ...]
    strangers: tuple[tuple[Path, str], ...]
    beside: tuple[Beside, ...]

    def told(self) -> tuple[Told, ...]:
        """What each issue leaves open."""
        return tuple(
            Told(each.line.period, each.doubts, _unknown(each), each.absent)
            for each in self.issues
            if each.line.state in DONE
        )

    @property
    def broken(self) -> bool:
        """Whether the program failed at one of them."""
        return any(each.line.state == BROKEN for each in self.issues)

    @property
    def placed(self) -> bool:
        """Whether every file stands in the archive, and nothing is left to decide."""
        return all(each.line.state in (WHOLE, TWICE) for each in self.issues)


def _unknown(issue: Issue) -> tuple[Unknown, ...]:
    """The names that the registry lacks, each with the likest that it has."""
    return tuple(
        Unknown(finding.value, finding.expected or "")
        for finding in issue.findings
        if finding.breach == UNKNOWN_NAME and finding.value
    )
