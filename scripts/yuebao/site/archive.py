"""What the pages are made from: every issue with its report and its explained findings, and the standing data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from yuebao.model.issue import Issue, Withdrawal
from yuebao.model.organization import Registry
from yuebao.model.revision import Revision
from yuebao.printed.edition import Edition, Named
from yuebao.schema.reader import Spec
from yuebao.schema.report_form import ReportForm
from yuebao.schema.settings import Settings
from yuebao.site.masking import Doubt


@dataclass(frozen=True)
class Withdrawn(Named):
    """An issue that was taken back: listed with the reason, its figures shown nowhere."""

    month: str
    issue: Issue
    why: Withdrawal

    @property
    def name(self) -> str:
        """The statistical month, `2020-07`."""
        return self.month


@dataclass(frozen=True)
class Archive:
    """Everything that is published, the oldest issue first; names are already masked where the settings say so, and
    ``doubts`` are the texts that may still hold one. ``withdrawn`` are the issues that were taken back."""

    editions: tuple[Edition, ...]
    spec: Spec
    form: ReportForm
    registry: Registry
    settings: Settings
    doubts: tuple[Doubt, ...] = ()
    revisions: tuple[Revision, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()

    @cached_property
    def listed(self) -> tuple[Edition | Withdrawn, ...]:
        """Every issue that lists name, withdrawn or not, the oldest first."""
        return tuple(sorted((*self.editions, *self.withdrawn), key=lambda listed: listed.name))

    @cached_property
    def by_month(self) -> Mapping[str, int]:
        """The index of each issue by its month."""
        return {edition.name: index for index, edition in enumerate(self.editions)}

    def edition(self, month: str) -> Edition | None:
        """The issue of that month, if the archive has it."""
        index = self.by_month.get(month)
        return None if index is None else self.editions[index]
