"""A month's report from its form and its tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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
from yuebao.printed.sentences import Questions, write
from yuebao.rules.row_selection import selected
from yuebao.rules.scope import Scope
from yuebao.schema.report_form import BlockForm, DatedForm, NamesForm


def write_report(scope: Scope) -> Report:
    """Masthead, sections and attachments of a month whose tables are sound. Raises `Fault` for a form that cannot
    be carried out."""
    form, questions = scope.layout.form, Questions(scope)

    def words(template: str, where: str) -> str:
        return "".join(run.text for run in write(template, questions, where))

    return Report(
        masthead=tuple(words(line, "masthead") for line in form.masthead),
        sections=tuple(
            Section(section.id, section.title, tuple(_blocks(section.blocks, questions, scope, section.id)))
            for section in form.sections
        ),
        attachments=tuple(
            Attachment(number, words(attachment.title, attachment.table), attachment)
            for number, attachment in enumerate(form.attachments, 1)
        ),
    )


def _blocks(forms: tuple[BlockForm, ...], questions: Questions, scope: Scope, where: str) -> Iterator[Block]:
    for form in forms:
        if form.names is not None:
            people = _names(form.names, scope)
            if people.people:
                yield people
        elif form.dated is not None:
            yield _news(form.dated, scope)
        else:
            runs = write(form.text, questions, where)
            if runs:
                yield Paragraph(runs)


def _run(table: Table, row: int, column: str) -> Run:
    return Run(table.texts[column][row], Cell(table.name, row, column))


def _names(form: NamesForm, scope: Scope) -> NameList:
    table = scope.tables[form.table]
    rows = selected(table, form.where)
    people = tuple((_run(table, row, form.name), _run(table, row, form.unit)) for row in rows)
    return NameList(people, form.abreast)


def _news(form: DatedForm, scope: Scope) -> News:
    table = scope.tables[form.table]
    return News(
        tuple(
            NewsItem(row + 1, _day(table.texts[form.date][row], scope.month), (_run(table, row, form.text),))
            for row in range(len(table))
        )
    )


def _day(text: str, month: str) -> str:
    day = date.fromisoformat(text)
    return f"{day.day}日" if period(month).length == 1 else f"{day.month}月{day.day}日"
