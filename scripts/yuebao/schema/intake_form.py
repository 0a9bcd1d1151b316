"""How a published report is read: patterns for what is no table with a header; read from `schemas/intake.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Final

from yuebao.schema.automaton import reads_freely
from yuebao.schema.masthead import MONTH, Masthead
from yuebao.schema.plain import keys
from yuebao.schema.rule import OtherColumn, OtherTable, Regex, WholeRegex, each
from yuebao.schema.strict import Place, Vocabulary, column_named, meant, read_params

_FREE: Final = "能读进任意的文字或数字，里面的数字、名称就没有人对照；由各表推出的句子请写在 derived，页码、附件号写在 numbered"


@dataclass(frozen=True, slots=True)
class SentencePattern:
    """A sentence that states one row; ``values`` are the columns that its wording implies."""

    table: Annotated[OtherTable, "写进哪张表，一句一行"]
    pattern: Annotated[Regex, "句子的样子，命名组就是列名"]
    values: Annotated[Mapping[OtherColumn, str], "句子里没有明写的列和它的值"] = field(default_factory=dict)

    def check_words(self, place: Place, words: Vocabulary) -> None:
        """The groups of the pattern are columns of the table."""
        _stated(self.pattern, self.table, place.at("pattern"), words)


@dataclass(frozen=True, slots=True)
class ListPattern:
    """A sentence whose group ``list`` names several rows; its other groups are the same in each."""

    table: Annotated[OtherTable, "写进哪张表，一项一行"]
    pattern: Annotated[Regex, "句子的样子，名单在名为 list 的组里"]
    separator: Annotated[str, "各项之间的符号"]
    item: Annotated[WholeRegex, "一项的样子，命名组就是列名；写明共几项的，数字在名为 count 的组里"]

    def check_words(self, place: Place, words: Vocabulary) -> None:
        """Likewise, of both patterns."""
        _stated(self.pattern, self.table, place.at("pattern"), words, ("list",), ("list",))
        _stated(self.item, self.table, place.at("item"), words, ("count",))


@dataclass(frozen=True, slots=True)
class PeoplePattern:
    """Rows listed after a ``lead`` that stands alone, whose groups are the same in each."""

    table: Annotated[OtherTable, "写进哪张表，一人一行"]
    lead: Annotated[WholeRegex, "引出名单的一句，命名组在各行相同"]
    item: Annotated[Regex, "一个人的样子，命名组就是列名"]

    def check_words(self, place: Place, words: Vocabulary) -> None:
        """Likewise, of both patterns."""
        _stated(self.lead, self.table, place.at("lead"), words)
        _stated(self.item, self.table, place.at("item"), words)


@dataclass(frozen=True, slots=True)
class DatedPattern:
    """A paragraph that states one row with a day of the month; groups ``day`` and ``month`` make ``date``."""

    table: Annotated[OtherTable, "写进哪张表，一条一行"]
    date: Annotated[OtherColumn, "放日期的列，由名为 day、month 的组合成"]
    pattern: Annotated[WholeRegex, "一条的样子，命名组就是列名"]

    def check_words(self, place: Place, words: Vocabulary) -> None:
        """The groups of the pattern are columns of the table, and make up the day."""
        _stated(self.pattern, self.table, place.at("pattern"), words, ("day", "month"), ("day",))


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
    sentences: Annotated[tuple[SentencePattern, ...], "一句话是一行的"] = field(default=(), metadata=each(0))
    lists: Annotated[tuple[ListPattern, ...], "一句话里列出几行的"] = field(default=(), metadata=each(0))
    people: Annotated[tuple[PeoplePattern, ...], "人员的名单"] = field(default=(), metadata=each(0))
    dated: Annotated[tuple[DatedPattern, ...], "逐日的条目"] = field(default=(), metadata=each(0))
    known: Annotated[tuple[WholeRegex, ...], "不属于任何一张表、不必列出的文字，一字不差"] = field(
        default=(), metadata=each(0)
    )
    derived: Annotated[tuple[WholeRegex, ...], "由各表推出的文字，与推出的逐字对照"] = field(
        default=(), metadata=each(0)
    )
    numbered: Annotated[tuple[WholeRegex, ...], "页码、附件号，名为 number 的组从 1 起，往后只增不减"] = (
        field(default=(), metadata=each(0))
    )
    headers: Annotated[tuple[HeaderAlias, ...], "列名的别的写法"] = field(default=(), metadata=each(0))
    units: Annotated[tuple[WholeRegex, ...], "表上方写明单位的一行，单位在名为 unit 的组里"] = field(
        default=(), metadata=each(0)
    )


def read_intake_form(place: Place, words: Vocabulary, masthead: Masthead) -> IntakeForm:
    """The form in the document of `intake.yaml`; a pattern that states a column or table of another time is left out. An
    unknown key, table, column or group, or a pattern that is no regular expression, is a `Fault`."""
    form: IntakeForm = read_params(IntakeForm, keys(place.document.value, place), place, words)
    past = words.words.get("", {})
    for index, pattern in enumerate(form.masthead):
        _groups(pattern, (*masthead.names, *past, MONTH), place.at("masthead", index))
    heading = ("place", "name", "score")
    _groups(form.grouped.heading, heading, place.at("grouped", "heading"), needs=heading)
    _groups(form.grouped.bullet, (), place.at("grouped", "bullet"))
    for index, pattern in enumerate(form.known):
        _groups(pattern, (), place.at("known", index))
        if reads_freely(pattern):
            raise place.at("known", index).fault(_FREE)
    for index, pattern in enumerate(form.derived):
        _groups(pattern, (), place.at("derived", index))
    for index, pattern in enumerate(form.numbered):
        _groups(pattern, ("number",), place.at("numbered", index), needs=("number",))
    for index, pattern in enumerate(form.units):
        _groups(pattern, ("unit",), place.at("units", index), needs=("unit",))
    return replace(
        form,
        masthead=tuple(each for each in form.masthead if not set(re.compile(each).groupindex) & set(past)),
    )


def _stated(
    pattern: str,
    table: str,
    place: Place,
    words: Vocabulary,
    own: Sequence[str] = (),
    needs: Sequence[str] = (),
) -> None:
    """Raises `Fault` unless every group is a column of the table, by whatever name, or one of its ``own``, and `NotThen`
    for a column of another time."""
    names = {name for name in re.compile(pattern).groupindex if name not in own}
    called = {**dict.fromkeys(words.columns[table]), **words.words.get(table, {})}
    _groups(pattern, (*called, *own), place, needs)
    for name in names:
        column_named(name, table, place, words)


def _groups(pattern: str, known: Iterable[str], place: Place, needs: Sequence[str] = ()) -> None:
    names = re.compile(pattern).groupindex
    known = tuple(known)
    for name in names:
        if name not in known:
            raise place.fault(f"没有名为“{name}”的组{meant(name, known)}")
    for name in needs:
        if name not in names:
            raise place.fault(f"缺少名为“{name}”的组")
