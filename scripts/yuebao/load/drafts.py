"""What is left of an issue that is still being transcribed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yuebao.load.absence import mark_left, tables_absent
from yuebao.load.problem import MISSING, NO_ROWS
from yuebao.model.finding import Finding
from yuebao.model.issue import Issue
from yuebao.model.table import Table
from yuebao.schema.layout import Layout

MASTHEAD = ""
"""Under this name the keys of the masthead are counted."""


def left_of(
    issue: Issue, layout: Layout, tables: Mapping[str, Table], problems: Sequence[Finding]
) -> tuple[dict[str, Table], tuple[Finding, ...], dict[str, int]]:
    """The tables of a draft with what is left marked in them, the problems less those that say only that, and how much is
    left: of a table that is not there or has no row yet, a row of its cells.

    Blanks of a table that is complete are none; what of it is missing is a problem.
    """
    found: dict[str, Table] = {}
    left: dict[str, int] = {}
    kept = list(problems)
    missing = [key for key in layout.masthead.required if key not in issue.values]
    if missing or not issue.source.file:
        left[MASTHEAD] = len(missing) + (not issue.source.file)
    absent = tables_absent(issue.absent)
    for name, schema in layout.tables.items():
        table = tables.get(name)
        if name in issue.complete:
            found |= {} if table is None else {name: table}
            continue
        if table is None or not len(table):
            if name not in absent:
                left[name] = (schema.row_count or 1) * len(schema.fields)
                kept = [each for each in kept if each.table != name or not _only_empty(each)]
            continue
        found[name], stay = mark_left(table, schema, [each for each in kept if each.table == name])
        staying = set(stay)
        kept = [each for each in kept if each.table != name or each in staying]
        if found[name].left:
            left[name] = len(found[name].left)
    return found, tuple(kept), left


def _only_empty(finding: Finding) -> bool:
    return finding.message in (MISSING.message, NO_ROWS)
