"""A month's report from its form and its tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from yuebao.model.fault import Fault
from yuebao.model.issue import LEFT_MARK
from yuebao.model.period import period
from yuebao.model.table import Cell, Table
from yuebao.printed.model import (
    Attachment,
    Block,
    NameList,
    News,
    NewsItem,
    Paragraph,
    Report,
    Run,
    Section,
)
from yuebao.printed.sentences import Left, NotPublished, Questions, write
from yuebao.rules.row_selection import selected
from yuebao.rules.scope import Scope
from yuebao.schema.report_form import BlockForm, DatedForm, NamesForm

_MARK: Final = Paragraph((Run(LEFT_MARK),))
"""Stands for a block that is left of a draft."""


def write_report(scope: Scope) -> Report:
    """Masthead, sections and attachments of a month whose tables are sound. A draft's need not be: what cannot be written
    of it yet is marked instead. Raises `Fault` for a form that cannot be carried out."""
    form, questions = scope.layout.form, Questions(scope)

    def words(template: str, where: str, instead: str) -> str:
        runs = _sentence(template, questions, scope, where)
        if runs is None or (instead and runs == _MARK.runs):
            return instead
        return "".join(run.text for run in runs)

    sections = (
        Section(section.id, section.title, tuple(_blocks(section.blocks, questions, scope, section.id)))
        for section in form.sections
    )
    printed = [
        attachment
        for attachment in form.attachments
        if attachment.table in scope.tables or _awaited(scope, attachment.table)
    ]
    return Report(
        masthead=tuple(words(line, "masthead", "") for line in form.masthead),
        sections=tuple(
            section
            for section, declared in zip(sections, form.sections, strict=True)
            if section.blocks or not _unpublished(declared.blocks, questions, scope)
        ),
        attachments=tuple(
            Attachment(
                number,
                words(attachment.title, attachment.table, scope.schemas[attachment.table].title),
                attachment,
            )
            for number, attachment in enumerate(printed, 1)
        ),
    )


def _awaited(scope: Scope, table: str) -> bool:
    """Whether a table is left of a draft as a whole."""
    return table not in scope.tables and scope.issue is not None and scope.issue.awaits(table)


def _unpublished(forms: tuple[BlockForm, ...], questions: Questions, scope: Scope) -> bool:
    """Whether a section is empty because each of its sentences needs what the issue does not print."""
    return any(
        _sentence(form.text, questions, scope, "") is None
        if form.table is None
        else form.table not in scope.tables
        for form in forms
    )


def _blocks(forms: tuple[BlockForm, ...], questions: Questions, scope: Scope, where: str) -> Iterator[Block]:
    """The blocks, less those that need what the issue does not print. Blocks that need what is left of a draft are marked,
    once where several follow one another."""
    marked = False
    for form in forms:
        for block in _block(form, questions, scope, where):
            if block != _MARK or not marked:
                yield block
            marked = block == _MARK


def _block(form: BlockForm, questions: Questions, scope: Scope, where: str) -> Iterator[Block]:
    if form.table is not None and form.table not in scope.tables:
        if _awaited(scope, form.table):
            yield _MARK
    elif form.names is not None:
        people = _names(form.names, scope)
        if people.people:
            yield people
        if _left_in(scope.tables[form.names.table], form.names.name, form.names.unit):
            yield _MARK
    elif form.dated is not None:
        yield _news(form.dated, scope)
        if _left_in(scope.tables[form.dated.table], form.dated.date, form.dated.text):
            yield _MARK
    elif runs := _sentence(form.text, questions, scope, where):
        yield Paragraph(runs)


def _left_in(table: Table, *columns: str) -> bool:
    return any(column in columns for _, column in table.left)


def _sentence(template: str, questions: Questions, scope: Scope, where: str) -> tuple[Run, ...] | None:
    """A sentence; a mark for one that cannot be written of a draft yet, ``None`` where it needs what the issue does not
    print."""
    try:
        return write(template, questions, where)
    except Left:
        return _MARK.runs
    except NotPublished:
        return None
    except Fault:
        if scope.issue is not None and scope.issue.draft:
            return _MARK.runs
        raise


def _run(table: Table, row: int, column: str) -> Run:
    return Run(table.texts[column][row], Cell(table.name, row, column))


def _names(form: NamesForm, scope: Scope) -> NameList:
    table = scope.tables[form.table]
    rows = [
        row
        for row in selected(table, form.where)
        if table.published(row, form.name) and table.published(row, form.unit)
    ]
    people = tuple((_run(table, row, form.name), _run(table, row, form.unit)) for row in rows)
    return NameList(people, form.abreast)


def _news(form: DatedForm, scope: Scope) -> News:
    table = scope.tables[form.table]
    return News(
        tuple(
            NewsItem(row + 1, _day(table.texts[form.date][row], scope.month), (_run(table, row, form.text),))
            for row in range(len(table))
            if table.published(row, form.date) and table.published(row, form.text)
        )
    )


def _day(text: str, month: str) -> str:
    """A date as the report prints it; one that is none stays as it is, for `validate` to report."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day}日" if period(month).length == 1 else f"{day.month}月{day.day}日"
