"""Sentences from templates: what a template may ask of the month's tables, and which cell each figure repeats.

Templates run sandboxed and see nothing but what is defined here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Final, Self

from jinja2 import TemplateAssertionError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from yuebao.model.fault import Fault, UsageError
from yuebao.model.numbers import UNREADABLE
from yuebao.model.period import Period, period
from yuebao.model.table import Cell, Table
from yuebao.printed.bounded_templates import BoundedEnvironment, TooMuch, names_with_allowance
from yuebao.printed.model import Run
from yuebao.rules.row_selection import selected
from yuebao.rules.scope import Scope

_OPEN, _CLOSE, _END = "\ue000", "\ue001", "\ue002"
_MARKED: Final = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}([^{_END}]*){_END}")

_NAMED: Final = re.compile(r"'([^']*)'(?: is undefined| of .* is unsafe\.)?$")
"""The name that Jinja or Python complains of."""


class NotPublished(Exception):
    """A sentence asks for what the issue does not print: then the issue does not print the sentence either."""


class Left(NotPublished):
    """A sentence asks for what is left of a draft."""


class Row(dict[str, str]):
    """The texts of a row by column. To ask for one that was not published, or is left, ends the sentence."""

    def __missing__(self, column: str) -> str:
        raise self.gone[column](column) if column in self.gone else KeyError(column)

    def __init__(self, texts: Mapping[str, str], gone: Mapping[str, type[NotPublished]]) -> None:
        super().__init__(texts)
        self.gone = gone


class _Masthead(SimpleNamespace):
    """The keys of the masthead; those that are left of a draft end the sentence."""

    def __init__(self, values: Mapping[str, Any], left: Collection[str]) -> None:
        super().__init__(**values)
        self._left = left

    def __getattr__(self, name: str) -> Any:
        raise Left(name) if name in self.__dict__.get("_left", ()) else AttributeError(name)


class CellText(str):
    """A published text that remembers its cell."""

    cell: Cell

    def __new__(cls, text: str, cell: Cell) -> Self:
        made = super().__new__(cls, text)
        made.cell = cell
        return made


@dataclass(frozen=True, slots=True)
class PeriodOf:
    """The period as a template sees it: `2021年第四季度`, `第四季度`, and its months."""

    title: str
    short: str
    year: int
    first_month: int
    last_month: int

    @classmethod
    def of(cls, own: Period) -> PeriodOf:
        """What there is to say of the period."""
        return cls(own.title, own.short, own.year, own.first_month, own.last_month)


@dataclass(frozen=True, slots=True)
class MonthOf:
    """The period that is a single month as a template sees it."""

    year: int
    number: int


class _NoMonth:
    """Stands for the month in templates of a period that is longer."""

    def __init__(self, own: Period) -> None:
        self._own = own

    def __getattr__(self, name: str) -> Any:
        raise Fault(
            f"schemas/report.yaml 里用了 month.{name}，而 {self._own.name} 不是一个月；"
            "请改用 period，如 {{ period.title }}（2021年第四季度）、{{ period.short }}（第四季度）"
        )


class Questions:
    """What templates may ask. A question about a row that is not there is a `Fault` of the form."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def names(self) -> Mapping[str, Any]:
        """The names that stand in every template."""
        issue, own = self._scope.issue, period(self._scope.month)
        required = self._scope.layout.masthead.required
        left = required if issue is not None and issue.draft else ()
        return {
            "row": self.row,
            "listed": self.listed,
            "idle": self.idle,
            "behind": self.behind,
            "period": PeriodOf.of(own),
            "month": MonthOf(own.year, own.first_month) if own.form == "month" else _NoMonth(own),
            "issue": _Masthead(issue.values, left) if issue else None,
            "home": issue.home if issue else "",
        }

    def row(self, table: str, **where: str) -> Mapping[str, str]:
        """The first row whose columns hold these texts, each column under its header, its id and the headers that it had at
        other times; one that this layout does not have is empty."""
        source = self._table(table)
        rows = selected(source, self._where(table, where))
        if not rows:
            raise Fault(f"《{self._scope.schemas[table].title}》里没有 {where} 这一行，句子无法写出")
        published = {
            column: self._text(source, rows[0], column)
            for column in source.header
            if source.published(rows[0], column)
        }
        gone = {column: _why(source, rows[0], column) for column in source.header if column not in published}
        called = self._scope.schemas[table].called
        texts = {word: published.get(column, "") for word, column in called.items() if column not in gone}
        words = {word: gone[column] for word, column in called.items() if column in gone}
        return Row({**texts, **published}, gone | words)

    def listed(self, table: str, column: str, **where: str) -> list[CellText]:
        """The texts of a column in the matching rows."""
        source, name = self._table(table), self._scope.schemas[table].column(column)
        return [self._text(source, row, name) for row in selected(source, self._where(table, where))]

    def idle(self, table: str, column: str) -> list[CellText]:
        """The organizations without cases in a column, in published order; blank, ``-`` and 0 are no cases."""
        source = self._table(table)
        entity, name = self._entity(table), self._scope.schemas[table].column(column)
        return [self._text(source, row, entity) for row in source.body() if not _has_cases(source, row, name)]

    def behind(self, table: str, column: str, order: str) -> list[CellText]:
        """The organizations without cases in the home column while another county has some.

        The column is called as it is, or by any name of the organization that it is of. Named and ordered as in the table
        ``order``.
        """
        source, named = self._table(table), self._table(order)
        column = self._about(table, column)
        others = [
            field.name
            for field in self._scope.schemas[table].fields
            if field.about == self._scope.schemas[table].field[column].about and field.name != column
        ]
        idle = {
            self._scope.identity(source, row)
            for row in source.body()
            if not _has_cases(source, row, column) and any(_has_cases(source, row, other) for other in others)
        }
        entity = self._entity(order)
        return [
            self._text(named, row, entity) for row in named.body() if self._scope.identity(named, row) in idle
        ]

    def _where(self, table: str, where: Mapping[str, str]) -> dict[str, str]:
        """The columns as they are called in this layout."""
        return {self._scope.schemas[table].column(word): text for word, text in where.items()}

    def _about(self, table: str, word: str) -> str:
        """The column that is named after the organization, by whichever of its names."""
        schema, scope = self._scope.schemas[table], self._scope
        for field in schema.fields:
            entry = scope.named_after(field)
            if entry is not None and entry == scope.registry.resolve((field.about,), word, scope.month):
                return field.name
        return schema.column(word)

    def _table(self, name: str) -> Table:
        if name in self._scope.schemas and name not in self._scope.tables:
            issue = self._scope.issue
            raise Left(name) if issue is not None and issue.awaits(name) else NotPublished(name)
        if name not in self._scope.tables:
            raise Fault(f"版式要用到表 {name}，而这个月没有")
        return self._scope.tables[name]

    def _entity(self, table: str) -> str:
        entity = self._scope.schemas[table].entity
        if entity is None:
            raise Fault(f"《{self._scope.schemas[table].title}》没有单位名称一列")
        return entity.name

    def _text(self, table: Table, row: int, column: str) -> CellText:
        if not table.published(row, column):
            raise _why(table, row, column)(column)
        return CellText(table.texts[column][row], Cell(table.name, row, column))


def _why(table: Table, row: int, column: str) -> type[NotPublished]:
    return Left if (row, column) in table.left else NotPublished


def _has_cases(table: Table, row: int, column: str) -> bool:
    if not table.published(row, column):
        raise _why(table, row, column)(column)
    value = table.numbers[column][row]
    return value is not UNREADABLE and bool(value)


def _mark(value: object) -> object:
    if isinstance(value, CellText):
        cell = value.cell
        return f"{_OPEN}{cell.table}\t{cell.row}\t{cell.column}{_CLOSE}{value}{_END}"
    return value


@lru_cache(maxsize=1)
def _environment() -> BoundedEnvironment:
    return BoundedEnvironment(_mark)


@lru_cache(maxsize=256)
def _template(text: str) -> Any:
    return _environment().from_string(text)


def write(template: str, questions: Questions, where: str) -> tuple[Run, ...]:
    """The sentence, piece by piece. Raises `Fault` when the template cannot be carried out, `NotPublished` when it asks for
    what the issue does not print."""
    try:
        text = _template(template).render(names_with_allowance(questions.names()))
    except (
        Fault,
        UsageError,
        NotPublished,
    ):  # the time for all of it may be over meanwhile: yuebao.gate.bounds
        raise
    except Exception as error:  # whatever a template brings about is the template's
        raise Fault(f"schemas/report.yaml 的“{where}”写不出来：{_wrong(error)}") from error
    return tuple(_runs(text.strip()))


def _wrong(error: Exception) -> str:
    """What is wrong with a template, in Chinese."""
    if isinstance(error, TooMuch):
        return str(error)
    if isinstance(error, RecursionError):
        return "模板套得太深，或自己调用自己没有尽头"
    if isinstance(error, TemplateAssertionError):
        return f"模板里没有{_quoted(error)}；能用的写法请看 schemas/report.yaml 开头"
    if isinstance(error, TemplateSyntaxError):
        return f"模板第 {error.lineno} 行的写法不对，请看 {{{{ }}}}、{{% %}} 和括号是否配对"
    named = _NAMED.search(str(error))
    what = f"“{named[1]}”" if named else "其中的值"
    if isinstance(error, SecurityError):
        return f"模板里不许用{what}"
    if isinstance(error, UndefinedError | KeyError):
        return f"没有{what}"
    if isinstance(error, ZeroDivisionError):
        return "除数为 0"
    return f"{what}不能这样用"


def _quoted(error: Exception) -> str:
    """The name that an error of Jinja speaks of."""
    found = re.search(r"'([^']*)'", str(error))
    return f"“{found[1]}”" if found else "这样的写法"


def _runs(text: str) -> Iterable[Run]:
    end = 0
    for match in _MARKED.finditer(text):
        if match.start() > end:
            yield Run(text[end : match.start()])
        table, row, column = match.group(1).split("\t")
        yield Run(match.group(2), Cell(table, int(row), column))
        end = match.end()
    if end < len(text):
        yield Run(text[end:])
