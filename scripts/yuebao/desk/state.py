"""An issue as the page of its tables shows it: what stands in each cell, which are marked and why, and one card a cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from yuebao.desk.bench import Bench
from yuebao.model.finding import PRINTED, Finding, Status
from yuebao.model.month import Month
from yuebao.model.suggestion import Change, Place
from yuebao.model.table import Table
from yuebao.outcome.causes import problems
from yuebao.outcome.errata import explainable, retractable
from yuebao.outcome.outcome import Outcome
from yuebao.outcome.problem import Problem
from yuebao.printed.unfinished import how_far
from yuebao.reports.fingerprint import fingerprinted
from yuebao.reports.wording import head, linked, short, suggested
from yuebao.schema.layout import Layout
from yuebao.workflows.edit_table import Sheet, read_sheet
from yuebao.workflows.explain_findings import said_before
from yuebao.workflows.issue_file import masthead_values, seen_of
from yuebao.workflows.judge import Standing

_MOST: Final = 200
"""Cards that are shown; who has more is told how many."""


def issue_state(bench: Bench, month: str) -> dict[str, Any]:
    """Everything that the page shows of an issue and that typing can change."""
    standing = bench.standing
    read, outcome = bench.judged(month)
    layout = standing.layout(month)
    sheets = {name: read_sheet(bench.root, month, schema) for name, schema in layout.tables.items()}
    cards = list(_cards(standing, read, outcome, sheets))
    return {
        "month": month,
        "draft": read.draft,
        "told": _told(read, outcome),
        "tables": [_table(name, sheets[name], read, layout) for name in layout.tables],
        "cards": cards[:_MOST],
        "more": max(0, len(cards) - _MOST),
        "doubts": [
            {
                "index": index,
                "told": doubt.told,
                "alternatives": doubt.alternatives,
                "decision": doubt.decision,
            }
            for index, doubt in enumerate(read.doubts)
        ],
        "masthead": _masthead(read, layout),
        "seen": seen_of(standing, month),
    }


def _told(month: Month, outcome: Outcome) -> str:
    if month.draft:
        return how_far(month, bool(outcome.blocking))
    return f"有 {len(outcome.blocking)} 处问题" if outcome.blocking else "没有待处理的问题"


def _masthead(month: Month, layout: Layout) -> list[dict[str, Any]]:
    values = masthead_values(month, layout)
    return [
        {
            "key": each.key,
            "title": each.title,
            "hint": each.hint,
            "type": each.type,
            "value": values[each.key],
        }
        for each in layout.masthead.keys
    ]


def _table(name: str, sheet: Sheet, month: Month, layout: Layout) -> dict[str, Any]:
    table = month.tables.get(name)
    complete = month.issue is not None and name in month.issue.complete
    left = [] if table is None else [_at(sheet, table, row, column) for row, column in sorted(table.left)]
    schema = layout.tables[name]
    return {
        "name": name,
        "title": schema.title,
        "header": sheet.header,
        "figures": [field.name for field in schema.fields if field.grammar],
        "key": [sheet.header.index(each) for each in schema.primary_key if each in sheet.header],
        "rows": sheet.rows,
        "seen": sheet.seen,
        "problem": sheet.problem,
        "complete": complete,
        "left": [each for each in left if each is not None],
        "count": month.left.get(name, 0),
    }


def _at(sheet: Sheet, table: Table, row: int, column: str) -> list[int] | None:
    """The place in the sheet of a cell of the table as it was loaded."""
    at, column_at = _place(sheet, table.lines[row] if 0 <= row < len(table.lines) else None, column)
    return None if at is None or column_at is None else [at, column_at]


def _place(sheet: Sheet, line: int | None, column: str | None) -> tuple[int | None, int | None]:
    """Row and column in the sheet: rows are told by their lines. ``None`` for what it does not have."""
    row = None if line is None else sheet.row_at.get(line)
    return row, sheet.header.index(column) if column in sheet.header else None


def _cards(
    standing: Standing, month: Month, outcome: Outcome, sheets: Mapping[str, Sheet]
) -> Iterator[dict[str, Any]]:
    """One card a cause, the most far-reaching first."""
    names = {id(finding): name for finding, name in fingerprinted(outcome.findings)}
    before = standing.before(month.month)
    known = standing.reader.read(before[-1]).errata if before else ()
    for problem in problems(outcome.blocking, outcome.suggestions):
        first = problem.findings[0]
        cells = [cell for each in _places(problem) if (cell := _cell(each, sheets)) is not None]
        said, earlier = head(problem), said_before(first, known)
        yield {
            "id": names[id(first)],
            "ids": [names[id(each)] for each in problem.findings if explainable(each)],
            "label": said.label,
            "place": said.where,
            "message": said.message,
            "numbers": said.numbers,
            "remedy": said.remedy,
            "guess": list(suggested(problem)),
            "changes": list(_changes(problem, sheets)),
            "printed": list(_printed(problem, sheets)),
            "stale": [names[id(each)] for each in problem.findings if retractable(each)],
            "cells": cells,
            "go": _begins(problem, sheets) or next(iter(cells), None),
            "others": list(linked(problem)),
            "explainable": explainable(first),
            "before": None
            if earlier is None
            else {"category": earlier.category, "reason": earlier.reason, "reviewer": earlier.reviewer},
        }


def _places(problem: Problem) -> Iterator[Finding | Place]:
    """Where the one thing happened, then where it shows."""
    if problem.cause is not None:
        yield problem.cause.place
    yield from problem.findings


def _begins(problem: Problem, sheets: Mapping[str, Sheet]) -> dict[str, Any] | None:
    """Where somebody goes to mend the one thing that happened, also where it is lacking, or is a whole column."""
    place = None if problem.cause is None else problem.cause.place
    sheet = None if place is None else sheets.get(place.table)
    if place is None or sheet is None or place.line is not None:
        return None
    row, column = _place(sheet, place.before, place.column)
    return {"table": sheet.name, "row": row or 0, "column": column}


def _cell(place: Finding | Place, sheets: Mapping[str, Sheet]) -> dict[str, Any] | None:
    """Where it stands in a sheet: its cell, or its row."""
    sheet = sheets.get(place.table or "")
    if sheet is None:
        return None
    row, column = _place(sheet, place.line, place.column)
    if row is None:
        return None
    undecided = isinstance(place, Finding) and place.status is Status.UNDECIDED
    return {
        "table": sheet.name,
        "row": row,
        "column": column,
        "kind": "undecided" if undecided else "open",
    }


def _changes(problem: Problem, sheets: Mapping[str, Sheet]) -> Iterator[dict[str, Any]]:
    """What 照推测改 would write; nothing where there are several ways."""
    suggestion = problem.suggestion
    if suggestion is None or suggestion.others:
        return
    for change in suggestion.changes:
        found = _changed(change, sheets)
        if found is not None:
            yield found


def _printed(problem: Problem, sheets: Mapping[str, Sheet]) -> Iterator[dict[str, Any]]:
    """What 照原件改 would write: what the document prints, into the cells of the tables and the keys of the masthead."""
    for each in problem.findings:
        if each.breach != PRINTED or each.status is not Status.OPEN or each.column is None:
            continue
        names = {"row_name": short(each.row or ""), "column_name": each.column, "old": each.value or ""}
        text = {"text": each.expected or "", **names}
        if each.table is None:
            yield {"key": each.column, **text}
        elif (sheet := sheets.get(each.table)) is not None:
            row, column = _place(sheet, each.line, each.column)
            if row is not None and column is not None:
                yield {"table": sheet.name, "row": row, "column": column, **text}


def _changed(change: Change, sheets: Mapping[str, Sheet]) -> dict[str, Any] | None:
    sheet = sheets.get(change.cell.table)
    if sheet is None:
        return None
    row, column = _place(sheet, change.line, change.column)
    if row is None or column is None:
        return None
    return {
        "table": sheet.name,
        "row": row,
        "column": column,
        "text": change.suggested,
        "row_name": short(change.row or ""),
        "column_name": change.column,
        "old": change.published,
    }
