"""One issue as it may be published: its tables, its report in words, and its findings that errata explain."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import cached_property

from yuebao.model.finding import Finding
from yuebao.model.issue import Issue
from yuebao.model.month import Month
from yuebao.model.period import Period, period
from yuebao.model.trust import UNTOLD, Checked
from yuebao.printed.model import Report
from yuebao.printed.unfinished import draft_line, with_marks
from yuebao.printed.write_report import write_report
from yuebao.rules.addresses import Addresses
from yuebao.rules.scope import Scope
from yuebao.schema.layout import Layout


class Named(ABC):
    """What lists call an issue."""

    @property
    @abstractmethod
    def name(self) -> str:
        """That of its period, `2020-07`."""

    @property
    def period(self) -> Period:
        """The months that it covers."""
        return period(self.name)

    @property
    def year(self) -> int:
        """The year of the period."""
        return self.period.year

    @property
    def label(self) -> str:
        """`2020年7月`, `2021年第四季度`."""
        return self.period.title


@dataclass(frozen=True)
class Edition(Named):
    """One issue that may be published. ``explained`` are its findings with their errata, in the order of the errata;
    ``notices`` say what was not checked and why; ``open_`` that something was found in it that no erratum explains, which only a
    draft can have; ``checked`` how far each figure was checked."""

    month: Month
    issue: Issue
    scope: Scope
    explained: tuple[Finding, ...]
    notices: tuple[str, ...] = ()
    open_: bool = False
    checked: Checked = UNTOLD

    @property
    def layout(self) -> Layout:
        """Which tables, columns and titles the issue has."""
        return self.scope.layout

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses of its cells."""
        return Addresses(self.scope)

    @cached_property
    def report(self) -> Report:
        """The report, written from the tables when it is first asked for: only some files need it."""
        return write_report(self.scope)

    @cached_property
    def printed(self) -> Scope:
        """Its tables as they are printed: those of a draft with a mark in each cell that is left."""
        return replace(self.scope, tables=with_marks(self.scope.tables)) if self.issue.draft else self.scope

    @property
    def draft_line(self) -> str:
        """What is printed on each page of a draft; empty where it is none."""
        return draft_line(self.month, self.open_)

    @property
    def name(self) -> str:
        """That of its period, `2020-07`."""
        return self.month.month
