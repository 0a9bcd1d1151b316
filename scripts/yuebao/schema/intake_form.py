"""How a published report is read: patterns for what is no table with a header; read from `schemas/intake.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from yuebao.schema.form import INTAKE, read_form
from yuebao.schema.masthead import MONTH, Masthead
from yuebao.schema.rule import OtherColumn, OtherTable, Regex, WholeRegex
from yuebao.schema.strict import Place, meant
from yuebao.schema.table_schema import TableSchema


@dataclass(frozen=True, slots=True)
class SentencePattern:
    """A sentence that states one row; ``values`` are the columns that its wording implies."""

    table: Annotated[OtherTable, "写进哪张表，一句一行"]
    pattern: Annotated[Regex, "句子的样子，命名组就是列名"]
    values: Annotated[Mapping[OtherColumn, str], "句子里没有明写的列和它的值"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListPattern:
    """A sentence whose group ``list`` names several rows; its other groups are the same in each."""

    table: Annotated[OtherTable, "写进哪张表，一项一行"]
    pattern: Annotated[Regex, "句子的样子，名单在名为 list 的组里"]
    separator: Annotated[str, "各项之间的符号"]
    item: Annotated[WholeRegex, "一项的样子，命名组就是列名"]


@dataclass(frozen=True, slots=True)
class PeoplePattern:
    """Rows listed after a ``lead`` that stands alone, whose groups are the same in each."""

    table: Annotated[OtherTable, "写进哪张表，一人一行"]
    lead: Annotated[WholeRegex, "引出名单的一句，命名组在各行相同"]
    item: Annotated[Regex, "一个人的样子，命名组就是列名"]


@dataclass(frozen=True, slots=True)
class DatedPattern:
    """A paragraph that states one row with a day of the month; groups ``day`` and ``month`` make ``date``."""

    table: Annotated[OtherTable, "写进哪张表，一条一行"]
    date: Annotated[OtherColumn, "放日期的列，由名为 day、month 的组合成"]
    pattern: Annotated[WholeRegex, "一条的样子，命名组就是列名"]


@dataclass(frozen=True, slots=True)
class GroupedPattern:
    """The heading of a group of items (groups ``place``, ``name``, ``score``) and the mark before an item."""

    heading: Annotated[WholeRegex, "一组的标题，有名为 place、name、score 的组"]
    bullet: Annotated[Regex, "一项前面的符号"]


@dataclass(frozen=True, slots=True)
class HeaderAlias:
    """Other words that reports print above a column."""

    table: Annotated[OtherTable, "哪张表"]
    column: Annotated[OtherColumn, "哪一列"]
    also: Annotated[tuple[str, ...], "月报里还印过的别的列名"]


@dataclass(frozen=True, slots=True)
class IntakeForm:
    """Everything by which a report is read apart from the schemas and the form of the printed report."""

    masthead: Annotated[tuple[WholeRegex, ...], "认出刊头各键的模式，命名组就是键，month 是统计月份"]
    grouped: Annotated[GroupedPattern, "分组印的表怎样认"]
    sentences: Annotated[tuple[SentencePattern, ...], "一句话是一行的"] = ()
    lists: Annotated[tuple[ListPattern, ...], "一句话里列出几行的"] = ()
    people: Annotated[tuple[PeoplePattern, ...], "人员的名单"] = ()
    dated: Annotated[tuple[DatedPattern, ...], "逐日的条目"] = ()
    known: Annotated[tuple[WholeRegex, ...], "不属于任何一张表、不必列出的文字"] = ()
    headers: Annotated[tuple[HeaderAlias, ...], "列名的别的写法"] = ()


def read_intake_form(
    texts: Mapping[str, str], tables: Mapping[str, TableSchema], masthead: Masthead
) -> IntakeForm:
    """The form in the text of `intake.yaml`. An unknown key, table, column or group, or a pattern that is no regular
    expression, is a `Fault`."""
    form, place = read_form(IntakeForm, INTAKE, texts, tables)
    _check(form, place, masthead, {name: schema.header for name, schema in tables.items()})
    return form


def _check(
    form: IntakeForm, place: Place, masthead: Masthead, columns: Mapping[str, tuple[str, ...]]
) -> None:
    for index, pattern in enumerate(form.masthead):
        _groups(pattern, (*masthead.names, MONTH), place.at("masthead", index))
    for index, sentence in enumerate(form.sentences):
        _groups(sentence.pattern, columns[sentence.table], place.at("sentences", index, "pattern"))
    for index, listed in enumerate(form.lists):
        at = place.at("lists", index)
        _groups(listed.pattern, (*columns[listed.table], "list"), at.at("pattern"), needs=("list",))
        _groups(listed.item, columns[listed.table], at.at("item"))
    for index, people in enumerate(form.people):
        at = place.at("people", index)
        _groups(people.lead, columns[people.table], at.at("lead"))
        _groups(people.item, columns[people.table], at.at("item"))
    for index, dated in enumerate(form.dated):
        known = (*columns[dated.table], "day", "month")
        _groups(dated.pattern, known, place.at("dated", index, "pattern"), needs=("day",))
    heading = ("place", "name", "score")
    _groups(form.grouped.heading, heading, place.at("grouped", "heading"), needs=heading)
    _groups(form.grouped.bullet, (), place.at("grouped", "bullet"))
    for index, pattern in enumerate(form.known):
        _groups(pattern, (), place.at("known", index))


def _groups(pattern: str, known: Iterable[str], place: Place, needs: tuple[str, ...] = ()) -> None:
    names = re.compile(pattern).groupindex
    known = tuple(known)
    for name in names:
        if name not in known:
            raise place.fault(f"没有名为“{name}”的组{meant(name, known)}")
    for name in needs:
        if name not in names:
            raise place.fault(f"缺少名为“{name}”的组")
