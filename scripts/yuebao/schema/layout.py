"""The layout of one issue: which tables, columns, sections and titles it has, in what order, and the rules that hold for it.

The only thing that code below the reader of `schemas/` holds, so that nobody can ask about another time by mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yuebao.schema.intake_form import IntakeForm
from yuebao.schema.masthead import Masthead
from yuebao.schema.organization_kinds import OrganizationKinds
from yuebao.schema.report_form import ReportForm
from yuebao.schema.rule import Rule
from yuebao.schema.scoring import Scoring
from yuebao.schema.search_form import SearchForm
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True, slots=True)
class Layout:
    """``tables`` are in the order of the archive file, ``organizations`` their kinds, ``masthead`` the keys of
    `issue.yaml`, ``form`` how the report is printed, ``intake`` how it is read and ``search`` what readers call its parts; ``rules`` are those of the whole
    issue."""

    tables: Mapping[str, TableSchema]
    organizations: OrganizationKinds
    masthead: Masthead
    rules: tuple[Rule, ...]
    scoring: Scoring
    form: ReportForm
    intake: IntakeForm
    search: SearchForm

    def all_rules(self) -> list[Rule]:
        """Every rule, table by table, then those of the whole issue."""
        return [rule for schema in self.tables.values() for rule in schema.rules] + list(self.rules)
