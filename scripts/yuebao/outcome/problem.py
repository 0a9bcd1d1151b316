"""Findings that have one cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yuebao.model.finding import Finding
from yuebao.model.suggestion import Cause, Suggestion
from yuebao.model.table import Cell


@dataclass(frozen=True, slots=True)
class Problem:
    """Findings with one cause, the one that names it first. ``suggestion`` says which change settles them, if one was
    found."""

    findings: tuple[Finding, ...]
    suggestion: Suggestion | None = None

    @property
    def slip(self) -> bool:
        """Whether it looks like a slip of who typed the tables."""
        return self.suggestion is not None and self.suggestion.slip

    @property
    def cause(self) -> Cause | None:
        """The one thing that happened, where it is told in words."""
        return None if self.suggestion is None else self.suggestion.cause

    @property
    def others(self) -> tuple[Finding, ...]:
        """The findings that go with what is said first: with a cause that is told, all."""
        return self.findings[self.cause is None :]


def cells_of(finding: Finding) -> Sequence[Cell]:
    """The cell of the finding and those that it was worked out from, each once."""
    own = () if finding.cell is None else (finding.cell,)
    return tuple(dict.fromkeys((*own, *finding.evidence)))
